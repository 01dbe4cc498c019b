import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { DataTable, type Column } from '../../ui/data_table';
import { formatDay, formatQuarter, quarterOf } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page } from '../../ui/page';
import { emptyCounts, isDone, openCount } from '../../ui/status';
import { CountBar, CountMarks, StatusShape } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { kKindWords, planWords as w } from './words';

type UnitLine = Schemas['UnitLine'];

export default function UnitsPage() {
  const { say, mark } = useSpeech();
  const asOf = useAsOf();
  const units = useGet('/api/units', { query: { as_of: asOf } });
  const owing = (units.data?.units ?? []).filter((line) => line.shares_total > 0);
  const heaviest = [...owing].sort((a, b) => a.load_rank - b.load_rank).slice(0, 3);
  return (
    <Page
      title={say(words.units)}
      lead={
        units.data &&
        say(w.unitsLead, {
          n: owing.length,
          names: heaviest.map((line) => `${say(line.unit.short_name)} ${line.shares_total}`).join(mark.list),
        })
      }
      actions={<ExportLinks table="units" query={{ as_of: asOf }} />}
    >
      <Answered of={units} rows={12}>
        {(data) => <Units list={data} />}
      </Answered>
    </Page>
  );
}

function Units({ list }: { list: Schemas['UnitList'] }) {
  const { say, language, mark } = useSpeech();
  const [all, setAll] = useAddressWord('all', 'false');
  const [kind, setKind] = useAddressWord('kind', '');
  const board = useGet('/api/board', { query: { as_of: useAsOf() } });
  const kinds = [...new Set(list.units.map((line) => line.unit.kind))];
  const rows = list.units.filter(
    (line) => (all === 'true' || line.shares_total > 0) && (kind === '' || line.unit.kind === kind),
  );
  const most = Math.max(1, ...list.units.map((line) => openCount(line.shares)));
  const columns: Column<UnitLine>[] = [
    {
      key: 'rank',
      title: say(w.load),
      align: 'right',
      sort: (row) => (row.shares_total > 0 ? row.load_rank : 100_000),
      cell: (row) => (row.shares_total > 0 ? row.load_rank : '—'),
    },
    {
      key: 'unit',
      title: say(w.unit),
      heading: true,
      sort: (row) => say(row.unit.short_name),
      cell: (row) => (
        <>
          <AppLink to={`/units/${encodeURIComponent(row.unit.id)}`} className="row-title">
            {say(row.unit.short_name)}
          </AppLink>{' '}
          {row.overloaded && <span className="tag tag-load" title={say(w.overloadedWhy)}>{say(w.overloaded)}</span>}
          {row.mine && <span className="tag">{say(w.mine)}</span>}
          {!row.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
          {row.valid_to && (
            <span className="tag">{say(w.endedOn, { day: formatDay(row.valid_to, language) })}</span>
          )}
          {say(row.unit.name) !== say(row.unit.short_name) && (
            <span className="cell-note">{say(row.unit.name)}</span>
          )}
        </>
      ),
    },
    {
      key: 'kind',
      title: say(w.kind),
      sort: (row) => say(kKindWords[row.unit.kind]),
      cell: (row) => say(kKindWords[row.unit.kind]),
    },
    {
      key: 'open',
      title: say(w.open),
      sort: (row) => openCount(row.shares),
      cell: (row) => (
        <span className="load-cell">
          <span className="load-track">
            <span className="load-bar" style={{ width: `${(100 * openCount(row.shares)) / most}%` }} />
          </span>
          <span className="load-number">{openCount(row.shares)}</span>
        </span>
      ),
    },
    { key: 'owes', title: say(w.owes), align: 'right', sort: (row) => row.shares_total, cell: (row) => row.shares_total },
    { key: 'leads', title: say(w.leads), align: 'right', sort: (row) => row.leads, cell: (row) => row.leads },
    {
      key: 'status',
      title: say(w.status),
      sort: (row) => row.shares.late,
      cell: (row) =>
        row.shares_total === 0 ? (
          <span className="quiet">{say(w.owesNothing)}</span>
        ) : (
          <>
            <CountMarks counts={row.shares} />
            <CountBar counts={row.shares} label={say(row.unit.short_name)} />
          </>
        ),
    },
  ];
  return (
    <>
      {board.data && <Bottlenecks units={list.units} shares={board.data.shares} />}
      <div className="toolbar no-print">
        <select
          className="plain-input"
          aria-label={say(w.kind)}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        >
          <option value="">{`${say(w.kind)}${mark.colon}${say(words.all)}`}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {say(kKindWords[one])}
            </option>
          ))}
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={all === 'true'}
            onChange={(event) => setAll(event.target.checked ? 'true' : 'false')}
          />
          {say(w.showAllUnits)}
        </label>
      </div>
      <DataTable
        caption={say(words.units)}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.unit.id}
        sortDefault="rank"
      />
    </>
  );
}

/** Three questions in one line each: who is late most, who has most to do, when does it pile up. */
function Bottlenecks({ units, shares }: { units: UnitLine[]; shares: Schemas['ShareLine'][] }) {
  const { say, language } = useSpeech();
  const late = [...units].filter((line) => line.shares.late > 0).sort((a, b) => b.shares.late - a.shares.late);
  const loaded = [...units].sort((a, b) => openCount(b.shares) - openCount(a.shares));
  const quarters = new Map<string, ReturnType<typeof emptyCounts>>();
  for (const share of shares) {
    // What waits for a condition has no quarter yet, what is late has one that is over.
    if (isDone(share.status) || share.status === 'late' || share.status === 'condition_pending') continue;
    const quarter = quarterOf(share.due_on);
    const counts = quarters.get(quarter) ?? emptyCounts();
    counts[share.status] += 1;
    quarters.set(quarter, counts);
  }
  const fullest = [...quarters.entries()].sort((a, b) => openCount(b[1]) - openCount(a[1]))[0];
  return (
    <ul className="tiles" aria-label={say(w.bottlenecks)}>
      <li className="card">
        <h2>{say(w.bottleneckLate)}</h2>
        {late.length === 0 ? (
          <p className="quiet">{say(w.noBottleneck)}</p>
        ) : (
          <ol className="tile-list">
            {late.slice(0, 3).map((line) => (
              <li key={line.unit.id}>
                <AppLink to={`/units/${encodeURIComponent(line.unit.id)}`}>{say(line.unit.short_name)}</AppLink>
                <span className="status-late">
                  <StatusShape status="late" named /> {line.shares.late}
                </span>
              </li>
            ))}
          </ol>
        )}
      </li>
      <li className="card">
        <h2>{say(w.bottleneckLoad)}</h2>
        <ol className="tile-list">
          {loaded.slice(0, 3).map((line) => (
            <li key={line.unit.id}>
              <AppLink to={`/units/${encodeURIComponent(line.unit.id)}`}>{say(line.unit.short_name)}</AppLink>
              <span>{openCount(line.shares)}</span>
            </li>
          ))}
        </ol>
      </li>
      <li className="card">
        <h2>{say(w.bottleneckQuarter)}</h2>
        {fullest ? (
          <>
            <p className="tile-figure">
              <AppLink to={`/plan?view=unit&quarter=${fullest[0]}`}>{formatQuarter(fullest[0], language)}</AppLink>
            </p>
            <CountMarks counts={fullest[1]} />
          </>
        ) : (
          <p className="quiet">{say(w.nothingAhead)}</p>
        )}
      </li>
    </ul>
  );
}
