import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { countdown, formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { CountBar, CountMarks, OverrideMark, StatusShape } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { MyForms } from '../collection/my_forms';
import { WaitingLinks } from '../register/waiting';
import { ClosingsWaiting } from '../share/closing_links';
import { HandOvers } from '../share/hand_overs';
import { MyParts } from '../share/my_parts';
import { MyReports } from '../share/my_reports';
import { DutyList } from './duties';
import { Due, MeasureLinkText, type ShareLine, UnitLink } from './pieces';
import { kRoleWords, planWords as w } from './words';

export default function MyWork() {
  const { say, mark } = useSpeech();
  const work = useGet('/api/my-work');
  const units = work.data?.units ?? [];
  const first = units[0];
  const names =
    units.length > 3 && first
      ? say(w.andMore, { first: say(first.short_name), n: units.length })
      : units.map((unit) => say(unit.short_name)).join(mark.list);
  return (
    <Page
      title={say(words.myWork)}
      lead={names ? say(w.myWorkFor, { units: names }) : undefined}
      actions={
        first &&
        units.length === 1 && (
          <AppLink className="plain-button" to={`/units/${encodeURIComponent(first.id)}`}>
            {say(first.short_name)}
          </AppLink>
        )
      }
    >
      <MyReports several={units.length > 1} />
      <MyForms />
      <MyParts />
      <ClosingsWaiting />
      <WaitingLinks />
      <HandOvers />
      <Answered of={work}>{(data) => <Stacks work={data} />}</Answered>
    </Page>
  );
}

function Stacks({ work }: { work: Schemas['MyWork'] }) {
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
  const several = work.units.length > 1;
  const next = work.next_date && (
    <p>
      {say(w.myNext, {
        day: formatDay(work.next_date, language),
        left: countdown(work.next_date, work.today, language),
      })}
    </p>
  );
  return (
    <>
      <div className="summary-line">
        <CountMarks counts={work.counts} />
        <CountBar counts={work.counts} />
      </div>
      {work.late.length === 0 && work.due.length === 0 ? (
        <Empty title={say(w.myNothing)}>{next}</Empty>
      ) : (
        <>
          <Stack title={say(w.myLate)} rows={work.late} today={work.today} several={several} />
          <Stack title={say(w.myDue)} rows={work.due} today={work.today} several={several} />
        </>
      )}
      <Stack title={say(w.myWaiting)} rows={work.waiting} today={work.today} several={several} />
      <Stack title={say(w.myRest)} rows={work.rest} today={work.today} several={several} />
      {work.duties.length > 0 && (
        <Section title={say(w.myDuties)} count={work.duties.length}>
          <DutyList duties={work.duties} day={work.today} named={false} />
        </Section>
      )}
    </>
  );
}

function Stack({
  title,
  rows,
  today,
  several,
}: {
  title: string;
  rows: ShareLine[];
  today: string;
  several: boolean;
}) {
  const { say } = useSpeech();
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <ul className="work-list">
        {rows.map((row) => (
          <li key={row.id} className={`work-row edge-${row.status}`}>
            <StatusShape status={row.status} named />
            <div className="work-what">
              {row.computed != null && <OverrideMark />}
              <AppLink to={`/plan/tasks/${row.task}`} className="row-title">
                <b>{say(w.taskN, { n: row.task })}</b> {say(row.task_title)}
              </AppLink>
              <span className="quiet">
                {say(kRoleWords[row.role])}
                {several && (
                  <>
                    {' · '}
                    <UnitLink unit={row.unit} />
                  </>
                )}
                {row.measures.map((measure) => (
                  <span key={measure}>
                    {' · '}
                    <MeasureLinkText number={measure} />
                  </span>
                ))}
                {row.status !== 'late' && (
                  <>
                    {' · '}
                    {say(row.reason)}
                  </>
                )}
              </span>
            </div>
            <Due
              due={row.due_on}
              original={row.original_due_on}
              asOf={today}
              status={row.status}
              daysLate={row.days_late}
            />
            <AppLink
              to={`/plan/tasks/${row.task}`}
              className="plain-button no-print"
              label={`${say(w.openTask)} ${row.task}`}
            >
              {say(w.openTask)}
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
