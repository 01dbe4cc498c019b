import { describe, expect, it } from 'vitest';
import { byUrgency, emptyCounts, isStatus, kStatuses, kStatusShapes, kStatusWords, openCount, total } from './status';

describe('statuses', () => {
  it('stand in the order of the legend', () => {
    expect(kStatuses.map((status) => kStatusShapes[status]).join('')).toBe('○●▲■✓◇⇢↻⊗');
  });
  it('differ in shape and in both languages', () => {
    expect(new Set(Object.values(kStatusShapes)).size).toBe(kStatuses.length);
    expect(new Set(kStatuses.map((status) => kStatusWords[status].zh)).size).toBe(kStatuses.length);
    expect(new Set(kStatuses.map((status) => kStatusWords[status].en)).size).toBe(kStatuses.length);
  });
  it('are sorted by what must be looked at first', () => {
    const sorted = [...kStatuses].sort(byUrgency);
    expect(sorted[0]).toBe('late');
    expect(sorted[1]).toBe('due_soon');
    expect(sorted).toHaveLength(kStatuses.length);
    expect(sorted.slice(-3).sort()).toEqual(['closed', 'ended', 'routine']);
  });
  it('are told from other words', () => {
    expect(isStatus('late')).toBe(true);
    expect(isStatus('toString')).toBe(false);
  });
});

describe('counts', () => {
  it('are open unless closed, routine or ended', () => {
    const counts = { ...emptyCounts(), late: 2, closed: 3, routine: 1, ended: 1, extended: 4 };
    expect(total(counts)).toBe(11);
    expect(openCount(counts)).toBe(6);
  });
});
