// See bench/run. Prints one line a measurement: figure, bar or limit, ratio.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { export_students, import_students, postgresql_rows_per_s, sqlite_rows_per_s } from './import_export.ts';
import { first_administrator, usual_people } from '../tests/harness/people.ts';
import {
  type DatabaseKind,
  Server,
  type Store,
  fresh_store,
} from '../tests/harness/server.ts';
import { line, per_second, pgbench, quiet, seconds, whole, wrk } from './measure.ts';
import { measure_indicators } from './indicators.ts';
import { measure_registers } from './registers.ts';
import { measure_submissions } from './admission.ts';
import { measure_work } from './work.ts';

/** Of the sample's registers; 22 has a million students. */
const scale = process.argv[3] ?? '1';
/** Students of the file that is imported; a million is what a province has. */
const kRows = Number(process.argv[4] ?? 200_000);
const kRegion = '620800';
const kPlanId = /^id: (\S+)/m.exec(
  readFileSync(join(import.meta.dirname, '../plans/pingliang/plan.yaml'), 'utf8'),
)![1];

const kShares =
  "SELECT share.id, share_version.version, share_version.content FROM share JOIN share_version " +
  'ON share_version.region = share.region AND share_version.id = share.id ' +
  `WHERE share.region = '${kRegion}' AND share.plan = '${kPlanId}' AND share_version.recorded_at < 9000000000000000 ` +
  'AND (share_version.until IS NULL OR share_version.until >= 9000000000000000) ' +
  'ORDER BY share.task, share.unit, share.id';

/** What one create writes: account, version, invitation, audit, first answer, clock. */
const kCreate = [
  "INSERT INTO account (id, version, name, name_folded, display_name, state, created_at) VALUES ('a' || :n, 1, 'limit-' || :n, 'limit-' || :n, 'limit', 'invited', 1)",
  `INSERT INTO account_version (region, id, version, recorded_at, account, why, content) VALUES ('${kRegion}', 'a' || :n, 1, 1, 'x', 'created', '{"name":"limit","display_name":"limit","state":"invited"}')`,
  "INSERT INTO invitation (token_hash, purpose, account, created_at, expires_at) VALUES (:hash, 'activate', 'a' || :n, 1, 2)",
  `INSERT INTO audit (region, id, at, account, action, subject, detail, address) VALUES ('${kRegion}', 'a' || :n, 1, 'x', 'account.create', 'a' || :n, 'limit', '127.0.0.1')`,
  `INSERT INTO idempotency (region, account, request_key, fingerprint, answer, recorded_at) VALUES ('${kRegion}', 'x', 'k' || :n, :hash, '{"account":"limit"}', 1)`,
  "INSERT INTO clock_mark (slot, us) VALUES ('limit', 1) ON CONFLICT (slot) DO UPDATE SET us = excluded.us",
];

function sqlite_limits(store: Store): { read: number; create: number } {
  const database = new DatabaseSync(join(store.data, 'zhijiao.db'));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON');
  const shares = database.prepare(kShares);
  const read = per_second(() => shares.all());
  const creates = kCreate.map((sql) => {
    const statement = database.prepare(sql.replaceAll(':n', '?1').replaceAll(':hash', '?2'));
    return { statement, takes: sql.includes(':hash') ? 2 : sql.includes(':n') ? 1 : 0 };
  });
  let n = Date.now() * 1000;
  const kGroup = 128;
  const groups = per_second(() => {
    database.exec('BEGIN IMMEDIATE');
    for (let one = 0; one < kGroup; one += 1) {
      n += 1;
      const values = [String(n), String(n).padStart(64, '0')];
      for (const { statement, takes } of creates) statement.run(...values.slice(0, takes));
    }
    database.exec('COMMIT');
  });
  database.close();
  return { read, create: groups * kGroup };
}

function postgresql_limits(store: Store): { read: number; create: number } {
  const statements = kCreate
    .map((sql) => sql.replaceAll(':n', ':n::text').replaceAll(':hash', "lpad(:n::text, 64, '0')"))
    // All clients of pgbench would wait for one row; the program has a row for each connection.
    .map((sql) => sql.replace("'limit', 1)", "'limit' || :client_id, 1)"));
  return {
    read: pgbench(store, 16, `${kShares};\n`),
    create: pgbench(
      store,
      64,
      `\\set n random(1, 9000000000000000)\nBEGIN;\n${statements.join(';\n')};\nCOMMIT;\n`,
    ),
  };
}

