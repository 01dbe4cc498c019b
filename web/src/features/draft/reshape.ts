import type { Schemas, Text } from '../../api/client';
import type { Item, Kind } from './order';

// Splitting, merging and adding items: what the forms begin with. A person corrects it before it is
// sent.

export type Content = Schemas['DraftContent'];
type Task = Schemas['Task'];

const kNothing: Text = { zh: '', en: '' };

/** Chinese changed: an English text that only repeated it follows, a translation stays. */
export function withChinese(text: Text, zh: string): Text {
  return { zh, en: text.en === '' || text.en === text.zh ? zh : text.en };
}

const both = (zh: string): Text => ({ zh, en: zh });

export function inner<K extends Kind>(content: Content, kind: K): NonNullable<Content[K]> {
  const value = content[kind];
  if (value === undefined || value === null) throw new Error(`content without ${kind}`);
  return value;
}

/** Sentences of a text with their ends; a split is made before one of them. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^。；;！!？?\n]+[。；;！!？?\n]*/g)?.filter((one) => one.trim() !== '') ?? [];
}

/** A short name for words of the document. */
export function titleFrom(words: string): string {
  const first = words.trim().split(/[。；;，,：:\n]/)[0] ?? '';
  return [...first].slice(0, 40).join('');
}

function textOf(content: Content, kind: Kind): Text {
  switch (kind) {
    case 'task':
    case 'measure':
    case 'goal':
      return inner(content, kind).text;
    case 'commitment':
      return inner(content, kind).written;
    case 'duty':
    case 'body':
    case 'group':
      return inner(content, kind).title;
    default:
      return kNothing;
  }
}

/** What can be split, and at which sentences. */
export function splitPlaces(item: Item): string[] {
  return sentencesOf(textOf(item.content, item.kind).zh);
}

export function maySplit(item: Item): boolean {
  return ['goal', 'measure', 'task', 'commitment', 'duty'].includes(item.kind);
}

export function mayMerge(kind: Kind): boolean {
  return ['goal', 'measure', 'task', 'commitment', 'duty', 'unit', 'scope'].includes(kind);
}

/** The number after the highest one of this kind. */
export function nextNumber(items: readonly Item[], kind: 'task' | 'measure' | 'group'): number {
  const numbers = items
    .filter((item) => item.kind === kind && item.state !== 'rejected')
    .map((item) => inner(item.content, kind).number);
  return Math.max(0, ...numbers) + 1;
}

/** An id that no item of this kind has. */
export function freeId(items: readonly Item[], kind: Kind, wanted: string): string {
  const taken = new Set(
    items.map((item) => {
      const value = item.content[kind];
      return value && 'id' in value ? value.id : '';
    }),
  );
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number++;
  return `${wanted}_${number}`;
}

/** Cuts before the sentence `at`; the second part takes the next free number or id. */
export function splitContent(
  items: readonly Item[],
  item: Item,
  at: number,
): { first: Content; second: Content } {
  const first = structuredCopy(item.content);
  const second = structuredCopy(item.content);
  const sentences = splitPlaces(item);
  if (sentences.length > 1) {
    setWords(first, item.kind, sentences.slice(0, at).join(''), false);
    setWords(second, item.kind, sentences.slice(at).join(''), true);
  }
  if (item.kind === 'task' || item.kind === 'measure') {
    inner(second, item.kind).number = nextNumber(items, item.kind);
  } else {
    const value = second[item.kind];
    if (value && 'id' in value) value.id = freeId(items, item.kind, value.id);
  }
  return { first, second };
}

function setWords(content: Content, kind: Kind, words: string, renamed: boolean): void {
  const text = both(words.trim());
  const title = both(titleFrom(words));
  if (kind === 'goal') inner(content, kind).text = text;
  if (kind === 'commitment') inner(content, kind).written = text;
  if (kind === 'duty') inner(content, kind).title = text;
  if (kind === 'task' || kind === 'measure') {
    const value = inner(content, kind);
    value.text = text;
    if (renamed) value.title = title;
  }
}

