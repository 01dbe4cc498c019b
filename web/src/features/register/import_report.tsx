import { type ReactNode, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { send, type Text } from '../../api/client';
import { formatDay, todayInShanghai } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Loading, Section, Trouble } from '../../ui/page';
import type { Values as Numbers } from '../../ui/text';
import { type Declaration, fieldOf, stateOf } from './declaration';
import { choicesOf, Input } from './field_input';
import {
  hasEqual,
  type ImportReport,
  importsPath,
  isRunning,
  type Issue,
  type Mend,
  mendCount,
  type Mending,
  mendKey,
  mendOf,
} from './imports';
import { listAddress, recordAddress } from './records';
import { importWords as w, kImportStateWords } from './import_words';

/** What an import came to, in a few words. */
export function whatBecame({
  state,
  counts,
  progress,
}: Pick<ImportReport, 'state' | 'counts' | 'progress'>): [Text, Numbers] {
  const unwritten = counts.bad + progress.failed;
  if (state === 'undone') return [w.becameUndone, { n: progress.undone }];
  if (state === 'applied' && progress.undone > 0) {
    return [w.becameUndoneInPart, { n: progress.undone, left: progress.kept + progress.refused }];
  }
  if (state === 'applied' && unwritten > 0) return [w.becameWrittenInPart, { n: progress.written, left: unwritten }];
  if (state === 'applied') return [w.becameWritten, { n: progress.written }];
  if (counts.bad > 0) return [w.rowsAndBad, { n: counts.rows, bad: counts.bad }];
  return [w.rowsOf, { n: counts.rows }];
}

/** Before it is written what it would do, afterwards what it did. */
function tilesOf({ state, counts, progress }: ImportReport): (readonly [Text, number])[] {
  if (state === 'applied' || state === 'undone') {
    return [
      [w.written, progress.written],
      [w.unwritten, counts.bad + progress.failed],
      [w.same, counts.same],
      ...(state === 'undone' || progress.undone > 0 ? ([[w.undone, progress.undone], [w.kept, progress.kept], [w.refused, progress.refused]] as const) : []),
    ];
  }
  return [
    [w.created, counts.created],
    [w.changed, counts.changed],
    [w.same, counts.same],
    [w.bad, counts.bad],
    [w.toConfirm, counts.to_confirm],
    [w.absent, counts.absent],
  ];
}

