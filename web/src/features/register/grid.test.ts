import { describe, expect, it } from 'vitest';
import { filledRows, headingsOf, kGridRows_max, leftOut, pasted, readClipboard, withRoom } from './grid';

const kNames = ['name', 'sex', 'class'];

describe('readClipboard', () => {
  it('reads rows by line and cells by tab, without the last break', () => {
    expect(readClipboard('a\tb\r\nc\t\r\n')).toEqual([['a', 'b'], ['c', '']]);
  });

  it('keeps a break or quote that stands inside quotes', () => {
    expect(readClipboard('"a\nb"\t"say ""x"""\n')).toEqual([['a\nb', 'say "x"']]);
  });
});

describe('headingsOf', () => {
  it('finds columns by the fields their titles name, in any order', () => {
    expect(headingsOf(['班级名称', '姓名'], ['class', 'name'], kNames)).toEqual([2, 0]);
    expect(headingsOf(['班级', '', '电话'], ['class', null, null], kNames)).toEqual([2, -1, -1]);
  });

  it('takes a row of values for what it is', () => {
    expect(headingsOf(['李明', '男', '一班'], [null, null, null], kNames)).toBeUndefined();
  });

  it('names what has no column in the grid, whether it is a field or not', () => {
    const first = ['班级', '', '电话', '学校'];
    expect(leftOut(first, headingsOf(first, ['class', null, null, 'school'], kNames))).toEqual(['电话', '学校']);
    expect(leftOut(['李明'], undefined)).toEqual([]);
  });
});

describe('pasted', () => {
  const empty = withRoom([], 3);

  it('puts a block from the cell on, and drops what is beyond the last column', () => {
    const { cells } = pasted(empty, [['男', '一班', 'x']], { row: 1, column: 1 }, 3);
    expect(cells[1]).toEqual(['', '男', '一班']);
  });

  it('follows headings instead of places', () => {
    const { cells } = pasted(empty, [['班级', '电话', '姓名'], ['一班', '1', '李明']], { row: 0, column: 1 }, 3, [2, -1, 0]);
    expect(cells[0]).toEqual(['李明', '', '一班']);
  });

  it('says how many rows found no place', () => {
    const block = Array.from({ length: kGridRows_max + 3 }, (_, n) => [`${n}`]);
    const { cells, left } = pasted(empty, block, { row: 0, column: 0 }, 3);
    expect([cells.length, left]).toEqual([kGridRows_max, 3]);
  });

  it('changes nothing that was there', () => {
    const before = JSON.stringify(empty);
    pasted(empty, [['x']], { row: 0, column: 0 }, 3);
    expect(JSON.stringify(empty)).toBe(before);
  });
});

it('leaves room to type and counts only rows that hold something', () => {
  const cells = withRoom([['a', '', ''], ['', '', ''], ['b', '', '']], 3);
  expect(cells.length).toBe(5);
  expect(filledRows(cells).map(({ place }) => place)).toEqual([0, 2]);
});
