import type { Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { age, todayInShanghai } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { aheadText, type Figure, type Line, numberText, pathOn, reached, type State, stateOf } from './figures';
import { indicatorWords as w } from './words';

/** The day that is shown. */
export function useDay(): string {
  return useAsOf() ?? todayInShanghai(Date.now());
}

/** A shape with each state: colour alone tells nobody anything. */
const kSigns: Record<State, string> = {
  unmet: '▲',
  unruled: '◇',
  unknown: '？',
  missing: '○',
  met: '●',
};

export function StateMark({ state, late = false }: { state: State; late?: boolean }) {
  const { say } = useSpeech();
  return (
    <span className={`gauge-state gauge-${state}${late && state === 'unmet' ? ' gauge-late' : ''}`}>
      <span aria-hidden="true">{kSigns[state]}</span> {say(w[state])}
      {late && ` · ${say(w.overdue)}`}
    </span>
  );
}

/** A number, or why there is none. */
export function FigureText({ text }: { text: string | undefined }) {
  const { say } = useSpeech();
  return text === undefined ? <span className="quiet">{say(w.unknown)}</span> : <>{text}</>;
}

/** Every reading of what is missing, each with what it assumes. */
export function Gaps({ figure }: { figure: Figure | null | undefined }) {
  const { say, language, mark } = useSpeech();
  const gaps = figure?.gaps ?? [];
  if (gaps.length === 0) return null;
  return (
    <ul className="gauge-gaps">
      {gaps.map((gap) => (
        <li key={gap.reading.zh}>
          {say(gap.reading) && say(gap.reading) + mark.comma}
          {say(w.gapOf, { n: numberText(gap.amount, 0, gap, language) })}
        </li>
      ))}
    </ul>
  );
}

/** How far along; the notch is where the path wants it on the day. */
export function Track({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const day = useDay();
  const share = reached(line);
  if (share === undefined) return null;
  const target = line.target.low ?? 0;
  const expected = pathOn(line, day);
  const path = expected === undefined || target <= 0 ? undefined : Math.min(1, expected / target);
  const label = [
    say(w.reachedShare, { n: Math.floor(share * 100) }),
    expected === undefined ? '' : say(w.pathNow, { n: numberText(expected, line.target.scale, line.target, language) }),
  ].filter(Boolean);
  return (
    <span className={`gauge-track gauge-${stateOf(line)}`} role="img" aria-label={label.join(' · ')} title={label.join(' · ')}>
      <span className="gauge-fill" style={{ width: `${share * 100}%` }} />
      {path !== undefined && <span className="gauge-notch" style={{ left: `${path * 100}%` }} />}
    </span>
  );
}

/** Where the figure will be on its day; nothing where nothing can be said. */
export function Ahead({ line }: { line: Line }) {
  const { language } = useSpeech();
  const text = aheadText(line, language);
  if (text === undefined) return null;
  return <p className={`gauge-small gauge-ahead-${line.forecast?.outlook}`}>{text}</p>;
}

export function Freshness({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const day = useDay();
  const newest = line.figure?.newest_on;
  if (newest == null) return <span>{say(w.noRecord)}</span>;
  return (
    <span>
      {say(w.newest, { age: age(newest, day, language) })}
      {line.freshness === 'stale' && ` · ${say(w.stale)}`}
    </span>
  );
}

/** Who would report it, where nobody knows yet. */
export function Missing({ what, by }: { what: Text; by: Text }) {
  const { say } = useSpeech();
  return (
    <span className="no-data">
      <strong>{say(w.missing)}</strong>
      {say(what) && <span>{say(what)}</span>}
      <span>{say(w.reportedBy, { who: say(by) || say(w.reporterUnknown) })}</span>
    </span>
  );
}

/** The line of the wall that measures a commitment, once it is known. */
export function useWallLine(commitment: string): Line | undefined {
  const wall = useGet('/api/indicators', { query: { as_of: useAsOf() } });
  return wall.data?.indicators.find((line) => line.commitment === commitment);
}
