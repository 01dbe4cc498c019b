import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, type Field, fieldOf, isLate, kState, kUnit, stateOf } from './declaration';
import { RecordView } from './record_view';
import { listPath, recordAddress, type Row, type RowList, stateDay, useDeclaration, useRecord, useRecords } from './records';
import { type UnitNames, valueText } from './value_text';
import { registerWords as w } from './words';

/** As many as one page of the API holds; after them the next are asked for. */
const kQueue_max = 200;

/** Records of one state, gone through one after the other: the queue on the left, what is decided with
 *  all that belongs to it on the right. */
export default function ReviewPage() {
  const { register = '' } = useParams();
  const [search] = useSearchParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  const of = declaration.data;
  const asked = search.get('state') ?? '';
  const state = of ? stateOf(of, asked) : undefined;
  return (
    <Page
      wide
      className="page-review queue-page"
      title={of && state ? say(w.reviewTitle, { title: say(of.title), state: say(state.title) }) : say(w.oneByOne)}
      lead={say(w.reviewLead)}
      crumbs={[
        { label: say(words.registers), to: '/registers?view=waiting' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
      ]}
    >
      <Answered of={declaration}>
        {(shown) =>
          stateOf(shown, asked) ? (
            <Review key={asked} of={shown} state={asked} />
          ) : (
            <Empty title={say(w.nothingWaits)}>{say(w.nothingWaitsDetail)}</Empty>
          )
        }
      </Answered>
    </Page>
  );
}

const kTypedInto = 'input, textarea, select, [role="combobox"]';

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof HTMLElement && target.closest(selector) !== null;
}

function Review({ of, state }: { of: Declaration; state: string }) {
  const { say } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const rows = useRecords<RowList>(
    `${listPath(of.name)}?${kState}.is=${encodeURIComponent(state)}&sort=state_since&limit=${kQueue_max}` +
      `&columns=${belongsTo(of).map((field) => field.name).join(',')}`,
    { keep: true },
  );
  const [done, setDone] = useState<{ id: string; label: string }[]>([]);
  const queue = (rows.data?.rows ?? []).filter((row) => !done.some((one) => one.id === row.id));
  const asked = search.get('open') ?? '';
  const at = Math.max(0, queue.findIndex((row) => row.id === asked));
  const row = queue[at];
  const pane = useRef<HTMLDivElement>(null);
  const open = (id: string | undefined) => {
    const next = new URLSearchParams(search);
    if (id) next.set('open', id);
    else next.delete('open');
    setSearch(next, { replace: true });
    pane.current?.scrollTo(0, 0);
  };
  const move = (step: number) => {
    const next = queue[at + step];
    if (next) open(next.id);
  };
  const decide = () =>
    pane.current?.querySelector<HTMLButtonElement>('.record-work .button-row button:not(:disabled)')?.click();
  // With what is shown, not after it: a key must not act on the record before.
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // A file that was opened keeps the focus on its link, which only Enter means something to.
      const own = event.key === 'Enter' ? `${kTypedInto}, button, a` : kTypedInto;
      if (isIn(event.target, own) && !isIn(event.target, '.queue')) return;
      const act = { j: () => move(1), k: () => move(-1), Enter: decide }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  });
  const taken = (record: Row) => {
    if (record.state === state) return;
    const next = queue[at + 1] ?? queue[at - 1];
    setDone([{ id: record.id, label: record.label }, ...done]);
    open(next?.id);
    // So that the keys go on working.
    window.requestAnimationFrame(() => pane.current?.focus());
  };
  const last = done[0];
  return (
    <Answered of={rows} rows={12}>
      {(data) => (
        <>
          <p className="review-progress" role="status">
            <progress max={done.length + queue.length || 1} value={done.length} aria-label={say(w.reviewList)} />
            {say(data.next ? w.reviewMore : w.reviewProgress, { done: done.length, left: queue.length })}
            {last && (
              <span className="quiet">
                {say(w.reviewDone, { label: last.label })}{' '}
                <AppLink to={recordAddress(of.name, last.id)}>{say(w.reviewBack)}</AppLink>
              </span>
            )}
            <span className="quiet review-help">{say(w.reviewKeys)}</span>
          </p>
          {row ? (
            <div className="review queue-review">
              <nav className="queue" aria-label={say(w.reviewList)}>
                <ol>
                  {queue.map((one) => (
                    <QueueLine
                      key={one.id}
                      of={of}
                      row={one}
                      units={data.units}
                      chosen={one.id === row.id}
                      open={() => open(one.id)}
                    />
                  ))}
                </ol>
              </nav>
              <div className="items queue-pane" ref={pane} tabIndex={-1} role="region" aria-label={row.label || row.id}>
                <Decided key={row.id} of={of} id={row.id} taken={taken} />
              </div>
            </div>
          ) : (
            <Empty title={say(w.reviewEmpty)}>
              {done.length > 0 && <p>{say(w.reviewEmptyDetail, { n: done.length })}</p>}
              <AppLink to="/registers?view=waiting">{say(w.tabWaiting)}</AppLink>
            </Empty>
          )}
        </>
      )}
    </Answered>
  );
}

/** What tells two of the same name apart: whose it is, and the first that lists say it belongs to. */
function belongsTo(of: Declaration): Field[] {
  const listed = of.list.columns.map((name) => fieldOf(of, name)).filter((field): field is Field => field !== undefined);
  const first = listed.find((field) => field.type === 'reference' && !field.derived && field.ref !== kUnit);
  return [fieldOf(of, of.owner), first].filter((field): field is Field => field !== undefined);
}

function QueueLine({
  of,
  row,
  units,
  chosen,
  open,
}: {
  of: Declaration;
  row: Row;
  units: UnitNames;
  chosen: boolean;
  open: () => void;
}) {
  const { say, language, mark } = useSpeech();
  const line = useRef<HTMLButtonElement>(null);
  const since = stateDay(row);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const reasons = Object.values(row.returned);
  return (
    <li>
      <button ref={line} type="button" className="queue-line" aria-current={chosen ? 'true' : undefined} onClick={open}>
        <strong>{row.label || row.id}</strong>
        <span className="cell-note">
          {belongsTo(of)
            .map((field) => valueText(field, row.values[field.name], language, units, row.labels[field.name]))
            .filter((text) => text && !row.label.includes(text))
            .join(' · ')}
        </span>
        <span className="cell-note">
          {say(w.waitedSince, { day: formatDay(since, language) })}
          {isLate(of, row.state, since) && <span className="status-late"> {say(w.late)}</span>}
          {reasons.length > 0 && ` ${say(w.returnedField, { why: reasons.join(mark.list) })}`}
        </span>
      </button>
    </li>
  );
}

function Decided({ of, id, taken }: { of: Declaration; id: string; taken: (record: Row) => void }) {
  const record = useRecord(of.name, id);
  return (
    <Answered of={record} rows={10}>
      {(answer) => (
        <>
          <h2 className="queue-title">
            <AppLink to={recordAddress(of.name, id)}>{answer.record.label || id}</AppLink>
          </h2>
          <RecordView of={of} answer={answer} taken={(after) => taken(after.record)} />
        </>
      )}
    </Answered>
  );
}
