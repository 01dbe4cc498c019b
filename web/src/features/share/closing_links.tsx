import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { kWorkKinds } from '../plan/words';
import { type WorkPart, WorkRow } from '../plan/work_stack';
import { useSession } from '../../frame/session';
import { kClosingStateWords, shareWords as w } from './words';

type Line = Schemas['ClosingLine'];

function ClosingRows({ lines }: { lines: Line[] }) {
  const { say, language } = useSpeech();
  return (
    <ul className="work-list">
      {lines.map((line) => (
        <li key={line.id} className="report-row">
          <div className="work-what">
            <AppLink to={`/plan/closings/${line.id}`} className="row-title">
              <b>{say(w.task, { n: line.task })}</b> {say(line.task_title)}
            </AppLink>
            <span className="quiet">
              {say(w.appliedBy, {
                unit: say(line.unit.short_name),
                who: line.applied_by,
                day: formatDay(line.applied_on, language),
              })}
            </span>
          </div>
          <span className="tag">{say(kClosingStateWords[line.state])}</span>
        </li>
      ))}
    </ul>
  );
}

/** Closings in which the next step may be mine. */
export function useClosingWork(): WorkPart {
  const { say, language } = useSpeech();
  const closings = useGet('/api/closings');
  const waiting = closings.data?.closings.filter((line) => line.possible.length > 0) ?? [];
  return {
    of: [closings],
    items: waiting.map((line) => {
      const to = `/plan/closings/${line.id}`;
      const opine = line.possible.includes('opine');
      return {
        key: `closing ${line.id}`,
        stack: 'approval',
        due: opine ? line.opinions_due_on : null,
        row: (
          <WorkRow
            kind={kWorkKinds.closing}
            to={to}
            title={
              <>
                <b>{say(w.task, { n: line.task })}</b> {say(line.task_title)}
              </>
            }
            notes={[
              say(kClosingStateWords[line.state]),
              say(w.appliedBy, {
                unit: say(line.unit.short_name),
                who: line.applied_by,
                day: formatDay(line.applied_on, language),
              }),
            ]}
            due={opine ? line.opinions_due_on : undefined}
            today={closings.data?.today}
          >
            <AppLink className="plain-button" to={to} label={`${say(w.handle)} ${say(w.task, { n: line.task })}`}>
              {say(w.handle)}
            </AppLink>
          </WorkRow>
        ),
      };
    }),
  };
}

/** All applications of a task, those that are over as well. */
export function ClosingsOfTask({ task }: { task: number }) {
  const { say } = useSpeech();
  const closings = useGet('/api/closings', { query: { task, all: true } });
  if (!closings.data || closings.data.closings.length === 0) return null;
  return (
    <Section title={say(w.closings)} count={closings.data.closings.length}>
      <ClosingRows lines={closings.data.closings} />
    </Section>
  );
}

const kShownAtOnce = 3;

/** What the viewer can do with his shares of a task. */
export function MySharesOfTask({ shares }: { shares: Schemas['ShareLine'][] }) {
  const { say } = useSpeech();
  const session = useSession().data;
  const decides = session?.permissions.includes('share.decide') ?? false;
  const asked = useGet('/api/my-parts');
  const mine = shares.filter((share) => share.mine && share.closed_on == null);
  if (mine.length === 0) return null;
  const own = mine.every((share) => session?.posts.some((post) => post.unit === share.unit.id));
  const rows = (
    <ul className="work-list">
        {mine.map((share) => (
          <li key={share.id} className="report-row">
            <span className="work-what">{say(share.unit.short_name)}</span>
            <div className="report-row-acts">
              {asked.data && (
                <AppLink className="plain-button" to={`/plan/shares/${share.id}/reports/${asked.data.period}`}>
                  {say(w.reportOf, { period: say(asked.data.period_title) })}
                </AppLink>
              )}
              <AppLink className="plain-button" to={`/plan/shares/${share.id}/milestones`}>
                {say(w.milestones)}
              </AppLink>
              <AppLink className="plain-button" to={`/plan/shares/${share.id}/parts`}>
                {say(w.parts)}
              </AppLink>
              {decides && (
                <AppLink className="plain-button" to={`/plan/shares/${share.id}/change`}>
                  {say(w.change)}
                </AppLink>
              )}
              {share.status !== 'condition_pending' && (
                <AppLink className="plain-button" to={`/plan/shares/${share.id}/closing`}>
                  {say(w.applyForClosing)}
                </AppLink>
              )}
            </div>
          </li>
        ))}
    </ul>
  );
  return (
    <Section title={say(own ? w.mySharesHere : w.sharesInReach)} count={mine.length} className="no-print">
      {mine.length <= kShownAtOnce ? (
        rows
      ) : (
        <details>
          <summary>{say(w.showAll, { n: mine.length })}</summary>
          {rows}
        </details>
      )}
    </Section>
  );
}
