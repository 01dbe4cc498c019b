import { expect, test } from 'vitest';
import type { Text } from '../../api/client';
import type { Item } from './order';
import { factsBehind, linesOf } from './summary';

const both = (zh: string): Text => ({ zh, en: zh });
const speech = {
  say: (text: Text) => text.zh,
  language: 'zh' as const,
  name: (id: string) => `名${id}`,
};
const fact = (field: string) => ({
  field,
  spans: [],
  written: '',
  confidence_percent: 50,
  rule: '',
  why: both(''),
});
const item = (kind: Item['kind'], value: object, facts: string[] = []) =>
  ({ kind, content: { [kind]: value }, facts: facts.map(fact) }) as unknown as Item;

const kTask = item(
  'task',
  {
    text: both('制定办法'),
    responsible: [
      { unit: 'a', scope: '', written: '市教育局', role: 'lead' },
      { unit: 'b', scope: '', written: '', role: 'supporting' },
    ],
    deadline: { written: '2022年底前', on: '2022-12-31' },
    measures: [{ measure: 3 }],
    results: ['document'],
    conditions: [],
  },
  ['responsible/0', 'responsible/1', 'deadline'],
);

test('a task says who, until when and how that was written, and leaves out what it has not', () => {
  expect(linesOf(kTask, speech).map((line) => [line.path, line.value])).toEqual([
    ['text', '制定办法'],
    ['responsible', '市教育局（牵头）、名b'],
    ['deadline', '2022年底前 → 2022年12月31日'],
    ['measures', '3'],
    ['results', '文件'],
  ]);
});

test('the facts of a list stand behind the list', () => {
  expect(factsBehind(kTask, 'responsible').map((one) => one.field)).toEqual([
    'responsible/0',
    'responsible/1',
  ]);
});

test('a number is said with comparator, thousands and unit', () => {
  const commitment = item('commitment', {
    written: both('5万元以上'),
    comparator: 'at_least',
    low: 500005,
    high: null,
    scale: 1,
    unit_name: both('元'),
    base: both(''),
    period: 'each_year',
    for_units: [],
    owner: '',
    source: { task: 4, section: '' },
  });
  const lines = linesOf(commitment, speech);
  expect(lines.find((line) => line.path === 'value')?.value).toBe('不低于 50,000.5 元');
  expect(lines.find((line) => line.path === 'source')?.value).toBe('任务4');
});
