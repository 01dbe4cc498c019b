import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { address, call, type Schemas } from '../../api/client';
import { queryClient, refresh, useGet } from '../../api/queries';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { SeverityTag } from '../plan/pieces';
import { groupByRule } from '../plan/finding_groups';
import { draftWords as w, kEffectWords } from './words';

/** The end of a review: what the plan would be, what it changes, and the button that loads it. */
export default function FinishPage() {
  const { id = '' } = useParams();
  const { say } = useSpeech();
  const view = useGet('/api/drafts/{id}', { params: { id } });
  const check = useGet('/api/drafts/{id}/check', { params: { id } });
  const [done, setDone] = useState<Schemas['DraftFinished']>();
  const title = view.data ? say(view.data.draft.title) || view.data.draft.file_name : '';
  return (
    <Page
      title={done ? say(w.loaded) : say(w.finishTitle)}
      crumbs={[
        { label: say(words.drafts), to: '/drafts' },
        { label: title || id, to: `/drafts/${id}` },
      ]}
    >
      {done ? (
        <Done done={done} />
      ) : (
        <Answered of={view}>
          {({ draft }) => (
            <Answered of={check} rows={10}>
              {(data) => <Check check={data} draft={draft} done={setDone} />}
            </Answered>
          )}
        </Answered>
      )}
    </Page>
  );
}

