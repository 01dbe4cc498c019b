import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ApiProblem, newKey, send } from '../../api/client';
import { formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Loading, Page, Section, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import type { Declaration } from './declaration';
import { ImportReportView, whatBecame } from './import_report';
import {
  type ColumnsAnswer,
  fillable,
  findHeading,
  type ImportLine,
  importsPath,
  kNothingMended,
  mendImport,
  type Mending,
  upload,
  useImport,
  withCitizenIds,
} from './imports';
import { listPath, useDeclaration, useRecords } from './records';
import type { Sheet } from './workbook';
import { readInWorker } from './read_in_worker';
import { importWords as w, kImportStateWords } from './import_words';

/** The largest file that is read: its rows are held in this tab. */
const kFile_bytes_max = 100_000_000;

export default function ImportPage() {
  const { register = '' } = useParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  const of = declaration.data;
  return (
    <Page
      title={say(w.title, { title: of ? say(of.title) : '' })}
      lead={say(w.lead)}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
      ]}
    >
      <Answered of={declaration}>
        {(shown) =>
          shown.may_create ? (
            <Import key={shown.name} of={shown} />
          ) : (
            <Empty title={say(w.mayNot)}>{say(w.mayNotDetail)}</Empty>
          )
        }
      </Answered>
    </Page>
  );
}

/** A file as it was read, and how its columns are understood. */
interface Chosen {
  name: string;
  sheets: Sheet[];
  sheet: number;
  heading: number;
  mapping: (string | null)[];
  /** A kind of file that the register knows by its headings. */
  preset: ColumnsAnswer['preset'];
  remembered: boolean;
}

/** The first rows below the titles. */
function samplesOf(rows: readonly string[][], heading: number): string[][] {
  return rows
    .slice(heading + 1)
    .filter((row) => row.length > 0)
    .slice(0, 3);
}

function understood(of: Declaration, { columns, preset, remembered }: ColumnsAnswer, samples: string[][]) {
  const mapping = columns.map((column) => column.field);
  return { mapping: withCitizenIds(of, mapping, samples), preset, remembered };
}

