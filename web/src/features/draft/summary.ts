import type { Schemas, Text } from '../../api/client';
import { formatDay } from '../../ui/dates';
import type { Language } from '../../ui/text';
import { decimalOf } from './number';
import type { Item } from './order';
import { inner } from './reshape';
import {
  kComparatorWords,
  kFieldWords as f,
  kPeriodWords,
  kResultWords,
  kRoleSigns,
  kUnitKindWords,
} from './words';

/** What a card says of an item. `path` names the facts that stand behind it. */
export interface Line {
  path: string;
  label: Text;
  value: string;
  /** Words of the document, shown as such in any language. */
  quoted?: boolean;
}

interface Speech {
  say: (text: Text) => string;
  language: Language;
  /** Unit, scope or body by its id. */
  name: (id: string) => string;
}

export function linesOf(item: Item, speech: Speech): Line[] {
  return allLines(item, speech).filter((line) => line.value !== '');
}

function allLines(item: Item, { say, language, name }: Speech): Line[] {
  const list = (values: readonly string[]) => values.join(language === 'zh' ? '、' : ', ');
  const day = (value: string | null | undefined) => (value ? formatDay(value, language) : '');
  const { content } = item;
  switch (item.kind) {
    case 'plan': {
      const { document, region, short_title, title } = inner(content, 'plan');
      return [
        { path: 'title', label: f.title, value: say(title) },
        { path: 'short_title', label: f.short_title, value: say(short_title) },
        { path: 'document/number', label: f.document_number, value: document.number, quoted: true },
        { path: 'document/issuer', label: f.issuer, value: name(document.issuer) },
        { path: 'document/signed_on', label: f.signed_on, value: day(document.signed_on) },
        { path: 'document/formed_on', label: f.formed_on, value: day(document.formed_on) },
        { path: 'document/published_on', label: f.published_on, value: day(document.published_on) },
        {
          path: 'document/based_on',
          label: f.based_on,
          value: list(document.based_on),
          quoted: true,
        },
        { path: 'region', label: f.region, value: region },
      ];
    }
    case 'goal':
      return [{ path: 'text', label: f.text, value: say(inner(content, 'goal').text) }];
    case 'group':
      return [];
    case 'measure': {
      const measure = inner(content, 'measure');
      return [
        { path: 'group', label: f.group, value: measure.group ? String(measure.group) : '' },
        { path: 'text', label: f.text, value: say(measure.text) },
      ];
    }
    case 'task': {
      const task = inner(content, 'task');
      return [
        { path: 'text', label: f.text, value: say(task.text) },
        {
          path: 'responsible',
          label: f.responsible,
          value: list(
            task.responsible.map((one) => {
              const who = one.written || name(one.unit || one.scope);
              const sign = kRoleSigns[one.role];
              return sign ? who + say(sign) : who;
            }),
          ),
        },
        {
          path: 'deadline',
          label: f.deadline,
          value: task.deadline.written
            ? `${task.deadline.written} → ${day(task.deadline.on)}`
            : day(task.deadline.on),
        },
        {
          path: 'measures',
          label: f.measures,
          value: list(task.measures.map((one) => String(one.measure))),
        },
        {
          path: 'results',
          label: f.results,
          value: list(task.results.map((one) => say(kResultWords[one]))),
        },
        {
          path: 'conditions',
          label: f.conditions,
          value: list(task.conditions.map((one) => say(one.text))),
        },
      ];
    }
    case 'commitment': {
      const commitment = inner(content, 'commitment');
      return [
        { path: 'written', label: f.written, value: say(commitment.written) },
        { path: 'value', label: f.value, value: valueText(commitment, say) },
        { path: 'base', label: f.base, value: say(commitment.base) },
        {
          path: 'due_on',
          label: commitment.period === 'once' ? f.due_on : f.period,
          value:
            commitment.period === 'once'
              ? day(commitment.due_on)
              : say(kPeriodWords[commitment.period]),
        },
        { path: 'for_units', label: f.for_units, value: list(commitment.for_units.map(name)) },
        { path: 'owner', label: f.owner, value: commitment.owner ? name(commitment.owner) : '' },
        { path: 'source', label: f.source, value: sourceText(commitment.source, say) },
        { path: 'guide_value', label: f.guide_value, value: commitment.guide_value ? '✓' : '' },
        { path: 'aspiration', label: f.aspiration, value: commitment.aspiration ? '✓' : '' },
      ];
    }
    case 'unit': {
      const unit = inner(content, 'unit');
      return [
        { path: 'name', label: f.name, value: say(unit.name) },
        { path: 'short_name', label: f.short_name, value: say(unit.short_name) },
        { path: 'kind', label: f.unit_kind, value: say(kUnitKindWords[unit.kind]) },
        { path: 'parent', label: f.parent, value: unit.parent ? name(unit.parent) : '' },
        { path: 'aliases', label: f.aliases, value: list(unit.aliases), quoted: true },
      ];
    }
    case 'scope': {
      const scope = inner(content, 'scope');
      return [
        { path: 'words', label: f.words, value: list(scope.words), quoted: true },
        { path: 'units', label: f.scope_units, value: list(scope.units.map(name)) },
        { path: 'reading', label: f.reading, value: say(scope.reading) },
      ];
    }
    case 'body': {
      const body = inner(content, 'body');
      return [
        { path: 'office', label: f.office, value: body.office ? name(body.office) : '' },
        ...body.seats.map((seat, place) => ({
          path: `seats/${place}`,
          label: seat.title,
          value: [seat.incumbents[seat.incumbents.length - 1]?.name ?? '', say(seat.position)]
            .filter(Boolean)
            .join('　'),
        })),
        { path: 'rules', label: f.rules, value: body.rules.map(say).join(' ') },
      ];
    }
    case 'duty': {
      const duty = inner(content, 'duty');
      return [
        { path: 'period', label: f.period, value: say(kPeriodWords[duty.period]) },
        {
          path: 'due_day',
          label: f.deadline,
          value: say(dueText(duty)),
        },
        { path: 'units', label: f.units, value: list(duty.units.map(name)) },
        { path: 'source', label: f.source, value: sourceText(duty.source, say) },
      ];
    }
  }
}

