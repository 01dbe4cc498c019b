import { useEffect, useId, useRef, useState } from 'react';
import { ApiProblem, type Schemas, call } from '../../api/client';
import { queryClient, refresh, useGet } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import { PlainForm, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { stored } from '../../ui/stored';
import { CitedFigures } from './cited_figures';
import { FilesField } from './files_field';
import { Presence } from './presence';
import { MilestoneFields, useCellName } from './report_cells';
import { type Content, cellsOf, merge, sameContent, withCell } from './report_content';
import { shareWords as w } from './words';

type View = Schemas['ReportView'];
const kTextMax = 4000;

interface Kept {
  version: number;
  content: Content;
}

/** What was typed on this machine and never sent, if it is of the version shown. */
function keptOn(key: string, version: number): Content | undefined {
  try {
    const kept = JSON.parse(stored.get(key) ?? 'null') as Kept | null;
    return kept?.version === version ? kept.content : undefined;
  } catch {
    return undefined;
  }
}

/** The report in the hands of its unit. Somebody else's changes are taken over cell by cell. */
export function ReportForm({ view, sent }: { view: View; sent: (view: View) => void }) {
  const { say, mark } = useSpeech();
  const { line, milestones } = view;
  const key = `zhijiao.report.${line.share.id}.${line.period}`;
  const [base, setBase] = useState({ version: line.version, content: view.content });
  const [content, setContent] = useState(() => keptOn(key, line.version) ?? view.content);
  const [conflicts, setConflicts] = useState<{ cells: string[]; theirs: Content }>();
  const [notice, setNotice] = useState('');
  // Those brought here are not in the view yet.
  const [brought, setBrought] = useState<Schemas['FileLine'][]>([]);
  const cells = cellsOf(milestones);
  const name = useCellName(milestones);
  const textId = useId();
  const signOff = content.signed_off;

  const change = (next: Content) => {
    setContent(next);
    setNotice('');
    stored.set(key, JSON.stringify({ version: base.version, content: next } satisfies Kept));
  };
  const takeOver = (theirs: View) => {
    const merged = merge(base.content, content, theirs.content, cells);
    setBase({ version: theirs.line.version, content: theirs.content });
    setContent(merged.content);
    setConflicts(
      merged.conflicts.length > 0 ? { cells: merged.conflicts, theirs: theirs.content } : undefined,
    );
    if (merged.taken.length > 0) {
      setNotice(say(w.otherChanged, { who: theirs.line.by, cells: merged.taken.map(name).join(mark.list) }));
    }
  };
  // A colleague saved meanwhile: the stream said so and the view was asked for anew.
  const latest = useRef(takeOver);
  latest.current = takeOver;
  useEffect(() => {
    if (view.line.version > base.version) latest.current(view);
  }, [view, base.version]);

  const path = { id: line.share.id, period: line.period };
  const done = (after: View) => {
    stored.remove(key);
    setBase({ version: after.line.version, content: after.content });
    setContent(after.content);
    refresh('report');
  };
  const stale = (error: unknown) => {
    if (error instanceof ApiProblem && error.status === 412 && error.current) {
      takeOver(error.current as View);
    }
    throw error;
  };
  const save = useSubmit<Content, View>(
    (body, once) =>
      call('put', '/api/shares/{id}/reports/{period}', { params: path, body, version: base.version, key: once }).catch(stale),
    (after) => {
      done(after);
      setNotice(say(w.saved));
    },
  );
  const submit = useSubmit<Content, View>(
    (body, once) =>
      call('post', '/api/shares/{id}/reports/{period}/submit', { params: path, body, version: base.version, key: once }).catch(stale),
    (after) => {
      done(after);
      sent(after);
    },
  );
  const problem = submit.problem ?? save.problem;
  const busy = submit.busy || save.busy;
  const today = todayInShanghai(Date.now());
  const asked = line.asked?.cells ?? [];
  const lines = [...view.files, ...brought].filter((file, place, all) => all.findIndex((one) => one.id === file.id) === place);
  const untouched = sameContent(content, view.content, cells) && line.state == null;
  return (
    <PlainForm
      problem={problem}
      known={['text']}
      onSubmit={() => void submit.submit({ ...content, no_change: false })}
    >
      {line.asked && (
        <div className="asked" role="note">
          <strong>{say(w.asked)}</strong>
          <p>{line.asked.reason}</p>
          <p className="quiet">{say(w.askedCells, { cells: asked.map(name).join(mark.list) })}</p>
        </div>
      )}
      <Presence share={line.share.id} period={line.period} />
      {notice && (
        <p className="notice" role="status">
          {notice}
        </p>
      )}
      {conflicts?.cells.map((cell) => (
        <Conflict
          key={cell}
          title={say(w.conflict, { cell: name(cell) })}
          theirs={cell === 'text' ? conflicts.theirs.text : ''}
          decide={(useTheirs) => {
            if (useTheirs) change(withCell(content, conflicts.theirs, cell));
            const left = conflicts.cells.filter((one) => one !== cell);
            setConflicts(left.length > 0 ? { ...conflicts, cells: left } : undefined);
          }}
        />
      ))}
      <Section
        title={say(w.milestones)}
        count={milestones.length}
        actions={<AppLink to={`/plan/shares/${line.share.id}/milestones`}>{say(w.drawUp)}</AppLink>}
      >
        <MilestoneFields content={content} milestones={milestones} asked={asked} today={today} change={change} />
      </Section>
      <MergeParts share={line.share.id} period={line.period} take={(text) => change({ ...content, text })} />
      <div className={asked.includes('text') ? 'field cell-asked' : 'field'}>
        <label htmlFor={textId}>{say(w.text)}</label>
        <span className="field-hint">{say(w.textHint)}</span>
        {problem?.errors.some((error) => error.field === 'text') && (
          <span className="field-error">{say(problem.errors.find((error) => error.field === 'text')!.message)}</span>
        )}
        <textarea
          id={textId}
          className="plain-input plain-area"
          rows={8}
          value={content.text}
          onChange={(event) => change({ ...content, text: event.target.value })}
        />
        {[...content.text].length > kTextMax - 500 && (
          <span className="quiet">{say(w.textLeft, { n: kTextMax - [...content.text].length })}</span>
        )}
      </div>
      <fieldset className={asked.includes('files') ? 'field cell-asked' : 'field'}>
        <legend>{say(w.files)}</legend>
        <FilesField
          unit={line.share.unit.id}
          files={lines.filter((file) => content.files.includes(file.id))}
          add={(file) => {
            setBrought((now) => [...now, file]);
            setContent((now) => {
              const next = { ...now, files: [...now.files.filter((id) => id !== file.id), file.id] };
              stored.set(key, JSON.stringify({ version: base.version, content: next } satisfies Kept));
              return next;
            });
          }}
          remove={(id) => change({ ...content, files: content.files.filter((one) => one !== id) })}
        />
      </fieldset>
      <CitedFigures figures={view.figures} open />
      <details className="sign-off" open={signOff != null || asked.includes('sign_off')}>
        <summary>{say(w.signOff)}</summary>
        <p className="quiet">{say(w.signOffHint)}</p>
        <div className="field-pair">
          <TextField
            label={say(w.signedBy)}
            required={false}
            value={signOff?.who ?? ''}
            onChange={(who) =>
              change({ ...content, signed_off: signOffOf({ ...signOff, who, on: signOff?.on ?? (who ? today : null) }) })
            }
          />
          <TextField
            label={say(w.signedOn)}
            type="date"
            required={false}
            max={today}
            value={signOff?.on ?? ''}
            onChange={(on) => change({ ...content, signed_off: signOffOf({ ...signOff, on: on || null }) })}
          />
        </div>
        <p className="quiet">{say(w.stampedHint)}</p>
        <FilesField
          unit={line.share.unit.id}
          label={say(w.chooseStamped)}
          single
          files={lines.filter((file) => file.id === signOff?.file)}
          add={(file) => {
            setBrought((now) => [...now, file]);
            setContent((now) => {
              const next = { ...now, signed_off: signOffOf({ ...now.signed_off, file: file.id }) };
              stored.set(key, JSON.stringify({ version: base.version, content: next } satisfies Kept));
              return next;
            });
          }}
          remove={() => change({ ...content, signed_off: signOffOf({ ...signOff, file: null }) })}
        />
      </details>
      <div className="button-row action-bar">
        <button type="submit" className="plain-button primary" aria-disabled={busy} aria-busy={submit.busy}>
          {say(w.submit)}
        </button>
        <button
          type="button"
          className="plain-button"
          aria-busy={save.busy}
          onClick={() => void save.submit(content)}
        >
          {say(w.save)}
        </button>
        {line.version > 0 && <LetterLink line={line} stale={!sameContent(content, base.content, cells)} />}
        {untouched && (
          <button
            type="button"
            className="plain-button"
            onClick={() => void submit.submit({ ...content, no_change: true })}
          >
            {say(w.noChange)}
          </button>
        )}
      </div>
    </PlainForm>
  );
}

/** Nothing said is no sign-off. */
function signOffOf(given: Partial<NonNullable<Content['signed_off']>>): Content['signed_off'] {
  const made = { who: '', on: null, file: null, ...given };
  return made.who === '' && made.file === null && made.on === null ? null : made;
}

/** The report on paper, to be signed and stamped; its code files the copy. */
export function LetterLink({ line, stale }: { line: View['line']; stale: boolean }) {
  const { say } = useSpeech();
  return (
    <>
      <a className="plain-button" href={`/api/shares/${line.share.id}/reports/${line.period}/letter.docx`} download>
        {say(w.printLetter)}
      </a>
      {stale && <span className="quiet">{say(w.printStale)}</span>}
    </>
  );
}

/** What sections and units below answered, to be taken over as text. */
function MergeParts({ share, period, take }: { share: string; period: string; take: (text: string) => void }) {
  const { say } = useSpeech();
  const parts = useGet('/api/shares/{id}/parts', { params: { id: share }, query: { period } });
  if (!parts.data || parts.data.parts.length === 0) return null;
  const { missing, merged, period_title } = parts.data;
  return (
    <div className="asked">
      <AppLink to={`/plan/shares/${share}/parts?period=${period}`}>
        {say(missing > 0 ? w.partsMissing : w.partsComplete, { period: say(period_title), n: missing })}
      </AppLink>
      {merged && (
        <>
          <p className="report-text">{merged}</p>
          <button type="button" className="plain-button" onClick={() => take(merged)}>
            {say(w.useMerged)}
          </button>
        </>
      )}
    </div>
  );
}

function Conflict({
  title,
  theirs,
  decide,
}: {
  title: string;
  theirs: string;
  decide: (useTheirs: boolean) => void;
}) {
  const { say, mark } = useSpeech();
  return (
    <div className="asked" role="alert">
      <strong>{title}</strong>
      {theirs && (
        <p>
          {say(w.theirs)}
          {mark.colon}
          {theirs}
        </p>
      )}
      <div className="button-row">
        <button type="button" className="plain-button" onClick={() => decide(false)}>
          {say(w.keepMine)}
        </button>
        <button type="button" className="plain-button" onClick={() => decide(true)}>
          {say(w.useTheirs)}
        </button>
      </div>
    </div>
  );
}

/** The answer of a step is the newest view. */
export function keepView(view: View): void {
  const { id } = view.line.share;
  queryClient.setQueriesData<View>({ queryKey: ['/api/shares/{id}/reports/{period}'] }, (old) =>
    old && old.line.share.id === id && old.line.period === view.line.period ? view : old,
  );
}