function Check({
  check,
  draft,
  done,
}: {
  check: Schemas['DraftCheck'];
  draft: Schemas['DraftLine'];
  done: (answer: Schemas['DraftFinished']) => void;
}) {
  const { say } = useSpeech();
  const [replace, setReplace] = useState(false);
  const ready = check.undecided === 0 && check.faults.length === 0 && draft.state === 'review';
  const other = check.effect === 'other_plan';
  const form = useSubmit(
    (body: Schemas['DraftFinish'], key) =>
      call('post', '/api/drafts/{id}/finish', {
        params: { id: draft.id },
        version: draft.version,
        body,
        key,
      }),
    (answer) => {
      refresh('draft');
      done(answer);
    },
  );
  return (
    <>
      {check.undecided > 0 && (
        <div className="notice">
          {say(w.stillOpen, { n: check.undecided })}{' '}
          <AppLink to={`/drafts/${draft.id}?open=1`}>{say(w.backToReview)}</AppLink>
        </div>
      )}
      {check.faults.length > 0 && (
        <div className="trouble" role="alert">
          <h2>{say(w.faults)}</h2>
          <p>{say(w.faultsDetail)}</p>
          <ul className="fault-list">
            {check.faults.map((fault, place) => (
              <li key={place}>{say(fault)}</li>
            ))}
          </ul>
          <p className="trouble-next">
            <AppLink to={`/drafts/${draft.id}`} className="plain-button">
              {say(w.backToReview)}
            </AppLink>
          </p>
        </div>
      )}
      <div className="card finish-card">
        <p>{say(kEffectWords[check.effect], { title: say(check.running_plan_title) })}</p>
        <PlainForm
          problem={form.problem}
          known={[]}
          onSubmit={() => void form.submit({ replace_running: other && replace })}
        >
          {other && (
            <label className="check finish-replace">
              <input
                type="checkbox"
                checked={replace}
                disabled={!ready}
                onChange={(event) => setReplace(event.target.checked)}
              />
              <span>{say(w.replaceIt)}</span>
            </label>
          )}
          {ready && (!other || replace) ? (
            <SubmitButton busy={form.busy}>{say(w.loadIt)}</SubmitButton>
          ) : (
            <button type="button" className="plain-button" disabled>
              {say(w.loadIt)}
            </button>
          )}{' '}
          {check.faults.length === 0 && (
            <a
              className="finish-zip"
              href={address('/api/drafts/{id}/plan.zip', { id: draft.id })}
              download
            >
              {say(w.asFolder)}
            </a>
          )}
        </PlainForm>
      </div>
      {check.moved.length > 0 && (
        <Section title={say(w.movedTitle)} count={check.moved.length}>
          <div className="ask" role="alert">
            <p>{say(w.movedLead)}</p>
            <ul>
              {check.moved.map((task) => (
                <li key={task.to}>
                  {say(w.movedLine, { title: say(task.title), from: task.from, to: task.to })}
                </li>
              ))}
            </ul>
          </div>
        </Section>
      )}
      {check.faults.length === 0 && (
        <Section title={say(w.checkFindings)} count={check.findings.length}>
          {check.findings.length === 0 ? (
            <p className="quiet">{say(w.noCheckFindings)}</p>
          ) : (
            <>
              <p className="quiet hint">{say(w.checkFindingsLead)}</p>
              {groupByRule(check.findings).map((group) => (
                <details key={group.rule} className="doubts" open={group.severity === 'error'}>
                  <summary>
                    <SeverityTag severity={group.severity} /> {say(group.title)}{' '}
                    <span className="count">{group.findings.length}</span>
                  </summary>
                  <ul>
                    {group.findings.map((finding, place) => (
                      <li key={place}>{say(finding.detail)}</li>
                    ))}
                  </ul>
                </details>
              ))}
            </>
          )}
        </Section>
      )}
      {check.effect !== 'first_plan' &&
        check.effect !== 'other_region' &&
        check.faults.length === 0 && (
          <Section title={say(w.changes)} count={check.changes.length}>
            {check.changes.length === 0 ? (
              <p className="quiet">{say(w.noChanges)}</p>
            ) : (
              <details className="doubts">
                <summary>
                  {say(kCountWords.added, { n: count(check, 'added') })} ·{' '}
                  {say(kCountWords.changed, { n: count(check, 'changed') })} ·{' '}
                  {say(kCountWords.removed, { n: count(check, 'removed') })}
                </summary>
                <ul>
                  {check.changes.map((change, place) => (
                    <li key={place}>
                      <span className="tag">{say(kChangeWords[change.kind])}</span>{' '}
                      {say(change.noun_title)} {change.key} {say(change.title)}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Section>
        )}
    </>
  );
}

const kChangeWords = {
  added: { zh: '新增', en: 'new' },
  changed: { zh: '改动', en: 'changed' },
  removed: { zh: '去掉', en: 'dropped' },
};
const kCountWords = {
  added: { zh: '新增 {n}', en: '{n} new' },
  changed: { zh: '改动 {n}', en: '{n} changed' },
  removed: { zh: '去掉 {n}', en: '{n} dropped' },
};

function count(check: Schemas['DraftCheck'], kind: Schemas['ChangeKind']): number {
  return check.changes.filter((change) => change.kind === kind).length;
}

const kRestart_limit_ms = 60_000;

function Done({ done }: { done: Schemas['DraftFinished'] }) {
  const { say } = useSpeech();
  const [ready, setReady] = useState(!done.restarting);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (ready) {
      // Everything that is known here is of the plan before.
      void queryClient.invalidateQueries();
      return undefined;
    }
    let stopped = false;
    const begun = Date.now();
    const ask = async () => {
      try {
        const { plan } = await call('get', '/api/plan');
        if (plan.id === done.plan_id && !stopped) return setReady(true);
      } catch {
        // Not there yet: that is what is waited for.
      }
      if (stopped) return undefined;
      if (Date.now() - begun > kRestart_limit_ms) return setSlow(true);
      return void window.setTimeout(() => void ask(), 700);
    };
    void ask();
    return () => {
      stopped = true;
    };
  }, [ready, done.plan_id]);
  if (done.effect === 'other_region') {
    return <p className="prose">{say(w.keptFolder, { folder: done.folder })}</p>;
  }
  return (
    <div className="prose" role="status">
      {done.load && (
        <p>
          {say(w.loadedNew, {
            added: done.load.shares_added,
            revised: done.load.shares_revised,
            withdrawn: done.load.shares_withdrawn,
          })}
        </p>
      )}
      {!ready && <p>{say(slow ? w.restartSlow : w.restarting)}</p>}
      {(ready || slow) && (
        <p>
          <AppLink to="/plan" className="plain-button primary">
            {say(w.openBoard)}
          </AppLink>
        </p>
      )}
    </div>
  );
}
