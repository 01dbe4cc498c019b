import { useState } from 'react';
import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { DataTable } from '../../ui/data_table';
import { formatInstant } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { CutOffTable } from './cut_off_table';
import { IntakeLine } from './intake_line';
import { admissionWords as w, kRunWords } from './words';

type Run = Schemas['RunView'];

export default function RunPage() {
  const { say } = useSpeech();
  const { id = '', run: runId = '' } = useParams();
  const admission = useGet('/api/admissions/{id}', { params: { id } });
  const run = useGet('/api/admission-runs/{id}', { params: { id: runId } });
  const round = admission.data?.rounds.find((one) => one.id === run.data?.run.round);
  return (
    <Page
      title={run.data && round ? say(w.runTitle, { round: say(round.title), n: run.data.run.sequence }) : say(w.title)}
      mark={run.data && <span className="tag">{say(kRunWords[run.data.run.state])}</span>}
      crumbs={[
        { label: say(w.title), to: '/admissions' },
        { label: admission.data ? say(admission.data.title) : id, to: `/admissions/${id}` },
      ]}
    >
      <Answered of={run}>
        {(view) => <Content view={view} works={(admission.data?.may.prepare || admission.data?.may.confirm) ?? false} />}
      </Answered>
    </Page>
  );
}

function Content({ view, works }: { view: Run; works: boolean }) {
  const { say, language } = useSpeech();
  const run = view.run;
  const who = (label: Schemas['Text'], name: string, when?: string) =>
    name && (
      <div>
        <dt>{say(label)}</dt>
        <dd>
          {name} {when && <span className="quiet">{formatInstant(when, language)}</span>}
        </dd>
      </div>
    );
  return (
    <>
      <dl className="facts">
        {who(w.frozenBy, view.frozen_by, run.frozen_at)}
        {who(w.allocatedBy, view.allocated_by)}
        {who(w.publishedBy, view.published_by, run.published_at)}
        <div>
          <dt>{say(w.inputHash)}</dt>
          <dd className="wrap-any">
            <code>{run.input_sha256}</code>
          </dd>
        </div>
        <div>
          <dt>{say(w.commitment)}</dt>
          <dd className="wrap-any">
            <code>{run.commitment}</code>
          </dd>
        </div>
      </dl>
      <p>{say(w.people3, { n: view.candidates, none: view.without_choices, marks: view.without_marks })}</p>
      {view.not_eligible > 0 && <p>{say(w.notEligible, { n: view.not_eligible })}</p>}
      {view.reason && <p className="notice">{view.reason}</p>}
      {run.state !== 'frozen' && run.state !== 'withdrawn' && (
        <p>
          <b>{say(run.verified ? w.verified : w.notVerified)}</b>
        </p>
      )}
      <RunActions view={view} />
      <IntegrityCheck id={run.id} allocated={view.result_sha256 !== ''} />
      {run.correction && view.result_sha256 && (
        <Section title={say(w.changes)} count={view.changes.length}>
          {view.changes.length === 0 ? (
            <p>{say(w.noChanges)}</p>
          ) : (
            <DataTable
              caption={say(w.changes)}
              rows={view.changes}
              rowKey={(row) => row.number}
              columns={[
                {
                  key: 'who',
                  title: say(w.name),
                  heading: true,
                  cell: (row) => (
                    <>
                      {row.number} <Written>{row.name}</Written>
                    </>
                  ),
                },
                { key: 'before', title: say(w.before), cell: (row) => say(row.before) || say(w.noPlace) },
                { key: 'after', title: say(w.after), cell: (row) => say(row.after) || say(w.noPlace) },
              ]}
            />
          )}
        </Section>
      )}
      {view.cut_offs.length > 0 && (
        <Section title={say(w.cutOffs)}>
          {view.intake.owed_percent > 0 && <IntakeLine intake={view.intake} />}
          <CutOffTable rows={view.cut_offs} />
        </Section>
      )}
      {works && (
        <Section title={say(w.frozenText)}>
          <p className="quiet">{say(w.frozenTextHint)}</p>
          <p className="button-row">
            <a className="plain-button" href={`/api/admission-runs/${run.id}/texts/input`} download>
              {say(w.exportInput)}
            </a>
            {view.result_sha256 && (
              <a className="plain-button" href={`/api/admission-runs/${run.id}/texts/result`} download>
                {say(w.exportResult)}
              </a>
            )}
          </p>
        </Section>
      )}
      {run.state === 'published' && (
        <Section title={say(w.exports)}>
          <p className="button-row">
            <a className="plain-button" href={`/api/exports/admission-runs/${run.id}/cut-offs.xlsx`} download>
              {say(w.exportCutOffs)}
            </a>
            <a className="plain-button" href={`/api/exports/admission-runs/${run.id}/admitted.xlsx`} download>
              {say(w.exportAdmitted)}
            </a>
          </p>
        </Section>
      )}
    </>
  );
}

