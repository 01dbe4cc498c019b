import { lazy, Suspense, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import {
  type BoardFilters,
  filterQuery,
  isFiltered,
  kNoFilters,
  readFilters,
  useAddressWord,
  useAsOf,
  writeFilters,
} from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatQuarter, quarterOf } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { numeral } from '../../ui/text';
import { Answered, Empty, Loading, Page } from '../../ui/page';
import { kStatuses, kStatusWords, type Status } from '../../ui/status';
import { StatusShape } from '../../ui/status_mark';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { BoardMeasures } from './board_measures';
import { kKindWords, kResultWords, planWords as w } from './words';

const BoardUnits = lazy(() => import('./board_units'));
const BoardTime = lazy(() => import('./board_time'));
const BoardList = lazy(() => import('./board_list'));

type Board = Schemas['Board'];

export interface BoardViewProps {
  board: Board;
  filters: BoardFilters;
  setFilters: (filters: BoardFilters, view?: string) => void;
}

/** The rows behind each view; the matrix counts shares. */
const kExports: Record<string, string> = { measure: 'measures', unit: 'shares', time: 'tasks', list: 'tasks' };

export default function BoardPage() {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const [search, setSearch] = useSearchParams();
  const [view, setView] = useAddressWord('view', 'measure');
  const filters = readFilters(search);
  const setFilters = (next: BoardFilters, nextView?: string) => {
    const changed = writeFilters(search, next);
    if (nextView) changed.set('view', nextView);
    setSearch(changed, { replace: !nextView });
  };
  const query = { ...filterQuery(filters), as_of: asOf };
  const board = useGet('/api/board', { query, keep: true });
  const filtered = isFiltered(filters);
  const counts = board.data && {
    measures: board.data.measures.length,
    tasks: board.data.tasks.length,
    shares: board.data.shares.length,
  };
  const table =
    view === 'list' && search.get('rows') === 'shares' ? 'shares' : (kExports[view] ?? 'tasks');
  return (
    <Page
      wide
      title={say(words.plan)}
      lead={counts && say(filtered ? w.boardFiltered : w.boardLead, counts)}
      actions={
        <>
          <CopyLink />
          <ExportLinks table={table} query={query} />
        </>
      }
    >
      <div className="board-bar">
        <Tabs
          label={say(w.view)}
          chosen={view}
          choose={setView}
          tabs={[
            { key: 'measure', title: say(w.viewMeasure) },
            { key: 'unit', title: say(w.viewUnit) },
            { key: 'time', title: say(w.viewTime) },
            { key: 'list', title: say(w.viewList) },
          ]}
        />
        <Filters filters={filters} setFilters={setFilters} board={board.data} />
      </div>
      <Answered of={board} rows={12}>
        {(data) => (
          <div className={board.isPlaceholderData ? 'stale-view' : undefined} aria-busy={board.isPlaceholderData}>
            {!data.recorded && <p className="notice">{say(words.notRecorded)}</p>}
            {data.tasks.length === 0 && filtered ? (
              <Empty title={say(words.nothingFound)}>
                <p>{say(words.nothingFoundDetail)}</p>
                <button type="button" className="plain-button" onClick={() => setFilters(kNoFilters)}>
                  {say(words.clearFilters)}
                </button>
              </Empty>
            ) : (
              <Suspense fallback={<Loading rows={12} />}>
                <View view={view} board={data} filters={filters} setFilters={setFilters} />
              </Suspense>
            )}
          </div>
        )}
      </Answered>
    </Page>
  );
}

function View({ view, ...props }: BoardViewProps & { view: string }) {
  switch (view) {
    case 'unit':
      return <BoardUnits {...props} />;
    case 'time':
      return <BoardTime {...props} />;
    case 'list':
      return <BoardList {...props} />;
    default:
      return <BoardMeasures {...props} />;
  }
}

