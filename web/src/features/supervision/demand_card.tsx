import { useId, useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { countdown, formatDay, formatInstant, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink } from '../../ui/page';
import { words } from '../../ui/words';
import { FileList, FilesField } from '../share/files_field';
import type { FileLine } from '../share/upload';
import { TextArea } from './text_area';
import { kDemandStates, kDemandSteps, supervisionWords as w } from './words';

type Demand = Schemas['DemandLine'];
type Step = Schemas['DemandStep'];

/** One demand: what is asked, by when, what was answered, and who may do what next. */
export function DemandCard({ demand, titled = true }: { demand: Demand; titled?: boolean }) {
  const { say, language, mark } = useSpeech();
  const [step, setStep] = useState<Step>();
  const [showHistory, setShowHistory] = useState(false);
  const open = demand.state === 'waiting' || demand.state === 'returned';
  const source =
    demand.source_kind === 'letter' ? `/letters/${demand.source}` : `/instructions/${demand.source}`;
  return (
    <li className={demand.late ? 'card demand edge-late' : 'card demand'}>
      <div className="demand-head">
        <strong>{say(demand.unit.short_name) || say(demand.unit.name)}</strong>
        <span className={`tag demand-${demand.state}`}>{say(kDemandStates[demand.state])}</span>
        <span className={demand.late ? 'status-late' : 'quiet'}>
          {say(w.due)} {formatDay(demand.due_on, language)}
          {open && ` · ${countdown(demand.due_on, todayInShanghai(Date.now()), language)}`}
          {demand.due_on !== demand.original_due_on &&
            ` · ${say(w.movedFrom, { day: formatDay(demand.original_due_on, language) })}`}
        </span>
      </div>
      {titled && (
        <p>
          <AppLink to={source}>
            <Written>{demand.source_title}</Written>
          </AppLink>
        </p>
      )}
      <p className="quiet">
        {!demand.source_title.includes(demand.words) && (
          <>
            {say(w.asked)}
            {mark.colon}
            <Written>{demand.words}</Written>
          </>
        )}
        {demand.task != null && (
          <>
            {' · '}
            <AppLink to={`/plan/tasks/${demand.task}`}>{say(w.matterLine, { n: demand.task, title: '' })}</AppLink>
          </>
        )}
      </p>
      {demand.answer && (
        <p className="demand-answer">
          <span className="quiet">
            {demand.answered_on && say(w.answeredOn, { day: formatDay(demand.answered_on, language) })}
            {mark.colon}
          </span>
          <Written>{demand.answer}</Written>
        </p>
      )}
      {demand.files.length > 0 && <FileList files={demand.files} of={`/api/demands/${demand.id}`} />}
      {step ? (
        <DemandForm demand={demand} step={step} close={() => setStep(undefined)} />
      ) : (
        <p className="button-row">
          {demand.possible.map((one) => (
            <button
              key={one}
              type="button"
              className={one === 'answer' || one === 'settle' ? 'plain-button primary' : 'plain-button'}
              onClick={() => setStep(one)}
            >
              {say(kDemandSteps[one])}
            </button>
          ))}
          <button
            type="button"
            className="link-button"
            aria-expanded={showHistory}
            onClick={() => setShowHistory(!showHistory)}
          >
            {say(w.history)}
          </button>
        </p>
      )}
      {showHistory && <DemandHistory id={demand.id} />}
    </li>
  );
}

function DemandForm({ demand, step, close }: { demand: Demand; step: Step; close: () => void }) {
  const { say } = useSpeech();
  const [files, setFiles] = useState<FileLine[]>([]);
  const [draft, setDraft, dropDraft] = useDraft(`demand.${demand.id}.${step}`, { text: '', due_on: '' });
  const form = useSubmit(
    (body: Schemas['NewDemandStep'], key) =>
      call('post', '/api/demands/{id}/steps', {
        params: { id: demand.id },
        body,
        version: demand.version,
        key,
      }),
    () => {
      dropDraft();
      close();
      refresh('supervision');
    },
  );
  const moves = step === 'extend' || step === 'send_back';
  return (
    <PlainForm
      problem={form.problem}
      known={['text', 'due_on']}
      onSubmit={() =>
        void form.submit({
          step,
          text: draft.text.trim() || null,
          due_on: (moves && draft.due_on) || null,
          files: step === 'answer' ? files.map((file) => file.id) : null,
        })
      }
    >
      {step !== 'settle' && (
        <TextArea
          label={say(step === 'answer' ? w.answerText : w.reason)}
          hint={step === 'answer' ? say(w.answerHint) : undefined}
          value={draft.text}
          onChange={(text) => setDraft({ ...draft, text })}
          error={form.errorOf('text')}
        />
      )}
      {step === 'answer' && (
        <fieldset className="field">
          <legend>{say(w.evidence)}</legend>
          <FilesField
            unit={demand.unit.id}
            files={files}
            add={(file) => setFiles((now) => [...now.filter((one) => one.id !== file.id), file])}
            remove={(gone) => setFiles((now) => now.filter((file) => file.id !== gone))}
          />
        </fieldset>
      )}
      {moves && (
        <TextField
          type="date"
          label={say(step === 'extend' ? w.newDue : w.newDueOptional)}
          required={step === 'extend'}
          value={draft.due_on}
          onChange={(due_on) => setDraft({ ...draft, due_on })}
          error={form.errorOf('due_on')}
        />
      )}
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(kDemandSteps[step])}</SubmitButton>
        <button type="button" className="plain-button" onClick={close}>
          {say(words.cancel)}
        </button>
      </p>
    </PlainForm>
  );
}

function DemandHistory({ id }: { id: string }) {
  const { say, language } = useSpeech();
  const list = useId();
  const view = useGet('/api/demands/{id}', { params: { id } });
  return (
    <Answered of={view} rows={2}>
      {(data) => (
        <ol className="history-list" id={list}>
          {data.history.map((entry) => (
            <li key={entry.version}>
              <strong>{say(kDemandSteps[entry.step])}</strong>{' '}
              <span className="quiet">
                {entry.by} · {formatInstant(entry.at, language)}
              </span>
              {entry.text && (
                <p>
                  <Written>{entry.text}</Written>
                </p>
              )}
              {entry.files.length > 0 && <FileList files={entry.files} of={`/api/demands/${id}`} />}
            </li>
          ))}
        </ol>
      )}
    </Answered>
  );
}
