import Select from 'antd/es/select';
import type { Text } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { decimalsOf, type Field, type Values } from './declaration';
import { FileInput, type FilePlace } from './record_file';
import { type Option, ReferenceSelect } from './reference_select';
import { unitWord } from './value_text';
import { registerWords as w } from './words';

/** From here on a list with search is easier than buttons or a plain list. */
const kManyChoices = 15;

export interface InputProps {
  field: Field;
  id: string;
  typed: string;
  /** What the chosen reference or file is called. */
  label?: string;
  set: (typed: string, label?: string) => void;
  error?: Text;
  /** What a reviewer said is wrong with it. */
  returned?: string;
  /** What else is worth knowing of it: where it comes from, what it was. */
  notes?: Text[] | undefined;
  required?: boolean;
  owners?: Option[];
  /** Values of the rest of the form, for a reference that goes with one of them. */
  others?: Values;
  /** Of a file: where it will stand; none where many records are worked on at once. */
  place?: FilePlace | undefined;
  /** The masked present value of a sensitive field that is kept unless replaced. */
  masked?: string;
  replacing?: boolean;
  replace?: (on: boolean) => void;
}

/** A field of a form, typed by its kind, with what is said about it above the input. */
export function FieldInput(props: InputProps) {
  const { say, language } = useSpeech();
  const { field, id, error, returned, required = field.required } = props;
  const hint = say(field.description);
  const unit = unitWord(field, language);
  const notes = props.notes ?? [];
  const described = [hint ? `${id}-hint` : '', notes.length > 0 ? `${id}-notes` : '', returned ? `${id}-returned` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  const kept = props.masked !== undefined && props.masked !== '' && !props.replacing;
  const long = field.type === 'text' && (field.max_length ?? 0) > 200;
  return (
    <div className={`field register-field${error ? ' field-wrong' : ''}${long ? ' field-long' : ''}`}>
      <label htmlFor={id}>
        {say(field.title)}
        {/* Some titles name the unit themselves. */}
        {unit && !say(field.title).includes(unit) && <span className="field-unit"> {unit}</span>}
        {required && (
          <>
            <span className="field-required" aria-hidden="true">
              {' '}
              *
            </span>
            <span className="visually-hidden"> {say(w.required)}</span>
          </>
        )}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {notes.length > 0 && (
        <span id={`${id}-notes`} className="field-hint">
          {notes.map((note) => (
            <span key={note.zh} className="field-note">
              {say(note)}
            </span>
          ))}
        </span>
      )}
      {returned && (
        <span id={`${id}-returned`} className="field-returned">
          {say(w.returnedField, { why: returned })}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="field-error">
          {say(error)}
        </span>
      )}
      {kept ? (
        <span className="field-masked">
          <input id={id} className="plain-input" value={props.masked} readOnly aria-describedby={described || undefined} />
          <button type="button" className="link-button" onClick={() => props.replace?.(true)}>
            {say(w.replace)}
          </button>
        </span>
      ) : (
        <Input {...props} described={described || undefined} />
      )}
      {props.replacing && props.masked && (
        <span className="field-hint">
          {say(w.masked, { value: props.masked })} · {say(w.replaceHint)}{' '}
          <button type="button" className="link-button" onClick={() => props.replace?.(false)}>
            {say(w.keepOld)}
          </button>
        </span>
      )}
    </div>
  );
}

/** Choices as one reads them; none for what is typed or looked up. */
export function choicesOf(field: Field): { value: string; title: Text }[] {
  if (field.type !== 'boolean') return field.choices ?? [];
  return [
    { value: 'true', title: w.yes },
    { value: 'false', title: w.no },
  ];
}

export function Input({
  field,
  id,
  typed,
  label,
  set,
  error,
  owners,
  others,
  place,
  described,
  named,
}: Omit<InputProps, 'notes' | 'returned'> & {
  described?: string | undefined;
  /** What it is called where no label stands beside it. */
  named?: string;
}) {
  const { say } = useSpeech();
  const common = {
    id,
    ...(named !== undefined && { 'aria-label': named }),
    'aria-describedby': described,
    'aria-invalid': error ? (true as const) : undefined,
  };
  if (field.type === 'reference') {
    return (
      <ReferenceSelect
        field={field}
        id={id}
        value={typed}
        label={label ?? typed}
        named={named}
        choose={set}
        owners={owners}
        others={others}
        wrong={error !== undefined}
        describedBy={described}
      />
    );
  }
  if (field.type === 'file') {
    const name = typed === '' ? '' : label || say(w.unnamedFile);
    return <FileInput field={field} id={id} name={name} place={place} set={set} describedBy={described} />;
  }
  const choices = choicesOf(field);
  if (choices.length > kManyChoices) {
    return (
      <Select<string>
        aria-label={say(field.title)}
        {...common}
        className="reference-select"
        status={error ? 'warning' : undefined}
        showSearch
        allowClear
        optionFilterProp="label"
        placeholder={say(w.choose)}
        value={typed || undefined}
        getPopupContainer={overlays}
        options={choices.map((choice) => ({ value: choice.value, label: say(choice.title) }))}
        onChange={(next?: string) => set(next ?? '')}
      />
    );
  }
  if (choices.length > 0) {
    return (
      <select {...common} className="plain-input" value={typed} onChange={(event) => set(event.target.value)}>
        <option value="">{say(w.choose)}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(choice.title)}
          </option>
        ))}
        {/* A value that the list of codes has dropped since. */}
        {typed !== '' && !choices.some((choice) => choice.value === typed) && (
          <option value={typed}>{typed}</option>
        )}
      </select>
    );
  }
  if (field.type === 'text' && (field.max_length ?? 0) > 200) {
    return (
      <textarea
        {...common}
        className="plain-input plain-area"
        rows={4}
        value={typed}
        onChange={(event) => set(event.target.value)}
      />
    );
  }
  return (
    <input
      {...common}
      className="plain-input"
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={field.type === 'integer' ? (decimalsOf(field) > 0 ? 'decimal' : 'numeric') : undefined}
      autoComplete="off"
      value={typed}
      onChange={(event) => set(event.target.value)}
    />
  );
}
