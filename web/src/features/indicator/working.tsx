import { useNavigate, useParams } from 'react-router';
import type { Schemas, Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf, useTo } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { ContributingRecords } from './contributing_records';
import {
  type Figure,
  figureText,
  indicatorAddress,
  isOverdue,
  type Line,
  numberText,
  periodText,
  stateOf,
  unitFigureText,
} from './figures';
import { FigureText, Freshness, Gaps, Missing, StateMark, Track, useDay } from './pieces';
import { Trend } from './trend';
import { indicatorWords as w } from './words';

type Working = Schemas['IndicatorWorking'];

/** From a number to all that makes it: formula, definition, parameters, units, records. */
export default function WorkingPage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const asOf = useAsOf();
  const [unit] = useAddressWord('unit', '');
  const [tree] = useAddressWord('tree', '');
  const [period, setPeriod] = useAddressWord('period', '');
  const [against, setAgainst] = useAddressWord('against', '');
  const asked = { as_of: asOf, unit: unit || undefined, tree: tree || undefined };
  const view = useGet('/api/indicators/{id}', {
    params: { id },
    query: { ...asked, period: period || undefined },
    keep: true,
  });
  const other = useGet('/api/indicators/{id}', {
    params: { id },
    query: { ...asked, period: against },
    enabled: against !== '',
    keep: true,
  });
  return (
    <Page
      wide
      title={view.data ? say(view.data.line.title) : say(w.title)}
      crumbs={[{ label: say(w.title), to: '/indicators' }]}
      actions={
        <>
          <CopyLink />
          <button type="button" className="plain-button no-print" onClick={() => window.print()}>
            {say(words.print)}
          </button>
        </>
      }
    >
      <Answered of={view} rows={12}>
        {(data) => (
          <div className="columns">
            <div className="column-main">
              <Head working={data} />
              <Units
                id={id}
                working={data}
                tree={tree}
                other={against === '' ? undefined : other.data}
                period={period}
                setPeriod={setPeriod}
                against={against}
                setAgainst={setAgainst}
              />
              {data.line.measured && <Trend id={id} working={data} />}
              {data.periods.length > 1 && (
                <Bars
                  title={say(w.byPeriod)}
                  line={data.line}
                  rows={data.periods.map(({ period: one, figure }) => ({
                    key: one,
                    title: { zh: periodText(one, 'zh'), en: periodText(one, 'en') },
                    figure,
                  }))}
                />
              )}
              {data.dimensions.map((table) => (
                <Bars
                  key={table.name}
                  title={say(w.byDimension, { name: say(table.title) })}
                  line={data.line}
                  rows={table.values.map(({ value, title, figure }) => ({ key: value, title, figure }))}
                  ofUnits
                />
              ))}
              {data.line.measured && <ContributingRecords id={id} unit={unit} tree={tree} period={period} />}
            </div>
            <div className="column-side">
              <Origin working={data} />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}

/** A unit has no target of its own where only the sum of all is judged. */
function isJudged(line: Line, figure: Figure): boolean {
  return line.each || figure.denominator != null;
}

function Head({ working }: { working: Working }) {
  const { say, language } = useSpeech();
  const day = useDay();
  const { line, unit } = working;
  const figure = unit ? working.unit_figure : line.figure;
  const state = unit ? (figure?.verdict ?? 'unknown') : stateOf(line);
  const text = figure && (unit ? unitFigureText : figureText)(line, figure, language);
  return (
    <div className="card gauge-head">
      <p className="gauge-card-head">
        {unit && figure && !isJudged(line, figure) ? (
          <span className="quiet">{say(w.partOfSum)}</span>
        ) : (
          <StateMark state={state} late={!unit && isOverdue(line, day)} />
        )}
        <span className="quiet">
          {unit && `${say(unit.name)} · `}
          {periodText(line.period, language)}
        </span>
      </p>
      {!line.measured && <Missing what={line.missing} by={line.reported_by} />}
      {line.measured && (!unit || figure || !say(working.withheld)) && (
        <p className="gauge-figure">
          <FigureText text={text ?? undefined} />
        </p>
      )}
      {unit && say(working.withheld) && !figure && <p>{say(working.withheld)}</p>}
      <p className="gauge-target">
        {say(w.targetOf, { target: say(line.target.written) })}{' '}
        {line.guide_value && <span className="tag">{say(w.guide)}</span>}
      </p>
      {!unit && <Track line={line} />}
      {figure && <MadeOf figure={figure} />}
      {figure && say(figure.reason) && <p className="quiet">{say(figure.reason)}</p>}
      {figure && (!unit || isJudged(line, figure)) && <Gaps figure={figure} />}
      <p className="gauge-foot quiet">
        {line.measured && <Freshness line={line} />}
        {line.lead && <span>{say(line.lead.name)}</span>}
        <AppLink to={`/commitments/${encodeURIComponent(line.commitment)}`}>{say(w.served)}</AppLink>
      </p>
    </div>
  );
}

function MadeOf({ figure }: { figure: Figure }) {
  const { say } = useSpeech();
  const number = (value: number) => value.toLocaleString('en');
  return (
    <p className="quiet">
      {figure.denominator != null && figure.denominator > 0
        ? say(w.made, {
            numerator: number(figure.numerator),
            denominator: number(figure.denominator),
            records: figure.records,
          })
        : say(w.madeOf, { records: figure.records })}
    </p>
  );
}

/** How much more or less, in the unit; of shares in points. */
function Change({ now, then, line }: { now: Figure | null | undefined; then: Figure | null | undefined; line: Line }) {
  const { say, language } = useSpeech();
  if (now?.value == null || then?.value == null) return <span className="quiet">—</span>;
  const difference = now.value - then.value;
  const sign = difference > 0 ? '+' : '';
  const text =
    line.unit === 'percent'
      ? say(w.points, { n: (difference / 10 ** line.scale).toFixed(line.scale) })
      : numberText(difference, line.scale, line, language);
  return <>{sign + text}</>;
}

function Then({ figure, line }: { figure: Figure | undefined; line: Line }) {
  const { language } = useSpeech();
  return <FigureText text={figure && unitFigureText(line, figure, language)} />;
}

function Units({
  id,
  working,
  tree,
  other,
  period,
  setPeriod,
  against,
  setAgainst,
}: {
  id: string;
  working: Working;
  tree: string;
  other: Working | undefined;
  period: string;
  setPeriod: (period: string) => void;
  against: string;
  setAgainst: (period: string) => void;
}) {
  const { say, language } = useSpeech();
  const { line } = working;
  const then = new Map((other?.units ?? []).map((one) => [one.unit.id, one.figure] as const));
  const periods = working.periods.map((one) => one.period).filter(Boolean);
  const navigate = useNavigate();
  const to = useTo();
  const rest = { period: period || undefined, against: against || undefined, tree: tree || undefined };
  return (
    <Section title={say(w.byUnit)} count={working.units.length}>
      <div className="toolbar no-print">
        {working.unit && (
          <span className="gauge-trail">
            <AppLink to={indicatorAddress(id, rest)}>{say(w.whole)}</AppLink> / <strong>{say(working.unit.name)}</strong>
          </span>
        )}
        {working.trees.length > 0 && (
          <label>
            {say(w.chooseTree)}{' '}
            <select
              className="plain-input"
              value={tree}
              // A unit of one line may stand in no other.
              onChange={(event) => void navigate(to(indicatorAddress(id, { ...rest, tree: event.target.value })), { replace: true })}
            >
              <option value="">{say(w.administrative)}</option>
              {working.trees.map((one) => (
                <option key={one.id} value={one.id}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </label>
        )}
        {periods.length > 1 && (
          <>
            <label>
              {say(w.choosePeriod)}{' '}
              <select className="plain-input" value={period} onChange={(event) => setPeriod(event.target.value)}>
                <option value="">{periodText(line.period, language)}</option>
                {periods
                  .filter((one) => one !== line.period)
                  .map((one) => (
                    <option key={one} value={one}>
                      {periodText(one, language)}
                    </option>
                  ))}
              </select>
            </label>
            <label>
              {say(w.comparePeriod)}{' '}
              <select className="plain-input" value={against} onChange={(event) => setAgainst(event.target.value)}>
                <option value="">{say(w.noComparison)}</option>
                {periods.map((one) => (
                  <option key={one} value={one}>
                    {periodText(one, language)}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      </div>
      {say(working.withheld) && <p className="notice">{say(working.withheld)}</p>}
      {working.units.length === 0 ? (
        !say(working.withheld) && <p className="quiet">{say(w.noUnits)}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.byUnit)}>
          <table className="data-table">
            <caption className="visually-hidden">{say(w.byUnit)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(w.unit)}</th>
                <th scope="col" className="right">
                  {periodText(line.period, language) || say(w.value)}
                </th>
                {against && (
                  <>
                    <th scope="col" className="right">
                      {periodText(against, language)}
                    </th>
                    <th scope="col" className="right">
                      {say(w.change)}
                    </th>
                  </>
                )}
                <th scope="col">{say(w.verdict)}</th>
                <th scope="col">{say(w.shortfall)}</th>
              </tr>
            </thead>
            <tbody>
              {working.units.map((one) => (
                <tr key={one.unit.id}>
                  <th scope="row">
                    <AppLink to={indicatorAddress(id, { ...rest, unit: one.unit.id })}>{say(one.unit.name)}</AppLink>
                  </th>
                  <td className="right" data-title={say(w.value)}>
                    <FigureText text={unitFigureText(line, one.figure, language)} />
                  </td>
                  {against && (
                    <>
                      <td className="right" data-title={periodText(against, language)}>
                        <Then figure={then.get(one.unit.id)} line={line} />
                      </td>
                      <td className="right" data-title={say(w.change)}>
                        <Change now={one.figure} then={then.get(one.unit.id)} line={line} />
                      </td>
                    </>
                  )}
                  <td data-title={say(w.verdict)}>
                    {isJudged(line, one.figure) ? (
                      <StateMark state={one.figure.verdict} />
                    ) : (
                      <span className="quiet">{say(w.partOfSum)}</span>
                    )}
                  </td>
                  <td data-title={say(w.shortfall)}>
                    {isJudged(line, one.figure) && <Gaps figure={one.figure} />}
                    {say(one.figure.reason) && <span className="quiet">{say(one.figure.reason)}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

/** Figures beside one another; the longest bar is the greatest. */
function Bars({
  title,
  rows,
  line,
  ofUnits = false,
}: {
  title: string;
  rows: { key: string; title: Text; figure: Figure }[];
  line: Line;
  ofUnits?: boolean;
}) {
  const { say, language } = useSpeech();
  const most = Math.max(1, ...rows.map(({ figure }) => figure.value ?? 0));
  return (
    <Section title={title}>
      <ul className="gauge-bars">
        {rows.map(({ key, title: name, figure }) => (
          <li key={key}>
            <span>{say(name)}</span>
            <span className="gauge-bar" aria-hidden="true">
              <span style={{ width: `${(100 * Math.max(0, figure.value ?? 0)) / most}%` }} />
            </span>
            <b>
              <FigureText text={(ofUnits ? unitFigureText : figureText)(line, figure, language)} />
            </b>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Origin({ working }: { working: Working }) {
  const { say, language } = useSpeech();
  const { definition } = working;
  return (
    <>
      <Section title={say(w.working)}>
        <dl className="facts">
          <dt>{say(w.formula)}</dt>
          <dd>{say(working.formula)}</dd>
          <dt>{say(w.definition)}</dt>
          <dd>{say(working.definition.text)}</dd>
          {say(working.definition.excluded) && (
            <>
              <dt>{say(w.excluded)}</dt>
              <dd>{say(working.definition.excluded)}</dd>
            </>
          )}
          <dt>{say(w.source)}</dt>
          <dd>{working.source}</dd>
          {working.registers.length > 0 && (
            <>
              <dt>{say(w.registersRead)}</dt>
              <dd>
                <ul>
                  {working.registers.map((one) => (
                    <li key={one.noun}>
                      {one.readable ? <AppLink to={`/registers/${one.noun}`}>{say(one.title)}</AppLink> : say(one.title)}
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
        <p className="quiet">
          {definition.ruled_on != null && definition.ruled_by != null
            ? say(w.ruledBy, { who: say(definition.ruled_by.name), day: formatDay(definition.ruled_on, language) })
            : say(w.noRuling)}
        </p>
        {definition.questions.length > 0 && (
          <ul className="questions">
            {definition.questions.map((question) => (
              <li key={question.zh}>{say(question)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={say(w.parameters)}>
        {working.parameters.length === 0 && <p className="quiet">{say(w.noParameters)}</p>}
        <ul className="plain-list">
          {working.parameters.map((one) => (
            <li key={`${one.noun} ${one.name}`}>
              <AppLink to={`/indicators/parameters/${one.noun}/${one.name}`}>{say(one.title)}</AppLink> <b>{numberText(one.value, 0, { unit: one.unit, unit_name: { zh: '', en: '' } }, language)}</b>
              {one.from && <span className="quiet"> {say(w.since, { day: formatDay(one.from, language) })}</span>}
              <span className="quiet gauge-source">
                {one.source} {!one.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {working.footnotes.length > 0 && (
        <Section title={say(w.footnotes)}>
          <ol className="gauge-notes">
            {working.footnotes.map((note) => (
              <li key={note.zh}>{say(note)}</li>
            ))}
          </ol>
        </Section>
      )}
      {working.sql && (
        <details className="no-print">
          <summary>{say(w.statement)}</summary>
          <pre className="gauge-sql" tabIndex={0}>
            {working.sql}
          </pre>
        </details>
      )}
    </>
  );
}
