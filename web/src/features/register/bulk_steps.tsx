import { useRef, useState } from 'react';
import { send, type Text } from '../../api/client';
import { refresh } from '../../api/queries';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { words } from '../../ui/words';
import type { Declaration, Transition } from './declaration';
import { listPath, type Row, type RowList } from './records';
import { type StepGiven, useStepInput } from './step_input';
import { registerWords as w } from './words';

interface Outcome {
  done: string[];
  failed: { id: string; title: Text; detail: Text; errors: { message: Text }[] }[];
}

/** As many as one request takes. */
const kAtOnce = 200;
/** The reasons of more than these are not read one by one. */
const kFailures_shown = 50;

/** One step for the rows that were selected, or for all that the list was asked for. Each is taken for
 *  itself; what failed is said with its reason and stays selected, so that it can be mended. */
export function BulkSteps({
  of,
  rows,
  select,
  whole,
}: {
  of: Declaration;
  rows: Row[];
  select: (ids: string[]) => void;
  /** The pages of the whole list after one position, if it has more than what is shown. */
  whole: ((after: string) => Promise<RowList>) | undefined;
}) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState('');
  // Kept while it is worked on: the rows leave the list one after the other.
  const [all, setAll] = useState<(after: string) => Promise<RowList>>();
  const [outcome, setOutcome] = useState<{ step: Transition; of: Outcome; labels: Map<string, string> }>();
  const at = (step: Transition) => rows.filter((row) => step.from.includes(row.state));
  const steps = of.workflow.transitions.filter((step) => step.may && (all || at(step).length > 0));
  const step = steps.find((one) => one.name === chosen);
  if (outcome) {
    return (
      <div className="card bulk" role="status">
        <p>
          {say(w.bulkDone, {
            step: say(outcome.step.title),
            done: outcome.of.done.length,
            failed: outcome.of.failed.length,
          })}
        </p>
        {outcome.of.failed.length > 0 && (
          <ul className="plain-list" aria-label={say(w.bulkFailed)}>
            {outcome.of.failed.slice(0, kFailures_shown).map((failure) => (
              <li key={failure.id}>
                <strong>{outcome.labels.get(failure.id)}</strong> {say(failure.detail)}
                {failure.errors.map((error, place) => (
                  <span key={place} className="cell-note">
                    {say(error.message)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        )}
        <p className="button-row">
          {outcome.of.failed.length > 0 && (
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                select(outcome.of.failed.map((failure) => failure.id));
                setOutcome(undefined);
              }}
            >
              {say(w.bulkAgain)}
            </button>
          )}
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              select([]);
              setOutcome(undefined);
            }}
          >
            {say(words.close)}
          </button>
        </p>
      </div>
    );
  }
  if (rows.length === 0 && !all) return null;
  return (
    <div className="card bulk no-print">
      <p className="button-row">
        <strong>{all ? say(w.selectedAll) : say(w.selected, { n: rows.length })}</strong>
        {whole && !all && !step && (
          <button type="button" className="link-button" onClick={() => setAll(() => whole)}>
            {say(w.selectWhole)}
          </button>
        )}
        {!step && steps.length === 0 && <span className="quiet">{say(w.bulkNone)}</span>}
        {!step &&
          steps.map((one) => (
            <button key={one.name} type="button" className="plain-button" onClick={() => setChosen(one.name)}>
              {all ? say(one.title) : say(w.bulkStep, { step: say(one.title), n: at(one).length })}
            </button>
          ))}
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setAll(undefined);
            select([]);
          }}
        >
          {say(w.unselect)}
        </button>
      </p>
      {step && (
        <BulkForm
          key={step.name}
          of={of}
          step={step}
          rows={at(step)}
          skipped={rows.length - at(step).length}
          whole={all}
          close={() => setChosen('')}
          done={(made, labels) => {
            setChosen('');
            setAll(undefined);
            setOutcome({ step, of: made, labels });
          }}
        />
      )}
    </div>
  );
}

function BulkForm({
  of,
  step,
  rows,
  skipped,
  whole,
  close,
  done,
}: {
  of: Declaration;
  step: Transition;
  rows: Row[];
  skipped: number;
  whole: ((after: string) => Promise<RowList>) | undefined;
  close: () => void;
  done: (outcome: Outcome, labels: Map<string, string>) => void;
}) {
  const { say } = useSpeech();
  const input = useStepInput(of, step);
  const [progress, setProgress] = useState<number>();
  const labels = useRef(new Map<string, string>());
  const form = useSubmit(
    async (given: StepGiven, key) => {
      const outcome: Outcome = { done: [], failed: [] };
      // A page goes on where the one before ended, though its rows have left the list since.
      let page: RowList | undefined = whole ? await whole('') : { rows, next: null, units: {} };
      for (let place = 0; page; place += 1) {
        const records = page.rows.filter((row) => step.from.includes(row.state));
        for (const row of records) labels.current.set(row.id, row.label || row.id);
        if (records.length > 0) {
          const made = await send<Outcome>('post', `${listPath(of.name)}/steps/${step.name}`, {
            body: { ...given, records: records.slice(0, kAtOnce).map((row) => ({ id: row.id, version: row.version })) },
            key: `${key}-${place}`,
          });
          outcome.done.push(...made.done);
          outcome.failed.push(...made.failed);
          if (whole) setProgress(outcome.done.length + outcome.failed.length);
        }
        page = page.next && whole ? await whole(page.next) : undefined;
      }
      return outcome;
    },
    (outcome) => {
      refresh('register');
      done(outcome, labels.current);
    },
  );
  const submit = () => {
    const given = input.read();
    if (given) void form.submit(given);
  };
  return (
    <div className="step-form">
      <h2 className="step-title">{whole ? say(step.title) : say(w.bulkTitle, { step: say(step.title), n: rows.length })}</h2>
      {whole && <p className="quiet">{say(w.bulkWhole)}</p>}
      {progress !== undefined && form.busy && <p role="status">{say(w.bulkProgress, { n: progress })}</p>}
      {!whole && skipped > 0 && <p className="quiet">{say(w.bulkSkipped, { n: skipped })}</p>}
      <PlainForm problem={form.problem} known={input.known} onSubmit={submit}>
        {input.view(form.errorOf)}
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.takeStep, { step: say(step.title) })}</SubmitButton>
          <button type="button" className="plain-button" onClick={close}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}
