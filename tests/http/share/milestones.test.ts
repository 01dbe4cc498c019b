// A milestone that was missed warns, wherever a status is shown, until a report says that it is reached.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const county = people.county.client;
const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

interface Line {
  id: string;
  version: number;
  task: number;
  role: string;
  status: string;
  reason: { zh: string };
  milestone?: { title: string; due_on: string; missed: boolean } | null;
}
const own = async (): Promise<Line> =>
  (await office.get('/api/board?unit=zhuanglang')).json().shares.find(({ role }: Line) => role === 'lead');

test('a share whose milestone was missed warns until a report ticks it', async () => {
  const share = await own();
  const extended = { step: 'extend', due_on: '2099-12-31', document_number: '平职教办〔2026〕8号', document_on: '2021-06-01' };
  const { share: far } = (await office.post(`/api/shares/${share.id}/steps`, extended, { version: share.version })).json();
  assert.equal(far.status, 'extended');
  const milestone = (title: string, due_on: string) => ({ id: '', kind: 'step', stage: 'other', title, due_on, target: null, unit_name: null });
  const list = { for_all: false, milestones: [milestone('起草', day(-10)), milestone('印发', day(40))] };
  const drawn = (await county.put(`/api/shares/${share.id}/milestones`, list, { version: 0 })).json();
  const missed = await own();
  assert.equal(missed.status, 'due_soon');
  assert.match(missed.reason.zh, /节点“起草”应于.*已过10天/);
  assert.deepEqual(missed.milestone, { title: '起草', due_on: day(-10), missed: true });
  const { tasks } = (await office.get(`/api/board?task=${share.task}&unit=zhuanglang`)).json();
  assert.ok(tasks[0].shares.due_soon >= 1);

  const [{ period }] = (await county.get('/api/my-reports')).json().owed;
  const [first] = drawn.list.milestones;
  const report = { no_change: false, text: '已起草', ticks: [{ milestone: first.id, on: day(0), note: null }], quantities: [], files: [], signed_off: null };
  (await county.post(`/api/shares/${share.id}/reports/${period}/submit`, report, { version: 0 })).is(200);
  const reached = await own();
  assert.equal(reached.status, 'extended');
  assert.deepEqual(reached.milestone, { title: '印发', due_on: day(40), missed: false });
  assert.equal((await office.get(`/api/shares/${share.id}`)).json().share.milestone.title, '印发');
});
