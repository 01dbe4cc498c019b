// Who is told what, once; by mail and webhook that may be down for a while.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Server as HttpServer, createServer } from 'node:http';
import { type Server as TcpServer, createServer as create_tcp } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server, fresh_store, temporary_directory } from '../../harness/server.ts';

const listen = (server: HttpServer | TcpServer, port = 0): Promise<number> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));

/** A mail server that takes everything, or nothing while it is busy. */
const mails: { to: string; text: string }[] = [];
let busy = true;
const smtp = create_tcp((socket) => {
  let to = '';
  let data: string | undefined;
  let rest = '';
  socket.on('error', () => undefined);
  socket.write('220 test\r\n');
  socket.setEncoding('utf8').on('data', (part: string) => {
    rest += part;
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== undefined) {
        if (line === '.') {
          mails.push({ to, text: data });
          data = undefined;
          socket.write('250 ok\r\n');
        } else data += `${line}\n`;
      } else if (/^MAIL/i.test(line) && busy) socket.write('451 busy\r\n');
      else if (/^RCPT/i.test(line)) {
        to = /<(.*)>/.exec(line)![1];
        socket.write('250 ok\r\n');
      } else if (/^DATA/i.test(line)) {
        data = '';
        socket.write('354 go\r\n');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    }
  });
});
const hooks: { key: string; signature: string; body: string }[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    if (busy) return void response.writeHead(503).end();
    hooks.push({ key: request.headers['idempotency-key'] as string, signature: request.headers['x-zhijiao-signature'] as string, body });
    response.writeHead(204).end();
  });
});
after(() => {
  smtp.close();
  receiver.close();
});

const secret_file = join(temporary_directory(), 'secret');
writeFileSync(secret_file, 'hook-secret\n');
const store = fresh_store();
const outbound = [
  '--smtp-url', `smtp://127.0.0.1:${await listen(smtp)}`,
  '--mail-from', 'zhijiao@example.cn',
  '--webhook-url', `http://127.0.0.1:${await listen(receiver)}/hook`,
  '--webhook-secret-file', secret_file,
  '--public-url', 'https://zhijiao.example.cn',
];
let server = await Server.start({ store, extra: outbound });
const people = await usual_people(server);
const office = people.office.client;
const county = people.county.client;
const leader = (await new_person(people.administrator, 'leader', [{ unit: 'city_government', role: 'leader' }])).client;

const day = (offset: number) => new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const notices = async (client: Client, query = '') => (await client.get(`/api/notices${query}`)).json();
/** Without deadlines: whether one is near depends on the day on which the test runs. */
const topics = async (client: Client) =>
  (await notices(client)).notices.map(({ topic }: any) => topic).filter((topic: string) => !topic.startsWith('deadline_'));
const decoded = (text: string) => Buffer.from(text.split('\n\n').slice(1).join(''), 'base64').toString('utf8');
const until = async (holds: () => boolean, limit_ms = 60_000) => {
  for (const limit = Date.now() + limit_ms; !holds(); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() < limit, 'it did not come about');
};
let serial = 0;
const released = async (unit: string) => {
  const [{ id }] = (await office.post('/api/letters', { kind: 'urge', units: [unit] })).json(201).letters;
  const step = (client: Client, version: number, body: object) => client.post(`/api/letters/${id}/steps`, body, { version });
  (await step(office, 1, { step: 'submit' })).is(200);
  return (await step(leader, 2, { step: 'release', number: `测办函〔2026〕${(serial += 1)}号` })).json();
};