/** Types ahead of the address, so that every letter does not ask the server. */
function SearchField({ q, search }: { q: string; search: (q: string) => void }) {
  const { say } = useSpeech();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return;
    const timer = window.setTimeout(() => search(typed), 250);
    return () => window.clearTimeout(timer);
  });
  return (
    <input
      type="search"
      className="plain-input filter-search"
      aria-label={say(w.filterSearch)}
      placeholder={say(w.filterSearch)}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function Filters({
  filters,
  setFilters,
  board,
}: {
  filters: BoardFilters;
  setFilters: (filters: BoardFilters) => void;
  board: Board | undefined;
}) {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const units = useGet('/api/units', { query: { as_of: asOf } });
  // All deadlines, not only those shown: a filter must not take away the way back.
  const whole = useGet('/api/board', { query: { as_of: asOf } });
  const quarters = [...new Set((whole.data?.shares ?? []).map((share) => quarterOf(share.due_on)))].sort();
  const put = (change: Partial<BoardFilters>) => setFilters({ ...filters, ...change });
  const owing = (units.data?.units ?? []).filter((line) => line.shares_total > 0);
  const kinds = [...new Set(owing.map((line) => line.unit.kind))];
  const unitName = owing.find((line) => line.unit.id === filters.unit)?.unit.short_name;
  const groupTitle = whole.data?.groups.find((group) => String(group.number) === filters.group)?.title;
  const active: [string, Partial<BoardFilters>][] = [];
  if (filters.measure) active.push([say(w.measureN, { n: filters.measure }), { measure: '' }]);
  if (filters.task) active.push([say(w.taskN, { n: filters.task }), { task: '' }]);
  const toggle = (status: Status) =>
    put({
      status: filters.status.includes(status)
        ? filters.status.filter((one) => one !== status)
        : [...filters.status, status],
    });
  const counts = whole.data?.share_counts ?? board?.share_counts;
  const [unfolded, setUnfolded] = useState(false);
  const chosen = [filters.unit, filters.kind, filters.group, filters.quarter, filters.result, filters.lead, filters.mine].filter(Boolean).length;
  return (
    <div className={`filters no-print ${unfolded ? 'unfolded' : ''}`} role="search" aria-label={say(w.filters)}>
      <SearchField q={filters.q} search={(q) => put({ q })} />
      <button
        type="button"
        className="plain-button filter-fold"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        {say(w.filters)}
        {chosen > 0 && <span className="count">{chosen}</span>}
      </button>
      <Choice
        label={say(w.filterUnit)}
        value={filters.unit}
        set={(unit) => put({ unit })}
        options={owing.map((line) => [line.unit.id, say(line.unit.short_name)])}
        missing={filters.unit && !unitName ? filters.unit : undefined}
      />
      <Choice
        label={say(w.filterKind)}
        value={filters.kind}
        set={(kind) => put({ kind })}
        options={kinds.map((kind) => [kind, say(kKindWords[kind])])}
      />
      <Choice
        label={say(w.filterGroup)}
        value={filters.group}
        set={(group) => put({ group })}
        options={(whole.data?.groups ?? []).map((group) => [
          String(group.number),
          say(w.group, { n: numeral(group.number, language), title: say(group.title) }),
        ])}
        missing={filters.group && !groupTitle ? filters.group : undefined}
      />
      <Choice
        label={say(w.filterQuarter)}
        value={filters.quarter}
        set={(chosen) => put({ quarter: chosen })}
        options={quarters.map((one) => [one, formatQuarter(one, language)])}
        missing={
          filters.quarter && !quarters.includes(filters.quarter)
            ? formatQuarter(filters.quarter, language)
            : undefined
        }
      />
      <Choice
        label={say(w.filterResult)}
        value={filters.result}
        set={(result) => put({ result })}
        options={Object.entries(kResultWords).map(([key, title]) => [key, say(title)])}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filters.lead}
          onChange={(event) => put({ lead: event.target.checked })}
        />
        {say(w.filterLead)}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={filters.mine}
          onChange={(event) => put({ mine: event.target.checked })}
        />
        {say(w.filterMine)}
      </label>
      <div className="status-filters" role="group" aria-label={say(w.status)}>
        {kStatuses.map((status) => (
          <button
            key={status}
            type="button"
            className={`status-filter status-${status}`}
            aria-pressed={filters.status.includes(status)}
            onClick={() => toggle(status)}
          >
            <StatusShape status={status} />
            {say(kStatusWords[status])}
            {counts && <span className="count">{counts[status]}</span>}
          </button>
        ))}
      </div>
      {active.map(([name, change]) => (
        <button
          key={name}
          type="button"
          className="filter-chip"
          aria-label={say(w.removeFilter, { name })}
          onClick={() => put(change)}
        >
          {name} <span aria-hidden="true">×</span>
        </button>
      ))}
      {isFiltered(filters) && (
        <button type="button" className="link-button" onClick={() => setFilters(kNoFilters)}>
          {say(words.clearFilters)}
        </button>
      )}
    </div>
  );
}


function Choice({
  label,
  value,
  set,
  options,
  missing,
}: {
  label: string;
  value: string;
  set: (value: string) => void;
  options: [string, string][];
  /** What the address asks for although it is not among the options. */
  missing?: string;
}) {
  const { say, mark } = useSpeech();
  return (
    <select
      className={value ? 'plain-input filter-choice chosen' : 'plain-input filter-choice'}
      aria-label={label}
      value={value}
      onChange={(event) => set(event.target.value)}
    >
      <option value="">{value ? `${label}${mark.colon}${say(words.all)}` : label}</option>
      {missing && <option value={value}>{missing}</option>}
      {options.map(([key, title]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}
