import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useSession } from '../../frame/session';
import { useGo } from '../../ui/address';
import { addDays, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Page } from '../../ui/page';
import { words } from '../../ui/words';
import { FilesField } from '../share/files_field';
import type { FileLine } from '../share/upload';
import { TextArea } from './text_area';
import { kChannels, supervisionWords as w } from './words';

interface Assignment {
  unit: string;
  task: string;
  words: string;
  due_on: string;
}

const kUsualDays = 10;

export default function NewInstruction() {
  const { say } = useSpeech();
  const go = useGo();
  const today = todayInShanghai(Date.now());
  // Whoever registers it brings its photo for his own unit; the units it goes to read it there.
  const unit = useSession().data?.posts[0]?.unit;
  const [files, setFiles] = useState<FileLine[]>([]);
  const empty: Assignment = { unit: '', task: '', words: '', due_on: addDays(today, kUsualDays) };
  const [draft, setDraft, dropDraft] = useDraft('instruction', {
    said_by: '',
    channel: 'written' as Schemas['InstructionChannel'],
    words: '',
    said_on: today,
    document_number: '',
    assignments: [empty],
  });
  const form = useSubmit(
    (body: Schemas['NewInstruction'], key) => call('post', '/api/instructions', { body, key }),
    (made) => {
      dropDraft();
      refresh('supervision');
      go(`/instructions/${made.instruction.id}`);
    },
  );
  const setAssignment = (place: number, change: Partial<Assignment>) =>
    setDraft({
      ...draft,
      assignments: draft.assignments.map((one, at) => (at === place ? { ...one, ...change } : one)),
    });
  const assignmentFields = draft.assignments.flatMap((_, place) =>
    ['unit', 'task', 'words', 'due_on'].map((name) => `assignments/${place}/${name}`),
  );
  return (
    <Page
      title={say(w.register)}
      className="page-form"
      crumbs={[
        { label: say(words.supervision), to: '/supervision' },
        { label: say(w.instructions), to: '/supervision?tab=instructions' },
      ]}
    >
      <PlainForm
        problem={form.problem}
        known={['said_by', 'words', 'said_on', 'document_number', ...assignmentFields]}
        onSubmit={() =>
          void form.submit({
            said_by: draft.said_by.trim(),
            channel: draft.channel,
            words: draft.words.trim(),
            said_on: draft.said_on,
            document_number: draft.document_number.trim() || null,
            files: files.map((file) => file.id),
            assignments: draft.assignments.map((one) => ({
              unit: one.unit,
              task: one.task === '' ? null : Number(one.task),
              words: one.words.trim() || null,
              due_on: one.due_on,
            })),
          })
        }
      >
        <TextField
          label={say(w.saidBy)}
          hint={say(w.saidByHint)}
          value={draft.said_by}
          onChange={(said_by) => setDraft({ ...draft, said_by })}
          error={form.errorOf('said_by')}
        />
        <label className="field">
          <span className="field-label">{say(w.channel)}</span>
          <select
            className="plain-input"
            value={draft.channel}
            onChange={(event) => setDraft({ ...draft, channel: event.target.value as Schemas['InstructionChannel'] })}
          >
            {Object.entries(kChannels).map(([key, title]) => (
              <option key={key} value={key}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
        <TextArea
          label={say(w.instructionWords)}
          required={files.length === 0}
          value={draft.words}
          onChange={(text) => setDraft({ ...draft, words: text })}
          error={form.errorOf('words')}
        />
        {unit && (
          <fieldset className="field">
            <legend>{say(w.photo)}</legend>
            <FilesField
              unit={unit}
              files={files}
              add={(file) => setFiles((now) => [...now.filter((one) => one.id !== file.id), file])}
              remove={(gone) => setFiles((now) => now.filter((file) => file.id !== gone))}
            />
          </fieldset>
        )}
        <TextField
          type="date"
          label={say(w.saidOn)}
          max={today}
          value={draft.said_on}
          onChange={(said_on) => setDraft({ ...draft, said_on })}
          error={form.errorOf('said_on')}
        />
        <TextField
          label={say(w.documentNumber)}
          required={false}
          value={draft.document_number}
          onChange={(document_number) => setDraft({ ...draft, document_number })}
          error={form.errorOf('document_number')}
        />
        {draft.assignments.map((one, place) => (
          <AssignmentFields
            key={place}
            place={place}
            one={one}
            change={(change) => setAssignment(place, change)}
            errorOf={(name) => form.errorOf(`assignments/${place}/${name}`)}
            remove={
              draft.assignments.length > 1
                ? () => setDraft({ ...draft, assignments: draft.assignments.filter((_, at) => at !== place) })
                : undefined
            }
          />
        ))}
        <p className="button-row">
          <button
            type="button"
            className="plain-button"
            onClick={() => setDraft({ ...draft, assignments: [...draft.assignments, empty] })}
          >
            {say(w.addAssignment)}
          </button>
          <SubmitButton busy={form.busy}>{say(w.register)}</SubmitButton>
        </p>
      </PlainForm>
    </Page>
  );
}

function AssignmentFields({
  place,
  one,
  change,
  errorOf,
  remove,
}: {
  place: number;
  one: Assignment;
  change: (change: Partial<Assignment>) => void;
  errorOf: (name: string) => Schemas['Text'] | undefined;
  remove?: () => void;
}) {
  const { say } = useSpeech();
  const units = useGet('/api/units');
  const shares = useGet('/api/board', { query: { unit: one.unit }, enabled: one.unit !== '' });
  const mine = (shares.data?.shares ?? []).filter((share) => share.unit.id === one.unit);
  const wrong = errorOf('unit') ?? errorOf('task');
  return (
    <fieldset className="assignment">
      <legend className="field-label">{`${say(w.assignments)} ${place + 1}`}</legend>
      {wrong && <span className="field-error">{say(wrong)}</span>}
      <label className="field">
        <span className="field-label">{say(w.unit)}</span>
        <select
          className="plain-input"
          required
          value={one.unit}
          onChange={(event) => change({ unit: event.target.value, task: '' })}
        >
          <option value="">{say(w.choose)}</option>
          {units.data?.units.map(({ unit }) => (
            <option key={unit.id} value={unit.id}>
              {say(unit.name)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label">{say(w.task)}</span>
        <select className="plain-input" value={one.task} onChange={(event) => change({ task: event.target.value })}>
          <option value="">{say(w.noTask)}</option>
          {mine.map((share) => (
            <option key={share.id} value={share.task}>
              {say(w.matterLine, { n: share.task, title: say(share.task_title) })}
            </option>
          ))}
        </select>
      </label>
      <TextArea
        label={say(w.assignmentWords)}
        required={false}
        rows={2}
        value={one.words}
        onChange={(text) => change({ words: text })}
        error={errorOf('words')}
      />
      <TextField
        type="date"
        label={say(w.dueOn)}
        value={one.due_on}
        onChange={(due_on) => change({ due_on })}
        error={errorOf('due_on')}
      />
      {remove && (
        <button type="button" className="link-button" onClick={remove}>
          {say(w.removeAssignment)}
        </button>
      )}
    </fieldset>
  );
}
