// Units that a record names beside its owner: they see it, and do what is theirs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'named_unit_registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, unit: string, role: string) => (await new_person(administrator, name, [{ unit, role }])).client;
const sender = await make('sender', 'zhuanglang_centre', 'school_officer');
const host = await make('host', 'jingning_centre', 'school_officer');
const keeper = await make('keeper', 'huating_centre', 'school_officer');
const stranger = await make('stranger', 'chongxin_centre', 'school_officer');
const county = await make('county', 'zhuanglang', 'county_officer');
const host_county = await make('host_county', 'jingning', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');

const kVisits = '/api/records/visit';
const { record: room } = (await keeper.post('/api/records/room', { values: { school: 'huating_centre', name: '实训楼' } })).json(201);
let made = 0;
const visit = async (values: object = {}): Promise<{ id: string; path: string; no: string }> => {
  const no = `V${(made += 1)}`;
  const named = { host: 'jingning_centre', room: room.id, ...values };
  const { record } = (await sender.post(kVisits, { values: { school: 'zhuanglang_centre', number: no, ...named } })).json(201);
  return { id: record.id, path: `${kVisits}/${record.id}`, no };
};
const sent = async (values: object = {}) => {
  const one = await visit(values);
  (await sender.post(`${one.path}/steps/send`, {}, { version: 1 })).is(200);
  return one;
};
const listed = async (who: Client, query = ''): Promise<string[]> =>
  (await who.get(`${kVisits}?columns=number${query}`)).json().rows.map((row: any) => row.values.number);
const step = (answer: any, name: string) => answer.may.transitions.find((one: any) => one.name === name);
const waiting = async (who: Client) => (await who.get('/api/waiting')).json().waiting;

test('a unit that a record names finds it in lists, searches, counts, exports and by its address', async () => {
  const { path, no } = await visit();
  for (const who of [sender, host, keeper, host_county]) {
    assert.deepEqual(await listed(who, `&q=${no}`), [no]);
    assert.equal((await who.get(`${kVisits}/count?q=${no}`)).json().count, 1);
    assert.match((await who.get(`/api/exports/records/visit.csv?q=${no}`)).is(200).text, new RegExp(no));
    assert.equal((await who.get(path)).json().record.values.number, no);
    assert.equal((await who.get(`${path}/history`)).json().versions.length, 1);
  }
});

test('whoever is not named meets nothing of it', async () => {
  const { path, no } = await visit();
  assert.deepEqual(await listed(stranger), []);
  assert.equal((await stranger.get(`${kVisits}/count`)).json().count, 0);
  assert.doesNotMatch((await stranger.get('/api/exports/records/visit.csv')).is(200).text, new RegExp(no));
  (await stranger.get(path)).problem(404);
  (await stranger.get(`${path}/history`)).problem(404);
});

test('a unit that is named changes nothing', async () => {
  const { path } = await visit();
  const { may } = (await host.get(path)).json();
  assert.deepEqual([may.change, may.remove], [false, false]);
  (await host.patch(path, 1, { values: { number: 'mine' } })).problem(403);
  (await host.post(`${path}/removal`, { why: '不要' }, { version: 1 })).problem(403);
  (await host.post(`${path}/steps/send`, {}, { version: 1 })).problem(403);
});

test('a unit that is named no more sees it no more', async () => {
  const { path } = await visit();
  (await sender.patch(path, 1, { values: { host: null } })).is(200);
  (await host.get(path)).problem(404);
  (await keeper.get(path)).is(200);
});

test('a step by which the named unit takes itself out is its own too', async () => {
  const { path } = await sent();
  const declined = (await host.post(`${path}/steps/decline`, {}, { version: 2 })).json();
  assert.equal(declined.record.state, 'draft');
  (await host.get(path)).problem(404);
});

test('a step of the named unit is its own, and stands in its queue only', async () => {
  const { path, no } = await sent();
  assert.equal(step((await sender.get(path)).json(), 'agree').may, false);
  (await sender.post(`${path}/steps/agree`, {}, { version: 2 })).problem(403);
  (await keeper.post(`${path}/steps/agree`, {}, { version: 2 })).problem(403);
  assert.equal(step((await host.get(path)).json(), 'agree').may, true);
  const own = (lines: any[]) => lines.filter((line) => line.state === 'sent' && line.party === null && line.acting_as?.zh === '接待学校').flatMap((line) => line.first.map((one: any) => one.label));
  assert.ok(own(await waiting(host)).includes(no));
  assert.ok(!own(await waiting(sender)).includes(no));
  const agreed = (await host.post(`${path}/steps/agree`, {}, { version: 2 })).json();
  assert.equal(agreed.record.state, 'agreed');
});

test('nobody takes a step of a unit that the record does not name', async () => {
  const { path, no } = await sent({ host: null });
  assert.equal(step((await city.get(path)).json(), 'agree').may, false);
  (await host.post(`${path}/steps/agree`, {}, { version: 2 })).problem(404);
  assert.ok(!(await waiting(host)).flatMap((line: any) => line.first).some((one: any) => one.label === no));
});

test('a named unit signs for itself, and is not asked where the record does not name it', async () => {
  const { path } = await sent();
  const parties = step((await keeper.get(path)).json(), 'approve').sign_off.parties;
  assert.deepEqual(parties.map(({ name, may }: any) => [name, may]), [['county', false], ['room', true]]);
  assert.ok((await waiting(keeper)).some((line: any) => line.party?.zh === '教室所在学校'));
  const sign = (who: Client, party: string, target = path) =>
    who.post(`${target}/steps/approve/signatures`, { party, agrees: true }, { version: 2 });
  (await sign(host, 'room')).problem(403);
  (await sign(county, 'county')).is(200);
  (await city.post(`${path}/steps/approve`, {}, { version: 2 })).problem(409, 'not-signed');
  const signed = (await sign(keeper, 'room')).json();
  assert.equal(step(signed, 'approve').sign_off.parties[1].opinion, 'agreed');
  assert.equal((await city.post(`${path}/steps/approve`, {}, { version: 2 })).json().record.state, 'approved');

  const without = await sent({ room: null });
  assert.deepEqual(step((await county.get(without.path)).json(), 'approve').sign_off.parties.map(({ name }: any) => name), ['county']);
  (await sign(county, 'county', without.path)).is(200);
  (await city.post(`${without.path}/steps/approve`, {}, { version: 2 })).is(200);
});
