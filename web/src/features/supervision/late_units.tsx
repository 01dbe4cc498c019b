import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useGo } from '../../ui/address';
import { formatDay } from '../../ui/dates';
import { PlainForm, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty } from '../../ui/page';
import { words } from '../../ui/words';
import { matching, waitingOf } from './late_choice';
import { kLetterKinds, supervisionWords as w } from './words';

const kDrafts: [Schemas['LetterKind'], keyof typeof w][] = [
  ['reminder', 'draftReminders'],
  ['urge', 'draftUrges'],
  ['circular', 'draftCircular'],
];

/** Who is late today; chosen units get a letter drafted. */
export function LateUnits() {
  const { say, language, mark } = useSpeech();
  const go = useGo();
  const late = useGet('/api/supervision/late');
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  /** The letter somebody wants to draft although the list says to wait. */
  const [asked, setAsked] = useState<Schemas['LetterKind']>();
  const form = useSubmit(
    (body: Schemas['NewLetters'], key) => call('post', '/api/letters', { body, key }),
    (made) => {
      refresh('supervision');
      setChosen([]);
      const [only] = made.letters;
      go(made.letters.length === 1 && only ? `/letters/${only.id}` : '/supervision?tab=letters&state=draft');
    },
  );
  const choose = (units: string[]) => {
    setChosen(units);
    setAsked(undefined);
  };
  const toggle = (unit: string) =>
    choose(chosen.includes(unit) ? chosen.filter((one) => one !== unit) : [...chosen, unit]);
  const draft = (kind: Schemas['LetterKind'], units: string[], shares: string[] | null) =>
    void form.submit({ kind, units, shares, reply_by: null });
  return (
    <Answered of={late}>
      {(data) => {
        if (data.units.length === 0) return <Empty title={say(w.noLate)} />;
        const shown = matching(data.units, q);
        const shownIds = shown.map((one) => one.unit.id);
        const allChosen = shown.length > 0 && shownIds.every((id) => chosen.includes(id));
        const { waiting, ready } = waitingOf(data.units, chosen);
        const count = data.units
          .filter((one) => chosen.includes(one.unit.id))
          .reduce((sum, one) => sum + one.shares.length, 0);
        return (
          <PlainForm problem={form.problem} known={[]} onSubmit={() => undefined}>
            <p className="quiet">{say(w.lateLead)}</p>
            <div className="sticky-bar no-print">
              <div className="toolbar">
                <input
                  type="search"
                  className="plain-input"
                  aria-label={say(w.lateSearch)}
                  placeholder={say(w.lateSearch)}
                  value={q}
                  onChange={(event) => setQ(event.target.value)}
                />
                <label className="check">
                  <input
                    type="checkbox"
                    checked={allChosen}
                    disabled={shown.length === 0}
                    onChange={() =>
                      choose(
                        allChosen
                          ? chosen.filter((id) => !shownIds.includes(id))
                          : [...chosen, ...shownIds.filter((id) => !chosen.includes(id))],
                      )
                    }
                  />
                  {say(w.chooseShown, { n: shown.length })}
                </label>
                <span aria-live="polite">
                  {chosen.length === 0 ? say(w.chooseFirst) : say(w.chosen, { n: chosen.length, shares: count })}
                </span>
                {kDrafts.map(([kind, title]) => (
                  <button
                    key={kind}
                    type="button"
                    className="plain-button"
                    disabled={chosen.length === 0 || form.busy}
                    onClick={() => (waiting.length > 0 ? setAsked(kind) : draft(kind, chosen, null))}
                  >
                    {say(w[title])}
                  </button>
                ))}
              </div>
              {asked && waiting.length > 0 && (
                <div className="form-problem" role="alert">
                  <strong>{say(w.waitTitle, { kind: say(kLetterKinds[asked]) })}</strong>
                  <ul className="plain-list">
                    {waiting.map(({ unit, shares }) => (
                      <li key={unit.id}>
                        {say(unit.name)}
                        {mark.colon}
                        {shares
                          .map((share) => `${say(w.taskNumber, { n: share.task })} ${say(share.advice.reason)}`)
                          .join(mark.list)}
                      </li>
                    ))}
                  </ul>
                  <p className="button-row">
                    {ready.length > 0 && (
                      <button
                        type="button"
                        className="plain-button primary"
                        disabled={form.busy}
                        onClick={() =>
                          draft(
                            asked,
                            ready.map((one) => one.unit.id),
                            ready.flatMap((one) => one.shares.map((share) => share.share)),
                          )
                        }
                      >
                        {say(w.draftWithout)}
                      </button>
                    )}
                    <button
                      type="button"
                      className="plain-button"
                      disabled={form.busy}
                      onClick={() => draft(asked, chosen, null)}
                    >
                      {say(w.draftAll)}
                    </button>
                    <button type="button" className="plain-button" onClick={() => setAsked(undefined)}>
                      {say(words.cancel)}
                    </button>
                  </p>
                </div>
              )}
            </div>
            {shown.length === 0 && <Empty title={say(words.nothingFound)} />}
            <ul className="card-list">
              {shown.map(({ unit, shares }) => (
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
                        <span className="status-late days-late">{say(w.daysLate, { n: share.days_late })}</span>
                        <span className="cell-note">
                          {share.last_step_on
                            ? say(w.lastReport, { day: formatDay(share.last_step_on, language) })
                            : say(w.noReport)}
                          {' · '}
                          {say(w.advice)}
                          {mark.colon}
                          {share.advice.kind ? say(kLetterKinds[share.advice.kind]) : say(w.wait)}
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
        );
      }}
    </Answered>
  );
}
