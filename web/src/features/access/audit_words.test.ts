import { describe, expect, it } from 'vitest';
import { detailParts } from './audit_words';

describe('the detail of an audit line', () => {
  it('is taken apart into what has a name and what has none', () => {
    expect(detailParts('account=01 unit=finance role=officer 2026-01-01.. acting')).toEqual({
      values: { account: '01', unit: 'finance', role: 'officer' },
      rest: '2026-01-01.. acting',
    });
  });
  it('may be empty', () => {
    expect(detailParts('')).toEqual({ values: {}, rest: '' });
  });
});
