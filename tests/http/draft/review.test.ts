// People decide about the items of a draft: one by one, several at once, and back again.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { changed, document_of_place, items_of, uploaded } from './documents.ts';

const server = await Server.start();
const { administrator, office, finance } = await usual_people(server);
const client = office.client;
const colleague = await new_person(administrator, 'colleague', [{ unit: 'education_bureau', role: 'plan_office' }]);

const fresh = () => uploaded(client, document_of_place());
const task_of = (view: any, number: number) => items_of(view, 'task').find((item) => item.content.task.number === number);
const item_path = (view: any, item: any, verb: string) => `/api/drafts/${view.draft.id}/items/${item.id}/${verb}`;

test('a document becomes items that say where they stand', async () => {
  const view = await fresh();
  assert.equal(view.draft.state, 'review', JSON.stringify(view.draft.failure));
  assert.equal(view.draft.file_kind, 'text');
  assert.equal(items_of(view, 'plan').length, 1);
  const tasks = items_of(view, 'task').filter((item) => !item.only_if_accepted);
  assert.deepEqual(tasks.map((item) => item.content.task.number), [1, 2, 3]);
  const units = tasks[0].content.task.responsible.map((one: any) => one.unit);
  assert.deepEqual(units, ['education_bureau', 'finance_bureau']);
  assert.equal(tasks[0].content.task.deadline.on, '2023-06-30');
  const { text } = (await client.get(`/api/drafts/${view.draft.id}/text`)).json();
  for (const item of view.items)
    for (const fact of item.facts)
      for (const span of fact.spans) assert.ok(text.slice(span.begin, span.end).length > 0, JSON.stringify(fact));
  const deadline = tasks[0].facts.find((fact: any) => fact.field === 'deadline');
  assert.equal(text.slice(deadline.spans[0].begin, deadline.spans[0].end), '2023年6月底前');
});

test('only who may load plans sees drafts', async () => {
  const view = await fresh();
  (await finance.client.get('/api/drafts')).problem(403);
  (await finance.client.get(`/api/drafts/${view.draft.id}`)).problem(403);
  (await finance.client.post('/api/drafts?file_name=a.txt', Buffer.from('x'))).problem(403);
  const [item] = view.items;
  const decisions = [{ item: item.id, version: item.version, accept: true }];
  (await finance.client.post(`/api/drafts/${view.draft.id}/decisions`, { decisions })).problem(403);
});

test('decisions count, and are the same if sent again with their key', async () => {
  const view = await fresh();
  const [one, two] = items_of(view, 'task');
  const body = {
    decisions: [
      { item: one.id, version: one.version, accept: true },
      { item: two.id, version: two.version, accept: false },
    ],
  };
  const key = randomUUID();
  const path = `/api/drafts/${view.draft.id}/decisions`;
  const first = (await client.post(path, body, { key })).json();
  assert.deepEqual(first.items.map((item: any) => item.state), ['accepted', 'rejected']);
  assert.equal(first.draft.progress.accepted, 1);
  assert.equal(first.draft.progress.rejected, 1);
  assert.deepEqual((await client.post(path, body, { key })).json(), first);
});

test('who was slower gets the item as it is now, and nothing of both is lost', async () => {
  const view = await fresh();
  const task = task_of(view, 1);
  const mine = changed(task, { title: { zh: '我的标题', en: '' } });
  (await client.post(item_path(view, task, 'correction'), { content: mine }, { version: task.version })).is(200);
  const theirs = changed(task, { title: { zh: '同事的标题', en: '' } });
  const refused = await colleague.client.post(item_path(view, task, 'correction'), { content: theirs }, { version: task.version });
  const problem = refused.problem(412) as any;
  assert.equal(problem.current.content.task.title.zh, '我的标题');
  // One of two at its version: none of them is decided.
  const other = task_of(view, 2);
  const decisions = [
    { item: other.id, version: other.version, accept: true },
    { item: task.id, version: task.version, accept: true },
  ];
  (await colleague.client.post(`/api/drafts/${view.draft.id}/decisions`, { decisions })).problem(412);
  const now = (await client.get(`/api/drafts/${view.draft.id}`)).json();
  assert.equal(task_of(now, 2).state, 'undecided');
  assert.equal(task_of(now, 1).decided_by, 'office');
});

