import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useGo } from '../../ui/address';
import { formatDay } from '../../ui/dates';
import { PlainForm, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty } from '../../ui/page';
import { kLetterKinds, supervisionWords as w } from './words';

const kDrafts: [Schemas['LetterKind'], keyof typeof w][] = [
  ['reminder', 'draftReminders'],
  ['urge', 'draftUrges'],
  ['circular', 'draftCircular'],
];

/** Who is late today; chosen units get a letter drafted. */
export function LateUnits() {
  const { say, language } = useSpeech();
  const go = useGo();
  const late = useGet('/api/supervision/late');
  const [chosen, setChosen] = useState<string[]>([]);
  const form = useSubmit(
    (body: Schemas['NewLetters'], key) => call('post', '/api/letters', { body, key }),
    (made) => {
      refresh('supervision');
      setChosen([]);
      const [only] = made.letters;
      go(made.letters.length === 1 && only ? `/letters/${only.id}` : '/supervision?tab=letters&state=draft');
    },
  );
  const toggle = (unit: string) =>
    setChosen(chosen.includes(unit) ? chosen.filter((one) => one !== unit) : [...chosen, unit]);
  return (
    <Answered of={late}>
      {(data) =>
        data.units.length === 0 ? (
          <Empty title={say(w.noLate)} />
        ) : (
          <PlainForm problem={form.problem} known={[]} onSubmit={() => undefined}>
            <p className="quiet">{say(w.lateLead)}</p>
            <div className="toolbar sticky-bar no-print">
              <span aria-live="polite">
                {chosen.length === 0 ? say(w.chooseFirst) : say(w.chosen, { n: chosen.length })}
              </span>
              {kDrafts.map(([kind, title]) => (
                <button
                  key={kind}
                  type="button"
                  className="plain-button"
                  disabled={chosen.length === 0 || form.busy}
                  onClick={() => void form.submit({ kind, units: chosen, shares: null, reply_by: null })}
                >
                  {say(w[title])}
                </button>
              ))}
            </div>
            <ul className="card-list">
              {data.units.map(({ unit, shares }) => (
                <li key={unit.id} className="card">
                  <label className="check late-unit">
                    <input
                      type="checkbox"
                      checked={chosen.includes(unit.id)}
                      aria-label={say(w.chooseUnit, { unit: say(unit.name) })}
                      onChange={() => toggle(unit.id)}
                    />
                    <strong>{say(unit.name)}</strong>
                  </label>
                  <ul className="plain-list">
                    {shares.map((share) => (
                      <li key={share.share}>
                        <AppLink to={`/plan/tasks/${share.task}`}>
                          {say(w.matterLine, { n: share.task, title: say(share.task_title) })}
                        </AppLink>{' '}
                        <span className="status-late">{say(w.daysLate, { n: share.days_late })}</span>
                        <span className="cell-note">
                          {share.last_step_on
                            ? say(w.lastReport, { day: formatDay(share.last_step_on, language) })
                            : say(w.noReport)}
                          {' · '}
                          {say(w.advice)} {share.advice.kind ? say(kLetterKinds[share.advice.kind]) : say(w.wait)}
                          {' · '}
                          {say(share.advice.reason)}
                        </span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </PlainForm>
        )
      }
    </Answered>
  );
}
