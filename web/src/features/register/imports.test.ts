import { describe, expect, it } from 'vitest';
import { findHeading, fixKey, withFixes } from './imports';

describe('findHeading', () => {
  const known = (titles: string[]) =>
    Promise.resolve({
      columns: titles.map((title) => ({ title, field: ['姓名', '班级'].includes(title) ? title : null })),
      preset: null,
    });

  it('is the row that names most fields, not the title above it', async () => {
    const rows = [['2024级花名册'], [], ['姓名', '班级', '备注'], ['李四', '一班', '']];
    const found = await findHeading(rows, known);
    expect(found.row).toBe(2);
    expect(found.columns.map((column) => column.field)).toEqual(['姓名', '班级', null]);
  });

  it('is the first row with something in it if none names a field', async () => {
    expect((await findHeading([[], ['甲'], ['乙']], known)).row).toBe(1);
    expect(await findHeading([], known)).toEqual({ row: 0, columns: [], preset: null });
  });
});

describe('withFixes', () => {
  const rows = [['a', 'b'], ['c']];

  it('mends cells, also beyond the end of a row, and leaves the file as it was', () => {
    const fixes = new Map([
      [fixKey(1, 2), 'B'],
      [fixKey(2, 3), 'x'],
      [fixKey(9, 1), 'nowhere'],
    ]);
    expect(withFixes(rows, fixes)).toEqual([['a', 'B'], ['c', '', 'x']]);
    expect(rows).toEqual([['a', 'b'], ['c']]);
  });
});
