import { stored } from '../../ui/stored';
import { typedKey } from '../../ui/typed';
import type { Declaration } from './declaration';
import { changedFields } from './merge';
import type { Typed } from './value_text';

// What somebody typed and has not saved, kept in the browser until it is saved or given up. Sensitive
// values are not kept: several people may use one computer.

export interface RecordDraft {
  typed: Typed;
  /** What chosen references are called. */
  labels: Record<string, string>;
  /** The version it is based on; 0 for a new record. */
  version: number;
  /** The values of that version. */
  base: Typed;
  kept_at: string;
}

export function draftKey(account: string, noun: string, id: string | undefined): string {
  return typedKey(account, `record.${noun}.${id ?? 'new'}`);
}

export function readDraft(key: string): RecordDraft | undefined {
  const kept = stored.get(key);
  if (kept === null) return undefined;
  try {
    const draft = JSON.parse(kept) as Partial<RecordDraft>;
    const whole =
      typeof draft.typed === 'object' &&
      typeof draft.base === 'object' &&
      typeof draft.labels === 'object' &&
      typeof draft.version === 'number' &&
      typeof draft.kept_at === 'string';
    return whole ? (draft as RecordDraft) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft, or forgets it once it says nothing new. */
export function keepDraft(key: string, draft: RecordDraft, of: Declaration): void {
  const secret = new Set(of.fields.filter((field) => field.sensitive).map((field) => field.name));
  const open = (typed: Typed) =>
    Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.has(name)));
  const kept = { ...draft, typed: open(draft.typed), base: open(draft.base) };
  if (changedFields(kept.base, kept.typed).length === 0) stored.remove(key);
  else stored.set(key, JSON.stringify(kept));
}

export function dropDraft(key: string): void {
  stored.remove(key);
}
