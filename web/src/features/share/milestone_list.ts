import type { Milestone } from './report_content';

/** Of the stations of a document those that the list has not got yet. */
export function missingStations(list: Milestone[], document: Milestone[]): Milestone[] {
  return document.filter((station) => !list.some((one) => one.stage === station.stage));
}

/** The list with one milestone moved up (-1) or down (1); at an end it stays as it is. */
export function moved(list: Milestone[], at: number, by: -1 | 1): Milestone[] {
  const one = list[at];
  const other = list[at + by];
  if (!one || !other) return list;
  const next = [...list];
  next[at] = other;
  next[at + by] = one;
  return next;
}
