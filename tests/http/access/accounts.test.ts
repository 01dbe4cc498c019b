import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { kPassword, first_administrator, new_person } from '../../harness/people.ts';
import { Server, zhijiao } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const { client } = administrator;

const create = async (name: string) =>
  (await client.post('/api/accounts', { name, display_name: name })).json(201);
const account_of = async (id: string) => (await client.get(`/api/accounts/${id}`)).json();

test('the link of the first start works once', async () => {
  const again = await new Client(server).post(`/api/invitations/${server.invitation}`, {
    name: 'second',
    display_name: 'Second',
    password: kPassword,
  });
  assert.ok([404, 409, 410].includes(again.status), `${again.status}`);
});

test('an invitation says whom it is for, works once, and a made-up one does not exist', async () => {
  const made = await create('invited');
  assert.equal(made.account.state, 'invited');
  const token = made.link.path.split('#')[1];
  assert.match(made.link.path, /^\/invitation#/, 'the token must not reach logs');
  const guest = new Client(server);
  const view = (await guest.get(`/api/invitations/${token}`)).json();
  assert.equal(view.purpose, 'activate');
  assert.equal(view.name, 'invited');
  const session = (await guest.post(`/api/invitations/${token}`, { password: kPassword })).json();
  assert.equal(session.signed_in, true);
  assert.equal((await account_of(made.account.id)).state, 'active');
  for (const answer of [
    await new Client(server).get(`/api/invitations/${token}`),
    await new Client(server).post(`/api/invitations/${token}`, { password: kPassword }),
    await new Client(server).get(`/api/invitations/${'A'.repeat(token.length)}`),
  ])
    assert.ok([404, 409, 410].includes(answer.status), `${answer.what}: ${answer.status}`);
});

test('two who answer one invitation at the same moment: one gets in', async () => {
  const token = (await create('raced')).link.path.split('#')[1];
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      new Client(server).post(`/api/invitations/${token}`, { password: kPassword }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('a reset link replaces the one before, ends the sessions and sets a new password', async () => {
  const person = await new_person(administrator, 'forgetful');
  const first = (await client.post(`/api/accounts/${person.id}/link`, undefined)).json(201);
  const second = (await client.post(`/api/accounts/${person.id}/link`, undefined)).json(201);
  const [old, token] = [first, second].map((link) => link.path.split('#')[1]);
  const stale = await new Client(server).get(`/api/invitations/${old}`);
  assert.ok([404, 409, 410].includes(stale.status));
  assert.equal((await new Client(server).get(`/api/invitations/${token}`)).json().purpose, 'reset_password');
  (await new Client(server).post(`/api/invitations/${token}`, { password: 'another 新口令 2022' })).is(200);
  assert.equal((await person.client.get('/api/session')).json().signed_in, false);
  await new Client(server).sign_in('forgetful', 'another 新口令 2022');
});

test('a suspended person is out at once and cannot come back until released', async () => {
  const person = await new_person(administrator, 'suspended', [{ unit: 'finance_bureau', role: 'unit_officer' }]);
  (await person.client.get('/api/board')).is(200);
  let { version } = await account_of(person.id);
  version = (await client.patch(`/api/accounts/${person.id}`, version, { suspended: true })).json().version;
  (await person.client.get('/api/board')).problem(401);
  const refused = await new Client(server).post('/api/session', { name: 'suspended', password: kPassword });
  assert.ok([401, 403].includes(refused.status));
  (await client.patch(`/api/accounts/${person.id}`, version, { suspended: false })).is(200);
  await new Client(server).sign_in('suspended', kPassword);
});

test('the last administrator can neither be suspended nor lose the post', async () => {
  const self = await account_of(administrator.id);
  (await client.patch(`/api/accounts/${self.id}`, self.version, { suspended: true })).problem(409);
  const post = self.posts.find(({ role }: { role: string }) => role === 'administrator');
  (await client.patch(`/api/posts/${post.id}`, post.version, { valid_to: '2021-01-01' })).is(409);
  assert.equal((await client.get('/api/accounts')).status, 200);
});

test('a change needs the version it is based on; an old one is answered with the current row', async () => {
  const { account } = await create('versioned');
  const target = `/api/accounts/${account.id}`;
  (await client.send('PATCH', target, { body: { display_name: 'A' } })).problem(428);
  const changed = await client.patch(target, account.version, { display_name: 'A' });
  assert.equal(changed.json().version, account.version + 1);
  assert.equal((await client.get(target)).etag, `"${account.version + 1}"`);
  const problem = (await client.patch(target, account.version, { display_name: 'B' })).problem(412, 'stale');
  assert.equal((problem.current as { display_name: string }).display_name, 'A');
  assert.equal((await account_of(account.id)).display_name, 'A');
});

test('the same key and body again creates nothing and is answered as the first time', async () => {
  const key = randomUUID();
  const body = { name: 'once', display_name: 'Once' };
  const first = (await client.post('/api/accounts', body, { key })).json(201);
  const again = (await client.post('/api/accounts', body, { key })).json(201);
  assert.equal(again.account.id, first.account.id);
  (await client.post('/api/accounts', { ...body, name: 'other' }, { key })).problem(409, 'idempotency-mismatch');
  assert.equal((await client.get('/api/accounts?q=once')).json().accounts.length, 1);
});

test('two requests with one key at the same moment do one thing', async () => {
  const key = randomUUID();
  const body = { name: 'together', display_name: 'T' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => client.post('/api/accounts', body, { key })),
  );
  const ids = new Set(answers.map((answer) => answer.json(201).account.id));
  assert.equal(ids.size, 1);
});

test('a name is given once, whatever the case', async () => {
  await create('taken');
  (await client.post('/api/accounts', { name: 'taken', display_name: 'x' })).problem(409);
  (await client.post('/api/accounts', { name: 'TAKEN', display_name: 'x' })).problem(409);
});

test('what is wrong with a new account is said field by field, in both languages', async () => {
  const problem = (await client.post('/api/accounts', { name: 'a b\u0000', display_name: '' })).problem(422);
  assert.ok(problem.errors!.length >= 1);
  for (const { message } of problem.errors!) assert.ok(message.zh && message.en);
  (await client.post('/api/accounts', { name: 'extra', display_name: 'x', admin: true })).problem(422);
  (await client.post('/api/accounts', { name: 'x'.repeat(5000), display_name: 'x' })).problem(422);
});

test('a post gives what its role allows, from and until its days', async () => {
  const person = await new_person(administrator, 'posted');
  (await person.client.get('/api/board')).problem(403);
  const post = (
    await client.post(`/api/accounts/${person.id}/posts`, { unit: 'finance_bureau', role: 'unit_officer' })
  ).json(201);
  (await person.client.get('/api/board')).is(200);
  const ended = await client.patch(`/api/posts/${post.id}`, post.version, { valid_to: '2021-01-01' });
  assert.ok(ended.status === 200 || ended.status === 422, ended.text);
  if (ended.status === 200) (await person.client.get('/api/board')).problem(403);
});

test('an account seen before is seen with its new post', async () => {
  const { account } = await create('seen');
  const seen = await client.get(`/api/accounts/${account.id}`);
  (await client.post(`/api/accounts/${account.id}/posts`, { unit: 'finance_bureau', role: 'unit_officer' })).is(201);
  const again = await client.get(`/api/accounts/${account.id}`, { 'if-none-match': seen.etag });
  assert.equal(again.json().posts.length, 1);
});

test('a post needs a unit and a role that exist', async () => {
  const { account } = await create('misposted');
  const target = `/api/accounts/${account.id}/posts`;
  (await client.post(target, { unit: 'no_such_unit', role: 'unit_officer' })).problem(422);
  (await client.post(target, { unit: 'finance_bureau', role: 'no_such_role' })).problem(422);
  (await client.post(target, { unit: 'finance_bureau', role: 'unit_officer', acting: true })).problem(422);
});

test('a new link for the administrator can be made from the command line while the server runs', async () => {
  const outcome = await zhijiao(
    'invite',
    '--data',
    server.store.data,
    ...(server.store.database ? ['--database', server.store.database] : []),
  );
  assert.equal(outcome.status, 0, outcome.stderr);
  const token = /#([A-Za-z0-9_-]+)/.exec(outcome.stdout)![1];
  assert.equal(
    (await new Client(server).get(`/api/invitations/${token}`)).json().purpose,
    'create_administrator',
  );
});

test('what an administrator does stands in the audit trail, newest first, without secrets', async () => {
  const made = await create('audited');
  const { entries } = (await client.get('/api/audit?limit=5')).json();
  assert.equal(entries.length, 5);
  assert.ok(JSON.stringify(entries[0]).includes('audited') || JSON.stringify(entries[0]).includes(made.account.id));
  assert.ok(!JSON.stringify(entries).includes(made.link.path.split('#')[1]));
  const next = (await client.get(`/api/audit?limit=5&before=${entries[4].id}`)).json().entries;
  assert.ok(next.every(({ at }: { at: string }) => at <= entries[4].at));
  const table = (await client.get('/api/exports/audit.csv')).is(200).text;
  assert.ok(table.indexOf(made.account.id) > 0 && table.includes('account.create'), table.slice(0, 400));
});

test('the audit trail is narrowed to a unit, and names its people and roles', async () => {
  const made = await create('of-finance');
  (await client.post(`/api/accounts/${made.account.id}/posts`, { unit: 'finance_bureau', role: 'unit_officer' })).is(201);
  const actions = async (unit: string) =>
    (await client.get(`/api/audit?unit=${unit}`)).json().entries
      .filter(({ detail }: { detail: string }) => detail.includes(made.account.id))
      .map(({ action }: { action: string }) => action);
  assert.deepEqual(await actions('finance_bureau'), ['post.create']);
  assert.deepEqual(await actions('finance'), []);
  const names = (await client.get('/api/audit/names')).json();
  assert.ok(names.people.some((person: { id: string }) => person.id === made.account.id));
  assert.equal(names.roles.find((role: { id: string }) => role.id === 'unit_officer').title.zh, '单位经办人');
});
