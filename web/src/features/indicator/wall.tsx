import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { words } from '../../ui/words';
import {
  countStates,
  figureText,
  indicatorAddress,
  isOverdue,
  kStates,
  type Line,
  numberText,
  pathOn,
  periodText,
  stateOf,
  worstFirst,
} from './figures';
import { Ahead, FigureText, Freshness, Gaps, Missing, StateMark, Track, useDay } from './pieces';
import { indicatorWords as w } from './words';

/** What the plan promised in numbers, worst first, and honestly what nobody knows. */
export default function WallPage() {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const day = useDay();
  const [state, setState] = useAddressWord('state', '');
  const [measure, setMeasure] = useAddressWord('measure', '');
  const [owner, setOwner] = useAddressWord('owner', '');
  const wall = useGet('/api/indicators', { query: { as_of: asOf }, keep: true });
  // The wall knows no measure; the commitments as written do.
  const commitments = useGet('/api/commitments', { query: { as_of: asOf }, keep: true });
  const measures = new Map(
    (commitments.data?.commitments ?? []).map((one) => [one.id, one.source.measure ?? undefined] as const),
  );
  const all = wall.data?.indicators ?? [];
  const counts = countStates(all);
  const numbers = [...new Set(measures.values())].filter((one) => one !== undefined).sort((a, b) => a - b);
  const owners = [...new Map(all.flatMap((line) => (line.owner ? [[line.owner.id, line.owner]] as const : []))).values()];
  const shown = worstFirst(all, day).filter(
    (line) =>
      (state === '' || stateOf(line) === state) &&
      (measure === '' || String(measures.get(line.commitment) ?? '') === measure) &&
      (owner === '' || line.owner?.id === owner),
  );
  const clear = () => {
    setState('');
    setMeasure('');
    setOwner('');
  };
  return (
    <Page
      wide
      title={say(w.title)}
      lead={
        wall.data &&
        say(w.lead, {
          n: all.length,
          met: counts.met,
          short: counts.unmet,
          unknown: counts.unknown + counts.unruled + counts.missing,
        })
      }
      actions={
        <>
          <CopyLink />
          <button type="button" className="plain-button no-print" onClick={() => window.print()}>
            {say(words.print)}
          </button>
        </>
      }
    >
      <IndicatorLinks />
      <Answered of={wall} rows={12}>
        {() => (
          <>
            <ul className="gauge-counts" aria-label={say(w.countsTitle)}>
              {kStates.map((one) => (
                <li key={one}>
                  <button
                    type="button"
                    className={`gauge-count gauge-${one}`}
                    aria-pressed={state === one}
                    onClick={() => setState(state === one ? '' : one)}
                  >
                    <b>{counts[one]}</b>
                    <StateMark state={one} />
                  </button>
                </li>
              ))}
            </ul>
            <div className="toolbar no-print" role="group" aria-label={say(w.filters)}>
              <select
                className="plain-input"
                aria-label={say(w.measureFilter)}
                value={measure}
                onChange={(event) => setMeasure(event.target.value)}
              >
                <option value="">{say(w.allMeasures)}</option>
                {numbers.map((one) => (
                  <option key={one} value={String(one)}>
                    {say(w.measureN, { n: one })}
                  </option>
                ))}
              </select>
              <select
                className="plain-input"
                aria-label={say(w.ownerFilter)}
                value={owner}
                onChange={(event) => setOwner(event.target.value)}
              >
                <option value="">{say(w.allOwners)}</option>
                {owners.map((one) => (
                  <option key={one.id} value={one.id}>
                    {say(one.name)}
                  </option>
                ))}
              </select>
              {(state || measure || owner) && (
                <button type="button" className="link-button" onClick={clear}>
                  {say(words.clearFilters)}
                </button>
              )}
            </div>
            {shown.length === 0 ? (
              <Empty title={say(words.nothingFound)}>{say(words.nothingFoundDetail)}</Empty>
            ) : (
              <ul className="wall gauge-wall">
                {shown.map((line) => (
                  <Card key={`${line.commitment} ${line.id}`} line={line} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

export function IndicatorLinks() {
  const { say } = useSpeech();
  return (
    <p className="gauge-links no-print">
      <AppLink to="/indicators/data-quality">{say(w.dataQuality)}</AppLink>
      <AppLink to="/commitments">{say(w.commitmentTexts)}</AppLink>
      <AppLink to="/indicators/parameters">{say(w.parameterList)}</AppLink>
      <AppLink to="/indicators/what-if">{say(w.whatIf)}</AppLink>
    </p>
  );
}

function Card({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const day = useDay();
  const state = stateOf(line);
  const { target, figure } = line;
  const to = line.measured
    ? indicatorAddress(line.id)
    : `/commitments/${encodeURIComponent(line.commitment)}`;
  const when = target.due_on ? say(w.due, { day: formatDay(target.due_on, language) }) : '';
  const expected = pathOn(line, day);
  const answers = line.lead ?? line.owner;
  return (
    <li className={`card gauge-card gauge-edge-${state}`}>
      <p className="gauge-card-head">
        <StateMark state={state} late={isOverdue(line, day)} />
        <span className="quiet">{periodText(line.period, language) || when}</span>
      </p>
      <h2>
        <AppLink to={to}>{say(line.title)}</AppLink>
      </h2>
      {state === 'missing' ? (
        <Missing what={line.missing} by={line.reported_by} />
      ) : (
        <p className="gauge-figure">
          <FigureText text={figure ? figureText(line, figure, language) : undefined} />
        </p>
      )}
      {figure && say(figure.reason) && <p className="quiet gauge-small">{say(figure.reason)}</p>}
      <p className="gauge-target">
        {say(w.targetOf, { target: say(target.written) })} {line.guide_value && <span className="tag">{say(w.guide)}</span>}
      </p>
      {state !== 'missing' && <Track line={line} />}
      {expected !== undefined && (
        <p className="quiet gauge-small">
          {say(w.pathNow, { n: numberText(expected, target.scale, target, language) })}
        </p>
      )}
      {state !== 'met' && <Gaps figure={figure} />}
      <Ahead line={line} />
      <p className="gauge-foot quiet">
        {state !== 'missing' && <Freshness line={line} />}
        {answers && <span>{say(answers.name)}</span>}
      </p>
    </li>
  );
}
