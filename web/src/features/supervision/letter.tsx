import { useState } from 'react';
import { useParams } from 'react-router';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useSession } from '../../frame/session';
import { useAsOf } from '../../ui/address';
import { CopyButton, CopyLink } from '../../ui/copy';
import { formatDay, formatInstant, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Page, Section, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { FileList, FilesField } from '../share/files_field';
import { DemandCard } from './demand_card';
import { paragraphsOf, textOf } from './paragraphs';
import { TextArea } from './text_area';
import { kLetterKinds, kLetterStates, kLetterSteps, supervisionWords as w } from './words';

type View = Schemas['LetterView'];
type Step = Schemas['LetterStep'];

const kMain: ReadonlySet<Step> = new Set<Step>(['submit', 'release']);

export default function LetterPage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const asOf = useAsOf();
  const view = useGet('/api/letters/{id}', { params: { id }, query: { as_of: asOf } });
  const letter = view.data?.letter;
  return (
    <Page
      title={letter ? letter.title : say(w.letters)}
      mark={letter && <span className={`tag letter-${letter.state}`}>{say(kLetterStates[letter.state])}</span>}
      lead={letter && `${say(kLetterKinds[letter.kind])}${letter.number ? ` · ${letter.number}` : ''}`}
      crumbs={[
        { label: say(words.supervision), to: '/supervision' },
        { label: say(w.letters), to: '/supervision?tab=letters' },
      ]}
    >
      <Answered of={view} rows={10}>
        {(data) => <Letter key={asOf ?? ''} view={data} />}
      </Answered>
    </Page>
  );
}

