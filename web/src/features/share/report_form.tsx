import type { Query } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { ApiProblem, type Schemas, call } from '../../api/client';
import { queryClient, refresh, useGet } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import { PlainForm, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { useSession } from '../../frame/session';
import { stored } from '../../ui/stored';
import { typedKey } from '../../ui/typed';
import { CitedFigures } from './cited_figures';
import { FilesField } from './files_field';
import { PartSums } from './part_sums';
import { Presence } from './presence';
import { MilestoneFields, useCellName } from './report_cells';
import { afterText, characters, type Content, cellsOf, counted, type Milestone, merge, sameContent, withCell, withFiles } from './report_content';
import { type ReportBase, keepReportDraft, readReportDraft } from './report_draft';
import { shareWords as w } from './words';

type View = Schemas['ReportView'];
const kTextMax = 4000;

/** What two people changed at the same time, and what both began with. */
interface Conflicts {
  cells: string[];
  theirs: Content;
  since: ReportBase;
}

/** The report in the hands of its unit. Somebody else's changes are taken over cell by cell. */
export function ReportForm({ view, sent }: { view: View; sent: (view: View) => void }) {
  const { say, mark } = useSpeech();
  const { line, milestones } = view;
  const account = useSession().data?.account ?? '';
  const key = typedKey(account, `report.${line.share.id}.${line.period}`);
  const [draft] = useState(() => readReportDraft(key, milestones));
  // A draft of an older version is based on that: the effect below merges what came since.
  const [base, setBase] = useState<ReportBase>(draft?.base ?? { version: line.version, content: view.content });
  const [content, setContent] = useState(draft?.content ?? view.content);
  const [restored, setRestored] = useState(draft !== undefined);
  const [conflicts, setConflicts] = useState<Conflicts>();
  // Before and after the answers of the parts were taken over: to take it back.
  const [merged, setMerged] = useState<{ before: Content; after: Content }>();
  const [notice, setNotice] = useState('');
  // Those brought here are not in the view yet.
  const [brought, setBrought] = useState(draft?.brought ?? []);
  // What one had here before somebody else's words took its place: to have it back.
  const [replaced, setReplaced] = useState<{ cells: string[]; mine: Content }>();
  const cells = cellsOf(milestones);
  const name = useCellName(milestones);
  const textId = useId();
  const signOff = content.signed_off;

  // Until the person has decided what both changed, the draft stays based on what both began with, so
  // that he is asked again after a closed tab.
  const keep = (next: Content, undecided: Conflicts | undefined, files = brought) =>
    keepReportDraft(key, { base: undecided?.since ?? base, content: next, brought: files }, cells);
  const change = (next: Content) => {
    setContent(next);
    setNotice('');
    setReplaced(undefined);
    // What was wrong may be right by now.
    save.clear();
    submit.clear();
    keep(next, conflicts);
  };
  const bring = (file: Schemas['FileLine'], put: (now: Content) => Content) => {
    const files = [...brought, file];
    setBrought(files);
    setContent((now) => {
      const next = put(now);
      keep(next, conflicts, files);
      return next;
    });
  };
  const takeOver = (theirs: View) => {
    const since = conflicts?.since ?? base;
    const result = merge(since.content, content, theirs.content, cells);
    setBase({ version: theirs.line.version, content: theirs.content });
    setContent(result.content);
    setConflicts(
      result.conflicts.length > 0 ? { cells: result.conflicts, theirs: theirs.content, since } : undefined,
    );
    if (result.taken.length > 0) {
      const hadWords = result.taken.includes('text') && content.text !== '';
      setReplaced(hadWords ? { cells: result.taken, mine: content } : undefined);
      setNotice(say(w.otherChanged, { who: theirs.line.by, cells: result.taken.map(name).join(mark.list) }));
    }
  };
  const decide = (cell: string, useTheirs: boolean, all: Conflicts) => {
    const next = useTheirs ? withCell(content, all.theirs, cell) : content;
    const left = all.cells.filter((one) => one !== cell);
    const undecided = left.length > 0 ? { ...all, cells: left } : undefined;
    setContent(next);
    setConflicts(undecided);
    keep(next, undecided);
  };
  const takeBack = ({ cells: lost, mine }: { cells: string[]; mine: Content }) =>
    change(lost.reduce((next, cell) => withCell(next, mine, cell), content));
  // Neither is stored before the person has said which of both.
  const undecided = () => {
    if (!conflicts) return false;
    setNotice(say(w.decideFirst, { cells: conflicts.cells.map(name).join(mark.list) }));
    return true;
  };
  const startOver = () => {
    stored.remove(key);
    setBase({ version: line.version, content: view.content });
    setContent(view.content);
    setConflicts(undefined);
    setRestored(false);
    setNotice('');
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
    setConflicts(undefined);
    setRestored(false);
    setMerged(undefined);
    setReplaced(undefined);
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
  const textWrong = problem?.errors.find((error) => error.field === 'text');
  const busy = submit.busy || save.busy;
  const today = todayInShanghai(Date.now());
  const asked = line.asked?.cells ?? [];
  const lines = [...view.files, ...brought].filter((file, place, all) => all.findIndex((one) => one.id === file.id) === place);
  const prefilled = line.version === 0 && view.content.text !== '';
  const untouched = sameContent(content, view.content, cells) && line.state == null;
  return (
    <PlainForm
      problem={problem}
      known={['text']}
      onSubmit={() => {
        if (!undecided()) void submit.submit({ ...content, no_change: false });
      }}
    >
      {line.asked && (
        <div className="asked" role="note">
          <strong>{say(w.asked)}</strong>
          <p>{line.asked.reason}</p>
          <p className="quiet">{say(w.askedCells, { cells: asked.map(name).join(mark.list) })}</p>
        </div>
      )}
      <Presence share={line.share.id} period={line.period} />
      {restored && (
        <p className="notice" role="status">
          {say(w.restored)}{' '}
          <button type="button" className="link-button" onClick={startOver}>
            {say(w.startOver)}
          </button>
        </p>
      )}
      {notice && (
        <p className="notice" role="status">
          {notice}{' '}
          {replaced && (
            <button type="button" className="link-button" onClick={() => takeBack(replaced)}>
              {say(w.haveMineBack)}
            </button>
          )}
        </p>
      )}
      {conflicts?.cells.map((cell) => (
        <Conflict
          key={cell}
          title={say(w.conflict, { cell: name(cell) })}
          theirs={cell === 'text' ? conflicts.theirs.text : ''}
          decide={(useTheirs) => decide(cell, useTheirs, conflicts)}
        />
      ))}
      <Section
        title={say(w.milestones)}
        count={milestones.length}
        actions={<AppLink to={`/plan/shares/${line.share.id}/milestones`}>{say(w.drawUp)}</AppLink>}
      >
        {milestones.length === 0 && <p className="quiet">{say(w.noMilestones)}</p>}
        <MilestoneFields content={content} milestones={milestones} asked={asked} today={today} change={change} />
      </Section>
      <MergeParts
        share={line.share.id}
        period={line.period}
        milestones={milestones}
        content={content}
        change={change}
        take={(after, files) => {
          const all = [...brought, ...files];
          setBrought(all);
          setMerged({ before: content, after });
          change(after);
          keep(after, conflicts, all);
        }}
        takeBack={merged?.after === content ? () => change(merged.before) : undefined}
      />
      <div className={['field', asked.includes('text') && 'cell-asked', textWrong && 'field-wrong'].filter(Boolean).join(' ')}>
        <label htmlFor={textId}>{say(w.text)}</label>
        <span className="field-hint">
          {say(w.textHint)}
          {prefilled && say(w.textPrefilled)}
        </span>
        {textWrong && (
          <span id={`${textId}-error`} className="field-error">
            {say(textWrong.message)}
          </span>
        )}
        <textarea
          id={textId}
          aria-invalid={textWrong ? true : undefined}
          aria-describedby={textWrong ? `${textId}-error` : undefined}
          className="plain-input plain-area"
          rows={8}
          value={content.text}
          onChange={(event) => change({ ...content, text: event.target.value })}
        />
        <TextLeft text={content.text} />
      </div>
      <fieldset className={asked.includes('files') ? 'field cell-asked' : 'field'}>
        <legend>{say(w.files)}</legend>
        <FilesField
          unit={line.share.unit.id}
          files={lines.filter((file) => content.files.includes(file.id))}
          add={(file) =>
            bring(file, (now) => ({ ...now, files: [...now.files.filter((id) => id !== file.id), file.id] }))
          }
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
          add={(file) => bring(file, (now) => ({ ...now, signed_off: signOffOf({ ...now.signed_off, file: file.id }) }))}
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
          onClick={() => {
            if (!undecided()) void save.submit(content);
          }}
        >
          {say(w.save)}
        </button>
        {line.version > 0 && <LetterLink line={line} stale={!sameContent(content, base.content, cells)} />}
        {untouched && (
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              if (!undecided()) void submit.submit({ ...content, no_change: true });
            }}
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

/** How much more can be written, or how much has to go. */
function TextLeft({ text }: { text: string }) {
  const { say } = useSpeech();
  const left = kTextMax - characters(text);
  if (left > 500) return null;
  return left < 0 ? (
    <span className="status-late">{say(w.textOver, { n: -left, most: kTextMax })}</span>
  ) : (
    <span className="quiet">{say(w.textLeft, { n: left })}</span>
  );
}

/** What sections and units below answered, to be taken over: the sums of what they counted, the words
 *  after or in place of what stands there, and the files they brought. */
function MergeParts({
  share,
  period,
  milestones,
  content,
  change,
  take,
  takeBack,
}: {
  share: string;
  period: string;
  milestones: readonly Milestone[];
  content: Content;
  change: (content: Content) => void;
  take: (after: Content, files: Schemas['FileLine'][]) => void;
  takeBack: (() => void) | undefined;
}) {
  const { say } = useSpeech();
  const parts = useGet('/api/shares/{id}/parts', { params: { id: share }, query: { period } });
  if (!parts.data || parts.data.parts.length === 0) return null;
  const { missing, merged, period_title } = parts.data;
  const files = parts.data.parts.flatMap((part) => part.files);
  const takeAs = (text: string) => take({ ...withFiles(content, files), text }, files);
  const appended = afterText(content.text, merged);
  const length = characters(merged);
  return (
    <div className="asked">
      <AppLink to={`/plan/shares/${share}/parts?period=${period}`}>
        {say(missing > 0 ? w.partsMissing : w.partsComplete, { period: say(period_title), n: missing })}
      </AppLink>
      <PartSums
        // A sum of what the report does not ask for could not be saved.
        view={{ ...parts.data, quantities: parts.data.quantities.filter(({ id }) => milestones.some((one) => one.id === id)) }}
        take={({ milestone, sum }) => change(counted(content, milestone, String(sum)))}
      />
      {(merged || files.length > 0) && (
        <>
          {merged && <p className="report-text">{merged}</p>}
          <p className="quiet">
            {say(!merged ? w.mergedFiles : files.length > 0 ? w.mergedWithFiles : w.mergedLength, { n: length, files: files.length })}
            {characters(appended) > kTextMax && ` ${say(w.mergedTooLong, { n: characters(appended), most: kTextMax })}`}
          </p>
          <div className="button-row">
            {takeBack ? (
              <button type="button" className="plain-button" onClick={takeBack}>
                {say(w.takeBack)}
              </button>
            ) : (
              <>
                <button type="button" className="plain-button" onClick={() => takeAs(appended)}>
                  {say(!merged ? w.takeFiles : content.text ? w.appendMerged : w.useMerged)}
                </button>
                {merged && content.text !== '' && (
                  <button type="button" className="plain-button" onClick={() => takeAs(merged)}>
                    {say(w.replaceMerged)}
                  </button>
                )}
              </>
            )}
          </div>
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

/** The answer of a step is the newest view; those of earlier days stay as they were. */
export function keepView(view: View): void {
  const { id } = view.line.share;
  const path = '/api/shares/{id}/reports/{period}';
  const predicate = ({ queryKey }: Query) => queryKey[0] === path && !String(queryKey[1]).includes('as_of=');
  queryClient.setQueriesData<View>({ predicate }, (old) =>
    old && old.line.share.id === id && old.line.period === view.line.period ? view : old,
  );
}