test('a correction needs its version and a content of the kind', async () => {
  const view = await fresh();
  const task = task_of(view, 1);
  const content = changed(task, {});
  (await client.post(item_path(view, task, 'correction'), { content })).problem(428);
  const other = { ...content, task: null, goal: { id: 'goal_1', text: { zh: '目标', en: '' }, commitments: [] } };
  (await client.post(item_path(view, task, 'correction'), { content: other }, { version: task.version })).problem(422);
});

test('a correction can be undone, step by step', async () => {
  const view = await fresh();
  const task = task_of(view, 1);
  const act = async (verb: string, body: unknown, version: number) =>
    (await client.post(item_path(view, task, verb), body, { version })).json().items[0];
  const once = await act('correction', { content: changed(task, { title: { zh: '一', en: '' } }) }, task.version);
  const twice = await act('correction', { content: changed(once, { title: { zh: '二', en: '' } }) }, once.version);
  const back = await act('undo', undefined, twice.version);
  assert.equal(back.content.task.title.zh, '一');
  assert.equal(back.state, 'corrected');
  const whole = await act('undo', undefined, back.version);
  assert.deepEqual(whole.content, task.content);
  assert.equal(whole.state, 'undecided');
  assert.equal(whole.can_undo, false);
  (await client.post(item_path(view, task, 'undo'), undefined, { version: whole.version })).problem(409, 'nothing-to-undo');
});

test('a task is split in two and put together again', async () => {
  const view = await fresh();
  const task = task_of(view, 2);
  const body = { first: changed(task, { title: { zh: '前半', en: '' } }), second: changed(task, { number: 9, title: { zh: '后半', en: '' } }) };
  const [first, second] = (await client.post(item_path(view, task, 'split'), body, { version: task.version })).json().items;
  assert.equal(first.state, 'corrected');
  assert.equal(second.state, 'added');
  const undone = (await client.post(item_path(view, first, 'undo'), undefined, { version: first.version })).json().items;
  assert.deepEqual(undone.map((item: any) => item.state), ['undecided', 'rejected']);
  assert.deepEqual(undone[0].content, task.content);
});

test('two tasks become one, and the other says into which', async () => {
  const view = await fresh();
  const [one, two] = [task_of(view, 1), task_of(view, 2)];
  const body = { other: two.id, other_version: two.version, content: changed(one, { title: { zh: '合并', en: '' } }) };
  const [kept, gone] = (await client.post(item_path(view, one, 'merge'), body, { version: one.version })).json().items;
  assert.equal(kept.content.task.title.zh, '合并');
  assert.equal(gone.state, 'rejected');
  assert.equal(gone.merged_into, one.id);
  // Someone looks at the other one again: the merge can no longer be taken back as a whole.
  const again = { decisions: [{ item: gone.id, version: gone.version, accept: true }] };
  (await client.post(`/api/drafts/${view.draft.id}/decisions`, again)).is(200);
  (await client.post(item_path(view, kept, 'undo'), undefined, { version: kept.version })).problem(409, 'later-changed');
});

test('what the program missed can be added', async () => {
  const view = await fresh();
  const content = changed(task_of(view, 1), { number: 40, title: { zh: '漏掉的任务', en: '' } });
  const [item] = (await client.post(`/api/drafts/${view.draft.id}/items`, { content })).json().items;
  assert.equal(item.state, 'added');
  const now = (await client.get(`/api/drafts/${view.draft.id}`)).json();
  assert.ok(task_of(now, 40));
});

test('a discarded draft is kept and does not change', async () => {
  const view = await fresh();
  const path = `/api/drafts/${view.draft.id}/discard`;
  (await client.post(path, undefined, { version: view.draft.version })).is(200);
  const now = (await client.get(`/api/drafts/${view.draft.id}`)).json();
  assert.equal(now.draft.state, 'discarded');
  const [item] = view.items;
  const decisions = [{ item: item.id, version: item.version, accept: true }];
  (await client.post(`/api/drafts/${view.draft.id}/decisions`, { decisions })).problem(409, 'not-in-review');
});
