import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { keyOf, useGet } from '../../api/queries';
import { formatDay, formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Empty, Loading, Page, Section, Trouble } from '../../ui/page';
import { Door } from '../access/door';
import { CandidateAppeals, CandidateResultView } from './candidate_result';
import { CandidateChoicesForm, ChosenList } from './candidate_choices';
import { markText, momentText } from './marks';
import { admissionWords as w, kAwardWords, kEligibilityWords } from './words';

export type Home = Schemas['CandidateHome'];

const kHome = '/api/candidate';

/** For a candidate on a phone, often a shared one: nothing is kept in it but what he is typing. */
export default function CandidatePage() {
  const home = useGet(kHome);
  if (home.data && !home.isError) return <SignedIn home={home.data} />;
  if (home.error?.status === 401) return <CandidateSignIn />;
  return (
    <Door>{home.isError ? <Trouble problem={home.error} retry={() => void home.refetch()} /> : <Loading />}</Door>
  );
}

/** Takes the answer of a change as what is known now. */
export function useTakeHome() {
  const client = useQueryClient();
  return (home?: Home) => {
    if (home) client.setQueryData(keyOf(kHome), home);
    else void client.invalidateQueries({ queryKey: [kHome] });
  };
}

function CandidateSignIn() {
  const { say } = useSpeech();
  const open = useGet('/api/public/admissions');
  const client = useQueryClient();
  const [chosen, setChosen] = useState('');
  const [number, setNumber] = useState('');
  const [secret, setSecret] = useState('');
  const [password, setPassword] = useState('');
  const [choosing, setChoosing] = useState(false);
  const admissions = open.data?.admissions ?? [];
  const admission = chosen || admissions[0]?.id || '';
  const form = useSubmit(
    (body: Schemas['CandidateSignIn']) => call('post', '/api/candidate/session', { body }),
    (answer) => {
      if (answer.choose_password) setChoosing(true);
      else void client.resetQueries({ queryKey: [kHome] });
    },
  );
  const submit = () =>
    void form.submit({
      admission,
      number: number.trim(),
      secret,
      ...(choosing ? { new_password: password } : {}),
    });
  return (
    <Door>
      <Page title={say(w.candidateTitle)} lead={say(w.candidateLead)} className="candidate">
        {open.data && admissions.length === 0 ? (
          <Empty title={say(w.none)} />
        ) : (
          <PlainForm problem={form.problem} known={['new_password']} onSubmit={submit}>
            {admissions.length > 1 && (
              <label className="field">
                <span className="field-label">{say(w.whichAdmission)}</span>
                <select className="plain-input" value={admission} onChange={(event) => setChosen(event.target.value)}>
                  {admissions.map((one) => (
                    <option key={one.id} value={one.id}>
                      {say(one.title)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {admissions.length === 1 && <p className="notice">{say(admissions[0]!.title)}</p>}
            {!choosing && (
              <>
                <TextField label={say(w.number)} value={number} onChange={setNumber} autoComplete="username" />
                <TextField label={say(w.secret)} type="password" value={secret} onChange={setSecret} autoComplete="current-password" />
              </>
            )}
            {choosing && (
              <TextField
                label={say(w.newPassword)}
                hint={say(w.newPasswordHint)}
                type="password"
                value={password}
                onChange={setPassword}
                error={form.errorOf('new_password')}
                autoComplete="new-password"
                autoFocus
              />
            )}
            <SubmitButton busy={form.busy}>{say(w.enter)}</SubmitButton>
          </PlainForm>
        )}
        <p>
          <Link to="/public/admissions">{say(w.publicTitle)}</Link>
        </p>
      </Page>
    </Door>
  );
}

function SignedIn({ home }: { home: Home }) {
  const { say, language, setLanguage } = useSpeech();
  const client = useQueryClient();
  const leave = async () => {
    await call('delete', '/api/candidate/session');
    client.clear();
    window.location.assign('/candidate');
  };
  return (
    <div className="public candidate">
      <header className="public-bar no-print">
        <span className="brand-name">{say(home.admission)}</span>
        <span className="button-row">
          <button
            type="button"
            className="link-button"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {language === 'zh' ? 'English' : '中文'}
          </button>
          <button type="button" className="link-button" onClick={() => void leave()}>
            {say(w.leave)}
          </button>
        </span>
      </header>
      <main>
        <Page
          title={home.name}
          lead={
            <>
              {home.number} · {say(home.county)} · <Written>{home.school}</Written>
            </>
          }
        >
          {home.decided_by.zh !== '' && <ResultElsewhere home={home} />}
          <Section title={say(w.myMarks)}>
            {home.marks.length === 0 ? (
              <p className="quiet">{say(w.noMarks)}</p>
            ) : (
              <dl className="candidate-marks">
                {home.marks.map((mark) => (
                  <div key={mark.subject}>
                    <dt>{say(mark.title)}</dt>
                    <dd>{markText(mark.thousandths)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </Section>
          <Standing home={home} />
          {home.decided_by.zh === '' && home.rounds.map((round) => (
            <RoundPart key={round.id} round={round} home={home} />
          ))}
          <Enquiry home={home} />
        </Page>
      </main>
    </div>
  );
}

/** What whoever admits elsewhere has decided. */
function ResultElsewhere({ home }: { home: Home }) {
  const { say, mark } = useSpeech();
  const place = home.elsewhere;
  return (
    <Section title={say(w.result)}>
      {!place ? (
        <p>{say(w.resultNotHere, { who: say(home.decided_by) })}</p>
      ) : place.institution ? (
        <>
          <p className="candidate-sentence">
            {say(w.admittedTo)} <Written>{[place.institution, place.programme, place.round].filter(Boolean).join(mark.comma)}</Written>
          </p>
          {home.papers.zh && <p>{say(home.papers)}</p>}
        </>
      ) : (
        <p>{say(w.notAdmittedElsewhere)}</p>
      )}
    </Section>
  );
}

/** What has been found of him. */
function Standing({ home }: { home: Home }) {
  const { say, language } = useSpeech();
  return (
    <>
      {home.checks_eligibility && (
        <Section title={say(w.eligibility)}>
          <p>
            <b>{say(kEligibilityWords[home.eligibility])}</b> {home.eligibility_reason}
          </p>
        </Section>
      )}
      {home.awards.length > 0 && (
        <Section title={say(w.awards)}>
          <ul className="card-list">
            {home.awards.map((award) => (
              <li key={award.contest + award.level.zh} className="card">
                <p>
                  {say(award.level)} · <Written>{award.contest}</Written> <span className="tag">{say(kAwardWords[award.state])}</span>
                </p>
                {award.state === 'publicised' && <p>{say(w.publicityUntil, { until: formatDay(award.publicised_until, language) })}</p>}
                {award.comment && <p>{award.comment}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function RoundPart({ round, home }: { round: Schemas['CandidateRound']; home: Home }) {
  const { say, language } = useSpeech();
  let body: ReactNode;
  if (round.result) {
    body = <CandidateResultView round={round} result={round.result} />;
  } else if (round.may_enter) {
    body = (
      <>
        <p className="notice">{say(w.closesAt, { when: momentText(round.closes_at, language) })}</p>
        <CandidateChoicesForm key={round.id} round={round} />
      </>
    );
  } else {
    body = (
      <>
        <p className="quiet">{say(round.why_not)}</p>
        <ChosenList round={round} choices={round.choices.submitted ?? []} />
        {round.choices.receipt && <Receipt choices={round.choices} />}
      </>
    );
  }
  return (
    <Section title={say(round.title)} className="candidate-round">
      {body}
      <CandidateAppeals round={round} appeals={home.appeals} />
    </Section>
  );
}

export function Receipt({ choices }: { choices: Schemas['CandidateChoices'] }) {
  const { say, language } = useSpeech();
  return (
    <p className="candidate-receipt">
      {say(w.receipt, { receipt: choices.receipt, when: formatInstant(choices.submitted_at, language) })}
    </p>
  );
}

function Enquiry({ home }: { home: Home }) {
  const { say, language } = useSpeech();
  return (
    <footer className="candidate-foot">
      <p>
        {say(w.helpAt, { office: say(home.enquiry.office) })}{' '}
        {home.enquiry.phone ? <a href={`tel:${home.enquiry.phone}`}>{home.enquiry.phone}</a> : say(w.phoneUnknown)}
      </p>
      {home.code_issued_at && (
        <p className="quiet">
          {say(w.codeGiven, { who: home.code_issued_by, when: formatInstant(home.code_issued_at, language) })}
        </p>
      )}
    </footer>
  );
}
