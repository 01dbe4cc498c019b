// From a change of a record to the board that shows it, while others write; all figures computed
// from nothing, against the same statements bare on the database and in DuckDB.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { Client } from '../tests/harness/client.ts';
import { EventStream } from '../tests/harness/events.ts';
import { type DatabaseKind, Server, fresh_store, kPlan, kProgram, temporary_directory } from '../tests/harness/server.ts';
import { citizen_id } from './import_export.ts';
import { line, quiet, whole, wrk } from './measure.ts';

const kWritesPerSecond = 200;
const kChanges = 60;
const kWatched = 'secondary_enrolment';

interface Measured {
  id: string;
  sql: string;
  registers: string[];
  parameters: Record<string, number>;
  dimensions: string[];
  period: boolean;
  ratio: boolean;
}

async function declarations(city: Client): Promise<Measured[]> {
  const { indicators } = (await city.get('/api/indicators')).json();
  const all: Measured[] = [];
  for (const { id, measured } of indicators) {
    if (!measured) continue;
    const view = (await city.get(`/api/indicators/${id}`)).json();
    all.push({
      id,
      sql: view.sql,
      registers: view.registers.map((one: any) => one.noun),
      parameters: Object.fromEntries(view.parameters.map((one: any) => [one.name, one.value])),
      dimensions: view.dimensions.map((one: any) => one.name),
      period: /\bAS period\b/i.test(view.sql),
      ratio: /\bAS denominator\b/i.test(view.sql),
    });
  }
  return all;
}

/** The sums by unit, period and dimensions, over tables that stand for the registers. */
function sums(of: Measured, views: string): string {
  const by = ['unit', ...(of.period ? ['period'] : []), ...of.dimensions].join(', ');
  const denominator = of.ratio ? ', sum(denominator)' : '';
  return `${views} contribution AS (${of.sql}) SELECT ${by}, sum(numerator)${denominator}, count(*), max(on_date) FROM contribution GROUP BY ${by}`;
}

const kRecordedOn = "strftime('%Y-%m-%d', recorded_at / 1000000 + 28800, 'unixepoch')";

/** All statements on a connection that has read nothing yet, as at the start of the server, or on
 *  one that has read it all. */
function bare_sqlite_ms(file: string, all: Measured[], day: string, is_warm: boolean): number {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec('PRAGMA cache_size = -16000');
  let took = 0;
  for (let round = 0; round < (is_warm ? 2 : 1); round += 1) {
    const started = performance.now();
    for (const of of all) {
      const views = of.registers.map(
        (noun) => `${noun} AS (SELECT *, ${kRecordedOn} AS recorded_on FROM main.${noun} WHERE region = '620800' AND removed = 0)`,
      );
      const statement = database.prepare(sums(of, `WITH ${views.join(', ')},`));
      const given: Record<string, number | string> = { ...of.parameters };
      if (of.sql.includes(':today')) given.today = day;
      statement.all(given);
    }
    took = performance.now() - started;
  }
  database.close();
  return took;
}

/** The two statements over all students, whose tables DuckDB has read before. */
async function duckdb_ms(file: string, all: Measured[]): Promise<{ sqlite: number; duckdb: number }> {
  const of_students = all.filter(({ registers }) => registers.includes('student'));
  const nouns = [...new Set(of_students.flatMap(({ registers }) => registers))];
  const folder = temporary_directory();
  const database = new DatabaseSync(file, { readOnly: true });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const noun of nouns) {
    const columns = noun === 'student' ? 'id, version, state, school, sex, household_kind' : 'id, version, state, school, kind';
    const rows = database.prepare(`SELECT ${columns}, ${kRecordedOn} AS recorded_on FROM ${noun} WHERE removed = 0`).iterate();
    const lines = [`${columns}, recorded_on`.replaceAll(' ', '')];
    for (const row of rows) lines.push(Object.values(row as object).map((value) => value ?? '').join(','));
    writeFileSync(join(folder, `${noun}.csv`), lines.join('\n'));
    await connection.run(`CREATE TABLE ${noun} AS SELECT * FROM read_csv('${join(folder, noun)}.csv', all_varchar = true)`);
  }
  database.close();
  let duckdb = 0;
  for (let round = 0; round < 2; round += 1) {
    const started = performance.now();
    for (const of of of_students) await (await connection.runAndReadAll(sums(of, 'WITH'))).getRows();
    duckdb = performance.now() - started;
  }
  return { sqlite: bare_sqlite_ms(file, of_students, '', true), duckdb };
}

interface Registrar {
  client: Client;
  school: string;
  class: string;
}

