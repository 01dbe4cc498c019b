import type { Schemas, Text } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import type { Language, Values } from '../../ui/text';
import { recordAddress } from '../register/records';
import { amountText, scaled } from './amounts';
import { educationWords as w } from './words';

export type Compliance = Schemas['Compliance'];
type Indicator = Schemas['IndicatorView'];

/** A shape with each outcome: colour alone tells nobody anything. */
const kSigns: Record<Compliance['outcome'], string> = {
  met: '●',
  basic: '◐',
  unmet: '▲',
  unknown: '？',
  exempt: '–',
  no_data: '○',
  unseen: '–',
};

export function OutcomeMark({ compliance }: { compliance: Compliance }) {
  const { say } = useSpeech();
  return (
    <span className={`outcome outcome-${compliance.outcome}`}>
      <span aria-hidden="true">{kSigns[compliance.outcome]}</span> {say(w[compliance.outcome])}
    </span>
  );
}

/** The title of a field often names its unit, which the number does already. */
export function needText(need: Schemas['Need'], say: (text: Text, values?: Values) => string, language: Language): string {
  const title = say(need.title).replace(/\s*[（(][^（）()]*[）)]$/, '');
  return say(w.needOf, { title, n: amountText(need.gap, language) });
}

/** What is still needed, each as a number that one could order. */
export function NeedsText({ needs }: { needs: Compliance['needs'] }) {
  const { say, language, mark } = useSpeech();
  return (
    <>
      {needs.map((need) => needText(need, say, language)).join(mark.list)}
    </>
  );
}

/** Every indicator of a standard with value, threshold, gap and what is not known. */
export function ComplianceView({ compliance }: { compliance: Compliance }) {
  const { say, language } = useSpeech();
  if (compliance.indicators.length === 0) {
    return (
      <p>
        <OutcomeMark compliance={compliance} /> <span className="quiet">{say(compliance.why)}</span>
      </p>
    );
  }
  return (
    <>
      <p>
        <OutcomeMark compliance={compliance} />{' '}
        {say(w.complianceLead, {
          year: compliance.year ?? '',
          state: say(compliance.state_title),
          day: formatDay(compliance.judged_on, language),
          passed: compliance.passed,
          judged: compliance.judged,
        })}{' '}
        <AppLink to={recordAddress(compliance.register_name, compliance.record)}>{say(w.openRecord)}</AppLink>
      </p>
      {compliance.needs.length > 0 && (
        <p className="notice">
          {say(w.needsLead)}
          <strong>
            <NeedsText needs={compliance.needs} />
          </strong>
        </p>
      )}
      <IndicatorTable title={say(w.judgedTitle)} indicators={compliance.indicators.filter((one) => one.judged)} />
      {compliance.indicators.some((one) => !one.judged) && (
        <IndicatorTable title={say(w.shownTitle)} indicators={compliance.indicators.filter((one) => !one.judged)} />
      )}
      <p className="quiet hint">
        {say(w.basicNote, { n: compliance.basic_passes })}
        {!compliance.basic_verified && <span className="tag tag-open"> {say(w.unverified)}</span>} {compliance.source}
      </p>
    </>
  );
}

function IndicatorTable({ title, indicators }: { title: string; indicators: Indicator[] }) {
  const { say } = useSpeech();
  return (
    <>
    <h3 className="owned-title">{title}</h3>
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="data-table indicator-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say(w.indicator)}</th>
            <th scope="col" className="right">
              {say(w.value)}
            </th>
            <th scope="col" className="right">
              {say(w.threshold)}
            </th>
            <th scope="col">{say(w.verdict)}</th>
            <th scope="col">{say(w.gap)}</th>
            <th scope="col">{say(w.source)}</th>
          </tr>
        </thead>
        <tbody>
          {indicators.map((one) => (
            <IndicatorRow key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </div>
    </>
  );
}

function IndicatorRow({ one }: { one: Indicator }) {
  const { say, language, mark } = useSpeech();
  const unit = say(one.unit);
  const shown = (value: number) => `${scaled(value, one.scale)}${/^[\u2236%]/.test(unit) ? unit : ` ${unit}`}`;
  const verdict = { met: w.verdictMet, unmet: w.verdictUnmet, unknown: w.verdictUnknown }[one.verdict];
  const sign = { met: '●', unmet: '▲', unknown: '？' }[one.verdict];
  return (
    <tr>
      <th scope="row">{say(one.title)}</th>
      <td className="right" data-title={say(w.value)}>
        {one.value === null || one.value === undefined ? (
          <span className="quiet">{one.missing.length > 0 ? say(w.verdictUnknown) : '—'}</span>
        ) : (
          shown(one.value)
        )}
      </td>
      <td className="right" data-title={say(w.threshold)}>
        {say(one.at_most ? w.atMost : w.atLeast, { n: shown(one.threshold) })}
      </td>
      <td data-title={say(w.verdict)}>
        <span className={`outcome outcome-${one.verdict}`}>
          <span aria-hidden="true">{sign}</span> {say(verdict)}
        </span>
      </td>
      <td data-title={say(w.gap)}>
        {one.need && needText(one.need, say, language)}
        {one.missing.length > 0 && (
          <span className="quiet">{say(w.missing, { fields: one.missing.map((field) => say(field)).join(mark.list) })}</span>
        )}
      </td>
      <td data-title={say(w.source)}>
        {one.source}
        {!one.verified && <span className="tag tag-open"> {say(w.unverified)}</span>}
      </td>
    </tr>
  );
}
