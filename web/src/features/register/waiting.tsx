import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { type Speech, useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Section } from '../../ui/page';
import { kWorkKinds } from '../plan/words';
import { type WorkPart, WorkRow } from '../plan/work_stack';
import { kState, kStateSince } from './declaration';
import { listAddress, recordAddress } from './records';
import { registerWords as w } from './words';

type Line = Schemas['WaitingLine'];

function lineAddress(line: Line, late = false): string {
  const filters: [string, string][] = [[`${kState}.is`, line.state]];
  if (late && line.late_until) filters.push([`${kStateSince}.to`, line.late_until]);
  return listAddress(line.register_name, filters);
}

function lineState(line: Line, say: Speech['say']): string {
  const title = say(line.state_title);
  const state = line.acting_as ? say(w.actingAs, { state: title, side: say(line.acting_as) }) : title;
  return line.party ? say(w.signFor, { state, party: say(line.party) }) : state;
}

function lineKey(line: Line): string {
  return `${line.register_name} ${line.state} ${line.acting_as?.zh ?? ''} ${line.party?.zh ?? ''}`;
}

/** Where the records of one state are gone through one after the other. */
export function reviewAddress(register: string, state: string): string {
  return `/registers/${encodeURIComponent(register)}/review?state=${encodeURIComponent(state)}`;
}

/** One row of my work for each register and state in which records wait for this person. */
export function useRegisterWork(): WorkPart {
  const { say, mark } = useSpeech();
  const waiting = useGet('/api/waiting');
  return {
    of: [waiting],
    items: (waiting.data?.waiting ?? []).map((line) => {
      const to = lineAddress(line);
      const title = `${say(line.title)}${mark.colon}${lineState(line, say)}`;
      return {
        key: `records ${lineKey(line)}`,
        stack: line.returned > 0 ? 'returned' : line.late > 0 ? 'late' : 'approval',
        // Among what is late only that is counted; the row says how many there are.
        count: line.returned === 0 && line.late > 0 ? line.late : line.count,
        row: (
          <WorkRow
            kind={kWorkKinds.records}
            to={to}
            title={title}
            notes={[
              say(line.more ? w.countOver : w.countOf, { n: line.count }),
              line.returned > 0 && (
                <span className="status-late">{say(w.returnedCount, { n: line.returned })}</span>
              ),
            ]}
            due={
              line.late > 0 && (
                <span className="due">
                  <AppLink to={lineAddress(line, true)} className="status-late">
                    {say(w.lateCount, { n: line.late })}
                  </AppLink>
                </span>
              )
            }
            late={line.late > 0}
          >
            <AppLink to={reviewAddress(line.register_name, line.state)} className="plain-button" label={`${say(w.oneByOne)} ${title}`}>
              {say(w.oneByOne)}
            </AppLink>
          </WorkRow>
        ),
      };
    }),
  };
}

/** Records whose present step this person takes, by register and state; what is late comes first. */
export function Waiting() {
  const { say } = useSpeech();
  const waiting = useGet('/api/waiting');
  return (
    <Answered of={waiting}>
      {(data) =>
        data.waiting.length === 0 ? (
          <Empty title={say(w.nothingWaits)}>{say(w.nothingWaitsDetail)}</Empty>
        ) : (
          <>
            <p className="quiet hint">{say(w.waitingLead)}</p>
            {data.waiting.map((line) => (
              <Queue key={lineKey(line)} line={line} />
            ))}
          </>
        )
      }
    </Answered>
  );
}

function Queue({ line }: { line: Line }) {
  const { say, language, mark } = useSpeech();
  return (
    <Section
      title={`${say(line.title)}${mark.colon}${lineState(line, say)}`}
      count={line.more ? undefined : line.count}
      actions={
        <span className="section-actions">
          {line.returned > 0 && <span className="status-late">{say(w.returnedCount, { n: line.returned })}</span>}
          {line.late > 0 && (
            <AppLink to={lineAddress(line, true)} className="status-late">
              {say(w.lateCount, { n: line.late })}
            </AppLink>
          )}{' '}
          <AppLink to={lineAddress(line)}>{say(line.more ? w.openAllMore : w.openAll, { n: line.count })}</AppLink>{' '}
          <AppLink to={reviewAddress(line.register_name, line.state)} className="plain-button">
            {say(w.oneByOne)}
          </AppLink>
        </span>
      }
    >
      <ul className="plain-list card waiting-list">
        {line.first.map((record) => {
          const left = record.days_left ?? 0;
          const late = left < 0;
          return (
            <li key={record.id}>
              <AppLink to={recordAddress(line.register_name, record.id)}>{record.label || record.id}</AppLink>
              <span className="quiet waiting-of">
                {[say(record.unit), record.about].filter((text) => text && !record.label.includes(text)).join(' · ')}
              </span>
              {record.due_on && (
                <span className={late ? 'waiting-due status-late' : 'waiting-due quiet'}>
                  {say(late ? w.overdue : w.dueOn, {
                    day: formatDay(record.due_on, language),
                    n: Math.abs(left),
                  })}
                </span>
              )}
              <span className="cell-note">
                {typeof record.return_comment === 'string' ? (
                  <span className="field-returned">
                    {say(w.returnedField, {
                      why: [record.return_comment, ...record.returned].filter(Boolean).join(mark.list),
                    })}
                  </span>
                ) : (
                  record.by && say(w.broughtBy, { day: formatDay(record.since, language), by: record.by })
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