/** So many records a second, each of a school and for no figure, until the answer is called. */
function writing(registrars: Registrar[]) {
  let working = true;
  let made = 0;
  const started = performance.now();
  const worker = async () => {
    while (working) {
      const n = (made += 1);
      const due = started + (n * 1000) / kWritesPerSecond;
      await sleep(Math.max(0, due - performance.now()));
      const { client, school, class: group } = registrars[n % registrars.length];
      const id = citizen_id(500_000 + n);
      const born_on = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
      const values = { school, name: '量一量', citizen_id: id, sex: Number(id[16]) % 2 ? 'male' : 'female', born_on, class: group, entered_on: '2022-09-01' };
      (await client.post('/api/records/student', { values, confirmed: true })).is(201);
    }
  };
  const all = Promise.all(Array.from({ length: 32 }, worker));
  return async () => {
    working = false;
    await all;
    return (made * 1000) / (performance.now() - started);
  };
}

/** From the answer to a withdrawal to the event that names the figure. */
async function change_to_board(city: Client, registrars: Registrar[]): Promise<number[]> {
  const leaving: { client: Client; id: string; version: number }[] = [];
  for (const { client } of registrars) {
    const { rows } = (await client.get('/api/records/student?state.is=enrolled&limit=20')).json();
    leaving.push(...rows.map((row: any) => ({ client, id: row.id, version: row.version })));
  }
  const took: number[] = [];
  for (const { client, id, version } of leaving.slice(0, kChanges)) {
    const stream = await EventStream.open(city);
    const values = { status_on: '2024-11-20', status_reason: '外出务工' };
    (await client.post(`/api/records/student/${id}/steps/withdraw`, { values, confirmed: true }, { version })).is(200);
    const answered = performance.now();
    await stream.next(({ name, data }) => name === 'indicators' && data.includes(kWatched), 60_000);
    took.push(performance.now() - answered);
    stream.close();
    await sleep(50);
  }
  return took.sort((a, b) => a - b);
}

export async function measure_indicators(kind: DatabaseKind, scale: string) {
  const store = fresh_store(kind);
  const database = store.database ? ['--database', store.database] : [];
  const made = execFileSync(kProgram, ['sample', '--data', store.data, ...database, '--plan', kPlan, '--scale', scale], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
  const students = Number(/ Student: (\d+)/.exec(made)![1]);
  const server = await Server.start({ store });
  await quiet();
  const full_ms = Number(/indicators: \d+ computed in (\d+) ms/.exec(server.printed)![1]);
  const { password, sign_ins } = JSON.parse(readFileSync(join(store.data, 'sample-sign-ins.json'), 'utf8'));
  const as = (name: string) => new Client(server).sign_in(name, password);
  const city = await as('city_officer');
  const registrars: Registrar[] = [];
  for (const { name } of sign_ins.filter((one: any) => one.name.endsWith('_registrar')).slice(0, 40)) {
    const client = await as(name);
    const { rows } = (await client.get('/api/records/class?limit=1&columns=name,school')).json();
    if (rows.length > 0) registrars.push({ client, school: name.replace(/_registrar$/, ''), class: rows[0].id });
  }
  const wall = wrk(server, '/api/indicators', 16, 'read.lua', city.cookie);
  const alone = await change_to_board(city, registrars);
  const stop = writing(registrars);
  const busy = await change_to_board(city, registrars);
  const rate = await stop();
  const all = await declarations(city);
  await server.stop();
  const p99 = (took: number[]) => took[Math.ceil(took.length * 0.99) - 1];
  console.log(`\nindicators on ${kind}, ${whole(students)} students, ${all.length} statements`);
  line('the wall of figures, 16 clients', `${whole(wall.per_second)}/s p99 ${wall.p99_ms.toFixed(0)} ms`, 'bar p99 50 ms', wall.p99_ms / 50);
  line('a change shown, nobody else writes', `p50 ${alone[alone.length >> 1].toFixed(0)} p99 ${p99(alone).toFixed(0)} ms`, 'bar p99 1,000 ms', p99(alone) / 1000);
  line(`a change shown, ${whole(rate)} writes/s`, `p50 ${busy[busy.length >> 1].toFixed(0)} p99 ${p99(busy).toFixed(0)} ms`, 'bar p99 1,000 ms', p99(busy) / 1000);
  if (kind === 'sqlite') {
    const file = join(store.data, 'zhijiao.db');
    const bare = bare_sqlite_ms(file, all, new Date().toISOString().slice(0, 10), false);
    line('all figures from nothing', `${whole(full_ms)} ms`, `SQLite alone, same statements ${whole(bare)} ms`, bare / full_ms);
    const compared = await duckdb_ms(file, all);
    line('those over students, SQLite alone', `${whole(compared.sqlite)} ms`, `DuckDB, same statements ${whole(compared.duckdb)} ms`, compared.duckdb / compared.sqlite);
  }
}
