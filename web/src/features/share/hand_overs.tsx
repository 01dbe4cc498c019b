import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { UnitLink } from '../plan/pieces';
import { shareWords as w } from './words';

type Line = Schemas['HandOverLine'];

/** Units with open work and nobody for it, or soon nobody: for who appoints people and who keeps the
 *  plan. What a person had on his list is his unit's, so a successor has it with his post. */
export function HandOvers() {
  const { say } = useSpeech();
  const may = useMay();
  const sees = may('share.decide') || may('account.manage');
  const list = useGet('/api/hand-overs', { enabled: sees });
  if (!list.data || list.data.lines.length === 0) return null;
  const { lines } = list.data;
  const left = lines.filter((line) => line.from != null);
  const never = lines.filter((line) => line.from == null);
  return (
    <Section title={say(w.handOvers)} count={left.length > 0 ? left.length : undefined}>
      {left.length > 0 && <Lines lines={left} />}
      {never.length > 0 && (
        <details>
          <summary>{say(w.neverHeld, { n: never.length })}</summary>
          <Lines lines={never} />
        </details>
      )}
    </Section>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { say, language } = useSpeech();
  const may = useMay();
  return (
    <ul className="work-list">
      {lines.map((line) => (
        <li key={line.unit.id} className="report-row">
          <div className="work-what">
            <span className="row-title">
              <UnitLink unit={line.unit} />
            </span>
            <span className="quiet">
              {line.from != null && (
                <span className="tag tag-open">
                  {say(line.vacancy === 'vacant' ? w.vacantSince : w.vacantFrom, { day: formatDay(line.from, language) })}
                </span>
              )}{' '}
              {say(w.leftOpen, { n: line.open_shares, late: line.late_shares })}
              {line.officers.map((officer, place) => (
                <span key={place}>
                  {' · '}
                  {officer.name}
                  {officer.acting && say(w.actingOfficer)}{' '}
                  {officer.until != null
                    ? say(w.heldUntil, { day: formatDay(officer.until, language) })
                    : say(w.heldSince, { day: formatDay(officer.since, language) })}
                </span>
              ))}
            </span>
          </div>
          <div className="report-row-acts no-print">
            {may('account.manage') && (
              <AppLink className="plain-button" to="/admin?tab=people">
                {say(w.appoint)}
              </AppLink>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
