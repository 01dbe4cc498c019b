import { useState } from 'react';
import type { Text } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { type Declaration, type Field, fieldOf, type Transition, type Values } from './declaration';
import { FieldInput } from './field_input';
import type { FilePlace } from './record_file';
import { ReasonField } from './record_parts';
import { recordFile, type Row } from './records';
import { readTyped, type Typed, typedOf } from './value_text';
import { registerWords as w } from './words';

interface Returned {
  field: string;
  why: string;
}

/** What is sent with a step. */
export interface StepGiven {
  comment?: string;
  values?: Values;
  returned?: Record<string, string>;
}

/** What a step asks for: its fields, single fields to return, a comment. For one record, or without it
 *  for many at once, which are never told apart. `proposed` are numbers that come next, by field. */
export function useStepInput(of: Declaration, step: Transition, record?: Row, proposed: Record<string, string> = {}) {
  const { say } = useSpeech();
  const fields = step.fields.map((name) => fieldOf(of, name)).filter((field): field is Field => field !== undefined);
  // What the step empties is said anew, not taken over from the step before.
  const present = (field: Field) =>
    field.sensitive || step.clears.includes(field.name) ? '' : typedOf(field, record?.values[field.name]);
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries(fields.map((field) => [field.name, present(field) || (proposed[field.name] ?? '')])),
  );
  const [labels, setLabels] = useState<Record<string, string>>({});
  const [comment, setComment] = useState('');
  const returns = step.returns_fields && record !== undefined;
  const [returned, setReturned] = useState<Returned[]>(returns ? [{ field: '', why: '' }] : []);
  const [wrong, setWrong] = useState<Record<string, Text>>({});
  const wanted = step.comment === 'required';
  /** Nothing if the page already knows that it will not do. */
  const read = (): StepGiven | undefined => {
    const values: Values = {};
    const found: typeof wrong = {};
    for (const field of fields) {
      const text = typed[field.name] ?? '';
      const answer = readTyped(field, text);
      if ('wrong' in answer) found[field.name] = answer.wrong;
      else if (answer.value === null && step.required_fields.includes(field.name) && !field.sensitive) {
        found[field.name] = w.fillIn;
      } else if (text !== present(field)) values[field.name] = answer.value;
    }
    if (wanted && comment.trim() === '') found['comment'] = w.fillIn;
    for (const one of returned) {
      if (one.field !== '' && one.why.trim() === '') found[`returned/${one.field}`] = w.fillIn;
    }
    setWrong(found);
    if (Object.keys(found).length > 0) return undefined;
    const named = returned.filter((one) => one.field !== '');
    return {
      ...(comment.trim() && { comment: comment.trim() }),
      ...(Object.keys(values).length > 0 && { values }),
      ...(named.length > 0 && { returned: Object.fromEntries(named.map((one) => [one.field, one.why.trim()])) }),
    };
  };
  const placeOf = (field: Field): FilePlace | undefined => {
    if (!record) return undefined;
    const value = typed[field.name] ?? '';
    const saved = record.values[field.name] === value;
    return {
      register: of.name,
      unit: String(record.values[of.owner] ?? ''),
      link: saved ? recordFile(of.name, record, field.name) : `/api/files/${value}`,
    };
  };
  const view = (errorOf: (field: string) => Text | undefined) => (
    <>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          id={`step-${field.name}`}
          field={field}
          typed={typed[field.name] ?? ''}
          label={labels[field.name] ?? record?.labels[field.name] ?? undefined}
          required={step.required_fields.includes(field.name)}
          place={placeOf(field)}
          notes={proposed[field.name] ? [w.proposedNext] : undefined}
          error={wrong[field.name] ?? errorOf(`values/${field.name}`)}
          set={(text, label) => {
            setTyped({ ...typed, [field.name]: text });
            if (label !== undefined) setLabels({ ...labels, [field.name]: label });
          }}
        />
      ))}
      {returns && (
        <ReturnedFields of={of} returned={returned} set={setReturned} errorOf={(name) => wrong[name] ?? errorOf(name)} />
      )}
      {step.comment !== 'none' && (
        <ReasonField
          label={say(wanted ? w.comment : w.commentOptional)}
          value={comment}
          set={setComment}
          optional={!wanted}
          error={wrong['comment'] ?? errorOf('comment')}
          rows={3}
        />
      )}
    </>
  );
  const known = [
    'comment',
    ...fields.map((field) => `values/${field.name}`),
    ...returned.map((one) => `returned/${one.field}`),
  ];
  return { view, read, known };
}

function ReturnedFields({
  of,
  returned,
  set,
  errorOf,
}: {
  of: Declaration;
  returned: Returned[];
  set: (returned: Returned[]) => void;
  errorOf: (field: string) => { zh: string; en: string } | undefined;
}) {
  const { say } = useSpeech();
  const fields = of.fields.filter((field) => !field.derived && !field.retired);
  const put = (place: number, change: Partial<Returned>) =>
    set(returned.map((one, at) => (at === place ? { ...one, ...change } : one)));
  return (
    <fieldset className="field returned-fields">
      <legend className="field-label">{say(w.returnFields)}</legend>
      <span className="field-hint">{say(w.returnFieldsHint)}</span>
      {returned.map((one, place) => {
        const error = errorOf(`returned/${one.field}`);
        return (
          <div key={place} className="returned-row">
            <select
              className="plain-input"
              aria-label={say(w.returnField)}
              value={one.field}
              onChange={(event) => put(place, { field: event.target.value })}
            >
              <option value="">{say(w.choose)}</option>
              {fields
                .filter((field) => field.name === one.field || !returned.some((other) => other.field === field.name))
                .map((field) => (
                  <option key={field.name} value={field.name}>
                    {say(field.title)}
                  </option>
                ))}
            </select>
            <input
              className="plain-input"
              aria-label={say(w.returnWhy)}
              placeholder={say(w.returnWhy)}
              maxLength={500}
              aria-required={one.field !== ''}
              aria-invalid={error ? true : undefined}
              value={one.why}
              onChange={(event) => put(place, { why: event.target.value })}
            />
            {returned.length > 1 && (
              <button type="button" className="link-button" onClick={() => set(returned.filter((_, at) => at !== place))}>
                {say(w.returnDrop)}
              </button>
            )}
            {error && <span className="field-error">{say(error)}</span>}
          </div>
        );
      })}
      <button type="button" className="link-button" onClick={() => set([...returned, { field: '', why: '' }])}>
        {say(w.returnAdd)}
      </button>
    </fieldset>
  );
}
