import { describe, expect, test } from 'vitest';
import type { Item } from './order';
import {
  freeId,
  inner,
  mergeContent,
  newContent,
  sentencesOf,
  splitContent,
  withChinese,
} from './reshape';

const task = (id: string, number: number, zh: string, units: string[] = []): Item =>
  ({
    id,
    kind: 'task',
    state: 'undecided',
    content: {
      task: {
        number,
        title: { zh: '题', en: '题' },
        text: { zh, en: zh },
        measures: [],
        responsible: units.map((unit) => ({ unit, scope: '', written: unit, role: 'supporting' })),
        deadline: {
          written: '2022年',
          on: '2022-12-31',
          reading: { zh: '', en: '' },
          certain: false,
        },
        results: ['number'],
        conditions: [],
      },
    },
  }) as unknown as Item;

test('an English text that only repeats the Chinese follows it, a translation stays', () => {
  expect(withChinese({ zh: '甲', en: '甲' }, '乙')).toEqual({ zh: '乙', en: '乙' });
  expect(withChinese({ zh: '甲', en: 'A' }, '乙')).toEqual({ zh: '乙', en: 'A' });
});

test('sentences end with their own marks', () => {
  expect(sentencesOf('建十所学校；培训教师。年底前完成')).toEqual([
    '建十所学校；',
    '培训教师。',
    '年底前完成',
  ]);
});

describe('a split', () => {
  const items = [task('a', 1, '建十所学校。培训教师。'), task('b', 7, '别的。')];
  const { first, second } = splitContent(items, items[0]!, 1);
  test('shares the words out', () => {
    expect(inner(first, 'task').text.zh).toBe('建十所学校。');
    expect(inner(second, 'task').text.zh).toBe('培训教师。');
    expect(inner(second, 'task').title.zh).toBe('培训教师');
  });
  test('gives the second part the next free number and keeps the first', () => {
    expect(inner(first, 'task').number).toBe(1);
    expect(inner(second, 'task').number).toBe(8);
  });
  test('leaves the item as it was', () => {
    expect(inner(items[0]!.content, 'task').text.zh).toBe('建十所学校。培训教师。');
  });
});

describe('a merge', () => {
  test('of tasks keeps every unit once and the later day', () => {
    const one = task('a', 1, '建学校。', ['education', 'finance']);
    const other = task('b', 2, '训教师。', ['finance', 'labour']);
    inner(other.content, 'task').deadline.on = '2023-12-31';
    const merged = inner(mergeContent('task', one.content, other.content), 'task');
    expect(merged.text.zh).toBe('建学校。训教师。');
    expect(merged.responsible.map((one) => one.unit)).toEqual(['education', 'finance', 'labour']);
    expect(merged.deadline.on).toBe('2023-12-31');
    expect(merged.number).toBe(1);
  });
  test('of units keeps the other’s names as further spellings', () => {
    const unit = (zh: string) => newContent([], 'unit', zh, '2022');
    const merged = mergeContent('unit', unit('市教育局'), unit('平凉市教育局'));
    expect(inner(merged, 'unit').aliases).toEqual(['平凉市教育局']);
  });
});

test('new ids are free', () => {
  const items = [{ kind: 'unit', content: newContent([], 'unit', '市教育局', '2022') } as Item];
  expect(freeId(items, 'unit', 'unit_new')).toBe('unit_new_2');
});

test('a new task takes the words and the next number and invents no unit', () => {
  const made = inner(
    newContent([task('a', 4, '旧')], 'task', '制定管理办法，报市政府。', '2022'),
    'task',
  );
  expect(made.number).toBe(5);
  expect(made.title.zh).toBe('制定管理办法');
  expect(made.responsible).toEqual([]);
});