function RunActions({ view }: { view: Run }) {
  const { say } = useSpeech();
  const [random, setRandom] = useState('');
  const [reason, setReason] = useState('');
  const [withdrawing, setWithdrawing] = useState(false);
  const params = { id: view.run.id };
  const version = view.run.version;
  const done = () => refresh('admission');
  const allocate = useSubmit(
    (random_value: string, key) => call('post', '/api/admission-runs/{id}/allocation', { params, body: { random_value }, version, key }),
    done,
  );
  const publish = useSubmit(
    (_: null, key) => call('post', '/api/admission-runs/{id}/publication', { params, version, key }),
    done,
  );
  const withdraw = useSubmit(
    (text: string, key) => call('post', '/api/admission-runs/{id}/withdrawal', { params, body: { reason: text }, version, key }),
    done,
  );
  const problem = allocate.problem ?? publish.problem ?? withdraw.problem;
  const lottery = view.ties === 'lottery' && !view.random_value;
  return (
    <>
      {problem && (
        <p className="form-problem" role="alert">
          {say(problem.detail)}
        </p>
      )}
      {view.may_allocate && lottery && (
        <label className="field narrow">
          <span className="field-label">{say(w.randomValue)}</span>
          <span className="field-hint">{say(view.run.random_source)}</span>
          <input className="plain-input" value={random} onChange={(event) => setRandom(event.target.value)} />
        </label>
      )}
      <p className="button-row">
        {view.may_allocate && (
          <button type="button" className="plain-button primary" aria-busy={allocate.busy} onClick={() => void allocate.submit(random.trim())}>
            {say(w.allocate)}
          </button>
        )}
        {view.may_publish && (
          <>
            <button type="button" className="plain-button primary" aria-busy={publish.busy} onClick={() => void publish.submit(null)}>
              {say(w.publish)}
            </button>
            <span className="quiet">{say(w.publishHint)}</span>
          </>
        )}
        {view.may_withdraw && !withdrawing && (
          <button type="button" className="plain-button" onClick={() => setWithdrawing(true)}>
            {say(w.withdraw)}
          </button>
        )}
      </p>
      {withdrawing && view.may_withdraw && (
        <p className="button-row">
          <input
            className="plain-input"
            aria-label={say(w.askReason)}
            placeholder={say(w.askReason)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="button" className="plain-button" disabled={!reason.trim()} onClick={() => void withdraw.submit(reason)}>
            {say(w.withdraw)}
          </button>
        </p>
      )}
    </>
  );
}

function IntegrityCheck({ id, allocated }: { id: string; allocated: boolean }) {
  const { say } = useSpeech();
  const [asked, setAsked] = useState(false);
  const check = useGet('/api/admission-runs/{id}/integrity', { params: { id }, enabled: asked });
  const good =
    check.data?.input_matches && check.data.result_matches && (check.data.computes_again || !allocated);
  return (
    <div>
      <button
        type="button"
        className="plain-button no-print"
        onClick={() => {
          if (asked) void check.refetch();
          setAsked(true);
        }}
      >
        {say(w.integrity)}
      </button>
      <div role="status">
        {check.data && <p className="notice">{say(good ? w.intact : w.notIntact)}</p>}
        {check.data && check.data.marks_differ > 0 && <p className="quiet">{say(w.marksDiffer, { n: check.data.marks_differ })}</p>}
      </div>
    </div>
  );
}
