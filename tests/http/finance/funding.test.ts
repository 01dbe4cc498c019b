// The four floors of money, over the register that ships.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { funding_of as report, funding_step as step, kWan } from '../../harness/funding.ts';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { read_xlsx } from '../../harness/tables.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'finance_officer');
const jingning = await make('jingning', 'jingning', 'finance_officer');
const city = await make('city', 'finance_bureau', 'city_finance_officer', 'finance_officer');
const office = await make('office', 'education_bureau', 'plan_office');
const nobody = await make('nobody', 'zhuanglang', 'unit_officer');

/** Recorded and handed in; its id. */
async function submit(person: Person, values: object): Promise<string> {
  const { record } = (await person.client.post('/api/records/funding', { values, confirmed: true })).json(201);
  await step(person, record.id, 'submit', 1);
  return record.id;
}

const floors = async (person: Person, query: string) =>
  (await person.client.get(`/api/funding/floors?${query}`)).json();
const unit_of = async (person: Person, unit: string, query: string) =>
  (await floors(person, query)).units.find((one: any) => one.unit === unit);
const verdicts = (unit: any) => unit.tests.map((one: any) => one.verdict);

test('a unit that meets every floor exactly meets it, and the working names the document', async () => {
  await submit(jingning, report('jingning', '2023-H2'));
  const unit = await unit_of(jingning, 'jingning', 'year=2023');
  assert.deepEqual(verdicts(unit), ['met', 'met', 'met', 'met']);
  assert.equal(unit.tests[2].measured[0].floor_fen, 180_120_000);
  assert.equal(unit.tests[0].measured[0].document, '财教〔2025〕1号');
  assert.deepEqual([unit.whole_year, unit.reviewed], [true, false]);
  assert.deepEqual(unit.tests[3].measured[0].shares.map((one: any) => one.per_mille), [300, 272]);
});

test('what is missing is told in fen, and under which other ruling it is not', async () => {
  await submit(zhuanglang, report('zhuanglang', '2023-H2', { contest_in_special: 30 * kWan, waiver_issued: 100_120_000 }));
  const unit = await unit_of(city, 'zhuanglang', 'year=2023');
  assert.deepEqual(verdicts(unit), ['unmet', 'met', 'unmet', 'met']);
  assert.deepEqual(unit.tests.map((one: any) => one.lacking_fen), [30 * kWan, 0, 80_000_000, 0]);
  const other = unit.tests[0].alternatives.find((one: any) => one.ruling === 'special_counts_contest');
  assert.deepEqual([other.value, other.verdict], [1, 'met']);

  const tried = await floors(city, 'year=2023&special_counts_contest=1');
  assert.equal(tried.what_if, true);
  assert.equal(tried.units.find((one: any) => one.unit === 'zhuanglang').tests[0].verdict, 'met');
  assert.equal((await floors(city, 'year=2023')).what_if, false, 'nothing was saved');
  (await city.client.get('/api/funding/floors?judged_stage=4')).problem(422);
  (await city.client.get('/api/funding/floors?year=1023')).problem(422);
});

test('people see the units of their posts, the city sees who did not report', async () => {
  assert.deepEqual((await floors(zhuanglang, 'year=2023')).units.map((one: any) => one.unit), ['zhuanglang']);
  const all = await floors(city, 'year=2023');
  assert.equal(all.units[0].unit, 'finance_bureau');
  assert.equal(all.units.length, 8);
  const silent = all.units.find((one: any) => one.unit === 'chongxin');
  assert.deepEqual([silent.period, verdicts(silent)], ['', ['unknown', 'unknown', 'unknown', 'unknown']]);
  (await nobody.client.get('/api/funding/floors')).problem(403);
  (await new Client(server).get('/api/funding/floors')).problem(401);
});

test('the last half-year that was handed in counts, a draft after it does not', async () => {
  const first = await submit(zhuanglang, report('zhuanglang', '2022-H1', { contest_issued: 0 }));
  const values = report('zhuanglang', '2022-H2');
  const { record } = (await zhuanglang.client.post('/api/records/funding', { values, confirmed: true })).json(201);
  const before = await unit_of(city, 'zhuanglang', 'year=2022');
  assert.deepEqual([before.record, before.whole_year, before.pending.record], [first, false, record.id]);
  assert.equal(before.tests[1].lacking_fen, 20 * kWan);
  await step(zhuanglang, record.id, 'submit', 1);
  const after = await unit_of(city, 'zhuanglang', 'year=2022');
  assert.deepEqual([after.record, after.pending, verdicts(after)[1]], [record.id, null, 'met']);
  await step(city, record.id, 'return', 2, { comment: '请核对', returned: { contest_issued: '与指标文件不一致' } });
  assert.equal((await unit_of(city, 'zhuanglang', 'year=2022')).record, first);
});

test('table and letter hold the same figures', async () => {
  const csv = (await city.client.get('/api/funding/floors.csv?year=2023')).text;
  assert.match(csv, /庄浪县,2023-H2,[^\r]*专项经费,[^\r]*300000\.00/);
  assert.match(csv, /800000\.00/);
  const [, ...rows] = read_xlsx((await city.client.get('/api/funding/floors.xlsx?year=2023')).bytes);
  const special = rows.find((row) => row[0] === '庄浪县' && row[3] === '专项经费')!;
  assert.deepEqual([special[1], special[13]], ['2023-H2', '300000']);
  const letter = await city.client.get('/api/funding/floors.docx?year=2023');
  letter.is(200);
  assert.match(letter.headers['content-disposition']!, /docx/);
});

