// The sample: registers that are full, errors where the list says, and never among real data.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { first_administrator } from '../../harness/people.ts';
import { type Store, Server, fresh_store, kDatabase, kPlan, kProgram, zhijiao } from '../../harness/server.ts';

const kUntil = '2024-11-26';

function words(store: Store, scale = '0.02', seed = '7'): string[] {
  const database = store.database ? ['--database', store.database] : [];
  const options = ['--plan', kPlan, '--seed', seed, '--scale', scale, '--until', kUntil];
  return ['sample', '--data', store.data, ...database, ...options];
}

const make = (store: Store, ...more: string[]) => zhijiao(...words(store, ...more));
const planted_in = (store: Store) => readFileSync(join(store.data, 'sample-planted.csv'), 'utf8');

interface Planted {
  register: string;
  field: string;
  how: string;
  id: string;
}

function planted_of(csv: string): Planted[] {
  return csv.split('\r\n').slice(1, -1).map((line) => {
    const [register, , , field, , how, id] = line.match(/"(?:[^"]|"")*"|[^,]+/g)!;
    return { register, field, how, id };
  });
}

test('the registers are full, with their past, and what is planted stands where the list says', { timeout: 240_000 }, async () => {
  const store = fresh_store();
  const made = await make(store);
  assert.equal(made.status, 0, made.stderr);
  const password = /password of all: (\S+)\)/.exec(made.stdout)![1];
  const server = await Server.start({ store });
  const city = await new Client(server).sign_in('city_officer', password);
  const { registers } = (await city.get('/api/registers')).json();
  for (const { name } of registers) {
    const { count } = (await city.get(`/api/records/${name}/count`)).json();
    assert.ok(count > 0, `${name} is empty`);
  }
  const students = async (query: string) =>
    (await city.get(`/api/records/student/count?${query}`)).json().count;
  assert.ok((await students('state.is=submitted')) > 0, 'nothing waits');
  assert.ok((await students('as_of=2023-09-01')) < (await students('')), 'it has no past');

  const planted = planted_of(planted_in(store));
  assert.ok(planted.length > 20, String(planted.length));
  for (const { register, field, how, id } of planted) {
    const { record, may } = (await city.get(`/api/records/${register}/${id}`)).json();
    if (field !== 'state') assert.ok(record.values[field] !== null, `${register} ${id} has no ${field}`);
    if (how.includes('overdue')) {
      const due = may.transitions.find(({ name }: { name: string }) => name === 'approve').due_on;
      assert.ok(due < kUntil, `${id} is due on ${due}`);
    }
    if (how.includes('search by id')) {
      const asked = { field, why: '核对重复学籍' };
      const { value } = (await city.post(`/api/records/student/${id}/reveal`, asked)).json();
      const { rows } = (await city.get(`/api/records/student?citizen_id.is=${value}&columns=school`)).json();
      assert.equal(new Set(rows.map((row: any) => row.values.school)).size, 2, id);
    }
  }

  // A registrar sees the school of the post and nothing of the others.
  const registrar = await new Client(server).sign_in('zhuanglang_centre_registrar', password);
  const own = (await registrar.get('/api/records/student?columns=school&limit=200')).json();
  assert.deepEqual([...new Set(own.rows.map((row: any) => row.values.school))], ['zhuanglang_centre']);

  // Nor does a past day show more than today: permissions are those of today.
  const county = await new Client(server).sign_in('jingning_county_officer', password);
  const past = (await county.get('/api/records/student?columns=school&limit=200&as_of=2023-10-01')).json();
  assert.deepEqual([...new Set(past.rows.map((row: any) => row.values.school))], ['jingning_centre']);
  const elsewhere = own.rows[0].id;
  for (const path of ['', '?as_of=2023-10-01', '/history'])
    (await county.get(`/api/records/student/${elsewhere}${path}`)).problem(404);
  const everywhere = await students('as_of=2023-10-01');
  const there = (await county.get('/api/records/student/count?as_of=2023-10-01')).json().count;
  assert.ok(there > 0 && there < everywhere, `${there} of ${everywhere}`);

  await server.stop();
  const again = await make(store);
  assert.notEqual(again.status, 0);
  assert.match(again.stderr, /已有数据.*\n.*holds data already/);
});

test('the same seed plants the same errors, another one others', { timeout: 240_000 }, async () => {
  const stores = [fresh_store(), fresh_store(), fresh_store()];
  const outcomes = [await make(stores[0], '0.004'), await make(stores[1], '0.004'), await make(stores[2], '0.004', '8')];
  for (const { status, stderr } of outcomes) assert.equal(status, 0, stderr);
  assert.equal(planted_in(stores[0]), planted_in(stores[1]));
  assert.notEqual(planted_in(stores[0]), planted_in(stores[2]));
});

test('it is never mixed with real data', async () => {
  const store = fresh_store();
  const server = await Server.start({ store });
  await first_administrator(server);
  const while_running = await make(store);
  assert.notEqual(while_running.status, 0);
  await server.stop();
  const after = await make(store);
  assert.notEqual(after.status, 0);
  assert.match(after.stderr, /已有/);
});

test('killed on its way it leaves nothing that could be taken for a sample', { timeout: 240_000 }, async () => {
  const store = fresh_store();
  const child = spawn(kProgram, words(store, '1'), { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      if (String(text).includes('Teacher')) child.kill('SIGKILL');
    });
    child.once('exit', () => resolve());
  });
  const again = await make(store, '0.004');
  if (kDatabase === 'sqlite') {
    assert.equal(again.status, 0, again.stderr);
  } else {
    assert.notEqual(again.status, 0);
    assert.match(again.stderr, /中断.*\n.*interrupted/);
  }
});
