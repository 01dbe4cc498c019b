import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { moved } from './marks';
import { Receipt, useTakeHome } from './candidate';
import { admissionWords as w, kSectorWords } from './words';

type Choice = Schemas['Choice'];
type Round = Schemas['CandidateRound'];

/** What was chosen, to be read. */
export function ChosenList({ round, choices }: { round: Round; choices: Choice[] }) {
  const { say } = useSpeech();
  return (
    <ol className="candidate-chosen">
      {choices.map((choice, place) => {
        const option = round.options.find((one) => one.code === choice.offer);
        return (
          <li key={choice.offer}>
            <b>{say(w.preferenceN, { n: place + 1 })}</b>
            <span>
              {choice.offer} <Written>{option?.school ?? ''}</Written>
            </span>
            {choice.programmes.map((id) => (
              <span key={id} className="quiet">
                {id} {say(option?.programmes.find((one) => one.id === id)?.title ?? { zh: '', en: '' })}
              </span>
            ))}
            {choice.adjustment && <span className="quiet">{say(w.adjustment)}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function same(one: readonly Choice[], other: readonly Choice[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Draft, submit, change: what is on the screen is saved before it is submitted. */
export function CandidateChoicesForm({ round }: { round: Round }) {
  const { say, mark } = useSpeech();
  const take = useTakeHome();
  const [choices, setChoices] = useState<Choice[]>(round.choices.draft);
  const known = round.choices;
  const params = { round: round.id };
  const save = useSubmit(
    (body: Choice[], key) =>
      call('put', '/api/candidate/rounds/{round}/choices', {
        params,
        body: { choices: body },
        version: known.version,
        key,
      }),
    () => take(),
  );
  const submit = useSubmit(
    async (body: Choice[], key) => {
      let version = known.version;
      if (!same(body, known.draft)) {
        const saved = await call('put', '/api/candidate/rounds/{round}/choices', {
          params,
          body: { choices: body },
          version,
          key: `${key}-draft`,
        });
        version = saved.version;
      }
      return call('post', '/api/candidate/rounds/{round}/submission', { params, version, key });
    },
    () => take(),
  );
  const problem = submit.problem ?? save.problem;
  const change = (place: number, next: Partial<Choice>) =>
    setChoices(choices.map((one, at) => (at === place ? { ...one, ...next } : one)));
  const unchosen = round.options.filter((one) => !choices.some((choice) => choice.offer === one.code));
  const submitted = known.submitted ?? null;
  return (
    <div className="candidate-form">
      {problem && (
        <div className="form-problem" role="alert">
          <strong>{say(problem.title)}</strong>
          <p>{say(problem.detail)}</p>
          {problem.errors.map((error, at) => (
            <p key={at}>{say(error.message)}</p>
          ))}
          {problem.status === 412 && (
            <button type="button" className="plain-button" onClick={() => window.location.reload()}>
              {say({ zh: '看看现在的内容', en: 'Load what is there now' })}
            </button>
          )}
        </div>
      )}
      <ol className="candidate-preferences">
        {choices.map((choice, place) => (
          <li key={choice.offer} className="card">
            <Preference
              round={round}
              choice={choice}
              place={place}
              last={place === choices.length - 1}
              change={(next) => change(place, next)}
              move={(by) => setChoices(moved(choices, place, by))}
              remove={() => setChoices(choices.filter((_, at) => at !== place))}
            />
          </li>
        ))}
      </ol>
      {choices.length < round.preferences_max && unchosen.length > 0 && (
        <label className="field">
          <span className="field-label">{say(w.addPreference)}</span>
          <select
            className="plain-input"
            value=""
            onChange={(event) =>
              setChoices([...choices, { offer: event.target.value, programmes: [], adjustment: false }])
            }
          >
            <option value="" disabled>
              {say(w.chooseSchool)}
            </option>
            {unchosen.map((one) => (
              <option key={one.code} value={one.code}>
                {one.code} {one.school}（{one.sector && `${say(kSectorWords[one.sector])}${mark.comma}`}
                {say(w.seats, { n: one.programmes.reduce((sum, each) => sum + each.seats, 0) })}）
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="button-row">
        <button
          type="button"
          className="plain-button primary"
          aria-busy={submit.busy}
          disabled={choices.length === 0}
          onClick={() => void submit.submit(choices)}
        >
          {say(w.submit)}
        </button>
        <button
          type="button"
          className="plain-button"
          aria-busy={save.busy}
          disabled={same(choices, known.draft)}
          onClick={() => void save.submit(choices)}
        >
          {say(w.saveDraft)}
        </button>
      </p>
      <div role="status">
        {submitted && same(choices, submitted) && <Receipt choices={known} />}
        {submitted && !same(choices, submitted) && <p className="notice">{say(w.changedSince)}</p>}
        {!submitted && known.drafted_at && same(choices, known.draft) && <p className="notice">{say(w.draftSaved)}</p>}
        {!submitted && choices.length > 0 && !same(choices, known.draft) && <p className="notice">{say(w.notSubmitted)}</p>}
      </div>
    </div>
  );
}

function Preference({
  round,
  choice,
  place,
  last,
  change,
  move,
  remove,
}: {
  round: Round;
  choice: Choice;
  place: number;
  last: boolean;
  change: (next: Partial<Choice>) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}) {
  const { say } = useSpeech();
  const option = round.options.find((one) => one.code === choice.offer);
  const programmes = option?.programmes ?? [];
  const toggle = (id: string) =>
    change({
      programmes: choice.programmes.includes(id)
        ? choice.programmes.filter((one) => one !== id)
        : [...choice.programmes, id],
    });
  return (
    <fieldset className="candidate-preference">
      <legend>
        <b>{say(w.preferenceN, { n: place + 1 })}</b> {choice.offer} <Written>{option?.school ?? ''}</Written>
      </legend>
      {programmes.length > 1 && (
        <>
          {programmes.map((programme) => {
            const at = choice.programmes.indexOf(programme.id);
            return (
              <label key={programme.id} className="check">
                <input
                  type="checkbox"
                  checked={at >= 0}
                  disabled={at < 0 && choice.programmes.length >= round.programmes_max}
                  onChange={() => toggle(programme.id)}
                />
                {at >= 0 && <b>{at + 1}</b>} {say(programme.title)}（{say(w.seats, { n: programme.seats })}）
              </label>
            );
          })}
          <label className="check">
            <input
              type="checkbox"
              checked={choice.adjustment}
              onChange={(event) => change({ adjustment: event.target.checked })}
            />
            {say(w.adjustment)}
          </label>
        </>
      )}
      <p className="button-row">
        <button type="button" className="link-button" disabled={place === 0} onClick={() => move(-1)}>
          {say(w.up)}
        </button>
        <button type="button" className="link-button" disabled={last} onClick={() => move(1)}>
          {say(w.down)}
        </button>
        <button type="button" className="link-button" onClick={remove}>
          {say(w.remove)}
        </button>
      </p>
    </fieldset>
  );
}
