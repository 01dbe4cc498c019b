import type { components, paths } from './schema';

// Every call of the API goes through here: typed by the generated description, answered by data or
// by an ApiProblem that a page can show as it is.

export type Schemas = components['schemas'];
export type Text = Schemas['Text'];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = M extends keyof paths[P]
  ? NonNullable<paths[P][M]>
  : never;
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R }
    ? { [S in keyof R]: S extends 200 | 201 | 204 ? Json<R[S]> : never }[keyof R]
    : never;
export type Body<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { requestBody?: { content: { 'application/json': infer T } } }
    ? T
    : undefined;

/** A list is a parameter that comes several times. */
export type QueryValues = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface FieldProblem {
  field: string;
  message: Text;
}

export class ApiProblem extends Error {
  readonly status: number;
  /** The kind of problem, e.g. "unconfirmed"; a status has several. */
  readonly type: string;
  readonly title: Text;
  readonly detail: Text;
  readonly errors: FieldProblem[];
  readonly current: unknown;
  readonly requestId: string;

  constructor(parts: {
    status: number;
    type?: string;
    title: Text;
    detail: Text;
    errors?: FieldProblem[];
    current?: unknown;
    requestId?: string;
  }) {
    super(parts.title.en);
    this.status = parts.status;
    this.type = parts.type ?? '';
    this.title = parts.title;
    this.detail = parts.detail;
    this.errors = parts.errors ?? [];
    this.current = parts.current;
    this.requestId = parts.requestId ?? '';
  }

  /** What an answer that is no success says. */
  static of(status: number, body: unknown, requestId: string): ApiProblem {
    return problemOf(status, body, requestId);
  }

  static unreachable(): ApiProblem {
    return new ApiProblem({ status: 0, ...kUnreachable });
  }
}

/** A key for one submit, kept over its retries. randomUUID is missing in old browsers and on
 *  addresses without TLS. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Path and query; empty values are left out so that equal views have equal addresses. */
export function address(path: string, params: QueryValues = {}, query: QueryValues = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    for (const one of typeof value === 'object' ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

const kUnreachable: { title: Text; detail: Text } = {
  title: { zh: '连不上服务器', en: 'The server cannot be reached' },
  detail: {
    zh: '没有收到服务器的答复，刚才填写的内容还在。请检查网络后重试；仍然不行，请与管理员联系。',
    en: 'No answer came from the server; what you entered is still here. Check the network and try again; if it stays so, contact the administrator.',
  },
};

function problemOf(status: number, body: unknown, requestId: string): ApiProblem {
  const parts = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    Schemas['ProblemView'] & { current: unknown }
  >;
  const title = parts.title ?? `HTTP ${status}`;
  return new ApiProblem({
    status,
    type: parts.type,
    // The server says it in the language that was asked for.
    title: { zh: title, en: title },
    detail: parts.text ?? { zh: parts.detail ?? '', en: parts.detail ?? '' },
    // A field is a JSON pointer or a parameter name; forms know the bare name.
    errors: (parts.errors ?? []).map((error) => ({
      field: error.field.replace(/^\//, ''),
      message: error.message,
    })),
    current: parts.current,
    requestId: parts.request || requestId,
  });
}

export interface CallOptions<B> {
  params?: QueryValues;
  query?: QueryValues;
  body?: B;
  version?: number;
  key?: string;
  signal?: AbortSignal;
  /** Sent even though the page is being closed. */
  keepalive?: boolean;
}

export function call<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  options: CallOptions<Body<P, M>> = {},
): Promise<Answer<P, M>> {
  const target = address(String(path), options.params, options.query);
  return send<Answer<P, M>>(method, target, options);
}

type SendOptions = Pick<CallOptions<unknown>, 'body' | 'version' | 'key' | 'signal' | 'keepalive'>;

async function exchange(method: Method, target: string, options: SendOptions): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': document.documentElement.lang,
  };
  // A file goes as it is, anything else as JSON.
  const file = options.body instanceof Blob ? options.body : undefined;
  if (options.body !== undefined) headers['Content-Type'] = file?.type || 'application/json';
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  if (options.key !== undefined) headers['Idempotency-Key'] = options.key;
  try {
    return await fetch(target, {
      method: method.toUpperCase(),
      headers,
      body: file ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      credentials: 'same-origin',
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ApiProblem.unreachable();
  }
}

async function said(response: Response): Promise<unknown> {
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (!response.ok) throw ApiProblem.of(response.status, body, response.headers.get('x-request-id') ?? '');
  return body;
}

/** A call whose address the description of the API does not fix, as those of registers. */
export async function send<T>(method: Method, target: string, options: SendOptions = {}): Promise<T> {
  return (await said(await exchange(method, target, options))) as T;
}

/** A call that is answered by a file. */
export async function sendForFile(method: Method, target: string, options: SendOptions = {}): Promise<Blob> {
  const response = await exchange(method, target, options);
  if (!response.ok) await said(response);
  return response.blob();
}
