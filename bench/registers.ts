// Lists, creates and search of registers on the sample's world; see bench/run. The bars are those of
// a quiet machine of two cores; the ratio to the limit of the database holds on any.
//
// For comparison, Directus 11 on PostgreSQL, measured once on the machine this was written on: 155
// lists/s, 110 creates/s, 434 rows/s in bulk. It is not installed here.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from '../tests/harness/client.ts';
import { type DatabaseKind, Server, type Store, fresh_store, kPlan, kProgram } from '../tests/harness/server.ts';
import { type Figure, line, per_second, pgbench, quiet, seconds, whole, wrk } from './measure.ts';

const kRegion = '620800';
const kColumns = [
  'name', 'sex', 'citizen_id', 'born_on', 'ethnic_group', 'student_no', 'school_student_no', 'class',
  'entered_on', 'origin', 'household_kind', 'division', 'phone', 'boards', 'guardian',
];
const kSealed = ['citizen_id', 'phone'];

/** The statement of a list of 50 × 15 as the program makes it, for one school. */
function list_statement(kind: DatabaseKind, unit: string): string {
  const sqlite = kind === 'sqlite';
  const object = sqlite ? 'json_object' : 'json_build_object';
  const json = (text: string) => (sqlite ? `json(${text})` : `CAST(${text} AS json)`);
  const flag = (column: string) =>
    sqlite
      ? `CASE ${column} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END`
      : `CASE ${column} WHEN 1 THEN true WHEN 0 THEN false END`;
  const value = (name: string) =>
    name === 'boards' ? flag('t.boards') : `t.${name}${kSealed.includes(name) ? '_masked' : ''}`;
  const values = kColumns.map((name) => `'${name}', ${value(name)}`).join(', ');
  const group = '(SELECT coalesce(r.name, \'\') FROM class AS r WHERE r.region = t.region AND r.id = t.class)';
  return (
    `SELECT CAST(${object}('id', t.id, 'version', t.version, 'state', t.state, 'removed', ${flag('0')}, ` +
    `'returned', CASE t.returned WHEN '{}' THEN ${json("'{}'")} ELSE ${json('t.returned')} END, ` +
    `'label', coalesce(t.name, ''), 'values', ${object}(${values}), 'labels', ${object}('class', ${group})) AS text), ` +
    `t.school, t.id FROM student AS t WHERE t.region = '${kRegion}' AND t.removed = 0 AND t.school = '${unit}' ` +
    'ORDER BY t.class ASC NULLS FIRST, t.name ASC NULLS FIRST, t.id LIMIT 51'
  );
}

/** What one create writes and reads: record, version, audit, answer kept, clock, the answer itself. */
function create_statements(unit: string): string[] {
  const columns = 'region, id, version, recorded_at, state, state_since, returned, removed, search_text, school, name, leader, leader_title, field, level, opened_on, apprentices, listing_no';
  return [
    `INSERT INTO skill_studio (${columns}) VALUES ('${kRegion}', 'l' || :n, 1, 1, 'draft', 1, '{}', 0, 'studio', '${unit}', 'studio ' || :n, '王一', '示例', 'skill', NULL, '2024-05-01', 3, NULL)`,
    `INSERT INTO skill_studio_version (${columns}, account, action, why) SELECT ${columns}, 'x', 'create', '' FROM skill_studio WHERE region = '${kRegion}' AND id = 'l' || :n`,
    `INSERT INTO audit (region, id, at, account, action, subject, detail, address) VALUES ('${kRegion}', 'l' || :n, 1, 'x', 'skill_studio.create', 'l' || :n, 'version 1', '127.0.0.1')`,
    `SELECT version, state, name, leader, leader_title, field, opened_on, apprentices FROM skill_studio WHERE region = '${kRegion}' AND id = 'l' || :n`,
    `INSERT INTO idempotency (region, account, request_key, fingerprint, answer, recorded_at) VALUES ('${kRegion}', 'x', 'l' || :n, lower(:n), '{"id":"limit","version":1,"json":"{}"}', 1)`,
    "INSERT INTO clock_mark (slot, us) VALUES ('limit', 1) ON CONFLICT (slot) DO UPDATE SET us = excluded.us",
  ];
}

function sqlite_limits(store: Store, unit: string): { list: number; create: number } {
  const database = new DatabaseSync(join(store.data, 'zhijiao.db'));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON');
  const statement = database.prepare(list_statement('sqlite', unit));
  const list = per_second(() => statement.all());
  const creates = create_statements(unit).map((sql) => ({
    statement: database.prepare(sql.replaceAll(':n', '?1')),
    takes: sql.includes(':n') ? 1 : 0,
    reads: sql.startsWith('SELECT'),
  }));
  let n = Date.now() * 1000;
  const kGroup = 128;
  const groups = per_second(() => {
    database.exec('BEGIN IMMEDIATE');
    for (let one = 0; one < kGroup; one += 1) {
      n += 1;
      for (const { statement, takes, reads } of creates) {
        const values = takes ? [String(n)] : [];
        if (reads) statement.all(...values);
        else statement.run(...values);
      }
    }
    database.exec('COMMIT');
  });
  database.close();
  return { list, create: groups * kGroup };
}

