import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { ApiProblem, newKey, send, type Text } from '../../api/client';
import { useSession } from '../../frame/session';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Loading, Page, Trouble } from '../../ui/page';
import { stored } from '../../ui/stored';
import { typedKey } from '../../ui/typed';
import { words } from '../../ui/words';
import { type Declaration, type Field, groupsOf, isFromCells } from './declaration';
import { type Cells, filledRows, headingsOf, kGridRows_max, leftOut, pasted, readClipboard, withRoom } from './grid';
import { Application, Outcome, Undo } from './import_report';
import { type ColumnsAnswer, importsPath, isRunning, upload, useImport } from './imports';
import { useDeclaration } from './records';
import { registerWords as w } from './words';

/** Several records at once, typed or pasted from a spreadsheet. Nothing is written before every cell was
 *  checked, and what was written can be taken back as a whole: it is an import whose file is the grid. */
export default function GridPage() {
  const { register = '' } = useParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  const of = declaration.data;
  return (
    <Page
      wide
      title={say(w.gridTitle, { title: of ? say(of.title) : '' })}
      lead={say(w.gridLead, { n: kGridRows_max })}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
      ]}
    >
      <Answered of={declaration}>
        {(shown) =>
          shown.may_create ? (
            <Grid key={shown.name} of={shown} />
          ) : (
            <Empty title={say(w.mayNotCreate)}>{say(w.mayNotCreateDetail)}</Empty>
          )
        }
      </Answered>
    </Page>
  );
}

/** Typed cells survive a closed tab, but for sensitive ones. */
function useKept(of: Declaration, fields: Field[]): [string[][], (cells: string[][]) => void, () => void] {
  const account = useSession().data?.account ?? '';
  const key = typedKey(account, `grid.${of.name}.${fields.map((field) => field.name).join(',')}`);
  const [cells, setCells] = useState<string[][]>(() => {
    try {
      const kept = JSON.parse(stored.get(key) ?? '[]') as unknown;
      const rows = Array.isArray(kept) && kept.every((row) => Array.isArray(row)) ? (kept as string[][]) : [];
      return withRoom(rows, fields.length);
    } catch {
      return withRoom([], fields.length);
    }
  });
  const set = (next: string[][]) => {
    setCells(next);
    const open = next.map((row) => row.map((cell, column) => (fields[column]?.sensitive ? '' : cell)));
    if (filledRows(open).length > 0) stored.set(key, JSON.stringify(open));
    else stored.remove(key);
  };
  const drop = () => {
    stored.remove(key);
    setCells(withRoom([], fields.length));
  };
  return [cells, set, drop];
}

/** The unit is not asked of whoever has only one. */
function gridFields(of: Declaration): Field[] {
  return groupsOf(of).form.filter(
    (field) => isFromCells(field) && field.may_write && !(field.name === of.owner && of.owners.length === 1),
  );
}

function isWide(field: Field): boolean {
  return field.format === 'citizen_id' || field.format === 'student_no' || (field.type === 'text' && (field.max_length ?? 0) >= 80);
}

