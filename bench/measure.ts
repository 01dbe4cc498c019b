// What every measurement needs: how long, how to load, how to print a line.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Server, type Store, temporary_directory } from '../tests/harness/server.ts';

export const seconds = Number(process.argv[2] ?? 5);

/** Share of the machine's time in which it did nothing, over the next second. */
async function idle(): Promise<number> {
  const times = () => readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/\s+/).slice(1).map(Number);
  const before = times();
  await sleep(1000);
  const spent = times().map((time, i) => time - before[i]);
  const [, , , resting, waiting] = spent;
  return (resting + waiting) / spent.reduce((sum, time) => sum + time, 0);
}

/** Until what a server does by itself after its start is done: the days of the past it computes, the counting of
 *  PostgreSQL. What is measured beside it says nothing. */
export async function quiet(): Promise<void> {
  const until = performance.now() + 600_000;
  for (let calm = 0; calm < 5; calm = (await idle()) > 0.97 ? calm + 1 : 0)
    if (performance.now() > until) throw new Error('this machine does something else: nothing can be measured');
}

export interface Figure {
  per_second: number;
  p99_ms: number;
}

export function wrk(server: Server, path: string, clients: number, script: string, ...args: string[]): Figure {
  const out = execFileSync(
    'wrk',
    ['-t1', `-c${clients}`, `-d${seconds}s`, '-s', join(import.meta.dirname, script), `${server.address}${path}`, '--', ...args],
    { encoding: 'utf8' },
  );
  const [, per_second, p99_ms, refused] = /RESULT (\S+) (\S+) (\d+)/.exec(out)!;
  if (Number(refused) > 0) throw new Error(`${refused} requests of ${path} failed:\n${out}`);
  return { per_second: Number(per_second), p99_ms: Number(p99_ms) };
}

export const whole = (value: number) => Math.round(value).toLocaleString('en');

export function line(what: string, figure: string, against: string, ratio?: number) {
  const share = ratio === undefined ? '' : `${(ratio * 100).toFixed(0)} %`;
  console.log(`${what.padEnd(52)} ${figure.padStart(24)}   ${against.padEnd(44)} ${share.padStart(6)}`);
}

/** How often `work` is done in a second. */
export function per_second(work: () => void): number {
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < seconds * 1000; count += 1) work();
  return (count * 1000) / (performance.now() - started);
}

export function pgbench(store: Store, clients: number, script: string): number {
  const file = join(temporary_directory(), 'script.sql');
  writeFileSync(file, script);
  const out = execFileSync(
    'pgbench',
    ['--no-vacuum', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', file, store.database!],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return Number(/tps = ([\d.]+)/.exec(out)![1]);
}
