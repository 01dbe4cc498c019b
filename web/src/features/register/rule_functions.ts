// The rules of a register as the server serves them: JsonLogic over the fields of the record,
// `$name` for each parameter and `$today`. What JsonLogic lacks is added here and means the same as in
// src/register/rule.hpp; src/register/testdata/rules.json proves that both agree.
import jsonLogic, { type RulesLogic } from 'json-logic-js';

export type Rule = RulesLogic;
export type RuleData = Record<string, string | number | boolean | null | undefined>;

const kDayMs = 24 * 60 * 60 * 1000;

/** [year, month, day] of YYYY-MM-DD, or null if that is no date. */
function date_parts(value: unknown): [number, number, number] | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? [year, month, day] : null;
}

/** A function of dates that is null as soon as one of them is none. */
function of_dates<Dates extends [number, number, number][]>(calculate: (...dates: Dates) => number) {
  return (...values: unknown[]) => {
    const dates = values.map(date_parts);
    return dates.every((date) => date !== null) ? calculate(...(dates as unknown as Dates)) : null;
  };
}

type Parts = [number, number, number];

const months_between = (from: Parts, to: Parts) =>
  (to[0] - from[0]) * 12 + (to[1] - from[1]) - (to[2] < from[2] ? 1 : 0);

const days = ([year, month, day]: Parts) => Date.UTC(year, month - 1, day) / kDayMs;

/** The 18 characters of a citizen id whose birth date exists. */
function citizen_parts(value: unknown): { born: string; sex: string } | null {
  if (typeof value !== 'string' || !/^\d{17}[\dX]$/.test(value)) return null;
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (date_parts(born) === null) return null;
  return { born, sex: Number(value[16]) % 2 === 1 ? 'male' : 'female' };
}

jsonLogic.add_operation('days_between', of_dates((from: Parts, to: Parts) => days(to) - days(from)));
jsonLogic.add_operation('months_between', of_dates(months_between));
jsonLogic.add_operation(
  'years_between',
  of_dates((from: Parts, to: Parts) => Math.floor(months_between(from, to) / 12)),
);
jsonLogic.add_operation('year', of_dates((date: Parts) => date[0]));
jsonLogic.add_operation('month', of_dates((date: Parts) => date[1]));
jsonLogic.add_operation('length', (text: unknown) => (typeof text === 'string' ? [...text].length : null));
jsonLogic.add_operation('birth_date', (id: unknown) => citizen_parts(id)?.born ?? null);
jsonLogic.add_operation('sex', (id: unknown) => citizen_parts(id)?.sex ?? null);

/** True unless the rule is certainly broken. An empty text counts as no value, as on the server. */
export function rule_passes(rule: Rule, data: RuleData): boolean {
  const filled = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== ''));
  return jsonLogic.apply(rule, filled) === true;
}

/** What an expression of a rule comes to; null where it is unknown. */
export function rule_value(expression: Rule, data: RuleData): string | number | boolean | null {
  const value = jsonLogic.apply(expression, data) as unknown;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
