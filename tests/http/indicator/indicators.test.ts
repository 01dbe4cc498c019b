// Indicators over records that people enter: the figure, its working, its records, and that it
// follows a change by itself.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server, kPlan, kRoot, temporary_directory } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'county_officer');
const jingning = await make('jingning', 'jingning', 'county_officer');
const school = await make('school', 'zhuanglang_centre', 'school_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const administrator_only = administrator.client;

async function report(person: Person, county: string, year: number, vocational: number, general: number) {
  const values = {
    county, year, junior_graduates: 9000, secondary_intake: vocational, technician_intake: 0,
    five_year_intake: 0, general_intake: general, explanation: '测试用数',
  };
  const { record } = (await person.client.post('/api/records/intake', { values, confirmed: true })).json(201);
  return (await person.client.post(`/api/records/intake/${record.id}/steps/submit`, {}, { version: 1 })).json().record;
}

const line_of = async (client: Client, id: string) =>
  (await client.get('/api/indicators')).json().indicators.find((line: any) => line.id === id);

/** Waits for what is recomputed beside the request. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const limit = Date.now() + 5000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    assert.ok(Date.now() < limit, 'the figure did not follow');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const figure_when = (client: Client, id: string, records: number) =>
  until(async () => {
    const line = await line_of(client, id);
    return line.figure.records === records ? line : undefined;
  });

test('what nobody reported is unknown with its reason, and never 0', async () => {
  const { figure, freshness } = await line_of(city.client, 'intake_ratio');
  assert.deepEqual([figure.value, figure.verdict, freshness], [null, 'unknown', 'never']);
  assert.ok(figure.reason.zh && figure.reason.en);
});

let record: any;

test('a shortfall is told in people under both of its readings', async () => {
  record = await report(zhuanglang, 'zhuanglang', 2021, 1681, 2859);
  const { figure, period, scale } = await figure_when(city.client, 'intake_ratio', 1);
  assert.deepEqual([figure.value, scale, period, figure.verdict], [370, 1, '2021', 'unmet']);
  assert.deepEqual(figure.gaps.map((gap: any) => [gap.amount, gap.unit]), [[135, 'person'], [225, 'person']]);
  assert.match(figure.gaps[0].reading.zh, /招生总数不变/);
});

test('a ratio of the city is one of sums, and the newest year stands on the wall', async () => {
  await report(jingning, 'jingning', 2021, 3000, 2000);
  const line = await figure_when(city.client, 'intake_ratio', 2);
  assert.deepEqual([line.figure.numerator, line.figure.denominator], [4681, 9540]);
  await report(jingning, 'jingning', 2022, 10, 990);
  const newer = await until(async () => {
    const now = await line_of(city.client, 'intake_ratio');
    return now.period === '2022' ? now : undefined;
  });
  assert.equal(newer.figure.value, 10);
  const view = (await city.client.get('/api/indicators/intake_ratio?period=2021')).json();
  assert.deepEqual(view.periods.map((one: any) => [one.period, one.figure.value]), [['2022', 10], ['2021', 490]]);
  assert.equal(view.line.figure.value, 490);
});

test('the working has formula, definition, footnotes and sources, and no county where that is forbidden', async () => {
  const view = (await city.client.get('/api/indicators/intake_ratio')).json();
  assert.ok(view.formula.zh && view.formula.en && view.definition.text.zh && view.footnotes.length > 2);
  assert.deepEqual(view.units, []);
  assert.match(view.withheld.zh, /不按这一级公布/);
  const county = (await city.client.get('/api/indicators/intake_ratio?unit=zhuanglang&period=2021')).json();
  assert.equal(county.unit_figure, null);
  assert.deepEqual(view.registers.map((one: any) => one.noun), ['intake']);
});

test('the records behind a figure are those that the person reads, with who entered them', async () => {
  const of = async (person: Person) => (await person.client.get('/api/indicators/intake_ratio/records?period=2021')).json().records;
  assert.equal((await of(city)).length, 2);
  const [own, ...others] = await of(zhuanglang);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [own.noun, own.record, own.unit.id, own.numerator, own.denominator, own.entered_by],
    ['intake', record.id, 'zhuanglang', 1681, 4540, 'zhuanglang'],
  );
  assert.ok(own.label && own.entered_at);
  assert.deepEqual(await of(school), []);
  const below = (await city.client.get('/api/indicators/intake_ratio/records?period=2021&unit=jingning')).json().records;
  assert.deepEqual(below.map((one: any) => one.unit.id), ['jingning']);
});

test('figures of units out of reach are not answered, those of the city are', async () => {
  const view = (await school.client.get('/api/indicators/implementation_plans')).json();
  assert.deepEqual(view.units.map((one: any) => one.unit.id), ['zhuanglang_centre']);
  assert.ok(view.line.figure.denominator >= 8);
  (await school.client.get('/api/indicators/implementation_plans?unit=jingning_centre')).problem(404);
  (await city.client.get('/api/indicators/nothing')).problem(404);
  (await administrator_only.get('/api/indicators')).problem(403);
  (await new Client(server).get('/api/indicators')).problem(401);
});

test('what each unit must reach is judged for each, and those without a record are named', async () => {
  const values = { school: 'zhuanglang_centre', year: 2024, students: 1000, campus_area: 5_000_000, building_area: 3_000_000, full_time_teachers: 80, equipment: 400_000_000, books: 40_000 };
  const made = (await school.client.post('/api/records/campus_conditions', { values, confirmed: true })).json(201).record;
  const line = await figure_when(city.client, 'conditions_compliance', 1);
  assert.deepEqual([line.each, line.figure.value, line.figure.denominator, line.figure.verdict], [true, 1, 7, 'unknown']);
  assert.match(line.figure.reason.zh, /6 个单位没有数/);
  const changed = { values: { books: 20_000 }, confirmed: true };
  (await school.client.patch(`/api/records/campus_conditions/${made.id}`, made.version, changed)).is(200);
  const missed = await until(async () => {
    const now = await line_of(city.client, 'conditions_compliance');
    return now.figure.value === 0 ? now : undefined;
  });
  assert.equal(missed.figure.verdict, 'unmet');
  const { parameters } = (await city.client.get('/api/indicators/conditions_compliance')).json();
  const books = parameters.find((one: any) => one.name === 'least_books_per_student');
  assert.deepEqual([books.value, books.verified], [30, true]);
  assert.match(books.source, /2022/);
});

test('figures are rolled up along another line of authority, and their records follow', async () => {
  const path = '/api/indicators/conditions_compliance';
  const ask = async (query: string) => (await city.client.get(`${path}${query}`)).json();
  const { trees } = await ask('');
  assert.ok(trees.some((one: any) => one.id === 'education_group' && one.title.zh && one.title.en));
  assert.ok(!trees.some((one: any) => one.id === 'human_resources_line'), 'a line without figures is not offered');
  const below = async (unit: string) => (await ask(`?tree=education_group${unit}`)).units.map((one: any) => [one.unit.id, one.figure.records]);
  assert.deepEqual(await below(''), [['education_group', 1]]);
  assert.deepEqual(await below('&unit=education_group'), [['pingliang_college', 1]]);
  assert.deepEqual(await below('&unit=pingliang_college'), [['zhuanglang_centre', 1]]);
  const records = async (query: string) => (await city.client.get(`${path}/records${query}`)).json().records.length;
  assert.equal(await records('?unit=pingliang_college&tree=education_group'), 1);
  assert.equal(await records('?unit=pingliang_college'), 0);
  (await city.client.get(`${path}?tree=nothing`)).problem(404);
  (await school.client.get(`${path}?tree=education_group&unit=jingning_centre`)).problem(404);
  // Her own unit stands above schools that she does not reach.
  const college = (await make('college', 'pingliang_college', 'school_officer')).client;
  (await college.get(`${path}?tree=education_group&unit=pingliang_college`)).problem(404);
  (await college.get(`${path}?unit=pingliang_college`)).is(200);
  assert.deepEqual((await college.get(`${path}?tree=education_group`)).json().units, []);
});

test('a past day shows what was known then', async () => {
  const wall = (await city.client.get('/api/indicators?as_of=2022-01-01')).json();
  assert.equal(wall.as_of, '2022-01-01');
  const line = wall.indicators.find((one: any) => one.id === 'intake_ratio');
  assert.deepEqual([line.figure.value, line.figure.records], [null, 0]);
  (await city.client.get('/api/indicators?as_of=2199-01-01')).problem(400);
});

test('an open page is told which figures changed, and nothing else', async () => {
  const stream = await EventStream.open(city.client);
  await report(zhuanglang, 'zhuanglang', 2022, 500, 500);
  const event = await stream.next(({ name }) => name === 'indicators');
  assert.deepEqual(JSON.parse(event.data), { ids: ['intake_ratio'] });
  stream.close();
});

test('missing data is listed with who owes it, of units in reach only', async () => {
  const of = async (person: Person) => (await person.client.get('/api/data_quality')).json().findings;
  const all = await of(city);
  const schools = all.filter((one: any) => one.indicator === 'conditions_compliance' && one.unit);
  assert.equal(schools.length, 6);
  assert.ok(schools.every((one: any) => one.fault === 'missing' && one.owed_by && one.what.en && one.link));
  assert.ok(all.some((one: any) => one.fault === 'missing' && one.indicator === 'secondary_enrolment'));
  const units = (await of(zhuanglang)).flatMap((one: any) => (one.unit ? [one.unit.id] : []));
  assert.ok(units.every((unit: string) => unit.startsWith('zhuanglang')), units.join());
});

test('everybody sees what is released, as JSON and CSV', async () => {
  const anybody = new Client(server);
  const { indicators } = (await anybody.get('/api/public/indicators')).json();
  const ratio = indicators.find((one: any) => one.id === 'intake_ratio');
  assert.deepEqual([ratio.value, ratio.scale, ratio.period, ratio.suppressed], [255, 1, '2022', false]);
  assert.ok(indicators.every((one: any) => one.definition.zh));
  assert.ok(!indicators.some((one: any) => one.id === 'special_fund_city'));
  const csv = (await anybody.get('/api/public/indicators.csv')).text;
  assert.match(csv, /intake_ratio.*25\.5/);
});

/** A plan with one indicator of its own and none of those that ship. */
function plan_with(sql: string, more = '', reads = '[intake]'): string[] {
  const root = temporary_directory();
  const plan = join(root, 'plans', 'pingliang');
  cpSync(kPlan, plan, { recursive: true });
  cpSync(join(kRoot, 'registers'), join(root, 'registers'), { recursive: true });
  mkdirSync(join(plan, 'indicators'));
  writeFileSync(join(plan, 'indicators', 'own.yaml'), `indicators:
  - id: own
    title: {zh: 自定, en: Own}
    commitments: [secondary_enrolment]
    unit: person
    unit_name: {zh: 人, en: persons}
    formula: {zh: 合计, en: The sum}
    definition: {text: {zh: 招生, en: Intake}}
    lead: education_bureau
    reads: ${reads}
    sql: ${sql}
${more}`);
  return [plan, join(root, 'registers')];
}

test('a mistake in an indicator of the plan stops the start with file and line', async () => {
  const [plan, registers] = plan_with('DELETE FROM intake');
  await assert.rejects(Server.start({ plan, extra: ['--registers', registers] }), /own\.yaml:11:10.*SELECT/s);
});

test('a record that a statement has twice is counted in no figure, and the fault is named', async () => {
  const row = 'SELECT id AS record_id, county AS unit, recorded_on AS on_date, junior_graduates AS numerator FROM intake';
  const [plan, registers] = plan_with(`${row} UNION ALL ${row}`);
  const own = await Server.start({ plan, extra: ['--registers', registers] });
  const first = await first_administrator(own);
  const county = await new_person(first, 'county', [{ unit: 'zhuanglang', role: 'county_officer' }]);
  assert.equal((await line_of(county.client, 'own')).figure.records, 0);
  await report(county, 'zhuanglang', 2021, 1681, 2859);
  const line = await until(async () => {
    const now = await line_of(county.client, 'own');
    return /2 行/.test(now.figure.reason.zh) ? now : undefined;
  });
  assert.deepEqual([line.figure.value, line.figure.verdict], [null, 'unknown']);
  const { findings } = (await county.client.get('/api/data_quality')).json();
  assert.deepEqual(findings.map((one: any) => [one.fault, one.indicator]), [['failed', 'own']]);
});

const kBallots = 'SELECT b.id AS record_id, b.school AS unit, b.recorded_on AS on_date, b.amount AS numerator, b.kind FROM ballot AS b WHERE b.amount <> 7';
for (const [name, sql, follows, reads] of [
  ['record by record', kBallots, 'by_record: true', '[ballot]'],
  // Its sums are made anew for the owners of what changed in either register.
  ['with another register', `${kBallots} AND NOT EXISTS (SELECT 1 FROM polling AS p WHERE p.school = b.school AND p.shut = 1)`, 'by_record: true\n    by_owner: true', '[ballot, polling]'],
] as const)
test(`sums that follow ${name} are those of all records, whatever is done to them`, async () => {
  const [plan, registers] = plan_with(sql, `    ${follows}\n    dimensions: {kind: {zh: 类别, en: Kind}}\n`, reads);
  mkdirSync(join(plan!, 'registers'));
  writeFileSync(join(plan!, 'registers', 'ballot.yaml'), `register: ballot
title: {zh: 票, en: Ballots}
owner: {field: school, kinds: [school]}
read: [city_officer]
write: [city_officer]
fields:
  school: {x-ref: unit, title: {zh: 学校, en: School}}
  number: {type: integer, minimum: 0, maximum: 10000, title: {zh: 编号, en: Number}}
  amount: {type: integer, minimum: 0, maximum: 100, title: {zh: 数量, en: Amount}}
  kind: {type: string, maxLength: 1, title: {zh: 类别, en: Kind}}
key: [number]
label: "{number}"
required: [school, number]
list: {columns: [number], filters: [school], search: [kind], sort: [number]}
`);
  writeFileSync(join(plan!, 'registers', 'polling.yaml'), `register: polling
title: {zh: 投票点, en: Polling}
owner: {field: school, kinds: [school]}
read: [city_officer]
write: [city_officer]
fields:
  school: {x-ref: unit, title: {zh: 学校, en: School}}
  name: {type: string, maxLength: 10, title: {zh: 名称, en: Name}}
  shut: {type: boolean, title: {zh: 已关, en: Shut}}
key: [school]
label: "{name}"
required: [school, name, shut]
list: {columns: [name], filters: [school], search: [name], sort: [name]}
`);
  const own = await Server.start({ plan, extra: ['--registers', registers!] });
  const officer = await new_person(await first_administrator(own), 'city', [{ unit: 'education_bureau', role: 'city_officer' }]);
  const path = '/api/records/ballot';
  const kSchools = ['zhuanglang_centre', 'jingning_centre'];
  interface Ballot { id: string; version: number; removed: boolean; values: { school: string; number: number; amount: number | null; kind: string | null } }
  const all: Ballot[] = [];
  let seed = 20201101;
  const draw = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const values = (number: number) => ({
    school: kSchools[draw(2)]!,
    number,
    amount: [null, 7, draw(100)][draw(3)]!,
    kind: [null, 'a', 'b'][draw(3)]!,
  });
  const polling = await Promise.all(kSchools.map(async (school) => {
    const { record } = (await officer.client.post('/api/records/polling', { values: { school, name: '点', shut: false } })).json(201);
    return { id: record.id as string, version: 1, school, shut: false };
  }));
  const reads_polling = reads.includes('polling');
  for (let step = 0; step < 120; step += 1) {
    if (draw(6) === 0) {
      const place = polling[draw(2)]!;
      place.shut = !place.shut;
      (await officer.client.patch(`/api/records/polling/${place.id}`, place.version, { values: { shut: place.shut } })).is(200);
      place.version += 1;
    }
    const one = all[draw(all.length * 2)];
    if (!one) {
      const given = values(all.length);
      const { record } = (await officer.client.post(path, { values: given })).json(201);
      all.push({ id: record.id, version: 1, removed: false, values: given });
    } else if (one.removed) {
      (await officer.client.post(`${path}/${one.id}/restoration`, { version: one.version - 1, why: '恢复' }, { version: one.version })).is(200);
      Object.assign(one, { removed: false, version: one.version + 1 });
    } else if (draw(4) === 0) {
      (await officer.client.post(`${path}/${one.id}/removal`, { why: '作废' }, { version: one.version })).is(200);
      Object.assign(one, { removed: true, version: one.version + 1 });
    } else {
      one.values = values(one.values.number);
      (await officer.client.patch(`${path}/${one.id}`, one.version, { values: one.values })).is(200);
      one.version += 1;
    }
    if (step % 10) continue;
    const counted = all.filter(({ removed, values }) => !removed && values.amount !== null && values.amount !== 7)
      .filter(({ values }) => !reads_polling || !polling.some(({ school, shut }) => shut && school === values.school));
    const sum = (of: Ballot[]) => of.reduce((total, { values }) => total + values.amount!, 0);
    await until(async () => {
      const { line, units, dimensions } = (await officer.client.get('/api/indicators/own')).json();
      const schools = kSchools.map((unit) => sum(counted.filter(({ values }) => values.school === unit)));
      const shown = ['zhuanglang', 'jingning'].map((unit) => units.find((one: any) => one.unit.id === unit)?.figure.numerator ?? 0);
      const kinds = ['a', 'b'].map((kind) => sum(counted.filter(({ values }) => values.kind === kind)));
      const by_kind = ['a', 'b'].map((kind) => dimensions[0]?.values.find((one: any) => one.value === kind)?.figure.numerator ?? 0);
      const same = line.figure.records === counted.length && line.figure.numerator === sum(counted);
      return same && `${schools}` === `${shown}` && `${kinds}` === `${by_kind}` ? line : undefined;
    });
  }
});

test('a record that comes twice with one owner is found although another was searched a moment ago', async () => {
  const row = 'SELECT id AS record_id, county AS unit, recorded_on AS on_date, junior_graduates AS numerator FROM intake';
  const [plan, registers] = plan_with(`${row} UNION ALL ${row} WHERE county = 'jingning'`, '    by_owner: true\n');
  const own = await Server.start({ plan, extra: ['--registers', registers] });
  const first = await first_administrator(own);
  const zhuanglang = await new_person(first, 'zhuanglang', [{ unit: 'zhuanglang', role: 'county_officer' }]);
  const jingning = await new_person(first, 'jingning', [{ unit: 'jingning', role: 'county_officer' }]);
  await report(zhuanglang, 'zhuanglang', 2021, 1681, 2859);
  await figure_when(zhuanglang.client, 'own', 1);
  await report(jingning, 'jingning', 2021, 1500, 2000);
  const line = await until(async () => {
    const now = await line_of(zhuanglang.client, 'own');
    return /2 行/.test(now.figure.reason.zh) ? now : undefined;
  });
  assert.deepEqual([line.figure.value, line.figure.verdict], [null, 'unknown']);
});
