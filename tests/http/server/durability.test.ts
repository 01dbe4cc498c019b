// What was acknowledged stays, whatever happens to the program.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { kPassword, first_administrator, usual_people } from '../../harness/people.ts';
import { Server, fresh_store, psql, temporary_directory, zhijiao } from '../../harness/server.ts';

test('kill -9 during writes loses nothing that was acknowledged', { timeout: 120_000 }, async () => {
  const store = fresh_store();
  const acknowledged: string[] = [];
  let administrator_made = false;
  for (let round = 0; round < 3; round += 1) {
    const server = await Server.start({ store });
    const client = administrator_made
      ? await new Client(server).sign_in('admin', kPassword)
      : (await first_administrator(server)).client;
    administrator_made = true;
    let running = true;
    const writers = Array.from({ length: 24 }, async (_, writer) => {
      for (let number = 0; running; number += 1) {
        const name = `w${round}-${writer}-${number}`;
        try {
          const answer = await client.post('/api/accounts', { name, display_name: name });
          if (answer.status === 201) acknowledged.push(name);
        } catch (error) {
          if (running) throw error;
          return; // the connection died with the server
        }
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    running = false;
    await server.kill();
    await Promise.all(writers);
  }
  assert.ok(acknowledged.length > 100, `only ${acknowledged.length} writes`);
  const server = await Server.start({ store });
  const client = await new Client(server).sign_in('admin', kPassword);
  const present = new Set(
    (await client.get('/api/accounts')).json().accounts.map(({ name }: { name: string }) => name),
  );
  assert.deepEqual(acknowledged.filter((name) => !present.has(name)), []);
});

test('a graceful stop answers what is under way and ends with 0', async () => {
  const server = await Server.start();
  const { client } = await first_administrator(server);
  const writes = Array.from({ length: 40 }, (_, number) =>
    client.post('/api/accounts', { name: `g${number}`, display_name: 'g' }),
  );
  await writes[0];
  const [code, answers] = await Promise.all([server.stop(), Promise.allSettled(writes)]);
  assert.equal(code, 0, server.printed);
  const created = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 201).length;
  const again = await Server.start({ store: server.store });
  const accounts = (await (await new Client(again).sign_in('admin', kPassword)).get('/api/accounts?q=g')).json().accounts;
  assert.ok(accounts.length >= created, `${accounts.length} of ${created}`);
});

test('the second start prints no link and keeps sessions', async () => {
  const first = await Server.start();
  const { client } = await first_administrator(first);
  await first.stop();
  const second = await Server.start({ store: first.store });
  assert.throws(() => second.invitation);
  const later = new Client(second);
  later.cookie = client.cookie;
  assert.equal((await later.get('/api/session')).json().signed_in, true);
});

test('a second process on one data directory is refused and the first goes on', async () => {
  const server = await Server.start();
  const args = ['serve', '--port', '0', '--data', server.store.data, '--plan', 'plans/pingliang'];
  if (server.store.database) args.push('--database', server.store.database);
  const outcome = await zhijiao(...args);
  assert.notEqual(outcome.status, 0);
  assert.ok((outcome.stderr + outcome.stdout).includes(server.store.data), outcome.stderr);
  assert.equal((await fetch(`${server.address}/healthz`)).status, 200);
});

test('a database made by a newer version is refused and left as it is', async () => {
  const server = await Server.start();
  await server.stop();
  const { data, database } = server.store;
  const sql =
    "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ('plan/9999_from_the_future', 'x', 1)";
  if (database) {
    psql(database, sql);
  } else {
    const file = ['zhijiao.db', 'zhijiao.sqlite'].map((name) => join(data, name)).find(existsSync);
    assert.ok(file, 'the database file is in the data directory');
    const opened = new DatabaseSync(file);
    opened.exec(sql);
    opened.close();
  }
  await assert.rejects(Server.start({ store: server.store }), (error: Error) => {
    assert.match(error.message, /新版|较新|newer/);
    return true;
  });
});

test('a port that is taken is said so, with what to do', async () => {
  const server = await Server.start();
  const store = fresh_store();
  const args = ['serve', '--port', String(server.port), '--data', store.data, '--plan', 'plans/pingliang'];
  if (store.database) args.push('--database', store.database);
  const outcome = await zhijiao(...args);
  assert.notEqual(outcome.status, 0);
  assert.match(outcome.stderr + outcome.stdout, new RegExp(String(server.port)));
});

test('away from this machine only with TLS or a named proxy', async () => {
  const store = fresh_store();
  const args = ['serve', '--port', '0', '--listen', '0.0.0.0', '--data', store.data, '--plan', 'plans/pingliang'];
  if (store.database) args.push('--database', store.database);
  const outcome = await zhijiao(...args);
  assert.notEqual(outcome.status, 0);
  assert.match(outcome.stderr + outcome.stdout, /tls|TLS/);
});

test('a backup made while people write, restored elsewhere, gives the same answers', { timeout: 120_000 }, async () => {
  const server = await Server.start({ sample: true });
  const { administrator, office } = await usual_people(server);
  let running = true;
  const writer = (async () => {
    for (let number = 0; running; number += 1)
      (await administrator.client.post('/api/accounts', { name: `b${number}`, display_name: 'b' })).is(201);
  })();
  const target = join(temporary_directory(), 'backup');
  const made = await zhijiao('backup', target, '--data', server.store.data);
  running = false;
  await writer;
  assert.equal(made.status, 0, made.stderr);
  const store = fresh_store();
  const database = store.database ? ['--database', store.database] : [];
  const restored = await zhijiao('restore', target, '--data', store.data, ...database);
  assert.equal(restored.status, 0, restored.stderr);
  const other = await Server.start({ store });
  const there = await new Client(other).sign_in(office.name, office.password);
  for (const path of ['/api/board?as_of=2022-07-01', '/api/board', '/api/plan/versions', '/api/changes?since=2022-01-01&as_of=2022-07-01'])
    assert.deepEqual((await there.get(path)).json(), (await office.client.get(path)).json(), path);
});

test('a backup does not overwrite what is there, nor a restore what is in use', async () => {
  const server = await Server.start();
  const target = join(temporary_directory(), 'backup');
  const { data, database } = server.store;
  assert.equal((await zhijiao('backup', target, '--data', data)).status, 0);
  assert.notEqual((await zhijiao('backup', target, '--data', data)).status, 0);
  assert.notEqual((await zhijiao('restore', target, '--data', data)).status, 0);
  if (database) {
    const elsewhere = join(temporary_directory(), 'restored');
    const refused = await zhijiao('restore', target, '--data', elsewhere, '--database', database);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /already exists/);
    assert.ok(!refused.stderr.includes(new URL(database).password), refused.stderr);
    assert.ok(!existsSync(elsewhere));
  }
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
});
