// What a county reports of its money.
import type { Person } from './people.ts';

export const kWan = 1_000_000; // fen

/** What a county reports that meets every floor exactly: 4,503 students owe 1,801,200 yuan. */
export function funding_of(unit: string, period: string, changes: object = {}) {
  const stages = (purpose: string, fen: number) =>
    Object.fromEntries(['budgeted', 'issued', 'paid'].map((stage) => [`${purpose}_${stage}`, fen]));
  return {
    unit,
    period,
    ...stages('special', 300 * kWan),
    special_from_above: 0,
    special_from_surcharge: 0,
    contest_in_special: 0,
    special_document: '财教〔2025〕1号',
    ...stages('contest', 20 * kWan),
    ...stages('waiver', 180_120_000),
    waiver_students: 4503,
    edu_surcharge_collected: 1100 * kWan,
    edu_surcharge_available: 1000 * kWan,
    ...stages('edu_surcharge_vocational', 300 * kWan),
    local_surcharge_collected: 550 * kWan,
    local_surcharge_available: 500 * kWan,
    ...stages('local_surcharge_vocational', 150 * kWan),
    ...changes,
  };
}

/** The record after the step. */
export const funding_step = async (person: Person, id: string, name: string, version: number, body: object = {}) =>
  (await person.client.post(`/api/records/funding/${id}/steps/${name}`, body, { version })).json().record;
