import { expect, test } from 'vitest';
import { markText, momentText, moved, percentText } from './marks';

test('marks lose nothing', () => {
  expect(markText(612_500)).toBe('612.5');
  expect(markText(600_000)).toBe('600');
  expect(markText(1_005)).toBe('1.005');
});

test('a moment is read as it is written, whatever zone the phone is in', () => {
  expect(momentText('2026-07-05T08:00', 'zh')).toBe('2026年7月5日 08:00');
  expect(momentText('', 'zh')).toBe('');
});

test('a share has one decimal', () => {
  expect(percentText(370)).toBe('37.0');
});

test('the first cannot go up and the last cannot go down', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});
