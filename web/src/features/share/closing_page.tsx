import { useId, useState } from 'react';
import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatDay, formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { UnitLink, UnitLinks } from '../plan/pieces';
import { FileList } from './files_field';
import { kClosingStateWords, kClosingStepWords, kStandingWords, shareWords as w } from './words';

type View = Schemas['ClosingView'];

export default function ClosingPage() {
  const { say, language } = useSpeech();
  const { id = '' } = useParams();
  const closing = useGet('/api/closings/{id}', { params: { id } });
  const line = closing.data?.line;
  return (
    <Page
      title={line ? `${say(w.closing)} · ${say(w.task, { n: line.task })} ${say(line.task_title)}` : say(w.closing)}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(line ? [{ label: say(w.task, { n: line.task }), to: `/plan/tasks/${line.task}` }] : []),
      ]}
      mark={line && <span className="tag">{say(kClosingStateWords[line.state])}</span>}
      lead={
        line &&
        say(w.appliedBy, {
          unit: say(line.unit.short_name),
          who: line.applied_by,
          day: formatDay(line.applied_on, language),
        })
      }
    >
      <Answered of={closing}>{(view) => <Closing key={view.line.version} view={view} />}</Answered>
    </Page>
  );
}

function nextOf(view: View) {
  switch (view.line.state) {
    case 'applied':
      return view.line.answered < view.line.asked ? w.waitsForOpinions : w.waitsForCheck;
    case 'checked':
      return w.waitsForApproval;
    case 'closed':
      return w.isClosed;
    case 'returned':
      return w.isReturned;
  }
}

