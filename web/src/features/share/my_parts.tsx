import { useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { shareWords as w } from './words';

/** What was handed down to the units of my posts. */
export function MyParts() {
  const { say } = useSpeech();
  const mine = useGet('/api/my-parts');
  const open = mine.data?.parts.filter((part) => !part.answered) ?? [];
  if (open.length === 0) return null;
  return (
    <Section title={say(w.myParts)} count={open.length}>
      <ul className="work-list">
        {open.map((line) => (
          <li key={line.part.id} className="report-row">
            <div className="work-what">
              <AppLink to={`/plan/shares/${line.share.id}/parts`} className="row-title">
                <b>{say(w.task, { n: line.share.task })}</b> {say(line.share.task_title)}
              </AppLink>
              <span className="quiet">
                {say(w.from, { unit: say(line.share.unit.short_name) })} {line.part.what}
              </span>
            </div>
            <AppLink className="plain-button no-print" to={`/plan/shares/${line.share.id}/parts`}>
              {say(w.answer)}
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
