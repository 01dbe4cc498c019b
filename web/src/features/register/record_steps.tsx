import { useEffect, useRef, useState } from 'react';
import { send } from '../../api/client';
import { formatDay, formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, type Field, fieldOf, hasWorkflow, isOwed, stateOf, type Transition } from './declaration';
import { RecordActions, RecordArrival, RecordFindings, StateTag, useTakeRecord } from './record_parts';
import { type PossibleStep, type RecordAnswer, recordAddress, recordPath, useHistory } from './records';
import { SignOffPanel } from './sign_off';
import { useStepInput } from './step_input';
import { valueText } from './value_text';
import { differences, lastSeen, returnedSince } from './versions';
import { registerWords as w } from './words';

/** Where the record stands, what comes next, who may do it, and the step itself. */
export function RecordSteps({
  of,
  answer,
  taken,
}: {
  of: Declaration;
  answer: RecordAnswer;
  /** Told after a step was taken. */
  taken?: (after: RecordAnswer) => void;
}) {
  const { say, language } = useSpeech();
  const [chosen, setChosen] = useState('');
  const { record, may } = answer;
  if (!hasWorkflow(of)) {
    return may ? (
      <>
        <RecordFindings of={of} answer={answer} />
        <RecordActions of={of} answer={answer} />
      </>
    ) : null;
  }
  const declared = (name: string) => of.workflow.transitions.find((step) => step.name === name);
  const steps = (may?.transitions ?? [])
    .map((possible) => ({ possible, step: declared(possible.name) }))
    .filter((one): one is { possible: PossibleStep; step: Transition } => one.step !== undefined);
  // Going on stands before going back; either is one click.
  const mine = steps
    .filter(({ possible }) => possible.may)
    .sort((a, b) => Number(a.step.returns_fields) - Number(b.step.returns_fields));
  const theirs = steps.filter(({ possible }) => !possible.may);
  const open = mine.find(({ step }) => step.name === chosen);
  const early = (possible: PossibleStep) => possible.not_before !== null && possible.not_before > of.today;
  return (
    <Section title={say(w.work)} className="record-work">
      <div className="card">
        <p>
          <StateTag of={of} row={record} />
          {may && (
            <span className="quiet"> {say(w.since, { day: formatDay(may.state_since, language) })}</span>
          )}
        </p>
        <RecordArrival of={of} answer={answer} />
        <RecordFindings of={of} answer={answer} />
        {!may && <p className="quiet">{say(w.past)}</p>}
        {may && !record.removed && steps.length === 0 && <p className="quiet">{say(w.noNext)}</p>}
        {steps.map(({ possible, step }) => (
          <StepTerm key={step.name} of={of} possible={possible} step={step} />
        ))}
        {steps.map(({ possible, step }) => (
          <SignOffPanel key={step.name} of={of} answer={answer} step={step} possible={possible} taken={taken} />
        ))}
        {mine.length > 0 && !open && (
          <p className="button-row no-print">
            {mine.map(({ possible, step }, place) => (
              <button
                key={step.name}
                type="button"
                className={place === 0 && !step.returns_fields ? 'plain-button primary' : 'plain-button'}
                disabled={early(possible) || possible.sign_off?.complete === false}
                onClick={() => setChosen(step.name)}
              >
                {say(step.title)}
              </button>
            ))}
          </p>
        )}
        {mine.length === 0 && <OthersSteps of={of} state={record.state} steps={theirs} />}
        {open && (
          <StepForm key={open.step.name} of={of} answer={answer} step={open.step} close={() => setChosen('')} taken={taken} />
        )}
        {!open && <RecordActions of={of} answer={answer} />}
      </div>
      {mine.some(({ step }) => step.comment !== 'none' || step.returns_fields) && !stateOf(of, record.state)?.editable && (
        <SinceSeen of={of} answer={answer} />
      )}
    </Section>
  );
}

/** Who may go on, for those who cannot; several steps of the same roles are one line. */
function OthersSteps({
  of,
  state,
  steps,
}: {
  of: Declaration;
  state: string;
  steps: { possible: PossibleStep; step: Transition }[];
}) {
  const { say, mark } = useSpeech();
  const byRoles = new Map<string, Transition[]>();
  for (const { possible, step } of steps) {
    const who = (possible.by ?? step.by).map((role) => say(role)).join(mark.list);
    // Of a unit that this record does not name.
    if (who === '') continue;
    byRoles.set(who, [...(byRoles.get(who) ?? []), step]);
  }
  return (
    <>
      {[...byRoles.entries()].map(([who, taken]) => (
        <p key={who} className="quiet">
          {say(taken.some((step) => isOwed(of, state, step)) ? w.waitsFor : w.possibleFor, {
            who,
            steps: taken.map((step) => say(step.title)).join(mark.list),
          })}
        </p>
      ))}
    </>
  );
}

