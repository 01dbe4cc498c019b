// From reviewed items to a plan in use.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { first_administrator, new_person, usual_people } from '../../harness/people.ts';
import { kPlan, kRoot, Server, temporary_directory } from '../../harness/server.ts';
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

test('a new version that renumbers tasks says which, because records stay with the number', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const first = await uploaded(client, document_of_place());
  await accept_all(client, first.draft.id);
  (await finish(client, first)).is(200);
  assert.deepEqual((await check(client, await uploaded(client, `${document_of_place()}\n`))).moved, []);
  const inserted = document_of_place()
    .replace('3.推进', '4.推进')
    .replace('2.加强', '2.建设实训基地，购置实训设备。（责任单位：市科技局；完成时限：2023年）\n3.加强');
  const { moved } = await check(client, await uploaded(client, inserted));
  assert.deepEqual(
    moved.map((task: any) => [task.from, task.to]),
    [[2, 3], [3, 4]],
  );
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

const versions = async (client: any) => (await client.get('/api/plan/versions')).json().versions.map((one: any) => one.version);
const with_id = async (client: any, view: any, id: string) => {
  const [head] = items_of(view, 'plan');
  const path = `/api/drafts/${view.draft.id}/items/${head.id}/correction`;
  return client.post(path, { content: changed(head, { id }) }, { version: head.version });
};

test('a disk that cannot be written leaves the draft under review and the plan of before', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const view = await uploaded(client, document_of_place());
  await accept_all(client, view.draft.id);
  const blocked = join(server.store.data, 'current_plan.unfinished');
  mkdirSync(blocked);
  (await finish(client, view)).problem(507);
  assert.deepEqual(await versions(client), [1]);
  rmdirSync(blocked);
  const again = (await client.get(`/api/drafts/${view.draft.id}`)).json();
  assert.equal(again.draft.state, 'review');
  (await finish(client, again)).is(200);
  assert.deepEqual(await versions(client), [2, 1]);
  await server.stop();
  const next = await Server.start({ store: server.store });
  const person = await new (client.constructor as any)(next).sign_in(office.name, office.password);
  assert.deepEqual(await versions(person), [2, 1], 'the next start keeps it');
});

test('of several who finish at once one does, and one folder is made', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const view = await uploaded(office.client, document_of_place());
  await accept_all(office.client, view.draft.id);
  const answers = await Promise.all([1, 2, 3, 4].map(() => finish(office.client, view)));
  const codes = answers.map((answer: any) => answer.status).sort();
  assert.equal(codes.filter((code: number) => code === 200).length, 1, codes.join());
  assert.ok(codes.every((code: number) => [200, 409, 412].includes(code)), codes.join());
  assert.equal(readdirSync(join(server.store.data, 'plans')).length, 1);
});

test('a correction that was answered 200 is in the plan', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  const client = office.client;
  const view = await uploaded(client, document_of_place());
  await accept_all(client, view.draft.id);
  const [task] = items_of((await client.get(`/api/drafts/${view.draft.id}`)).json(), 'task');
  const path = `/api/drafts/${view.draft.id}/items/${task.id}/correction`;
  const finishing = finish(client, view);
  let last = task.content.task.title.zh;
  for (let version = task.version; ; version++) {
    const name = `改过${version}次`;
    const answer = await client.post(path, { content: changed(task, { title: { zh: name, en: name } }) }, { version });
    if (answer.status !== 200) break;
    last = name;
    if (version > 200) break;
  }
  const finished = await finishing;
  if (finished.status === 200) {
    assert.equal((await client.get('/api/board')).json().tasks[0].title.zh, last);
  } else {
    // Somebody was faster: nothing was loaded.
    finished.problem(412);
    assert.deepEqual(await versions(client), [1]);
  }
});

test('what the plan adds to the registers stays with its next version', async () => {
  const own = join(temporary_directory(), 'plans', 'own');
  cpSync(kPlan, own, { recursive: true });
  mkdirSync(join(own, 'registers', 'own'), { recursive: true });
  writeFileSync(
    join(own, 'registers', 'own', 'visit_note.yaml'),
    `register: visit_note
title: {zh: 走访记录, en: Visit notes}
owner: {field: unit, kinds: [department]}
read: [plan_office]
write: [plan_office]
key: [unit, visited_on]
label: "{unit} {visited_on}"
fields:
  unit: {x-ref: unit, title: {zh: 单位, en: Unit}}
  visited_on: {type: string, format: date, title: {zh: 日期, en: Day}}
required: [unit, visited_on]
list: {columns: [unit, visited_on]}
`,
  );
  const server = await Server.start({ plan: own, extra: ['--registers', join(kRoot, 'registers')] });
  const { office } = await usual_people(server);
  const names = async (client: any) => (await client.get('/api/registers')).json().registers.map((one: any) => one.name);
  assert.ok((await names(office.client)).includes('visit_note'));
  const view = await uploaded(office.client, document_of_place());
  await accept_all(office.client, view.draft.id);
  (await finish(office.client, view)).is(200);
  await server.stop();
  const again = await Server.start({ store: server.store, plan: own, extra: ['--registers', join(kRoot, 'registers')] });
  const person = await new (office.client.constructor as any)(again).sign_in(office.name, office.password);
  assert.ok((await names(person)).includes('visit_note'));
});

test('an id that is none, or the program\'s own, is refused and no archive is made of it', async () => {
  const server = await Server.start();
  const { office } = await usual_people(server);
  for (const id of ['../../../etc/x', 'start']) {
    const view = await uploaded(office.client, document_of_place(id === 'start' ? '平政发〔2023〕9号' : undefined));
    (await with_id(office.client, view, id)).is(200);
    await accept_all(office.client, view.draft.id);
    (await office.client.get(`/api/drafts/${view.draft.id}/plan.zip`)).problem(422);
    (await finish(office.client, view)).problem(422);
  }
  assert.ok(!existsSync(join(server.store.data, 'plans')), 'no folder was made');
});
