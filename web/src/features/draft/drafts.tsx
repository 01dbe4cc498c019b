import { type DragEvent, useEffect, useRef, useState } from 'react';
import { ApiProblem, call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useGo } from '../../ui/address';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { decidedCount } from './order';
import { kFile_mb_max, refusal, upload } from './upload';
import { draftWords as w, kDraftStateWords, kFileKindWords } from './words';

export default function DraftsPage() {
  const { say } = useSpeech();
  const drafts = useGet('/api/drafts');
  const waiting = drafts.data?.drafts.some((draft) => draft.state === 'reading') ?? false;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = window.setInterval(() => void drafts.refetch(), 1500);
    return () => window.clearInterval(timer);
  }, [waiting, drafts]);
  return (
    <Page title={say(words.drafts)} lead={say(w.lead)}>
      <UploadBox />
      <Answered of={drafts}>
        {(data) =>
          data.drafts.length === 0 ? (
            <Empty title={say(w.noDrafts)}>{say(w.noDraftsDetail)}</Empty>
          ) : (
            <Section title={say(w.draftsTitle)} count={data.drafts.length}>
              <ul className="card-list">
                {data.drafts.map((draft) => (
                  <DraftLine key={draft.id} draft={draft} />
                ))}
              </ul>
            </Section>
          )
        }
      </Answered>
    </Page>
  );
}

interface Sending {
  name: string;
  percent: number;
  stop: () => void;
}

function UploadBox() {
  const { say } = useSpeech();
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<ApiProblem>();

  const send = async (files: FileList | null) => {
    if (!files || files.length === 0 || sending) return;
    if (files.length > 1) {
      setProblem(new ApiProblem({ status: 422, title: w.oneFile, detail: w.oneFileDetail }));
      return;
    }
    const file = files[0]!;
    const refused = refusal(file);
    setProblem(refused);
    if (refused) return;
    const { done, stop } = upload(file, (percent) =>
      setSending({ name: file.name, percent, stop }),
    );
    setSending({ name: file.name, percent: 0, stop });
    try {
      const draft = await done;
      refresh('draft');
      go(`/drafts/${draft.id}`);
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    } finally {
      setSending(undefined);
      if (input.current) input.current.value = '';
    }
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <>
      {problem && <Trouble problem={problem} />}
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          void send(event.dataTransfer.files);
        }}
      >
        {sending ? (
          <div role="status">
            <p>
              {sending.percent < 100
                ? say(w.uploading, { name: sending.name, percent: sending.percent })
                : say(w.uploaded)}
            </p>
            <progress
              className="drop-progress"
              max={100}
              value={sending.percent}
              aria-label={sending.name}
            />
            <button type="button" className="plain-button" onClick={sending.stop}>
              {say(w.stop)}
            </button>
          </div>
        ) : (
          <>
            <p className="drop-title">{say(w.drop)}</p>
            <p>
              <button
                type="button"
                className="plain-button primary"
                onClick={() => input.current?.click()}
              >
                {say(w.choose)}
              </button>
            </p>
            <p className="quiet">{say(w.kindsTaken, { size: kFile_mb_max })}</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={say(w.choose)}
          accept=".docx,.doc,.wps,.pdf,.ofd,.html,.htm,.txt,.rtf,.odt"
          onChange={(event) => void send(event.target.files)}
        />
      </div>
    </>
  );
}

function DraftLine({ draft }: { draft: Schemas['DraftLine'] }) {
  const { say, language } = useSpeech();
  const [asking, setAsking] = useState(false);
  const { items, undecided, unsure } = draft.progress;
  const done = decidedCount(draft.progress);
  const title = say(draft.title) || draft.file_name;
  const open = draft.state === 'review' || draft.state === 'finished';
  return (
    <li className="card draft-line">
      <div className="draft-what">
        <h3>
          <Written>{title}</Written>
        </h3>
        <p className="quiet">
          {draft.number && <Written>{`${draft.number} · `}</Written>}
          {draft.file_name}
          {draft.file_kind && ` · ${say(kFileKindWords[draft.file_kind])}`}
        </p>
        <p className="quiet">
          {say(w.madeBy, { who: draft.made_by, when: formatInstant(draft.made_at, language) })}
        </p>
        {draft.failure && (
          <p className="draft-failure" role="alert">
            {say(draft.failure)}
          </p>
        )}
      </div>
      <div className="draft-state">
        <span className={`tag draft-${draft.state}`}>{say(kDraftStateWords[draft.state])}</span>
        {draft.state === 'review' && (
          <>
            <span className="draft-progress">{say(w.progress, { done, all: items })}</span>
            {unsure > 0 && (
              <span className="tag tag-open">{say(w.progressUnsure, { n: unsure })}</span>
            )}
          </>
        )}
      </div>
      <div className="draft-next">
        {open && (
          <AppLink
            to={`/drafts/${draft.id}`}
            className={draft.state === 'review' ? 'plain-button primary' : 'plain-button'}
            label={`${say(draft.state === 'finished' ? w.lookAt : undecided < items ? w.goOn : w.reviewIt)} ${title}`}
          >
            {say(draft.state === 'finished' ? w.lookAt : undecided < items ? w.goOn : w.reviewIt)}
          </AppLink>
        )}
        {(draft.state === 'review' || draft.state === 'failed') && !asking && (
          <button
            type="button"
            className="link-button draft-discard"
            onClick={() => setAsking(true)}
          >
            {say(w.discard)}
          </button>
        )}
      </div>
      {asking && <Discard draft={draft} title={title} done={done} close={() => setAsking(false)} />}
    </li>
  );
}

function Discard({
  draft,
  title,
  done,
  close,
}: {
  draft: Schemas['DraftLine'];
  title: string;
  done: number;
  close: () => void;
}) {
  const { say } = useSpeech();
  const form = useSubmit(
    (_: { draft: string }, key) =>
      call('post', '/api/drafts/{id}/discard', {
        params: { id: draft.id },
        version: draft.version,
        key,
      }),
    () => {
      close();
      refresh('draft');
    },
  );
  return (
    <div className="ask draft-ask">
      <PlainForm
        problem={form.problem}
        known={[]}
        onSubmit={() => void form.submit({ draft: draft.id })}
      >
        <p>
          {draft.state === 'failed'
            ? say(w.discardFailedAsk, { title })
            : say(w.discardAsk, { title, n: done })}
        </p>
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.discard)}</SubmitButton>
          <button type="button" className="plain-button" onClick={close}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}
