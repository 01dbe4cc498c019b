import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Trouble } from '../../ui/page';
import { MeasureLinkText, UnitLink } from '../plan/pieces';
import { kRoleWords, kWorkKinds } from '../plan/words';
import { type WorkItem, type WorkPart, WorkRow } from '../plan/work_stack';
import { shareWords as w } from './words';

type Line = Schemas['ReportLine'];
type Mine = Schemas['MyReports'];

export function reportAddress(line: Pick<Line, 'share' | 'period'>): string {
  return `/plan/shares/${line.share.id}/reports/${line.period}`;
}

/** What the units of my posts owe of any period, and what waits for my review. Those of one period
 *  that nobody began have a head: one request says for all of them that nothing changed. */
export function useReportWork(several: boolean): WorkPart & { mine: Mine | undefined; stamps: boolean } {
  const mine = useGet('/api/my-reports');
  const data = mine.data;
  const items: WorkItem[] = [];
  if (data) {
    for (const line of data.returned) {
      items.push({
        key: `report ${line.share.id} ${line.period}`,
        stack: 'returned',
        row: <ReportRow line={line} several={several} today={data.today} />,
      });
    }
    for (const period of new Set(data.owed.map((line) => line.period))) {
      const lines = data.owed.filter((line) => line.period === period);
      const first = lines[0]!;
      const stack = first.days_late > 0 ? 'late' : 'due';
      const untouched = lines.filter((line) => line.state == null);
      if (untouched.length > 1) {
        items.push({
          key: `reports ${period}`,
          stack,
          due: first.due_on,
          count: 0,
          row: <AllUnchanged lines={untouched} />,
        });
      }
      for (const line of lines) {
        items.push({
          key: `report ${line.share.id} ${period}`,
          stack,
          due: line.due_on,
          row: <ReportRow line={line} several={several} today={data.today} />,
        });
      }
    }
    for (const { period, count } of data.review_in) {
      items.push({
        key: `review ${period.key}`,
        stack: 'approval',
        due: period.due_on,
        count,
        row: <ToReview period={period} count={count} />,
      });
    }
  }
  const written = [...(data?.returned ?? []), ...(data?.owed ?? []), ...(data?.submitted ?? [])].length > 0;
  return { items, of: [mine], mine: data, stamps: written };
}

/** That all was submitted is worth a line: people look for it. */
export function ReportsDone({ mine }: { mine: Mine }) {
  const { say } = useSpeech();
  if (mine.submitted.length === 0) return null;
  const open = [...mine.owed, ...mine.returned].some((line) => line.period === mine.asked.key);
  const period = say(mine.asked.title);
  return (
    <p className="work-foot" role="status">
      {say(open ? w.submittedCount : w.allSubmitted, { period, n: mine.submitted.length })}
    </p>
  );
}

function useUnchanged(done: () => void) {
  return useSubmit<Schemas['NoChange'], Mine>(
    (body, key) => call('post', '/api/my-reports/no-change', { body, key }),
    () => {
      done();
      refresh('report');
    },
  );
}

function noChange(lines: Line[]): Schemas['NoChange'] {
  return {
    period: lines[0]!.period,
    reports: lines.map((line) => ({ share: line.share.id, version: line.version })),
  };
}

function AllUnchanged({ lines }: { lines: Line[] }) {
  const { say } = useSpeech();
  const [sure, setSure] = useState(false);
  const send = useUnchanged(() => setSure(false));
  const period = say(lines[0]!.period_title);
  const all = say(w.allNoChange, { period, n: lines.length });
  return (
    <div className="work-group">
      <div className="work-group-head">
        <span>{say(w.notBegun, { period, n: lines.length })}</span>
        {!sure && (
          <button type="button" className="plain-button no-print" onClick={() => setSure(true)}>
            {all}
          </button>
        )}
      </div>
      {send.problem && <Trouble problem={send.problem} retry={() => refresh('report')} />}
      {sure && (
        <div className="card sure" role="group" aria-label={all}>
          <p>{say(w.allNoChangeSure, { period, n: lines.length })}</p>
          <div className="button-row">
            <button
              type="button"
              className="plain-button primary"
              aria-busy={send.busy}
              onClick={() => void send.submit(noChange(lines))}
            >
              {say(w.sendAll)}
            </button>
            <button type="button" className="plain-button" onClick={() => setSure(false)}>
              {say(w.write)}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

function ReportRow({ line, several, today }: { line: Line; several: boolean; today: string }) {
  const { say } = useSpeech();
  const send = useUnchanged(() => undefined);
  const returned = line.state === 'supplement';
  const act = returned ? w.supply : line.state === 'draft' ? w.goOn : w.write;
  const report = say(w.reportOf, { period: say(line.period_title) });
  const name = `${say(w.task, { n: line.share.task })} ${say(act)} ${say(line.period_title)}`;
  return (
    <>
      <WorkRow
        kind={kWorkKinds.report}
        to={reportAddress(line)}
        title={
          <>
            <b>{say(w.task, { n: line.share.task })}</b> {say(line.share.task_title)}
          </>
        }
        notes={[
          <b>{report}</b>,
          ...line.share.measures.map((measure) => <MeasureLinkText number={measure} />),
          say(kRoleWords[line.share.role]),
          several && <UnitLink unit={line.share.unit} />,
          line.asked?.reason,
        ]}
        due={returned ? undefined : line.due_on}
        late={!returned && line.days_late > 0}
        today={today}
      >
        {line.state == null && (
          <button
            type="button"
            className="plain-button"
            aria-busy={send.busy}
            aria-label={`${say(w.noChangeOf, { n: line.share.task })} ${say(line.period_title)}`}
            onClick={() => void send.submit(noChange([line]))}
          >
            {say(w.noChange)}
          </button>
        )}
        <AppLink className={returned ? 'plain-button primary' : 'plain-button'} to={reportAddress(line)} label={name}>
          {say(act)}
        </AppLink>
      </WorkRow>
      {send.problem && <Trouble problem={send.problem} retry={() => refresh('report')} />}
    </>
  );
}

function ToReview({ period, count }: { period: Schemas['PeriodLine']; count: number }) {
  const { say } = useSpeech();
  const to = `/reports?period=${encodeURIComponent(period.key)}`;
  const title = say(w.reportOf, { period: say(period.title) });
  return (
    <WorkRow kind={kWorkKinds.report} to={to} title={title} notes={[say(w.toReviewCount, { n: count })]}>
      <AppLink className="plain-button" to={to} label={`${title} ${say(w.toReview)}`}>
        {say(w.toReview)}
      </AppLink>
    </WorkRow>
  );
}
