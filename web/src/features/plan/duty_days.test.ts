import { describe, expect, it } from 'vitest';
import { dutyDays, nextDutyDay } from './duty_days';

describe('dutyDays', () => {
  it('takes a day past the end of a month as its last day', () => {
    expect(dutyDays({ period: 'each_month', due_month: 0, due_day: 31 }, '2024-02-01', '2024-03-31')).toEqual([
      '2024-02-29',
      '2024-03-31',
    ]);
  });
  it('comes twice a year for a half-yearly duty', () => {
    expect(dutyDays({ period: 'each_quarter', due_month: 3, due_day: 31 }, '2021-04-01', '2021-12-31')).toEqual([
      '2021-06-30',
      '2021-09-30',
      '2021-12-31',
    ]);
    expect(dutyDays({ period: 'each_half_year', due_month: 6, due_day: 30 }, '2021-01-01', '2021-12-31')).toEqual([
      '2021-06-30',
      '2021-12-30',
    ]);
  });
  it('keeps inside the days asked for', () => {
    const duty = { period: 'each_year', due_month: 8, due_day: 20 } as const;
    expect(dutyDays(duty, '2021-08-21', '2023-08-20')).toEqual(['2022-08-20', '2023-08-20']);
  });
  it('has no day where the plan gives none', () => {
    expect(dutyDays({ period: 'each_year', due_month: 0, due_day: 0 }, '2021-01-01', '2022-01-01')).toEqual([]);
    expect(dutyDays({ period: 'once', due_month: 5, due_day: 1 }, '2021-01-01', '2022-01-01')).toEqual([]);
  });
});

describe('nextDutyDay', () => {
  it('may be today and may be next year', () => {
    const duty = { period: 'each_year', due_month: 3, due_day: 1 } as const;
    expect(nextDutyDay(duty, '2022-03-01')).toBe('2022-03-01');
    expect(nextDutyDay(duty, '2022-03-02')).toBe('2023-03-01');
  });
});
