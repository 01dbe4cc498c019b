import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { buildMatrix } from './matrix';

const unit = (id: string): Schemas['UnitRef'] => ({
  id,
  name: { zh: id, en: id },
  short_name: { zh: id, en: id },
  kind: 'department',
});
const share = (id: string, due_on: string, status: Schemas['Status']) => ({ unit: unit(id), due_on, status });

describe('buildMatrix', () => {
  const matrix = buildMatrix([
    share('finance', '2022-12-31', 'late'),
    share('finance', '2021-12-31', 'closed'),
    share('finance', '2022-10-01', 'on_course'),
    share('education', '2022-12-31', 'routine'),
  ]);

  it('has only the quarters in which something is due, in order', () => {
    expect(matrix.quarters).toEqual(['2021Q4', '2022Q4']);
  });
  it('counts by status in each cell', () => {
    const cell = matrix.rows[0]?.cells.get('2022Q4');
    expect(cell).toMatchObject({ late: 1, on_course: 1, closed: 0 });
    expect(matrix.rows[1]?.cells.get('2021Q4')).toBeUndefined();
  });
  it('counts what is still open of each unit', () => {
    expect(matrix.rows.map((row) => [row.unit.id, row.open])).toEqual([
      ['finance', 2],
      ['education', 0],
    ]);
  });
  it('adds the units up', () => {
    expect(matrix.totals.get('2022Q4')).toMatchObject({ late: 1, on_course: 1, routine: 1 });
  });
  it('is empty without shares', () => {
    expect(buildMatrix([])).toEqual({ quarters: [], rows: [], totals: new Map() });
  });
});
