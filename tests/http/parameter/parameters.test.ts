// Values of parameters set from a day on, over the registers that ship: what follows from that day,
// what stays as it was, who may, and what is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { kWan } from '../../harness/funding.ts';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

let server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const office = await make('office', 'education_bureau', 'plan_office');
const school = await make('school', 'zhuanglang_centre', 'school_officer', 'registrar');
const city = await make('city', 'education_bureau', 'city_officer');
const county = await make('county', 'zhuanglang', 'finance_officer');
const finance = await make('finance', 'finance_bureau', 'city_finance_officer');

const kDocument = '平政发〔2026〕9号';
const day = (days: number) => {
  // The program counts days in Asia/Shanghai, which has no summer time.
  const now = new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000);
  return now.toISOString().slice(0, 10);
};
const kYesterday = day(-1);
const kToday = day(0);
const kTomorrow = day(1);

const address = (noun: string, name: string) => `/api/parameters/${noun}/${name}`;
const set = (person: Person, noun: string, name: string, given: object, key?: string) =>
  person.client.post(`${address(noun, name)}/values`, { source: kDocument, ...given }, { key });
const withdraw = (person: Person, noun: string, name: string, from: string, version: number, reason = '录错了') =>
  person.client.post(`${address(noun, name)}/values/${from}/withdraw`, { reason }, { version });
const line_of = async (noun: string, name: string, as_of?: string) =>
  (await office.client.get(address(noun, name) + (as_of ? `?as_of=${as_of}` : ''))).json();
const in_force = (line: any) => line.parameter.values.find((one: any) => one.in_force);
const create = async (person: Person, noun: string, values: object) =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record;

/** Waits for what is recomputed beside the request. */
async function until(what: string, holds: () => Promise<boolean>) {
  const limit = Date.now() + 5000;
  while (!(await holds())) {
    assert.ok(Date.now() < limit, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const indicator = async (id: string, as_of = '') =>
  (await office.client.get(`/api/indicators/${id}${as_of && `?as_of=${as_of}`}`)).json();
const figure = async (id: string) => (await indicator(id)).line.figure;

// Everything but the number of teachers is reached.
await create(school, 'school', { school: 'zhuanglang_centre', kind: 'vocational_centre', owner_level: 'county', line: 'education', founded_on: '1985-09-01' });
await create(school, 'campus_conditions', {
  school: 'zhuanglang_centre', year: 2026, students: 1000, campus_area: 5_000_000, building_area: 4_000_000,
  full_time_teachers: 57, equipment: 600_000_000, books: 30_000,
});
await until('the conditions are counted', async () => (await figure('conditions_compliance')).records === 1);

test('every parameter of every register is listed with unit, source, what it takes and what uses it', async () => {
  const list = (await city.client.get('/api/parameters')).json();
  assert.deepEqual([list.as_of, list.today, list.may_set], [kToday, kToday, false]);
  const of = (noun: string, name: string) =>
    list.parameters.find((one: any) => one.noun === noun && one.name === name);
  const teachers = of('campus_conditions', 'least_teachers');
  assert.deepEqual(teachers.uses.map((use: any) => [use.kind, use.id]), [
    ['indicator', 'conditions_compliance'],
    ['standard', 'secondary_school'],
    ['rule', 'campus_conditions'],
  ]);
  assert.deepEqual(
    teachers.values.map((one: any) => [one.from, one.value, one.source, one.origin, one.in_force]),
    [[null, 60, '教职成〔2010〕12号', 'declared', true]],
  );
  const stage = of('funding', 'judged_stage');
  assert.deepEqual(stage.choices.map((one: any) => one.value), [1, 2, 3]);
  assert.ok(stage.uses.some((use: any) => use.kind === 'floors'));
  const share = of('funding', 'surcharge_percent');
  assert.deepEqual([share.unit, share.minimum, share.maximum], ['percent', 0, 100]);
  assert.deepEqual(of('student', 'least_age').uses.map((use: any) => use.kind), ['rule']);
  assert.ok(list.parameters.some((one: any) => one.noun === 'school_programme' && one.uses[0].kind === 'programmes'));
});

test('only whoever may set parameters sets them, and whoever reads the plan reads them', async () => {
  (await set(city, 'campus_conditions', 'least_teachers', { from: kTomorrow, value: 50 })).problem(403);
  (await withdraw(city, 'campus_conditions', 'least_teachers', kTomorrow, 1)).problem(403);
  (await administrator.client.get('/api/parameters')).problem(403);
  (await new Client(server).get('/api/parameters')).problem(401);
  (await city.client.get(address('campus_conditions', 'least_teachers'))).is(200);
  (await city.client.get(address('campus_conditions', 'nothing'))).problem(404);
  (await set(office, 'nothing', 'least_teachers', { from: kTomorrow, value: 50 })).problem(404);
});

test('a value that is not right is refused beside its field', async () => {
  const fields = async (noun: string, name: string, given: object) =>
    (await set(office, noun, name, { from: kTomorrow, value: 50, ...given })).problem(422).errors!.map((error) => error.field);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { value: 101 }), ['/value']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { value: -1 }), ['/value']);
  assert.deepEqual(await fields('funding', 'judged_stage', { value: 4 }), ['/value']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { value: 1.5 }), ['/value']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { source: ' ' }), ['/source']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { source: undefined }), ['/source']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { from: '2026-02-30' }), ['/from']);
  assert.deepEqual(await fields('funding', 'surcharge_percent', { from: kYesterday }), ['/comment']);
  assert.equal((await line_of('funding', 'surcharge_percent')).history.length, 0);
});

