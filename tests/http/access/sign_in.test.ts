import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { kPassword, first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);

test('without sign-in the session says so', async () => {
  const session = (await new Client(server).get('/api/session')).json();
  assert.equal(session.signed_in, false);
  assert.deepEqual(session.permissions, []);
});

test('the cookie is for this host only, unreadable for scripts, and stays on the site', async () => {
  const answer = await new Client(server).post('/api/session', { name: 'admin', password: kPassword });
  const cookie = answer.is(200).headers['set-cookie']!.find((line) => line.startsWith('__Host-session='))!;
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
    assert.ok(cookie.includes(attribute), `${attribute} is missing in: ${cookie.replace(/=[^;]+/, '=…')}`);
  assert.ok(!/domain=/i.test(cookie));
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const client = await new Client(server).sign_in('admin', kPassword);
  const cookie = client.cookie;
  const answer = await client.delete('/api/session');
  assert.ok(answer.status < 300, answer.text);
  client.cookie = cookie;
  assert.equal((await client.get('/api/session')).json().signed_in, false);
  (await client.get('/api/accounts')).problem(401);
});

test('a wrong password and an unknown name are refused in the same words', async () => {
  const client = new Client(server);
  const wrong = (await client.post('/api/session', { name: 'admin', password: 'wrong password 1' })).problem(401);
  const unknown = (await client.post('/api/session', { name: 'nobody-knows', password: 'wrong password 1' })).problem(401);
  assert.equal(wrong.detail, unknown.detail);
  assert.equal(wrong.type, unknown.type);
});

test('many wrong passwords for one name are stopped with a time to wait, and others may still sign in', async () => {
  const person = await new_person(administrator, 'attacked');
  const client = new Client(server);
  let refused;
  for (let attempt = 0; attempt < 40 && !refused; attempt += 1) {
    const answer = await client.post('/api/session', { name: 'attacked', password: `guess number ${attempt}` });
    if (answer.status === 429) refused = answer;
    else answer.problem(401);
  }
  assert.ok(refused, 'forty guesses were all answered');
  refused.problem(429);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await person.client.get('/api/session')).json().signed_in, true);
});

test('a change with the cookie but from another origin is refused', async () => {
  const client = await new Client(server).sign_in('admin', kPassword);
  const body = { name: 'forged', display_name: 'Forged' };
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const answer = await client.post('/api/accounts', body, { headers: { origin } });
    answer.problem(403);
  }
  const accounts = (await client.get('/api/accounts?q=forged')).json().accounts;
  assert.deepEqual(accounts, []);
});

test('changing the password needs the old one, and signs out the other sessions', async () => {
  const person = await new_person(administrator, 'changer');
  const elsewhere = await new Client(server).sign_in('changer', kPassword);
  const wrong = await person.client.put('/api/session/password', {
    old_password: 'not the old one',
    new_password: 'a new and long enough 口令',
  });
  assert.ok([401, 403, 422].includes(wrong.status), `${wrong.status} ${wrong.text}`);
  const answer = await person.client.put('/api/session/password', {
    old_password: kPassword,
    new_password: 'a new and long enough 口令',
  });
  assert.ok(answer.status < 300, answer.text);
  assert.equal((await elsewhere.get('/api/session')).json().signed_in, false);
  await new Client(server).sign_in('changer', 'a new and long enough 口令');
  (await new Client(server).post('/api/session', { name: 'changer', password: kPassword })).problem(401);
});

test('a password that is too short or equals the name is refused with the reason at the field', async () => {
  const made = (await administrator.client.post('/api/accounts', { name: 'weakling', display_name: 'W' })).json(201);
  const token = made.link.path.split('#')[1];
  for (const password of ['short', 'weakling']) {
    const problem = (await new Client(server).post(`/api/invitations/${token}`, { password })).problem(422);
    assert.match(problem.errors![0].field, /password/);
  }
  (await new Client(server).post(`/api/invitations/${token}`, { password: kPassword })).is(200);
});

test('no answer to a person is kept by a cache between', async () => {
  const answer = await administrator.client.get('/api/accounts');
  assert.match(answer.headers['cache-control'] ?? '', /no-store|private/);
});
