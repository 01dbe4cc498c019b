// A leader's instruction: registered, handed to units, answered, ended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;
const auditor = (await new_person(people.administrator, 'auditor', [{ unit: 'city_government', role: 'auditor' }])).client;

const day = (offset: number) => new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const body = (assignments: object[], more: object = {}) => ({
  said_by: '市政府分管副市长',
  channel: 'written',
  words: '请市财政局牵头，尽快拿出资金落实意见。',
  said_on: day(-1),
  assignments,
  ...more,
});
const register = async (assignments: object[], more: object = {}) =>
  (await office.post('/api/instructions', body(assignments, more))).json(201);
const act = (client: Client, demand: any, step: object) =>
  client.post(`/api/demands/${demand.id}/steps`, step, { version: demand.version });
const share = (await office.get('/api/board?unit=finance_bureau')).json().shares[0];

test('an instruction becomes work of its units: of its own, or a nearer day for a share', async () => {
  const made = await register([
    { unit: 'finance_bureau', task: share.task, due_on: day(7) },
    { unit: 'zhuanglang', words: '摸清本县缺口', due_on: day(10) },
  ]);
  const [first, second] = made.demands;
  assert.deepEqual([first.task, first.words, first.due_on], [share.task, made.instruction.words, day(7)]);
  assert.deepEqual([second.task ?? null, second.words], [null, '摸清本县缺口']);
  assert.equal(made.instruction.due_on, day(7));
  const beside = (await office.get(`/api/demands?task=${share.task}`)).json().demands;
  const found = beside.find((one: any) => one.id === first.id);
  assert.deepEqual([found.share, found.source_by, found.source_number], [share.id, '市政府分管副市长', '']);
});

test('it is refused where it makes no sense, and nothing of it is kept', async () => {
  const before = (await office.get('/api/instructions')).json().instructions.length;
  const fields = async (assignments: object[], more: object = {}) =>
    (await office.post('/api/instructions', body(assignments, more))).problem(422).errors!.map(({ field }) => field);
  assert.deepEqual(await fields([]), ['/assignments']);
  assert.deepEqual(await fields([{ unit: 'no_such_unit', due_on: day(5) }]), ['/assignments/0/unit']);
  assert.deepEqual(await fields([{ unit: 'zhuanglang', due_on: day(3) }, { unit: 'city_government', task: share.task, due_on: day(5) }]), ['/assignments/1/task']);
  assert.deepEqual(await fields([{ unit: 'zhuanglang', due_on: day(-2) }]), ['/assignments/0/due_on']);
  assert.deepEqual(await fields([{ unit: 'zhuanglang', due_on: day(2) }], { said_on: day(1), words: '' }), ['/words', '/said_on']);
  (await office.post('/api/instructions', body([{ unit: 'zhuanglang', due_on: '2026-02-30' }]))).problem(422);
  (await finance.post('/api/instructions', body([{ unit: 'zhuanglang', due_on: day(2) }]))).problem(403);
  assert.equal((await office.get('/api/instructions')).json().instructions.length, before);
});

test('a unit sees what was given to it and not what was given to others', async () => {
  const made = await register([
    { unit: 'finance_bureau', due_on: day(7) },
    { unit: 'zhuanglang', due_on: day(7) },
  ]);
  const seen = (await county.get(`/api/instructions/${made.instruction.id}`)).json();
  assert.deepEqual(seen.demands.map((one: any) => one.unit.id), ['zhuanglang']);
  const other = await register([{ unit: 'finance_bureau', due_on: day(7) }]);
  (await county.get(`/api/instructions/${other.instruction.id}`)).problem(404);
  (await county.get(`/api/demands/${other.demands[0].id}`)).problem(404);
  assert.ok((await auditor.get(`/api/instructions/${other.instruction.id}`)).json().may_change === false);
  (await people.nobody.client.get('/api/instructions')).problem(403, 'forbidden');
});

test('it is done when everything given out is settled, and not before', async () => {
  const made = await register([{ unit: 'zhuanglang', due_on: day(7) }]);
  const end = (version: number, result: string, withdrawn = false) =>
    office.post(`/api/instructions/${made.instruction.id}/end`, { withdrawn, result }, { version });
  (await end(1, '已办')).problem(409, 'demands-open');
  const answered = (await act(county, made.demands[0], { step: 'answer', text: '已摸清' })).json();
  (await act(office, answered.demand, { step: 'settle' })).is(200);
  (await end(1, '')).problem(422);
  const done = (await end(1, '资金已落实')).json();
  assert.deepEqual([done.instruction.state, done.result], ['done', '资金已落实']);
  (await end(2, '再办')).problem(409, 'wrong-state');
});