test('before its first day nothing changes, and a day to come shows what will hold', async () => {
  const line = (await set(office, 'campus_conditions', 'least_teachers', { from: kTomorrow, value: 55, verified: true })).json();
  assert.equal(in_force(line).value, 60);
  const next = await line_of('campus_conditions', 'least_teachers', kTomorrow);
  const value = in_force(next);
  assert.deepEqual(
    [value.value, value.from, value.source, value.verified, value.origin, value.by, value.version],
    [55, kTomorrow, kDocument, true, 'set', 'office', 1],
  );
  assert.equal((await figure('conditions_compliance')).value, 0);
});

test('from its first day the figure of an indicator follows, open pages are told, and before it does not', async () => {
  const stream = await EventStream.open(office.client);
  const before = (await figure('conditions_compliance')).value;
  (await set(office, 'campus_conditions', 'least_teachers', { from: kToday, value: 57 })).is(200);
  await until('the figure follows', async () => (await figure('conditions_compliance')).value === before + 1);
  await until('pages are told', async () =>
    stream.events.some((event) => event.name === 'indicators' && event.data.includes('conditions_compliance')),
  );
  assert.ok(stream.events.some((event) => event.name === 'changed' && event.data.includes('"kind":"parameter"')));
  stream.close();
  const used = (view: any) => view.parameters.find((one: any) => one.name === 'least_teachers');
  assert.deepEqual([used(await indicator('conditions_compliance')).value, used(await indicator('conditions_compliance')).from], [57, kToday]);
  assert.equal(used(await indicator('conditions_compliance', kYesterday)).value, 60);
});

test('whether a school meets its standard follows too', async () => {
  const { compliance } = (await school.client.get('/api/schools/zhuanglang_centre')).json();
  const teachers = compliance.indicators.find((one: any) => one.id === 'teachers');
  assert.deepEqual([teachers.threshold, teachers.verdict, teachers.source, teachers.verified], [57, 'met', kDocument, false]);
});

test('a second value from the same day is refused until the first is withdrawn', async () => {
  (await set(office, 'campus_conditions', 'least_teachers', { from: kToday, value: 58 })).problem(409, 'already-set');
  (await withdraw(office, 'campus_conditions', 'least_teachers', kToday, 7)).problem(412);
  (await withdraw(office, 'campus_conditions', 'least_teachers', kToday, 1, ' ')).problem(422);
  (await withdraw(office, 'campus_conditions', 'least_teachers', kYesterday, 1)).problem(404);
  const line = (await withdraw(office, 'campus_conditions', 'least_teachers', kToday, 1)).json();
  assert.equal(in_force(line).value, 60);
  await until('the figure goes back', async () => (await figure('conditions_compliance')).value === 0);
  (await withdraw(office, 'campus_conditions', 'least_teachers', kToday, 2)).problem(409, 'withdrawn-already');
  const again = (await set(office, 'campus_conditions', 'least_teachers', { from: kToday, value: 56 })).json();
  assert.deepEqual([in_force(again).value, in_force(again).version], [56, 3]);
});

