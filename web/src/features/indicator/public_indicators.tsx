import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered } from '../../ui/page';
import { numberText, periodText } from './figures';
import { StateMark } from './pieces';
import { indicatorWords as w } from './words';

/** What is released, for everybody: figures of the whole city, and the file to take away. */
export function PublicIndicators() {
  const { say, language } = useSpeech();
  const view = useGet('/api/public/indicators');
  return (
    <section className="public-part">
      <h2>{say(w.publicTitle)}</h2>
      <Answered of={view} rows={3}>
        {(data) =>
          data.indicators.length === 0 ? (
            <p className="quiet">{say(w.publicNone)}</p>
          ) : (
            <>
              <p className="quiet">{say(w.publicLead, { day: formatDay(data.as_of, language) })}</p>
              <ul className="public-indicators">
                {data.indicators.map((one) => (
                  <PublicIndicator key={one.id} one={one} />
                ))}
              </ul>
              <p className="button-row no-print">
                <a className="plain-button" href="/api/public/indicators.csv" download>
                  {say(w.publicCsv)}
                </a>
              </p>
            </>
          )
        }
      </Answered>
    </section>
  );
}

function PublicIndicator({ one }: { one: Schemas['PublicIndicator'] }) {
  const { say, language } = useSpeech();
  const unit = { unit: '', unit_name: one.unit_name };
  const period = periodText(one.period, language);
  const value =
    one.value == null
      ? undefined
      : one.of != null
        ? say(w.unitsReach, { met: one.value, all: one.of })
        : numberText(one.value, one.scale, unit, language);
  return (
    <li className="card">
      <h3>{say(one.title)}</h3>
      <p className="gauge-figure">
        {value ?? <span className="quiet">{say(one.suppressed ? w.suppressed : w.unknown)}</span>}
      </p>
      <p>
        {say(w.targetOf, { target: say(one.written) })}
        {period && <span className="quiet"> · {period}</span>}
      </p>
      {/* Why there is no figure is said already. */}
      {!one.suppressed && (value !== undefined || one.verdict !== 'unknown') && <StateMark state={one.verdict} />}
      <p className="quiet">{say(one.definition)}</p>
    </li>
  );
}
