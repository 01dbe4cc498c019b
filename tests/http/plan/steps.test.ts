// Recording what happened to a share.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;

interface Share {
  id: string;
  version: number;
  task: number;
  status: string;
  due_on: string;
}

const shares_of = async (client: Client, unit: string): Promise<Share[]> =>
  (await client.get(`/api/board?unit=${unit}`)).json().shares;

// Every test takes a share of its own.
const free = [
  ...(await shares_of(office, 'education_bureau')),
  ...(await shares_of(office, 'development_commission')),
  ...(await shares_of(office, 'industry_bureau')),
];
const next_share = (): Share => {
  const share = free.shift();
  assert.ok(share, 'there are shares left for tests');
  return share;
};
const step = (client: Client, share: { id: string }, version: number, body: object, key: string = randomUUID()) =>
  client.post(`/api/shares/${share.id}/steps`, body, { version, key });
const view = async (share: { id: string }) => (await office.get(`/api/shares/${share.id}`)).json();

test('a step is recorded with who and when, and the share follows', async () => {
  const share = next_share();
  const recorded = (await step(office, share, share.version, { step: 'begin', effective_on: '2021-03-01', note: '已启动' })).json();
  assert.equal(recorded.share.version, share.version + 1);
  assert.equal(recorded.share.begun_on, '2021-03-01');
  const [latest] = recorded.steps;
  assert.equal(latest.step, 'begin');
  assert.equal(latest.by, 'office');
  assert.equal(latest.note, '已启动');
  assert.deepEqual(await view(share), recorded);
});

test('without the version it is based on a step is refused, with an old one it is answered with the current row', async () => {
  const share = next_share();
  const body = { step: 'report', note: '进展' };
  (await office.post(`/api/shares/${share.id}/steps`, body)).problem(428);
  (await step(office, share, share.version, body)).is(200);
  const problem = (await step(office, share, share.version, body)).problem(412, 'stale');
  assert.equal((problem.current as { share?: Share; version?: number }).share?.version ?? (problem.current as Share).version, share.version + 1);
});

test('a step the state does not allow is a conflict', async () => {
  const share = next_share();
  const routine = (await step(office, share, share.version, { step: 'turn_routine', document_number: '平职办〔2022〕1号', document_on: '2022-01-05', effective_on: '2022-01-05' })).json();
  assert.equal(routine.share.status, 'routine');
  assert.ok(!routine.possible.includes('turn_routine'));
  (await step(office, share, routine.share.version, { step: 'turn_routine', document_number: '平职办〔2022〕2号', document_on: '2022-01-06' })).problem(409);
  const reopened = (await step(office, share, routine.share.version, { step: 'reopen', document_number: '平职办〔2022〕3号', document_on: '2022-02-01', note: '复查不合格' })).json();
  assert.notEqual(reopened.share.status, 'routine');
});

test('nobody closes a share alone, not even the office with a document', async () => {
  const share = next_share();
  assert.ok(!(await view(share)).possible.includes('close'));
  const close = { step: 'close', document_number: '平职办〔2022〕1号', document_on: '2022-01-05' };
  (await step(office, share, share.version, close)).problem(409, 'close-by-application');
  assert.equal((await view(share)).share.version, share.version);
});

test('the office overrides a computed status with a reason, everybody sees that it is one, and it is taken back', async () => {
  const share = next_share();
  const asked = { step: 'override_status', status: 'on_course', note: '等待省级批复，非本单位原因' };
  (await step(office, share, share.version, { ...asked, note: '' })).problem(422);
  (await step(office, share, share.version, { ...asked, status: 'closed' })).problem(422);
  (await step(finance, share, share.version, asked)).problem(403);
  const overridden = (await step(office, share, share.version, asked)).json();
  assert.equal(overridden.share.status, 'on_course');
  assert.equal(overridden.share.computed, 'late');
  assert.match(overridden.share.reason.zh, /人工认定：等待省级批复.*按日期计算/);
  assert.equal(overridden.share.days_late, 0);
  const board = (await county.get(`/api/board?task=${share.task}`)).json();
  assert.equal(board.shares.find(({ id }: Share) => id === share.id).computed, 'late');
  assert.equal(board.tasks[0].overridden, true);
  const lifted = (await step(office, share, overridden.share.version, { step: 'lift_override' })).json();
  assert.equal(lifted.share.status, 'late');
  assert.equal(lifted.share.computed, null);
  const kinds = lifted.steps.map((one: { step: string; overridden: boolean }) => [one.step, one.overridden]);
  assert.deepEqual(kinds.slice(0, 2), [['lift_override', false], ['override_status', true]]);
  (await step(office, share, lifted.share.version, { step: 'lift_override' })).problem(409, 'wrong-state');
});

