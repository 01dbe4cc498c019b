import { describe, expect, it } from 'vitest';
import { actionText, detailParts } from './audit_words';

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

describe('what an action is called', () => {
  const registers = new Map([['school', { zh: '学校', en: 'Schools' }]]);
  it('names the register of a record', () => {
    expect(actionText('school.create', registers)).toEqual({ zh: '学校：新建', en: 'Schools: created' });
  });
  it('leaves a step of a workflow as it was declared', () => {
    expect(actionText('school.approve', registers).zh).toBe('学校：approve');
  });
  it('shows what nobody gave words to as it is', () => {
    expect(actionText('other.thing', registers).zh).toBe('other.thing');
  });
});
