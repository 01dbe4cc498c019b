// What every measurement needs: how long, how to load, how to print a line.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Server, type Store, temporary_directory } from '../tests/harness/server.ts';

export const seconds = Number(process.argv[2] ?? 5);

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
