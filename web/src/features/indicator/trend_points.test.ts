import { describe, expect, it } from 'vitest';
import type { Line } from './figures';
import { aheadPoints, type Day, linePoints, monthEnds, targetLevel, withNow } from './trend_points';

function day(on: string, value: number | null, more: Partial<Day> = {}): Day {
  return {
    day: on, period: '', value, scale: 0, verdict: 'unmet', numerator: 0, records: 1, incomplete: 0, kept_on: on, ...more,
  };
}

const kLine = {
  scale: 0,
  unit: 'person',
  period: '',
  each: false,
  path: [],
  target: { low: 200, scale: 1, unit: 'person' },
  forecast: {
    refused: { zh: '', en: '' }, method: { zh: '', en: '' }, points: 5, outlook: 'open',
    due_on: '2022-12-31', value: 30, low: 20, high: 45,
  },
} as unknown as Line;

describe('the line of kept days', () => {
  it('breaks where more than a month was not kept', () => {
    const points = linePoints([day('2022-01-31', 1), day('2022-02-28', 2), day('2022-05-31', 3)]);
    expect(points).toEqual([['2022-01-31', 1], ['2022-02-28', 2], ['2022-03-01', null], ['2022-05-31', 3]]);
  });

  it('breaks where a figure begins anew, and where there was none', () => {
    const points = linePoints([
      day('2021-12-31', 9, { period: '2021' }),
      day('2022-01-31', null, { period: '2022' }),
      day('2022-02-28', 15, { period: '2022', scale: 1 }),
    ]);
    expect(points).toEqual([['2021-12-31', 9], ['2022-01-01', null], ['2022-01-31', null], ['2022-02-28', 1.5]]);
  });

  it('ends with the day shown, and knows nothing after it', () => {
    const figure = { value: 7, verdict: 'met', numerator: 7, records: 1, incomplete: 0, reason: { zh: '', en: '' }, gaps: [] } as const;
    const days = withNow([day('2022-01-31', 1), day('2022-02-28', 2)], kLine, { ...figure, gaps: [] }, '2022-02-10');
    expect(days.map((one) => [one.day, one.value])).toEqual([['2022-01-31', 1], ['2022-02-10', 7]]);
    expect(withNow(days, kLine, undefined, '2022-02-10')).toHaveLength(1);
  });

  it('has one row a month in the short table', () => {
    const rows = monthEnds([day('2022-01-30', 1), day('2022-01-31', 2), day('2022-02-03', 3)]);
    expect(rows.map((one) => one.value)).toEqual([2, 3]);
  });
});

describe('the forecast', () => {
  it('opens from the newest figure to its interval', () => {
    expect(aheadPoints(kLine, [day('2022-06-30', 18)])).toEqual({
      middle: [['2022-06-30', 18], ['2022-12-31', 30]],
      low: [['2022-06-30', 18], ['2022-12-31', 20]],
      width: [['2022-06-30', 0], ['2022-12-31', 25]],
    });
  });

  it('is not drawn where nothing is foreseen or nothing is known now', () => {
    expect(aheadPoints({ ...kLine, forecast: null }, [day('2022-06-30', 18)])).toBeUndefined();
    expect(aheadPoints(kLine, [day('2022-06-30', null)])).toBeUndefined();
    expect(aheadPoints(kLine, [])).toBeUndefined();
  });
});

it('a target is drawn only where it has the unit of the figure', () => {
  expect(targetLevel(kLine)).toBe(20);
  expect(targetLevel({ ...kLine, each: true })).toBeUndefined();
  const money = { ...kLine, unit: 'fen', target: { ...kLine.target, unit: 'yuan' } };
  expect(targetLevel(money)).toBe(2000);
});
