import { describe, expect, it } from 'vitest';
import {
  addDays,
  age,
  countdown,
  daysBetween,
  formatDay,
  formatInstant,
  formatQuarter,
  isDay,
  quarterOf,
  quartersBetween,
  todayInShanghai,
} from './dates';

describe('days', () => {
  it('are written as officials write them', () => {
    expect(formatDay('2022-07-01', 'zh')).toBe('2022年7月1日');
    expect(formatDay('2022-07-01', 'en')).toBe('1 July 2022');
  });
  it('refuse what is no day', () => {
    expect(isDay('2022-02-29')).toBe(false);
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2022-7-1')).toBe(false);
    expect(isDay(null)).toBe(false);
  });
  it('end in Shanghai', () => {
    expect(todayInShanghai(Date.parse('2022-06-30T15:59:59Z'))).toBe('2022-06-30');
    expect(todayInShanghai(Date.parse('2022-06-30T16:00:00Z'))).toBe('2022-07-01');
  });
  it('are counted over the end of a leap February', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });
});

describe('instants', () => {
  it('are shown in Shanghai time', () => {
    expect(formatInstant('2022-06-30T16:05:00Z', 'zh')).toBe('2022年7月1日 00:05');
  });
  it('that cannot be read stay as they are', () => {
    expect(formatInstant('unknown', 'zh')).toBe('unknown');
  });
});

describe('countdown', () => {
  it('says how long something is late', () => {
    expect(countdown('2022-06-19', '2022-07-01', 'zh')).toBe('逾期 12 天');
    expect(countdown('2022-06-30', '2022-07-01', 'en')).toBe('1 day late');
  });
  it('is in time on the day itself', () => {
    expect(countdown('2022-07-01', '2022-07-01', 'zh')).toBe('今天到期');
  });
  it('says what is left', () => {
    expect(countdown('2022-07-02', '2022-07-01', 'zh')).toBe('明天到期');
    expect(countdown('2022-07-31', '2022-07-01', 'zh')).toBe('还有 30 天');
    expect(countdown('2025-07-31', '2022-07-01', 'en')).toBe('over 3 years left');
  });
});

describe('age', () => {
  it('is said in words', () => {
    expect(age('2022-07-01', '2022-07-01', 'zh')).toBe('今天');
    expect(age('2022-06-21', '2022-07-01', 'zh')).toBe('10 天前');
    expect(age('2022-03-01', '2022-07-01', 'en')).toBe('4 months ago');
    expect(age('2019-07-01', '2022-07-01', 'zh')).toBe('3 年前');
  });
});

describe('quarters', () => {
  it('hold their days', () => {
    expect(quarterOf('2022-03-31')).toBe('2022Q1');
    expect(quarterOf('2022-04-01')).toBe('2022Q2');
    expect(formatQuarter('2022Q4', 'zh')).toBe('2022年4季度');
  });
  it('follow each other over the year', () => {
    expect(quartersBetween('2020-12-14', '2021-07-01')).toEqual(['2020Q4', '2021Q1', '2021Q2', '2021Q3']);
  });
});
