import { describe, expect, it } from 'vitest';
import { address, newKey } from './client';
import { safeReturn } from '../frame/session';
import { menuFor } from '../frame/menu';
import { touchedBy } from './queries';

describe('address', () => {
  it('fills the path and leaves empty values out', () => {
    expect(address('/api/units/{id}', { id: 'a/b' }, { as_of: undefined, q: '', lead: false, unit: 'x' })).toBe(
      '/api/units/a%2Fb?unit=x',
    );
  });
});

describe('newKey', () => {
  it('differs every time', () => {
    expect(new Set(Array.from({ length: 50 }, newKey)).size).toBe(50);
  });
});

describe('safeReturn', () => {
  it('stays inside this site', () => {
    expect(safeReturn('/plan?view=unit')).toBe('/plan?view=unit');
    for (const outside of ['//evil.example', '/\\evil.example', 'https://evil.example', '', null]) {
      expect(safeReturn(outside)).toBe('/');
    }
  });
  it('does not return to the sign-in page', () => {
    expect(safeReturn('/sign-in?return=/plan')).toBe('/');
  });
});

describe('menuFor', () => {
  it('holds only what the posts allow', () => {
    expect(menuFor([], []).map((item) => item.to)).toEqual(['/public']);
    expect(menuFor(['audit.read'], []).map((item) => item.to)).toEqual(['/admin', '/public']);
    expect(menuFor(['audit.read'], [])[0]?.title.zh).toBe('操作记录');
    expect(menuFor(['audit.read', 'account.manage'], []).map((item) => item.title.zh)).toEqual(['人员与权限', '公开页']);
    expect(menuFor(['plan.read'], []).map((item) => item.to)).not.toContain('/findings');
  });

  it('leads to registers and schools for whoever may read them', () => {
    expect(menuFor([], ['enterprise']).map((item) => item.to)).toEqual(['/collections', '/registers', '/public']);
    expect(menuFor([], ['school']).map((item) => item.to)).toContain('/schools');
  });
});

describe('touchedBy', () => {
  it('refreshes what shows shares, and everything when the plan changes', () => {
    expect(touchedBy('share')).toContain('/api/board');
    expect(touchedBy('share')).not.toContain('/api/accounts');
    expect(touchedBy('plan')).toBeUndefined();
    expect(touchedBy('all')).toBeUndefined();
  });
});
