import { describe, expect, it } from 'vitest';
import { type Column, sortRows } from './data_table';

interface Row {
  name: string;
  n: number;
}
const columns: Column<Row>[] = [
  { key: 'name', title: 'name', cell: (row) => row.name, sort: (row) => row.name },
  { key: 'n', title: 'n', cell: (row) => row.n, sort: (row) => row.n },
  { key: 'fixed', title: 'fixed', cell: () => '' },
];
const rows: Row[] = [
  { name: '市人社局', n: 10 },
  { name: '市财政局', n: 9 },
  { name: '崇信县', n: 9 },
];
const names = (order: string) => sortRows(rows, columns, order).map((row) => row.name);

describe('sortRows', () => {
  it('compares numbers as numbers', () => {
    expect(names('n')).toEqual(['市财政局', '崇信县', '市人社局']);
  });
  it('keeps equal rows in their order, also downwards', () => {
    expect(names('-n')).toEqual(['市人社局', '市财政局', '崇信县']);
  });
  it('leaves rows alone when the address names no column that can be sorted', () => {
    expect(names('fixed')).toEqual(rows.map((row) => row.name));
    expect(names('nonsense')).toEqual(rows.map((row) => row.name));
  });
});
