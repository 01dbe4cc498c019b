// The last ten minutes of a round: signed-in candidates submit at the pace of the peak, each drafts
// and submits once. Open loop: a request is timed from the moment at which it is due, so that waiting
// behind others counts. Afterwards the program is killed at once and every receipt has to be there.
// Signing in is measured apart, because Argon2id costs by design more than everything else.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  approved_offer,
  import_file,
  kPupilPassword,
  kSeason,
  people_csv,
  pupil_client,
  season_people,
  season_plan,
} from '../tests/harness/season.ts';
import { type DatabaseKind, Server, type Store, fresh_store, psql } from '../tests/harness/server.ts';
import { line, whole } from './measure.ts';

const kPerSecond = 140;
const kOffers = 30;
const kPreferences = 3;
const kSignIns = 100;

// Of the password below at the least cost that there is: 20,000 people are to be signed in, not timed.
const kPassword = 'twenty thousand of us';
const kPasswordHash = '$argon2id$v=19$m=8,t=1,p=1$5D2FUrezv/bY9LRbA2TYOg$HWH+sItaaTTE7Lka6X3mWdp6MKGTMshUWadyg6No0lw';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

interface Reply {
  status: number;
  text: string;
  cookie: string;
}

function send(server: Server, method: string, path: string, headers: Record<string, string>, body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1', port: server.port, method, path, agent,
        headers: { host: new URL(server.url).host, origin: server.url, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (text += part));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode!, text, cookie: (incoming.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ') }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function expected(reply: Promise<Reply>): Promise<Reply> {
  const got = await reply;
  if (got.status !== 200) throw new Error(`${got.status} ${got.text.slice(0, 300)}`);
  return got;
}

function p99(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1]!;
}

function give_passwords(store: Store): void {
  const sql =
    'INSERT INTO admission_access (region, candidate, password_hash, issued_at, issued_by) ' +
    `SELECT region, id, '${kPasswordHash}', 1, 'bench' FROM admission_candidate`;
  if (store.database) return void psql(store.database, sql);
  const database = new DatabaseSync(join(store.data, 'zhijiao.db'));
  database.exec(sql);
  database.close();
}

const sign_in = (server: Server, number: string) =>
  expected(send(server, 'POST', '/api/candidate/session', {}, JSON.stringify({ admission: kSeason, number, secret: kPassword })));

/** Draft and submission of one candidate; the time of each from when it was due. */
async function submit(server: Server, cookie: string, choices: unknown, due: number): Promise<{ times: number[]; receipt: string }> {
  const headers = (version: number) => ({ cookie, 'if-match': `"${version}"`, 'idempotency-key': randomUUID() });
  const saved = await expected(send(server, 'PUT', '/api/candidate/rounds/first/choices', headers(0), JSON.stringify({ choices })));
  const drafted = performance.now();
  const sent = await expected(
    send(server, 'POST', '/api/candidate/rounds/first/submission', headers(JSON.parse(saved.text).version as number)),
  );
  return { times: [drafted - due, performance.now() - drafted], receipt: JSON.parse(sent.text).receipt as string };
}

export async function measure_submissions(kind: DatabaseKind, candidates: number): Promise<void> {
  const store = fresh_store(kind);
  const plan = season_plan({ first: [-10, 600] });
  let server = await Server.start({ store, plan });
  const season = await season_people(server);
  const numbers = Array.from({ length: candidates }, (_, at) => String(at).padStart(6, '0'));
  await import_file(season, 'candidates', people_csv(numbers.map((number) => ({ number, name: '某', county: '庄浪县', total: 0, maths: 0 }))));
  const codes = Array.from({ length: kOffers }, (_, at) => String(101 + at));
  for (const code of codes) await approved_offer(season, { code, school: `学校 ${code}`, seats: 300 });

  // Signing in as people do it, at the real cost, two at a time.
  const some = numbers.slice(0, Math.min(kSignIns, candidates));
  const issued = (await season.county.client.post(`/api/admissions/${kSeason}/codes`, { numbers: some }, { key: undefined })).json();
  for (const one of issued.codes.slice(0, 2)) await pupil_client(server, one.number, one.code, kPupilPassword);
  const [first, second] = issued.codes as { number: string }[];
  const started = performance.now();
  for (let at = 0; at < kSignIns; at += 2) {
    await Promise.all([first!, second!].map((one) => pupil_client(server, one.number, kPupilPassword)));
  }
  const per_second = (kSignIns * 1000) / (performance.now() - started);
  line('candidates sign in, Argon2id 3 × 64 MiB', `${whole(per_second)}/s`, `20,000 people take ${whole(20_000 / per_second / 60)} minutes`);

  await server.stop();
  if (store.database) psql(store.database, 'DELETE FROM admission_session; DELETE FROM admission_access');
  else {
    const database = new DatabaseSync(join(store.data, 'zhijiao.db'));
    database.exec('DELETE FROM admission_session; DELETE FROM admission_access');
    database.close();
  }
  give_passwords(store);
  server = await Server.start({ store, plan });
  const cookies: string[] = [];
  for (let begin = 0; begin < candidates; begin += 32) {
    const opened = await Promise.all(numbers.slice(begin, begin + 32).map((number) => sign_in(server, number)));
    cookies.push(...opened.map((one) => one.cookie));
  }

  const times: number[] = [];
  const receipts = new Array<string>(candidates);
  const running: Promise<void>[] = [];
  const begin = performance.now();
  for (let at = 0; at < candidates; at += 1) {
    const due = begin + (at * 1000) / kPerSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const choices = Array.from({ length: kPreferences }, (_, k) => ({ offer: codes[(at + k * 7) % kOffers], programmes: [], adjustment: false }));
    running.push(
      submit(server, cookies[at]!, choices, due).then((made) => {
        times.push(...made.times);
        receipts[at] = made.receipt;
      }),
    );
  }
  await Promise.all(running);
  const took_s = (performance.now() - begin) / 1000;
  await server.kill();

  server = await Server.start({ store, plan });
  let lost = 0;
  for (let from = 0; from < candidates; from += 32) {
    const homes = await Promise.all(cookies.slice(from, from + 32).map((cookie) => expected(send(server, 'GET', '/api/candidate', { cookie }))));
    homes.forEach((home, at) => {
      if (JSON.parse(home.text).rounds[0].choices.receipt !== receipts[from + at]) lost += 1;
    });
  }
  await server.stop();
  if (lost > 0) throw new Error(`${lost} submissions that had a receipt are gone after a kill`);
  line(
    `${whole(candidates)} candidates draft and submit, ${kPerSecond} a second`,
    `${whole(candidates / took_s)}/s p99 ${p99(times).toFixed(0)} ms`,
    'bar p99 200 ms; killed afterwards, none lost',
    p99(times) / 200,
  );
}
