import { lazy, Suspense, useMemo, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { daysBetween, formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Section } from '../../ui/page';
import { type Line, figureText, numberText, periodText, unitFigureText } from './figures';
import { Ahead, FigureText, StateMark } from './pieces';
import { aheadPoints, type Day, linePoints, monthEnds, pathPoints, targetLevel, withNow } from './trend_points';
import { indicatorWords as w } from './words';

type Working = Schemas['IndicatorWorking'];

const Chart = lazy(() => import('./trend_chart'));

/** How the figure went, where it goes, and what the picture says as a table. */
export function Trend({ id, working }: { id: string; working: Working }) {
  const { say, language } = useSpeech();
  const [compared, setCompared] = useAddressWord('beside', '');
  const { line, unit } = working;
  const day = working.as_of;
  const query = { to: day, unit: unit?.id };
  const series = useGet('/api/indicators/{id}/days', { params: { id }, query, keep: true });
  const other = useGet('/api/indicators/{id}/days', {
    params: { id },
    query: { to: day, unit: compared },
    enabled: compared !== '',
    keep: true,
  });
  const kept = series.data?.days;
  // A count of units is no line between them and their own figures.
  const comparable = working.units.filter((one) => !line.each && one.figure.value != null);
  const days = useMemo(
    () => withNow(kept ?? [], line, unit ? working.unit_figure : line.figure, day),
    [kept, line, unit, working.unit_figure, day],
  );
  const content = useMemo(
    () => ({
      label: say(w.trendChart, { title: say(line.title), n: days.length }),
      names: {
        actual: say(unit?.name ?? w.actual),
        other: say(comparable.find((one) => one.unit.id === compared)?.unit.name ?? w.unit),
        target: say(w.targetOf, { target: say(line.target.written) }),
        path: say(w.path),
        forecast: say(w.forecast),
      },
      actual: linePoints(days),
      other: compared ? linePoints(other.data?.days ?? []) : [],
      path: unit ? [] : pathPoints(line),
      target: unit ? undefined : targetLevel(line),
      ahead: unit ? undefined : aheadPoints(line, days),
      text: (value: number) =>
        line.each && !unit ? String(value) : numberText(Math.round(value * 10 ** line.scale), line.scale, line, language),
    }),
    // The rest follows from these.
    [days, other.data, compared, language, line, unit],
  );
  return (
    <Section title={say(w.trend)}>
      {!unit && <Foreseen line={line} />}
      {series.data && say(series.data.withheld) && <p className="notice">{say(series.data.withheld)}</p>}
      {series.data && days.length === 0 && !say(series.data.withheld) && <p className="quiet">{say(w.trendNone)}</p>}
      {days.length > 0 && (
        <>
          {comparable.length > 0 && (
            <div className="toolbar no-print">
              <label>
                {say(w.compareUnit)}{' '}
                <select className="plain-input" value={compared} onChange={(event) => setCompared(event.target.value)}>
                  <option value="">{say(w.noComparison)}</option>
                  {comparable.map((one) => (
                    <option key={one.unit.id} value={one.unit.id}>
                      {say(one.unit.name)}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          <Suspense fallback={<div className="trend-chart" />}>
            <Chart content={content} />
          </Suspense>
          <p className="quiet gauge-small">{say(w.trendLead)}</p>
          <Days line={line} days={days} ofUnit={unit != null} />
        </>
      )}
    </Section>
  );
}

function Foreseen({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const ahead = line.forecast;
  if (!ahead) return null;
  if (say(ahead.refused)) return <p className="quiet">{say(w.aheadRefused, { why: say(ahead.refused) })}</p>;
  return (
    <>
      <Ahead line={line} />
      {ahead.from != null && ahead.to != null && (
        <p className="quiet gauge-small">
          {say(w.standsOn, {
            n: ahead.points,
            from: formatDay(ahead.from, language),
            to: formatDay(ahead.to, language),
            method: say(ahead.method),
          })}
        </p>
      )}
    </>
  );
}

function Days({ line, days, ofUnit }: { line: Line; days: Day[]; ofUnit: boolean }) {
  const { say, language } = useSpeech();
  const [all, setAll] = useState(false);
  const rows = (all ? days : monthEnds(days)).slice().reverse();
  const text = ofUnit ? unitFigureText : figureText;
  return (
    <>
      <div className="table-scroll trend-table" tabIndex={0} role="region" aria-label={say(w.trend)}>
        <table className="data-table">
          <caption className="visually-hidden">{say(w.trend)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(w.day)}</th>
              <th scope="col">{say(w.period)}</th>
              <th scope="col" className="right">
                {say(w.value)}
              </th>
              <th scope="col">{say(w.verdict)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.day}>
                <th scope="row">
                  {formatDay(one.day, language)}
                  {daysBetween(one.day, one.kept_on) > 1 && (
                    <span className="quiet gauge-source">
                      {say(w.computedLater, { day: formatDay(one.kept_on, language) })}
                    </span>
                  )}
                </th>
                <td data-title={say(w.period)}>{periodText(one.period, language) || '—'}</td>
                <td className="right" data-title={say(w.value)}>
                  <FigureText text={text({ ...line, scale: one.scale }, { ...one, reason: { zh: '', en: '' }, gaps: [] }, language)} />
                </td>
                <td data-title={say(w.verdict)}>
                  {!ofUnit || line.each || one.denominator != null ? <StateMark state={one.verdict} /> : <span className="quiet">{say(w.partOfSum)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {days.length > monthEnds(days).length && (
        <button type="button" className="link-button no-print" onClick={() => setAll(!all)}>
          {say(all ? w.monthsOnly : w.everyDay)}
        </button>
      )}
    </>
  );
}
