import { useQueries } from '@tanstack/react-query';
import { type ApiProblem, type Schemas, send } from '../../api/client';
import { keyOf } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { AppLink, Empty, Loading, Section, Trouble } from '../../ui/page';
import { type Declaration, kState, stateOf, statesWaiting } from './declaration';
import { type CountAnswer, listPath, recordAddress, type RowList, useRecords } from './records';
import { registerWords as w } from './words';

type Line = Schemas['RegisterLine'];

/** Records whose present step this person may take, by register and state. */
export function Waiting({ registers }: { registers: Line[] }) {
  const { say } = useSpeech();
  const declarations = useQueries({
    queries: registers.map((line) => ({
      queryKey: keyOf('/api/registers/{register}', { register: line.name }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        send<Declaration>('get', `/api/registers/${line.name}`, { signal }),
    })),
  });
  const wrong = declarations.find((query) => query.isError)?.error as ApiProblem | undefined;
  if (wrong) return <Trouble problem={wrong} />;
  if (declarations.some((query) => query.isPending)) return <Loading />;
  const queues = declarations.flatMap(({ data }) =>
    data ? statesWaiting(data).map((state) => ({ of: data, state })) : [],
  );
  return (
    <div className="waiting">
      <p className="quiet hint">{say(w.waitingLead)}</p>
      {queues.map(({ of, state }) => (
        <Queue key={`${of.name} ${state}`} of={of} state={state} />
      ))}
      {/* Shown by the style sheet while no queue has anything. */}
      <div className="waiting-nothing">
        <Empty title={say(w.nothingWaits)}>{say(w.nothingWaitsDetail)}</Empty>
      </div>
    </div>
  );
}

const kShown = 5;

function Queue({ of, state }: { of: Declaration; state: string }) {
  const { say, mark } = useSpeech();
  const asked = `${kState}.is=${encodeURIComponent(state)}`;
  const rows = useRecords<RowList>(`${listPath(of.name)}?${asked}&columns=${of.owner}&limit=${kShown}`);
  const count = useRecords<CountAnswer>(`${listPath(of.name)}/count?${asked}`);
  if (rows.isError) return <Trouble problem={rows.error} retry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading rows={2} />;
  if (rows.data.rows.length === 0) return null;
  const title = stateOf(of, state)?.title;
  const all = count.data;
  return (
    <Section
      className="waiting-queue"
      title={`${say(of.title)}${mark.colon}${title ? say(title) : state}`}
      count={all && !all.more ? all.count : undefined}
      actions={
        all &&
        all.count > kShown && (
          <AppLink to={`/registers/${of.name}?${asked}`}>
            {say(all.more ? w.openAllMore : w.openAll, { n: all.count })}
          </AppLink>
        )
      }
    >
      <ul className="plain-list card">
        {rows.data.rows.map((row) => {
          const owner = row.values[of.owner];
          const unit = typeof owner === 'string' ? rows.data.units[owner] : undefined;
          return (
            <li key={row.id}>
              <AppLink to={recordAddress(of.name, row.id)}>{row.label}</AppLink>
              {unit && <span className="quiet"> {say(unit)}</span>}
              {Object.keys(row.returned).length > 0 && (
                <span className="cell-note">
                  {Object.entries(row.returned)
                    .map(([name, why]) => {
                      const field = of.fields.find((one) => one.name === name);
                      return `${field ? say(field.title) : name}${mark.colon}${why}`;
                    })
                    .join(mark.list)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
