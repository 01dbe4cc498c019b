import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { age, countdown, formatDay, formatInstant } from '../../ui/dates';
import type { Column } from '../../ui/data_table';
import { useSpeech, Written } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { isDone, urgency } from '../../ui/status';
import { OverrideMark, StatusMark, StatusShape } from '../../ui/status_mark';
import { groupByRule } from './finding_groups';
import { recorderName, useNames } from './names';
import { kRoleWords, kSeverityWords, kStepWords, planWords as w } from './words';

export type ShareLine = Schemas['ShareLine'];
export type TaskLine = Schemas['TaskLine'];
export type UnitRef = Schemas['UnitRef'];

export function Day({ day }: { day: string }) {
  const { language } = useSpeech();
  return (
    <time dateTime={day} className="day">
      {formatDay(day, language)}
    </time>
  );
}

export function UnitLink({ unit }: { unit: UnitRef }) {
  const { say } = useSpeech();
  return (
    <AppLink to={`/units/${encodeURIComponent(unit.id)}`} title={say(unit.name)}>
      {say(unit.short_name) || say(unit.name)}
    </AppLink>
  );
}

export function UnitLinks({ units, most = 8 }: { units: UnitRef[]; most?: number }) {
  const { mark } = useSpeech();
  const shown = units.slice(0, most);
  const rest = units.slice(most);
  return (
    <>
      {shown.map((unit, place) => (
        <span key={unit.id}>
          {place > 0 && mark.list}
          <UnitLink unit={unit} />
        </span>
      ))}
      {rest.length > 0 && (
        <details className="inline-details">
          <summary>+{rest.length}</summary>
          <UnitLinks units={rest} most={rest.length} />
        </details>
      )}
    </>
  );
}

export function MeasureLinkText({ number }: { number: number }) {
  const { say } = useSpeech();
  return <AppLink to={`/plan/measures/${number}`}>{say(w.measureN, { n: number })}</AppLink>;
}

/** 任务 chip: number and status; the title is its name. */
export function TaskChip({
  task,
  quiet = false,
  titled = false,
}: {
  task: Pick<Schemas['TaskLinkLine'], 'number' | 'title' | 'status' | 'overridden'>;
  quiet?: boolean;
  titled?: boolean;
}) {
  const { say } = useSpeech();
  return (
    <AppLink
      to={`/plan/tasks/${task.number}`}
      className={`task-chip status-${task.status} ${quiet ? 'task-chip-quiet' : ''}`}
      title={say(task.title)}
    >
      <StatusShape status={task.status} named />
      {task.overridden && <OverrideMark partly />}
      <span className="task-chip-text">
        {say(w.taskN, { n: task.number })}
        {titled && <span className="task-chip-title">{say(task.title)}</span>}
      </span>
    </AppLink>
  );
}

/** The deadline in force, how far it is on the day shown, and the original one if it moved. */
export function Due({
  due,
  original,
  asOf,
  status,
  daysLate = 0,
}: {
  due: string;
  original: string;
  asOf: string;
  status: Schemas['Status'];
  daysLate?: number;
}) {
  const { say, language } = useSpeech();
  return (
    <span className="due">
      <Day day={due} />
      {!isDone(status) && (
        <span className={status === 'late' ? 'due-left status-late' : 'due-left quiet'}>
          {daysLate > 0 ? say(w.daysLate, { n: daysLate }) : countdown(due, asOf, language)}
        </span>
      )}
      {original !== due && (
        <span className="due-left quiet">{say(w.originally, { day: formatDay(original, language) })}</span>
      )}
    </span>
  );
}

/** The milestone that was missed, or comes next, beside the deadline. */
function MilestoneNote({ mark }: { mark: Schemas['MilestoneMark'] }) {
  const { say, language } = useSpeech();
  const what = mark.missed ? w.milestoneMissed : w.milestoneNext;
  return <span className="cell-note">{say(what, { title: mark.title, day: formatDay(mark.due_on, language) })}</span>;
}

export function dueSort(row: { due_on: string }): string {
  return row.due_on;
}

