import { describe, expect, test } from 'vitest';
import type { Schemas } from '../../api/client';
import { MarkIndex, blockAt, blocksOf, cellsOf, marksOf, piecesOf, rowsOf } from './layout';

const item = (id: string, spans: [number, number][], facts: [number, number][] = []) =>
  ({
    id,
    state: 'undecided',
    spans: spans.map(([begin, end]) => ({ begin, end })),
    facts: facts.map(([begin, end]) => ({ spans: [{ begin, end }] })),
  }) as unknown as Schemas['DraftItem'];

describe('blocks', () => {
  test('cover the text without gap and end with a line', () => {
    const text = Array.from({ length: 400 }, (_, n) => `第${n}条 ${'工作任务'.repeat(20)}`).join(
      '\n',
    );
    const blocks = blocksOf(text);
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.map((block) => text.slice(block.begin, block.end)).join('')).toBe(text);
    for (const block of blocks.slice(0, -1)) expect(text[block.end - 1]).toBe('\n');
  });

  test('cut a line without end but no character in two', () => {
    const text = '𠮷'.repeat(20_000);
    const blocks = blocksOf(text);
    expect(blocks.length).toBeGreaterThan(3);
    for (const block of blocks) expect(text.codePointAt(block.begin)).toBe(0x20bb7);
    expect(blocks.map((block) => text.slice(block.begin, block.end)).join('')).toBe(text);
  });

  test('keep a table together', () => {
    const table = Array.from({ length: 60 }, (_, n) => `${n}\t${'任务'.repeat(30)}\t市教育局`).join(
      '\n',
    );
    expect(blocksOf(table).length).toBe(1);
  });

  test('are found by a place', () => {
    const blocks = blocksOf(`${'字'.repeat(3500)}\n${'字'.repeat(3500)}\n末`);
    expect(blockAt(blocks, 0)).toBe(0);
    expect(blockAt(blocks, 3501)).toBe(1);
    expect(blockAt(blocks, 1_000_000)).toBe(blocks.length - 1);
  });

  test('no text, no block', () => expect(blocksOf('')).toEqual([]));
});

test('rows are lines, table rows and page ends; blank lines are not drawn', () => {
  const text = '一、总则\n\n1\t任务\f\n尾';
  expect(rowsOf(text, { begin: 0, end: text.length }).map((row) => row.kind)).toEqual([
    'line',
    'page',
    'row',
    'line',
  ]);
});

test('cells keep their places, empty ones too', () => {
  const text = '1\t\t市教育局';
  expect(
    cellsOf(text, { begin: 0, end: text.length }).map((cell) => text.slice(cell.begin, cell.end)),
  ).toEqual(['1', '', '市教育局']);
});

describe('marks', () => {
  test('the innermost item owns a piece', () => {
    const marks = marksOf([item('task', [[0, 20]]), item('number', [[5, 9]])]);
    expect(
      piecesOf({ begin: 0, end: 20 }, marks).map((piece) => [piece.begin, piece.end, piece.item]),
    ).toEqual([
      [0, 5, 'task'],
      [5, 9, 'number'],
      [9, 20, 'task'],
    ]);
    expect(piecesOf({ begin: 4, end: 8 }, marks)[1]!.items).toEqual(['number', 'task']);
  });

  test('a fact inside its item cuts but stays the item’s', () => {
    const marks = marksOf([item('task', [[0, 10]], [[4, 6]])]);
    expect(piecesOf({ begin: 0, end: 10 }, marks).every((piece) => piece.item === 'task')).toBe(
      true,
    );
  });

  test('a rejected item marks nothing', () => {
    const rejected = { ...item('task', [[0, 10]]), state: 'rejected' } as Schemas['DraftItem'];
    expect(marksOf([rejected])).toEqual([]);
  });

  test('the index finds what a long mark covers far behind its begin', () => {
    const marks = marksOf([
      item('whole', [[0, 1000]]),
      ...Array.from({ length: 50 }, (_, n) => item(`${n}`, [[n * 10, n * 10 + 5]])),
    ]);
    const found = new MarkIndex(marks).over({ begin: 900, end: 910 });
    expect(found.map((mark) => mark.item)).toEqual(['whole']);
    expect(new MarkIndex(marks).over({ begin: 12, end: 14 }).map((mark) => mark.item)).toEqual([
      'whole',
      '1',
    ]);
  });
});