test('each step tells the people who have to act, and nobody else', async () => {
  const stream = await EventStream.open(county);
  const { letter, demands } = await released('zhuanglang');
  await stream.next(({ data }) => data.includes('"notice"'));
  stream.close();
  assert.deepEqual(await topics(leader), ['letter_to_release']);
  assert.deepEqual(await topics(county), ['letter_released']);
  assert.deepEqual(await topics(people.finance.client), []);
  assert.deepEqual(await topics(office), []);
  const [told] = (await notices(county)).notices;
  assert.equal(told.link, `/letters/${letter.id}`);
  assert.ok(told.text.zh.includes(letter.number));
  (await county.post(`/api/demands/${demands[0].id}/steps`, { step: 'answer', text: '已办' }, { version: 1 })).is(200);
  assert.deepEqual(await topics(office), ['answer_given']);
  (await office.post(`/api/demands/${demands[0].id}/steps`, { step: 'send_back', text: '缺数' }, { version: 2 })).is(200);
  assert.deepEqual(await topics(county), ['answer_returned', 'letter_released']);
});

test('a unit without an officer of its own is told through the unit above it', async () => {
  const units = (await office.get('/api/units')).json().units;
  const school = units.find(({ unit, parent }: any) => parent === 'zhuanglang' && unit.kind === 'school').unit.id;
  const given = { said_by: '分管副市长', channel: 'meeting', words: '报送招生计划', said_on: day(0), assignments: [{ unit: school, due_on: day(30) }] };
  (await office.post('/api/instructions', given)).is(201);
  assert.equal((await topics(county))[0], 'instruction');
});

test('reading counts down, and only for oneself', async () => {
  const before = await notices(county, '?unread=true');
  assert.equal(before.unread, before.notices.length);
  const [first] = before.notices;
  (await people.finance.client.post('/api/notices/read', { ids: [first.id] })).is(200);
  assert.equal((await notices(county)).unread, before.unread);
  assert.equal((await county.post('/api/notices/read', { ids: [first.id] })).json().unread, before.unread - 1);
  assert.equal((await county.post('/api/notices/read', { ids: null })).json().unread, 0);
  assert.deepEqual((await notices(county, '?unread=true')).notices, []);
});

test('settings are checked, kept and changed from what was seen', async () => {
  const hours = { pace: 'at_once', daily_hour: 8, quiet_from: 0, quiet_to: 0 };
  const put = (version: number, body: object) => county.send('PUT', '/api/notice-settings', { body, version });
  assert.equal((await county.get('/api/notice-settings')).json().mail_available, true);
  (await put(0, { email: 'no address', hours })).problem(422);
  (await put(0, { email: 'a@b.cn\r\nBcc: c@d.cn', hours })).problem(422);
  (await put(0, { email: 'county@example.cn', hours: { ...hours, daily_hour: 24 } })).problem(422);
  assert.equal((await put(0, { email: 'county@example.cn', hours })).json().version, 1);
  (await put(0, { email: 'other@example.cn', hours })).problem(412);
  assert.equal((await county.get('/api/notice-settings')).json().email, 'county@example.cn');
});

test('in quiet hours nothing is handed to a webhook', async () => {
  const finance = people.finance.client;
  const hour = new Date(Date.now() + 8 * 3_600_000).getUTCHours();
  const hours = { pace: 'at_once', daily_hour: 8, quiet_from: hour, quiet_to: (hour + 2) % 24 };
  (await finance.send('PUT', '/api/notice-settings', { body: { email: '', hours }, version: 0 })).is(200);
  const given = { said_by: '分管副市长', channel: 'meeting', words: '报送资金安排', said_on: day(0), assignments: [{ unit: 'finance_bureau', due_on: day(30) }, { unit: 'zhuanglang', due_on: day(30) }] };
  (await office.post('/api/instructions', given)).is(201);
  // The county has no quiet hours: its notice is tried.
  await until(() => server.printed.includes('a webhook waits'));
  const { lines } = (await people.administrator.client.get('/api/notices/undelivered')).json();
  assert.ok(lines.some(({ channel, people: told }: any) => channel === 'webhook' && told === 1), JSON.stringify(lines));
});

