// The plan at work: reports by many at once, the board of any day, streams that are told of a
// change, and the first morning of a month. See bench/run. The bars are those of a quiet machine of
// two cores, on which server, database and load generator run together.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { Client } from '../tests/harness/client.ts';
import { usual_people } from '../tests/harness/people.ts';
import { Server, fresh_store } from '../tests/harness/server.ts';
import { line, seconds, whole, wrk } from './measure.ts';

interface Line {
  share: { id: string; unit: { id: string } };
  period: string;
  version: number;
}

const percentile = (took: number[], share: number): number =>
  took.sort((a, b) => a - b)[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;

function resident_mb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

async function bring(client: Client, unit: string, bytes: Buffer): Promise<string> {
  const kPart = 4 * 1024 * 1024;
  let upload = (await client.post('/api/uploads', { name: '佐证.pdf', size_bytes: bytes.length, unit })).json(201);
  for (let at = 0; at < bytes.length; at += kPart)
    upload = (await client.send('PUT', `/api/uploads/${upload.id}?offset=${at}`, { body: bytes.subarray(at, at + kPart) })).json();
  return upload.file.id;
}

/** Each of 128 officers saves his own report again and again, with one file named in it. */
async function reports(server: Server, office: Client) {
  const kClients = 128;
  const { lines } = (await office.get('/api/reports')).json();
  const own: Line[] = lines.slice(0, kClients);
  const file = await bring(office, 'education_bureau', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'));
  const list = own.map(({ share, period, version }) => `${share.id}:${period}:${version}`).join();
  const { per_second, p99_ms } = wrk(server, '', own.length, 'report.lua', office.cookie, server.address, file, list);
  line(`report with one file, ${own.length} clients`, `${whole(per_second)}/s p99 ${p99_ms.toFixed(0)} ms`, 'bar 10,000/s', per_second / 10_000);
}

function board(server: Server, office: Client, shares: number, today: string) {
  const before = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  for (const [what, path] of [['today', '/api/board'], ['as of a day before', `/api/board?as_of=${before}`]] as const) {
    const { per_second, p99_ms } = wrk(server, path, 1, 'read.lua', office.cookie);
    line(`board, ${whole(shares)} shares, ${what}, one client`, `${(1000 / per_second).toFixed(1)} ms p99 ${p99_ms.toFixed(0)} ms`, 'bar 20 ms', 1000 / per_second / 20);
  }
}

/** Streams that are open while somebody reports; each has to hear of it. */
async function streams(server: Server, office: Client, report: Line) {
  const kStreams = 5000;
  const before = resident_mb(server.pid);
  const heard: number[] = [];
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: server.port, path: '/api/events', headers: { accept: 'text/event-stream', cookie: office.cookie }, agent }, (incoming) => {
        if (incoming.statusCode !== 200) return reject(new Error(`a stream answered ${incoming.statusCode}`));
        incoming.setEncoding('utf8').on('data', (part: string) => {
          if (part.includes('"report"')) heard.push(performance.now());
        });
        incoming.on('error', () => undefined);
        resolve();
      });
      sent.on('error', reject);
      sent.end();
      closing.push(() => sent.destroy());
    });
  const closing: (() => void)[] = [];
  for (let opened = 0; opened < kStreams; opened += 100) await Promise.all(Array.from({ length: 100 }, open));
  const grown = resident_mb(server.pid) - before;
  const sent_at = performance.now();
  const { line: now } = (await office.get(`/api/shares/${report.share.id}/reports/${report.period}`)).json();
  const content = { no_change: false, text: '变化', ticks: [], quantities: [], files: [], signed_off: null };
  (await office.put(`/api/shares/${report.share.id}/reports/${report.period}`, content, { version: now.version })).is(200);
  const limit = performance.now() + 20_000;
  while (heard.length < kStreams && performance.now() < limit) await new Promise((next) => setTimeout(next, 10));
  const last_ms = Math.max(...heard) - sent_at;
  for (const close of closing) close();
  if (heard.length !== kStreams) throw new Error(`${heard.length} of ${kStreams} streams heard of the change`);
  line(`a change to ${whole(kStreams)} open streams`, `${last_ms.toFixed(0)} ms to the last`, 'bar 1,000 ms', last_ms / 1000);
  line(`memory for ${whole(kStreams)} open streams`, `${grown.toFixed(0)} MB`, 'bar 200 MB', grown / 200);
}

