import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ApiProblem, send, type Text } from '../../api/client';
import { type Declaration, isFromCells } from './declaration';
import { listPath } from './records';
import { writeCsv } from './workbook';

// Imports of files into a register, as the API knows them, and what the page does to a file before it
// is sent.

export type ImportState = 'checking' | 'checked' | 'applying' | 'applied' | 'undoing' | 'undone' | 'failed';

export interface ColumnView {
  title: string;
  field: string | null;
}

export interface Issue {
  /** Of the sheet, from 1. */
  row: number;
  /** From 1; none: the whole row, or no column fills the field. */
  column: number | null;
  title: string;
  field: string | null;
  warning: boolean;
  message: Text;
}

export interface FieldChange {
  field: string;
  before: Text;
  after: Text;
}

/** A record that a row makes (no changes) or changes. */
export interface Movement {
  row: number;
  label: string;
  changes: FieldChange[];
}

export interface ImportReport {
  id: string;
  state: ImportState;
  file_name: string;
  made_at: string;
  columns: ColumnView[];
  missing: string[];
  counts: {
    rows: number;
    good: number;
    bad: number;
    to_confirm: number;
    created: number;
    changed: number;
    same: number;
    absent: number;
  };
  progress: { rows: number; written: number; failed: number; undone: number; kept: number };
  /** The first of each. */
  movements: { joined: Movement[]; changed: Movement[] };
  absent: { id: string; label: string; state: string }[];
  failure: Text | null;
  issues: Issue[];
  next: number | null;
}

export type ImportLine = Pick<ImportReport, 'id' | 'state' | 'file_name' | 'made_at' | 'counts'>;

export function importsPath(noun: string): string {
  return `${listPath(noun)}/imports`;
}

export function isRunning(state: ImportState | undefined): boolean {
  return state === 'checking' || state === 'applying' || state === 'undoing';
}

/** What the columns of a file are for: by title, and as this person chose before. */
export interface ColumnsAnswer {
  columns: ColumnView[];
  preset: { id: string; title: Text; verified: boolean } | null;
}

/** A report with the issues of rows after `after`; asked again while it is being worked on. */
export function useImport(noun: string, id: string, after: number) {
  return useQuery<ImportReport, ApiProblem>({
    queryKey: ['/api/records', importsPath(noun), id, after],
    queryFn: ({ signal }) =>
      send<ImportReport>('get', `${importsPath(noun)}/${id}?limit=${kIssuesShown}${after ? `&after=${after}` : ''}`, { signal }),
    enabled: id !== '',
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isRunning(query.state.data?.state) ? 700 : false),
  });
}

export const kIssuesShown = 50;

/** Fields that a column can fill. */
export function fillable(of: Declaration) {
  return of.fields.filter(isFromCells);
}

/** The row whose cells look most like titles: `known` tells how many of them name a field. */
export async function findHeading(
  rows: readonly string[][],
  known: (titles: string[]) => Promise<ColumnsAnswer>,
): Promise<ColumnsAnswer & { row: number }> {
  const kLooked = 10;
  let best: (ColumnsAnswer & { row: number; named: number }) | undefined;
  for (const [row, titles] of rows.slice(0, kLooked).entries()) {
    if (titles.filter((title) => title !== '').length === 0) continue;
    const { columns, preset } = await known(titles);
    const named = columns.filter((column) => column.field !== null).length;
    if (!best || named > best.named) best = { row, columns, preset, named };
  }
  return best ?? { row: 0, columns: [], preset: null };
}

export type Fixes = ReadonlyMap<string, string>;

export function fixKey(row: number, column: number): string {
  return `${row} ${column}`;
}

/** The rows with the cells that were mended on the page; rows and columns from 1. */
export function withFixes(rows: readonly string[][], fixes: Fixes): string[][] {
  const mended = rows.map((row) => [...row]);
  for (const [key, text] of fixes) {
    const [row = 0, column = 0] = key.split(' ').map(Number);
    const cells = mended[row - 1];
    if (!cells) continue;
    while (cells.length < column) cells.push('');
    cells[column - 1] = text;
  }
  return mended;
}

/** What is sent: the rows as CSV, and how they are to be read. */
export function upload(
  noun: string,
  rows: readonly string[][],
  read: { fileName: string; heading: number; mapping: (string | null)[]; owner: string; clear: boolean },
  key: string,
): Promise<ImportReport> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const query = new URLSearchParams({
    file_name: read.fileName,
    heading: String(read.heading + 1),
    mapping: JSON.stringify(Array.from({ length: width }, (_, column) => read.mapping[column] ?? null)),
  });
  if (read.owner) query.set('owner', read.owner);
  if (read.clear) query.set('empty_cells', 'clear');
  const body = new Blob([writeCsv(rows)], { type: 'text/csv' });
  return send<ImportReport>('post', `${importsPath(noun)}?${query}`, { body, key });
}
