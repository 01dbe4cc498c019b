import type { Typed } from './value_text';

// Two people changed one record. What only one of them changed is taken from him; where both typed
// something different, the person decides.

export interface Conflict {
  field: string;
  base: string;
  mine: string;
  theirs: string;
}

export interface Merge {
  /** Mine, with what only the other changed. */
  typed: Typed;
  /** Fields that only the other changed. */
  taken: string[];
  conflicts: Conflict[];
}

export function merge(base: Typed, mine: Typed, theirs: Typed): Merge {
  const typed: Typed = { ...mine };
  const taken: string[] = [];
  const conflicts: Conflict[] = [];
  for (const field of Object.keys({ ...base, ...theirs })) {
    const was = base[field] ?? '';
    const my = mine[field] ?? '';
    const other = theirs[field] ?? '';
    if (other === was || other === my) continue;
    if (my === was) {
      typed[field] = other;
      taken.push(field);
    } else {
      conflicts.push({ field, base: was, mine: my, theirs: other });
    }
  }
  return { typed, taken, conflicts };
}

/** The fields that differ from where one began. */
export function changedFields(base: Typed, mine: Typed): string[] {
  return Object.keys({ ...base, ...mine }).filter((field) => (base[field] ?? '') !== (mine[field] ?? ''));
}
