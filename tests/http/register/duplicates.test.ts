// One person who was entered twice: found within reach, and made one.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'duplicate_registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, unit: string, role: string) =>
  (await new_person(administrator, name, [{ unit, role }])).client;
const zhuanglang = await make('zhuanglang', 'zhuanglang_centre', 'school_officer');
const jingning = await make('jingning', 'jingning_centre', 'school_officer');
const county = await make('county', 'zhuanglang', 'county_officer');
const auditor = await make('auditor', 'education_bureau', 'auditor');
const city = await make('city', 'education_bureau', 'city_officer');

const kPeople = '/api/records/person';
const kPrizes = '/api/records/prize';
// 11010119900307 and a counter, with the check digit of GB 11643.
const citizen_id = (n: number) => {
  const digits = `11010119900307${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'[sum % 11];
};
let last = 0;
const twice = async () => {
  const id = citizen_id(++last);
  const at = async (client: typeof county, school: string) =>
    (await client.post(kPeople, { values: { school, name: '李四', citizen_id: id } })).json(201).record;
  return [await at(zhuanglang, 'zhuanglang_centre'), await at(jingning, 'jingning_centre')];
};
const prize_of = async (person: any, title: string) =>
  (await jingning.post(kPrizes, { values: { school: 'jingning_centre', person: person.id, title } })).json(201).record;
const groups = async (client: typeof county) =>
  (await client.get(`${kPeople}/duplicates`)).json().groups.map((group: any) => group.records.map((row: any) => row.id).sort());
const merge = (client: typeof county, second: any, first: any, more: object = {}) =>
  client.post(`${kPeople}/${second.id}/merger`, { into: first.id, into_version: first.version, why: '同一人', ...more }, { version: second.version });

test('a person in two schools is found by whoever reaches both, and by nobody else', async () => {
  const rows = await twice();
  const pair = rows.map((row) => row.id).sort();
  const found = (await groups(city)).map(String);
  assert.ok(found.includes(String(pair)));
  assert.deepEqual(await groups(county), []);
  assert.deepEqual(await groups(zhuanglang), []);
  // Whoever sees one of them is told that there is another, and nothing about it.
  const elsewhere = async (client: typeof county) =>
    (await client.get(`${kPeople}/duplicates`)).json().elsewhere.map((row: any) => row.id);
  assert.deepEqual([await elsewhere(zhuanglang), await elsewhere(jingning)], [[rows[0].id], [rows[1].id]]);
  assert.deepEqual(await elsewhere(city), []);
});

test('whoever creates a record is told that there is another of the same', async () => {
  const citizen = citizen_id(++last);
  const doubles = async (client: typeof county, school: string) =>
    (await client.post(kPeople, { values: { school, name: '李四', citizen_id: citizen } })).json(201).doubles;
  assert.equal(await doubles(zhuanglang, 'zhuanglang_centre'), 0);
  assert.equal(await doubles(jingning, 'jingning_centre'), 1);
});

test('a record says that there is another of the same, until one of them is gone', async () => {
  const [first, second] = await twice();
  const doubles = async (client: typeof county, row: any) => (await client.get(`${kPeople}/${row.id}`)).json().doubles;
  assert.deepEqual([await doubles(zhuanglang, first), await doubles(county, first), await doubles(city, second)], [1, 1, 1]);
  (await jingning.post(`${kPeople}/${second.id}/removal`, { why: '登错了' }, { version: 1 })).is(200);
  assert.deepEqual([await doubles(zhuanglang, first), await doubles(city, second)], [0, 0]);
});

test('what shows a sensitive value shows it masked', async () => {
  await twice();
  const [{ records }] = (await city.get(`${kPeople}/duplicates`)).json().groups;
  assert.match(records[0].values.citizen_id, /\*/);
});

test('a merger leaves one, and what referred to the other refers to it', async () => {
  const [first, second] = await twice();
  const prize = await prize_of(second, '技能大赛一等奖');
  const kept = (await merge(city, second, first)).json().record;
  assert.deepEqual([kept.id, kept.version, kept.removed], [first.id, 2, false]);
  const gone = (await city.get(`${kPeople}/${second.id}`)).json().record;
  assert.equal(gone.removed, true);
  assert.equal((await jingning.get(`${kPrizes}/${prize.id}`)).json().record.values.person, first.id);
  const { versions } = (await city.get(`${kPrizes}/${prize.id}/history`)).json();
  assert.deepEqual(versions.map((version: any) => [version.action, version.why, version.record.values.person]), [
    ['merge', '同一人', first.id],
    ['create', '', second.id],
  ]);
  assert.ok(!(await groups(city)).flat().includes(first.id));
});

test('only a role that merges and reaches both makes two into one', async () => {
  const [first, second] = await twice();
  (await merge(auditor, second, first)).problem(403);
  (await merge(county, second, first)).problem(404);
  (await merge(zhuanglang, first, second)).problem(404);
  (await merge(city, second, first, { why: ' ' })).problem(422);
});

test('records of different people are not merged, nor one with itself', async () => {
  const [first] = await twice();
  const [other] = await twice();
  (await merge(city, other, first)).problem(409, 'not-the-same');
  (await merge(city, first, first)).problem(409, 'not-the-same');
});

test('both are merged as they were looked at', async () => {
  const [first, second] = await twice();
  (await zhuanglang.patch(`${kPeople}/${first.id}`, 1, { values: { name: '李肆' } })).is(200);
  const stale = (await merge(city, second, first)).problem(412);
  assert.equal((stale.current as any).record.values.name, '李肆');
  (await merge(city, second, { ...first, version: 2 })).is(200);
  (await merge(city, { ...second, version: 2 }, { ...first, version: 3 })).problem(409, 'removed');
});

test('a register that does not say what is double has no such page', async () => {
  (await city.get(`${kPrizes}/duplicates`)).problem(404);
});

test('of very many the first are shown, and that there are more is said', async () => {
  for (let made = (await groups(city)).length; made <= 50; made += 1) await twice();
  const list = (await city.get(`${kPeople}/duplicates`)).json();
  assert.deepEqual([list.groups.length, list.more], [50, true]);
  assert.ok(list.groups.every((group: any) => group.records.length === 2));
});
