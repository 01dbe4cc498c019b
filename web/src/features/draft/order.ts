import type { Schemas } from '../../api/client';
import { firstSpan } from './layout';

// What a person looks at next, and how far they are.

export type Item = Schemas['DraftItem'];
export type Kind = Schemas['ItemKind'];
type State = Schemas['ItemState'];

/** Below this a person should look first; the engine's own limit. */
export const kUnsureBelow = 60;

/** As a reader of the plan meets them: what the others refer to comes first. */
export const kKinds: readonly Kind[] = [
  'plan',
  'goal',
  'group',
  'measure',
  'task',
  'commitment',
  'body',
  'duty',
  'unit',
  'scope',
];

/** Without this an item is of no use in a plan: accepting it asks for it first. */
export function lacks(item: Item): 'responsible' | 'members' | undefined {
  if (item.content.task?.responsible.length === 0) return 'responsible';
  return item.content.scope?.units.length === 0 ? 'members' : undefined;
}

export function isUnsure(item: Item): boolean {
  return (
    item.confidence_percent < kUnsureBelow || item.only_if_accepted || lacks(item) !== undefined
  );
}

export function isOpen(item: Item): boolean {
  return item.state === 'undecided';
}

export interface ItemGroup {
  /** unsure: of all kinds, first. */
  key: Kind | 'unsure';
  items: Item[];
  /** Of these, undecided. */
  open: number;
}

/** Unsure ones first, then one group a kind, each in the order of the document. An item stays in its
 *  group when it is decided: nothing jumps away under the hand. */
export function groupItems(
  items: readonly Item[],
  kind: Kind | '' = '',
  openOnly = false,
): ItemGroup[] {
  const wanted = items.filter(
    (item) => (kind === '' || item.kind === kind) && (!openOnly || isOpen(item)),
  );
  const groups: ItemGroup[] = [{ key: 'unsure', items: wanted.filter(isUnsure), open: 0 }];
  for (const one of kKinds) {
    groups.push({
      key: one,
      items: wanted.filter((item) => item.kind === one && !isUnsure(item)),
      open: 0,
    });
  }
  for (const group of groups) {
    group.items.sort((a, b) => place(a) - place(b));
    group.open = group.items.filter(isOpen).length;
  }
  return groups.filter((group) => group.items.length > 0);
}

function place(item: Item): number {
  return firstSpan(item)?.begin ?? Number.MAX_SAFE_INTEGER;
}

/** The item to go to from `id`: the next undecided one below, otherwise the first undecided one. */
export function nextOpen(groups: readonly ItemGroup[], id: string): string | undefined {
  const all = groups.flatMap((group) => group.items);
  const at = all.findIndex((item) => item.id === id);
  const below = all.slice(at + 1).find((item) => isOpen(item) && item.id !== id);
  return (below ?? all.find((item) => isOpen(item) && item.id !== id))?.id;
}

export function step(groups: readonly ItemGroup[], id: string, by: 1 | -1): string | undefined {
  const all = groups.flatMap((group) => group.items);
  const at = all.findIndex((item) => item.id === id);
  if (at < 0) return all[0]?.id;
  return all[Math.min(Math.max(at + by, 0), all.length - 1)]?.id;
}

/** What "accept all sure ones" would accept; of one kind or of all. */
export function sureOnes(items: readonly Item[], kind: Kind | '' = ''): Item[] {
  return items.filter(
    (item) => isOpen(item) && !isUnsure(item) && (kind === '' || item.kind === kind),
  );
}

/** Those that others changed come in; an older answer never replaces a newer one. */
export function takeItems(items: readonly Item[], changed: readonly Item[]): Item[] {
  const newer = new Map(changed.map((item) => [item.id, item]));
  const taken = items.map((item) => {
    const other = newer.get(item.id);
    newer.delete(item.id);
    return other && other.version >= item.version ? other : item;
  });
  return [...taken, ...newer.values()];
}

const kFates: readonly State[] = ['accepted', 'corrected', 'added', 'rejected'];

export function decidedCount(progress: Schemas['DraftProgress']): number {
  return kFates.reduce((sum, state) => sum + progress[state as 'accepted'], 0);
}
