import { type FormEvent, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { hasPast, useAsOf, useDayAsked, useSetAsOf, withAsOf } from '../ui/address';
import { addDays, formatDay, isDay, todayInShanghai } from '../ui/dates';
import { useSpeech } from '../ui/language';
import { words } from '../ui/words';
import { Popover } from './popover';

export function AsOfPicker() {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const shown = asOf ? formatDay(asOf, language) : say(words.asOfToday);
  return (
    <Popover
      className="as-of"
      buttonClass={asOf ? 'bar-button as-of-past' : 'bar-button'}
      button={
        <>
          <span className="bar-quiet">{say(words.asOf)}</span> {shown}
          <span aria-hidden="true"> ▾</span>
        </>
      }
    >
      {(close) => <AsOfPanel close={close} />}
    </Popover>
  );
}

function AsOfPanel({ close }: { close: () => void }) {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const setAsOf = useSetAsOf();
  const navigate = useNavigate();
  const pageHasPast = hasPast(useLocation().pathname);
  const today = todayInShanghai(Date.now());
  const [day, setDay] = useState(asOf ?? today);
  const choose = (chosen: string | undefined) => {
    // A page that knows only today gives way to the plan of that day.
    if (pageHasPast || !chosen || chosen === today) setAsOf(chosen);
    else void navigate(withAsOf('/plan', chosen));
    close();
  };
  const year = Number(today.slice(0, 4));
  const presets: [string, string][] = [
    [say(words.oneMonthAgo), addDays(today, -30)],
    [say(words.middleOfYear, { year }), `${year}-06-30`],
    ...[1, 2, 3].map((back): [string, string] => [
      say(words.endOfYear, { year: year - back }),
      `${year - back}-12-31`,
    ]),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDay(day) && day <= today) choose(day);
  };
  return (
    <form className="as-of-panel" onSubmit={submit}>
      <p className="panel-title">{say(words.asOfChoose)}</p>
      <div className="as-of-row">
        <input
          type="date"
          className="plain-input"
          aria-label={say(words.asOfDay)}
          value={day}
          max={today}
          min="2020-01-01"
          required
          onChange={(event) => setDay(event.target.value)}
        />
        <button type="submit" className="plain-button primary">
          {say(words.asOfApply)}
        </button>
      </div>
      <div className="as-of-presets">
        <button type="button" className="plain-button" onClick={() => choose(undefined)}>
          {say(words.asOfToday)}
        </button>
        {presets
          .filter(([, preset]) => preset < today)
          .map(([name, preset]) => (
            <button
              key={preset}
              type="button"
              className="plain-button"
              title={formatDay(preset, language)}
              onClick={() => choose(preset)}
            >
              {name}
            </button>
          ))}
      </div>
      <p className="quiet">{say(pageHasPast ? words.asOfHint : words.asOfElsewhere)}</p>
    </form>
  );
}

export function AsOfBanner() {
  const { say, language } = useSpeech();
  const asked = useDayAsked();
  const setAsOf = useSetAsOf();
  if (asked.kind === 'today') return null;
  const said =
    asked.kind === 'not_a_day'
      ? say(words.asOfNoDay, { written: asked.written })
      : say(asked.kind === 'past' ? words.asOfBanner : words.asOfTodayOnly, {
          day: formatDay(asked.day, language),
        });
  return (
    <div className="as-of-banner" role="status">
      <span>{said}</span>
      <span className="banner-actions no-print">
        {asked.kind === 'past' && <Link to={`/changes?since=${asked.day}`}>{say(words.asOfChanges)}</Link>}
        <button type="button" className="link-button" onClick={() => setAsOf(undefined)}>
          {say(asked.kind === 'past' ? words.asOfBack : words.asOfClear)}
        </button>
      </span>
    </div>
  );
}
