import { describe, expect, it } from 'vitest';
import { filterQuery, isFiltered, kNoFilters, readAsOf, readFilters, withAsOf, writeFilters } from './address';

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = {
      ...kNoFilters,
      q: '财政',
      status: ['late', 'closed'] as const,
      unit: 'finance_bureau',
      lead: true,
    };
    const written = writeFilters(new URLSearchParams(), { ...filters, status: [...filters.status] });
    expect(readFilters(new URLSearchParams(written.toString()))).toEqual({
      ...filters,
      status: ['late', 'closed'],
    });
  });
  it('leave view, day and order alone', () => {
    const search = new URLSearchParams('view=list&as_of=2022-07-01&unit=a&sort=-due');
    expect(writeFilters(search, kNoFilters).toString()).toBe('view=list&as_of=2022-07-01&sort=-due');
  });
  it('drop statuses that do not exist and keep one order', () => {
    expect(readFilters(new URLSearchParams('status=closed,nonsense,late')).status).toEqual(['late', 'closed']);
  });
  it('ask the server only what is set', () => {
    expect(filterQuery(kNoFilters)).toEqual({});
    expect(isFiltered(kNoFilters)).toBe(false);
    expect(filterQuery({ ...kNoFilters, mine: true, status: ['late'] })).toEqual({
      mine: true,
      status: 'late',
    });
  });
});

describe('the day in the address', () => {
  it('counts only if it is a day and not today', () => {
    expect(readAsOf(new URLSearchParams('as_of=2022-07-01'), '2026-01-01')).toBe('2022-07-01');
    expect(readAsOf(new URLSearchParams('as_of=2026-01-01'), '2026-01-01')).toBeUndefined();
    expect(readAsOf(new URLSearchParams('as_of=yesterday'), '2026-01-01')).toBeUndefined();
  });
  it('is carried along by links', () => {
    expect(withAsOf('/units', '2022-07-01')).toBe('/units?as_of=2022-07-01');
    expect(withAsOf('/plan?view=unit', '2022-07-01')).toBe('/plan?view=unit&as_of=2022-07-01');
    expect(withAsOf('/bodies#group', '2022-07-01')).toBe('/bodies?as_of=2022-07-01#group');
    expect(withAsOf('/bodies#group', undefined)).toBe('/bodies#group');
  });
});
