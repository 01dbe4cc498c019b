import { useState } from 'react';
import { send, type Text } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { words } from '../../ui/words';
import type { Declaration, Transition } from './declaration';
import { ReasonField, useTakeRecord } from './record_parts';
import { type PossibleStep, type RecordAnswer, recordPath, type SignOff } from './records';
import { registerWords as w } from './words';

type Party = SignOff['parties'][number];

const kOpinionWords: Record<Party['opinion'], Text> = {
  waiting: w.opinionWaiting,
  agreed: w.opinionAgreed,
  objected: w.opinionObjected,
  silent: w.opinionSilent,
};

/** Who was asked for an opinion before a step, what each said, and the answer of this person. */
export function SignOffPanel({
  of,
  answer,
  step,
  possible,
  taken,
}: {
  of: Declaration;
  answer: RecordAnswer;
  step: Transition;
  possible: PossibleStep;
  taken: ((after: RecordAnswer) => void) | undefined;
}) {
  const { say, language, mark } = useSpeech();
  const [open, setOpen] = useState('');
  const signOff = possible.sign_off;
  if (!signOff) return null;
  return (
    <div className="sign-off">
      <h3>{say(w.signOffOf, { step: say(step.title) })}</h3>
      <p className={signOff.complete ? 'quiet' : undefined}>
        {say(signOff.complete ? w.signOffComplete : w.signOffNeeded, {
          needed: signOff.needed,
          agreed: signOff.agreed,
        })}
        {signOff.silence_until && !signOff.complete && ` ${say(w.silenceUntil, { day: formatDay(signOff.silence_until, language) })}`}
      </p>
      <ul className="plain-list sign-off-list">
        {signOff.parties.map((party) => (
          <li key={party.name}>
            <span>
              <strong>{say(party.title)}</strong>{' '}
              <span className={party.opinion === 'objected' ? 'tag tag-open' : 'tag'}>{say(kOpinionWords[party.opinion])}</span>
            </span>
            {party.signed_on && (
              <span className="quiet">
                {[party.unit ? say(party.unit) : '', party.by, formatDay(party.signed_on, language)].filter(Boolean).join(mark.list)}
              </span>
            )}
            {party.comment && <span className="sign-off-comment">{party.comment}</span>}
            {party.may && open !== party.name && (
              <button
                type="button"
                className={party.opinion === 'waiting' ? 'plain-button primary no-print' : 'link-button no-print'}
                onClick={() => setOpen(party.name)}
              >
                {say(party.opinion === 'waiting' || party.opinion === 'silent' ? w.sign : w.signAgain)}
              </button>
            )}
            {open === party.name && (
              <SignForm of={of} answer={answer} step={step} party={party} close={() => setOpen('')} taken={taken} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function SignForm({
  of,
  answer,
  step,
  party,
  close,
  taken,
}: {
  of: Declaration;
  answer: RecordAnswer;
  step: Transition;
  party: Party;
  close: () => void;
  taken: ((after: RecordAnswer) => void) | undefined;
}) {
  const { say } = useSpeech();
  const { record } = answer;
  const take = useTakeRecord(of.name);
  const [agrees, setAgrees] = useState(true);
  const [comment, setComment] = useState('');
  const form = useSubmit(
    (body: { given: object; version: number }, key) =>
      send<RecordAnswer>('post', `${recordPath(of.name, record.id)}/steps/${step.name}/signatures`, {
        body: body.given,
        version: body.version,
        key,
      }),
    (after) => {
      take(after);
      close();
      taken?.(after);
    },
  );
  const submit = () =>
    void form.submit({
      version: record.version,
      given: { party: party.name, agrees, ...(comment.trim() && { comment: comment.trim() }) },
    });
  const choice = (value: boolean, title: Text) => (
    <label>
      <input type="radio" name={`sign-${party.name}`} checked={agrees === value} onChange={() => setAgrees(value)} /> {say(title)}
    </label>
  );
  return (
    <PlainForm problem={form.problem} known={['comment']} onSubmit={submit}>
      <fieldset className="field">
        <legend className="field-label">{say(w.opinionOf, { party: say(party.title) })}</legend>
        <p className="sign-off-choice">
          {choice(true, w.agree)}
          {choice(false, w.object)}
        </p>
      </fieldset>
      <ReasonField
        label={say(agrees ? w.commentOptional : w.objectionWhy)}
        value={comment}
        set={setComment}
        optional={agrees}
        error={form.errorOf('comment')}
      />
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(w.signNow)}</SubmitButton>
        <button type="button" className="plain-button" onClick={close}>
          {say(words.cancel)}
        </button>
      </p>
    </PlainForm>
  );
}