/** The first morning of a month, scaled: 3,000 officers in ten minutes are five a second, half of
 *  whom bring 5 MB. They come at that rate for half a minute, whatever the answers take; each looks
 *  at his work, brings his file, and reports. */
async function morning(server: Server, office: Client) {
  const kSeconds = Math.max(30, seconds);
  const kPerSecond = 5;
  const { lines } = (await office.get('/api/reports')).json();
  const free: Line[] = lines.filter(({ state }: { state: string | null }) => state === null);
  const came = Math.min(kPerSecond * kSeconds, free.length);
  const took: number[] = [];
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await work;
    took.push(performance.now() - began);
    return answer;
  };
  const file_bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(5 * 1024 * 1024)]);
  const kPart = 4 * 1024 * 1024;
  const officer = async ({ share, period, version }: Line, number: number) => {
    const client = new Client(server);
    client.cookie = office.cookie;
    (await timed(client.get('/api/my-reports'))).is(200);
    const files: string[] = [];
    if (number % 2 === 0) {
      // Different files, so that none is kept already.
      const bytes = Buffer.concat([file_bytes, Buffer.from(String(number))]);
      let upload = (await timed(client.post('/api/uploads', { name: '佐证.pdf', size_bytes: bytes.length, unit: share.unit.id }))).json(201);
      for (let at = 0; at < bytes.length; at += kPart)
        upload = (await timed(client.send('PUT', `/api/uploads/${upload.id}?offset=${at}`, { body: bytes.subarray(at, at + kPart) }))).json();
      files.push(upload.file.id);
    }
    const content = { no_change: false, text: `第${number}位`, ticks: [], quantities: [], files, signed_off: null };
    (await timed(client.post(`/api/shares/${share.id}/reports/${period}/submit`, content, { version }))).is(200);
  };
  const under_way: Promise<void>[] = [];
  for (let number = 0; number < came; number += 1) {
    under_way.push(officer(free[number]!, number));
    await new Promise((next) => setTimeout(next, 1000 / kPerSecond));
  }
  await Promise.all(under_way);
  const after = (await office.get('/api/reports')).json();
  const kept = after.lines.filter(({ excerpt }: { excerpt: string }) => /^第\d+位$/.test(excerpt)).length;
  if (kept !== came) throw new Error(`${kept} of ${came} reports are there`);
  const p99 = percentile(took, 0.99);
  line(`first of a month at ${kPerSecond} officers/s, ${came} of them, none lost`, `p99 of a request ${p99.toFixed(0)} ms`, 'bar 300 ms', p99 / 300);
}

export async function measure_work() {
  // 128 connections and 5,000 streams are more than a shell allows by default.
  if (Number(execFileSync('bash', ['-c', 'ulimit -n'], { encoding: 'utf8' })) < 12_000) {
    console.log('  (open files are limited to fewer than 12,000: ulimit -n 20000 first)');
    return;
  }
  const begin = async () => {
    const server = await Server.start({ store: fresh_store('sqlite') });
    return { server, office: (await usual_people(server)).office.client };
  };
  const first = await begin();
  await morning(first.server, first.office);
  await first.server.stop();
  const { server, office } = await begin();
  const { shares, today } = (await office.get('/api/board')).json();
  await reports(server, office);
  board(server, office, shares.length, today);
  const { lines } = (await office.get('/api/reports')).json();
  await streams(server, office, lines.find(({ state }: { state: string }) => state === 'draft'));
  await server.stop();
}