function Import({ of }: { of: Declaration }) {
  const { say } = useSpeech();
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const id = search.get('import') ?? '';
  const [chosen, setChosen] = useState<Chosen>();
  const [mending, setMending] = useState<Mending>(kNothingMended);
  const [after, setAfter] = useState(0);
  /** Only what must be mended; not decided until it is known what there is. */
  const [errors, setErrors] = useState<boolean>();
  const [doing, setDoing] = useState<'reading' | 'checking'>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [owner, setOwner] = useState('');
  const [clear, setClear] = useState(false);
  const report = useImport(of.name, id, after, errors ?? false);
  const found = report.data?.id === id ? report.data.counts : undefined;
  const drowned = found !== undefined && found.bad > 0 && found.to_confirm > 0;
  useEffect(() => {
    if (drowned) setErrors((asked) => asked ?? true);
  }, [drowned]);
  const open = (next: string) => {
    setAfter(0);
    setErrors(undefined);
    setMending(kNothingMended);
    setSearch(next ? { import: next } : {});
  };
  const working = async (what: 'reading' | 'checking', work: () => Promise<void>) => {
    setDoing(what);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setDoing(undefined);
    }
  };

  const guess = (titles: string[]) =>
    send<ColumnsAnswer>('post', `${importsPath(of.name)}/columns`, { body: { titles } });
  const look = async (name: string, sheets: Sheet[], sheet: number) => {
    const rows = sheets[sheet]?.rows ?? [];
    const heading = await findHeading(rows, guess);
    setChosen({ name, sheets, sheet, heading: heading.row, ...understood(of, heading, samplesOf(rows, heading.row)) });
  };
  const choose = (file: File | undefined) => {
    if (!file) return;
    if (file.size > kFile_bytes_max) {
      setProblem(new ApiProblem({ status: 413, title: w.unreadable, detail: w.tooLarge }));
      return;
    }
    open('');
    void working('reading', async () => {
      const sheets = await readInWorker(file);
      await look(file.name, sheets, 0);
    });
  };
  const checked = async (made: Promise<{ id: string }>) => {
    const next = (await made).id;
    await client.invalidateQueries({ queryKey: ['/api/records', importsPath(of.name)] });
    open(next);
  };
  const check = (file: Chosen) =>
    working('checking', () => {
      const read = { fileName: file.name, heading: file.heading, mapping: file.mapping, owner, clear };
      return checked(upload(of.name, file.sheets[file.sheet]?.rows ?? [], read, newKey()));
    });
  const checkAgain = () => working('checking', () => checked(mendImport(of.name, id, mending, newKey())));

  if (id !== '') {
    return (
      <>
        {problem && <Trouble problem={problem} />}
        <Answered of={report}>
          {(data) => (
            <ImportReportView
              of={of}
              report={data}
              mending={mending}
              mend={setMending}
              checking={doing === 'checking'}
              again={() => void checkAgain()}
              columns={chosen && data.mended_from === null ? () => open('') : undefined}
              open={open}
              errors={errors ?? false}
              setErrors={(only) => {
                setAfter(0);
                setErrors(only);
              }}
              after={after}
              setAfter={setAfter}
              another={() => {
                setChosen(undefined);
                open('');
              }}
            />
          )}
        </Answered>
      </>
    );
  }
  if (doing) {
    return (
      <div role="status">
        <p>{say(doing === 'reading' ? w.reading : w.checking)}</p>
        <Loading rows={4} />
      </div>
    );
  }
  return (
    <>
      {problem && <Trouble problem={problem} />}
      {chosen ? (
        <Columns
          of={of}
          chosen={chosen}
          set={setChosen}
          look={(sheet) => void working('reading', () => look(chosen.name, chosen.sheets, sheet))}
          guess={(row) =>
            void working('reading', async () => {
              const rows = chosen.sheets[chosen.sheet]?.rows ?? [];
              const answer = await guess(rows[row] ?? []);
              setChosen({ ...chosen, heading: row, ...understood(of, answer, samplesOf(rows, row)) });
            })
          }
          owner={owner}
          setOwner={setOwner}
          clear={clear}
          setClear={setClear}
          check={() => void check(chosen)}
          giveUp={() => setChosen(undefined)}
        />
      ) : (
        <>
          <FileBox of={of} choose={choose} />
          <Earlier of={of} open={open} />
        </>
      )}
    </>
  );
}

function FileBox({ of, choose }: { of: Declaration; choose: (file: File | undefined) => void }) {
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="drop-title">{say(w.drop)}</p>
      <p>
        <button type="button" className="plain-button primary" onClick={() => input.current?.click()}>
          {say(w.choose)}
        </button>
      </p>
      <p className="quiet">{say(w.kinds)}</p>
      <p>
        <a href={`${listPath(of.name)}/template.xlsx`} download>
          {say(w.template)}
        </a>
      </p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={say(w.choose)}
        accept=".xlsx,.xls,.et,.csv,.txt"
        onChange={(event) => choose(event.target.files?.[0])}
      />
    </div>
  );
}