async function start_up(store: Store) {
  const times: number[] = [];
  let memory_mb = 0;
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    const server = await Server.start({ store });
    times.push(performance.now() - started);
    if (round === 4) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      memory_mb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1024;
    }
    await server.stop();
  }
  times.sort((a, b) => a - b);
  line('start with the plan loaded (median of 5)', `${times[2].toFixed(0)} ms`, 'bar 1,000 ms', times[2] / 1000);
  line('memory idle', `${memory_mb.toFixed(0)} MB`, 'bar 100 MB', memory_mb / 100);
}

async function measure(kind: DatabaseKind) {
  console.log(`\n${kind}`);
  const store = fresh_store(kind);
  const server = await Server.start({ store, sample: true });
  await quiet();
  const { administrator, office } = await usual_people(server);
  const bare = wrk(server, '/healthz', 64, 'read.lua', '');
  line('bare answer, 64 clients', `${whole(bare.per_second)}/s`, `p99 ${bare.p99_ms.toFixed(1)} ms`);
  const reads = ['/api/board', '/api/board?status=late&as_of=2022-07-01', '/api/units', '/api/commitments'].map(
    (path) => ({ path, ...wrk(server, path, 32, 'read.lua', office.client.cookie) }),
  );
  const create = wrk(server, '/api/accounts', 128, 'create.lua', administrator.client.cookie, server.address);
  await server.stop();
  const limits = kind === 'sqlite' ? sqlite_limits(store) : postgresql_limits(store);
  const tool = kind === 'sqlite' ? 'SQLite, one thread, same statement' : 'pgbench, same statement';
  for (const { path, per_second, p99_ms } of reads)
    line(`GET ${path}`, `${whole(per_second)}/s p99 ${p99_ms.toFixed(0)} ms`, `${tool} ${whole(limits.read)}/s`, per_second / limits.read);
  const group = kind === 'sqlite' ? 'SQLite, groups of 128, same statements' : 'pgbench, same statements';
  line('durable audited create, 128 clients', `${whole(create.per_second)}/s p99 ${create.p99_ms.toFixed(0)} ms`, `${group} ${whole(limits.create)}/s`, create.per_second / limits.create);
  if (kind === 'sqlite') await start_up(store);
}

async function files(kind: DatabaseKind) {
  const store = fresh_store(kind);
  const server = await Server.start({ store });
  const { city, figures } = await import_students(server, await first_administrator(server), kRows);
  const exported = await export_students(city.client);
  await server.stop();
  const rate = (seconds: number) => `${whole(kRows / seconds)} rows/s`;
  const bar = kind === 'sqlite' ? 50_000 : 30_000;
  line(`check ${whole(kRows)} students, every rule`, rate(figures.check_s), `bar ${whole(bar)} rows/s`, kRows / figures.check_s / bar);
  const limit = kind === 'sqlite' ? sqlite_rows_per_s(store) : postgresql_rows_per_s(store);
  const alone = kind === 'sqlite' ? 'SQLite alone, same rows' : 'PostgreSQL alone, COPY of the same rows';
  line('write them, with index and version', rate(figures.write_s), `${alone} ${whole(limit)} rows/s`, kRows / figures.write_s / limit);
  const { others } = figures;
  line(`meanwhile ${whole(others.count)} lists, searches, creates`, `p99 ${others.p99_ms.toFixed(0)} worst ${others.worst_ms.toFixed(0)} ms`, 'bar p99 200 ms', others.p99_ms / 200);
  line('memory before, and at its peak', `${figures.memory_before_mb.toFixed(0)}, ${figures.memory_peak_mb.toFixed(0)} MB`, '');
  line('export them as CSV', rate(exported.seconds), 'bar 200,000 rows/s', kRows / exported.seconds / 200_000);
}

// The harness cleans up when a test is over.
test('measure', { timeout: Infinity }, async () => {
  console.log(`${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${seconds} s a measurement`);
  for (const kind of ['sqlite', 'postgresql'] as const) {
    await measure(kind);
    await measure_registers(kind, scale);
    await measure_indicators(kind, scale);
    await files(kind);
    await measure_submissions(kind, Number(process.argv[5] ?? 20_000));
  }
  await measure_work();
});
