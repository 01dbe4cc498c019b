import { expect, test } from 'vitest';
import { decimalOf, isDecimal, scaledOf } from './number';

test.each([
  [25, 1, '2.5'],
  [30, 0, '30'],
  [5, 2, '0.05'],
  [-25, 1, '-2.5'],
  [250, 1, '25'],
  [null, 0, ''],
])('%s at scale %s is %s', (value, scale, text) => expect(decimalOf(value, scale)).toBe(text));

test('both bounds take the finer scale', () => {
  expect(scaledOf('4', '5.25')).toEqual({ low: 400, high: 525, scale: 2 });
});

test('an empty bound is absent', () =>
  expect(scaledOf('20000', '')).toEqual({ low: 20000, high: null, scale: 0 }));

test.each(['2万', '1,000', '.5', '5.', '1e3', '99999999999999999999'])(
  '%s is no number',
  (text) => {
    expect(isDecimal(text) && scaledOf(text, '') !== undefined).toBe(false);
  },
);
