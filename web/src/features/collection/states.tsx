import type { Schemas, Text } from '../../api/client';
import { moneyText } from '../../ui/amounts';
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

/** 12,345; money in yuan, and in Chinese in 万元 from a million yuan on. */
export function figureText(value: number, field: Pick<Figure, 'unit' | 'scale'>, language: string): string {
  if (field.unit === 'fen') {
    if (language !== 'zh') return `${moneyText(value, 'yuan')} yuan`;
    return Math.abs(value) >= 100_000_000 ? `${moneyText(value, 'wan')}万元` : `${moneyText(value, 'yuan')}元`;
  }
  const [whole = '', rest] = decimalText(value, field.scale).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest && /[1-9]/.test(rest) ? `${grouped}.${rest.replace(/0+$/, '')}` : grouped;
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
