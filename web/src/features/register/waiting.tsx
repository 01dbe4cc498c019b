import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Loading, Section, Trouble } from '../../ui/page';
import { kState } from './declaration';
import { listPath, recordAddress, type RowList, useRecords } from './records';
import { registerWords as w } from './words';

type Line = Schemas['WaitingLine'];

function stateQuery(line: Line): string {
  return `${kState}.is=${encodeURIComponent(line.state)}`;
}

function listAddress(line: Line): string {
  return `/registers/${encodeURIComponent(line.register_name)}?${stateQuery(line)}`;
}

/** One line for each register and state in which records wait for this person; nothing if none do. */
export function WaitingLinks() {
  const { say, mark } = useSpeech();
  const waiting = useGet('/api/waiting');
  if (!waiting.data || waiting.data.waiting.length === 0) return null;
  return (
    <Section title={say(w.waitingInRegisters)} actions={<AppLink to="/registers?view=waiting">{say(w.tabWaiting)}</AppLink>}>
      <ul className="plain-list card">
        {waiting.data.waiting.map((line) => (
          <li key={`${line.register_name} ${line.state}`}>
            <AppLink to={listAddress(line)}>
              {say(line.title)}
              {mark.colon}
              {say(line.state_title)}
            </AppLink>{' '}
            <span className="quiet">{say(line.more ? w.countOver : w.countOf, { n: line.count })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Records whose present step this person takes, by register and state. */
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
              <Queue key={`${line.register_name} ${line.state}`} line={line} />
            ))}
          </>
        )
      }
    </Answered>
  );
}

const kShown = 5;

function Queue({ line }: { line: Line }) {
  const { say, mark } = useSpeech();
  const rows = useRecords<RowList>(`${listPath(line.register_name)}?${stateQuery(line)}&limit=${kShown}`);
  return (
    <Section
      title={`${say(line.title)}${mark.colon}${say(line.state_title)}`}
      count={line.more ? undefined : line.count}
      actions={
        line.count > kShown && (
          <AppLink to={listAddress(line)}>
            {say(line.more ? w.openAllMore : w.openAll, { n: line.count })}
          </AppLink>
        )
      }
    >
      {rows.isError && <Trouble problem={rows.error} retry={() => void rows.refetch()} />}
      {rows.isPending && <Loading rows={2} />}
      {rows.data && (
        <ul className="plain-list card">
          {rows.data.rows.map((row) => {
            const returned = Object.values(row.returned);
            return (
              <li key={row.id}>
                <AppLink to={recordAddress(line.register_name, row.id)}>{row.label}</AppLink>
                {returned.length > 0 && (
                  <span className="cell-note">{say(w.returnedField, { why: returned.join(mark.list) })}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
