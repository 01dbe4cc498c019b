import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { countdown, formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Empty, Loading, Page, Section, Trouble } from '../../ui/page';
import { total } from '../../ui/status';
import { CountBar, CountMarks, OverrideMark, StatusShape } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { useFormWork } from '../collection/my_forms';
import { useRegisterWork } from '../register/waiting';
import { registerWords } from '../register/words';
import { useClosingWork } from '../share/closing_links';
import { HandOvers } from '../share/hand_overs';
import { usePartWork } from '../share/my_parts';
import { ReportsDone, useReportWork } from '../share/my_reports';
import { shareWords } from '../share/words';
import { useSupervisionWork } from '../supervision/supervision_work';
import { DutyList } from './duties';
import { Due, MeasureLinkText, type ShareLine, UnitLink } from './pieces';
import { kRoleWords, kWorkKinds, planWords as w } from './words';
import { stackOf, type WorkItem, type WorkPart, WorkRow, WorkStack } from './work_stack';

type Work = Schemas['MyWork'];

export default function MyWork() {
  const { say, mark } = useSpeech();
  const work = useGet('/api/my-work');
  const units = work.data?.units ?? [];
  const first = units[0];
  const several = units.length > 1;
  const names =
    units.length > 3 && first
      ? say(w.andMore, { first: say(first.short_name), n: units.length })
      : units.map((unit) => say(unit.short_name)).join(mark.list);
  const reports = useReportWork(several);
  const forms = useFormWork();
  const shares: WorkPart = { of: [work], items: work.data ? shareItems(work.data, several) : [] };
  const records = useRegisterWork();
  const parts = [useSupervisionWork(), shares, reports, forms, usePartWork(), useClosingWork(), records];
  const asked = parts.flatMap((part) => part.of);
  const troubles = asked.filter((query) => query.isError);
  // A part that is not there yet must not look like one that has nothing.
  const pending = asked.some((query) => query.isLoading);
  const stacks = [
    { title: say(w.myLate), items: stackOf(parts, 'late') },
    { title: say(w.myReturned), items: stackOf(parts, 'returned') },
    { title: say(w.myApproval), items: stackOf(parts, 'approval') },
    { title: say(w.myDue), items: stackOf(parts, 'due') },
  ];
  const nothing = !pending && troubles.length === 0 && stacks.every((stack) => stack.items.length === 0);
  return (
    <Page
      title={say(words.myWork)}
      lead={names ? say(w.myWorkFor, { units: names }) : undefined}
      actions={
        first &&
        units.length === 1 && (
          <AppLink className="plain-button" to={`/units/${encodeURIComponent(first.id)}`}>
            {say(w.unitOverview)}
          </AppLink>
        )
      }
    >
      {work.data && total(work.data.counts) > 0 && (
        <div className="summary-line">
          <CountMarks counts={work.data.counts} worded />
          <CountBar counts={work.data.counts} />
        </div>
      )}
      {troubles.map((query, place) => (
        <Trouble key={place} problem={query.error!} retry={() => void query.refetch()} />
      ))}
      {stacks.map((stack) => (
        <WorkStack key={stack.title} title={stack.title} items={stack.items} />
      ))}
      {pending && <Loading />}
      {nothing && work.data && <Nothing work={work.data} reports={reports.mine} />}
      {reports.mine && <ReportsDone mine={reports.mine} />}
      {records.items.length > 0 && (
        <p className="work-foot">
          <AppLink to="/registers?view=waiting">{say(registerWords.allWaiting)}</AppLink>
        </p>
      )}
      {(forms.mayStamp || reports.stamps) && (
        <p className="work-foot">
          <AppLink to="/reports/scans">{say(shareWords.scansLink)}</AppLink>
        </p>
      )}
      <HandOvers />
      {work.data && <Later work={work.data} several={several} />}
    </Page>
  );
}

function shareItems(work: Work, several: boolean): WorkItem[] {
  const items = (rows: ShareLine[], stack: 'late' | 'due') =>
    rows.map((row) => ({
      key: `share ${row.id}`,
      stack,
      due: row.due_on,
      row: <ShareRow row={row} today={work.today} several={several} />,
    }));
  return [...items(work.late, 'late'), ...items(work.due, 'due')];
}

function ShareRow({ row, today, several }: { row: ShareLine; today: string; several: boolean }) {
  const { say } = useSpeech();
  const to = `/plan/tasks/${row.task}`;
  return (
    <WorkRow
      kind={kWorkKinds.task}
      mark={<StatusShape status={row.status} named />}
      to={to}
      title={
        <>
          {row.computed != null && <OverrideMark />}
          <b>{say(w.taskN, { n: row.task })}</b> {say(row.task_title)}
        </>
      }
      notes={[
        ...row.measures.map((measure) => <MeasureLinkText number={measure} />),
        say(kRoleWords[row.role]),
        several && <UnitLink unit={row.unit} />,
        row.status !== 'late' && say(row.reason),
      ]}
      due={
        <Due
          due={row.due_on}
          original={row.original_due_on}
          asOf={today}
          status={row.status}
          daysLate={row.days_late}
        />
      }
      late={row.status === 'late'}
    >
      <AppLink to={to} className="plain-button" label={`${say(w.openTask)} ${row.task}`}>
        {say(w.openTask)}
      </AppLink>
    </WorkRow>
  );
}

/** All four stacks are empty: what comes next, be it the deadline of a task or the next reports. */
function Nothing({ work, reports }: { work: Work; reports: Schemas['MyReports'] | undefined }) {
  const { say, language } = useSpeech();
  if (work.units.length === 0) {
    return (
      <Empty title={say(w.myNoUnits)}>
        <p>{say(w.myNoUnitsDetail)}</p>
        <p>
          <AppLink to="/plan">{say(words.plan)}</AppLink>
        </p>
      </Empty>
    );
  }
  const task = work.rest[0];
  const dates = [];
  if (task) dates.push({ day: task.due_on, what: say(w.myNextTask, { n: task.task }) });
  if (reports) {
    dates.push({ day: reports.next.due_on, what: say(w.myNextReports, { period: say(reports.next.title) }) });
  }
  const next = dates.sort((a, b) => (a.day < b.day ? -1 : 1))[0];
  return (
    <Empty title={say(w.myNothing)}>
      {next && (
        <p>
          {say(w.myNext, {
            day: formatDay(next.day, language),
            left: countdown(next.day, work.today, language),
            what: next.what,
          })}
        </p>
      )}
    </Empty>
  );
}

/** What is open and not to be done now. */
function Later({ work, several }: { work: Work; several: boolean }) {
  const { say } = useSpeech();
  const rows = (lines: ShareLine[]) =>
    lines.map((row) => ({
      key: row.id,
      stack: 'due' as const,
      row: <ShareRow row={row} today={work.today} several={several} />,
    }));
  return (
    <>
      <WorkStack title={say(w.myWaiting)} items={rows(work.waiting)} />
      <WorkStack title={say(w.myRest)} items={rows(work.rest)} />
      {work.duties.length > 0 && (
        <Section title={say(w.myDuties)} count={work.duties.length}>
          <DutyList duties={work.duties} day={work.today} named={false} />
        </Section>
      )}
    </>
  );
}