/** What a file would do, what is wrong with it, and doing it: all at once, undone at once. */
export function ImportReportView({
  of,
  report,
  mending,
  mend,
  checking,
  again,
  columns,
  open,
  errors,
  setErrors,
  after,
  setAfter,
  another,
}: {
  of: Declaration;
  report: ImportReport;
  mending: Mending;
  mend: (mending: Mending) => void;
  checking: boolean;
  again: () => void;
  columns: (() => void) | undefined;
  open: (id: string) => void;
  /** Only what must be mended is shown. */
  errors: boolean;
  setErrors: (only: boolean) => void;
  after: number;
  setAfter: (after: number) => void;
  another: () => void;
}) {
  const { say, mark } = useSpeech();
  const { counts, state } = report;
  const leftOut = report.columns.filter((column) => column.field === null && column.title !== '');
  const written = state === 'applied' || state === 'undone';
  const takenBack =
    written && report.progress.undone + report.progress.kept + report.progress.refused > 0 && counts.bad + report.progress.failed === 0;
  // What was left unwritten is mended and written as an import of its own.
  const mendable = state === 'checked' || (state === 'applied' && counts.bad + report.progress.failed > 0);
  const mended = mendCount(mending);
  const before = report.mended_from;
  return (
    <>
      <Section title={report.file_name} className="import-report">
        <p className="hint">
          <span className="tag">{say(kImportStateWords[state])}</span>{' '}
          <span className="quiet">{say(w.rowsOf, { n: counts.rows })}</span>
        </p>
        <ul className="tiles import-counts">
          {tilesOf(report).map(([title, n]) => (
            <li key={title.zh} className="card">
              <h3 className="quiet">{say(title)}</h3>
              <p className="tile-figure">{n.toLocaleString('en-US')}</p>
            </li>
          ))}
        </ul>
        {leftOut.length > 0 && (
          <p className="quiet hint">
            {say(w.leftOutColumns, { columns: leftOut.map((column) => column.title).join(mark.list) })}
          </p>
        )}
        {report.failure && <p className="notice">{say(report.failure)}</p>}
        {isRunning(state) && (
          <div role="status">
            <p>{say(w.running, { done: report.progress.rows, all: counts.rows })}</p>
            <progress className="import-progress" aria-label={say(w.progress)} max={Math.max(1, counts.rows)} value={report.progress.rows} />
            <p className="quiet">{say(w.mayLeave)}</p>
          </div>
        )}
        {written && <Outcome report={report} of={of} />}
        {state === 'checked' && <Application of={of} report={report} unsaved={mended > 0} />}
        {state === 'applied' && <Undo of={of} report={report} />}
        {!isRunning(state) && (
          <p className="button-row">
            {columns && state === 'checked' && (
              <button type="button" className="plain-button" onClick={columns}>
                {say(w.backToColumns)}
              </button>
            )}
            {before !== null && state === 'checked' && (
              <button type="button" className="plain-button" onClick={() => open(before)}>
                {say(w.beforeMending)}
              </button>
            )}
            <button type="button" className="plain-button" onClick={another}>
              {say(w.otherFile)}
            </button>
          </p>
        )}
      </Section>
      {!written && <Movements of={of} report={report} />}
      {(report.issues.length > 0 || after > 0 || errors) && (
        <Section
          title={say(takenBack ? w.keptIssues : w.issues)}
          actions={
            counts.bad > 0 && (
              <a className="plain-button" href={`${importsPath(of.name)}/${report.id}/errors.xlsx`} download>
                {say(w.errorsFile)}
              </a>
            )
          }
        >
          {mendable && <p className="quiet hint">{say(state === 'applied' ? w.fixRestHint : w.fixHint)}</p>}
          {counts.bad > 0 && counts.to_confirm > 0 && (
            <label className="check">
              <input type="checkbox" checked={errors} onChange={(event) => setErrors(event.target.checked)} />
              {say(w.errorsOnly, { n: counts.bad })}
            </label>
          )}
          <ol className="import-issues">
            {report.issues.map((issue, place) => (
              <IssueLine
                key={`${issue.row} ${issue.column} ${issue.message.zh}`}
                of={of}
                issue={issue}
                first={report.issues[place - 1]?.row !== issue.row}
                equal={hasEqual(of, issue, report.issues)}
                mending={mending}
                mend={mendable && (state === 'checked' || issue.beside.length > 0) ? mend : undefined}
              />
            ))}
          </ol>
          <p className="button-row">
            {mendable && (
              <button
                type="button"
                className="plain-button primary"
                disabled={mended === 0}
                aria-busy={checking}
                onClick={again}
              >
                {say(mended > 0 ? w.checkFixed : w.checkAgain, { n: mended })}
              </button>
            )}
            {after > 0 && (
              <button type="button" className="plain-button" onClick={() => setAfter(0)}>
                {say(w.firstIssues)}
              </button>
            )}
            {report.next !== null && (
              <button type="button" className="plain-button" onClick={() => setAfter(report.next ?? 0)}>
                {say(w.moreIssues)}
              </button>
            )}
          </p>
        </Section>
      )}
    </>
  );
}

