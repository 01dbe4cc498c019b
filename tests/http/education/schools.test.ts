// Schools as wholes, over the registers that ship.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const zhuanglang = await make('zhuanglang', 'zhuanglang_centre', 'school_officer', 'registrar');
const jingning = await make('jingning', 'jingning_centre', 'school_officer', 'registrar');
const county = await make('county', 'zhuanglang', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const panel = await make('panel', 'education_bureau', 'dual_panel');
const registrar = await make('registrar', 'zhuanglang_centre', 'registrar');
const nobody = await make('nobody', 'zhuanglang');

const create = async (person: Person, noun: string, values: object) =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record;
const step = async (person: Person, noun: string, id: string, name: string, version: number, body: object = {}) =>
  (await person.client.post(`/api/records/${noun}/${id}/steps/${name}`, body, { version })).json().record;

/** A citizen id of nobody with its check digit. */
function citizen_id(sequence: number): string {
  const body = `62272620080504${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0);
  return body + '10X98765432'[sum % 11];
}

await create(zhuanglang, 'school', { school: 'zhuanglang_centre', kind: 'vocational_centre', owner_level: 'county', line: 'education', founded_on: '1985-09-01' });
await create(jingning, 'school', { school: 'jingning_centre', kind: 'vocational_centre', owner_level: 'county', line: 'education', founded_on: '2022-09-01' });
await create(zhuanglang, 'campus_conditions', { school: 'zhuanglang_centre', year: 2022, students: 3000 });
// 2,000 students: 66,000 m² of ground are needed, 40,000 of building, 100 teachers, 60,000 books.
const conditions = await create(zhuanglang, 'campus_conditions', {
  school: 'zhuanglang_centre', year: 2024, students: 2000, campus_area: 5_000_050, building_area: 4_000_000,
  full_time_teachers: 57, equipment: 600_000_000, specialty_teachers: 40, dual_qualified_teachers: 11,
});

const line_of = async (person: Person, unit: string) =>
  (await person.client.get('/api/schools')).json().schools.find((school: any) => school.unit === unit);

test('every indicator has its value, threshold, gap and source; what nobody reported is named', async () => {
  const { compliance } = (await county.client.get('/api/schools/zhuanglang_centre')).json();
  assert.deepEqual([compliance.year, compliance.record, compliance.judged, compliance.passed], [2024, conditions.id, 9, 5]);
  const of = (id: string) => compliance.indicators.find((one: any) => one.id === id);
  const campus = of('campus_per_student');
  assert.deepEqual(
    [campus.verdict, campus.value, campus.threshold, campus.scale, campus.need.gap],
    ['unmet', 2500, 3300, 2, { value: 1_599_950, scale: 2, unit: 'm2' }],
  );
  const ratio = of('students_per_teacher');
  assert.deepEqual([ratio.verdict, ratio.value, ratio.threshold], ['unmet', 3509, 2000]);
  assert.deepEqual([ratio.need.field, ratio.need.gap.value], ['full_time_teachers', 43]);
  const books = of('books_per_student');
  assert.equal(books.verdict, 'unknown');
  assert.deepEqual(books.missing.map((field: any) => field.zh), ['图书（册）']);
  assert.equal(of('building_per_student').verdict, 'met');
  assert.deepEqual([of('dual_qualified').judged, of('dual_qualified').value], [false, 2750]);
  assert.equal(of('computers').verified, false);
  assert.match(campus.source, /2022/);
  // Teachers are lacking for two reasons: the greater counts.
  assert.deepEqual(compliance.needs.map((need: any) => [need.field, need.gap.value]), [
    ['campus_area', 1_599_950],
    ['full_time_teachers', 43],
  ]);
  assert.equal(compliance.outcome, 'unmet');
});

test('a school that was founded too late, and one of which nothing is known, are not judged', async () => {
  assert.equal((await line_of(city, 'jingning_centre')).compliance.outcome, 'exempt');
  const unknown = await line_of(city, 'jingchuan_centre');
  assert.equal(unknown.compliance.outcome, 'no_data');
  assert.ok(unknown.compliance.why.zh && unknown.compliance.why.en);
});

test('who may not see what a school reported is told so, not that nothing was', async () => {
  const { compliance, students } = await line_of(registrar, 'zhuanglang_centre');
  assert.deepEqual([compliance.outcome, compliance.year, compliance.indicators, students], ['unseen', null, [], null]);
  assert.match(compliance.why.zh, /不能查看/);
});

test('everybody sees the schools within reach and no others', async () => {
  const units = async (person: Person) =>
    (await person.client.get('/api/schools')).json().schools.map((school: any) => school.unit);
  assert.deepEqual(await units(zhuanglang), ['zhuanglang_centre']);
  assert.ok((await units(county)).includes('zhuanglang_centre'));
  assert.ok(!(await units(county)).includes('jingning_centre'));
  assert.ok((await units(city)).length >= 8);
  (await nobody.client.get('/api/schools')).problem(403);
  (await panel.client.get('/api/schools')).problem(403);
  // Of a school elsewhere there is what every school shares: its training bases and stations.
  const elsewhere = (await county.client.get('/api/schools/jingning_centre')).json();
  assert.deepEqual(elsewhere.registers.map((owned: any) => owned.name), ['training_base', 'teacher_station']);
  assert.deepEqual([elsewhere.record, elsewhere.compliance, elsewhere.dual, elsewhere.comparisons], ['', null, null, []]);
  (await city.client.get('/api/schools/education_bureau')).problem(404);
});

test('a page of a school counts what one may see, by state, and nothing else', async () => {
  const programme = await create(city, 'programme_catalogue', { maintained_by: 'education_bureau', code: '700206', name: '汽车运用与维修', level: 'secondary', programme_class: '70', edition: 2021 });
  const offered = await create(zhuanglang, 'school_programme', { school: 'zhuanglang_centre', programme: programme.id, training_level: 'secondary', length_months: 36, opened_on: '2015-09-01' });
  const group = await create(zhuanglang, 'class', { school: 'zhuanglang_centre', name: '汽修', entry_year: 2024, programme: offered.id, kind: 'ordinary' });
  for (const sequence of [1, 3]) {
    const student = await create(zhuanglang, 'student', { school: 'zhuanglang_centre', name: `学生${sequence}号`, citizen_id: citizen_id(sequence), sex: 'male', class: group.id, entered_on: '2024-09-01' });
    await step(zhuanglang, 'student', student.id, 'submit', 1);
    if (sequence === 1) await step(county, 'student', student.id, 'approve', 2);
  }
  const page = (await county.client.get('/api/schools/zhuanglang_centre')).json();
  const students = page.registers.find((owned: any) => owned.name === 'student');
  assert.deepEqual(
    [students.count, students.states.map(({ state, count, waits }: any) => [state, count, waits]), students.may_create],
    [2, [['submitted', 1, true], ['enrolled', 1, false]], false],
  );
  assert.deepEqual(
    page.comparisons.map(({ field, reported, counted }: any) => [field, reported, counted]),
    [['students', 2000, 1], ['full_time_teachers', 57, 0]],
  );
  // The panel knows teachers and applications only.
  const seen = (await panel.client.get('/api/schools/zhuanglang_centre')).json();
  assert.deepEqual(
    seen.registers.map((owned: any) => owned.name).sort(),
    ['dual_qualified_application', 'dual_qualified_evidence', 'teacher'],
  );
  assert.equal(seen.compliance, null);
  assert.equal(seen.record, '');
});

test('as of an earlier day the page shows what was recorded then', async () => {
  const page = (await county.client.get('/api/schools/zhuanglang_centre?as_of=2020-01-01')).json();
  assert.ok(page.registers.every((owned: any) => owned.count === 0));
  assert.equal(page.compliance.outcome, 'no_data');
});

test('dual-qualified are those recognised and valid among those who teach a specialty', async () => {
  const teacher = async (sequence: number, role: string) =>
    create(zhuanglang, 'teacher', { school: 'zhuanglang_centre', name: `教师${sequence}`, citizen_id: citizen_id(sequence), sex: 'male', employment: 'established', role, started_on: '2025-09-01' });
  const recognised = await teacher(101, 'specialty');
  await teacher(103, 'practice');
  await teacher(105, 'public');
  const application = await create(zhuanglang, 'dual_qualified_application', { school: 'zhuanglang_centre', teacher: recognised.id, applied_on: '2025-10-01', level: 'initial', scope: 'specialty', ethics_confirmed: true, statement: '符合条件' });
  await step(zhuanglang, 'dual_qualified_application', application.id, 'apply', 1);
  await step(zhuanglang, 'dual_qualified_application', application.id, 'school_pass', 2, { values: { school_opinion: '同意' } });
  const queue = (await panel.client.get('/api/waiting')).json().waiting;
  assert.deepEqual(queue.map((line: any) => [line.register_name, line.state, line.count]), [['dual_qualified_application', 'at_panel', 1]]);
  const { dual } = (await county.client.get('/api/schools/zhuanglang_centre')).json();
  assert.deepEqual(dual, { recognised: 0, teachers: 2 });
});

test('a code of two schools is shared; too few entrants make it an overlap', async () => {
  const { client } = city;
  const [programme] = (await client.get('/api/records/programme_catalogue')).json().rows;
  const offer = async (person: Person, school: string, seats: number, students: number) => {
    const known = (await person.client.get('/api/records/school_programme')).json().rows[0];
    const offered = known ?? (await create(person, 'school_programme', { school, programme: programme.id, training_level: 'secondary', length_months: 36, opened_on: '2015-09-01' }));
    await step(person, 'school_programme', offered.id, 'submit', offered.version);
    await step(city, 'school_programme', offered.id, 'accept', offered.version + 1);
    await create(person, 'enrolment_plan', { school, year: 2024, programme: offered.id, source: 'junior', seats });
    const group = await create(person, 'class', { school, name: '2024级', entry_year: 2024, programme: offered.id, kind: 'ordinary' });
    for (let i = 0; i < students; i++) {
      await create(person, 'student', { school, name: '学生', citizen_id: citizen_id(501 + 2 * i), sex: 'male', class: group.id, entered_on: '2024-09-01' });
    }
    return offered.id;
  };
  const here = await offer(zhuanglang, 'zhuanglang_centre', 10, 2);
  await offer(jingning, 'jingning_centre', 5, 3);
  const setting = (await client.get('/api/programme-setting?year=2024')).json();
  assert.deepEqual([setting.schools, setting.offers, setting.sees_intake], [2, 2, true]);
  const [shared] = setting.shared;
  assert.deepEqual([shared.code, shared.name, shared.overlaps], ['700206', '汽车运用与维修', true]);
  const fills = Object.fromEntries(shared.offers.map((one: any) => [one.school, [one.seats, one.entrants, one.fill_percent, one.rules]]));
  assert.deepEqual(fills, {
    zhuanglang_centre: [10, 4, 40, ['overlap']],
    jingning_centre: [5, 3, 60, []],
  });
  assert.deepEqual(setting.parameters.map((one: any) => [one.value, one.verified]), [[60, false], [2, false]]);
  // A school knows of its own programmes only; whoever may not see students learns no entrants.
  assert.deepEqual((await zhuanglang.client.get('/api/programme-setting?year=2024')).json().shared, []);
  const leader = await make('leader', 'education_bureau', 'leader');
  const told = (await leader.client.get('/api/programme-setting?year=2024')).json();
  assert.equal(told.sees_intake, false);
  assert.ok(told.shared[0].offers.every((one: any) => one.entrants === null && one.rules.length === 0));
  assert.ok(here);
  (await panel.client.get('/api/programme-setting')).problem(403);
  for (const year of ['1999', '99999999999', 'x']) (await client.get(`/api/programme-setting?year=${year}`)).problem(400);
});
