import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { send, type Text } from '../../api/client';
import { refresh } from '../../api/queries';
import { formatDay, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { words } from '../../ui/words';
import { useAsOf } from '../../ui/address';
import { type Declaration, fieldOf, isLate, stateOf, type Transition } from './declaration';
import { type RecordAnswer, recordAddress, recordPath, type Row, stateDay, useHistory, type Version } from './records';
import { arrival } from './versions';
import { registerWords as w } from './words';

// Pieces that several views of a record share.

/** Shows an answer that a change brought, and asks again for everything else about records. */
export function useTakeRecord(noun: string): (answer: RecordAnswer) => void {
  const client = useQueryClient();
  return (answer) => {
    client.setQueryData(['/api/records', recordPath(noun, answer.record.id)], answer);
    refresh('register');
  };
}

export function StateTag({ of, row }: { of: Declaration; row: Row }) {
  const { say } = useSpeech();
  const past = useAsOf() !== undefined;
  if (row.removed) return <span className="tag">{say(w.removed)}</span>;
  const state = stateOf(of, row.state);
  if (!state) return null;
  const returned = Object.keys(row.returned).length > 0;
  // Terms are counted as of today.
  const late = !past && isLate(of, row.state, stateDay(row));
  return (
    <>
      <span className={returned ? 'tag tag-open' : 'tag'}>{say(state.title)}</span>
      {late && <span className="status-late late-mark"> {say(w.late)}</span>}
    </>
  );
}

export function ReasonField({
  label,
  value,
  set,
  error,
  optional = false,
  rows = 2,
}: {
  label: string;
  value: string;
  set: (value: string) => void;
  error?: Text;
  optional?: boolean;
  rows?: number;
}) {
  const { say } = useSpeech();
  const input = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => input.current?.focus(), []);
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id} className={optional ? undefined : 'wanted'}>
        {label}
      </label>
      {error && (
        <span id={`${id}-error`} className="field-error">
          {say(error)}
        </span>
      )}
      <textarea
        ref={input}
        id={id}
        className="plain-input plain-area"
        rows={rows}
        maxLength={500}
        aria-required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}

/** Doing something to a record that wants a reason: `more` is sent beside it. */
export function ReasonForm({
  of,
  record,
  action,
  title,
  hint,
  button,
  more = {},
  done,
  close,
}: {
  of: Declaration;
  record: Row;
  action: 'removal' | 'restoration';
  title: string;
  hint: string;
  button: string;
  more?: object;
  done?: (answer: RecordAnswer) => void;
  close: () => void;
}) {
  const { say } = useSpeech();
  const take = useTakeRecord(of.name);
  const [why, setWhy] = useState('');
  const form = useSubmit(
    (given: { body: object; version: number }, key) =>
      send<RecordAnswer>('post', `${recordPath(of.name, record.id)}/${action}`, { ...given, key }),
    (answer) => {
      take(answer);
      done?.(answer);
      close();
    },
  );
  return (
    <div className="ask">
      <h3>{title}</h3>
      <p className="quiet">{hint}</p>
      <PlainForm
        problem={form.problem}
        known={['why']}
        onSubmit={() => void form.submit({ body: { ...more, why: why.trim() }, version: record.version })}
      >
        <ReasonField label={say(w.reason)} value={why} set={setWhy} error={form.errorOf('why')} />
        <p className="button-row">
          <SubmitButton busy={form.busy}>{button}</SubmitButton>
          <button type="button" className="plain-button" onClick={close}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}

/** What whoever decides has to look into: what the rules still ask about, though it was confirmed when
 *  it was saved, and that the same person or thing is entered again. */
export function RecordFindings({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say, mark } = useSpeech();
  const { warnings, doubles } = answer;
  if (warnings.length === 0 && doubles === 0) return null;
  const titleOf = (name: string) => {
    const field = fieldOf(of, name);
    return field ? say(field.title) : name;
  };
  return (
    <div className="notice record-findings">
      <strong>{say(w.findings)}</strong>
      <ul>
        {warnings.map((one) => (
          <li key={`${one.field} ${one.message.zh}`}>
            {one.field && `${titleOf(one.field)}${mark.colon}`}
            {say(one.message)}
          </li>
        ))}
        {doubles > 0 && (
          <li>
            {say(w.doubles, { fields: of.duplicates.map(titleOf).join(mark.list), n: doubles })}{' '}
            <AppLink to={`/registers/${of.name}/duplicates`}>{say(w.duplicates)}</AppLink>
          </li>
        )}
      </ul>
    </div>
  );
}

/** The version with which a record came to its present state; the past is only looked at. */
function useArrival(of: Declaration, answer: RecordAnswer): Version | undefined {
  const history = useHistory(of.name, answer.record.id);
  const versions = (history.data?.pages ?? []).flatMap((page) => page.versions);
  return answer.may ? arrival(versions) : undefined;
}

/** The step that brought the record to its present state. */
export function useLastStep(of: Declaration, answer: RecordAnswer): Transition | undefined {
  const came = useArrival(of, answer);
  return of.workflow.transitions.find((step) => step.name === came?.action);
}

/** How the record came to its state: who took the step, what he said and filled in. What was returned is
 *  a notice with all that was asked, for whoever mends it. */
export function RecordArrival({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say, language, mark } = useSpeech();
  const came = useArrival(of, answer);
  const step = useLastStep(of, answer);
  if (!came || !step) return null;
  const said = {
    day: formatDay(todayInShanghai(Date.parse(came.recorded_at)), language),
    by: came.by || say(w.program),
    step: say(step.title),
  };
  if (!step.returns_fields) {
    return (
      <p className="quiet record-arrival">
        {say(w.cameBy, said)}
        {came.why && `${mark.colon}${came.why}`}
      </p>
    );
  }
  const asked = Object.entries(came.record.returned);
  return (
    <div className="notice record-returned">
      <p>
        <strong>{say(w.cameBy, said)}</strong>
        {came.why && `${mark.colon}${came.why}`}
      </p>
      {asked.length > 0 && (
        <ul>
          {asked.map(([name, why]) => (
            <li key={name}>
              {say(fieldOf(of, name)?.title ?? { zh: name, en: name })}
              {mark.colon}
              {why}
              {answer.record.returned[name] === undefined && <span className="tag"> {say(w.mended)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What one may do besides the steps: edit and remove. */
export function RecordActions({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say } = useSpeech();
  const [removing, setRemoving] = useState(false);
  const { record, may } = answer;
  if (!may || record.removed || (!may.change && !may.remove)) return null;
  return (
    <>
      <p className="button-row no-print">
        {may.change && (
          <AppLink to={`${recordAddress(of.name, record.id)}/edit`} className="plain-button">
            {say(w.edit)}
          </AppLink>
        )}
        {may.remove && !removing && (
          <button type="button" className="plain-button" onClick={() => setRemoving(true)}>
            {say(w.remove)}
          </button>
        )}
      </p>
      {removing && (
        <ReasonForm
          of={of}
          record={record}
          action="removal"
          title={say(w.removeTitle)}
          hint={say(w.removeHint)}
          button={say(w.removing)}
          close={() => setRemoving(false)}
        />
      )}
    </>
  );
}
