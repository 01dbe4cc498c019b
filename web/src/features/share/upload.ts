import { ApiProblem, type Schemas, call, newKey, send } from '../../api/client';
import { stored } from '../../ui/stored';

// A file goes in parts. What was cut off goes on where the server stands, also after the page was
// closed: the upload is remembered by the file's name, size and time.

export type FileLine = Schemas['FileLine'];
type View = Schemas['UploadView'];

export interface Transport {
  begin: (file: File, unit: string) => Promise<View>;
  state: (id: string) => Promise<View>;
  part: (id: string, offset: number, bytes: Blob) => Promise<View>;
}

/** Where an upload is remembered over a closed page. */
export type Memory = Pick<typeof stored, 'get' | 'set' | 'remove'>;

const kAttempts = 5;
const kWait_ms = 800;

const http: Transport = {
  begin: (file, unit) =>
    call('post', '/api/uploads', { body: { name: file.name, size_bytes: file.size, unit }, key: newKey() }),
  state: (id) => call('get', '/api/uploads/{id}', { params: { id } }),
  part: (id, offset, bytes) =>
    send<View>('put', `/api/uploads/${id}?offset=${offset}`, {
      body: new Blob([bytes], { type: 'application/octet-stream' }),
    }),
};

function mark(file: File, unit: string): string {
  return `zhijiao.upload.${unit}.${file.name}.${file.size}.${file.lastModified}`;
}

/** True where asking the server how far it is and going on can help. */
function passes(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    (error.status === 0 || error.status === 503 || error.type.endsWith('wrong-offset'))
  );
}

async function known(
  file: File,
  unit: string,
  transport: Transport,
  memory: Memory,
): Promise<View | undefined> {
  const id = memory.get(mark(file, unit));
  if (id === null) return undefined;
  try {
    return await transport.state(id);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

/** Brings a file; `progress` is told the share that has arrived. Throws ApiProblem. */
export async function bring(
  file: File,
  unit: string,
  progress: (percent: number) => void,
  transport: Transport = http,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
  memory: Memory = stored,
): Promise<FileLine> {
  let view = (await known(file, unit, transport, memory)) ?? (await transport.begin(file, unit));
  memory.set(mark(file, unit), view.id);
  let failures = 0;
  while (!view.file) {
    progress(Math.floor((100 * view.received_bytes) / view.size_bytes));
    const from = view.received_bytes;
    try {
      view = await transport.part(view.id, from, file.slice(from, from + view.part_bytes_max));
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!passes(error) || failures >= kAttempts) {
        // A refusal is final; a lost connection is gone on with next time.
        if (!passes(error)) memory.remove(mark(file, unit));
        throw error;
      }
      await wait(kWait_ms * failures);
      view = await transport.state(view.id);
    }
  }
  memory.remove(mark(file, unit));
  progress(100);
  return view.file;
}