/** Joins, changes and leaves (增减异动): what differs from what is recorded, before all else. */
function Movements({ of, report }: { of: Declaration; report: ImportReport }) {
  const { say, mark } = useSpeech();
  const { joined, changed } = report.movements;
  const { counts, absent } = report;
  // Where nothing was recorded, everything is new.
  const first = counts.changed + counts.same + counts.absent === 0;
  if (first || joined.length + changed.length + absent.length === 0) return null;
  const title = (name: string) => {
    const field = fieldOf(of, name);
    return field ? say(field.title) : name;
  };
  return (
    <Section title={say(w.movements)} className="import-movements">
      <p className="quiet hint">{say(w.movementsHint)}</p>
      <Moved title={say(w.joined)} of={counts.created} shown={joined.length}>
        {joined.map((one) => (
          <li key={one.row}>
            {one.label || '—'} <span className="quiet">{say(w.rowN, { row: one.row })}</span>
          </li>
        ))}
      </Moved>
      <Moved title={say(w.left)} hint={say(w.absentHint)} of={counts.absent} shown={absent.length}>
        {absent.map((one) => {
          const state = stateOf(of, one.state)?.title;
          return (
            <li key={one.id}>
              <AppLink to={recordAddress(of.name, one.id)}>{one.label}</AppLink>{' '}
              {state && <span className="tag">{say(state)}</span>}
            </li>
          );
        })}
      </Moved>
      <Moved title={say(w.movedChanged)} of={counts.changed} shown={changed.length}>
        {changed.map((one) => (
          <li key={one.row}>
            {one.label || '—'} <span className="quiet">{say(w.rowN, { row: one.row })}</span>
            <ul className="movement-changes">
              {one.changes.map((change) => (
                <li key={change.field}>
                  {title(change.field)}
                  {mark.colon}
                  <del>{say(change.before) || say(w.nothingBefore)}</del>
                  <span className="visually-hidden"> {say(w.becomes)} </span>
                  <span aria-hidden="true"> → </span>
                  <ins>{say(change.after) || say(w.nothingBefore)}</ins>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </Moved>
    </Section>
  );
}

function Moved({
  title,
  hint,
  of,
  shown,
  children,
}: {
  title: string;
  hint?: string;
  of: number;
  shown: number;
  children: ReactNode;
}) {
  const { say } = useSpeech();
  if (of === 0) return null;
  return (
    <details className="movement" open={of <= 20}>
      <summary>
        {title} <strong>{of.toLocaleString('en-US')}</strong>
        {shown < of && <span className="quiet"> {say(w.firstOf, { n: shown })}</span>}
      </summary>
      {hint && <p className="quiet hint">{hint}</p>}
      <ul className="plain-list card">{children}</ul>
    </details>
  );
}

/** One thing that is wrong, and at the first of a row leaving the row out. */
function IssueLine({
  of,
  issue,
  first,
  equal,
  mending,
  mend,
}: {
  of: Declaration;
  issue: Issue;
  first: boolean;
  /** Others of its column say the same. */
  equal: boolean;
  mending: Mending;
  mend: ((mending: Mending) => void) | undefined;
}) {
  const { say, mark } = useSpeech();
  const field = issue.field ? fieldOf(of, issue.field) : undefined;
  const title = issue.title || (field ? say(field.title) : '');
  const skipped = mending.skipped.has(issue.row);
  const mended = mendOf(mending, issue);
  // What was given for all equal cells is not what is given for this one alone.
  const own = issue.column === null ? undefined : mending?.cells.get(mendKey(issue.row, issue.column));
  const put = (change: Mend) => {
    if (!mend || issue.column === null) return;
    mend({ ...mending, cells: new Map(mending.cells).set(mendKey(issue.row, issue.column), change) });
  };
  const skip = () => {
    const rows = new Set(mending.skipped);
    if (!rows.delete(issue.row)) rows.add(issue.row);
    mend?.({ ...mending, skipped: rows });
  };
  const was = issue.cell ?? '';
  return (
    <li className={skipped ? 'import-issue import-skipped' : 'import-issue'}>
      <span className="import-place">
        <span>{say(w.rowN, { row: issue.row })}</span>
        {first && mend && (
          <button
            type="button"
            className="link-button"
            aria-label={say(skipped ? w.unskipRow : w.skipRow, { row: issue.row })}
            onClick={skip}
          >
            {say(skipped ? w.unskip : w.skip)}
          </button>
        )}
      </span>
      <span className="import-wrong">
        {title && <strong>{title}</strong>}
        {title && mark.colon}
        {say(issue.message)} {issue.warning && <span className="tag tag-open">{say(w.warning)}</span>}
        <span className="cell-note wrap-any">{issue.beside.join(' · ')}</span>
        {issue.record !== null && <AppLink to={recordAddress(of.name, issue.record)}>{say(w.openKept)}</AppLink>}
      </span>
      {skipped ? (
        <span className="quiet">{first && say(w.skippedNote)}</span>
      ) : mend && issue.column !== null ? (
        <span className="import-mend">
          <MendInput
            of={of}
            issue={issue}
            named={say(w.fixCell, { row: issue.row, title })}
            mended={mended}
            put={(text, id) => put({ text, was, equal: own?.equal ?? false, ...(id !== undefined && { id }) })}
          />
          {mended && (equal || mended.equal) && (
            <label className="check">
              <input type="checkbox" checked={mended.equal} onChange={(event) => put({ ...mended, was, equal: event.target.checked })} />
              {say(was === '' ? w.equalEmpty : w.equal, { was })}
            </label>
          )}
        </span>
      ) : (
        was !== '' && <span className="quiet wrap-any">{was}</span>
      )}
    </li>
  );
}

/** A cell to be mended: chosen where the field has choices or names a record, else typed. */
function MendInput({
  of,
  issue,
  named,
  mended,
  put,
}: {
  of: Declaration;
  issue: Issue;
  named: string;
  mended: Mend | undefined;
  put: (text: string, id?: string) => void;
}) {
  const { say } = useSpeech();
  const field = issue.field ? fieldOf(of, issue.field) : undefined;
  const choices = field ? choicesOf(field) : [];
  const was = issue.cell ?? '';
  if (!field || (choices.length === 0 && field.type !== 'reference')) {
    return (
      <input
        className="plain-input"
        aria-label={named}
        value={mended?.text ?? was}
        onChange={(event) => put(event.target.value)}
      />
    );
  }
  const owners = of.owners.map((unit) => ({ value: unit.id, label: say(unit.name) }));
  const owner = owners.length === 1 ? owners[0]?.value : undefined;
  return (
    <>
      <Input
        id={`mend-${issue.row}-${issue.column}`}
        field={field}
        named={named}
        typed={mended?.id ?? ''}
        label={mended?.text}
        owners={field.name === of.owner ? owners : undefined}
        others={owner === undefined ? {} : { [of.owner]: owner }}
        set={(id, label) => put(label ?? say(choices.find((choice) => choice.value === id)?.title ?? { zh: '', en: '' }), id)}
      />
      {was !== '' && <span className="cell-note wrap-any">{say(w.cellSays, { was })}</span>}
    </>
  );
}

export function Outcome({ of, report }: { of: Declaration; report: ImportReport }) {
  const { say, language } = useSpeech();
  const { progress, counts, state } = report;
  const { written, failed, undone, kept, refused } = progress;
  const { initial } = of.workflow;
  const day = report.applied_at === null ? '' : todayInShanghai(Date.parse(report.applied_at));
  const begun = stateOf(of, initial);
  // New records wait for their first step, which is taken for all of them from the list.
  const waiting = state === 'applied' && begun !== undefined && day !== '' && counts.created > 0;
  return (
    <p role="status">
      {state === 'applied' && say(w.writtenOf, { n: written })}
      {(state === 'undone' || undone > 0) && ` ${say(w.undoneOf, { n: undone })}`}
      {state === 'applied' && counts.bad > 0 && ` ${say(w.badOf, { n: counts.bad })}`}
      {failed > 0 && ` ${say(w.failedOf, { n: failed })}`}
      {kept > 0 && ` ${say(w.keptOf, { n: kept })}`}
      {refused > 0 && ` ${say(w.refusedOf, { n: refused })}`}{' '}
      {waiting ? (
        <AppLink
          to={listAddress(of.name, [
            ['state.is', initial],
            ['state_since.from', day],
            ['state_since.to', day],
          ])}
        >
          {say(w.seeBegun, { day: formatDay(day, language), state: say(begun.title) })}
        </AppLink>
      ) : (
        <AppLink to={`/registers/${of.name}`}>{say(w.seeList)}</AppLink>
      )}
    </p>
  );
}

function useTake() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['/api/records'] });
}

export function Application({ of, report, unsaved }: { of: Declaration; report: ImportReport; unsaved: boolean }) {
  const { say } = useSpeech();
  const take = useTake();
  const [confirmed, setConfirmed] = useState(false);
  const { counts } = report;
  const form = useSubmit(
    (mode: 'all_or_none' | 'good_rows', key) =>
      send<ImportReport>('post', `${importsPath(of.name)}/${report.id}/application`, {
        body: { mode, ...(confirmed && { confirmed }) },
        key,
      }),
    take,
  );
  const writes = counts.created + counts.changed;
  if (form.busy) return <Loading rows={1} />;
  return (
    <div className="import-apply">
      {form.problem && <Trouble problem={form.problem} />}
      {writes === 0 && <p>{say(counts.bad > 0 ? w.nothingGood : w.nothingNew)}</p>}
      {unsaved && <p className="quiet">{say(w.unsavedFixes)}</p>}
      {counts.to_confirm > 0 && (
        <label className="check">
          <input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
          {say(w.confirm, { n: counts.to_confirm })}
        </label>
      )}
      {writes > 0 && (
        <p className="button-row">
          <button
            type="button"
            className="plain-button primary"
            disabled={unsaved || (counts.to_confirm > 0 && !confirmed)}
            onClick={() => void form.submit(counts.bad > 0 ? 'good_rows' : 'all_or_none')}
          >
            {say(counts.bad > 0 ? w.applyGood : w.applyAll, { n: writes })}
          </button>
          {counts.bad > 0 && <span className="quiet">{say(w.orNone)}</span>}
        </p>
      )}
    </div>
  );
}

export function Undo({ of, report }: { of: Declaration; report: ImportReport }) {
  const { say } = useSpeech();
  const take = useTake();
  const [asking, setAsking] = useState(false);
  const form = useSubmit(
    (confirmed: boolean, key) =>
      send<ImportReport>('post', `${importsPath(of.name)}/${report.id}/undo`, {
        body: confirmed ? { confirmed } : {},
        key,
      }),
    take,
  );
  const since = form.problem?.type.endsWith('changed-since') ?? false;
  const { written, undone, refused } = report.progress;
  const left = refused > 0 ? refused : written - undone;
  if (left === 0) return null;
  if (!asking) {
    return (
      <p className="button-row">
        <button type="button" className="plain-button" onClick={() => setAsking(true)}>
          {say(refused > 0 ? w.undoAgain : w.undo)}
        </button>
      </p>
    );
  }
  return (
    <div className="ask">
      <p>{say(w.undoAsk, { n: left })}</p>
      {form.problem && <Trouble problem={form.problem} />}
      <p className="button-row">
        <button type="button" className="plain-button primary" aria-busy={form.busy} onClick={() => void form.submit(since)}>
          {say(since ? w.undoRest : w.undoDo)}
        </button>
        <button type="button" className="plain-button" onClick={() => setAsking(false)}>
          {say(w.undoNot)}
        </button>
      </p>
    </div>
  );
}
