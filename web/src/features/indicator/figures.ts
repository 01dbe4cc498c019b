import type { Schemas } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { fill, type Language } from '../../ui/text';
import { unitWordOf } from '../register/value_text';
import { indicatorWords as w } from './words';

export type Line = Schemas['IndicatorLine'];
export type Figure = Schemas['FigureView'];

function grouped(number: number, decimals: number): string {
  const [whole = '', fraction] = number.toFixed(decimals).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** A number of at most two decimals, without zeros that nobody measured. */
function trimmed(number: number): string {
  return grouped(number, 2).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros.replace(/0+$/, '')));
}

function money(yuan: number, language: Language): string {
  if (language === 'zh' && Math.abs(yuan) >= 10_000) return `${trimmed(yuan / 10_000)} 万元`;
  return fill(w.yuan, language, { n: trimmed(yuan) });
}

/** A whole number in 1/10^scale of its unit, as people read it: 37.0%, 520 万元, 1,234 人. */
export function numberText(
  value: number,
  scale: number,
  unit: { unit: string; unit_name: Schemas['Text'] },
  language: Language,
): string {
  const number = value / 10 ** scale;
  if (unit.unit === 'fen') return money(number / 100, language);
  if (unit.unit === 'yuan' || unit.unit_name.zh === '元') return money(number, language);
  const name = fill(unit.unit_name, language) || unitWordOf(unit.unit, language);
  if (unit.unit === 'percent' || name === '%') return `${grouped(number, scale)}%`;
  return name ? `${grouped(number, scale)} ${name}` : grouped(number, scale);
}

export type State = 'unmet' | 'unruled' | 'unknown' | 'missing' | 'met';
/** What has to be done about first. */
export const kStates: readonly State[] = ['unmet', 'unknown', 'unruled', 'missing', 'met'];

export function stateOf(line: Line): State {
  return line.measured ? (line.figure?.verdict ?? 'unknown') : 'missing';
}

/** Past its day and not met. */
export function isOverdue(line: Line, day: string): boolean {
  return line.target.due_on != null && line.target.due_on < day && stateOf(line) === 'unmet';
}

/** The figure as people read it; of units that reach a target: how many of how many. */
export function figureText(line: Line, figure: Figure, language: Language): string | undefined {
  if (figure.value == null) return undefined;
  if (line.each && figure.denominator != null) {
    return fill(w.unitsReach, language, { met: figure.value, all: figure.denominator });
  }
  return numberText(figure.value, line.scale, line, language);
}

/** Of one unit, which is never a count of units. */
export function unitFigureText(line: Line, figure: Figure, language: Language): string | undefined {
  return figure.value == null ? undefined : numberText(figure.value, line.scale, line, language);
}

/** Where the path wants the figure on a day, in the scale of the target. */
export function pathOn(line: Line, day: string): number | undefined {
  return line.path.filter(({ on }) => on <= day).at(-1)?.value;
}

/** Where the trend leads, in one sentence; nothing if nothing is foreseen. */
export function aheadText(line: Line, language: Language): string | undefined {
  const ahead = line.forecast;
  if (ahead?.value == null || ahead.low == null || ahead.high == null || ahead.due_on == null) return undefined;
  const number = (value: number) => numberText(value, line.scale, line, language);
  return fill(w.ahead, language, {
    day: formatDay(ahead.due_on, language),
    value: number(ahead.value),
    low: number(ahead.low),
    high: number(ahead.high),
    outlook: fill(w[ahead.outlook], language),
  });
}

/** How much of the target is reached, 0 to 1; nothing where more is not better. */
export function reached(line: Line): number | undefined {
  const value = line.figure?.value;
  if (value == null) return undefined;
  if (line.each) return line.figure?.denominator ? value / line.figure.denominator : undefined;
  const { low, comparator, scale } = line.target;
  if (low == null || low <= 0 || value < 0 || comparator === 'at_most') return undefined;
  return Math.min(1, value / 10 ** line.scale / (low / 10 ** scale));
}

/** Worst first: what is late, then what is farthest from its target, then what nobody knows. */
export function worstFirst(lines: readonly Line[], day: string): Line[] {
  const rank = (line: Line): number[] => [
    kStates.indexOf(stateOf(line)),
    isOverdue(line, day) ? 0 : 1,
    reached(line) ?? 1,
  ];
  return lines
    .map((line, place) => ({ line, by: [...rank(line), place] }))
    .sort((a, b) => {
      for (let i = 0; i < a.by.length; ++i) {
        const difference = (a.by[i] ?? 0) - (b.by[i] ?? 0);
        if (difference !== 0) return difference;
      }
      return 0;
    })
    .map(({ line }) => line);
}

export function countStates(lines: readonly Line[]): Record<State, number> {
  const counts: Record<State, number> = { unmet: 0, unruled: 0, unknown: 0, missing: 0, met: 0 };
  for (const line of lines) counts[stateOf(line)] += 1;
  return counts;
}

/** 2026 · 2026-H1 · 2026-Q1 · 2026-07 in words. */
export function periodText(period: string, language: Language): string {
  const [year = '', part] = period.split('-');
  if (!part) return year ? fill(w.yearN, language, { year }) : '';
  if (part === 'H1') return fill(w.firstHalf, language, { year });
  if (part === 'H2') return fill(w.secondHalf, language, { year });
  if (part.startsWith('Q')) return fill(w.quarterN, language, { year, n: part.slice(1) });
  return fill(w.monthN, language, { year, n: String(Number(part)) });
}

export function indicatorAddress(id: string, query: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  const words = search.toString();
  return `/indicators/${encodeURIComponent(id)}${words ? `?${words}` : ''}`;
}
