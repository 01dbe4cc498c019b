// Opinions of several before a step is taken (会签).
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'sign_off_registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, ...posts: [string, string][]) =>
  (await new_person(administrator, name, posts.map(([unit, role]) => ({ unit, role })))).client;
const school = await make('school', ['zhuanglang_centre', 'school_officer']);
const county = await make('county', ['zhuanglang', 'county_officer']);
const elsewhere = await make('elsewhere', ['jingning', 'county_officer']);
const office = await make('office', ['education_bureau', 'plan_office']);
const both = await make('both', ['zhuanglang', 'county_officer'], ['education_bureau', 'dual_panel']);
const city = await make('city', ['education_bureau', 'city_officer']);

const kPlans = '/api/records/yearly_plan';
let year = 2000;
const sent = async (): Promise<string> => {
  const { record } = (await school.post(kPlans, { values: { school: 'zhuanglang_centre', year: ++year } })).json(201);
  (await school.post(`${kPlans}/${record.id}/steps/send`, {}, { version: 1 })).is(200);
  return `${kPlans}/${record.id}`;
};
const sign = (who: Client, target: string, body: object, version = 2) =>
  who.post(`${target}/steps/approve/signatures`, body, { version });
const sign_off = (answer: any) => answer.may.transitions.find((step: any) => step.name === 'approve').sign_off;
const opinions = (answer: any) => sign_off(answer).parties.map((party: any) => party.opinion);
const waiting = async (who: Client) =>
  (await who.get('/api/waiting')).json().waiting.filter((line: any) => line.party !== null);

test('a step waits until as many agree as are needed', async () => {
  const target = await sent();
  const early = (await city.post(`${target}/steps/approve`, {}, { version: 2 })).problem(409, 'not-signed');
  assert.match(early.detail, /须 2 方同意，现有 0 方：县级部门（未答复）/);
  const first = (await sign(county, target, { party: 'county', agrees: true, comment: '同意' })).json();
  assert.deepEqual(opinions(first), ['agreed', 'waiting', 'waiting']);
  (await city.post(`${target}/steps/approve`, {}, { version: 2 })).problem(409, 'not-signed');
  const second = (await sign(office, target, { party: 'office', agrees: true })).json();
  assert.equal(sign_off(second).complete, true);
  assert.equal((await city.post(`${target}/steps/approve`, {}, { version: 2 })).json().record.state, 'approved');
});

test('who signed, for which unit and why is shown to everybody who reads the record', async () => {
  const target = await sent();
  (await sign(county, target, { party: 'county', agrees: false, comment: '规模偏大' })).is(200);
  const [party] = sign_off((await school.get(target)).json()).parties;
  assert.deepEqual([party.opinion, party.by, party.unit.zh, party.comment, party.may], ['objected', 'county', '庄浪县', '规模偏大', false]);
});

test('an objection needs a reason, and can be withdrawn', async () => {
  const target = await sent();
  const problem = (await sign(county, target, { party: 'county', agrees: false })).problem(422);
  assert.deepEqual(problem.errors!.map(({ field }) => field), ['/comment']);
  (await sign(county, target, { party: 'county', agrees: false, comment: '不妥' })).is(200);
  assert.deepEqual(opinions((await sign(county, target, { party: 'county', agrees: true })).json())[0], 'agreed');
});

test('only a role of the party that reaches the unit signs', async () => {
  const target = await sent();
  (await sign(office, target, { party: 'county', agrees: true })).problem(403);
  (await sign(school, target, { party: 'county', agrees: true })).problem(403);
  (await sign(elsewhere, target, { party: 'county', agrees: true })).problem(404);
  (await sign(office, target, { party: 'nobody', agrees: true })).problem(422);
  (await office.post(`${target}/steps/send/signatures`, { party: 'office', agrees: true }, { version: 2 })).problem(404);
});

test('nobody speaks for two parties', async () => {
  const target = await sent();
  (await sign(both, target, { party: 'county', agrees: true })).is(200);
  (await sign(both, target, { party: 'panel', agrees: true })).problem(409, 'signed-for-another');
});

test('a record that went back and comes again is signed anew', async () => {
  const target = await sent();
  (await sign(office, target, { party: 'office', agrees: true })).is(200);
  (await city.post(`${target}/steps/give_back`, { comment: '请核' }, { version: 2 })).is(200);
  (await sign(office, target, { party: 'office', agrees: true }, 3)).problem(409, 'state');
  (await school.post(`${target}/steps/send`, {}, { version: 3 })).is(200);
  assert.deepEqual(opinions((await office.get(target)).json()), ['waiting', 'waiting', 'waiting']);
});

test('a signature is of the version that was seen, and a retry signs once', async () => {
  const target = await sent();
  (await sign(office, target, { party: 'office', agrees: true }, 1)).problem(412);
  const body = { party: 'office', agrees: true };
  const once = () => office.post(`${target}/steps/approve/signatures`, body, { version: 2, key: 'signed-once' });
  assert.deepEqual((await once()).json(), (await once()).json());
});

test('what waits for an opinion stands in the queue of those who owe it, until they gave it', async () => {
  const before = (await waiting(office))[0]?.count ?? 0;
  const target = await sent();
  const [line] = await waiting(office);
  assert.deepEqual([line.count, line.party.zh, line.state], [before + 1, '办公室', 'sent']);
  (await sign(office, target, { party: 'office', agrees: true })).is(200);
  assert.equal((await waiting(office))[0]?.count ?? 0, before);
  assert.deepEqual(await waiting(elsewhere), []);
});
