import { describe, expect, it } from 'vitest';
import type { Row, Version } from './records';
import { pupils } from './sample_declaration';
import { differences, lastSeen, returnedSince } from './versions';

const row = (state: string, values: Row['values'] = {}, returned: Row['returned'] = {}): Row => ({
  id: '1', version: 1, state, state_since: 0, removed: false, returned, label: '', values, labels: {},
});
const version = (number: number, record: Row): Version => ({
  version: number, recorded_at: '', until: null, by: '', action: '', why: '', record,
});

describe('what a reviewer saw last', () => {
  const back = { name: '写全' };
  const versions = [
    version(5, row('submitted', { name: '李四' })),
    version(4, row('draft', { name: '李四' }, back)),
    version(3, row('draft', { name: '李' }, back)),
    version(2, row('submitted', { name: '李' })),
    version(1, row('draft', { name: '李' })),
  ];

  it('is the version that was returned, with what was asked', () => {
    const seen = lastSeen(versions);
    expect(seen?.version).toBe(2);
    expect(returnedSince(versions, seen!)).toEqual(back);
    expect(differences(pupils, seen!.record, versions[0]!.record).map((field) => field.name)).toEqual(['name']);
  });

  it('is nothing the first time', () => {
    expect(lastSeen(versions.slice(3))).toBeUndefined();
    expect(lastSeen([])).toBeUndefined();
  });

  it('does not count what only follows from something else, nor empty for missing', () => {
    expect(differences(pupils, row('a', { class_year: 1, sex: null }), row('a', { class_year: 2 }))).toEqual([]);
  });
});
