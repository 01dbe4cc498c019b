import { useState } from 'react';
import { send } from '../../api/client';
import { useAsOf } from '../../ui/address';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, type Field, groupsOf, kUnit } from './declaration';
import { Belonging } from './belonging';
import { LinkedValue } from './record_file';
import { RecordHistory } from './record_history';
import { ReasonField, useLastStep } from './record_parts';
import { RecordSteps } from './record_steps';
import { type RecordAnswer, recordAddress, recordPath, type Row } from './records';
import { type UnitNames, unitWord, valueText } from './value_text';
import { registerWords as w } from './words';

/** All about one record: what may be done next, its fields, its history. */
export function RecordView({
  of,
  answer,
  taken,
}: {
  of: Declaration;
  answer: RecordAnswer;
  /** Told after a step was taken. */
  taken?: (after: RecordAnswer) => void;
}) {
  const { say } = useSpeech();
  const { record, units } = answer;
  const groups = groupsOf(of);
  const filled = groups.steps.filter((field) => (record.values[field.name] ?? null) !== null);
  // What the last step asked for is what is decided about: it stands first.
  const last = useLastStep(of, answer);
  const asked = filled.filter((field) => last?.fields.includes(field.name));
  const rest = filled.filter((field) => !asked.includes(field));
  return (
    <>
      {record.removed && <p className="notice">{say(w.removedWhy)}</p>}
      <RecordSteps of={of} answer={answer} taken={taken} />
      {last && asked.length > 0 && (
        <Section title={say(last.title)} className="last-step">
          <RecordFacts of={of} fields={asked} record={record} units={units} />
        </Section>
      )}
      <Section title={say(w.groupForm)}>
        <RecordFacts of={of} fields={groups.form} record={record} units={units} />
      </Section>
      {rest.length > 0 && (
        <Section title={say(w.groupSteps)}>
          <RecordFacts of={of} fields={rest} record={record} units={units} />
        </Section>
      )}
      <Belonging of={of} id={record.id} />
      <RecordHistory of={of} answer={answer} />
    </>
  );
}

export function RecordFacts({ of, fields, record, units }: { of: Declaration; fields: Field[]; record: Row; units: UnitNames }) {
  const { say } = useSpeech();
  return (
    <dl className="facts record-facts card">
      {fields.map((field) => {
        const returned = record.returned[field.name];
        return (
          <div key={field.name} className={returned ? 'fact fact-returned' : 'fact'}>
            <dt>{say(field.title)}</dt>
            <dd>
              <FactValue of={of} field={field} record={record} units={units} />
              {field.derived && (
                <span className="fact-note">{say(w.fromElsewhere)}</span>
              )}
              {returned && <span className="field-returned">{say(w.returnedField, { why: returned })}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function FactValue({ of, field, record, units }: { of: Declaration; field: Field; record: Row; units: UnitNames }) {
  const { say, language } = useSpeech();
  const value = record.values[field.name];
  const text = valueText(field, value, language, units, record.labels[field.name]);
  if (text === '') return <span className="quiet">{say(w.notFilled)}</span>;
  if (field.sensitive && !field.derived) return <Sensitive of={of} field={field} record={record} masked={text} />;
  if (field.type === 'reference' && typeof value === 'string') {
    const to =
      field.ref === kUnit ? `/units/${encodeURIComponent(value)}` : recordAddress(field.ref ?? '', value);
    return <AppLink to={to}>{text}</AppLink>;
  }
  const unit = unitWord(field, language);
  return (
    <span className="wrap-any">
      <LinkedValue of={of} field={field} row={record} text={text} />
      {unit && ` ${unit}`}
    </span>
  );
}

/** Masked until somebody says what he needs it for; hidden again when he leaves. */
function Sensitive({ of, field, record, masked }: { of: Declaration; field: Field; record: Row; masked: string }) {
  const { say } = useSpeech();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const [shown, setShown] = useState<string>();
  const form = useSubmit(
    (body: { field: string; why: string }) =>
      send<{ value: string }>('post', `${recordPath(of.name, record.id)}/reveal`, { body }),
    (answer) => {
      setShown(answer.value);
      setAsking(false);
      setWhy('');
    },
  );
  const past = useAsOf() !== undefined;
  if (shown !== undefined) {
    return (
      <>
        <strong className="revealed">{shown}</strong>{' '}
        <button type="button" className="link-button no-print" onClick={() => setShown(undefined)}>
          {say(w.revealHide)}
        </button>
      </>
    );
  }
  return (
    <>
      {masked}{' '}
      {!past && !asking && (
        <button
          type="button"
          className="link-button no-print"
          aria-label={say(w.revealOf, { title: say(field.title) })}
          onClick={() => setAsking(true)}
        >
          {say(w.reveal)}
        </button>
      )}
      {asking && (
        <PlainForm
          problem={form.problem}
          known={['why']}
          onSubmit={() => void form.submit({ field: field.name, why: why.trim() })}
        >
          <ReasonField label={say(w.revealWhy)} value={why} set={setWhy} error={form.errorOf('why')} />
          <p className="button-row">
            <SubmitButton busy={form.busy}>{say(w.revealShow)}</SubmitButton>
            <button type="button" className="plain-button" onClick={() => setAsking(false)}>
              {say(words.cancel)}
            </button>
          </p>
        </PlainForm>
      )}
    </>
  );
}