function Earlier({ of, open }: { of: Declaration; open: (id: string) => void }) {
  const { say, language } = useSpeech();
  const list = useRecords<{ imports: ImportLine[] }>(importsPath(of.name));
  if (list.isError) return <Trouble problem={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.imports.length === 0) return null;
  return (
    <Section title={say(w.earlier)} className="import-earlier">
      <ul className="plain-list card">
        {list.data.imports.map((line) => (
          <li key={line.id}>
            <button type="button" className="link-button" onClick={() => open(line.id)}>
              {line.file_name}
            </button>{' '}
            <span className="tag">{say(kImportStateWords[line.state])}</span>{' '}
            <span className="quiet">
              {formatInstant(line.made_at, language)} · {say(...whatBecame(line))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Which column fills which field, with the first values of each, so that one sees it is right. */
function Columns({
  of,
  chosen,
  set,
  look,
  guess,
  owner,
  setOwner,
  clear,
  setClear,
  check,
  giveUp,
}: {
  of: Declaration;
  chosen: Chosen;
  set: (chosen: Chosen) => void;
  look: (sheet: number) => void;
  guess: (row: number) => void;
  owner: string;
  setOwner: (owner: string) => void;
  clear: boolean;
  setClear: (clear: boolean) => void;
  check: () => void;
  giveUp: () => void;
}) {
  const { say, mark } = useSpeech();
  const rows = chosen.sheets[chosen.sheet]?.rows ?? [];
  const titles = rows[chosen.heading] ?? [];
  const samples = samplesOf(rows, chosen.heading);
  const width = Math.max(titles.length, ...samples.map((row) => row.length));
  const filled = new Set(chosen.mapping.filter((field) => field !== null));
  const ownerFilled = filled.has(of.owner);
  const needsOwner = !ownerFilled && of.owners.length > 1;
  const missing = fillable(of).filter(
    (field) => field.required && !filled.has(field.name) && field.name !== of.owner,
  );
  const put = (column: number, field: string | null) => {
    const mapping = Array.from({ length: width }, (_, place) => {
      const present = chosen.mapping[place] ?? null;
      // A field is filled by one column: the last choice counts.
      return present !== null && present === field ? null : present;
    });
    mapping[column] = field;
    set({ ...chosen, mapping });
  };
  const ready = filled.size > 0 && (!needsOwner || owner !== '');
  return (
    <Section title={say(w.columnsTitle, { name: chosen.name })} className="import-columns">
      <p className="quiet hint">
        {chosen.preset && (
          <>
            {say(chosen.preset.verified ? w.preset : w.presetUnverified, { title: say(chosen.preset.title) })}{' '}
          </>
        )}
        {say(chosen.remembered ? w.columnsHintAgain : w.columnsHint)}
      </p>
      <div className="toolbar">
        {chosen.sheets.length > 1 && (
          <label className="inline-field">
            {say(w.sheet)}{' '}
            <select className="plain-input" value={chosen.sheet} onChange={(event) => look(Number(event.target.value))}>
              {chosen.sheets.map((sheet, place) => (
                <option key={sheet.name} value={place}>
                  {sheet.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="inline-field">
          {say(w.headingRow)}{' '}
          <select
            className="plain-input"
            value={chosen.heading}
            onChange={(event) => guess(Number(event.target.value))}
          >
            {rows.slice(0, 10).map((row, place) => (
              <option key={place} value={place}>
                {`${place + 1}${mark.colon}${row.filter(Boolean).slice(0, 3).join(mark.list).slice(0, 24)}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.columns)}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{say(w.columnTitle)}</th>
              <th scope="col">{say(w.columnSamples)}</th>
              <th scope="col">{say(w.columnField)}</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: width }, (_, column) => {
              const title = titles[column] || say(w.columnN, { n: column + 1 });
              return (
                <tr key={column}>
                  <th scope="row">{title}</th>
                  <td data-title={say(w.columnSamples)} className="quiet wrap-any">
                    {samples
                      .map((row) => row[column] ?? '')
                      .filter(Boolean)
                      .join(mark.list) || '—'}
                  </td>
                  <td data-title={say(w.columnField)}>
                    <select
                      className="plain-input"
                      aria-label={say(w.fieldOf, { title })}
                      value={chosen.mapping[column] ?? ''}
                      onChange={(event) => put(column, event.target.value || null)}
                    >
                      <option value="">{say(w.leftOut)}</option>
                      {fillable(of).map((field) => (
                        <option key={field.name} value={field.name}>
                          {say(field.title)}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {missing.length > 0 && (
        <p className="notice import-missing">
          {say(w.missing, { fields: missing.map((field) => say(field.title)).join(mark.list) })}
        </p>
      )}
      <div className="toolbar import-how">
        {needsOwner && (
          <label className="inline-field">
            {say(w.owner)}{' '}
            <select className="plain-input" value={owner} onChange={(event) => setOwner(event.target.value)}>
              <option value="">{say(w.ownerChoose)}</option>
              {of.owners.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {say(unit.name)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={clear} onChange={(event) => setClear(event.target.checked)} />
          {say(w.clearEmpty)}
        </label>
      </div>
      <p className="button-row">
        <button type="button" className="plain-button primary" disabled={!ready} onClick={check}>
          {say(w.check)}
        </button>
        <button type="button" className="plain-button" onClick={giveUp}>
          {say(w.otherFile)}
        </button>
        <AppLink to={`/registers/${of.name}`} className="plain-button">
          {say(words.cancel)}
        </AppLink>
      </p>
    </Section>
  );
}