test('a retry sets nothing twice', async () => {
  const given = { from: '2031-01-01', value: 25 };
  const first = (await set(office, 'funding', 'waiver_local_percent', given, 'key-1')).json();
  const second = (await set(office, 'funding', 'waiver_local_percent', given, 'key-1')).json();
  assert.deepEqual(second, first);
  assert.equal(second.history.length, 1);
});

test('a rule of a register follows from its day', async () => {
  // Born on 2008-05-04, so 16 at entry.
  const programme = await create(school, 'school_programme', {
    school: 'zhuanglang_centre', programme: (await catalogue_entry()).id, training_level: 'secondary', length_months: 36, opened_on: '2015-09-01',
  });
  const group = await create(school, 'class', { school: 'zhuanglang_centre', name: '汽修', entry_year: 2024, programme: programme.id, kind: 'ordinary' });
  const values = (id: string) => ({ school: 'zhuanglang_centre', name: '学生', citizen_id: id, sex: 'male', class: group.id, entered_on: '2024-09-01' });
  const unconfirmed = (id: string) => school.client.post('/api/records/student', { values: values(id) });
  (await unconfirmed('62272620080504001' + check_digit('62272620080504001'))).is(201);
  (await set(office, 'student', 'least_age', { from: kToday, value: 18 })).is(200);
  const problem = (await unconfirmed('62272620080504003' + check_digit('62272620080504003'))).problem(422);
  assert.ok(problem.errors!.some((error) => /入学时年龄偏小/.test(error.message.zh)), JSON.stringify(problem));
  const page = (await school.client.get('/api/registers/student')).json();
  assert.equal(page.parameters.find((one: any) => one.name === 'least_age').value, 18);
});

test('the floors of a year follow the ruling of its last day, and what was released stays', async () => {
  const stages = (purpose: string, fen: number[]) =>
    Object.fromEntries(['budgeted', 'issued', 'paid'].map((stage, i) => [`${purpose}_${stage}`, fen[i]]));
  const report = async (period: string) => {
    const values = {
      unit: 'zhuanglang', period, ...stages('special', [300, 300, 100].map((wan) => wan * kWan)),
      special_from_above: 0, special_from_surcharge: 0, contest_in_special: 0, special_document: '财教〔2025〕1号',
      ...stages('contest', [20 * kWan, 20 * kWan, 20 * kWan]), ...stages('waiver', [0, 0, 0]), waiver_students: 0,
      edu_surcharge_collected: 0, edu_surcharge_available: 0, ...stages('edu_surcharge_vocational', [0, 0, 0]),
      local_surcharge_collected: 0, local_surcharge_available: 0, ...stages('local_surcharge_vocational', [0, 0, 0]),
    };
    const made = await create(county, 'funding', values);
    const step = async (person: Person, name: string, version: number) =>
      (await person.client.post(`/api/records/funding/${made.id}/steps/${name}`, {}, { version })).is(200);
    await step(county, 'submit', 1);
    await step(finance, 'approve', 2);
  };
  await report('2023-H2');
  await report('2024-H2');
  const special = async (year: number) => {
    const floors = (await finance.client.get(`/api/funding/floors?year=${year}`)).json();
    const stage = floors.rulings.find((one: any) => one.name === 'judged_stage');
    return [stage.in_force, floors.units.find((one: any) => one.unit === 'zhuanglang').tests[0].verdict];
  };
  assert.deepEqual(await special(2024), [2, 'met']);
  const { release_seen: seen } = (await office.client.get('/api/funding/floors?year=2024')).json();
  (await office.client.post('/api/funding/floors/2024/release', { seen }, { version: 0 })).is(200);
  const released = async () => (await new Client(server).get('/api/public/funding')).json();
  const before = await released();
  const late = { from: '2024-01-01', value: 3, comment: '裁定自 2024 年起按拨付判断' };
  const line = (await set(office, 'funding', 'judged_stage', late)).json();
  assert.deepEqual([line.history[0].backdated, line.history[0].comment], [true, late.comment]);
  assert.deepEqual(await special(2024), [3, 'unmet']);
  assert.deepEqual(await special(2023), [2, 'met']);
  assert.equal(before.years[0].rulings.find((one: any) => one.name === 'judged_stage').in_force, 2);
  assert.deepEqual(await released(), before);
});