function Letter({ view }: { view: View }) {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const [step, setStep] = useState<Step>();
  const { text } = view;
  // What the letter waits for stands before what else may be done.
  const steps = [...view.possible].sort((one, other) => Number(kMain.has(other)) - Number(kMain.has(one)));
  return (
    <>
      {view.reason && view.letter.state === 'draft' && (
        <p className="next-step" role="note">
          {say(w.sentBack, { reason: view.reason })}
        </p>
      )}
      {view.cannot_release && (
        <p className="next-step" role="note">
          {say(view.cannot_release)}
        </p>
      )}
      {step && step !== 'edit' ? (
        <StepForm view={view} step={step} close={() => setStep(undefined)} />
      ) : (
        !step &&
        view.possible.length > 0 && (
          <p className="button-row no-print">
            {steps.map((one) => (
              <button
                key={one}
                type="button"
                className={kMain.has(one) ? 'plain-button primary' : 'plain-button'}
                onClick={() => setStep(one)}
              >
                {say(kLetterSteps[one])}
              </button>
            ))}
          </p>
        )
      )}
      {/* The file and the message are of today. */}
      {asOf === undefined && <TakeAway view={view} />}
      <div className="columns">
        <div className="column-main">
          {step === 'edit' ? (
            <EditForm view={view} close={() => setStep(undefined)} />
          ) : (
            <article className="paper" lang="zh-CN">
              <p className="paper-issuer">{view.issuer}</p>
              <p className="paper-number">{view.letter.number}</p>
              <h2 className="paper-title">{text.title}</h2>
              <p>{text.addressees}：</p>
              {text.paragraphs.map((paragraph, place) => (
                <p key={place} className={`paper-${paragraph.level}`}>
                  {paragraph.text}
                </p>
              ))}
              <p className="paper-signature">{view.signature}</p>
              {view.letter.signed_on && <p className="paper-date">{formatDay(view.letter.signed_on, 'zh')}</p>}
              {text.contact && <p>（{text.contact}）</p>}
              {text.copies_to && <p>抄送：{text.copies_to}</p>}
            </article>
          )}
        </div>
        <div className="column-side">
          <Scans view={view} />
          {view.demands.length > 0 && (
            <Section title={say(w.replies)} count={view.demands.length}>
              <ul className="card-list">
                {view.demands.map((demand) => (
                  <DemandCard key={demand.id} demand={demand} titled={false} />
                ))}
              </ul>
            </Section>
          )}
          <Section title={say(w.matters)} count={view.matters.length}>
            <ul className="plain-list">
              {view.matters.map((matter) => (
                <li key={matter.share}>
                  <AppLink to={`/plan/tasks/${matter.task}`}>
                    <Written>{`${say(w.matterLine, { n: matter.task, title: matter.task_title })}`}</Written>
                  </AppLink>
                  <span className="cell-note">
                    <Written>{matter.unit_name}</Written> · {formatDay(matter.due_on, language)} ·{' '}
                    {say(w.daysLate, { n: matter.days_late })}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          {view.history.length > 0 && (
            <Section title={say(w.history)}>
              <ol className="history-list">
                {view.history.map((entry) => (
                  <li key={entry.version}>
                    <strong>{say(kLetterSteps[entry.step])}</strong>{' '}
                    <span className="quiet">
                      {entry.by} · {formatInstant(entry.at, language)}
                    </span>
                    {entry.reason && (
                      <p>
                        <Written>{entry.reason}</Written>
                      </p>
                    )}
                  </li>
                ))}
              </ol>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function TakeAway({ view }: { view: View }) {
  const { say } = useSpeech();
  const download = `/api/letters/${encodeURIComponent(view.letter.id)}/letter.docx`;
  return (
    <p className="button-row no-print">
      <a className="plain-button" href={download} download>
        {say(w.download)}
      </a>
      <a className="plain-button" href={`${download}?red_head=false`} download>
        {say(w.downloadBare)}
      </a>
      <CopyLink />
      <CopyButton text={() => `${view.message}${window.location.href}`} label={say(w.copyMessage)} />
    </p>
  );
}

function EditForm({ view, close }: { view: View; close: () => void }) {
  const { say } = useSpeech();
  const { id, version } = view.letter;
  const [draft, setDraft, dropDraft] = useDraft(`letter.${id}.${version}`, {
    title: view.text.title,
    addressees: view.text.addressees,
    text: textOf(view.text.paragraphs),
    reply_by: view.text.reply_by ?? '',
    copies_to: view.text.copies_to,
    contact: view.text.contact,
  });
  const form = useSubmit(
    (body: Schemas['LetterText'], key) =>
      call('put', '/api/letters/{id}/text', { params: { id }, body, version, key }),
    () => {
      dropDraft();
      close();
      refresh('supervision');
    },
  );
  const field = (name: 'title' | 'addressees' | 'copies_to' | 'contact', required: boolean) => ({
    value: draft[name],
    required,
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
    error: form.errorOf(name),
  });
  return (
    <PlainForm
      problem={form.problem}
      known={['title', 'addressees', 'copies_to', 'contact', 'reply_by']}
      onSubmit={() =>
        void form.submit({
          title: draft.title.trim(),
          addressees: draft.addressees.trim(),
          paragraphs: paragraphsOf(draft.text),
          reply_by: draft.reply_by || null,
          copies_to: draft.copies_to.trim(),
          contact: draft.contact.trim(),
        })
      }
    >
      <TextField label={say(w.title)} {...field('title', true)} />
      <TextField label={say(w.addressees)} {...field('addressees', true)} />
      <TextArea
        label={say(w.paragraphs)}
        hint={say(w.paragraphsHint)}
        rows={14}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
        error={form.errorOf('paragraphs')}
      />
      <TextField
        type="date"
        label={say(w.replyBy)}
        hint={say(w.replyByHint)}
        required={false}
        value={draft.reply_by}
        onChange={(reply_by) => setDraft({ ...draft, reply_by })}
        error={form.errorOf('reply_by')}
      />
      <TextField label={say(w.copiesTo)} {...field('copies_to', false)} />
      <TextField label={say(w.contact)} {...field('contact', false)} />
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(w.save)}</SubmitButton>
        <button type="button" className="plain-button" onClick={close}>
          {say(words.cancel)}
        </button>
      </p>
    </PlainForm>
  );
}

function StepForm({ view, step, close }: { view: View; step: Step; close: () => void }) {
  const { say } = useSpeech();
  const { id, version } = view.letter;
  const [number, setNumber] = useState(view.suggested_number);
  const [signedOn, setSignedOn] = useState(todayInShanghai(Date.now()));
  const [reason, setReason] = useState('');
  const form = useSubmit(
    (body: Schemas['NewLetterStep'], key) =>
      call('post', '/api/letters/{id}/steps', { params: { id }, body, version, key }),
    () => {
      close();
      refresh('supervision');
    },
  );
  const release = step === 'release';
  return (
    <PlainForm
      problem={form.problem}
      known={['number', 'signed_on', 'reason']}
      onSubmit={() =>
        void form.submit({
          step,
          number: release ? number.trim() : null,
          signed_on: (release && signedOn) || null,
          reason: reason.trim() || null,
        })
      }
    >
      {release && (
        <>
          <p>{say(w.releaseHint)}</p>
          <TextField label={say(w.number)} hint={say(w.numberHint)} value={number} onChange={setNumber} error={form.errorOf('number')} autoFocus />
          <TextField type="date" label={say(w.signedOn)} required={false} value={signedOn} onChange={setSignedOn} error={form.errorOf('signed_on')} />
        </>
      )}
      {step === 'send_back' && (
        <TextArea label={say(w.reason)} value={reason} onChange={setReason} error={form.errorOf('reason')} />
      )}
      {step === 'discard' && <p>{say(w.discardAsk)}</p>}
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(kLetterSteps[step])}</SubmitButton>
        <button type="button" className="plain-button" onClick={close}>
          {say(words.cancel)}
        </button>
      </p>
    </PlainForm>
  );
}

/** The stamped copies of a released letter: whoever reads the letter reads them. */
function Scans({ view }: { view: View }) {
  const { say } = useSpeech();
  const unit = useSession().data?.posts[0]?.unit;
  const { id } = view.letter;
  const form = useSubmit(
    (body: Schemas['NewScan'], key) => call('post', '/api/letters/{id}/scans', { params: { id }, body, key }),
    () => refresh('supervision'),
  );
  const adds = view.may_add_scan && unit != null;
  if (!adds && view.scans.length === 0) return null;
  return (
    <Section title={say(w.scans)} count={view.scans.length}>
      <FileList files={view.scans} of={`/api/letters/${id}`} />
      {form.problem && <Trouble problem={form.problem} />}
      {adds && (
        <FilesField unit={unit} files={[]} add={(file) => void form.submit({ file: file.id })} label={say(w.addScan)} single />
      )}
    </Section>
  );
}