function Closing({ view }: { view: View }) {
  const { say, language, mark } = useSpeech();
  const may = (step: Schemas['ClosingStep']) => view.line.possible.includes(step);
  const mine = view.asked.filter((asked) => asked.mine);
  const progressOf = (share: string) => view.progress.find((line) => line.share === share);
  const own = progressOf(view.line.share);
  return (
    <>
      <div className="next-step" role="note">
        <span className="next-label">{say(w.nextStepOf)}</span>
        <div>
          <strong>
            {say(nextOf(view), {
              number: view.document_number,
              day: view.document_on ? formatDay(view.document_on, language) : '',
            })}
          </strong>
          {view.barred && <p>{say(view.barred)}</p>}
          {view.next_roles.length > 0 && (
            <p className="quiet">
              {say(view.barred ? w.otherOfRole : w.whoOfRole, {
                roles: view.next_roles.map((role) => say(role)).join(mark.list),
              })}
            </p>
          )}
        </div>
      </div>
      <div className="columns">
        <div className="column-main">
          <Section title={say(w.applyText)}>
            <p className="prose report-text">{view.text}</p>
          </Section>
          <Section title={say(w.evidence)} count={view.files.length}>
            {view.files.length > 0 ? (
              <FileList files={view.files} />
            ) : (
              <p>{say(w.noEvidenceSaid, { why: view.no_evidence || say(words.none) })}</p>
            )}
          </Section>
          {own && (
            <Section title={say(w.standing)}>
              <p>
                <Progress of={own} />
              </p>
              {own.open.length > 0 && (
                <ul className="plain-list">
                  {own.open.map((milestone) => (
                    <li key={milestone.id}>
                      {milestone.title}
                      {milestone.due_on && (
                        <span className="cell-note">{say(w.due, { day: formatDay(milestone.due_on, language) })}</span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          )}
          <Section title={say(w.asksUnits)} count={view.asked.length}>
            {view.asked.length === 0 ? (
              <p className="quiet">{say(w.nobodyAsked)}</p>
            ) : (
              <>
                <p className="quiet">{say(w.opinionsDue, { day: formatDay(view.line.opinions_due_on, language) })}</p>
                <ul className="plain-list">
                  {view.asked.map((asked) => (
                    <li key={asked.share}>
                      <UnitLink unit={asked.unit} />{' '}
                      <span className={asked.standing === 'objected' ? 'tag tag-open' : 'tag'}>
                        {say(kStandingWords[asked.standing])}
                      </span>{' '}
                      {asked.text}{' '}
                      {asked.by && (
                        <span className="quiet">
                          {asked.on_behalf && <span className="tag tag-open">{say(w.onBehalf)}</span>} {asked.by}{' '}
                          {asked.on && formatDay(asked.on, language)}
                        </span>
                      )}
                      {progressOf(asked.share) && (
                        <span className="cell-note">
                          <Progress of={progressOf(asked.share)!} />
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Section>
        </div>
        <div className="column-side">
          <Section title={say(w.history)}>
            <ol className="plain-list">
              {view.history.map((line, place) => (
                <li key={place}>
                  {formatInstant(line.at, language)} {line.by} {say(kClosingStepWords[line.step])}
                  {line.note && <span className="cell-note">{line.note}</span>}
                </li>
              ))}
            </ol>
          </Section>
        </div>
      </div>
      {mine.map((asked) => (
        <OpinionForm key={asked.share} view={view} asked={asked} />
      ))}
      {may('check') && <CheckForm view={view} />}
      {may('approve') && <ApproveForm view={view} />}
      {may('send_back') && <ReturnForm view={view} />}
    </>
  );
}

/** How many milestones a share has reached, and its last verified report. */
function Progress({ of }: { of: Schemas['ShareProgress'] }) {
  const { say, mark } = useSpeech();
  return (
    <>
      {of.milestones === 0
        ? say(w.noMilestonesSet)
        : say(w.reached, { reached: of.milestones - of.open.length, total: of.milestones })}
      {mark.comma}
      {of.verified ? (
        <AppLink to={`/plan/shares/${of.share}/reports/${of.verified.key}`}>
          {say(w.lastVerified, { period: say(of.verified.title) })}
        </AppLink>
      ) : (
        say(w.noneVerified)
      )}
    </>
  );
}

function useStep<B>(send: (body: B, key: string) => Promise<View>) {
  return useSubmit<B, View>(send, () => {
    refresh('closing');
    refresh('share');
  });
}

/** For the viewer's own unit one press agrees; for another unit he says on what word. */
function OpinionForm({ view, asked }: { view: View; asked: Schemas['AskedView'] }) {
  return asked.own ? <OwnOpinion view={view} asked={asked} /> : <OpinionOnBehalf view={view} asked={asked} />;
}

function OpinionOnBehalf({ view, asked }: { view: View; asked: Schemas['AskedView'] }) {
  const { say } = useSpeech();
  const [text, setText] = useState('');
  const { line } = view;
  const opine = useStep<Schemas['NewOpinion']>((body, key) =>
    call('post', '/api/closings/{id}/opinions', { params: { id: line.id }, body, version: line.version, key }),
  );
  const send = (kind: Schemas['OpinionKind']) => void opine.submit({ share: asked.share, kind, text });
  const unit = say(asked.unit.short_name);
  return (
    <details className="sign-off">
      <summary>{say(w.answerFor, { unit })}</summary>
      <PlainForm problem={opine.problem} known={['text']} onSubmit={() => send('agree')}>
        <p className="quiet">{say(w.answerForLead)}</p>
        <TextField
          label={say(w.answerForWhy)}
          error={opine.errorOf('text')}
          value={text}
          onChange={setText}
        />
        <div className="button-row">
          <SubmitButton busy={opine.busy}>{say(w.agreeFor, { unit })}</SubmitButton>
          <button type="button" className="plain-button" onClick={() => send('object')}>
            {say(w.objectFor, { unit })}
          </button>
        </div>
      </PlainForm>
    </details>
  );
}

function OwnOpinion({ view, asked }: { view: View; asked: Schemas['AskedView'] }) {
  const { say } = useSpeech();
  const id = useId();
  const [objecting, setObjecting] = useState(false);
  const [text, setText] = useState('');
  const { line } = view;
  const opine = useStep<Schemas['NewOpinion']>((body, key) =>
    call('post', '/api/closings/{id}/opinions', { params: { id: line.id }, body, version: line.version, key }),
  );
  return (
    <Section title={say(asked.unit.short_name)}>
      <PlainForm
        problem={opine.problem}
        known={[]}
        onSubmit={() => void opine.submit({ share: asked.share, kind: 'object', text })}
      >
        {objecting && (
          <div className="field">
            <label htmlFor={id}>{say(w.objectWhy)}</label>
            <textarea
              id={id}
              className="plain-input plain-area"
              rows={3}
              required
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        )}
        <div className="button-row">
          {objecting ? (
            <SubmitButton busy={opine.busy}>{say(w.objectSend)}</SubmitButton>
          ) : (
            <>
              <button
                type="button"
                className="plain-button primary"
                aria-busy={opine.busy}
                onClick={() => void opine.submit({ share: asked.share, kind: 'agree', text: '' })}
              >
                {say(w.agree)}
              </button>
              <button type="button" className="plain-button" onClick={() => setObjecting(true)}>
                {say(w.object)}
              </button>
            </>
          )}
        </div>
      </PlainForm>
    </Section>
  );
}

function CheckForm({ view }: { view: View }) {
  const { say } = useSpeech();
  const [note, setNote] = useState('');
  const { line } = view;
  const check = useStep<Schemas['ClosingCheck']>((body, key) =>
    call('post', '/api/closings/{id}/check', { params: { id: line.id }, body, version: line.version, key }),
  );
  return (
    <PlainForm problem={check.problem} known={['note']} onSubmit={() => void check.submit({ note })}>
      <TextField label={say(w.checkNote)} error={check.errorOf('note')} required={false} value={note} onChange={setNote} />
      <SubmitButton busy={check.busy}>{say(w.check)}</SubmitButton>
    </PlainForm>
  );
}

function ApproveForm({ view }: { view: View }) {
  const { say } = useSpeech();
  const [number, setNumber] = useState('');
  const [day, setDay] = useState(view.today);
  const { line } = view;
  const approve = useStep<Schemas['Approval']>((body, key) =>
    call('post', '/api/closings/{id}/approve', { params: { id: line.id }, body, version: line.version, key }),
  );
  return (
    <PlainForm
      problem={approve.problem}
      known={['document_number', 'document_on']}
      onSubmit={() => void approve.submit({ document_number: number, document_on: day })}
    >
      <p>
        {say(w.approveLead, { units: '' })}
        <UnitLinks units={view.closes} />
      </p>
      <div className="field-pair">
        <TextField label={say(w.approvalNumber)} error={approve.errorOf('document_number')} value={number} onChange={setNumber} />
        <TextField
          label={say(w.approvalDay)}
          type="date"
          max={view.today}
          error={approve.errorOf('document_on')}
          value={day}
          onChange={setDay}
        />
      </div>
      <SubmitButton busy={approve.busy}>{say(w.approve)}</SubmitButton>
    </PlainForm>
  );
}

function ReturnForm({ view }: { view: View }) {
  const { say } = useSpeech();
  const [reason, setReason] = useState('');
  const { line } = view;
  const back = useStep<Schemas['ClosingReturn']>((body, key) =>
    call('post', '/api/closings/{id}/return', { params: { id: line.id }, body, version: line.version, key }),
  );
  return (
    <details className="sign-off">
      <summary>{say(w.sendBack)}</summary>
      <PlainForm problem={back.problem} known={['reason']} onSubmit={() => void back.submit({ reason })}>
        <TextField label={say(w.sendBackWhy)} error={back.errorOf('reason')} value={reason} onChange={setReason} />
        <SubmitButton busy={back.busy}>{say(w.sendBack)}</SubmitButton>
      </PlainForm>
    </details>
  );
}