test('who set and withdrew what, when and why is kept and audited', async () => {
  const { history } = await line_of('campus_conditions', 'least_teachers');
  assert.deepEqual(
    history.map((event: any) => [event.from, event.value, event.withdrawn, event.reason]),
    [
      [kToday, 56, false, ''],
      [kToday, 57, true, '录错了'],
      [kToday, 57, false, ''],
      [kTomorrow, 55, false, ''],
    ],
  );
  for (const event of history) assert.ok(event.by === 'office' && event.at && !event.backdated);
  const audit = (await administrator.client.get('/api/audit')).text;
  assert.match(audit, /parameter\.set/);
  assert.match(audit, /parameter\.withdraw/);
  assert.match(audit, /from=2024-01-01 value=3 backdated/);
});

test('what if: the lines before and after, and nothing is saved', async () => {
  const ask = (body: object) => office.client.post('/api/indicators/what-if', body);
  await until('the value in force is used', async () => (await figure('conditions_compliance')).value === 1);
  const tried = (await ask({ parameters: [{ noun: 'campus_conditions', name: 'least_teachers', value: 58 }] })).json();
  assert.deepEqual(tried.lines.map((line: any) => line.before.id), ['conditions_compliance']);
  const [{ before, after }] = tried.lines;
  assert.deepEqual([before.figure.value, after.figure.value], [1, 0]);
  assert.deepEqual([before.figure, before.target], [(await indicator('conditions_compliance')).line.figure, after.target]);
  assert.equal((await figure('conditions_compliance')).value, 1);
  assert.equal(in_force(await line_of('campus_conditions', 'least_teachers')).value, 56);

  const past = (await ask({ as_of: kYesterday, parameters: [{ noun: 'campus_conditions', name: 'least_teachers', value: 1 }] })).json();
  assert.deepEqual([past.as_of, past.lines[0].before.figure.records], [kYesterday, 0]);

  const elsewhere = [{ noun: 'student', name: 'least_age', value: 15 }];
  assert.deepEqual((await ask({ parameters: elsewhere })).json(), { as_of: kToday, lines: [], elsewhere });
});

test('what if: another target changes verdict and gap, not the figure', async () => {
  const clerk = await make('clerk', 'zhuanglang', 'county_officer');
  const values = {
    county: 'zhuanglang', year: 2026, junior_graduates: 5000, secondary_intake: 1665, technician_intake: 0,
    five_year_intake: 0, general_intake: 2835, explanation: '测试用数',
  };
  const made = await create(clerk, 'intake', values);
  (await clerk.client.post(`/api/records/intake/${made.id}/steps/submit`, {}, { version: 1 })).is(200);
  await until('the intake is counted', async () => (await figure('intake_ratio')).records === 1);
  const { commitment, target } = (await indicator('intake_ratio')).line;
  const lower = 35 * 10 ** target.scale;
  const ask = (body: object) => city.client.post('/api/indicators/what-if', body);
  const [{ before, after }] = (await ask({ targets: [{ commitment, value: lower }] })).json().lines;
  assert.deepEqual([before.figure.value, before.figure.verdict], [370, 'unmet']);
  assert.deepEqual([after.figure.value, after.figure.verdict, after.figure.gaps], [370, 'met', []]);
  assert.deepEqual([after.target.low, before.target.low], [lower, target.low]);
  const fields = async (body: object) => (await ask(body)).problem(422).errors!.map((error) => error.field);
  assert.deepEqual(await fields({ targets: [{ commitment: 'nothing', value: 1 }] }), ['/targets/0/commitment']);
  assert.deepEqual(await fields({ parameters: [{ noun: 'funding', name: 'judged_stage', value: 9 }] }), ['/parameters/0/value']);
  (await ask({ as_of: kTomorrow })).problem(400);
  (await administrator.client.post('/api/indicators/what-if', {})).problem(403);
});

test('what was set holds after a restart', async () => {
  await server.stop();
  server = await Server.start({ store: server.store });
  const again = await new Client(server).sign_in(office.name, office.password);
  const line = (await again.get(address('campus_conditions', 'least_teachers'))).json();
  assert.deepEqual([in_force(line).value, line.history.length], [56, 4]);
  const view = (await again.get('/api/indicators/conditions_compliance')).json();
  assert.deepEqual([view.line.figure.value, view.parameters.find((one: any) => one.name === 'least_teachers').value], [1, 56]);
});

async function catalogue_entry() {
  return create(city, 'programme_catalogue', { maintained_by: 'education_bureau', code: '700206', name: '汽车运用与维修', level: 'secondary', programme_class: '70', edition: 2021 });
}

function check_digit(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10X98765432'[weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0) % 11];
}
