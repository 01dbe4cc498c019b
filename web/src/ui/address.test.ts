import { describe, expect, it } from 'vitest';
import { filterQuery, hasPast, isFiltered, kNoFilters, readDay, readFilters, withAsOf, writeFilters } from './address';

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
  const asked = (pathname: string, search: string) =>
    readDay(pathname, new URLSearchParams(search), '2026-01-01');
  it('is a past day, or today', () => {
    expect(asked('/plan', 'as_of=2022-07-01')).toEqual({ kind: 'past', day: '2022-07-01' });
    expect(asked('/plan', 'as_of=2026-01-01')).toEqual({ kind: 'today' });
    expect(asked('/plan', '')).toEqual({ kind: 'today' });
  });
  it('is named when there is no such day', () => {
    expect(asked('/plan', 'as_of=2026-02-30')).toEqual({ kind: 'not_a_day', written: '2026-02-30' });
    expect(asked('/my-work', 'as_of=yesterday')).toEqual({ kind: 'not_a_day', written: 'yesterday' });
  });
  it('is not shown by a page that knows only today', () => {
    expect(asked('/my-work', 'as_of=2022-07-01')).toEqual({ kind: 'today_only', day: '2022-07-01' });
  });
  it('belongs to pages with a past', () => {
    for (const path of [
      '/plan',
      '/plan/tasks/17',
      '/plan/shares/0199/reports/2026-10',
      '/plan/shares/0199/milestones',
      '/letters/0199',
      '/units/finance_bureau',
      '/indicators/parameters/teacher/ratio',
      '/registers/student',
      '/registers/student/0199',
      '/registers/student/roster',
    ])
      expect([path, hasPast(path)]).toEqual([path, true]);
    for (const path of [
      '/',
      '/my-work',
      '/supervision',
      '/letters',
      '/notices',
      '/plan/shares/0199/parts',
      '/plan/closings/0199',
      '/registers',
      '/registers/student/new',
      '/registers/student/0199/edit',
      '/admin',
    ])
      expect([path, hasPast(path)]).toEqual([path, false]);
  });
  it('is carried along by links', () => {
    expect(withAsOf('/units', '2022-07-01')).toBe('/units?as_of=2022-07-01');
    expect(withAsOf('/plan?view=unit', '2022-07-01')).toBe('/plan?view=unit&as_of=2022-07-01');
    expect(withAsOf('/bodies#group', '2022-07-01')).toBe('/bodies?as_of=2022-07-01#group');
    expect(withAsOf('/bodies#group', undefined)).toBe('/bodies#group');
  });
  it('is left behind by a link to a page that knows only today', () => {
    expect(withAsOf('/my-work', '2022-07-01')).toBe('/my-work');
    expect(withAsOf('/supervision?tab=late#x', '2022-07-01')).toBe('/supervision?tab=late#x');
  });
});
