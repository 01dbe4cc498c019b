import type { Schemas } from '../../api/client';
import { countdown, formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { nextDutyDay } from './duty_days';
import { SourceLink } from './commitment_pieces';
import { useNames } from './names';
import { kPeriodWords, planWords as w } from './words';

/** Duties that come back, each with the next day it is due. */
export function DutyList({
  duties,
  day,
  named = true,
}: {
  duties: Schemas['Duty'][];
  day: string;
  /** Who it concerns; off where that is the reader. */
  named?: boolean;
}) {
  const { say, language, mark } = useSpeech();
  const names = useNames();
  return (
    <ul className="duty-list">
      {duties.map((duty) => {
        const next = nextDutyDay(duty, day);
        return (
          <li key={duty.id}>
            <strong>{say(duty.title)}</strong>{' '}
            {!duty.verified && <span className="tag">{say(w.unverified)}</span>}
            <span className="quiet duty-line">
              {say(kPeriodWords[duty.period])}
              {next && (
                <>
                  {' · '}
                  {formatDay(next, language)}
                  {mark.comma}
                  {countdown(next, day, language)}
                </>
              )}
              {' · '}
              <SourceLink source={duty.source} />
              {named && duty.units.length > 0 && ' · '}
              {(named ? duty.units : []).map((id, place) => {
                const unit = names.unit(id);
                const body = names.body(id);
                return (
                  <span key={id}>
                    {place > 0 && mark.list}
                    {unit ? (
                      <AppLink to={`/units/${encodeURIComponent(id)}`}>{say(unit)}</AppLink>
                    ) : body ? (
                      <AppLink to={`/bodies#${encodeURIComponent(id)}`}>{say(body)}</AppLink>
                    ) : (
                      <span lang="zh-CN">{names.scope(id) ?? id}</span>
                    )}
                  </span>
                );
              })}
            </span>
            {say(duty.note) && <span className="quiet duty-line">{say(duty.note)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
