import { type ReactNode, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Loading, Section, Trouble } from '../../ui/page';
import { type Declaration, fieldOf, stateOf } from './declaration';
import { fixKey, type Fixes, type ImportReport, importsPath, isRunning, type Issue } from './imports';
import { recordAddress } from './records';
import { importWords as w, kImportStateWords } from './import_words';

/** What a file would do, what is wrong with it, and doing it: all at once, undone at once. */
export function ImportReportView({
  of,
  report,
  rows,
  fixes,
  fix,
  checking,
  again,
  columns,
  after,
  setAfter,
  another,
}: {
  of: Declaration;
  report: ImportReport;
  /** The rows of the file, while this tab has them. */
  rows: string[][] | undefined;
  fixes: Fixes;
  fix: (fixes: Fixes) => void;
  checking: boolean;
  again: (() => void) | undefined;
  columns: (() => void) | undefined;
  after: number;
  setAfter: (after: number) => void;
  another: () => void;
}) {
  const { say, mark } = useSpeech();
  const { counts, state } = report;
  const leftOut = report.columns.filter((column) => column.field === null && column.title !== '');
  return (
    <>
      <Section title={report.file_name} className="import-report">
        <p className="hint">
          <span className="tag">{say(kImportStateWords[state])}</span>{' '}
          <span className="quiet">{say(w.rowsOf, { n: counts.rows })}</span>
        </p>
        <ul className="tiles import-counts">
          {(
            [
              [w.created, counts.created],
              [w.changed, counts.changed],
              [w.same, counts.same],
              [w.bad, counts.bad],
              [w.toConfirm, counts.to_confirm],
              [w.absent, counts.absent],
            ] as const
          ).map(([title, n]) => (
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
        {(state === 'applied' || state === 'undone') && <Outcome report={report} of={of} />}
        {state === 'checked' && <Application of={of} report={report} unsaved={fixes.size > 0} />}
        {state === 'applied' && <Undo of={of} report={report} />}
        {!isRunning(state) && (
          <p className="button-row">
            {columns && state === 'checked' && (
              <button type="button" className="plain-button" onClick={columns}>
                {say(w.backToColumns)}
              </button>
            )}
            <button type="button" className="plain-button" onClick={another}>
              {say(w.otherFile)}
            </button>
          </p>
        )}
      </Section>
      <Movements of={of} report={report} />
      {(report.issues.length > 0 || after > 0) && (
        <Section
          title={say(w.issues)}
          actions={
            counts.bad > 0 && (
              <a className="plain-button" href={`${importsPath(of.name)}/${report.id}/errors.xlsx`} download>
                {say(w.errorsFile)}
              </a>
            )
          }
        >
          {again && state === 'checked' && <p className="quiet hint">{say(w.fixHint)}</p>}
          <ol className="import-issues">
            {report.issues.map((issue) => (
              <IssueLine
                key={`${issue.row} ${issue.column} ${issue.message.zh}`}
                issue={issue}
                row={rows?.[issue.row - 1]}
                fixed={issue.column ? fixes.get(fixKey(issue.row, issue.column)) : undefined}
                fix={
                  again && state === 'checked' && issue.column !== null && rows
                    ? (text) => {
                        const next = new Map(fixes);
                        next.set(fixKey(issue.row, issue.column ?? 0), text);
                        fix(next);
                      }
                    : undefined
                }
                of={of}
              />
            ))}
          </ol>
          <p className="button-row">
            {again && state === 'checked' && (
              <button
                type="button"
                className="plain-button primary"
                disabled={fixes.size === 0}
                aria-busy={checking}
                onClick={again}
              >
                {say(fixes.size > 0 ? w.checkFixed : w.checkAgain, { n: fixes.size })}
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
            {one.label || '—'} <span className="quiet">{say(w.rowN, { n: one.row })}</span>
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
            {one.label || '—'} <span className="quiet">{say(w.rowN, { n: one.row })}</span>
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

function IssueLine({
  issue,
  row,
  fixed,
  fix,
  of,
}: {
  issue: Issue;
  row: string[] | undefined;
  fixed: string | undefined;
  fix: ((text: string) => void) | undefined;
  of: Declaration;
}) {
  const { say, mark } = useSpeech();
  const field = issue.field ? fieldOf(of, issue.field) : undefined;
  const title = issue.title || (field ? say(field.title) : '');
  const cell = issue.column ? (row?.[issue.column - 1] ?? '') : undefined;
  return (
    <li className="import-issue">
      <span className="import-place">{say(w.rowN, { n: issue.row })}</span>
      <span>
        {title && <strong>{title}</strong>}
        {title && mark.colon}
        {say(issue.message)} {issue.warning && <span className="tag tag-open">{say(w.warning)}</span>}
        {row && <span className="cell-note wrap-any">{row.filter(Boolean).slice(0, 4).join(' · ')}</span>}
      </span>
      {fix ? (
        <input
          className="plain-input"
          aria-label={say(w.fixCell, { row: issue.row, title })}
          value={fixed ?? cell ?? ''}
          onChange={(event) => fix(event.target.value)}
        />
      ) : (
        cell !== undefined && cell !== '' && <span className="quiet wrap-any">{cell}</span>
      )}
    </li>
  );
}

export function Outcome({ of, report }: { of: Declaration; report: ImportReport }) {
  const { say } = useSpeech();
  const { written, failed, undone, kept } = report.progress;
  return (
    <p role="status">
      {report.state === 'undone' ? say(w.undoneOf, { n: undone }) : say(w.writtenOf, { n: written })}
      {failed > 0 && ` ${say(w.failedOf, { n: failed })}`}
      {kept > 0 && ` ${say(w.keptOf, { n: kept })}`}{' '}
      <AppLink to={`/registers/${of.name}`}>{say(w.seeList)}</AppLink>
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
  if (report.progress.written === 0) return null;
  if (!asking) {
    return (
      <p className="button-row">
        <button type="button" className="plain-button" onClick={() => setAsking(true)}>
          {say(w.undo)}
        </button>
      </p>
    );
  }
  return (
    <div className="ask">
      <p>{say(w.undoAsk, { n: report.progress.written })}</p>
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
