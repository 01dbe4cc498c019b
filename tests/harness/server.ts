// Starts the program that ./run starts, each time with a database and a data directory of its own.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

export const kRoot = join(import.meta.dirname, '../..');
/** Another build, such as one with sanitizers, can be named. */
export const kProgram = process.env.ZHIJIAO_PROGRAM ?? join(kRoot, 'build/release/zhijiao');
export const kPlan = join(kRoot, 'plans/pingliang');

export type DatabaseKind = 'sqlite' | 'postgresql';
export const kDatabase: DatabaseKind = process.env.DATABASE === 'postgresql' ? 'postgresql' : 'sqlite';

/** A directory that is gone when the tests of the file are over. */
export function temporary_directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'zhijiao-test-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function psql(url: string, sql: string): string {
  const options = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '-v', 'ON_ERROR_STOP=1'];
  return execFileSync('psql', [...options, '-c', sql, url], { encoding: 'utf8' }).trim();
}

/** A new PostgreSQL database that is dropped when the tests of the file are over. */
export function fresh_postgresql(): string {
  const given = process.env.ZHIJIAO_TEST_POSTGRESQL;
  if (!given) throw new Error('ZHIJIAO_TEST_POSTGRESQL names no server; ./test http starts one');
  const name = `zhijiao_${randomUUID().replaceAll('-', '')}`;
  psql(given, `CREATE DATABASE ${name}`);
  after(() => psql(given, `DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(given);
  url.pathname = `/${name}`;
  return url.href;
}

export interface Store {
  data: string;
  database?: string; // none: SQLite in the data directory
}

export function fresh_store(kind: DatabaseKind = kDatabase): Store {
  const data = join(temporary_directory(), 'data');
  return kind === 'postgresql' ? { data, database: fresh_postgresql() } : { data };
}

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of the program to its end. */
export function zhijiao(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      kProgram,
      args,
      { timeout: 60_000, maxBuffer: 1 << 26 },
      (_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}

async function free_port(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export interface StartOptions {
  store?: Store;
  plan?: string;
  sample?: boolean;
  extra?: string[];
  /** Words put before the command, such as unshare and its options. */
  wrapper?: string[];
}

// A test that ends before its time leaves no server behind.
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const kStart_limit_ms = 60_000;

export class Server {
  readonly store: Store;
  readonly port: number;
  private readonly sample: boolean;
  private readonly child: ChildProcess;
  private readonly log: string;
  private failure?: Error;
  private readonly ended: Promise<number | null>;

  private constructor(store: Store, sample: boolean, port: number, child: ChildProcess, log: string) {
    this.store = store;
    this.sample = sample;
    this.port = port;
    this.child = child;
    this.log = log;
    running.add(child);
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        running.delete(child);
        resolve(code);
      });
      child.once('error', (error) => {
        this.failure = error;
        resolve(null);
      });
    });
  }

  /** Resolves when the server answers; stops it when the tests of the file are over. */
  static async start(options: StartOptions = {}): Promise<Server> {
    const store = options.store ?? fresh_store();
    const port = await free_port();
    const args = ['serve', '--port', String(port), '--data', store.data];
    args.push('--plan', options.plan ?? kPlan, '--web', join(kRoot, 'web/dist'));
    if (store.database) args.push('--database', store.database);
    // People and progress; the registers of the sample are tested by themselves.
    if (options.sample) args.push('--sample', '--sample-scale', '0');
    args.push(...(options.extra ?? []));
    const [program, ...words] = [...(options.wrapper ?? []), kProgram, ...args];
    // Into a file: a pipe that nobody empties meanwhile would stop the server at its next line.
    const log = join(temporary_directory(), 'printed.txt');
    const printed = openSync(log, 'a');
    const child = spawn(program, words, { stdio: ['ignore', printed, printed] });
    closeSync(printed);
    const server = new Server(store, options.sample ?? false, port, child, log);
    after(() => server.kill());
    const limit = Date.now() + kStart_limit_ms;
    for (;;) {
      if (server.failure) throw server.failure;
      const code = server.child.exitCode ?? server.child.signalCode;
      if (code !== null) throw new Error(`the server ended with ${code}:\n${server.printed}`);
      // The last line it prints tells how to stop it; the one-time link stands before.
      if (server.printed.includes('Ctrl+C') && (await server.ready())) return server;
      if (Date.now() > limit) throw new Error(`the server does not answer:\n${server.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private async ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`)).ok;
    } catch {
      return false; // not listening yet
    }
  }

  /** What a browser calls it: the origin of everything a person sends. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Where it listens. A bare system may have no name for this address. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Everything it printed so far. */
  get printed(): string {
    return readFileSync(this.log, 'utf8');
  }

  /** The token of the one-time link for the administrator. */
  get invitation(): string {
    const found = /\/invitation#([A-Za-z0-9_-]+)/.exec(this.printed);
    if (!found) throw new Error(`no one-time link was printed:\n${this.printed}`);
    return found[1];
  }

  get has_sample(): boolean {
    return this.sample;
  }

  /** Everybody of the sample has the same. */
  get sample_password(): string {
    return /password of all: (\S+)\)/.exec(this.printed)![1];
  }

  /** Graceful; resolves to the exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** As a power failure would, as far as the program can tell. */
  async kill(): Promise<void> {
    if (this.failure) return;
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }
}
