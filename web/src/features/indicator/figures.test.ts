import { describe, expect, it } from 'vitest';
import type { Figure, Line } from './figures';
import { countStates, figureText, isOverdue, numberText, pathOn, periodText, reached, stateOf, worstFirst } from './figures';

const kNone = { zh: '', en: '' };

function figure(more: Partial<Figure> = {}): Figure {
  return { value: 370, verdict: 'unmet', reason: kNone, numerator: 37, records: 2, incomplete: 0, gaps: [], ...more };
}

function line(more: Partial<Line> = {}, target: Partial<Line['target']> = {}): Line {
  return {
    id: 'share',
    title: { zh: '占比', en: 'Share' },
    commitment: 'share',
    target: {
      comparator: 'at_least',
      low: 40,
      scale: 0,
      unit: 'percent',
      unit_name: kNone,
      written: { zh: '不低于 40%', en: 'at least 40%' },
      period: 'once',
      ...target,
    },
    measured: true,
    missing: kNone,
    reported_by: kNone,
    each: false,
    unit: 'percent',
    unit_name: kNone,
    scale: 1,
    period: '2021',
    figure: figure(),
    path: [],
    freshness: 'fresh',
    guide_value: false,
    aspiration: false,
    definition_open: false,
    released: false,
    ...more,
  };
}

describe('a number', () => {
  it('is per cent with the decimals it was measured with', () => {
    expect(numberText(370, 1, { unit: 'percent', unit_name: kNone }, 'zh')).toBe('37.0%');
  });
  it('is money in 万元 once it is large', () => {
    expect(numberText(520_000_000, 0, { unit: 'fen', unit_name: kNone }, 'zh')).toBe('520 万元');
    expect(numberText(123_450, 0, { unit: 'fen', unit_name: kNone }, 'zh')).toBe('1,234.5 元');
    expect(numberText(520_000_000, 0, { unit: 'fen', unit_name: kNone }, 'en')).toBe('5,200,000 yuan');
  });
  it('has its thousands apart and its unit behind', () => {
    expect(numberText(20_135, 0, { unit: 'person', unit_name: { zh: '人', en: 'people' } }, 'zh')).toBe('20,135 人');
  });
  it('of units that reach a target says how many of how many', () => {
    const each = line({ each: true });
    expect(figureText(each, figure({ value: 3, denominator: 7 }), 'zh')).toBe('3/7 个单位');
  });
  it('nobody knows is no number', () => {
    expect(figureText(line(), figure({ value: null }), 'zh')).toBeUndefined();
  });
});

describe('how a line stands', () => {
  it('is missing while nothing measures it, whatever its figure', () => {
    expect(stateOf(line({ measured: false, figure: null }))).toBe('missing');
  });
  it('is overdue only past its day and below its target', () => {
    expect(isOverdue(line({}, { due_on: '2022-12-31' }), '2023-01-01')).toBe(true);
    expect(isOverdue(line({}, { due_on: '2022-12-31' }), '2022-12-31')).toBe(false);
    expect(isOverdue(line({ figure: figure({ verdict: 'met' }) }, { due_on: '2022-12-31' }), '2023-01-01')).toBe(false);
  });
  it('is how much of the target is reached, across scales', () => {
    expect(reached(line())).toBeCloseTo(0.925);
    expect(reached(line({}, { comparator: 'at_most' }))).toBeUndefined();
    expect(reached(line({ figure: figure({ value: null }) }))).toBeUndefined();
  });
  it('is judged by the last step of the path that has come', () => {
    const path = [
      { on: '2021-12-31', value: 35 },
      { on: '2022-12-31', value: 40 },
    ];
    expect(pathOn(line({ path }), '2022-06-30')).toBe(35);
    expect(pathOn(line({ path }), '2021-01-01')).toBeUndefined();
  });
});

describe('the wall', () => {
  it('shows what is late first, then the farthest from its target, and what is met last', () => {
    const lines = [
      line({ id: 'met', figure: figure({ verdict: 'met', value: 450 }) }),
      line({ id: 'near', figure: figure({ value: 390 }) }),
      line({ id: 'unknown', figure: figure({ verdict: 'unknown', value: null }) }),
      line({ id: 'far', figure: figure({ value: 100 }) }),
      line({ id: 'missing', measured: false, figure: null }),
      line({ id: 'late', figure: figure({ value: 395 }) }, { due_on: '2020-12-31' }),
    ];
    expect(worstFirst(lines, '2022-01-01').map(({ id }) => id)).toEqual(['late', 'far', 'near', 'unknown', 'missing', 'met']);
    expect(countStates(lines)).toEqual({ unmet: 3, unruled: 0, unknown: 1, missing: 1, met: 1 });
  });
});

it('a period is said in words', () => {
  expect(periodText('2026', 'zh')).toBe('2026 年');
  expect(periodText('2026-H1', 'zh')).toBe('2026 年上半年');
  expect(periodText('2026-Q3', 'zh')).toBe('2026 年 3 季度');
  expect(periodText('2026-07', 'zh')).toBe('2026 年 7 月');
  expect(periodText('', 'zh')).toBe('');
});
