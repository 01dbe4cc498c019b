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
  /** What stands in the column; none of a good row that is written. */
  cell: string | null;
  /** The first cells of the row. */
  beside: string[];
  /** What the row wrote, unless that was undone. */
  record: string | null;
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
  /** The import whose cells were mended for this one. */
  mended_from: string | null;
  applied_at: string | null;
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
  progress: { rows: number; written: number; failed: number; undone: number; kept: number; refused: number };
  /** The first of each. */
  movements: { joined: Movement[]; changed: Movement[] };
  absent: { id: string; label: string; state: string }[];
  failure: Text | null;
  issues: Issue[];
  next: number | null;
}

export type ImportLine = Pick<ImportReport, 'id' | 'state' | 'file_name' | 'made_at' | 'counts' | 'progress'>;

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
  /** This person chose for one of the titles before. */
  remembered: boolean;
}

/** A report with the issues of rows after `after`, or with errors only; asked again while it is being
 *  worked on. */
export function useImport(noun: string, id: string, after: number, errors = false) {
  const query = new URLSearchParams({
    limit: String(kIssuesShown),
    ...(after > 0 && { after: String(after) }),
    ...(errors && { errors: 'true' }),
  });
  return useQuery<ImportReport, ApiProblem>({
    queryKey: ['/api/records', importsPath(noun), id, after, errors],
    queryFn: ({ signal }) => send<ImportReport>('get', `${importsPath(noun)}/${id}?${query}`, { signal }),
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
    const answer = await known(titles);
    const named = answer.columns.filter((column) => column.field !== null).length;
    if (!best || named > best.named) best = { row, ...answer, named };
  }
  return best ?? { row: 0, columns: [], preset: null, remembered: false };
}

/** The columns with the one that can only be the citizen ids, whatever its title says. */
export function withCitizenIds(
  of: Declaration,
  mapping: readonly (string | null)[],
  samples: readonly (readonly string[])[],
): (string | null)[] {
  const field = fillable(of).find((one) => one.format === 'citizen_id' && !mapping.includes(one.name));
  const holds = mapping.map((filled, column) => {
    const cells = samples.map((row) => row[column] ?? '');
    return filled === null && cells.length > 0 && cells.every((cell) => /^\d{17}[\dXx]$/.test(cell.trim()));
  });
  const sure = field !== undefined && holds.filter(Boolean).length === 1;
  return mapping.map((filled, column) => (sure && holds[column] ? field.name : filled));
}

/** What a cell is to say instead. */
export interface Mend {
  text: string;
  /** What it says now. */
  was: string;
  /** Every cell of the column that says the same is mended so. */
  equal: boolean;
  /** Of the record chosen, where the cell names one. */
  id?: string;
}

/** What was mended on the page and not checked again: cells by mendKey, and rows that are no record. */
export interface Mending {
  cells: ReadonlyMap<string, Mend>;
  skipped: ReadonlySet<number>;
}

export const kNothingMended: Mending = { cells: new Map(), skipped: new Set() };

export function mendKey(row: number, column: number): string {
  return `${row} ${column}`;
}

export function mendCount({ cells, skipped }: Mending): number {
  return cells.size + skipped.size;
}

/** What an issue's cell is mended to: by itself, or as an equal one was. */
export function mendOf({ cells }: Mending, issue: Issue): Mend | undefined {
  if (issue.column === null) return undefined;
  const own = cells.get(mendKey(issue.row, issue.column));
  if (own) return own;
  for (const [key, mend] of cells) {
    const [, column] = key.split(' ').map(Number);
    if (mend.equal && column === issue.column && mend.was.trim() === (issue.cell ?? '').trim()) return mend;
  }
  return undefined;
}

/** As the API takes it: a cell by its row, equal ones by what they say. */
export function mendingBody({ cells, skipped }: Mending) {
  const all = [...cells].map(([key, mend]) => {
    const [row = 0, column = 0] = key.split(' ').map(Number);
    return { row, column, ...mend };
  });
  return {
    cells: all
      .filter((mend) => mend.equal || !skipped.has(mend.row))
      .map(({ row, column, text, was, equal }) => ({ column, text, ...(equal ? { was } : { row }) })),
    skipped: [...skipped],
  };
}

export function mendImport(noun: string, id: string, mending: Mending, key: string): Promise<ImportReport> {
  return send<ImportReport>('post', `${importsPath(noun)}/${id}/mending`, { body: mendingBody(mending), key });
}

/** Other cells of the column that are wrong say the same, and may be mended in one go. What names a
 *  record is its own in every row. */
export function hasEqual(of: Declaration, issue: Issue, issues: readonly Issue[]): boolean {
  if (issue.field === null || of.key.includes(issue.field) || of.duplicates.includes(issue.field)) return false;
  return issues.some(
    (other) => other.row !== issue.row && other.column === issue.column && (other.cell ?? '').trim() === (issue.cell ?? '').trim(),
  );
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
