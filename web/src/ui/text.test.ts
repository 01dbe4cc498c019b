import { describe, expect, it } from 'vitest';
import { fill } from './text';

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
