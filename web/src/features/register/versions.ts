import type { Declaration, Field } from './declaration';
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

/** The version in which whoever works on the present state saw the record last, before it went back
 *  and came again. Versions are newest first; undefined if it is here for the first time. */
export function lastSeen(versions: readonly Version[]): Version | undefined {
  const state = versions[0]?.record.state;
  const left = versions.findIndex((version) => version.record.state !== state);
  if (left < 0) return undefined;
  return versions.slice(left).find((version) => version.record.state === state);
}

/** What was said to be wrong when the record went back, by field. */
export function returnedSince(versions: readonly Version[], seen: Version): Record<string, string> {
  const after = versions.find((version) => version.version === seen.version + 1);
  return after?.record.returned ?? {};
}
