// From reviewed items to a plan in use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { accept_all, changed, document_of_place, items_of, kOtherPlace, uploaded } from './documents.ts';

const finish = (client: any, view: any, body: object = { replace_running: false }) =>
  client.post(`/api/drafts/${view.draft.id}/finish`, body, { version: view.draft.version, key: undefined });
const check = async (client: any, view: any) => (await client.get(`/api/drafts/${view.draft.id}/check`)).json();

test('a draft with the number of the plan in use becomes its new version', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const view = await uploaded(client, document_of_place());
  (await finish(client, view)).problem(409, 'undecided-items');
  const before = await check(client, view);
  assert.equal(before.effect, 'new_version');
  assert.deepEqual(before.faults, []);
  assert.ok(before.changes.some((change: any) => change.noun === 'task' && change.kind === 'removed'), 'what is dropped is said');
  await accept_all(client, view.draft.id);
  const finished = (await finish(client, view)).json();
  assert.equal(finished.effect, 'new_version');
  assert.equal(finished.restarting, false);
  assert.equal(finished.load.version, 2);
  const board = (await client.get('/api/board')).json();
  assert.deepEqual(board.tasks.map((task: any) => task.number), [1, 2, 3]);
  (await finish(client, view)).problem(409, 'not-in-review');

  // The next start uses what was finished, not the folder of before.
  await server.stop();
  const again = await Server.start({ store: server.store });
  const person = await new (client.constructor as any)(again).sign_in(office.name, office.password);
  assert.equal((await person.get('/api/plan/versions')).json().versions[0].version, 2);
});

test('items that make no plan are refused with what is wrong', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const view = await uploaded(client, document_of_place());
  const [task] = items_of(view, 'task');
  const content = changed(task, { responsible: [{ unit: 'no_such_unit', scope: '', written: '市教育局', role: 'lead' }] });
  const path = `/api/drafts/${view.draft.id}/items/${task.id}/correction`;
  (await client.post(path, { content }, { version: task.version })).is(200);
  await accept_all(client, view.draft.id);
  const faults = (await check(client, view)).faults;
  assert.ok(faults.some((fault: any) => fault.zh.includes('no_such_unit')), JSON.stringify(faults));
  (await finish(client, view)).problem(422);
});

test('a plan published after today is refused, because no day of it could be shown', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const view = await uploaded(office.client, document_of_place().replace('2020年12月3日', '2120年12月3日'));
  const { faults } = await check(office.client, view);
  assert.ok(faults.some((fault: any) => fault.zh.includes('2120-12-03')), JSON.stringify(faults));
});

test('a server without a plan runs the first one that is finished', async () => {
  const server = await Server.start({ extra: ['--region', '990100'] });
  const administrator = await first_administrator(server);
  const office = await new_person(administrator, 'office', [{ unit: 'region', role: 'plan_office' }]);
  const client = office.client;
  assert.equal((await client.get('/api/plan')).json().plan.id, 'start');
  const view = await uploaded(client, kOtherPlace);
  assert.equal((await check(client, view)).effect, 'first_plan');
  await accept_all(client, view.draft.id);
  const finished = (await finish(client, view)).json();
  assert.equal(finished.restarting, true);
  const limit = Date.now() + 30_000;
  for (;;) {
    try {
      const plan = (await client.get('/api/plan')).json();
      if (plan.plan.id === finished.plan_id) break;
    } catch {
      // Between two lives the server does not listen.
    }
    assert.ok(Date.now() < limit, 'the plan runs in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const board = (await client.get('/api/board')).json();
  assert.deepEqual(board.tasks.map((task: any) => task.number), [1, 2]);
  assert.ok((await client.get('/api/units')).json().units.some((unit: any) => unit.unit.name.zh === '市教育局'));
});

test('another plan of the region takes over only when asked, and is there as a ZIP', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const view = await uploaded(client, document_of_place('平政发〔2023〕9号'));
  assert.equal((await check(client, view)).effect, 'other_plan');
  await accept_all(client, view.draft.id);
  const zip = (await client.get(`/api/drafts/${view.draft.id}/plan.zip`)).is(200);
  assert.equal(zip.bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
  const finished = (await finish(client, view)).json();
  assert.equal(finished.restarting, false);
  assert.match(finished.folder, /^plans\//);
  assert.equal((await client.get('/api/board')).json().tasks.length, 20);
});
