import { useState } from 'react';
import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { kStatusWords } from '../../ui/status';
import { words } from '../../ui/words';
import { Steps } from '../plan/pieces';
import { kStepWords } from '../plan/words';
import { ScanField } from './files_field';
import { shareWords as w } from './words';

type Kind = Schemas['StepKind'];

/** What dates decide; a document decides the others. */
const kByDates = ['not_begun', 'on_course', 'due_soon', 'late'] as const;

type View = Schemas['ShareView'];

/** Changes of a share by document, and of its status by the office, with what happened so far. */
export default function ChangePage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const view = useGet('/api/shares/{id}', { params: { id } });
  const share = view.data?.share;
  return (
    <Page
      title={share ? `${say(w.change)} · ${say(w.task, { n: share.task })} ${say(share.task_title)}` : say(w.change)}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(share ? [{ label: say(w.task, { n: share.task }), to: `/plan/tasks/${share.task}` }] : []),
      ]}
      lead={share && `${say(share.unit.short_name)} · ${say(w.changeLead)}`}
    >
      <Answered of={view}>
        {(data) => (
          <>
            <ChangeForm key={data.share.version} view={data} />
            <Section title={say(w.history)} count={data.steps.length}>
              <Steps steps={data.steps} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function ChangeForm({ view }: { view: View }) {
  const { say } = useSpeech();
  const { share } = view;
  const today = todayInShanghai(Date.now());
  // Closing goes through an application (销号); begin and report are the unit's.
  const kinds = view.possible.filter((kind) => kind !== 'begin' && kind !== 'report' && kind !== 'close');
  const [kind, setKind] = useState<Kind | ''>('');
  const [given, setGiven] = useState({ number: '', documentOn: today, on: today, due: '', note: '', into: '' });
  const [units, setUnits] = useState<string[]>([]);
  const [status, setStatus] = useState<Schemas['Status'] | ''>('');
  const [scan, setScan] = useState<Schemas['FileLine']>();
  const edit = (part: Partial<typeof given>) => setGiven({ ...given, ...part });
  const change = useSubmit<Schemas['NewStep'], View>(
    (body, key) =>
      call('post', '/api/shares/{id}/steps', { params: { id: share.id }, body, version: share.version, key }),
    () => refresh('share'),
  );
  if (kinds.length === 0) return null;
  const moves = kind === 'extend' || kind === 'meet_condition';
  const byDocument = kind !== 'override_status' && kind !== 'lift_override';
  return (
    <PlainForm
      problem={change.problem}
      known={['document_number', 'document_on', 'due_on', 'effective_on', 'note']}
      onSubmit={() =>
        kind !== '' &&
        void change.submit({
          step: kind,
          effective_on: given.on,
          note: given.note || null,
          document_number: byDocument ? given.number : null,
          document_on: (byDocument && given.documentOn) || null,
          due_on: moves && given.due ? given.due : null,
          document_file: scan?.id ?? null,
          into: kind === 'merge' ? given.into : null,
          units: kind === 'split' || kind === 'reassign' ? units : null,
          status: kind === 'override_status' && status !== '' ? status : null,
        })
      }
    >
      <label className="field">
        {say(w.changeWhat)}
        <select className="plain-input" required value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="">{say(w.choose)}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {say(kStepWords[one])}
            </option>
          ))}
        </select>
      </label>
      {moves && (
        <TextField
          label={say(kind === 'extend' ? w.changeDue : w.changeDueMaybe)}
          type="date"
          required={kind === 'extend'}
          error={change.errorOf('due_on')}
          value={given.due}
          onChange={(due) => edit({ due })}
        />
      )}
      {kind === 'merge' && (
        <IntoField share={share} value={given.into} choose={(into) => edit({ into })} />
      )}
      {(kind === 'split' || kind === 'reassign') && (
        <UnitsField share={share} several={kind === 'split'} units={units} choose={setUnits} />
      )}
      {kind === 'override_status' && (
        <label className="field">
          {say(w.overrideStatus)}
          <span className="field-hint">{say(w.overrideHint)}</span>
          <select
            className="plain-input"
            required
            value={status}
            onChange={(event) => setStatus(event.target.value as Schemas['Status'])}
          >
            <option value="">{say(w.choose)}</option>
            {kByDates.map((one) => (
              <option key={one} value={one}>
                {say(kStatusWords[one])}
              </option>
            ))}
          </select>
        </label>
      )}
      {byDocument && (
        <div className="field-pair">
          <TextField
            label={say(w.changeNumber)}
            error={change.errorOf('document_number')}
            value={given.number}
            onChange={(number) => edit({ number })}
          />
          <TextField
            label={say(w.changeDocumentDay)}
            type="date"
            max={today}
            error={change.errorOf('document_on')}
            value={given.documentOn}
            onChange={(documentOn) => edit({ documentOn })}
          />
        </div>
      )}
      <TextField
        label={say(w.changeDay)}
        type="date"
        max={today}
        error={change.errorOf('effective_on')}
        value={given.on}
        onChange={(on) => edit({ on })}
      />
      <TextField
        label={say(kind === 'override_status' ? w.overrideWhy : w.changeNote)}
        required={kind === 'override_status'}
        error={change.errorOf('note')}
        value={given.note}
        onChange={(note) => edit({ note })}
      />
      {byDocument && <ScanField unit={share.unit.id} scan={scan} set={setScan} />}
      <SubmitButton busy={change.busy}>{say(w.changeSend)}</SubmitButton>
    </PlainForm>
  );
}

function IntoField({
  share,
  value,
  choose,
}: {
  share: Schemas['ShareLine'];
  value: string;
  choose: (id: string) => void;
}) {
  const { say } = useSpeech();
  const board = useGet('/api/board', { query: { unit: share.unit.id } });
  const same = useGet('/api/board', { query: { task: share.task } });
  const all = [...(board.data?.shares ?? []), ...(same.data?.shares ?? [])].filter(
    (one, place, list) =>
      one.id !== share.id && one.closed_on == null && list.findIndex((other) => other.id === one.id) === place,
  );
  return (
    <label className="field">
      {say(w.changeInto)}
      <select className="plain-input" required value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{say(w.choose)}</option>
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {say(w.task, { n: one.task })} {say(one.task_title)} · {say(one.unit.short_name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function UnitsField({
  share,
  several,
  units,
  choose,
}: {
  share: Schemas['ShareLine'];
  several: boolean;
  units: string[];
  choose: (units: string[]) => void;
}) {
  const { say } = useSpeech();
  const list = useGet('/api/units');
  const others = (list.data?.units ?? []).filter((line) => line.unit.id !== share.unit.id);
  return (
    <label className="field">
      {say(w.changeUnits)}
      <select
        className={several ? 'plain-input units-input' : 'plain-input'}
        required
        multiple={several}
        size={several ? 8 : undefined}
        value={several ? units : (units[0] ?? '')}
        onChange={(event) =>
          choose(Array.from(event.target.selectedOptions, (option) => option.value).filter((id) => id !== ''))
        }
      >
        {!several && <option value="">{say(w.choose)}</option>}
        {others.map(({ unit }) => (
          <option key={unit.id} value={unit.id}>
            {say(unit.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
