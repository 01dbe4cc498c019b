import type { Schemas } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { MeasuredShort } from '../indicator/measured';
import { kPeriodWords, planWords as w } from './words';

type Commitment = Schemas['CommitmentLine'];

export function SourceLink({ source }: { source: Schemas['Source'] }) {
  const { say } = useSpeech();
  if (source.measure != null) {
    return (
      <AppLink to={`/plan/measures/${source.measure}`}>
        {say(w.measureN, { n: source.measure })}
      </AppLink>
    );
  }
  if (source.task != null) {
    return <AppLink to={`/plan/tasks/${source.task}`}>{say(w.taskN, { n: source.task })}</AppLink>;
  }
  return <Written>{source.section}</Written>;
}

export function usePeriod(): (commitment: Pick<Commitment, 'period' | 'due_on'>) => string {
  const { say, language } = useSpeech();
  return ({ period, due_on }) =>
    due_on ? say(w.by, { day: formatDay(due_on, language) }) : say(kPeriodWords[period]);
}

/** What is still missing before the number can be said. */
export function WhoReports({ commitment }: { commitment: Pick<Commitment, 'measured_by'> }) {
  const { say } = useSpeech();
  const by = say(commitment.measured_by);
  return (
    <span className="no-data">
      <strong>{say(w.noDataBy)}</strong>
      <span>{say(w.reportedBy, { who: by || say(w.reporterUnknown) })}</span>
    </span>
  );
}

/** On the board: target, and an empty track while nothing is measured. */
export function CommitmentChip({ commitment }: { commitment: Commitment }) {
  const { say, mark } = useSpeech();
  return (
    <AppLink
      to={`/commitments/${encodeURIComponent(commitment.id)}`}
      className="commitment-chip"
      title={`${say(commitment.title)}${mark.colon}${say(commitment.written)}`}
    >
      <span className="commitment-chip-name">{say(commitment.title)}</span>
      <span className="commitment-chip-target">{say(commitment.written)}</span>
      {!commitment.measured && (
        <span
          className="commitment-track"
          role="img"
          aria-label={say(w.notMeasured)}
          title={say(w.notMeasured)}
        />
      )}
    </AppLink>
  );
}

/** Beside other things: one block, not a card. */
export function CommitmentRow({ commitment }: { commitment: Commitment }) {
  const { say } = useSpeech();
  const period = usePeriod();
  const by = say(commitment.measured_by);
  return (
    <li className="commitment-row">
      <AppLink to={`/commitments/${encodeURIComponent(commitment.id)}`}>{say(commitment.title)}</AppLink>
      <strong>{say(commitment.written)}</strong>
      <span className="quiet commitment-row-note">
        {period(commitment)}
        {!commitment.measured && (
          <>
            {' · '}
            {say(w.noDataWho, { who: by || say(w.reporterUnknown) })}
          </>
        )}
        {commitment.definition_open && ` · ${say(w.definitionOpen)}`}
      </span>
    </li>
  );
}

export function CommitmentCard({ commitment }: { commitment: Commitment }) {
  const { say } = useSpeech();
  const period = usePeriod();
  return (
    <li className="card commitment-card">
      <h2>
        <AppLink to={`/commitments/${encodeURIComponent(commitment.id)}`}>{say(commitment.title)}</AppLink>
      </h2>
      <p className="commitment-target">
        <span className="commitment-figure">{say(commitment.written)}</span>
        <span className="quiet">{period(commitment)}</span>
      </p>
      <MeasuredShort commitment={commitment.id} otherwise={<WhoReports commitment={commitment} />} />
      <p className="tags">
        {commitment.definition_open && <span className="tag tag-open">{say(w.definitionOpen)}</span>}
        {commitment.guide_value && <span className="tag">{say(w.guideValue)}</span>}
        {commitment.aspiration && <span className="tag">{say(w.aspiration)}</span>}
      </p>
      <dl className="facts facts-small">
        <dt>{say(w.owner)}</dt>
        <dd>
          {commitment.owner ? (
            <AppLink to={`/units/${encodeURIComponent(commitment.owner.id)}`}>
              {say(commitment.owner.short_name)}
            </AppLink>
          ) : (
            <span className="quiet">{say(w.noOwner)}</span>
          )}
        </dd>
        <dt>{say(w.source)}</dt>
        <dd>
          <SourceLink source={commitment.source} />
        </dd>
      </dl>
    </li>
  );
}
