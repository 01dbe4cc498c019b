import { useId, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useTo } from '../../ui/address';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { FilesField } from './files_field';
import { shareWords as w } from './words';

/** A unit says that its share, or as lead the task, is done. */
export default function ClosingApply() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const view = useGet('/api/shares/{id}', { params: { id } });
  const share = view.data?.share;
  return (
    <Page
      title={share ? `${say(w.applyForClosing)} · ${say(w.task, { n: share.task })} ${say(share.task_title)}` : say(w.applyForClosing)}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(share ? [{ label: say(w.task, { n: share.task }), to: `/plan/tasks/${share.task}` }] : []),
      ]}
      lead={share && say(share.unit.short_name)}
    >
      <Answered of={view}>{(data) => <Form share={data.share} />}</Answered>
    </Page>
  );
}

function Form({ share }: { share: Schemas['ShareLine'] }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const to = useTo();
  const textId = useId();
  const [given, setGiven, drop] = useDraft(`closing.${share.id}`, { text: '', noEvidence: '' });
  const [files, setFiles] = useState<Schemas['FileLine'][]>([]);
  const leads = share.role !== 'supporting' && share.through_scope === '';
  const apply = useSubmit<Schemas['Application'], Schemas['ClosingView']>(
    (body, key) => call('post', '/api/shares/{id}/closings', { params: { id: share.id }, body, key }),
    (made) => {
      drop();
      refresh('closing');
      navigate(to(`/plan/closings/${made.line.id}`));
    },
  );
  return (
    <PlainForm
      problem={apply.problem}
      known={['text', 'no_evidence']}
      onSubmit={() =>
        void apply.submit({
          text: given.text,
          files: files.map((file) => file.id),
          no_evidence: files.length === 0 ? (given.noEvidence ?? '') : null,
        })
      }
    >
      <p>{leads ? say(w.applyLead) : say(w.applyOwn)}</p>
      <div className="field">
        <label htmlFor={textId}>{say(w.applyText)}</label>
        {apply.errorOf('text') && <span className="field-error">{say(apply.errorOf('text')!)}</span>}
        <textarea
          id={textId}
          className="plain-input plain-area"
          rows={8}
          required
          maxLength={4000}
          value={given.text}
          onChange={(event) => setGiven({ ...given, text: event.target.value })}
        />
      </div>
      <fieldset className="field">
        <legend>{say(w.evidence)}</legend>
        <FilesField
          unit={share.unit.id}
          files={files}
          add={(file) => setFiles((now) => [...now.filter((one) => one.id !== file.id), file])}
          remove={(gone) => setFiles((now) => now.filter((file) => file.id !== gone))}
        />
      </fieldset>
      {files.length === 0 && (
        <TextField
          label={say(w.noEvidence)}
          hint={say(w.noEvidenceHint)}
          required={false}
          error={apply.errorOf('no_evidence')}
          value={given.noEvidence ?? ''}
          onChange={(noEvidence) => setGiven({ ...given, noEvidence })}
        />
      )}
      <div className="button-row action-bar">
        <SubmitButton busy={apply.busy}>{say(w.applySend)}</SubmitButton>
      </div>
    </PlainForm>
  );
}
