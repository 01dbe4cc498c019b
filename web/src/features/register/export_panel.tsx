import { useEffect, useRef, useState } from 'react';
import { send } from '../../api/client';
import { Popover } from '../../frame/popover';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Trouble } from '../../ui/page';
import { type Declaration, fieldOf } from './declaration';
import { exportWords as w } from './export_words';
import type { ListSearch } from './records';
import { exportFile, type ExportFormat, type ExportReport, exportsPath, isBeingMade, sizeText, startExport, useExport } from './exports';

/** The list as it is shown, as a file: made in the background, then downloaded. */
export function ExportPanel({ of, columns, list }: { of: Declaration; columns: string[]; list: ListSearch }) {
  const { say } = useSpeech();
  const [id, setId] = useState('');
  return (
    <Popover
      className="export-panel"
      buttonClass="plain-button"
      button={
        <>
          {say(w.exportIt)}
          <span aria-hidden="true"> ▾</span>
        </>
      }
    >
      {() =>
        id === '' ? (
          <Ask of={of} columns={columns} list={list} started={(report) => setId(report.id)} />
        ) : (
          <Made of={of} id={id} again={() => setId('')} />
        )
      }
    </Popover>
  );
}

function Ask({
  of,
  columns,
  list,
  started,
}: {
  of: Declaration;
  columns: string[];
  list: ListSearch;
  started: (report: ExportReport) => void;
}) {
  const { say, mark } = useSpeech();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [full, setFull] = useState(false);
  const [why, setWhy] = useState('');
  const hidden = columns.map((name) => fieldOf(of, name)).filter((field) => field?.sensitive && !field.derived);
  const form = useSubmit(
    (body: { format: ExportFormat; in_full_why?: string }, key) => startExport(of.name, { ...body, list }, key),
    started,
  );
  const [tried, setTried] = useState(false);
  const missing = full && why.trim() === '';
  const reason = form.errorOf('in_full_why') ?? (tried && missing ? w.whyMissing : undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing) return;
        void form.submit({ format, ...(full && { in_full_why: why }) });
      }}
    >
      <p className="quiet hint">{say(w.what)}</p>
      {form.problem && !reason && <Trouble problem={form.problem} />}
      <fieldset className="plain-fieldset">
        <legend className="visually-hidden">{say(w.format)}</legend>
        {(['xlsx', 'csv'] as const).map((one) => (
          <label key={one} className="check">
            <input type="radio" name="format" checked={format === one} onChange={() => setFormat(one)} />
            {say(w[one])}
          </label>
        ))}
      </fieldset>
      {hidden.length > 0 && (
        <label className="check">
          <input type="checkbox" checked={full} onChange={(event) => setFull(event.target.checked)} />
          {say(w.inFull, { fields: hidden.map((field) => (field ? say(field.title) : '')).join(mark.list) })}
        </label>
      )}
      {full && (
        <label className="export-why">
          <span className="wanted">{say(w.why)}</span>
          <input
            className="plain-input"
            aria-required
            maxLength={500}
            aria-invalid={reason !== undefined}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <span className={reason ? 'field-error' : 'quiet'}>{say(reason ?? w.noted)}</span>
        </label>
      )}
      <p className="button-row">
        <button type="submit" className="plain-button primary" aria-busy={form.busy}>
          {say(w.start)}
        </button>
      </p>
    </form>
  );
}

function Made({ of, id, again }: { of: Declaration; id: string; again: () => void }) {
  const { say } = useSpeech();
  const found = useExport(of.name, id);
  const link = useRef<HTMLAnchorElement>(null);
  const report = found.data;
  const done = report?.state === 'done';
  // Whoever asked for a file wants it; the link stays for another time.
  useEffect(() => {
    if (done) link.current?.click();
  }, [done]);
  const leave = () => {
    if (report && isBeingMade(report)) void send('delete', `${exportsPath(of.name)}/${id}`).catch(() => undefined);
    again();
  };
  return (
    <div>
      {found.isError && <Trouble problem={found.error} />}
      <div role="status">
        {report && isBeingMade(report) && (
          <>
            <p>{say(w.making, { n: report.rows })}</p>
            <progress
              className="import-progress"
              aria-label={say(w.exportIt)}
              max={Math.max(1, report.total ?? 1)}
              value={report.total === null ? undefined : report.rows}
            />
          </>
        )}
        {report?.state === 'failed' && report.failure && <p className="notice">{say(report.failure)}</p>}
        {report && done && (
          <p>
            <a ref={link} href={exportFile(of.name, report)} download>
              {report.file_name}
            </a>{' '}
            <span className="quiet">{say(w.made, { n: report.rows, size: sizeText(report.bytes ?? 0) })}</span>
          </p>
        )}
      </div>
      <p className="button-row">
        <button type="button" className="plain-button" onClick={leave}>
          {say(report && isBeingMade(report) ? w.cancel : w.another)}
        </button>
      </p>
    </div>
  );
}
