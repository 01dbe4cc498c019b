import { expect, it } from 'vitest';
import { amountText, percentText, scaled } from './amounts';

it('shows decimals that were measured and no others', () => {
  expect(scaled(3_299, 2)).toBe('32.99');
  expect(scaled(4_000_000, 2)).toBe('40,000');
  expect(scaled(57, 0)).toBe('57');
});

it('names the unit', () => {
  expect(amountText({ value: 250_000, scale: 2, unit: 'fen' }, 'zh')).toBe('2,500 元');
  expect(amountText({ value: 662_200_000, scale: 2, unit: 'fen' }, 'zh')).toBe('662.2 万元');
  expect(amountText({ value: 662_200_000, scale: 2, unit: 'fen' }, 'en')).toBe('662.2 × 10,000 yuan');
  expect(amountText({ value: 999_999, scale: 2, unit: 'fen' }, 'zh')).toBe('9,999.99 元');
  expect(amountText({ value: 3, scale: 0, unit: '' }, 'en')).toBe('3');
});

it('never rounds a share up to what it is not', () => {
  expect(percentText(2997, 10_000)).toBe('29.9');
  expect(percentText(1, 1)).toBe('100.0');
});
