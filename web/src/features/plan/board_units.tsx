import type { Schemas } from '../../api/client';
import { formatQuarter, quarterOf } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { openCount, total } from '../../ui/status';
import { CountMarks } from '../../ui/status_mark';
import type { BoardViewProps } from './board';
import { buildMatrix, type MatrixRow } from './matrix';
import { UnitLink } from './pieces';
import { kKindWords, planWords as w } from './words';

type Kind = Schemas['UnitKind'];

/** Units × quarters. Kinds stay together; within a kind the most loaded comes first. */
export default function BoardUnits({ board, filters, setFilters }: BoardViewProps) {
  const { say, language } = useSpeech();
  const matrix = buildMatrix(board.shares);
  const lines = new Map(board.units.map((line) => [line.unit.id, line]));
  const groups = new Map<Kind, MatrixRow[]>();
  for (const row of matrix.rows) {
    groups.set(row.unit.kind, [...(groups.get(row.unit.kind) ?? []), row]);
  }
  const load = (row: MatrixRow) => row.open * 1000 + total(row.total);
  const kinds = [...groups.entries()].map(
    ([kind, rows]) => [kind, [...rows].sort((a, b) => load(b) - load(a))] as const,
  );
  kinds.sort((a, b) => load(b[1][0]!) - load(a[1][0]!));
  const most = Math.max(1, ...matrix.rows.map((row) => row.open));
  const now = quarterOf(board.as_of);
  const show = (unit: string, quarter: string) => {
    const next = { ...filters, unit, quarter };
    setFilters(next, 'list');
  };
  return (
    <>
      <p className="quiet hint">{say(w.matrixHint)}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.viewUnit)}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say(w.unit)}</th>
              <th scope="col">{say(w.open)}</th>
              <th scope="col" className="right matrix-sum">
                {say(w.total)}
              </th>
              <th scope="col" className="right matrix-sum">
                {say(w.leads)}
              </th>
              {matrix.quarters.map((quarter) => (
                <th key={quarter} scope="col" className={quarter === now ? 'matrix-quarter quarter-now' : 'matrix-quarter'}>
                  {formatQuarter(quarter, language)}
                  {quarter === now && <span className="cell-note">{say(w.currentQuarter)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {kinds.map(([kind, rows]) => (
            <tbody key={kind}>
              <tr className="matrix-kind">
                <th scope="rowgroup" colSpan={matrix.quarters.length + 4}>
                  {say(kKindWords[kind])} <span className="count">{rows.length}</span>
                </th>
              </tr>
              {rows.map((row) => {
                const line = lines.get(row.unit.id);
                const heaviest = row.open > 0 && line?.load_rank === 1;
                return (
                  <tr key={row.unit.id} className={heaviest ? 'heaviest' : undefined}>
                    <th scope="row">
                      <UnitLink unit={row.unit} />
                      {heaviest && <span className="tag tag-load">{say(w.heaviest)}</span>}
                      {line?.overloaded && !heaviest && (
                        <span className="tag tag-load" title={say(w.overloadedWhy)}>{say(w.overloaded)}</span>
                      )}
                    </th>
                    <td className="load-cell">
                      <span className="load-track">
                        <span className="load-bar" style={{ width: `${(100 * row.open) / most}%` }} />
                      </span>
                      <span className="load-number">{row.open}</span>
                    </td>
                    <td className="right matrix-sum">{total(row.total)}</td>
                    <td className="right matrix-sum">{line?.leads ?? 0}</td>
                    {matrix.quarters.map((quarter) => {
                      const counts = row.cells.get(quarter);
                      return (
                        <td key={quarter} className={quarter === now ? 'quarter-now' : ''}>
                          {counts && (
                            <button
                              type="button"
                              className="matrix-cell"
                              onClick={() => show(row.unit.id, quarter)}
                            >
                              <span className="visually-hidden">
                                {say(row.unit.short_name)} {formatQuarter(quarter, language)}
                              </span>
                              <CountMarks counts={counts} />
                            </button>
                          )}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row">{say(w.total)}</th>
              <td className="load-cell">
                <span className="load-number">{openCount(board.share_counts)}</span>
              </td>
              <td className="right matrix-sum">{board.shares.length}</td>
              <td className="right matrix-sum">{board.units.reduce((sum, line) => sum + line.leads, 0)}</td>
              {matrix.quarters.map((quarter) => {
                const counts = matrix.totals.get(quarter);
                return (
                  <td key={quarter} className={quarter === now ? 'quarter-now' : ''}>
                    {counts && (
                      <button
                        type="button"
                        className="matrix-cell"
                        onClick={() => show(filters.unit, quarter)}
                      >
                        <span className="visually-hidden">{formatQuarter(quarter, language)}</span>
                        <CountMarks counts={counts} />
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}
