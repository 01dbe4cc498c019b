import { ApiProblem, type Schemas, call, newKey, send } from '../../api/client';
import { stored } from '../../ui/stored';

// A file goes in parts. What was cut off goes on where the server stands, also after the page was
// closed: the upload is remembered by the file's name, size and time.

export type FileLine = Schemas['FileLine'];
type View = Schemas['UploadView'];

/** Whose file it will be, and of records of which register, if it is for one. */
export interface Whose {
  unit: string;
  register?: string;
}

export interface Transport {
  begin: (file: File, whose: Whose) => Promise<View>;
  state: (id: string) => Promise<View>;
  part: (id: string, offset: number, bytes: Blob) => Promise<View>;
}

/** Where an upload is remembered over a closed page. */
export type Memory = Pick<typeof stored, 'get' | 'set' | 'remove'>;

const kAttempts = 5;
const kWait_ms = 800;

const http: Transport = {
  begin: (file, { unit, register }) =>
    call('post', '/api/uploads', {
      body: { name: file.name, size_bytes: file.size, unit, ...(register && { register_name: register }) },
      key: newKey(),
    }),
  state: (id) => call('get', '/api/uploads/{id}', { params: { id } }),
  part: (id, offset, bytes) =>
    send<View>('put', `/api/uploads/${id}?offset=${offset}`, {
      body: new Blob([bytes], { type: 'application/octet-stream' }),
    }),
};

function mark(file: File, { unit, register = '' }: Whose): string {
  return `zhijiao.upload.${unit}.${register}.${file.name}.${file.size}.${file.lastModified}`;
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
  whose: Whose,
  transport: Transport,
  memory: Memory,
): Promise<View | undefined> {
  const id = memory.get(mark(file, whose));
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
  whose: Whose,
  progress: (percent: number) => void,
  transport: Transport = http,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
  memory: Memory = stored,
): Promise<FileLine> {
  let view = (await known(file, whose, transport, memory)) ?? (await transport.begin(file, whose));
  memory.set(mark(file, whose), view.id);
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
        if (!passes(error)) memory.remove(mark(file, whose));
        throw error;
      }
      await wait(kWait_ms * failures);
      view = await transport.state(view.id);
    }
  }
  memory.remove(mark(file, whose));
  progress(100);
  return view.file;
}
