import type { Schemas, Text } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { type Speech, useSpeech } from '../../ui/language';
import { decimalText } from '../register/value_text';
import { collectionWords as w } from './words';

export type State = Schemas['SlotState'];
export type Round = Schemas['RoundLine'];
type Figure = Schemas['FigureField'];

/** Shape and words together: colour is never all there is. */
const kShapes: Record<State, string> = { missing: '○', draft: '◐', returned: '↩', submitted: '●', approved: '✓' };

export function StateMark({ state, late = false, short = false }: { state: State; late?: boolean; short?: boolean }) {
  const { say } = useSpeech();
  const name = say(w[state]) + (late ? ` · ${say(w.lateMark)}` : '');
  return (
    <span className={`form-state form-state-${state}${late ? ' status-late' : ''}`} title={short ? name : undefined}>
      <span aria-hidden="true">{late && short ? '■' : kShapes[state]}</span>{' '}
      <span className={short ? 'visually-hidden' : undefined}>{name}</span>
    </span>
  );
}

/** 12,345; yuan for fen, 万元 where it is large. */
export function figureText(value: number, field: Pick<Figure, 'unit' | 'scale'>, language: string): string {
  const decimals = field.unit === 'fen' ? 2 : field.scale;
  const large = field.unit === 'fen' && Math.abs(value) >= 1_000_000_00;
  const [whole = '', rest] = decimalText(large ? Math.round(value / 100) : value, decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = rest && /[1-9]/.test(rest) ? `${grouped}.${rest.replace(/0+$/, '')}` : grouped;
  if (field.unit !== 'fen') return text;
  if (language !== 'zh') return large ? `${text}0k yuan` : `${text} yuan`;
  return large ? `${text}万元` : `${text}元`;
}

export function percentText(percent: number | null | undefined, fromZero: string): string {
  if (percent === null || percent === undefined) return fromZero;
  return `${percent > 0 ? '+' : ''}${percent}%`;
}

export function outlierText(one: Schemas['Outlier'], say: Speech['say']): string {
  return say(one.against === 'last' ? w.againstLast : w.againstNeighbours, {
    percent: percentText(one.percent, say(w.fromZero)),
  });
}

/** When it is due, in the words of somebody who has to do it. */
export function dueText(due_on: string, days_left: number, { say, language, mark }: Speech): string {
  const day = say(w.dueOn, { day: formatDay(due_on, language) });
  const left =
    days_left < 0
      ? say(w.daysLate, { n: -days_left })
      : days_left === 0
        ? say(w.dueToday)
        : say(w.daysLeft, { n: days_left });
  return `${day}${mark.comma}${left}`;
}

export const roundAddress = (noun: string, period: string) =>
  `/collections/${encodeURIComponent(noun)}/${encodeURIComponent(period)}`;

type Form = Schemas['FormLine'];

export function formAddress(form: Pick<Form, 'noun' | 'period' | 'unit' | 'part'>): string {
  const part = form.part ? `&part=${encodeURIComponent(form.part)}` : '';
  return `${roundAddress(form.noun, form.period)}/form?unit=${encodeURIComponent(form.unit.id)}${part}`;
}

/** 庄浪县 · 教育 */
export function whose(form: { unit: { name: Text }; part_title?: Text | null }, say: Speech['say']): string {
  return form.part_title ? `${say(form.unit.name)} · ${say(form.part_title)}` : say(form.unit.name);
}
