import type { Declaration, Field, Transition } from './declaration';
import { stateOf } from './declaration';
import type { Row, Version } from './records';

// What changed between versions of a record.

/** Typed fields whose value differs; derived ones follow from what they are derived from. */
export function differences(of: Declaration, before: Row, after: Row): Field[] {
  return of.fields.filter(
    (field) =>
      !field.derived &&
      (before.values[field.name] ?? null) !== (after.values[field.name] ?? null),
  );
}

function stepOf(of: Declaration, version: Version): Transition | undefined {
  return of.workflow.transitions.find((step) => step.name === version.action);
}

/** The version with which the record came to its present state. Versions are newest first. */
export function arrival(versions: readonly Version[]): Version | undefined {
  const state = versions[0]?.record.state;
  const before = versions.findIndex((version) => version.record.state !== state);
  return before < 0 ? undefined : versions[before - 1];
}

export interface Seen {
  /** What whoever works on the present state saw last. */
  version: Version;
  /** The step since then that let the record be changed. */
  opened: Version;
  step: Transition;
}

/** When whoever works on the present state saw the record last, before it was given back to be changed
 *  and came again; undefined if it is here for the first time, or came again unchanged on another path
 *  (a student who was suspended and is back). */
export function lastSeen(of: Declaration, versions: readonly Version[]): Seen | undefined {
  const state = versions[0]?.record.state;
  const left = versions.findIndex((version) => version.record.state !== state);
  if (left < 0) return undefined;
  const again = versions.findIndex((version, place) => place > left && version.record.state === state);
  const version = versions[again];
  if (!version) return undefined;
  for (const opened of versions.slice(left, again)) {
    const step = stepOf(of, opened);
    if (step && stateOf(of, step.to)?.editable) return { version, opened, step };
  }
  return undefined;
}

/** What was said to be wrong when the record went back, by field. */
export function returnedSince(seen: Seen): Record<string, string> {
  return seen.opened.record.returned;
}
