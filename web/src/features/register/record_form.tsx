import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { ApiProblem, newKey, send, type Text } from '../../api/client';
import { useSession } from '../../frame/session';
import { useGo } from '../../ui/address';
import { formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, type Field, fieldOf, groupsOf, kUnit, stateOf, type Values } from './declaration';
import { FieldInput, type InputProps } from './field_input';
import { changedFields, type Conflict, merge } from './merge';
import { draftKey, dropDraft, keepDraft, readDraft, type RecordDraft } from './record_draft';
import { findings, followed, type Found } from './record_form_check';
import { MergeView } from './merge_view';
import type { FilePlace } from './record_file';
import { RecordArrival, useTakeRecord } from './record_parts';
import { useMismatch } from './reference_select';
import { listPath, type RecordAnswer, recordAddress, recordFile, recordPath, useDeclaration, useRecord } from './records';
import { readTyped, type Typed, typedOf, valueText } from './value_text';
import { registerWords as w } from './words';

export default function RecordFormPage() {
  const { register = '', id } = useParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  const record = useRecord(register, id ?? '', undefined, id !== undefined);
  const of = declaration.data;
  const label = record.data?.record.label ?? '';
  const title = id
    ? say(w.editTitle, { label })
    : say(w.newTitle, { title: of ? say(of.title) : '' });
  return (
    <Page
      title={title}
      lead={say(w.requiredNote)}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
        ...(of && id ? [{ label: label || say(w.record), to: recordAddress(of.name, id) }] : []),
      ]}
    >
      <Answered of={declaration}>
        {(shown) =>
          id === undefined ? (
            shown.may_create ? (
              <Form key={`${shown.name} new`} of={shown} />
            ) : (
              <Empty title={say(w.mayNotCreate)}>{say(w.mayNotCreateDetail)}</Empty>
            )
          ) : (
            <Answered of={record}>
              {(answer) =>
                answer.may?.change ? (
                  <>
                    <RecordArrival of={shown} answer={answer} />
                    <Form key={answer.record.id} of={shown} answer={answer} />
                  </>
                ) : (
                  <NotEditable of={shown} answer={answer} />
                )
              }
            </Answered>
          )
        }
      </Answered>
    </Page>
  );
}

function NotEditable({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say } = useSpeech();
  const state = stateOf(of, answer.record.state);
  return (
    <Empty title={say(w.notEditable)}>
      {state && <p>{say(w.notEditableDetail, { state: say(state.title) })}</p>}
      <AppLink to={recordAddress(of.name, answer.record.id)}>{answer.record.label}</AppLink>
    </Empty>
  );
}

/** A record's values as the form holds them; sensitive ones are empty until they are replaced. */
function typedRecord(of: Declaration, answer: RecordAnswer | undefined, begun?: Begun): Typed {
  const typed: Typed = {};
  for (const field of of.fields) {
    if (field.derived) continue;
    const value = answer ? answer.record.values[field.name] : begun?.values[field.name];
    typed[field.name] = field.sensitive ? '' : typedOf(field, value);
  }
  // Whoever looks after one unit only need not choose it.
  if (!answer && !begun && of.owners.length === 1) typed[of.owner] = of.owners[0]?.id ?? '';
  return typed;
}

/** A reference that goes with another field says so as soon as that one changes. */
function FieldOfForm({ fields, ...props }: InputProps & { fields: readonly Field[]; others: Values }) {
  const mismatch = useMismatch(fields, props.field, props.typed, props.others);
  return <FieldInput {...props} error={props.error ?? mismatch} />;
}

/** A form that begins with values others gave, such as that of a period: those of the key are given
 *  and not asked. */
export interface Begun {
  values: Values;
  /** Tells its draft from that of any other new record. */
  name: string;
}

