import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { markText, momentText } from './marks';
import { useTakeHome } from './candidate';
import { admissionWords as w, kAppealWords } from './words';

type Round = Schemas['CandidateRound'];
type Result = Schemas['CandidateResult'];

/** What came of it, why, and what to do next: large, printable, without anybody else's marks. */
export function CandidateResultView({ round, result }: { round: Round; result: Result }) {
  const { say, language } = useSpeech();
  return (
    <div className="candidate-result">
      <p className={result.admitted ? 'candidate-outcome candidate-in' : 'candidate-outcome'}>{say(result.sentence)}</p>
      {result.position > 0 && (
        <p>
          {say(w.onPlace)} <b>{result.position}</b>
        </p>
      )}
      {result.corrected && <p className="notice">{say(w.corrected)}</p>}
      {result.next_steps.length > 0 && (
        <>
          <h3>{say(w.nextSteps)}</h3>
          <ul className="candidate-next">
            {result.next_steps.map((step, at) => (
              <li key={at}>{say(step)}</li>
            ))}
          </ul>
        </>
      )}
      <Reply round={round} result={result} />
      {result.preferences.length > 0 && (
        <>
          <h3>{say(w.why)}</h3>
          <ol className="candidate-why">
            {result.preferences.map((one) => (
              <li key={one.number} className={one.reason === 'chosen' ? 'card candidate-chosen-one' : 'card'}>
                <p>
                  <b>{say(w.preferenceN, { n: one.number })}</b> <Written>{one.school}</Written>
                </p>
                <p>{say(one.sentence)}</p>
                {one.lowest_thousandths != null && (
                  <dl className="candidate-marks">
                    <div>
                      <dt>{say(w.lowestHere)}</dt>
                      <dd>
                        {markText(one.lowest_thousandths)} · {say(w.rankN, { n: one.lowest_position ?? 0 })}
                      </dd>
                    </div>
                    {say(one.decided_by) && (
                      <div>
                        <dt>{say(w.whatDecided)}</dt>
                        <dd>{say(one.decided_by)}</dd>
                      </div>
                    )}
                  </dl>
                )}
                {one.programmes.map((line, at) => (
                  <p key={at} className="quiet">
                    {say(line)}
                  </p>
                ))}
              </li>
            ))}
          </ol>
        </>
      )}
      {result.may_appeal && <AppealForm round={round} />}
      <p className="quiet candidate-hash">
        {say(w.publishedAt, { when: formatInstant(result.published_at, language) })} · {say(w.dataHash)}{' '}
        <code>{result.input_sha256.slice(0, 16)}</code>
      </p>
    </div>
  );
}

function Reply({ round, result }: { round: Round; result: Result }) {
  const { say } = useSpeech();
  const take = useTakeHome();
  const [asking, setAsking] = useState(false);
  const form = useSubmit(
    (answer: Schemas['ReplyAnswer'], key) =>
      call('post', '/api/candidate/rounds/{round}/reply', { params: { round: round.id }, body: { answer }, key }),
    (home) => take(home),
  );
  if (!result.admitted) return null;
  return (
    <div>
      {form.problem && (
        <p className="form-problem" role="alert">
          {say(form.problem.detail)}
        </p>
      )}
      {result.reply === 'confirm' && <p className="notice">{say(w.confirmed)}</p>}
      {result.reply === 'decline' && <p className="notice">{say(w.declined)}</p>}
      {result.may_reply && !asking && (
        <p className="button-row no-print">
          {result.reply !== 'confirm' && (
            <button type="button" className="plain-button primary" aria-busy={form.busy} onClick={() => void form.submit('confirm')}>
              {say(w.confirm)}
            </button>
          )}
          <button type="button" className="plain-button" onClick={() => setAsking(true)}>
            {say(w.decline)}
          </button>
        </p>
      )}
      {asking && result.reply !== 'decline' && (
        <div className="ask" role="alertdialog" aria-label={say(w.decline)}>
          <p>{say(w.declineAsk)}</p>
          <p className="button-row">
            <button type="button" className="plain-button" aria-busy={form.busy} onClick={() => void form.submit('decline')}>
              {say(w.decline)}
            </button>
            <button type="button" className="plain-button" onClick={() => setAsking(false)}>
              {say({ zh: '不放弃', en: 'Keep it' })}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}

function AppealForm({ round }: { round: Round }) {
  const { say, language } = useSpeech();
  const take = useTakeHome();
  const [text, setText] = useState('');
  const form = useSubmit(
    (body: string, key) =>
      call('post', '/api/candidate/rounds/{round}/appeals', { params: { round: round.id }, body: { text: body }, key }),
    (home) => take(home),
  );
  return (
    <details className="candidate-appeal no-print">
      <summary>
        {say(w.appeal)}
        {round.appeal_by && <span className="quiet"> {say(w.appealUntil, { when: momentText(round.appeal_by, language) })}</span>}
      </summary>
      <PlainForm problem={form.problem} known={[]} onSubmit={() => void form.submit(text.trim())}>
        <label className="field">
          <span className="field-label">{say(w.appealText)}</span>
          <textarea className="plain-input" rows={4} maxLength={1000} required value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <SubmitButton busy={form.busy}>{say(w.sendAppeal)}</SubmitButton>
      </PlainForm>
    </details>
  );
}

export function CandidateAppeals({ round, appeals }: { round: Round; appeals: Schemas['CandidateAppeal'][] }) {
  const { say, language } = useSpeech();
  const mine = appeals.filter((appeal) => appeal.round === round.id);
  if (mine.length === 0) return null;
  return (
    <>
      <h3>{say(w.appeals)}</h3>
      <ul className="candidate-appeals">
        {mine.map((appeal) => (
          <li key={appeal.made_at} className="card">
            <p>
              <b>{say(kAppealWords[appeal.state])}</b> <span className="quiet">{formatInstant(appeal.made_at, language)}</span>
            </p>
            <p>{appeal.text}</p>
            <p>{appeal.answer || say(w.appealSent)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
