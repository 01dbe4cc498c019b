// Work stays with its unit when somebody changes post; nobody's work is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { kPassword, new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

let server = await Server.start();
const people = await usual_people(server);
const administrator = people.administrator.client;
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

interface Line {
  unit: { id: string };
  vacancy: string;
  from: string | null;
  open_shares: number;
  tasks: number[];
  officers: { name: string; until: string | null; acting: boolean }[];
}
const line_of = async (unit: string): Promise<Line | undefined> =>
  (await people.office.client.get('/api/hand-overs')).json().lines.find((line: Line) => line.unit.id === unit);
const posts_of = async (id: string) => (await administrator.get(`/api/accounts/${id}`)).json().posts;

test('a unit with an officer is in order, one that never had any is named last', async () => {
  assert.equal(await line_of('zhuanglang'), undefined);
  const { lines } = (await people.office.client.get('/api/hand-overs')).json();
  assert.ok(lines.length > 0);
  assert.ok(lines.every(({ from }: Line) => from === null));
});

test('an officer leaves: the gap is told ahead, an acting one fills it until his last day, a successor has the whole list', async () => {
  const [post] = await posts_of(people.county.id);
  (await administrator.patch(`/api/posts/${post.id}`, post.version, { valid_to: day(5) })).is(200);
  const ending = await line_of('zhuanglang');
  assert.equal(ending!.vacancy, 'ending');
  assert.equal(ending!.from, day(6));
  assert.ok(ending!.open_shares > 0 && ending!.tasks.length === ending!.open_shares);
  const owed = (await people.county.client.get('/api/my-reports')).json().owed;

  const acting = { unit: 'zhuanglang', role: 'unit_officer', valid_from: day(6), valid_to: day(9), acting: true };
  const deputy = (await administrator.post('/api/accounts', { name: 'deputy', display_name: '代理人' })).json(201);
  (await administrator.post(`/api/accounts/${deputy.account.id}/posts`, { ...acting, valid_to: undefined })).problem(422);
  (await administrator.post(`/api/accounts/${deputy.account.id}/posts`, acting)).is(201);
  const later = await line_of('zhuanglang');
  assert.equal(later!.from, day(10));
  assert.ok(later!.officers.some(({ name, acting }) => name === '代理人' && acting));

  const successor = await new_person(people.administrator, 'successor', [{ unit: 'zhuanglang', role: 'unit_officer' }]);
  assert.equal(await line_of('zhuanglang'), undefined);
  assert.deepEqual((await successor.client.get('/api/my-reports')).json().owed, owed);
});

test('an officer who was suspended, or left long ago, leaves a vacancy, not a unit that never had one', async () => {
  const before = { unit: 'jingning', role: 'unit_officer', valid_from: day(-400) };
  const suspended = await new_person(people.administrator, 'suspended', [before]);
  assert.equal(await line_of('jingning'), undefined);
  const { version } = (await administrator.get(`/api/accounts/${suspended.id}`)).json();
  (await administrator.patch(`/api/accounts/${suspended.id}`, version, { suspended: true })).is(200);
  const vacant = (await line_of('jingning'))!;
  assert.deepEqual([vacant.vacancy, vacant.from], ['vacant', day(0)]);

  await new_person(people.administrator, 'long_gone', [{ ...before, unit: 'huating', valid_to: day(-300) }]);
  const left = (await line_of('huating'))!;
  assert.deepEqual([left.from, left.officers], [day(-299), []]);
});

test('only who appoints people or decides on shares sees it', async () => {
  (await people.finance.client.get('/api/hand-overs')).problem(403);
  (await administrator.get('/api/hand-overs')).is(200);
});

test('who took over is told what he has, the office where nobody is left, each once', async () => {
  const [post] = await posts_of(people.finance.id);
  (await administrator.patch(`/api/posts/${post.id}`, post.version, { valid_to: day(-1) })).is(200);
  assert.equal((await line_of('finance_bureau'))!.vacancy, 'vacant');
  // It is told from time to time; a start is such a time.
  for (const _ of [1, 2]) {
    await server.stop();
    server = await Server.start({ store: server.store });
  }
  const told = async (name: string): Promise<string[]> => {
    const client = await new Client(server).sign_in(name, kPassword);
    const { notices } = (await client.get('/api/notices')).json();
    return notices.map(({ text }: { text: { zh: string } }) => text.zh);
  };
  let texts: string[] = [];
  for (let tries = 0; tries < 100 && texts.length === 0; tries += 1) {
    texts = (await told('successor')).filter((text) => text.startsWith('您已接手庄浪县的工作'));
    await new Promise((next) => setTimeout(next, 50));
  }
  assert.equal(texts.length, 1);
  const vacant = (await told('office')).filter((text) => text.includes('市财政局') && text.includes('没有本单位的经办人'));
  assert.equal(vacant.length, 1);
});