function valueText(commitment: Schemas['Commitment'], say: Speech['say']): string {
  const low = decimalOf(commitment.low, commitment.scale);
  const high = decimalOf(commitment.high, commitment.scale);
  const number = [low, high].filter(Boolean).map(grouped).join('—');
  return [say(kComparatorWords[commitment.comparator]), number, say(commitment.unit_name)]
    .filter(Boolean)
    .join(' ');
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}

function dueText({ period, due_month, due_day }: Schemas['Duty']): Text {
  if (due_day === 0) return { zh: '', en: '' };
  if (period === 'each_year')
    return { zh: `${due_month}月${due_day}日前`, en: `by ${due_day}/${due_month}` };
  if (period === 'each_month') return { zh: `当月${due_day}日前`, en: `by day ${due_day}` };
  return { zh: `第${due_month}个月${due_day}日前`, en: `by day ${due_day} of month ${due_month}` };
}

function sourceText(source: Schemas['Source'], say: Speech['say']): string {
  if (source.task) return say({ zh: `任务${source.task}`, en: `task ${source.task}` });
  if (source.measure) return say({ zh: `第${source.measure}条`, en: `measure ${source.measure}` });
  return source.section;
}

/** The facts that stand behind a line: of the member itself and of what lies inside it. */
export function factsBehind(item: Item, path: string): Schemas['DraftFact'][] {
  return item.facts.filter(
    (fact) => fact.field === path || fact.field.startsWith(`${path}/`) || aliasOf(path, fact.field),
  );
}

/** A value is read from several members. */
function aliasOf(path: string, field: string): boolean {
  if (path === 'value') return ['low', 'high', 'comparator', 'unit', 'unit_name'].includes(field);
  if (path === 'due_on') return field === 'period';
  return false;
}
