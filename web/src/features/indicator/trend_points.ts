import type { Schemas } from '../../api/client';
import { addDays, daysBetween } from '../../ui/dates';
import type { Line } from './figures';

export type Day = Schemas['DayFigure'];
/** A day and a number in the unit; nothing: the line breaks here. */
export type Point = [string, number | null];

// Ends of months are at most 31 days apart: a longer way was not kept.
const kGap_days = 31;

const decimal = (value: number, scale: number) => value / 10 ** scale;

/** Kept figures as a line that breaks where days are missing and where a figure begins anew. */
export function linePoints(days: readonly Day[]): Point[] {
  const points: Point[] = [];
  let before: Day | undefined;
  for (const one of days) {
    const apart =
      before !== undefined && (daysBetween(before.day, one.day) > kGap_days || before.period !== one.period);
    if (before && apart) points.push([addDays(before.day, 1), null]);
    points.push([one.day, one.value == null ? null : decimal(one.value, one.scale)]);
    before = one;
  }
  return points;
}

/** The last of each month. */
export function monthEnds(days: readonly Day[]): Day[] {
  return days.filter((one, place) => days[place + 1]?.day.slice(0, 7) !== one.day.slice(0, 7));
}

/** What was kept, and how it is on the day shown. */
export function withNow(days: readonly Day[], line: Line, figure: Schemas['FigureView'] | null | undefined, day: string): Day[] {
  const before = days.filter((one) => one.day < day);
  if (figure?.value == null) return before;
  const { value, verdict, numerator, denominator, records, incomplete } = figure;
  return [
    ...before,
    { day, period: line.period, value, scale: line.scale, verdict, numerator, denominator, records, incomplete, kept_on: day },
  ];
}

export interface Ahead {
  middle: Point[];
  low: Point[];
  /** How much the upper bound is above the lower one. */
  width: Point[];
}

/** From the newest figure to the interval on the day of the commitment. */
export function aheadPoints(line: Line, days: readonly Day[]): Ahead | undefined {
  const ahead = line.forecast;
  const last = days.at(-1);
  if (ahead?.value == null || ahead.low == null || ahead.high == null || ahead.due_on == null) return undefined;
  if (last?.value == null) return undefined;
  const now = decimal(last.value, last.scale);
  const low = decimal(ahead.low, line.scale);
  return {
    middle: [[last.day, now], [ahead.due_on, decimal(ahead.value, line.scale)]],
    low: [[last.day, now], [ahead.due_on, low]],
    width: [[last.day, 0], [ahead.due_on, decimal(ahead.high, line.scale) - low]],
  };
}

/** What the axis must reach to show the target; none where it is not in the unit of the figure. */
export function targetLevel(line: Line): number | undefined {
  const { low, scale, unit } = line.target;
  if (line.each || low == null) return undefined;
  const level = decimal(low, scale);
  return line.unit === 'fen' && unit === 'yuan' ? level * 100 : level;
}

/** The path of the plan, which holds from each of its days. */
export function pathPoints(line: Line): Point[] {
  return line.path.map(({ on, value }) => [on, decimal(value, line.target.scale)]);
}