export function Form({
  of,
  answer,
  begun,
  noteOf,
}: {
  of: Declaration;
  answer?: RecordAnswer;
  begun?: Begun;
  /** What else stands beside a field. */
  noteOf?: (field: string, typed: string) => Text[];
}) {
  const { say, language, mark } = useSpeech();
  const go = useGo();
  const take = useTakeRecord(of.name);
  const account = useSession().data?.account ?? '';
  const id = answer?.record.id;
  const key = draftKey(account, of.name, id ?? begun?.name);
  const typedBegin = () => typedRecord(of, answer, begun);
  const [found] = useState(() => readDraft(key));
  const [draft, setDraft] = useState<RecordDraft>(() => {
    if (found) {
      const empty = typedRecord(of, undefined, begun);
      return { ...found, typed: { ...empty, ...found.typed }, base: { ...empty, ...found.base } };
    }
    const typed = typedBegin();
    return { typed, labels: {}, version: answer?.record.version ?? 0, base: typed, kept_at: '' };
  });
  const [recovered, setRecovered] = useState(found !== undefined);
  const [replaced, setReplaced] = useState<ReadonlySet<string>>(new Set());
  const [touched, setTouched] = useState<ReadonlySet<string>>(
    () => new Set(found ? changedFields(found.base, found.typed) : []),
  );
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [clash, setClash] = useState<{ theirs: RecordAnswer; conflicts: Conflict[]; taken: string[]; typed: Typed }>();
  const sent = useRef<{ content: string; key: string }>();
  const summary = useRef<HTMLDivElement>(null);
  const { typed } = draft;

  const groups = groupsOf(of);
  const fields = groups.form.filter((field) => !field.derived && field.may_write);
  const isGiven = (field: Field) => begun !== undefined && of.key.includes(field.name);
  const masked = (field: Field) =>
    field.sensitive && answer ? String(answer.record.values[field.name] ?? '') : '';
  const isKept = (field: Field) => masked(field) !== '' && !replaced.has(field.name);
  // A step's field stays as it is; rules over it use the recorded value.
  const all = of.fields.filter((field) => !field.derived);
  const unknown = new Set(all.filter((field) => isKept(field) || !field.may_write).map((field) => field.name));
  const seen = findings(of, all, typed, unknown, new Set(fields.filter((field) => field.required).map((field) => field.name)));
  const read: Values = {};
  for (const field of all) {
    const given = readTyped(field, typed[field.name] ?? '');
    if ('value' in given) read[field.name] = given.value;
  }
  // What one has not come to yet is not wrong yet.
  const shown = seen.filter((one) => tried || touched.has(one.field));
  const errors = shown.filter((one) => !one.warning);
  const warnings = shown.filter((one) => one.warning);

  useEffect(() => {
    if (tried || problem) summary.current?.focus();
  }, [tried, problem, confirming]);

  const put = (name: string, text: string, label?: string) => {
    const said = followed(of, typed, { ...typed, [name]: text }, name);
    const next: RecordDraft = {
      ...draft,
      typed: { ...typed, ...said, [name]: text },
      labels: label === undefined ? draft.labels : { ...draft.labels, [name]: label },
      kept_at: new Date().toISOString(),
    };
    setDraft(next);
    setTouched(new Set([...touched, name, ...Object.keys(said)]));
    setConfirming(false);
    if (problem?.errors.some((one) => one.field === `values/${name}`)) setProblem(undefined);
    keepDraft(key, next, of);
  };

  const drop = () => {
    dropDraft(key);
    const first = typedBegin();
    setDraft({ typed: first, labels: {}, version: answer?.record.version ?? 0, base: first, kept_at: '' });
    setRecovered(false);
    setTouched(new Set());
    setTried(false);
    setProblem(undefined);
    setReplaced(new Set());
  };

  const valuesOf = (from: Typed, base: Typed): Values => {
    const values: Values = {};
    for (const field of fields) {
      if (isKept(field)) continue;
      const text = from[field.name] ?? '';
      if (answer && !field.sensitive && text === (base[field.name] ?? '')) continue;
      const read = readTyped(field, text);
      if ('value' in read && (answer || read.value !== null)) values[field.name] = read.value;
    }
    return values;
  };

  const save = async (options: { from: Typed; base: Typed; version: number; confirmed: boolean; another: boolean }) => {
    const body = {
      values: valuesOf(options.from, options.base),
      ...(why.trim() && { why: why.trim() }),
      ...(options.confirmed && { confirmed: true }),
    };
    // A retry of the same content after a lost answer creates nothing twice.
    const content = JSON.stringify(body);
    if (sent.current?.content !== content) sent.current = { content, key: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = id
        ? await send<RecordAnswer>('patch', recordPath(of.name, id), { body, version: options.version })
        : await send<RecordAnswer>('post', listPath(of.name), { body, key: sent.current.key });
      sent.current = undefined;
      dropDraft(key);
      take(saved);
      if (options.another) {
        drop();
        window.scrollTo(0, 0);
      } else go(recordAddress(of.name, saved.record.id));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status !== 0 && error.status < 500) sent.current = undefined;
      if (error.status === 412 && error.current) {
        const theirs = error.current as RecordAnswer;
        const merged = merge(draft.base, options.from, typedRecord(of, theirs));
        setClash({ theirs, ...merged });
      } else {
        setConfirming(error.type.endsWith('unconfirmed'));
        setProblem(error);
      }
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: FormEvent, another = false) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (seen.some((one) => !one.warning)) {
      summary.current?.focus();
      return;
    }
    const warned = seen.some((one) => one.warning);
    if (warned && !confirming) {
      setConfirming(true);
      return;
    }
    void save({ from: typed, base: draft.base, version: draft.version, confirmed: confirming, another });
  };

  const serverSays = (field: string): Text | undefined =>
    problem?.errors.find((one) => one.field === `values/${field}`)?.message;
  const names = new Set(fields.map((field) => `values/${field.name}`));
  const elsewhere = problem?.errors.filter((one) => !names.has(one.field)) ?? [];
  const beside: Found[] = [
    ...(tried ? errors : []),
    ...(problem?.errors ?? [])
      .filter((one) => names.has(one.field))
      .map((one) => ({ field: one.field.slice('values/'.length), message: one.message, warning: confirming })),
    ...(confirming && !problem ? warnings : []),
  ];
  const titleOf = (name: string) => {
    const field = fieldOf(of, name);
    return field ? say(field.title) : name;
  };
  const owners = of.owners.map((unit) => ({ value: unit.id, label: say(unit.name) }));
  const labelOf = (field: Field): string => {
    const chosen = draft.labels[field.name];
    if (chosen !== undefined) return chosen;
    const value = typed[field.name] ?? '';
    if (field.ref === kUnit) {
      const owner = owners.find((one) => one.value === value);
      if (owner) return owner.label;
    }
    return answer ? valueText(field, value, language, answer.units, answer.record.labels[field.name]) : value;
  };

  const placeOf = (field: Field): FilePlace => {
    const value = typed[field.name] ?? '';
    const saved = answer !== undefined && answer.record.values[field.name] === value;
    return {
      register: of.name,
      unit: typed[of.owner] ?? '',
      // Until it is saved, only who brought it has it.
      link: saved ? recordFile(of.name, answer.record, field.name) : `/api/files/${value}`,
    };
  };

  if (clash) {
    return (
      <MergeView
        of={of}
        answer={clash.theirs}
        before={answer}
        labels={draft.labels}
        conflicts={clash.conflicts}
        taken={clash.taken}
        problem={problem}
        busy={busy}
        save={(choices) => {
          const merged = { ...clash.typed, ...choices };
          const theirs = typedRecord(of, clash.theirs);
          const next = { ...draft, typed: merged, base: theirs, version: clash.theirs.record.version };
          setDraft(next);
          keepDraft(key, next, of);
          setClash(undefined);
          take(clash.theirs);
          void save({ from: merged, base: theirs, version: next.version, confirmed: confirming, another: false });
        }}
        giveUp={() => {
          dropDraft(key);
          take(clash.theirs);
          go(recordAddress(of.name, clash.theirs.record.id));
        }}
      />
    );
  }

  return (
    <form className="record-form" onSubmit={submit} noValidate>
      {recovered && (
        <div className="notice" role="status">
          {say(w.draftBack, { when: formatInstant(draft.kept_at, language) })}{' '}
          {of.fields.some((field) => field.sensitive) && say(w.draftWithoutSecrets)}{' '}
          <button type="button" className="link-button" onClick={drop}>
            {say(w.draftDrop)}
          </button>
        </div>
      )}
      {(beside.length > 0 || problem) && (
        <div ref={summary} className="form-problem" role="alert" tabIndex={-1}>
          <strong>
            {problem && !confirming
              ? say(problem.title)
              : say(confirming ? w.warningsTitle : w.problems, { n: beside.length })}
          </strong>
          {confirming && <p>{say(w.warningsDetail)}</p>}
          {problem && !confirming && <p>{say(problem.detail)}</p>}
          {elsewhere.map((one) => (
            <p key={`${one.field} ${one.message.zh}`}>{say(one.message)}</p>
          ))}
          <ul>
            {beside.map((one) => (
              <li key={`${one.field} ${one.message.zh}`}>
                <a
                  href={`#field-${one.field}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(`field-${one.field}`)?.focus();
                  }}
                >
                  {titleOf(one.field)}
                  {mark.colon}
                  {say(one.message)}
                </a>
              </li>
            ))}
          </ul>
          {problem?.requestId && <p className="quiet">{say(words.requestId, { id: problem.requestId })}</p>}
        </div>
      )}
      <div className="record-fields">
        {fields.filter((field) => !isGiven(field)).map((field) => (
          <FieldOfForm
            key={field.name}
            fields={all}
            others={read}
            id={`field-${field.name}`}
            field={field}
            typed={typed[field.name] ?? ''}
            label={labelOf(field)}
            owners={field.name === of.owner ? owners : undefined}
            place={placeOf(field)}
            error={shown.find((one) => one.field === field.name)?.message ?? serverSays(field.name)}
            returned={answer?.record.returned[field.name]}
            notes={noteOf?.(field.name, typed[field.name] ?? '')}
            masked={masked(field) || undefined}
            replacing={replaced.has(field.name)}
            replace={(on) => {
              const next = new Set(replaced);
              if (on) next.add(field.name);
              else next.delete(field.name);
              setReplaced(next);
              if (!on) put(field.name, '');
            }}
            set={(text, label) => put(field.name, text, label)}
          />
        ))}
      </div>
      {answer && (
        <div className="field record-why">
          <label htmlFor="record-why">{say(w.why)}</label>
          <input
            id="record-why"
            className="plain-input"
            maxLength={500}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
        </div>
      )}
      <p className="button-row form-foot">
        <button type="submit" className="plain-button primary" aria-disabled={busy} aria-busy={busy}>
          {say(confirming ? w.saveConfirmed : words.save)}
        </button>
        {!answer && !begun && (
          <button type="button" className="plain-button" aria-disabled={busy} onClick={(event) => submit(event, true)}>
            {say(w.saveNext)}
          </button>
        )}
        <AppLink
          to={answer ? recordAddress(of.name, answer.record.id) : `/registers/${of.name}`}
          className="plain-button"
        >
          {say(words.cancel)}
        </AppLink>
        {changedFields(draft.base, typed).length > 0 && draft.kept_at && (
          <span className="quiet form-kept">{say(w.keptHere)}</span>
        )}
      </p>
    </form>
  );
}
