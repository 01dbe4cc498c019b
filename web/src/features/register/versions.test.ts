import { describe, expect, it } from 'vitest';
import type { Row, Version } from './records';
import { pupils } from './sample_declaration';
import { arrival, differences, lastSeen, returnedSince } from './versions';

const row = (state: string, values: Row['values'] = {}, returned: Row['returned'] = {}): Row => ({
  id: '1', version: 1, state, state_since: 0, removed: false, returned, label: '', values, labels: {},
});
const version = (number: number, record: Row, action = ''): Version => ({
  version: number, recorded_at: '', until: null, by: '', action, why: '', record,
});

describe('what a reviewer saw last', () => {
  const back = { name: '写全' };
  const versions = [
    version(5, row('submitted', { name: '李四' }), 'submit'),
    version(4, row('draft', { name: '李四' }), 'change'),
    version(3, row('draft', { name: '李' }, back), 'return'),
    version(2, row('submitted', { name: '李' }), 'submit'),
    version(1, row('draft', { name: '李' }), 'create'),
  ];

  it('is the version that was returned, with what was asked', () => {
    const seen = lastSeen(pupils, versions)!;
    expect([seen.version.version, seen.opened.version, seen.step.name]).toEqual([2, 3, 'return']);
    expect(returnedSince(seen)).toEqual(back);
    expect(differences(pupils, seen.version.record, versions[0]!.record).map((field) => field.name)).toEqual(['name']);
  });

  it('is nothing where nobody could change anything in between', () => {
    const paused = [
      version(4, row('submitted'), 'resume'),
      version(3, row('enrolled'), 'approve'),
      version(2, row('submitted'), 'submit'),
      version(1, row('draft'), 'create'),
    ];
    expect(lastSeen(pupils, paused)).toBeUndefined();
  });

  it('came to its state by a step, unless it was entered there', () => {
    expect([arrival(versions)?.version, arrival(versions.slice(1))?.version]).toEqual([5, 3]);
    expect(arrival(versions.slice(4))).toBeUndefined();
  });

  it('is nothing the first time', () => {
    expect(lastSeen(pupils, versions.slice(3))).toBeUndefined();
    expect(lastSeen(pupils, [])).toBeUndefined();
  });

  it('does not count what only follows from something else, nor empty for missing', () => {
    expect(differences(pupils, row('a', { class_year: 1, sex: null }), row('a', { class_year: 2 }))).toEqual([]);
  });
});