function Grid({ of }: { of: Declaration }) {
  const { say, mark } = useSpeech();
  const fields = gridFields(of);
  const titles = fields.map((field) => say(field.title));
  const [cells, setCells, drop] = useKept(of, fields);
  const [past, setPast] = useState<Cells[]>([]);
  const [left, setLeft] = useState(0);
  /** Headings of what was pasted that have no column here. */
  const [untaken, setUntaken] = useState<string[]>([]);
  const [pasting, setPasting] = useState(false);
  const [id, setId] = useState('');
  /** Places of the rows that were sent, in their order. */
  const [sent, setSent] = useState<number[]>([]);
  const [dirty, setDirty] = useState(false);
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const table = useRef<HTMLTableElement>(null);
  const report = useImport(of.name, id, 0);
  const checked = id !== '' && report.data && !isRunning(report.data.state) ? report.data : undefined;
  const change = (next: string[][]) => {
    setPast([...past.slice(-99), cells]);
    setCells(withRoom(next, fields.length));
    setDirty(true);
  };
  const undo = () => {
    const before = past[past.length - 1];
    if (!before) return;
    setPast(past.slice(0, -1));
    setCells(before.map((row) => [...row]));
    setDirty(true);
  };
  const type = (row: number, column: number, text: string) =>
    change(cells.map((line, place) => (place === row ? line.map((cell, at) => (at === column ? text : cell)) : line)));
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const block = readClipboard(event.clipboardData.getData('text/plain'));
    if (block.length < 2 && (block[0]?.length ?? 0) < 2) return; // one cell is pasted as usual
    event.preventDefault();
    void put(block, { row, column });
  };
  // Headings are known as the import knows them, other words for a field included.
  const put = async (block: string[][], at: { row: number; column: number }) => {
    const first = block[0] ?? [];
    setPasting(true);
    setProblem(undefined);
    try {
      const { columns } = await send<ColumnsAnswer>('post', `${importsPath(of.name)}/columns`, { body: { titles: first } });
      const places = headingsOf(
        first,
        columns.map((column) => column.field),
        fields.map((field) => field.name),
      );
      const made = pasted(cells, block, at, fields.length, places);
      setLeft(made.left);
      setUntaken(leftOut(first, places));
      change(made.cells);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setPasting(false);
    }
  };
  const keys = (event: KeyboardEvent, row: number, column: number) => {
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      table.current?.querySelector<HTMLElement>(`[data-cell="${row + step} ${column}"]`)?.focus();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && past.length > 0) {
      event.preventDefault();
      undo();
    }
  };
  const check = async () => {
    const rows = filledRows(cells);
    setChecking(true);
    setProblem(undefined);
    try {
      const made = await upload(
        of.name,
        [titles, ...rows.map(({ row }) => [...row])],
        {
          fileName: `${say(w.gridFile)}.csv`,
          heading: 0,
          mapping: fields.map((field) => field.name),
          owner: of.owners.length === 1 ? (of.owners[0]?.id ?? '') : '',
          clear: false,
        },
        newKey(),
      );
      setSent(rows.map(({ place }) => place));
      setId(made.id);
      setDirty(false);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setChecking(false);
    }
  };
  // What was found stays beside its cell until the cell is checked again.
  const wrong = new Map<string, Text>();
  for (const issue of checked?.issues ?? []) {
    const place = sent[issue.row - 2];
    if (place === undefined) continue;
    const column = issue.column ?? fields.findIndex((field) => field.name === issue.field) + 1;
    const key = `${place} ${Math.max(0, column - 1)}`;
    if (!wrong.has(key)) wrong.set(key, issue.message);
  }
  const filled = filledRows(cells).length;
  const applied = checked && (checked.state === 'applied' || checked.state === 'undone');
  const running = id !== '' && isRunning(report.data?.state);
  return (
    <>
      {problem && <Trouble problem={problem} />}
      {report.isError && <Trouble problem={report.error} />}
      {untaken.length > 0 && (
        <p className="notice" role="status">
          {say(w.gridUntaken, { columns: untaken.join(mark.list) })}
        </p>
      )}
      {left > 0 && <p className="notice">{say(w.gridLeft, { n: left, max: kGridRows_max })}</p>}
      <div className="list-bar no-print">
        <button
          type="button"
          className="plain-button primary"
          disabled={filled === 0 || checking || running || Boolean(applied && !dirty)}
          aria-busy={checking || running}
          onClick={() => void check()}
        >
          {say(w.gridCheck, { n: filled })}
        </button>
        <button type="button" className="plain-button" disabled={past.length === 0} onClick={undo}>
          {say(w.gridUndo)}
        </button>
        <span className="spring" />
        <AppLink to={`/registers/${of.name}/import`}>{say(w.importFile)}</AppLink>
      </div>
      {running && <Loading rows={1} />}
      {checked && !dirty && (
        <div className="card grid-report" role="status">
          <p>
            {say(w.gridCounts, {
              created: checked.counts.created,
              changed: checked.counts.changed,
              same: checked.counts.same,
              bad: checked.counts.bad,
            })}
          </p>
          {checked.failure && <p className="notice">{say(checked.failure)}</p>}
          {checked.state === 'checked' && <Application of={of} report={checked} unsaved={false} />}
          {applied && <Outcome of={of} report={checked} />}
          {checked.state === 'applied' && <Undo of={of} report={checked} />}
          {applied && (
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                drop();
                setPast([]);
                setId('');
              }}
            >
              {say(w.gridNext)}
            </button>
          )}
        </div>
      )}
      <div className="table-scroll grid-scroll" tabIndex={0} role="region" aria-label={say(of.title)}>
        <table className="grid" ref={table}>
          <caption className="visually-hidden">{say(w.gridTitle, { title: say(of.title) })}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{say(w.gridRow)}</span>
              </th>
              {fields.map((field, column) => (
                <th key={field.name} scope="col" className={isWide(field) ? 'grid-wide' : undefined}>
                  {titles[column]}
                  {field.required && (
                    <span className="field-required" title={say(w.required)}>
                      {' '}
                      *
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, place) => (
              <tr key={place}>
                <th scope="row">{place + 1}</th>
                {fields.map((field, column) => {
                  const found = wrong.get(`${place} ${column}`);
                  const note = `grid-${place}-${column}`;
                  return (
                    <td key={field.name} className={found ? 'grid-wrong' : undefined}>
                      <input
                        data-cell={`${place} ${column}`}
                        aria-label={say(w.gridCell, { title: titles[column] ?? '', row: place + 1 })}
                        aria-invalid={found ? true : undefined}
                        aria-describedby={found ? note : undefined}
                        autoComplete="off"
                        list={field.choices ? `grid-choices-${field.name}` : undefined}
                        value={row[column] ?? ''}
                        readOnly={pasting}
                        onChange={(event) => type(place, column, event.target.value)}
                        onPaste={(event) => paste(event, place, column)}
                        onKeyDown={(event) => keys(event, place, column)}
                      />
                      {found && (
                        <span id={note} className="field-error">
                          {say(found)}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fields
        .filter((field) => field.choices)
        .map((field) => (
          <datalist key={field.name} id={`grid-choices-${field.name}`}>
            {(field.choices ?? []).map((choice) => (
              <option key={choice.value} value={say(choice.title)} />
            ))}
          </datalist>
        ))}
    </>
  );
}
