import { useId, useState } from 'react';
import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { CopyButton } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { FileList, FilesField } from './files_field';
import { QuantityInput } from './report_cells';
import { countText, PartSums } from './part_sums';
import { countedIn } from './report_content';
import { shareWords as w } from './words';

type View = Schemas['PartsView'];
type Part = Schemas['Part'];
type Line = Schemas['PartLine'];

export default function PartsPage() {
  const { say, language } = useSpeech();
  const { id = '' } = useParams();
  const [chosen, choose] = useAddressWord('period', '');
  const reports = useGet('/api/reports');
  const period = chosen || periodToAsk(reports.data, id);
  const view = useGet('/api/shares/{id}/parts', {
    params: { id },
    query: { period },
    enabled: chosen !== '' || !reports.isPending,
  });
  const share = view.data?.share;
  return (
    <Page
      title={share ? `${say(w.parts)} · ${say(w.task, { n: share.task })} ${say(share.task_title)}` : say(w.parts)}
      crumbs={[
        { label: say(words.myWork), to: '/my-work' },
        ...(share ? [{ label: say(w.task, { n: share.task }), to: `/plan/tasks/${share.task}` }] : []),
      ]}
      lead={share && view.data && `${say(share.unit.short_name)} · ${say(w.due, { day: formatDay(view.data.due_on, language) })}`}
    >
      <Answered of={view}>
        {(data) => (
          <>
            <PeriodChoice view={data} periods={reports.data?.periods ?? []} choose={choose} />
            <Answers view={data} />
            <Removed view={data} />
            {data.may_edit && <Editor key={data.version} view={data} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

/** The period that is asked for now, or once this report is sent the one that follows. */
function periodToAsk(reports: Schemas['ReportList'] | undefined, share: string): string | undefined {
  const state = reports?.lines.find((line) => line.share.id === share)?.state;
  const sent = state != null && state !== 'draft' && state !== 'supplement';
  const at = reports?.periods.findIndex((one) => one.key === reports.period.key) ?? -1;
  return sent && at > 0 ? reports?.periods[at - 1]?.key : undefined;
}

function PeriodChoice({
  view,
  periods,
  choose,
}: {
  view: View;
  periods: Schemas['PeriodLine'][];
  choose: (period: string) => void;
}) {
  const { say } = useSpeech();
  const id = useId();
  const known = periods.some((one) => one.key === view.period);
  const shown = known ? periods : [{ key: view.period, title: view.period_title, due_on: view.due_on }, ...periods];
  return (
    <div className="toolbar no-print">
      <label htmlFor={id}>{say(w.period)}</label>
      <select id={id} className="plain-input" value={view.period} onChange={(event) => choose(event.target.value)}>
        {shown.map((one) => (
          <option key={one.key} value={one.key}>
            {say(one.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Answers({ view }: { view: View }) {
  const { say, language, mark } = useSpeech();
  const missing = view.parts.filter((line) => line.version === 0);
  const period = say(view.period_title);
  return (
    <Section
      title={say(
        view.parts.length === 0 ? w.partsNone : view.missing > 0 ? w.partsMissing : w.partsComplete,
        { period, n: view.missing },
      )}
      actions={
        view.may_edit &&
        missing.length > 0 && (
          <CopyButton
            text={() => say(w.missingParts, { period, names: missing.map((line) => say(line.name)).join(mark.list) })}
            label={say(w.missingCopy)}
          />
        )
      }
    >
      {view.no_answers && view.parts.length > 0 && <p className="notice">{say(view.no_answers)}</p>}
      {view.parts.length === 0 && <p className="quiet">{say(w.partsLead)}</p>}
      {view.parts.length > 0 && (
        <ul className="work-list">
          {view.parts.map((line) => (
            <li key={line.part.id} className="part-row">
              <p>
                <b>{say(line.name)}</b>{' '}
                <span className={line.version === 0 ? 'tag tag-open' : 'tag'}>
                  {say(line.version === 0 ? w.answerMissing : w.answered)}
                </span>{' '}
                <span className="quiet">{line.part.what}</span>
              </p>
              {view.may_edit && !view.no_answers && line.version === 0 && (
                <div className="button-row">
                  <CopyButton
                    text={() =>
                      say(w.askPart, {
                        name: say(line.name),
                        n: view.share.task,
                        title: say(view.share.task_title),
                        period,
                        what: line.part.what && say(w.askPartWhat, { what: line.part.what }),
                        day: formatDay(view.due_on, language),
                        unit: say(view.share.unit.short_name),
                      })
                    }
                    label={say(w.askPartCopy, { name: say(line.name) })}
                  />
                </div>
              )}
              <Answer line={line} view={view} />
              {line.mine && <AnswerForm key={`${view.period} ${line.version}`} view={view} line={line} />}
            </li>
          ))}
        </ul>
      )}
      <PartSums view={view} />
    </Section>
  );
}

function Answer({ line, view }: { line: Line; view: View }) {
  const { say, mark } = useSpeech();
  if (!line.answer) return null;
  const counts = view.quantities.flatMap((milestone) => {
    const said = line.answer?.quantities?.find((one) => one.milestone === milestone.id);
    return said ? [`${milestone.title} ${countText(said.value, milestone)}`] : [];
  });
  return (
    <>
      <p className="report-text">
        {[line.answer.text || (line.answer.no_change ? say(w.saidNoChange) : ''), counts.join(mark.list)].filter(Boolean).join('\n')}{' '}
        <span className="quiet">{line.by}</span>
      </p>
      {line.files.length > 0 && <FileList files={line.files} />}
    </>
  );
}

/** What parts answered that were taken off the list since. */
function Removed({ view }: { view: View }) {
  const { say } = useSpeech();
  if (view.removed.length === 0) return null;
  return (
    <Section title={say(w.partsRemoved)} count={view.removed.length}>
      <p className="quiet">{say(w.partsRemovedLead)}</p>
      <ul className="work-list">
        {view.removed.map((line) => (
          <li key={line.part.id} className="part-row">
            <p>
              <b>{say(line.name)}</b> <span className="quiet">{line.part.what}</span>
            </p>
            <Answer line={line} view={view} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AnswerForm({ view, line }: { view: View; line: Line }) {
  const { say } = useSpeech();
  const id = useId();
  const [open, setOpen] = useState(line.version === 0 && view.parts.length === 1);
  const [text, setText] = useState(line.answer?.text ?? '');
  const [files, setFiles] = useState(line.files);
  const [typed, setCounts] = useState(line.answer?.quantities ?? line.before);
  // The list of milestones may have changed since.
  const counts = typed.filter((one) => view.quantities.some((milestone) => milestone.id === one.milestone));
  const answer = useSubmit<Schemas['PartContent'], View>(
    (body, key) =>
      call('put', '/api/shares/{id}/parts/{part}/answers/{period}', {
        params: { id: view.share.id, part: line.part.id, period: view.period },
        body,
        version: line.version,
        key,
      }),
    () => refresh('part'),
  );
  const send = (no_change: boolean) =>
    void answer.submit({
      no_change,
      text: no_change ? '' : text,
      files: files.map((file) => file.id),
      quantities: no_change ? null : counts,
    });
  if (!open) {
    return (
      <div className="button-row">
        <button type="button" className="plain-button" onClick={() => setOpen(true)}>
          {say(w.answer)}
        </button>
        {line.version === 0 && (
          <button type="button" className="plain-button" aria-busy={answer.busy} onClick={() => send(true)}>
            {say(w.noChange)}
          </button>
        )}
      </div>
    );
  }
  return (
    <PlainForm problem={answer.problem} known={[]} onSubmit={() => send(false)}>
      {view.quantities.length > 0 && (
        <ul className="milestones">
          {view.quantities.map((milestone) => (
            <li key={milestone.id} className="milestone">
              <QuantityInput
                milestone={milestone}
                value={counts.find((one) => one.milestone === milestone.id)?.value}
                change={(value) => setCounts((now) => countedIn(now, milestone.id, value))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="field">
        <label htmlFor={id}>{say(w.answerOf, { name: say(line.name) })}</label>
        <textarea
          id={id}
          className="plain-input plain-area"
          rows={4}
          required={counts.length === 0}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <FilesField
        unit={line.part.unit ?? view.share.unit.id}
        files={files}
        add={(file) => setFiles((now) => [...now.filter((one) => one.id !== file.id), file])}
        remove={(gone) => setFiles((now) => now.filter((file) => file.id !== gone))}
      />
      <div className="button-row">
        <SubmitButton busy={answer.busy}>{say(w.answerSend)}</SubmitButton>
        <button type="button" className="plain-button" onClick={() => send(true)}>
          {say(w.noChange)}
        </button>
      </div>
    </PlainForm>
  );
}

function Editor({ view }: { view: View }) {
  const { say, mark } = useSpeech();
  const [parts, setParts] = useState<Part[]>(view.parts.map((line) => line.part));
  const [saved, setSaved] = useState(false);
  const save = useSubmit<Schemas['PartList'], View>(
    (body, key) => call('put', '/api/shares/{id}/parts', { params: { id: view.share.id }, body, version: view.version, key }),
    () => {
      setSaved(true);
      refresh('part');
    },
  );
  const set = (next: Part[]) => {
    setParts(next);
    setSaved(false);
  };
  // As the server sees it: who takes a part over from another begins anew.
  const stays = ({ part }: Line) =>
    parts.some((one) => one.id === part.id && (one.unit ?? null) === (part.unit ?? null));
  const gone = view.parts.filter((line) => line.version > 0 && !stays(line));
  const unchanged = JSON.stringify(parts) === JSON.stringify(view.parts.map((line) => line.part));
  const edit = (at: number, part: Partial<Part>) =>
    set(parts.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <Section title={say(w.partsOf)} count={parts.length}>
      <PlainForm problem={save.problem} known={[]} onSubmit={() => void save.submit({ parts })}>
        {saved && (
          <p className="notice" role="status">
            {say(w.partsSaved)}
          </p>
        )}
        {gone.length > 0 && (
          <p className="notice" role="status">
            {say(w.partsGone, { names: gone.map((line) => say(line.name)).join(mark.list) })}
          </p>
        )}
        <ol className="milestone-editor">
          {parts.map((part, at) => (
            <li key={at}>
              <span className="milestone-field milestone-title">
                {part.unit == null ? (
                  <input
                    className="plain-input"
                    aria-label={say(w.sectionOf, { n: at + 1 })}
                    placeholder={say(w.sectionOf, { n: at + 1 })}
                    required
                    maxLength={50}
                    value={part.section}
                    onChange={(event) => edit(at, { section: event.target.value })}
                  />
                ) : (
                  <select
                    className="plain-input"
                    aria-label={say(w.unitOfPart, { n: at + 1 })}
                    required
                    value={part.unit}
                    onChange={(event) => edit(at, { unit: event.target.value })}
                  >
                    {view.units.map((unit) => (
                      <option key={unit.id} value={unit.id}>
                        {say(unit.name)}
                      </option>
                    ))}
                  </select>
                )}
              </span>
              <input
                className="plain-input milestone-title"
                aria-label={say(w.whatOf, { n: at + 1 })}
                placeholder={say(w.whatOf, { n: at + 1 })}
                maxLength={500}
                value={part.what}
                onChange={(event) => edit(at, { what: event.target.value })}
              />
              <button
                type="button"
                className="link-button"
                aria-label={say(w.removePart, { n: at + 1 })}
                onClick={() => set(parts.filter((_, place) => place !== at))}
              >
                {say(w.remove)}
              </button>
            </li>
          ))}
        </ol>
        <div className="button-row">
          {view.units.length > 0 && (
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                const free = view.units.find((unit) => !parts.some((part) => part.unit === unit.id));
                if (free) set([...parts, { id: '', unit: free.id, section: '', what: '' }]);
              }}
            >
              {say(w.addUnit)}
            </button>
          )}
          <button
            type="button"
            className="plain-button"
            onClick={() => set([...parts, { id: '', unit: null, section: '', what: '' }])}
          >
            {say(w.addSection)}
          </button>
          <SubmitButton busy={save.busy} lacks={unchanged ? say(parts.length === 0 ? w.partsToAdd : w.nothingChanged) : ''}>
            {say(w.saveParts)}
          </SubmitButton>
        </div>
      </PlainForm>
    </Section>
  );
}
