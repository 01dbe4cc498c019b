import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAddressWord, useGo } from '../../ui/address';
import { formatDay, formatInstant } from '../../ui/dates';
import { DataTable } from '../../ui/data_table';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { AppealsPart } from './appeals';
import { AwardsPart } from './awards';
import { momentText } from './marks';
import { SimulationPart } from './simulation';
import { OffersPart } from './offers';
import { PeoplePart } from './people';
import { TrackingPart } from './tracking';
import { admissionWords as w, kPhaseWords, kRunWords } from './words';

export type Admission = Schemas['AdmissionView'];

export default function AdmissionPage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const admission = useGet('/api/admissions/{id}', { params: { id } });
  const [tab, setTab] = useAddressWord('part', 'rounds');
  const data = admission.data;
  const elsewhere = data !== undefined && data.decided_by.zh !== '';
  const works = data ? data.may.prepare || data.may.confirm : false;
  const tabs = [
    { key: 'rounds', title: say(w.rounds) },
    { key: 'offers', title: say(w.offers) },
    ...(works || data?.may.issue ? [{ key: 'people', title: say(w.people) }] : []),
    ...(data && data.award_levels.length > 0 ? [{ key: 'awards', title: say(w.awards) }] : []),
    ...(works && !elsewhere ? [{ key: 'appeals', title: say(w.appeals) }] : []),
    ...(works ? [{ key: 'ratio', title: say(data?.owes_ratio ? w.ratio : w.rehearsal) }] : []),
    ...(works ? [{ key: 'tracking', title: say(w.tracking) }] : []),
    { key: 'rules', title: say(w.rules) },
  ];
  return (
    <Page
      title={data ? say(data.title) : say(w.title)}
      crumbs={[{ label: say(w.title), to: '/admissions' }]}
      lead={data && say(data.organiser)}
    >
      <Answered of={admission}>
        {(view) => (
          <>
            <Tabs label={say(w.tabs)} tabs={tabs} chosen={tab} choose={setTab} />
            {tab === 'rounds' && <RoundsPart admission={view} />}
            {tab === 'offers' && <OffersPart admission={view} />}
            {tab === 'people' && <PeoplePart admission={view} />}
            {tab === 'appeals' && <AppealsPart admission={view} />}
            {tab === 'awards' && <AwardsPart admission={view} />}
            {tab === 'ratio' && <SimulationPart admission={view} />}
            {tab === 'tracking' && <TrackingPart admission={view} />}
            {tab === 'rules' && <RulesPart admission={view} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function RoundsPart({ admission }: { admission: Admission }) {
  const { say, language, mark } = useSpeech();
  return (
    <>
      {admission.decided_by.zh && <p className="notice">{say(w.decidedElsewhere, { who: say(admission.decided_by) })}</p>}
      {admission.unknown.length > 0 && (
        <div className="notice">
          <b>{say(w.unknownTitle)}</b>
          <p>{say(w.unknownDetail)}</p>
          <p>{admission.unknown.map((one) => say(one)).join(mark.list)}</p>
        </div>
      )}
      {admission.rounds.map((round) => (
        <Section
          key={round.id}
          title={say(round.title)}
          actions={<span className="tag">{say(kPhaseWords[round.phase])}</span>}
        >
          <p>
            {round.opens_at
              ? say(w.enterTimes, { from: momentText(round.opens_at, language), to: momentText(round.closes_at, language) })
              : say(w.noTimes)}
          </p>
          <p className="quiet">
            {!round.supplementary && <>{say(w.seats, { n: round.seats })} · </>}
            {say(w.submitted, { n: round.submitted })}
          </p>
          <RoundActions admission={admission} round={round} />
          {round.runs.length > 0 && (
            <ul className="card-list">
              {round.runs.map((run) => (
                <li key={run.id} className="card">
                  <AppLink to={`/admissions/${admission.id}/runs/${run.id}`}>{say(w.runNo, { n: run.sequence })}</AppLink>{' '}
                  <span className="tag">{say(kRunWords[run.state])}</span>{' '}
                  {run.correction && <span className="tag">{say(w.correctionMark)}</span>}
                  <p className="quiet">
                    {say(w.frozenAt, { when: formatInstant(run.frozen_at, language) })} ·{' '}
                    {say(w.hash, { hash: run.input_sha256.slice(0, 16) })}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Section>
      ))}
    </>
  );
}

function RoundActions({ admission, round }: { admission: Admission; round: Schemas['AdmissionRoundView'] }) {
  const { say } = useSpeech();
  const go = useGo();
  const form = useSubmit(
    (correction: boolean, key) =>
      call('post', '/api/admissions/{id}/rounds/{round}/runs', {
        params: { id: admission.id, round: round.id },
        body: { correction },
        key,
      }),
    (made) => {
      refresh('admission');
      go(`/admissions/${admission.id}/runs/${made.run.id}`);
    },
  );
  if (!admission.may.prepare) return null;
  const settled = round.runs.every((run) => run.state !== 'frozen' && run.state !== 'allocated');
  return (
    <>
      {form.problem && (
        <p className="form-problem" role="alert">
          {say(form.problem.detail)}
        </p>
      )}
      <p className="button-row">
        {round.phase === 'closed' && !admission.decided_by.zh && (
          <>
            <button type="button" className="plain-button primary" aria-busy={form.busy} onClick={() => void form.submit(false)}>
              {say(w.freeze)}
            </button>
            <span className="quiet">{say(w.freezeHint)}</span>
          </>
        )}
        {round.phase === 'published' && settled && (
          <button type="button" className="plain-button" aria-busy={form.busy} onClick={() => void form.submit(true)}>
            {say(w.correct)}
          </button>
        )}
      </p>
    </>
  );
}

function RulesPart({ admission }: { admission: Admission }) {
  const { say, language } = useSpeech();
  return (
    <DataTable
      caption={say(w.rules)}
      rows={admission.rules}
      rowKey={(rule) => rule.subject.zh + rule.rule.zh + rule.from}
      columns={[
        { key: 'subject', title: say(w.rule), heading: true, cell: (rule) => say(rule.subject) },
        { key: 'text', title: say({ zh: '内容', en: 'Content' }), cell: (rule) => say(rule.rule) },
        { key: 'from', title: say(w.since), sort: (rule) => rule.from, cell: (rule) => formatDay(rule.from, language) },
        {
          key: 'source',
          title: say(w.source),
          cell: (rule) => (
            <>
              {say(rule.source)} <span className="tag">{say(rule.verified ? w.verifiedRule : w.unverified)}</span>
            </>
          ),
        },
      ]}
    />
  );
}
