import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draftKey, keepDraft, readDraft, type RecordDraft } from './record_draft';
import { pupils } from './sample_declaration';

const kept = new Map<string, string>();
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
beforeEach(() => kept.clear());

const key = draftKey('u1', 'pupil', undefined);
const draft = (typed: Record<string, string>): RecordDraft => ({
  typed,
  labels: {},
  version: 0,
  base: { name: '', citizen_id: '' },
  kept_at: '2026-01-15T00:00:00Z',
});

describe('a draft of a record', () => {
  it('is there again, without its sensitive values', () => {
    keepDraft(key, draft({ name: '李四', citizen_id: '622726200805040014' }), pupils);
    expect(readDraft(key)?.typed).toEqual({ name: '李四' });
    expect([...kept.values()].join()).not.toContain('622726');
  });

  it('is forgotten once nothing differs from where one began', () => {
    keepDraft(key, draft({ name: '李四' }), pupils);
    keepDraft(key, draft({ name: '' }), pupils);
    expect(readDraft(key)).toBeUndefined();
  });

  it('is nobody else’s, and of no other record', () => {
    keepDraft(key, draft({ name: '李四' }), pupils);
    expect(readDraft(draftKey('u2', 'pupil', undefined))).toBeUndefined();
    expect(readDraft(draftKey('u1', 'pupil', '7'))).toBeUndefined();
  });

  it('does no harm when the browser kept something else', () => {
    kept.set(key, '{"typed":3}');
    expect(readDraft(key)).toBeUndefined();
    kept.set(key, 'not json');
    expect(readDraft(key)).toBeUndefined();
  });
});
