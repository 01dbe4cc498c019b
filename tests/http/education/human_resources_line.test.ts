// Technician schools are under human resources: its officer does for them what a county does for its
// schools, and meets nothing of the others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import type { Problem } from '../../harness/client.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const line = await make('line', 'human_resources_bureau', 'human_resources_line_officer');
const county = await make('county', 'zhuanglang', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const technicians = await make('technicians', 'technician_school', 'school_officer', 'registrar');
const centre = await make('centre', 'zhuanglang_centre', 'school_officer', 'registrar');

const create = async (person: Person, noun: string, values: object): Promise<string> =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record.id;
const step = (person: Person, noun: string, id: string, name: string, version: number, body: object = {}) =>
  person.client.post(`/api/records/${noun}/${id}/steps/${name}`, body, { version });

const catalogue = await create(city, 'programme_catalogue', {
  maintained_by: 'education_bureau', code: '660301', name: '机电技术应用', level: 'secondary', programme_class: '66', edition: 2021,
});
/** A programme, a class, a student who was handed in, and the conditions of a school. */
async function fill(person: Person, school: string, citizen_id: string) {
  await create(person, 'school', {
    school, kind: school === 'technician_school' ? 'technician' : 'vocational_centre', owner_level: 'city', line: 'human_resources',
  });
  const programme = await create(person, 'school_programme', { school, programme: catalogue, training_level: 'technician', length_months: 36 });
  const group = await create(person, 'class', { school, name: '22机电', entry_year: 2022, programme, kind: 'ordinary' });
  const student = await create(person, 'student', { school, name: '李四', citizen_id, sex: 'male', class: group, entered_on: '2022-09-01' });
  (await step(person, 'student', student, 'submit', 1)).is(200);
  const conditions = await create(person, 'campus_conditions', {
    school, year: 2022, students: 800, campus_area: 3_500_000, building_area: 2_000_000, full_time_teachers: 45, equipment: 300_000_000, books: 20_000,
  });
  (await step(person, 'campus_conditions', conditions, 'submit', 1)).is(200);
  return { programme, class: group, student, campus_conditions: conditions };
}
const ours = await fill(technicians, 'technician_school', '622726200805040014');
const theirs = await fill(centre, 'zhuanglang_centre', '622726200805040030');

test('the officer of the line sees what its school records, and nothing of other schools', async () => {
  for (const noun of ['school', 'school_programme', 'class', 'student', 'campus_conditions']) {
    const { rows } = (await line.client.get(`/api/records/${noun}?columns=school`)).json();
    assert.deepEqual(rows.map((row: any) => row.values.school), ['technician_school'], noun);
  }
  const others = { student: theirs.student, class: theirs.class, school_programme: theirs.programme, campus_conditions: theirs.campus_conditions };
  for (const [noun, id] of Object.entries(others)) (await line.client.get(`/api/records/${noun}/${id}`)).problem(404);
});

test('a county sees nothing of the school of the line', async () => {
  (await county.client.get(`/api/records/student/${ours.student}`)).problem(404);
  (await step(county, 'student', ours.student, 'approve', 2)).problem(404);
});

test('a record waits for whoever reaches its school, and for nobody else', async () => {
  const waits_for = async (person: Person, id: string) =>
    (await person.client.get(`/api/records/student/${id}`)).json().may.transitions
      .find(({ name }: any) => name === 'approve').by.map((role: any) => role.zh);
  assert.deepEqual(await waits_for(technicians, ours.student), ['人社口审核员']);
  assert.deepEqual(await waits_for(centre, theirs.student), ['县级教育审核员']);
});

test('the officer of the line approves students and conditions of its school only', async () => {
  (await step(line, 'student', theirs.student, 'approve', 2)).problem(404);
  assert.equal((await step(line, 'student', ours.student, 'approve', 2)).json().record.state, 'enrolled');
  assert.equal((await step(line, 'campus_conditions', ours.campus_conditions, 'confirm', 2)).json().record.state, 'confirmed');
});

test('the conditions of a technician school are compared with the standard of its kind', async () => {
  const { rows } = (await technicians.client.get('/api/records/school')).json();
  const values = { school: 'technician_school', year: 2023, students: 800, campus_area: 3_500_000, building_area: 2_000_000, full_time_teachers: 45 };
  const post = (more: object) => technicians.client.post('/api/records/campus_conditions', { values: { ...values, ...more } });
  const secondary = (await post({})).problem(422, 'unconfirmed');
  const fields = (answer: Problem) => answer.errors!.map(({ field }) => field).sort();
  assert.deepEqual(fields(secondary), ['/values/building_area', '/values/campus_area', '/values/full_time_teachers']);
  const low = (await post({ school_entry: rows[0].id, building_area: 1_700_000 })).problem(422, 'unconfirmed');
  assert.deepEqual(fields(low), ['/values/building_area']);
  (await post({ school_entry: rows[0].id })).is(201);
});

test('what waits for the officer of the line is his school’s', async () => {
  const conditions = await create(technicians, 'campus_conditions', {
    school: 'technician_school', year: 2021, students: 800, campus_area: 3_500_000, building_area: 2_000_000, full_time_teachers: 45, equipment: 300_000_000, books: 20_000,
  });
  (await step(technicians, 'campus_conditions', conditions, 'submit', 1)).is(200);
  const { waiting } = (await line.client.get('/api/waiting')).json();
  const lines = waiting.filter((one: any) => one.register_name === 'campus_conditions');
  assert.deepEqual(lines.map((one: any) => [one.state, one.count]), [['submitted', 1]]);
});
