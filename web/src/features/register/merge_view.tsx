import { useState } from 'react';
import type { ApiProblem } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { Trouble } from '../../ui/page';
import { type Declaration, type Field, fieldOf } from './declaration';
import type { Conflict } from './merge';
import type { RecordAnswer } from './records';
import { readTyped, type Typed, typedOf, valueText } from './value_text';
import { registerWords as w } from './words';

/** Somebody else saved first: his values and mine, field by field. */
export function MergeView({
  of,
  answer,
  before,
  labels,
  conflicts,
  taken,
  problem,
  busy,
  save,
  giveUp,
}: {
  of: Declaration;
  /** The record as it is now. */
  answer: RecordAnswer;
  /** As it was when I began. */
  before: RecordAnswer | undefined;
  labels: Record<string, string>;
  conflicts: Conflict[];
  taken: string[];
  problem: ApiProblem | undefined;
  busy: boolean;
  save: (choices: Typed) => void;
  giveUp: () => void;
}) {
  const { say, language, mark } = useSpeech();
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({});
  const open = conflicts.filter((one) => chosen[one.field] === undefined);
  const text = (field: Field, typed: string, from: RecordAnswer | undefined, own = false): string => {
    const read = readTyped(field, typed);
    if ('wrong' in read) return typed;
    const label = own && labels[field.name] ? labels[field.name] : from?.record.labels[field.name];
    return valueText(field, read.value, language, from?.units, label) || say(w.notFilled);
  };
  return (
    <div className="merge" role="region" aria-label={say(w.mergeTitle)}>
      <div className="ask" role="alert">
        <h2>{say(w.mergeTitle)}</h2>
        <p>{say(conflicts.length > 0 ? w.mergeSome : w.mergeNone, { n: conflicts.length })}</p>
        {taken.length > 0 && (
          <p className="quiet">
            {say(w.mergeTaken, {
              fields: taken
                .map((name) => {
                  const field = fieldOf(of, name);
                  return field ? `${say(field.title)}${mark.colon}${text(field, typedOf(field, answer.record.values[name]), answer)}` : name;
                })
                .join(mark.list),
            })}
          </p>
        )}
      </div>
      {problem && <Trouble problem={problem} />}
      <ul className="card-list">
        {conflicts.map((one) => {
          const field = fieldOf(of, one.field);
          if (!field) return null;
          const choice = (side: 'mine' | 'theirs', title: string, value: string) => (
            <label className="merge-choice">
              <input
                type="radio"
                name={`merge-${one.field}`}
                checked={chosen[one.field] === side}
                onChange={() => setChosen({ ...chosen, [one.field]: side })}
              />
              <span>
                <span className="quiet">{title}</span>
                <strong className="wrap-any">{value}</strong>
              </span>
            </label>
          );
          return (
            <li key={one.field} className="card">
              <fieldset className="merge-field">
                <legend>{say(field.title)}</legend>
                <p className="quiet">
                  {say(w.mergeWas)}
                  {mark.colon}
                  {text(field, one.base, before)}
                </p>
                {choice('theirs', say(w.mergeTheirs), text(field, one.theirs, answer))}
                {choice('mine', say(w.mergeMine), text(field, one.mine, before, true))}
              </fieldset>
            </li>
          );
        })}
      </ul>
      <p className="button-row">
        <button
          type="button"
          className="plain-button primary"
          disabled={open.length > 0}
          aria-busy={busy}
          onClick={() =>
            save(
              Object.fromEntries(
                conflicts.map((one) => [one.field, chosen[one.field] === 'theirs' ? one.theirs : one.mine]),
              ),
            )
          }
        >
          {say(w.mergeSave)}
        </button>
        <button type="button" className="plain-button" onClick={giveUp}>
          {say(w.mergeGiveUp)}
        </button>
      </p>
    </div>
  );
}