test('only what was reviewed is released, by who may, and it never changes', async () => {
  const path = '/api/funding/floors/2021/release';
  const released = async () => (await new Client(server).get('/api/public/funding')).json().years;
  const seen = async () => ({ seen: (await floors(office, 'year=2021')).release_seen });
  const id = await submit(zhuanglang, report('zhuanglang', '2021-H2'));
  await submit(jingning, report('jingning', '2021-H2'));
  (await office.client.post(path, await seen(), { version: 0 })).problem(409, 'nothing-reviewed');
  await step(city, id, 'approve', 2);
  (await city.client.post(path, await seen(), { version: 0 })).problem(403);
  assert.equal((await floors(city, 'year=2021')).release_seen, '');
  assert.deepEqual(await released(), []);

  const shown_before = await seen();
  const view = (await office.client.post(path, shown_before, { version: 0, key: 'once' })).json();
  assert.deepEqual([view.year, view.version, view.state], [2021, 1, 'released']);
  assert.deepEqual((await office.client.post(path, shown_before, { version: 0, key: 'once' })).json(), view);
  (await office.client.post(path, shown_before, { version: 1 })).problem(409, 'released-already');
  (await office.client.post(path, shown_before, { version: 0 })).problem(412);
  const [year] = await released();
  const shown = year.units.filter((one: any) => one.tests.length > 0).map((one: any) => one.name.zh);
  assert.deepEqual(shown, ['庄浪县']);
  assert.ok(!JSON.stringify(year).includes(id), 'no record is named');

  await step(city, id, 'return', 3, { comment: '更正', returned: { special_issued: '更正' } });
  (await zhuanglang.client.patch(`/api/records/funding/${id}`, 4, { values: { special_issued: 0 }, confirmed: true })).is(200);
  assert.deepEqual(await released(), [year], 'frozen');

  const back = '/api/funding/floors/2021/withdraw';
  (await office.client.post(back, { reason: '' }, { version: 1 })).problem(422);
  assert.equal((await office.client.post(back, { reason: '数据更正' }, { version: 1 })).json().version, 2);
  (await office.client.post(back, { reason: '数据更正' }, { version: 2 })).problem(409, 'not-released');
  assert.deepEqual(await released(), []);
  const audit = (await administrator.client.get('/api/audit')).text;
  assert.match(audit, /funding\.release/);
  assert.match(audit, /funding\.withdraw/);
});

test('an approved half-year is released while a newer one waits for review', async () => {
  const first = await submit(zhuanglang, report('zhuanglang', '2020-H1'));
  await step(city, first, 'approve', 2);
  await submit(zhuanglang, report('zhuanglang', '2020-H2', { contest_issued: 0 }));
  const newest = await unit_of(city, 'zhuanglang', 'year=2020');
  assert.deepEqual([verdicts(newest)[1], newest.reviewed, newest.releasable], ['unmet', false, true]);
  const { release_seen: seen } = await floors(office, 'year=2020');
  (await office.client.post('/api/funding/floors/2020/release', { seen }, { version: 0 })).is(200);
  const { years } = (await new Client(server).get('/api/public/funding')).json();
  const shown = years.find((one: any) => one.year === 2020).units.find((one: any) => one.name.zh === '庄浪县');
  assert.deepEqual([shown.period, verdicts(shown)], ['2020-H1', ['met', 'met', 'met', 'met']]);
});

test('what changed since it was looked at is not released', async () => {
  const path = '/api/funding/floors/2018/release';
  const id = await submit(zhuanglang, report('zhuanglang', '2018-H2'));
  await step(city, id, 'approve', 2);
  const { release_seen: seen } = await floors(office, 'year=2018');
  const other = await submit(jingning, report('jingning', '2018-H2'));
  assert.equal((await floors(office, 'year=2018')).release_seen, seen, 'what waits for review is not part of it');
  await step(city, other, 'approve', 2);
  (await office.client.post(path, { seen }, { version: 0 })).problem(409, 'figures-changed');
  (await office.client.post(path, {}, { version: 0 })).problem(422);
  const { release_seen: anew } = await floors(office, 'year=2018');
  (await office.client.post(path, { seen: anew }, { version: 0 })).is(200);
});

test('a day before a release shows none', async () => {
  const id = await submit(zhuanglang, report('zhuanglang', '2019-H2'));
  await step(city, id, 'approve', 2);
  const { release_seen: seen } = await floors(office, 'year=2019');
  (await office.client.post('/api/funding/floors/2019/release', { seen }, { version: 0 })).is(200);
  const on = async (query: string) => (await floors(office, `year=2019${query}`)).release;
  const { as_of: today } = await floors(office, 'year=2019');
  assert.deepEqual([(await on('')).version, (await on(`&as_of=${today}`)).state], [1, 'released']);
  const before = await on('&as_of=2024-06-30');
  assert.deepEqual([before.version, before.state], [0, null]);
});
