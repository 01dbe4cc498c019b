import { describe, expect, it } from 'vitest';
import { fill, numeral } from './text';

describe('fill', () => {
  it('puts values in their places', () => {
    expect(fill({ zh: '任务{n}', en: 'Task {n}' }, 'zh', { n: 17 })).toBe('任务17');
  });
  it('chooses the form that fits the number', () => {
    const text = { zh: '{n} 天', en: '{n|day|days}' };
    expect(fill(text, 'en', { n: 1 })).toBe('1 day');
    expect(fill(text, 'en', { n: 2 })).toBe('2 days');
    expect(fill(text, 'zh', { n: 2 })).toBe('2 天');
    expect(fill(text, 'zh', { n: 2941 })).toBe('2,941 天');
  });
  it('sets thousands apart in what is counted, not in a year or a row', () => {
    expect(fill({ zh: '办了 {done} 条', en: '' }, 'zh', { done: 2000 })).toBe('办了 2,000 条');
    expect(fill({ zh: '{year} 年第 {row} 行', en: '' }, 'zh', { year: 2026, row: 2004 })).toBe('2026 年第 2004 行');
  });
  it('shows the other language rather than nothing', () => {
    expect(fill({ zh: '只有中文', en: '' }, 'en')).toBe('只有中文');
  });
  it('does not read places inside values', () => {
    expect(fill({ zh: '{a}', en: '' }, 'zh', { a: '{b}', b: 'x' })).toBe('{b}');
  });
});

describe('numeral', () => {
  it('numbers parts as a document does', () => {
    expect([1, 8, 10, 11, 20, 25, 99].map((n) => numeral(n, 'zh'))).toEqual(['一', '八', '十', '十一', '二十', '二十五', '九十九']);
  });
  it('leaves other languages and what is out of range as figures', () => {
    expect([numeral(8, 'en'), numeral(0, 'zh'), numeral(100, 'zh')]).toEqual(['8', '0', '100']);
  });
});