test('more can be given out while it is open, based on what was seen', async () => {
  const made = await register([{ unit: 'zhuanglang', due_on: day(7) }]);
  const assign = (version: number) =>
    office.post(`/api/instructions/${made.instruction.id}/assignments`, { assignments: [{ unit: 'finance_bureau', due_on: day(9) }] }, { version });
  assert.equal((await assign(1)).json().demands.length, 2);
  (await assign(1)).problem(412, 'stale');
});

test('an instruction taken back takes its open demands with it', async () => {
  const made = await register([{ unit: 'zhuanglang', due_on: day(7) }, { unit: 'finance_bureau', due_on: day(7) }]);
  const ended = (await office.post(`/api/instructions/${made.instruction.id}/end`, { withdrawn: true, result: '登记有误' }, { version: 1 })).json();
  assert.deepEqual(ended.demands.map((one: any) => one.state), ['withdrawn', 'withdrawn']);
  const demand = made.demands.find((one: any) => one.unit.id === 'zhuanglang');
  const { history } = (await county.get(`/api/demands/${demand.id}`)).json();
  assert.equal(history[0].text, '登记有误');
});

test('an instruction with more assignments than a page shows them all and takes them all back', async () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ unit: 'zhuanglang', due_on: day(7) }));
  const { instruction: { id } } = await register(many(100));
  const address = `/api/instructions/${id}`;
  (await office.post(`${address}/assignments`, { assignments: many(50) }, { version: 1 })).is(200);
  assert.equal((await county.get(address)).json().demands.length, 150);
  const ended = (await office.post(`${address}/end`, { withdrawn: true, result: '登记有误' }, { version: 2 })).json();
  assert.equal(ended.instruction.settled, 150);
  assert.ok(ended.demands.every((one: any) => one.state === 'withdrawn'));
});

test('of more than a page of demands, those that wait for the unit and for the office are asked for by themselves', async () => {
  const of = (n: number, unit = 'huating') => ({ unit, words: `第${n}件`, due_on: day(5 + (n % 20)) });
  const list = Array.from({ length: 130 }, (_, n) => of(n));
  const demands = [...(await register(list.slice(0, 65))).demands, ...(await register(list.slice(65))).demands];
  const huating = (await new_person(people.administrator, 'huating', [{ unit: 'huating', role: 'unit_officer' }])).client;
  const last = demands.reduce((a: any, b: any) => (a.due_on > b.due_on ? a : b));
  (await act(huating, last, { step: 'answer', text: '已办' })).is(200);
  const all = async (client: Client, query: string) => {
    const found = [];
    let next: string | null = '';
    let pages = 0;
    do {
      const page: any = (await client.get(`/api/demands?${query}${next && `&after=${next}`}`)).json();
      found.push(...page.demands);
      ({ next } = page);
      pages += 1;
    } while (next);
    return { found, pages };
  };
  const { found, pages } = await all(huating, 'waits_for=unit&mine=true');
  assert.equal(pages, 2);
  assert.equal(new Set(found.map(({ id }: any) => id)).size, 129);
  assert.ok(!found.some(({ id }: any) => id === last.id), 'what was answered waits for the office');
  const answered = await all(office, 'waits_for=office&unit=huating');
  assert.deepEqual(answered.found.map(({ id }: any) => id), [last.id]);
});

test('an instruction is found by what was said, whoever may read it, however many came after', async () => {
  const find = async (client: Client, q: string) => (await client.post('/api/supervision/search', { q })).json().instructions;
  const made = await register([{ unit: 'zhuanglang', due_on: day(7) }], { words: '抓紧建设ABC实训基地', said_by: '市长' });
  for (let n = 0; n < 6; n += 1) await register([{ unit: 'zhuanglang', due_on: day(7) }], { words: `其他第${n}件` });
  assert.deepEqual((await find(office, 'abc实训')).map(({ id }: any) => id), [made.instruction.id]);
  assert.deepEqual((await find(county, '实训基地')).map(({ id }: any) => id), [made.instruction.id]);
  assert.deepEqual(await find(finance, '实训基地'), []);
  assert.equal((await find(office, '其他第')).length, 5);
  assert.deepEqual(await find(office, '100%'), []);
  assert.deepEqual(await find(office, ''), []);
  (await people.nobody.client.post('/api/supervision/search', { q: '实训' })).problem(403, 'forbidden');
});

test('a deadline moves only forward, with the reason', async () => {
  const made = await register([{ unit: 'zhuanglang', due_on: day(7) }]);
  const [demand] = made.demands;
  (await act(office, demand, { step: 'extend', text: '同意延期', due_on: day(7) })).problem(422);
  const moved = (await act(office, demand, { step: 'extend', text: '同意延期', due_on: day(14) })).json();
  assert.deepEqual([moved.demand.due_on, moved.demand.original_due_on], [day(14), day(7)]);
});