/** Both in one: texts after each other, lists without repetition, the rest of the first. */
export function mergeContent(kind: Kind, one: Content, other: Content): Content {
  const merged = structuredCopy(one);
  if (kind === 'goal')
    inner(merged, kind).text = joined(inner(one, kind).text, inner(other, kind).text);
  if (kind === 'measure')
    inner(merged, kind).text = joined(inner(one, kind).text, inner(other, kind).text);
  if (kind === 'task') mergeTask(inner(merged, kind), inner(other, kind));
  if (kind === 'commitment') {
    const value = inner(merged, kind);
    value.for_units = union(value.for_units, inner(other, kind).for_units, (id) => id);
  }
  if (kind === 'duty') {
    const value = inner(merged, kind);
    value.units = union(value.units, inner(other, kind).units, (id) => id);
  }
  if (kind === 'unit') {
    const value = inner(merged, kind);
    const second = inner(other, kind);
    value.aliases = union(
      value.aliases,
      [second.name.zh, second.short_name.zh, ...second.aliases].filter(
        (name) => name !== '' && name !== value.name.zh && name !== value.short_name.zh,
      ),
      (name) => name,
    );
  }
  if (kind === 'scope') {
    const value = inner(merged, kind);
    const second = inner(other, kind);
    value.words = union(value.words, second.words, (word) => word);
    value.units = union(value.units, second.units, (id) => id);
  }
  return merged;
}

function mergeTask(task: Task, other: Task): void {
  task.text = joined(task.text, other.text);
  task.responsible = union(task.responsible, other.responsible, (one) => one.unit || one.scope);
  task.results = union(task.results, other.results, (one) => one);
  task.measures = union(task.measures, other.measures, (one) => String(one.measure));
  task.conditions = union(task.conditions, other.conditions, (one) => one.text.zh);
  if (other.deadline.on > task.deadline.on) task.deadline = other.deadline;
}

function joined(one: Text, other: Text): Text {
  const put = (a: string, b: string) => (a.includes(b) ? a : a + b);
  return { zh: put(one.zh, other.zh), en: put(one.en, other.en) };
}

function union<T>(one: readonly T[], other: readonly T[], key: (value: T) => string): T[] {
  const all = new Map<string, T>();
  for (const value of [...one, ...other]) if (!all.has(key(value))) all.set(key(value), value);
  return [...all.values()];
}

/** Chrome 87 has no structuredClone; contents are JSON. */
export function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export const kAddable: readonly Kind[] = [
  'task',
  'commitment',
  'measure',
  'group',
  'goal',
  'duty',
  'body',
  'unit',
  'scope',
];

/** What a new item of this kind begins with: the selected words, and nothing invented. */
export function newContent(
  items: readonly Item[],
  kind: Kind,
  words: string,
  year: string,
): Content {
  const text = both(words.trim());
  const title = both(titleFrom(words));
  const id = freeId(items, kind, `${kind}_new`);
  switch (kind) {
    case 'goal':
      return { goal: { id, text, commitments: [] } };
    case 'group':
      return { group: { number: nextNumber(items, 'group'), title } };
    case 'measure':
      return {
        measure: {
          number: nextNumber(items, 'measure'),
          group: 1,
          title,
          text,
          uncovered: { ...kNothing },
        },
      };
    case 'task':
      return {
        task: {
          number: nextNumber(items, 'task'),
          title,
          text,
          measures: [],
          responsible: [],
          deadline: { written: '', on: `${year}-12-31`, reading: { ...kNothing }, certain: false },
          results: [],
          conditions: [],
        },
      };
    case 'commitment':
      return {
        commitment: {
          id,
          title,
          source: { section: '' },
          comparator: 'at_least',
          scale: 0,
          unit: 'item',
          unit_name: { ...kNothing },
          written: text,
          base: { ...kNothing },
          period: 'once',
          for_units: [],
          owner: '',
          measured_by: { ...kNothing },
          definition: { text: { ...kNothing }, open: true, questions: [], ruled_by: '' },
          guide_value: false,
          aspiration: false,
        },
      };
    case 'unit':
      return {
        unit: {
          id,
          name: title,
          short_name: title,
          aliases: [],
          kind: 'department',
          division_code: '',
          credit_code: '',
          parent: rootOf(items),
          former_names: [],
          successors: [],
          verified: false,
          note: { ...kNothing },
        },
      };
    case 'scope':
      return {
        scope: { id, words: [words.trim()], units: [], reading: { ...kNothing }, settled: false },
      };
    case 'body':
      return {
        body: {
          id,
          title,
          source: '',
          same_as: '',
          office: '',
          duties: [],
          rules: [],
          seats: [],
          remark: { ...kNothing },
        },
      };
    case 'duty':
      return {
        duty: {
          id,
          title,
          source: { section: '' },
          period: 'each_year',
          due_month: 12,
          due_day: 31,
          units: [],
          verified: true,
          note: { ...kNothing },
        },
      };
    case 'plan':
      throw new Error('a draft has one plan');
  }
}

function rootOf(items: readonly Item[]): string {
  const root = items.find((item) => item.content.unit && item.content.unit.parent === '');
  return root?.content.unit?.id ?? '';
}