test('what only a document can decide needs the document', async () => {
  const share = next_share();
  for (const kind of ['extend', 'turn_routine', 'end']) {
    const problem = (await step(office, share, share.version, { step: kind, due_on: '2030-12-31' })).problem(422);
    assert.ok(problem.errors!.some(({ field }) => field.includes('document')), JSON.stringify(problem.errors));
  }
  (await step(office, share, share.version, { step: 'extend', document_number: '平职办〔2021〕3号', document_on: '2021-06-01' })).problem(422);
});

test('an extension moves the deadline and keeps the original', async () => {
  const share = next_share();
  const extended = (await step(office, share, share.version, { step: 'extend', document_number: '平职办〔2021〕4号', document_on: '2021-06-01', due_on: '2099-12-31' })).json();
  assert.equal(extended.share.due_on, '2099-12-31');
  assert.equal(extended.share.original_due_on, share.due_on);
  assert.equal(extended.share.status, 'extended');
  assert.equal(extended.share.document_number, '平职办〔2021〕4号');
});

test('nothing can take effect tomorrow', async () => {
  const share = next_share();
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const problem = (await step(office, share, share.version, { step: 'begin', effective_on: tomorrow })).problem(422);
  assert.ok(problem.errors!.some(({ field }) => field.includes('effective_on')));
});

test('a retry after a lost answer records once and gets the first answer', async () => {
  const share = next_share();
  const key = randomUUID();
  const body = { step: 'report', note: '重发' };
  const first = (await step(office, share, share.version, body, key)).json();
  const again = (await step(office, share, share.version, body, key)).json();
  assert.deepEqual(again, first);
  assert.equal((await view(share)).steps.length, first.steps.length);
  (await step(office, share, share.version, { ...body, note: '另一件' }, key)).problem(409, 'idempotency-mismatch');
});

test('of two who change the same version at the same moment one is told', async () => {
  const share = next_share();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => step(office, share, share.version, { step: 'report', note: `甲${index}` })),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  for (const answer of answers) if (answer.status !== 200) answer.problem(412);
  assert.equal((await view(share)).share.version, share.version + 1);
});

test('an officer records for his own unit and for no other', async () => {
  const [own] = await shares_of(finance, 'finance_bureau');
  (await step(finance, own, own.version, { step: 'report', note: '本月无变化' })).is(200);
  const [other] = await shares_of(finance, 'zhuanglang');
  (await step(finance, other, other.version, { step: 'report', note: 'x' })).problem(403);
  assert.deepEqual((await finance.get(`/api/shares/${other.id}`)).json().possible, []);
  const [of_county] = await shares_of(county, 'zhuanglang');
  (await step(county, of_county, of_county.version, { step: 'report', note: '县里' })).is(200);
});

test('a note is kept as written and refused where it is too long or no text', async () => {
  const share = next_share();
  const note = '<b>“引号”</b> & 𠮷野家 👩‍🏫 \u202Etxt';
  const recorded = (await step(office, share, share.version, { step: 'report', note })).json();
  assert.equal(recorded.steps[0].note, note);
  const version = recorded.share.version;
  (await step(office, share, version, { step: 'report', note: '长'.repeat(100_000) })).problem(422);
  (await step(office, share, version, { step: 'report', note: 'a\u0000b' })).problem(422);
});

test('who watches sees the change arrive on the stream', async () => {
  const share = next_share();
  const stream = await EventStream.open(finance);
  (await step(office, share, share.version, { step: 'report', note: '流' })).is(200);
  const event = await stream.next(({ name, data }) => name === 'changed' && data.includes(share.id));
  assert.deepEqual(JSON.parse(event.data), { kind: 'share', key: share.id });
  assert.ok(!event.data.includes('流'), 'the stream says that something changed, not what');
  stream.close();

  // A browser that comes back gets what it missed.
  (await step(office, share, share.version + 1, { step: 'report', note: '错过' })).is(200);
  const resumed = await EventStream.open(finance, event.id);
  await resumed.next(({ data }) => data.includes(share.id));
  resumed.close();

  // One from another run of the server must load afresh.
  const stranger = await EventStream.open(finance, 'another-run:7');
  await stranger.next(({ name }) => name === 'reset');
  stranger.close();
});

test('signing out ends the stream', async () => {
  const stream = await EventStream.open(county);
  await county.delete('/api/session');
  await stream.closed();
});