test('the administrator sees what is not delivered, why and since when, and nobody else does', async () => {
  (await office.get('/api/notices/undelivered')).problem(403);
  (await office.post('/api/notices/undelivered/retry', { channel: 'mail' })).problem(403);
  const { lines } = (await people.administrator.client.get('/api/notices/undelivered')).json();
  const line = lines.find(({ channel }: any) => channel === 'webhook');
  assert.deepEqual([line.state, line.failure], ['waiting', 'HTTP 503']);
  assert.ok(Date.parse(line.since) <= Date.now() && Date.parse(line.next_at) > Date.parse(line.since));
  assert.ok(!JSON.stringify(lines).includes('example.cn'), 'no address');
  (await people.administrator.client.post('/api/notices/undelivered/retry', { channel: 'webhook' })).is(200);
});

test('what the outbound refuses waits, survives a restart, and is sent once', { timeout: 120_000 }, async () => {
  const { letter } = await released('zhuanglang');
  await until(() => server.printed.includes('mail waits') && server.printed.includes('a webhook waits'));
  assert.equal(mails.length, 0);
  await server.stop();
  server = await Server.start({ store, extra: outbound });
  busy = false;
  // The deadline of the answer is near and makes a mail of its own.
  const of_number = () => mails.filter(({ text }) => decoded(text).includes(letter.number));
  await until(() => of_number().length > 0 && hooks.some(({ body }) => body.includes(letter.id)));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  assert.equal(of_number().length, 1);
  const [mail] = of_number();
  assert.equal(mail.to, 'county@example.cn');
  const said = decoded(mail.text);
  assert.ok(said.includes(letter.number), said);
  assert.ok(said.includes(`https://zhijiao.example.cn/letters/${letter.id}`));
  for (const name of ['county', 'leader', 'office']) assert.ok(!said.includes(name), 'no name of a person leaves');
  // What waited for a person may have gone as one message.
  const told = hooks.flatMap(({ body }) => JSON.parse(body).notices.map((notice: any) => ({ ...notice, account: JSON.parse(body).account })));
  const of_letter = told.filter(({ topic, link }) => topic === 'letter_released' && link.includes(letter.id));
  assert.equal(of_letter.length, 1);
  assert.equal(new Set(told.map(({ id }) => id)).size, told.length, 'nothing is told twice');
  assert.ok(!told.some(({ account }) => account === people.finance.id), 'who has quiet hours is left alone');
  assert.equal(new Set(hooks.map(({ key }) => key)).size, hooks.length);
  for (const { body, signature } of hooks)
    assert.equal(signature, createHmac('sha256', 'hook-secret').update(body).digest('hex'));
});

test('a deadline that is near is told at start, and a second start tells nothing new', async () => {
  // A server ends with the test that started it.
  const start = async () => (server = await Server.start({ store, extra: outbound }));
  const signed_in = (name: string, password: string) => new Client(server).sign_in(name, password);
  await start();
  const now = await signed_in('office', people.office.password);
  const given = { said_by: '分管副市长', channel: 'written', words: '今天报送', said_on: day(0), assignments: [{ unit: 'finance_bureau', due_on: day(0) }] };
  (await now.post('/api/instructions', given)).is(201);
  const near = async () => {
    await server.stop();
    await start();
    const finance = await signed_in('finance', people.finance.password);
    const count = async () =>
      (await notices(finance)).notices.filter(({ topic, text }: any) => topic === 'deadline_near' && text.zh.includes('批示')).length;
    for (let i = 0; i < 40 && (await count()) === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return count();
  };
  const first = await near();
  // On a day off nothing is told; which days those are is the plan's to say (deadline_notices_test).
  assert.ok(first <= 1);
  assert.equal(await near(), first);
});

test('settings that make no sense end the start with what to do', async () => {
  await assert.rejects(Server.start({ extra: ['--smtp-url', 'http://x', '--mail-from', 'a@b.cn'] }), /--smtp-url/);
});