function postgresql_limits(store: Store, unit: string): { list: number; create: number } {
  const statements = create_statements(unit)
    .map((sql) => sql.replaceAll(':n', ':n::text'))
    .map((sql) => sql.replace("'limit', 1)", "'limit' || :client_id, 1)"));
  return {
    list: pgbench(store, 16, `${list_statement('postgresql', unit)};\n`),
    create: pgbench(store, 64, `\\set n random(1, 9000000000000000)\nBEGIN;\n${statements.join(';\n')};\nCOMMIT;\n`),
  };
}

/** Searches as somebody types them: names and initials of those who are there, and of nobody. */
async function search(city: Client, rows: number) {
  const { rows: some } = (await city.get('/api/records/student?columns=name&limit=200')).json();
  const names: string[] = some.map((row: any) => row.values.name);
  const typed = names.filter((_, i) => i % 10 === 0).flatMap((name) => [name.slice(0, 1), name.slice(0, 2), name]);
  typed.push('zxh', 'wy', 'qqqq', '没有这个人');
  const took: number[] = [];
  for (const text of typed) {
    const started = performance.now();
    (await city.get(`/api/records/student?columns=name&limit=20&q=${encodeURIComponent(text)}`)).is(200);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const p99 = took[Math.floor(took.length * 0.99)];
  line(`search as one types, ${whole(rows)} students, one client`, `median ${took[took.length >> 1].toFixed(1)} ms p99 ${p99.toFixed(0)} ms`, 'bar at 1,000,000: p99 20 ms', p99 / 20);
}

export async function measure_registers(kind: DatabaseKind, scale: string) {
  const store = fresh_store(kind);
  const database = store.database ? ['--database', store.database] : [];
  const made = execFileSync(kProgram, ['sample', '--data', store.data, ...database, '--plan', kPlan, '--scale', scale], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
  const [, records, versions, took] = /registers: (\d+) records, (\d+) versions in ([\d.]+) s/.exec(made)!;
  line(`sample --scale ${scale}: ${whole(Number(records))} records`, `${whole(Number(versions) / Number(took))} versions/s`, `${took} s`);
  const server = await Server.start({ store });
  const { password } = JSON.parse(readFileSync(join(store.data, 'sample-sign-ins.json'), 'utf8'));
  const as = (name: string) => new Client(server).sign_in(name, password);
  const [registrar, officer, county, city] = await Promise.all(
    ['zhuanglang_centre_registrar', 'zhuanglang_centre', 'zhuanglang_county_officer', 'city_officer'].map(as),
  );
  const wide = `/api/records/student?columns=${kColumns.join()}`;
  await quiet();
  const lists: [string, string, Client][] = [
    ['list 50 × 15, one school', wide, registrar],
    ['list 50 × 15, a county', wide, county],
    ['list 50 × 15, the whole city', wide, city],
    ['list 50 × 7 as the page shows it', '/api/records/student', registrar],
  ];
  const measured: [string, Figure][] = lists.map(([what, path, client]) => [what, wrk(server, path, 32, 'read.lua', client.cookie)]);
  const body = JSON.stringify({ values: { school: 'zhuanglang_centre', name: 'studio %N%', leader: '王一', leader_title: '示例', field: 'skill', opened_on: '2024-05-01', apprentices: 3 } });
  const create = wrk(server, '', 128, 'create_record.lua', officer.cookie, server.address, '/api/records/skill_studio', body);
  await search(city, Number(/ Student: (\d+)/.exec(made)![1]));
  await server.stop();
  const unit = 'zhuanglang_centre';
  const limits = kind === 'sqlite' ? sqlite_limits(store, unit) : postgresql_limits(store, unit);
  const tool = kind === 'sqlite' ? 'SQLite, one thread, same statement' : 'pgbench, same statement';
  for (const [what, { per_second, p99_ms }] of measured)
    line(what, `${whole(per_second)}/s p99 ${p99_ms.toFixed(0)} ms`, `${tool} ${whole(limits.list)}/s`, per_second / limits.list);
  const group = kind === 'sqlite' ? 'SQLite, groups of 128, same statements' : 'pgbench, same statements';
  line('durable audited create of a record, 128 clients', `${whole(create.per_second)}/s p99 ${create.p99_ms.toFixed(0)} ms`, `${group} ${whole(limits.create)}/s`, create.per_second / limits.create);
  console.log(`  (bars: lists 8,000/s and creates 20,000/s on SQLite, ${seconds} s each)`);
}