function StepTerm({ of, possible, step }: { of: Declaration; possible: PossibleStep; step: Transition }) {
  const { say, language, mark } = useSpeech();
  const lines: string[] = [];
  if (possible.not_before && possible.not_before > of.today) {
    lines.push(say(w.notBefore, { day: formatDay(possible.not_before, language), n: possible.days_to_wait ?? 0 }));
  }
  if (possible.due_on) {
    const late = possible.due_on < of.today;
    const n = Math.abs(possible.days_left ?? 0);
    lines.push(say(late ? w.overdue : w.dueOn, { day: formatDay(possible.due_on, language), n }));
  }
  if (lines.length === 0) return null;
  const late = possible.due_on !== null && possible.due_on < of.today;
  return (
    <p className={late ? 'status-late' : 'quiet'}>
      {say(step.title)}
      {mark.colon}
      {lines.join(mark.comma)}
    </p>
  );
}

function StepForm({
  of,
  answer,
  step,
  close,
  taken,
}: {
  of: Declaration;
  answer: RecordAnswer;
  step: Transition;
  close: () => void;
  taken: ((after: RecordAnswer) => void) | undefined;
}) {
  const { say, mark } = useSpeech();
  const { record } = answer;
  const take = useTakeRecord(of.name);
  const frame = useRef<HTMLDivElement>(null);
  // What is asked first is filled in first.
  useEffect(() => frame.current?.querySelector<HTMLElement>('form input, form select, form textarea')?.focus(), []);
  const proposed = answer.may?.transitions.find((one) => one.name === step.name)?.proposed;
  const input = useStepInput(of, step, record, proposed);
  const form = useSubmit(
    (body: { given: object; version: number }, key) =>
      send<RecordAnswer>('post', `${recordPath(of.name, record.id)}/steps/${step.name}`, {
        body: body.given,
        version: body.version,
        key,
      }),
    (after) => {
      take(after);
      close();
      taken?.(after);
    },
  );
  const missing = step.required_fields
    .filter((name) => !step.fields.includes(name) && (record.values[name] ?? null) === null)
    .map((name) => fieldOf(of, name))
    .filter((field): field is Field => field !== undefined);
  const submit = (confirmed: boolean) => {
    const given = input.read();
    if (given) void form.submit({ version: record.version, given: { ...given, ...(confirmed && { confirmed }) } });
  };
  const stale = form.problem?.status === 412 ? (form.problem.current as RecordAnswer | undefined) : undefined;
  const unconfirmed = form.problem?.type.endsWith('unconfirmed') ?? false;
  return (
    <div ref={frame} className="step-form">
      <h3>{say(step.title)}</h3>
      {missing.length > 0 && (
        <p className="notice">
          {say(w.missing, { step: say(step.title), fields: missing.map((field) => say(field.title)).join(mark.list) })}{' '}
          {answer.may?.change && <AppLink to={`${recordAddress(of.name, record.id)}/edit`}>{say(w.edit)}</AppLink>}
        </p>
      )}
      {stale && (
        <div className="notice" role="alert">
          <p>{say(w.changedMeanwhile)}</p>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              form.clear();
              take(stale);
            }}
          >
            {say(words.takeTheirs)}
          </button>
        </div>
      )}
      <PlainForm problem={stale ? undefined : form.problem} known={input.known} onSubmit={() => submit(unconfirmed)}>
        {input.view(form.errorOf)}
        <p className="button-row">
          <SubmitButton busy={form.busy}>
            {unconfirmed ? say(w.confirmAnyway) : say(w.takeStep, { step: say(step.title) })}
          </SubmitButton>
          <button type="button" className="plain-button" onClick={close}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}

/** For whoever sees it a second time: what was asked, and what came of it. */
function SinceSeen({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say, language } = useSpeech();
  const history = useHistory(of.name, answer.record.id);
  const versions = (history.data?.pages ?? []).flatMap((page) => page.versions);
  const seen = lastSeen(of, versions);
  if (!seen) return null;
  const before = seen.version.record;
  const asked = returnedSince(seen);
  const changed = differences(of, before, answer.record);
  const names = [...new Set([...Object.keys(asked), ...changed.map((field) => field.name)])];
  const units = Object.assign({}, ...(history.data?.pages ?? []).map((page) => page.units)) as typeof answer.units;
  return (
    <div className="card since-seen">
      <h3>{say(w.sinceSeen)}</h3>
      <p className="quiet">
        {say(changed.length > 0 ? w.sinceSeenLead : w.sinceSeenNothing, {
          day: formatInstant(seen.opened.recorded_at, language),
          by: seen.opened.by || say(w.program),
          step: say(seen.step.title),
          n: changed.length,
        })}
        {seen.opened.why && ` ${seen.opened.why}`}
      </p>
      {names.length > 0 && (
        <ul className="difference-list">
          {names.map((name) => {
            const field = fieldOf(of, name);
            if (!field) return null;
            const was = valueText(field, before.values[name], language, units, before.labels[name]);
            const now = valueText(field, answer.record.values[name], language, answer.units, answer.record.labels[name]);
            return (
              <li key={name}>
                <strong>{say(field.title)}</strong>{' '}
                {changed.includes(field) ? (
                  <>
                    <del>{was || say(w.notFilled)}</del> <span aria-hidden="true">→</span>{' '}
                    <ins>{now || say(w.notFilled)}</ins>
                  </>
                ) : (
                  <span className="tag tag-open">{say(w.notChanged)}</span>
                )}
                {asked[name] && <span className="field-returned">{say(w.returnedField, { why: asked[name] })}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
