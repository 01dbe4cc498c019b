import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyButton, CopyLink } from '../../ui/copy';
import { DataTable } from '../../ui/data_table';
import { formatDay } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { kStatusShapes, kStatusWords } from '../../ui/status';
import { CountBar, CountMarks, StatusMark } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { CommitmentRow } from './commitment_pieces';
import { ClosingsOfTask, MySharesOfTask } from '../share/closing_links';
import { ConfirmLead } from '../share/confirm_lead';
import { TaskStream } from '../share/task_stream';
import { useDemandsUnderDue } from '../supervision/share_demands';
import { useNames } from './names';
import { Due, FindingList, MeasureLinkText, UnitLink, UnitLinks, useShareColumns } from './pieces';
import { kCoverageWords, kResultWords, planWords as w } from './words';

type TaskView = Schemas['TaskView'];

export default function TaskPage() {
  const { say, language } = useSpeech();
  const { number = '' } = useParams();
  const asOf = useAsOf();
  const view = useGet('/api/tasks/{number}', { params: { number }, query: { as_of: asOf } });
  const task = view.data?.task;
  const first = task?.measures[0];
  const title = say(w.taskN, { n: number });
  const message = () =>
    task
      ? say(w.taskMessage, {
          n: task.number,
          title: say(task.title),
          status: `${kStatusShapes[task.status]} ${say(kStatusWords[task.status])}`,
          reason: say(task.reason),
          due: formatDay(task.due_on, language),
          responsible: task.responsible_written,
          link: window.location.href,
        })
      : '';
  return (
    <Page
      title={task ? `${title} ${say(task.title)}` : title}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(first
          ? [{ label: say(w.measureN, { n: first.measure }), to: `/plan/measures/${first.measure}` }]
          : []),
      ]}
      actions={
        <>
          <CopyLink />
          {task && <CopyButton text={message} label={say(w.copyMessage)} />}
        </>
      }
    >
      <Answered of={view} rows={10}>
        {(data) => <Task view={data} />}
      </Answered>
    </Page>
  );
}