/** Columns of shares, as the board, a task, a unit and the changes show them. */
export function useShareColumns(asOf: string, without: ('task' | 'unit')[] = []): Column<ShareLine>[] {
  const { say, language } = useSpeech();
  const columns: (Column<ShareLine> & { key: string })[] = [
    {
      key: 'unit',
      title: say(w.unit),
      heading: without.includes('task'),
      sort: (row) => say(row.unit.short_name),
      cell: (row) => (
        <>
          <UnitLink unit={row.unit} />
          {row.inherited_from && (
            <span className="cell-note">{say(w.inherited, { unit: say(row.inherited_from.short_name) })}</span>
          )}
          {row.through_scope && (
            <span className="cell-note">
              <Written>{row.through_scope}</Written>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'task',
      title: say(w.task),
      heading: !without.includes('task'),
      className: 'col-title',
      sort: (row) => row.task,
      cell: (row) => (
        <AppLink to={`/plan/tasks/${row.task}`} className="row-title">
          <b>{row.task}</b> {say(row.task_title)}
        </AppLink>
      ),
    },
    {
      key: 'role',
      title: say(w.role),
      sort: (row) => (row.role === 'supporting' ? 1 : 0),
      cell: (row) => <span className={row.role === 'supporting' ? 'quiet' : ''}>{say(kRoleWords[row.role])}</span>,
    },
    {
      key: 'status',
      title: say(w.status),
      sort: (row) => urgency(row.status) * 100_000 - row.days_late,
      cell: (row) => (
        <span title={say(row.reason)}>
          <StatusMark status={row.status} overridden={row.computed != null} />
        </span>
      ),
    },
    {
      key: 'due',
      title: say(w.due),
      sort: dueSort,
      cell: (row) => (
        <>
          <Due
            due={row.due_on}
            original={row.original_due_on}
            asOf={asOf}
            status={row.status}
            daysLate={row.days_late}
          />
          {row.milestone && <MilestoneNote mark={row.milestone} />}
        </>
      ),
    },
    {
      key: 'last',
      title: say(w.lastReport),
      sort: (row) => row.last_step_on ?? '',
      cell: (row) =>
        row.last_step_on ? (
          <>
            <Day day={row.last_step_on} />
            <span className="cell-note">{age(row.last_step_on, asOf, language)}</span>
            {row.document_number && (
              <span className="cell-note">
                <Written>{row.document_number}</Written>
              </span>
            )}
          </>
        ) : (
          <span className="quiet">{say(w.noReport)}</span>
        ),
    },
  ];
  const wanted = columns.filter((column) => !(without as string[]).includes(column.key));
  if (without.includes('unit') || without.includes('task')) return wanted;
  return [wanted[1]!, wanted[0]!, ...wanted.slice(2)];
}

/** The same step of several units on one day (a plan that was loaded, a joint report) is one entry. */
export function groupSteps(steps: readonly Schemas['StepView'][]): Schemas['StepView'][][] {
  const groups: Schemas['StepView'][][] = [];
  const alike = (a: Schemas['StepView'], b: Schemas['StepView']) =>
    a.step === b.step &&
    a.effective_on === b.effective_on &&
    a.by === b.by &&
    a.note === b.note &&
    a.document_number === b.document_number &&
    a.due_on === b.due_on &&
    a.status === b.status;
  for (const step of steps) {
    const last = groups[groups.length - 1];
    if (last?.[0] && alike(last[0], step)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

export function Steps({ steps }: { steps: Schemas['StepView'][] }) {
  return (
    <ol className="steps">
      {groupSteps(steps).map((group) => {
        const step = group[0]!;
        return (
          <li key={`${step.share}-${step.version}`} className="step">
            <StepEntry step={step} units={group.map((one) => one.unit)} />
          </li>
        );
      })}
    </ol>
  );
}

/** One step of a share, or the same of several units. */
export function StepEntry({ step, units }: { step: Schemas['StepView']; units: UnitRef[] }) {
  const { say, language } = useSpeech();
  return (
    <>
      <StatusShape status={step.status} named />
      <div>
        <p className="step-head">
          <Day day={step.effective_on} /> <UnitLinks units={units} most={4} />{' '}
          <strong>{say(kStepWords[step.step])}</strong> {step.overridden && <OverrideMark />}
          {step.due_on && <> · {say(w.newDue, { day: formatDay(step.due_on, language) })}</>}
          {step.into_task != null && (
            <>
              {' '}
              <AppLink to={`/plan/tasks/${step.into_task}`}>{say(w.taskN, { n: step.into_task })}</AppLink>
            </>
          )}
          {step.units.length > 0 && (
            <>
              {' → '}
              <UnitLinks units={step.units} />
            </>
          )}
        </p>
        {step.note && (
          <p className="step-note">
            <Written>{step.note}</Written>
          </p>
        )}
        <p className="quiet step-foot">
          {step.document_number && (
            <span>
              {say(w.document)} <Written>{step.document_number}</Written>
              {step.document_on && <> ({formatDay(step.document_on, language)})</>}
              {step.document_file && (
                <>
                  {' '}
                  <a href={`/api/files/${step.document_file}`} download>
                    {say(w.scan)}
                  </a>
                </>
              )}
              {' · '}
            </span>
          )}
          {say(w.recordedBy, { who: say(recorderName(step.by)), when: formatInstant(step.recorded_at, language) })}
        </p>
      </div>
    </>
  );
}

/** Beside a task, a measure, a unit: one line a rule, opened to read. */
export function FindingList({ findings }: { findings: Schemas['Finding'][] }) {
  const { say } = useSpeech();
  if (findings.length === 0) return <p className="quiet">{say(w.noFindings)}</p>;
  return (
    <ul className="finding-rules">
      {groupByRule(findings).map((group) => (
        <li key={group.rule}>
          <details open={group.severity === 'error'}>
            <summary>
              <SeverityTag severity={group.severity} /> {say(group.title)}
              {group.findings.length > 1 && <span className="count">{group.findings.length}</span>}
            </summary>
            <ul>
              {group.findings.map((finding, place) => (
                <FindingItem key={place} finding={finding} titled={false} />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

export function SeverityTag({ severity }: { severity: Schemas['Severity'] }) {
  const { say } = useSpeech();
  return <span className={`tag severity-${severity}`}>{say(kSeverityWords[severity])}</span>;
}

export function FindingItem({
  finding,
  titled = true,
  advised = true,
}: {
  finding: Schemas['Finding'];
  /** Off where the rule and the advice already stand above the list. */
  titled?: boolean;
  advised?: boolean;
}) {
  const { say } = useSpeech();
  return (
    <li className="finding">
      {titled && (
        <p className="finding-title">
          <SeverityTag severity={finding.severity} /> <strong>{say(finding.title)}</strong>
        </p>
      )}
      <p>{say(finding.detail)}</p>
      {advised && say(finding.advice) && (
        <p className="finding-advice">
          <span className="quiet">{say(w.advice)}</span> {say(finding.advice)}
        </p>
      )}
      <Cites finding={finding} />
    </li>
  );
}

const kCitesShown = 8;

export function Cites({ finding }: { finding: Schemas['Finding'] }) {
  const { say } = useSpeech();
  const links: ReactNode[] = [
    ...finding.measures.map((number) => <MeasureLinkText key={`m${number}`} number={number} />),
    ...finding.tasks.map((number) => (
      <AppLink key={`t${number}`} to={`/plan/tasks/${number}`}>
        {say(w.taskN, { n: number })}
      </AppLink>
    )),
    ...finding.units.map((id) => <NamedUnit key={`u${id}`} id={id} />),
    ...finding.commitments.map((id) => <NamedCommitment key={`c${id}`} id={id} />),
    ...finding.bodies.map((id) => <NamedBody key={`b${id}`} id={id} />),
    ...(finding.link
      ? [
          <AppLink key="working" to={finding.link}>
            {say(w.seeWorking)}
          </AppLink>,
        ]
      : []),
  ];
  if (links.length === 0) return null;
  return (
    <div className="cites">
      <span className="quiet">{say(w.cites)}</span>
      {links.slice(0, kCitesShown)}
      {links.length > kCitesShown && (
        <details className="inline-details">
          <summary>+{links.length - kCitesShown}</summary>
          {links.slice(kCitesShown)}
        </details>
      )}
    </div>
  );
}

function NamedUnit({ id }: { id: string }) {
  const { say } = useSpeech();
  const name = useNames().unit(id);
  return <AppLink to={`/units/${encodeURIComponent(id)}`}>{name ? say(name) : id}</AppLink>;
}

function NamedCommitment({ id }: { id: string }) {
  const { say } = useSpeech();
  const name = useNames().commitment(id);
  return <AppLink to={`/commitments/${encodeURIComponent(id)}`}>{name ? say(name) : id}</AppLink>;
}

function NamedBody({ id }: { id: string }) {
  const { say } = useSpeech();
  const name = useNames().body(id);
  return <AppLink to={`/bodies#${encodeURIComponent(id)}`}>{name ? say(name) : id}</AppLink>;
}
