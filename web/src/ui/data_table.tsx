import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { useAddressWord } from './address';
import { useSpeech } from './language';
import { words } from './words';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** What it is sorted by; without it the column cannot be sorted. */
  sort?: (row: Row) => string | number;
  align?: 'right';
  /** Names the row: read first on a phone and by a screen reader. */
  heading?: boolean;
  className?: string;
}

const kCollator = new Intl.Collator('zh-CN', { numeric: true });

export function sortRows<Row>(rows: readonly Row[], columns: Column<Row>[], order: string): Row[] {
  const descending = order.startsWith('-');
  const key = descending ? order.slice(1) : order;
  const by = columns.find((column) => column.key === key)?.sort;
  if (!by) return [...rows];
  const sign = descending ? -1 : 1;
  return rows
    .map((row, place) => ({ row, place, value: by(row) }))
    .sort((a, b) => {
      const compared =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : kCollator.compare(String(a.value), String(b.value));
      return compared === 0 ? a.place - b.place : sign * compared;
    })
    .map(({ row }) => row);
}

/** Up and down move from row to row, as officers know it from a spreadsheet. */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.target instanceof HTMLAnchorElement || event.target instanceof HTMLButtonElement)) return;
  let row = event.target.closest('tr');
  while (row) {
    row = (event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling) as
      | HTMLTableRowElement
      | null;
    const target = row?.querySelector<HTMLElement>('a, button');
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
  }
}

export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  sortName = 'sort',
  sortDefault = '',
  rowClass,
  empty,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** The word of the address that holds the order; tables on one page differ in it. */
  sortName?: string;
  sortDefault?: string;
  rowClass?: (row: Row) => string;
  empty?: ReactNode;
}) {
  const { say } = useSpeech();
  const [order, setOrder] = useAddressWord(sortName, sortDefault);
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order]);
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="data-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const active = order === column.key || order === `-${column.key}`;
              const descending = order.startsWith('-');
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={`${column.align ?? ''} ${column.className ?? ''}`}
                  aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
                >
                  {column.sort ? (
                    <button
                      type="button"
                      className="sort-button"
                      title={say(words.sortBy, { column: column.title })}
                      onClick={() =>
                        setOrder(active && !descending ? `-${column.key}` : column.key)
                      }
                    >
                      {column.title}
                      <span aria-hidden="true" className={active ? 'sort-sign active' : 'sort-sign'}>
                        {active ? (descending ? '▾' : '▴') : '▾'}
                      </span>
                    </button>
                  ) : (
                    column.title
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {sorted.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) =>
                column.heading ? (
                  <th key={column.key} scope="row" className={column.className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    className={`${column.align ?? ''} ${column.className ?? ''}`}
                    data-title={column.title}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