function Task({ view }: { view: TaskView }) {
  const { say, language, mark } = useSpeech();
  const asOf = useAsOf();
  const { task } = view;
  const columns = useDemandsUnderDue(useShareColumns(view.as_of, ['task']), { task: task.number });
  const candidates = view.shares.filter((share) => view.may_lead.includes(share.id));
  return (
    <>
      <div className={`task-head edge-${task.status}`}>
        <div>
          <p className="task-status">
            <StatusMark status={task.status} partly={task.overridden} />
            <span>{say(task.reason)}</span>
          </p>
          <CountBar counts={task.shares} label={say(w.shares)} />
          <CountMarks counts={task.shares} />
        </div>
        <div className="task-due">
          <Due
            due={task.due_on}
            original={task.original_due_on}
            asOf={view.as_of}
            status={task.status}
            daysLate={task.days_late}
          />
          <span className="quiet">
            {say(w.deadlineWritten)}
            {mark.colon}
            <Written>{view.deadline.written}</Written>
            {!view.deadline.certain && <span className="tag tag-open">{say(w.deadlineUncertain)}</span>}
          </span>
        </div>
      </div>
      <div className="next-step" role="note">
        <span className="next-label">{say(w.next)}</span>
        <div>
          <strong>{say(view.next.what)}</strong>
          {view.next.who.length > 0 && (
            <p>
              {say(w.whoActs)}
              {mark.colon}
              <UnitLinks units={view.next.who} />
            </p>
          )}
        </div>
      </div>
      <div className="columns">
        <div className="column-main">
          <Section title={say(w.taskText)}>
            <p className="prose">{say(view.text)}</p>
            <p className="quiet">
              {say(w.result)}
              {mark.colon}
              {task.results.map((result) => say(kResultWords[result])).join(mark.list)}
            </p>
          </Section>
          {asOf === undefined && <MySharesOfTask shares={view.shares} />}
          {asOf === undefined && <ClosingsOfTask task={task.number} />}
          <Section
            title={say(w.shares)}
            count={view.shares.length}
            actions={<ExportLinks table="shares" query={{ task: task.number, as_of: asOf }} />}
          >
            <p className="quiet">
              {say(w.asWritten)}
              {mark.colon}
              <Written>{task.responsible_written}</Written>
            </p>
            <DataTable
              caption={say(w.shares)}
              columns={columns}
              rows={view.shares}
              rowKey={(row) => row.id}
              rowClass={(row) => `edge-${row.status}`}
            />
          </Section>
          <TaskStream key={`${task.number} ${asOf ?? ''}`} task={task.number} />
        </div>
        <div className="column-side">
          <Section title={say(w.measuresServed)} count={view.measures.length}>
            <ul className="plain-list">
              {view.measures.map((measure) => {
                const covers = task.measures.find((link) => link.measure === measure.number)?.covers;
                return (
                  <li key={measure.number}>
                    <MeasureLinkText number={measure.number} /> {say(measure.title)}
                    <span className="cell-note">
                      {say(covers === 'touch' ? w.touches : w.covers)}
                      {measure.coverage !== 'whole' && ` · ${say(kCoverageWords[measure.coverage])}`}
                    </span>
                  </li>
                );
              })}
            </ul>
          </Section>
          <Section title={say(w.servedCommitments)} count={view.commitments.length}>
            {view.commitments.length === 0 ? (
              <p className="quiet">{say(w.noCommitments)}</p>
            ) : (
              <ul className="card-list">
                {view.commitments.map((commitment) => (
                  <CommitmentRow key={commitment.id} commitment={commitment} />
                ))}
              </ul>
            )}
          </Section>
          <Section title={say(w.due)}>
            <dl className="facts">
              <dt>{say(w.deadlineWritten)}</dt>
              <dd>
                <Written>{view.deadline.written}</Written>
                {mark.comma}
                {say(w.deadlineTaken, { day: formatDay(view.deadline.on, language) })}
              </dd>
              {say(view.deadline.reading) && (
                <>
                  <dt>{say(w.why)}</dt>
                  <dd>{say(view.deadline.reading)}</dd>
                </>
              )}
              <dt>{say(w.lead)}</dt>
              <dd>
                {task.lead ? <UnitLink unit={task.lead} /> : <span className="quiet">{say(words.none)}</span>}
                {task.lead && task.lead_presumed && (
                  <span className="cell-note">{say(w.leadPresumed)}</span>
                )}
                {task.lead_document && (
                  <span className="cell-note">{say(w.leadConfirmed, { number: task.lead_document })}</span>
                )}
                {candidates.length > 0 && <ConfirmLead shares={candidates} />}
              </dd>
            </dl>
          </Section>
          {view.conditions.length > 0 && (
            <Section title={say(w.condition)}>
              {view.conditions.map((condition, place) => (
                <Condition key={place} condition={condition} />
              ))}
            </Section>
          )}
          {view.scopes.length > 0 && (
            <Section title={say(w.scopeReading)}>
              <dl className="facts">
                {view.scopes.map((scope) => (
                  <ScopeFact key={scope.id} scope={scope} />
                ))}
              </dl>
            </Section>
          )}
          <Section title={say(w.findings)} count={view.findings.length}>
            <FindingList findings={view.findings} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Condition({ condition }: { condition: Schemas['Condition'] }) {
  const { say, language, mark } = useSpeech();
  const names = useNames();
  const concerned = condition.units.map((id) => {
    const unit = names.unit(id);
    return unit ? say(unit) : (names.scope(id) ?? id);
  });
  const decider = condition.decided_by ? names.unit(condition.decided_by) : undefined;
  const part = say(condition.part);
  return (
    <div className="condition">
      <p>{say(condition.text)}</p>
      <p className="quiet">
        {part ? say(w.conditionPart, { part }) : say(w.conditionWhole)}
        {condition.until && ` ${say(w.conditionUntil, { day: formatDay(condition.until, language) })}`}
      </p>
      {concerned.length > 0 && (
        <p className="quiet">
          {say(w.conditionWho)}
          {mark.colon}
          {concerned.join(mark.list)}
        </p>
      )}
      {condition.decided_by && (
        <p className="quiet">
          {say(w.conditionDecider)}
          {mark.colon}
          <AppLink to={`/units/${encodeURIComponent(condition.decided_by)}`}>
            {decider ? say(decider) : condition.decided_by}
          </AppLink>
        </p>
      )}
    </div>
  );
}

function ScopeFact({ scope }: { scope: Schemas['Scope'] }) {
  const { say, mark } = useSpeech();
  const names = useNames();
  return (
    <>
      <dt>
        <Written>{scope.words[0]}</Written>
      </dt>
      <dd>
        <span className={scope.settled ? 'tag' : 'tag tag-open'}>
          {say(scope.settled ? w.scopeSettled : w.scopeOpen)}
        </span>{' '}
        {say(scope.reading)}
        <details className="inline-details">
          <summary>{say(w.scopeUnits, { n: scope.units.length })}</summary>
          {scope.units.map((id, place) => {
            const name = names.unit(id);
            return (
              <span key={id}>
                {place > 0 && mark.list}
                <AppLink to={`/units/${encodeURIComponent(id)}`}>{name ? say(name) : id}</AppLink>
              </span>
            );
          })}
        </details>
      </dd>
    </>
  );
}
