import { describe, expect, test } from 'vitest';
import { type Item, groupItems, lacks, nextOpen, step, sureOnes, takeItems } from './order';

const item = (
  id: string,
  kind: Item['kind'],
  sure: number,
  at: number,
  state: Item['state'] = 'undecided',
) =>
  ({
    id,
    kind,
    state,
    version: 1,
    confidence_percent: sure,
    only_if_accepted: false,
    spans: [{ begin: at, end: at + 1 }],
    facts: [],
    content: {},
  }) as unknown as Item;

const items = [
  item('m1', 'measure', 95, 10),
  item('t2', 'task', 90, 40),
  item('t1', 'task', 90, 30),
  item('c1', 'commitment', 40, 20),
  item('t3', 'task', 30, 50),
];

describe('groups', () => {
  test('unsure ones come first, then kinds, each in the order of the document', () => {
    expect(groupItems(items).map((group) => [group.key, group.items.map((one) => one.id)])).toEqual(
      [
        ['unsure', ['c1', 't3']],
        ['measure', ['m1']],
        ['task', ['t1', 't2']],
      ],
    );
  });

  test('a duty said in running text is unsure however clear its words are', () => {
    const said = { ...item('d', 'duty', 99, 5), only_if_accepted: true };
    expect(groupItems([said])[0]!.key).toBe('unsure');
  });

  test('a task without a unit is never sure', () => {
    const nobody = {
      ...item('t', 'task', 99, 5),
      content: { task: { responsible: [] } },
    } as unknown as Item;
    expect(lacks(nobody)).toBe('responsible');
    expect(sureOnes([nobody])).toEqual([]);
  });

  test('words for several units that name none are never sure', () => {
    const nobody = {
      ...item('s', 'scope', 99, 5),
      content: { scope: { units: [] } },
    } as unknown as Item;
    expect(lacks(nobody)).toBe('members');
    expect(sureOnes([nobody])).toEqual([]);
  });

  test('a decided item keeps its place until the list is narrowed', () => {
    const decided = items.map((one) =>
      one.id === 'c1' ? { ...one, state: 'accepted' as const } : one,
    );
    expect(groupItems(decided)[0]!.items[0]!.id).toBe('c1');
    expect(groupItems(decided)[0]!.open).toBe(1);
    expect(groupItems(decided, '', true)[0]!.items[0]!.id).toBe('t3');
  });
});

describe('the way through', () => {
  test('goes to the next undecided one, and from the end back to the first', () => {
    const groups = groupItems(items);
    expect(nextOpen(groups, 'c1')).toBe('t3');
    expect(nextOpen(groups, 't2')).toBe('c1');
  });

  test('ends when all is decided', () => {
    const done = groupItems(items.map((one) => ({ ...one, state: 'accepted' as const })));
    expect(nextOpen(done, 'c1')).toBeUndefined();
  });

  test('stops at both ends', () => {
    const groups = groupItems(items);
    expect(step(groups, 'c1', -1)).toBe('c1');
    expect(step(groups, 't2', 1)).toBe('t2');
  });
});

test('sure ones are undecided and above the limit', () => {
  expect(sureOnes(items, 'task').map((one) => one.id)).toEqual(['t2', 't1']);
  expect(sureOnes(items.map((one) => ({ ...one, state: 'accepted' as const })))).toEqual([]);
});

test('an older answer never replaces a newer item, new items are added', () => {
  const now = { ...items[0]!, version: 3 };
  const taken = takeItems([now], [{ ...now, version: 2 }, item('new', 'task', 90, 5)]);
  expect(taken.map((one) => [one.id, one.version])).toEqual([
    ['m1', 3],
    ['new', 1],
  ]);
});
