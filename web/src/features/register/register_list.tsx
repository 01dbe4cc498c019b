import { useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { send } from '../../api/client';
import { useSession } from '../../frame/session';
import { Popover } from '../../frame/popover';
import { useAsOf } from '../../ui/address';
import { CopyButton } from '../../ui/copy';
import { moveBetweenRows } from '../../ui/data_table';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { stored } from '../../ui/stored';
import { words } from '../../ui/words';
import { type Declaration, fieldOf, kState } from './declaration';
import { BulkSteps } from './bulk_steps';
import { SavedViews } from './saved_views';
import { ExportPanel } from './export_panel';
import { exportWords } from './export_words';
import { Filters } from './filters';
import {
  askedByNumber,
  columnNames,
  countQuery,
  type Filter,
  isAsked,
  isSortable,
  listQuery,
  listSearch,
  type ListView,
  readView,
  withoutSecrets,
  writeView,
} from './list_address';
import { RecordDrawer } from './record_drawer';
import { LinkedValue } from './record_file';
import { StateTag } from './record_parts';
import { type CountAnswer, listPath, type Row, type RowList, recordAddress, useDeclaration, useListed, withQuery } from './records';
import { valueText } from './value_text';
import { registerWords as w } from './words';

export default function RegisterListPage() {
  const { register = '' } = useParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  if (declaration.data) return <List key={register} of={declaration.data} />;
  return (
    <Page title={say(words.registers)} crumbs={[{ label: say(words.registers), to: '/registers' }]}>
      <Answered of={declaration}>{() => null}</Answered>
    </Page>
  );
}

/** The most rows that one answer of the API has. */
const kPage_max = 200;

/** Which columns this person chose last, kept in the browser. */
function useOwnColumns(of: Declaration): [string[], (columns: string[]) => void] {
  const account = useSession().data?.account ?? '';
  const key = `zhijiao.columns.${account}.${of.name}`;
  const [chosen, setChosen] = useState(() => {
    const known = columnNames(of);
    return (stored.get(key) ?? '').split(',').filter((name) => known.includes(name));
  });
  const choose = (columns: string[]) => {
    setChosen(columns);
    if (columns.length > 0) stored.set(key, columns.join(','));
    else stored.remove(key);
  };
  return [chosen, choose];
}

function List({ of }: { of: Declaration }) {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const navigate = useNavigate();
  const location = useLocation();
  const [search, setSearch] = useSearchParams();
  const [own, setOwn] = useOwnColumns(of);
  const [secrets, setSecrets] = useState<Record<string, Filter>>({});
  const inAddress = readView(search, of);
  const view = { ...inAddress, filters: { ...inAddress.filters, ...secrets } };
  const secret = Object.keys(secrets).length > 0;
  const columns = view.columns.length > 0 ? view.columns : own.length > 0 ? own : of.list.columns;
  // What is shown is what is asked for, exported and sent to a colleague.
  const whole = { ...inAddress, columns };
  const query = listQuery(whole, asOf);
  const rows = useListed<RowList>(
    withQuery(listPath(of.name), query),
    secret ? listSearch({ ...view, columns }, asOf) : undefined,
  );
  const asked = view.q !== '' || Object.values(view.filters).some(isAsked);
  // The list from its beginning, in the pages that a step of all of it takes.
  const page = (after: string) => {
    const of_all = { ...view, columns: [of.owner], after };
    if (secret) {
      const body = { ...listSearch(of_all, asOf), limit: kPage_max };
      return send<RowList>('post', `${listPath(of.name)}/search`, { body });
    }
    const asked = listQuery(of_all, asOf);
    asked.set('limit', String(kPage_max));
    return send<RowList>('get', withQuery(listPath(of.name), asked));
  };
  // Only whoever takes some step has anything to do with many records at once. What was selected belongs
  // to the question that was asked.
  const selectable = !asOf && of.workflow.transitions.some((step) => step.may);
  const question = `${secret} ${query}`;
  const [selection, setSelection] = useState<{ question: string; ids: string[] }>({ question: '', ids: [] });
  const selected = selection.question === question ? selection.ids : [];
  const select = (ids: string[]) => setSelection({ question, ids });
  const shown = rows.data?.rows ?? [];
  const chosen = shown.filter((row) => selected.includes(row.id));
  const show = (next: ListView) => {
    const split = withoutSecrets(of, next.q === view.q ? next : askedByNumber(of, next));
    setSecrets(split.secrets);
    setSearch(writeView(search, { ...split.open, after: '' }));
  };
  const open = search.get('open');
  const setOpen = (id: string | undefined) => {
    const next = new URLSearchParams(search);
    if (id) next.set('open', id);
    else next.delete('open');
    setSearch(next, { replace: !id || open !== null, state: location.state });
  };
  // Back to the row one came from, so that up and down go on from there.
  const closeDrawer = () => {
    const row = document.getElementById(`row-${open}`);
    setOpen(undefined);
    window.setTimeout(() => row?.querySelector<HTMLElement>('.row-title')?.focus(), 0);
  };
  const beside = (step: number) => {
    const at = shown.findIndex((row) => row.id === open);
    return at < 0 ? undefined : shown[at + step]?.id;
  };
  const address = () => {
    const shared = writeView(search, whole);
    shared.delete('open');
    return `${window.location.origin}${location.pathname}?${shared}`;
  };
  const savedQuery = () => {
    const shared = writeView(search, { ...whole, after: '' });
    for (const name of ['open', 'as_of']) shared.delete(name);
    return shared.toString();
  };
  return (
    <Page
      wide
      title={say(of.title)}
      crumbs={[{ label: say(words.registers), to: '/registers' }]}
      lead={say(of.description) || of.source}
      actions={
        <>
          {!secret && (
            <AppLink
              to={`/registers/${of.name}/roster?${writeView(search, { ...whole, after: '' })}`}
              className="plain-button"
            >
              {say(exportWords.roster)}
            </AppLink>
          )}
          {of.duplicates.length > 0 && !asOf && (
            <AppLink to={`/registers/${of.name}/duplicates`} className="plain-button">
              {say(w.duplicates)}
            </AppLink>
          )}
          <ExportPanel of={of} columns={columns} list={listSearch({ ...view, columns, after: '' }, asOf)} />
          {of.may_create && !asOf && (
            <>
              <AppLink to={`/registers/${of.name}/import`} className="plain-button">
                {say(w.importFile)}
              </AppLink>
              <AppLink to={`/registers/${of.name}/grid`} className="plain-button">
                {say(w.gridOpen)}
              </AppLink>
              <AppLink to={`/registers/${of.name}/new`} className="plain-button primary">
                {say(w.addOne)}
              </AppLink>
            </>
          )}
        </>
      }
    >
      {!asOf && <Repeated of={of} />}
      <Filters of={of} view={view} show={show} />
      <div className="list-bar no-print">
        <Count of={of} view={view} secret={secret} asOf={asOf} />
        <span className="spring" />
        {!secret && <CopyButton text={address} label={say(words.copyLink)} />}
        <SavedViews noun={of.name} query={secret ? undefined : savedQuery()} />
        <ColumnChooser
          of={of}
          columns={columns}
          choose={(next) => {
            setOwn(next);
            show({ ...view, columns: next });
          }}
        />
      </div>
      {secret && <p className="quiet hint">{say(w.secretNote)}</p>}
      {selectable && (
        <BulkSteps
          of={of}
          rows={chosen}
          select={select}
          whole={chosen.length === shown.length && (rows.data?.next || inAddress.after) ? page : undefined}
        />
      )}
      <Answered of={rows} rows={12}>
        {(data) =>
          data.rows.length === 0 ? (
            <NoRows of={of} asked={asked} clear={() => show({ ...view, q: '', filters: {} })} />
          ) : (
            <Rows
              of={of}
              columns={columns}
              list={data}
              view={view}
              show={show}
              open={setOpen}
              stale={rows.isPlaceholderData}
              selection={selectable ? { selected: new Set(selected), select } : undefined}
            />
          )
        }
      </Answered>
      <Pager
        next={rows.data?.next ?? undefined}
        after={view.after}
        go={(after) => {
          const next = writeView(search, { ...inAddress, after });
          const before = (location.state as { before?: string[] } | null)?.before ?? [];
          void navigate({ search: `?${next}` }, { state: { before: [...before, inAddress.after] } });
          window.scrollTo(0, 0);
        }}
        back={
          ((location.state as { before?: string[] } | null)?.before ?? []).length > 0
            ? () => void navigate(-1)
            : undefined
        }
        first={() => setSearch(writeView(search, { ...inAddress, after: '' }))}
      />
      {open && <RecordDrawer of={of} id={open} close={closeDrawer} before={beside(-1)} next={beside(1)} go={setOpen} />}
    </Page>
  );
}

/** How many there are, counted beside the rows so that these never wait for it. */
function Count({
  of,
  view,
  secret,
  asOf,
}: {
  of: Declaration;
  view: ListView;
  secret: boolean;
  asOf: string | undefined;
}) {
  const { say } = useSpeech();
  const path = `${listPath(of.name)}/count`;
  const count = useListed<CountAnswer>(
    secret ? path : withQuery(path, countQuery(view, asOf)),
    secret ? listSearch(view, asOf, true) : undefined,
  );
  return (
    <span className="quiet" aria-live="polite">
      {count.data
        ? say(count.data.more ? w.countOver : w.countOf, { n: count.data.count })
        : count.isPending && say(w.counting)}
    </span>
  );
}

function NoRows({ of, asked, clear }: { of: Declaration; asked: boolean; clear: () => void }) {
  const { say } = useSpeech();
  const asOf = useAsOf();
  if (asked) {
    return (
      <Empty title={say(words.nothingFound)}>
        <p>{say(words.nothingFoundDetail)}</p>
        <button type="button" className="plain-button" onClick={clear}>
          {say(words.clearFilters)}
        </button>
      </Empty>
    );
  }
  if (asOf) return <Empty title={say(w.emptyThen)}>{say(w.emptyThenDetail)}</Empty>;
  return (
    <Empty title={say(w.emptyList)}>
      {of.may_create ? (
        <>
          <p>{say(w.emptyListMay)}</p>
          <AppLink to={`/registers/${of.name}/import`} className="plain-button">
            {say(w.importFile)}
          </AppLink>{' '}
          <AppLink to={`/registers/${of.name}/new`} className="plain-button primary">
            {say(w.addOne)}
          </AppLink>
        </>
      ) : (
        say(w.emptyListMayNot)
      )}
    </Empty>
  );
}

function Rows({
  of,
  columns,
  list,
  view,
  show,
  open,
  stale,
  selection,
}: {
  of: Declaration;
  columns: string[];
  list: RowList;
  view: ListView;
  show: (view: ListView) => void;
  open: (id: string) => void;
  stale: boolean;
  /** None where nobody has anything to do with many records at once. */
  selection: { selected: ReadonlySet<string>; select: (ids: string[]) => void } | undefined;
}) {
  const { say } = useSpeech();
  const all = list.rows.map((row) => row.id);
  const { selected } = selection ?? { selected: new Set<string>() };
  const select = (ids: string[], on: boolean) =>
    selection?.select([...[...selected].filter((id) => !ids.includes(id)), ...(on ? ids : [])]);
  const title = (name: string) => {
    if (name === kState) return say(w.state);
    const field = fieldOf(of, name);
    return field ? say(field.title) : name;
  };
  const order = view.sort || of.list.sort[0] || '';
  // The label leads to the record: alone, unless the first column already says the same.
  const lead = columns.find((name) => {
    const first = list.rows[0];
    return first !== undefined && first.values[name] === first.label;
  });
  return (
    <div
      className={stale ? 'table-scroll stale-view' : 'table-scroll'}
      tabIndex={0}
      role="region"
      aria-label={say(of.title)}
    >
      <table className="data-table register-table">
        <caption className="visually-hidden">{say(of.title)}</caption>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className="select-cell no-print">
                <input
                  type="checkbox"
                  aria-label={say(w.selectAll)}
                  checked={all.every((id) => selected.has(id))}
                  onChange={(event) => select(all, event.target.checked)}
                />
              </th>
            )}
            {!lead && <th scope="col">{say(w.record)}</th>}
            {columns.map((name) => {
              const field = fieldOf(of, name);
              const active = order === name || order === `-${name}`;
              const descending = order.startsWith('-');
              return (
                <th
                  key={name}
                  scope="col"
                  className={field?.type === 'integer' ? 'right' : undefined}
                  aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
                >
                  {name === kState || (field && isSortable(field)) ? (
                    <button
                      type="button"
                      className="sort-button"
                      title={say(words.sortBy, { column: title(name) })}
                      onClick={() => show({ ...view, sort: active && !descending ? `-${name}` : name })}
                    >
                      {title(name)}
                      <span aria-hidden="true" className={active ? 'sort-sign active' : 'sort-sign'}>
                        {active && !descending ? '▴' : '▾'}
                      </span>
                    </button>
                  ) : (
                    title(name)
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {list.rows.map((row) => (
            <tr
              key={row.id}
              id={`row-${row.id}`}
              className="row-opens"
              onClick={(event) => {
                const onControl = (event.target as HTMLElement).closest('a, button, input, label, .select-cell') !== null;
                // Whoever marks a value to copy it opens nothing.
                if (onControl || window.getSelection()?.toString()) return;
                open(row.id);
              }}
            >
              {selection && (
                <td className="select-cell no-print">
                  <input
                    type="checkbox"
                    aria-label={say(w.selectRow, { label: row.label || row.id })}
                    checked={selected.has(row.id)}
                    onChange={(event) => select([row.id], event.target.checked)}
                  />
                </td>
              )}
              {!lead && (
                <th scope="row">
                  <RowLink of={of} row={row} open={open} />
                </th>
              )}
              {columns.map((name) =>
                name === lead ? (
                  <th key={name} scope="row">
                    <RowLink of={of} row={row} open={open} />
                  </th>
                ) : (
                  <td
                    key={name}
                    className={fieldOf(of, name)?.type === 'integer' ? 'right' : undefined}
                    data-title={title(name)}
                  >
                    <Cell of={of} name={name} row={row} list={list} />
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

/** A plain click opens beside the list; a link all the same, for another tab. */
function RowLink({ of, row, open }: { of: Declaration; row: Row; open: (id: string) => void }) {
  const asOf = useAsOf();
  const target = recordAddress(of.name, row.id);
  return (
    <a
      className="row-title"
      href={asOf ? `${target}?as_of=${asOf}` : target}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        open(row.id);
      }}
    >
      {row.label || row.id}
    </a>
  );
}

function Cell({ of, name, row, list }: { of: Declaration; name: string; row: Row; list: RowList }) {
  const { say, language } = useSpeech();
  if (name === kState) return <StateTag of={of} row={row} />;
  const field = fieldOf(of, name);
  if (!field) return null;
  const text = valueText(field, row.values[name], language, list.units, row.labels[name]);
  return text ? (
    <LinkedValue of={of} field={field} row={row} text={text} />
  ) : (
    <>
      <span className="quiet" aria-hidden="true">
        —
      </span>
      <span className="visually-hidden">{say(w.notFilled)}</span>
    </>
  );
}

function ColumnChooser({
  of,
  columns,
  choose,
}: {
  of: Declaration;
  columns: string[];
  choose: (columns: string[]) => void;
}) {
  const { say } = useSpeech();
  const all = columnNames(of);
  const toggle = (name: string, on: boolean) => {
    const next = on ? [...columns, name] : columns.filter((one) => one !== name);
    if (next.length > 0) choose(next);
  };
  return (
    <Popover
      className="column-chooser"
      buttonClass="plain-button"
      button={
        <>
          {say(w.columns)}
          <span aria-hidden="true"> ▾</span>
        </>
      }
    >
      {() => (
        <>
          <p className="quiet hint">{say(w.columnsHint)}</p>
          <ul className="filter-choices" tabIndex={0} role="group" aria-label={say(w.columns)}>
            {all.map((name) => {
              const field = fieldOf(of, name);
              return (
                <li key={name} role="presentation">
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={columns.includes(name)}
                      onChange={(event) => toggle(name, event.target.checked)}
                    />
                    {field ? say(field.title) : say(w.state)}
                  </label>
                </li>
              );
            })}
          </ul>
          <button type="button" className="link-button" onClick={() => choose(all)}>
            {say(w.columnsAll)}
          </button>{' '}
          <button type="button" className="link-button" onClick={() => choose([])}>
            {say(w.columnsDeclared)}
          </button>
        </>
      )}
    </Popover>
  );
}

function Pager({
  next,
  after,
  go,
  back,
  first,
}: {
  next: string | undefined;
  after: string;
  go: (after: string) => void;
  back: (() => void) | undefined;
  first: () => void;
}) {
  const { say } = useSpeech();
  if (!next && after === '') return null;
  return (
    <p className="pager no-print">
      {after !== '' && (
        <button type="button" className="plain-button" onClick={first}>
          {say(w.firstPage)}
        </button>
      )}
      {after !== '' && back && (
        <button type="button" className="plain-button" onClick={back}>
          {say(w.previousPage)}
        </button>
      )}
      {next && (
        <button type="button" className="plain-button" onClick={() => go(next)}>
          {say(w.nextPage)}
        </button>
      )}
    </p>
  );
}

/** What should be unique and is not: the records to be mended, for whoever sees all of them. */
function Repeated({ of }: { of: Declaration }) {
  const { say, mark } = useSpeech();
  return of.repeated.map(({ fields, groups }) => {
    const title = say(w.repeatedTitle, { fields: fields.map((field) => say(field)).join(mark.list) });
    return (
      <div key={title} className="notice no-print">
        <p>
          <strong>{title}</strong> {say(w.repeatedLead)}
        </p>
        <ul>
          {groups.map((ids, place) => (
            <li key={ids.join(' ')}>
              {say(w.repeatedGroup, { n: place + 1 })}
              {mark.colon}
              {ids.map((id, at) => (
                <span key={id}>
                  {at > 0 && mark.list}
                  <AppLink to={recordAddress(of.name, id)}>{say(w.repeatedRecord, { n: at + 1 })}</AppLink>
                </span>
              ))}
            </li>
          ))}
        </ul>
      </div>
    );
  });
}
