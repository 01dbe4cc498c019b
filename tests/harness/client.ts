// One browser's worth of client: keeps its cookie, sends what a browser sends, and holds every
// answer against the description of the API.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { Contract, type Document } from './contract.ts';
import type { Server } from './server.ts';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  text: unknown;
  errors?: { field: string; message: { zh: string; en: string } }[] | null;
  current?: unknown;
}

export class Answer {
  readonly what: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;

  constructor(what: string, status: number, headers: IncomingHttpHeaders, bytes: Buffer) {
    this.what = what;
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  get etag(): string {
    assert.ok(this.headers.etag, `${this.what} has no ETag`);
    return this.headers.etag;
  }

  /** The body, after a status that must be as said. */
  json<T = any>(status = 200): T {
    this.is(status);
    return JSON.parse(this.text) as T;
  }

  is(status: number): this {
    assert.equal(this.status, status, `${this.what} answered ${this.status}: ${this.text.slice(0, 600)}`);
    return this;
  }

  /** A refusal as RFC 9457 with words in both languages. */
  problem(status: number, type?: string): Problem {
    this.is(status);
    assert.match(this.headers['content-type'] ?? '', /^application\/problem\+json/, this.what);
    const problem = JSON.parse(this.text) as Problem;
    assert.equal(problem.status, status, this.what);
    assert.ok(problem.detail.length > 0, `${this.what} does not say what to do`);
    if (type) assert.equal(problem.type.split(':').at(-1), type, `${this.what}: ${this.text}`);
    return problem;
  }
}

export interface RequestOptions {
  /** A Buffer is sent as it is, everything else as JSON. */
  body?: unknown;
  headers?: Record<string, string | undefined>;
  /** The version the change is based on. */
  version?: number;
  key?: string;
}

const contracts = new Map<string, Promise<Contract>>();

async function contract_of(server: Server): Promise<Contract> {
  let made = contracts.get(server.url);
  if (!made) {
    made = fetch(`${server.address}/api/openapi.json`).then(
      async (answer) => new Contract((await answer.json()) as Document),
    );
    contracts.set(server.url, made);
  }
  return made;
}

export class Client {
  readonly server: Server;
  cookie = '';
  private readonly agent = new Agent({ keepAlive: true });

  constructor(server: Server) {
    this.server = server;
  }

  contract(): Promise<Contract> {
    return contract_of(this.server);
  }

  async send(method: string, target: string, options: RequestOptions = {}): Promise<Answer> {
    const contract = await this.contract();
    const file = Buffer.isBuffer(options.body);
    const body =
      options.body === undefined ? undefined : file ? (options.body as Buffer) : Buffer.from(JSON.stringify(options.body));
    const headers: Record<string, string> = { origin: this.server.url };
    if (this.cookie) headers.cookie = this.cookie;
    if (body) {
      headers['content-type'] = file ? 'application/octet-stream' : 'application/json';
      headers['content-length'] = String(body.length);
    }
    if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
    if (options.key !== undefined) headers['idempotency-key'] = options.key;
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === undefined) delete headers[name];
      else headers[name] = value;
    }
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.server.port, method, path: target, headers: { host: new URL(this.server.url).host, ...headers }, agent: this.agent },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve(
              new Answer(`${method} ${target}`, incoming.statusCode!, incoming.headers, Buffer.concat(parts)),
            ),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [pair] = cookie.split(';');
      if (/^__Host-(session|candidate)=/.test(pair)) this.cookie = pair.endsWith('=') ? '' : pair;
    }
    const fault = contract.fault(
      method,
      target,
      answer.status,
      answer.headers['content-type'] ?? '',
      answer.bytes,
    );
    assert.equal(fault, undefined, `${answer.what} (${answer.status}) breaks its description: ${fault}`);
    return answer;
  }

  get(target: string, headers?: Record<string, string | undefined>) {
    return this.send('GET', target, { headers });
  }
  post(target: string, body: unknown, options: RequestOptions = {}) {
    return this.send('POST', target, { key: randomUUID(), body, ...options });
  }
  patch(target: string, version: number, body: unknown) {
    return this.send('PATCH', target, { version, body });
  }
  put(target: string, body: unknown, options: RequestOptions = {}) {
    return this.send('PUT', target, { body, ...options });
  }
  delete(target: string) {
    return this.send('DELETE', target);
  }

  async sign_in(name: string, password: string): Promise<this> {
    (await this.send('POST', '/api/session', { body: { name, password } })).is(200);
    return this;
  }
}
