import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Empty, Section } from '../../ui/page';
import type { Admission } from './admission';
import { markText } from './marks';
import { admissionWords as w, kAppealWords } from './words';

type Appeal = Schemas['AppealView'];

export function AppealsPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const appeals = useGet('/api/admissions/{id}/appeals', { params: { id: admission.id } });
  return (
    <Section title={say(w.appeals)} count={appeals.data?.appeals.length}>
      <Answered of={appeals}>
        {(data) =>
          data.appeals.length === 0 ? (
            <Empty title={say(w.noAppeals)} />
          ) : (
            <ul className="card-list">
              {data.appeals.map((appeal) => (
                <li key={appeal.id} className="card">
                  <AppealLine appeal={appeal} admission={admission} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Section>
  );
}

function AppealLine({ appeal, admission }: { appeal: Appeal; admission: Admission }) {
  const { say, language, mark } = useSpeech();
  const decide = useSubmit(
    (agree: boolean, key) =>
      call('post', '/api/admission-appeals/{id}/decision', {
        params: { id: appeal.id },
        body: { agree },
        version: appeal.version,
        key,
      }),
    () => refresh('admission'),
  );
  const round = admission.rounds.find((one) => one.id === appeal.round);
  return (
    <>
      <p>
        <b>
          {appeal.number} <Written>{appeal.name}</Written>
        </b>{' '}
        {say(appeal.county)} · {round && say(round.title)} <span className="tag">{say(kAppealWords[appeal.state])}</span>{' '}
        {appeal.corrected && <span className="tag">{say(w.correctedIn)}</span>}
      </p>
      <p>{appeal.text}</p>
      <p className="quiet">
        {formatInstant(appeal.made_at, language)} ·{' '}
        {appeal.marks.map((one) => `${say(one.title)} ${markText(one.thousandths)}`).join(mark.comma)}
      </p>
      {appeal.answer && (
        <p>
          {say(appeal.proposes_to_uphold ? w.uphold : w.dismiss)}
          {mark.colon}
          {appeal.answer}{' '}
          {appeal.proposed.map((one) => `${say(one.title)} ${say(w.toBe, { mark: markText(one.thousandths) })}`).join(mark.comma)}{' '}
          <span className="quiet">
            {appeal.proposed_by} {appeal.decided_by && `/ ${appeal.decided_by}`}
          </span>
        </p>
      )}
      {decide.problem && (
        <p className="form-problem" role="alert">
          {say(decide.problem.detail)}
        </p>
      )}
      {appeal.may_decide && (
        <p className="button-row">
          <button type="button" className="plain-button primary" aria-busy={decide.busy} onClick={() => void decide.submit(true)}>
            {say(w.agree)}
          </button>
          <button type="button" className="plain-button" onClick={() => void decide.submit(false)}>
            {say(w.sendBack)}
          </button>
        </p>
      )}
      {appeal.may_propose && <ProposalForm appeal={appeal} />}
    </>
  );
}

function ProposalForm({ appeal }: { appeal: Appeal }) {
  const { say } = useSpeech();
  const [uphold, setUphold] = useState(false);
  const [answer, setAnswer] = useState('');
  const [marks, setMarks] = useState<Record<string, string>>(() =>
    Object.fromEntries(appeal.marks.map((one) => [one.subject, markText(one.thousandths)])),
  );
  const form = useSubmit(
    (body: Schemas['AppealProposal'], key) =>
      call('post', '/api/admission-appeals/{id}/proposal', { params: { id: appeal.id }, body, version: appeal.version, key }),
    () => refresh('admission'),
  );
  const changed = appeal.marks
    .filter((one) => marks[one.subject] !== markText(one.thousandths))
    .map((one) => ({ subject: one.subject, mark: (marks[one.subject] ?? '').trim() }));
  return (
    <details>
      <summary>{say(w.propose)}</summary>
      <PlainForm
        problem={form.problem}
        known={[]}
        onSubmit={() => void form.submit({ uphold, answer, marks: uphold ? changed : [] })}
      >
        {[true, false].map((one) => (
          <label key={String(one)} className="check">
            <input type="radio" name={`uphold-${appeal.id}`} checked={uphold === one} onChange={() => setUphold(one)} />
            {say(one ? w.uphold : w.dismiss)}
          </label>
        ))}
        {uphold && (
          <div className="field-pair">
            {appeal.marks.map((one) => (
              <TextField
                key={one.subject}
                label={say(one.title)}
                hint={say(w.markNow, { mark: markText(one.thousandths) })}
                value={marks[one.subject] ?? ''}
                onChange={(text) => setMarks({ ...marks, [one.subject]: text })}
              />
            ))}
          </div>
        )}
        <label className="field">
          <span className="field-label">{say(w.answer)}</span>
          <textarea className="plain-input" rows={3} maxLength={1000} required value={answer} onChange={(event) => setAnswer(event.target.value)} />
        </label>
        <SubmitButton busy={form.busy}>{say(w.propose)}</SubmitButton>
      </PlainForm>
    </details>
  );
}
