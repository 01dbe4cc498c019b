import { describe, expect, it } from 'vitest';
import {
  findHeading,
  hasEqual,
  type Issue,
  type Mend,
  mendCount,
  type Mending,
  mendingBody,
  mendKey,
  mendOf,
  withCitizenIds,
} from './imports';
import { field, pupils } from './sample_declaration';

describe('findHeading', () => {
  const known = (titles: string[]) =>
    Promise.resolve({
      columns: titles.map((title) => ({ title, field: ['姓名', '班级'].includes(title) ? title : null })),
      preset: null,
      remembered: false,
    });

  it('is the row that names most fields, not the title above it', async () => {
    const rows = [['2024级花名册'], [], ['姓名', '班级', '备注'], ['李四', '一班', '']];
    const found = await findHeading(rows, known);
    expect(found.row).toBe(2);
    expect(found.columns.map((column) => column.field)).toEqual(['姓名', '班级', null]);
  });

  it('is the first row with something in it if none names a field', async () => {
    expect((await findHeading([[], ['甲'], ['乙']], known)).row).toBe(1);
    expect(await findHeading([], known)).toEqual({ row: 0, columns: [], preset: null, remembered: false });
  });
});

describe('withCitizenIds', () => {
  const of = { ...pupils, fields: [field('name'), field('citizen_id', { format: 'citizen_id' })] };
  const id = '11010519491231002X';

  it('finds the only column that holds nothing else', () => {
    expect(withCitizenIds(of, ['name', null, null], [['李四', id, '1'], ['王五', id, '2']])).toEqual(['name', 'citizen_id', null]);
  });

  it('guesses nothing of two such columns, of one with other cells, or where the field is filled', () => {
    expect(withCitizenIds(of, [null, null], [[id, id]])).toEqual([null, null]);
    expect(withCitizenIds(of, [null], [[id], ['无']])).toEqual([null]);
    expect(withCitizenIds(of, [null, 'citizen_id'], [[id, '']])).toEqual([null, 'citizen_id']);
    expect(withCitizenIds(of, [null], [])).toEqual([null]);
  });
});

describe('mending', () => {
  const issue = (row: number, column: number | null, cell: string, name: string | null = 'sex'): Issue => ({
    row,
    column,
    title: '',
    field: name,
    warning: false,
    message: { zh: '', en: '' },
    cell,
    beside: [],
    record: null,
  });
  const mended = (cells: [number, number, Mend][], skipped: number[] = []): Mending => ({
    cells: new Map(cells.map(([row, column, mend]) => [mendKey(row, column), mend])),
    skipped: new Set(skipped),
  });
  const one = { text: '男', was: '不详', equal: false };

  it('names a single cell by its row, and equal ones by what they say', () => {
    const mending = mended([[2, 3, one], [4, 5, { text: '2026-09-01', was: '202609', equal: true }]], [7]);
    expect(mendingBody(mending)).toEqual({
      cells: [{ row: 2, column: 3, text: '男' }, { column: 5, text: '2026-09-01', was: '202609' }],
      skipped: [7],
    });
    expect(mendCount(mending)).toBe(3);
  });

  it('of a row that is left out only what holds for others too', () => {
    const mending = mended([[2, 3, one], [2, 4, { ...one, equal: true }]], [2]);
    expect(mendingBody(mending).cells).toEqual([{ column: 4, text: '男', was: '不详' }]);
  });

  it('shows a cell as it or an equal one of its column was mended', () => {
    const mending = mended([[2, 3, { ...one, equal: true }], [9, 3, { ...one, text: '女' }]]);
    expect(mendOf(mending, issue(5, 3, ' 不详'))?.text).toBe('男');
    expect(mendOf(mending, issue(9, 3, '不详'))?.text).toBe('女');
    expect(mendOf(mending, issue(5, 4, '不详'))).toBeUndefined();
    expect(mendOf(mending, issue(5, 3, '未知'))).toBeUndefined();
    expect(mendOf(mending, issue(5, null, ''))).toBeUndefined();
  });

  it('offers to mend equal cells, but not where a value names the record', () => {
    const issues = [issue(2, 3, '不详'), issue(3, 3, '不详'), issue(4, 3, '未知')];
    expect(hasEqual(pupils, issue(2, 3, '不详'), issues)).toBe(true);
    expect(hasEqual(pupils, issue(4, 3, '未知'), issues)).toBe(false);
    const keys = [issue(2, 1, '7', 'number'), issue(3, 1, '7', 'number')];
    expect(hasEqual(pupils, issue(2, 1, '7', 'number'), keys)).toBe(false);
  });
});
