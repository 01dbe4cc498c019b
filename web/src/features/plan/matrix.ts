import type { Schemas } from '../../api/client';
import { quarterOf } from '../../ui/dates';
import { emptyCounts, openCount, type StatusCounts } from '../../ui/status';

type Share = Pick<Schemas['ShareLine'], 'unit' | 'due_on' | 'status'>;

export interface MatrixRow {
  unit: Schemas['UnitRef'];
  cells: Map<string, StatusCounts>;
  total: StatusCounts;
  open: number;
}

export interface Matrix {
  /** Only quarters in which something is due, in order. */
  quarters: string[];
  rows: MatrixRow[];
  totals: Map<string, StatusCounts>;
}

/** Units × quarters of the deadline in force. Rows keep the order in which units first appear. */
export function buildMatrix(shares: readonly Share[]): Matrix {
  const rows = new Map<string, MatrixRow>();
  const totals = new Map<string, StatusCounts>();
  const count = (cells: Map<string, StatusCounts>, quarter: string, status: Schemas['Status']) => {
    const counts = cells.get(quarter) ?? emptyCounts();
    counts[status] += 1;
    cells.set(quarter, counts);
  };
  for (const share of shares) {
    const quarter = quarterOf(share.due_on);
    let row = rows.get(share.unit.id);
    if (!row) {
      row = { unit: share.unit, cells: new Map(), total: emptyCounts(), open: 0 };
      rows.set(share.unit.id, row);
    }
    count(row.cells, quarter, share.status);
    count(totals, quarter, share.status);
    row.total[share.status] += 1;
  }
  for (const row of rows.values()) row.open = openCount(row.total);
  return { quarters: [...totals.keys()].sort(), rows: [...rows.values()], totals };
}
