// See bench/run. Prints one line a measurement: figure, bar or limit, ratio.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { usual_people } from '../tests/harness/people.ts';
import {
  type DatabaseKind,
  Server,
  type Store,
  fresh_store,
  temporary_directory,
} from '../tests/harness/server.ts';

const seconds = Number(process.argv[2] ?? 5);
const kRegion = '620800';
const kPlanId = /^id: (\S+)/m.exec(
  readFileSync(join(import.meta.dirname, '../plans/pingliang/plan.yaml'), 'utf8'),
)![1];

interface Figure {
  per_second: number;
  p99_ms: number;
}

function wrk(server: Server, path: string, clients: number, script: string, ...args: string[]): Figure {
  const out = execFileSync(
    'wrk',
    ['-t1', `-c${clients}`, `-d${seconds}s`, '-s', join(import.meta.dirname, script), `${server.address}${path}`, '--', ...args],
    { encoding: 'utf8' },
  );
  const [, per_second, p99_ms, refused] = /RESULT (\S+) (\S+) (\d+)/.exec(out)!;
  if (Number(refused) > 0) throw new Error(`${refused} requests of ${path} failed:\n${out}`);
  return { per_second: Number(per_second), p99_ms: Number(p99_ms) };
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

function line(what: string, figure: string, against: string, ratio?: number) {
  const share = ratio === undefined ? '' : `${(ratio * 100).toFixed(0)} %`;
  console.log(`${what.padEnd(52)} ${figure.padStart(24)}   ${against.padEnd(44)} ${share.padStart(6)}`);
}

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
  let count = 0;
  const until = (limit_ms: number, work: () => void) => {
    const started = performance.now();
    for (count = 0; performance.now() - started < limit_ms; count += 1) work();
    return (count * 1000) / (performance.now() - started);
  };
  const read = until(seconds * 1000, () => shares.all());
  const creates = kCreate.map((sql) => {
    const statement = database.prepare(sql.replaceAll(':n', '?1').replaceAll(':hash', '?2'));
    return { statement, takes: sql.includes(':hash') ? 2 : sql.includes(':n') ? 1 : 0 };
  });
  let n = Date.now() * 1000;
  const kGroup = 128;
  const groups = until(seconds * 1000, () => {
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

function pgbench(store: Store, clients: number, script: string): number {
  const file = join(temporary_directory(), 'script.sql');
  writeFileSync(file, script);
  const out = execFileSync(
    'pgbench',
    ['--no-vacuum', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', file, store.database!],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return Number(/tps = ([\d.]+)/.exec(out)![1]);
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

// The harness cleans up when a test is over.
test('measure', { timeout: Infinity }, async () => {
  console.log(`${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${seconds} s a measurement`);
  for (const kind of ['sqlite', 'postgresql'] as const) await measure(kind);
});
