// Training bases: who books which, how many come, and who agrees.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import type { Problem } from '../../harness/client.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const host = await make('host', 'zhuanglang_centre', 'school_officer');
const guest = await make('guest', 'jingning_centre', 'school_officer');
const stranger = await make('stranger', 'huating_centre', 'school_officer');

const kBookings = '/api/records/base_booking';
const base = async (name: string, open_to_others: boolean): Promise<string> => {
  const values = { school: 'zhuanglang_centre', name, kind: 'own', stations: 40, open_to_others, phone: '0933-6621234' };
  return (await host.client.post('/api/records/training_base', { values })).json(201).record.id;
};
const open = await base('数控实训基地', true);
const closed = await base('焊接实训室', false);

let day = 0;
const next_day = () => new Date(Date.UTC(2030, 0, ++day)).toISOString().slice(0, 10);
const booking = (person: Person, more: object = {}) => {
  const school = person === host ? 'zhuanglang_centre' : 'jingning_centre';
  return person.client.post(kBookings, { values: { school, base: open, day: next_day(), slot: 'morning', people: 40, ...more } });
};
const step = (person: Person, id: string, name: string, version: number, body: object = {}) =>
  person.client.post(`${kBookings}/${id}/steps/${name}`, body, { version });
async function requested(more: object = {}): Promise<string> {
  const { id } = (await booking(guest, more)).json(201).record;
  (await step(guest, id, 'request', 1)).is(200);
  return id;
}
const fields = (answer: Problem) => answer.errors!.map(({ field }) => field);

test('a base that is not open to others is booked by its own school only', async () => {
  const refused = (await booking(guest, { base: closed })).problem(422, 'invalid');
  assert.deepEqual(fields(refused), ['/values/base']);
  assert.match(refused.errors![0]!.message.zh, /不对外共享/);
  (await booking(host, { base: closed })).is(201);
});

test('no more people come than there are stations, on creation and on change', async () => {
  assert.deepEqual(fields((await booking(guest, { people: 41 })).problem(422)), ['/values/people']);
  const { id } = (await booking(guest)).json(201).record;
  assert.deepEqual(fields((await guest.client.patch(`${kBookings}/${id}`, 1, { values: { people: 41 } })).problem(422)), ['/values/people']);
});

test('a row of an import is judged by the base it names', async () => {
  const csv = ['实训基地,日期,时段,人数', `数控实训基地,${next_day()},上午,40`, `数控实训基地,${next_day()},上午,41`];
  const report = (await host.client.post(`${kBookings}/imports?file_name=a.csv`, Buffer.from(csv.join('\n')))).json(201);
  assert.deepEqual([report.counts.created, report.counts.bad], [1, 1], JSON.stringify(report));
  assert.deepEqual(report.issues.map((issue: any) => [issue.row, issue.field]), [[3, 'people']]);
  const path = `${kBookings}/imports/${report.id}`;
  (await host.client.post(`${path}/application`, { mode: 'good_rows' })).is(202);
  for (let i = 0; (await host.client.get(path)).json().state === 'applying'; i++) {
    assert.ok(i < 600, 'the import does not end');
    await sleep(50);
  }
  assert.equal((await host.client.get(path)).json().progress.written, 1);
});

test('a base that closed in the meantime takes no request, and what was requested can still be refused', async () => {
  const base_then = await base('电工实训室', true);
  const draft = (await booking(guest, { base: base_then })).json(201).record.id;
  const asked = await requested({ base: base_then });
  (await host.client.patch(`/api/records/training_base/${base_then}`, 1, { values: { open_to_others: false } })).is(200);
  assert.deepEqual(fields((await step(guest, draft, 'request', 1)).problem(422)), ['/values/base']);
  (await step(host, asked, 'refuse', 2, { comment: '已停止对外' })).is(200);
});

test('the school of the base agrees, and nobody else', async () => {
  const id = await requested();
  (await step(guest, id, 'accept', 2)).problem(403);
  (await step(stranger, id, 'accept', 2)).problem(404);
  const { waiting } = (await host.client.get('/api/waiting')).json();
  assert.ok(waiting.some((line: any) => line.register_name === 'base_booking' && line.state === 'requested'));
  assert.equal((await step(host, id, 'accept', 2)).json().record.state, 'accepted');
  (await step(host, id, 'cancel', 3, { comment: '不来了' })).problem(403);
  assert.equal((await step(host, id, 'call_off', 3, { comment: '设备检修' })).json().record.state, 'cancelled');
});

test('what was refused or cancelled frees the slot', async () => {
  const slot = { day: next_day(), slot: 'evening' };
  const first = await requested(slot);
  (await booking(host, slot)).problem(409, 'key-taken');
  (await step(host, first, 'refuse', 2, { comment: '本校要用' })).is(200);
  const second = (await booking(host, slot)).json(201).record.id;
  (await step(host, second, 'request', 1)).is(200);
  (await step(host, second, 'cancel', 2, { comment: '改期' })).is(200);
  (await booking(guest, slot)).is(201);
});
