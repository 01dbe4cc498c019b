// Agreements between schools: a partner that is a unit of the plan sees them and consents itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, role: string) => new_person(administrator, name, [{ unit, role }]);
const school = await make('school', 'zhuanglang_centre', 'school_officer');
const college = await make('college', 'pingliang_college', 'school_officer');
const partner = await make('partner', 'jingning_centre', 'school_officer');
const stranger = await make('stranger', 'huating_centre', 'school_officer');
const county = await make('county', 'zhuanglang', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');

const create = async (person: Person, noun: string, values: object): Promise<string> =>
  (await person.client.post(`/api/records/${noun}`, { values })).json(201).record.id;
const step = (person: Person, noun: string, id: string, name: string, version: number, body: object = {}) =>
  person.client.post(`/api/records/${noun}/${id}/steps/${name}`, body, { version });

const entry = await create(city, 'programme_catalogue', {
  maintained_by: 'education_bureau', code: '660301', name: '机电技术应用', level: 'secondary', programme_class: '66', edition: 2021,
});
const programme = await create(school, 'school_programme', { school: 'zhuanglang_centre', programme: entry, training_level: 'secondary', length_months: 36 });
let made = 0;
const agreement = (more: object) => ({
  agreement_no: `G${++made}`, school: 'zhuanglang_centre', mode: 'three_two', programme, starts_on: '2024-09-01', ends_on: '2029-08-31', ...more,
});
async function submitted(more: object): Promise<string> {
  const id = await create(school, 'articulation_agreement', agreement(more));
  (await step(school, 'articulation_agreement', id, 'submit', 1)).is(200);
  return id;
}

test('a college of the region sees the agreement and consents before it is filed', async () => {
  const id = await submitted({ college_unit: 'pingliang_college' });
  const path = `/api/records/articulation_agreement/${id}`;
  (await stranger.client.get(path)).problem(404);
  (await step(city, 'articulation_agreement', id, 'file', 2, { values: { filing_no: '备1' } })).problem(409);
  const signature = { party: 'college', agrees: true };
  const told = (await college.client.get('/api/notices')).json().notices.map(({ topic }: any) => topic);
  assert.deepEqual(told, ['records_waiting']);
  (await school.client.post(`${path}/steps/file/signatures`, signature, { version: 2 })).problem(403);
  (await college.client.post(`${path}/steps/file/signatures`, signature, { version: 2 })).is(200);
  (await step(city, 'articulation_agreement', id, 'file', 2, { values: { filing_no: '备1' } })).is(200);
});

test('a college elsewhere is only named, and nobody is asked for it', async () => {
  const id = await submitted({ college: '兰州石化职业技术大学' });
  (await step(city, 'articulation_agreement', id, 'file', 2, { values: { filing_no: '备2' } })).is(200);
  const none = (await school.client.post('/api/records/articulation_agreement', { values: agreement({}) })).problem(422);
  assert.deepEqual(none.errors!.map(({ field }) => field), ['/values/college']);
});

test('the next filing number is proposed to whoever files, after the highest that was given', async () => {
  const [one, two] = [await submitted({ college: '甲大学' }), await submitted({ college: '乙大学' })];
  const proposed = async (person: Person, id: string) =>
    (await person.client.get(`/api/records/articulation_agreement/${id}`)).json().may.transitions
      .find(({ name }: any) => name === 'file').proposed;
  assert.deepEqual(await proposed(city, one), { filing_no: '备3' });
  assert.deepEqual(await proposed(school, one), {});
  (await step(city, 'articulation_agreement', one, 'file', 2, { values: { filing_no: '平备〔2020〕09号' } })).is(200);
  const year = new Date().getFullYear();
  assert.deepEqual(await proposed(city, two), { filing_no: `平备〔${year}〕01号` });
});

test('a filing number that was given wrongly is corrected, by a step of its own', async () => {
  const id = await submitted({ college: '丙大学' });
  (await step(city, 'articulation_agreement', id, 'file', 2, { values: { filing_no: '备81' } })).is(200);
  (await step(city, 'articulation_agreement', id, 'correct_filing_no', 3, { values: { filing_no: '备82' } })).problem(422);
  const mended = await step(city, 'articulation_agreement', id, 'correct_filing_no', 3, { comment: '写错', values: { filing_no: '备82' } });
  assert.deepEqual([mended.json().record.state, mended.json().record.values.filing_no], ['filed', '备82']);
});

test('two agreements do not get one filing number', async () => {
  const [one, two] = [await submitted({ college: '甲大学' }), await submitted({ college: '乙大学' })];
  (await step(city, 'articulation_agreement', one, 'file', 2, { values: { filing_no: '备3' } })).is(200);
  const taken = (await step(city, 'articulation_agreement', two, 'file', 2, { values: { filing_no: '备3' } })).problem(409, 'key-taken');
  assert.deepEqual(taken.errors!.map(({ field }) => field), ['/values/filing_no']);
});

const course = (more: object) => ({
  school: 'zhuanglang_centre', partner: '静宁县职教中心', course: `木工基础${++made}`, term: '2024-1', direction: 'to_general', hours: 20, seats: 30, ...more,
});
async function offered(more: object): Promise<string> {
  const id = await create(school, 'shared_course', course(more));
  (await step(school, 'shared_course', id, 'offer', 1)).is(200);
  return id;
}

test('a partner of the region consents to a shared course itself, or does not', async () => {
  const id = await offered({ partner_unit: 'jingning_centre' });
  // Whoever is asked is told, and finds it in the queue.
  const told = (await partner.client.get('/api/notices')).json().notices.filter(({ topic }: any) => topic === 'records_waiting');
  assert.deepEqual(told.map(({ text, link }: any) => [text.zh, link]), [['职普融通课程台账有记录待您办理（待对方同意）', '/registers?view=waiting']]);
  const queue = (await partner.client.get('/api/waiting')).json().waiting;
  assert.deepEqual(queue.map((line: any) => [line.register_name, line.count, line.acting_as.zh]), [['shared_course', 1, '选课学校（本市单位）']]);
  assert.deepEqual((await stranger.client.get('/api/notices')).json().notices, []);
  (await step(school, 'shared_course', id, 'consent', 2)).problem(403);
  (await step(stranger, 'shared_course', id, 'consent', 2)).problem(404);
  assert.equal((await step(partner, 'shared_course', id, 'reject', 2, { comment: '课表排满' })).json().record.state, 'draft');
  (await step(school, 'shared_course', id, 'offer', 3)).is(200);
  assert.equal((await step(partner, 'shared_course', id, 'consent', 4)).json().record.state, 'agreed');
});

test('of a partner that is no unit the authority records the consent', async () => {
  const id = await offered({ partner: '某县第一中学' });
  (await step(county, 'shared_course', id, 'agree', 2, { comment: '对方已复函' })).is(200);
});

test('a programme that the catalogue has ended is pointed out, and taken if it is meant', async () => {
  const ended = await create(city, 'programme_catalogue', {
    maintained_by: 'education_bureau', code: '660302', name: '旧专业', level: 'secondary', programme_class: '66', edition: 2010, valid_to: '2021-12-31',
  });
  const values = { school: 'zhuanglang_centre', programme: ended, training_level: 'secondary', length_months: 36 };
  const { errors } = (await school.client.post('/api/records/school_programme', { values })).problem(422, 'unconfirmed');
  assert.deepEqual(errors!.map(({ field }) => field), ['/values/programme']);
  (await school.client.post('/api/records/school_programme', { values, confirmed: true })).is(201);
});

test('a programme that is suspended is pointed out where a class or a plan of this year names it, and stands in the list', async () => {
  const registrar = await make('registrar', 'zhuanglang_centre', 'registrar');
  const other = await create(city, 'programme_catalogue', {
    maintained_by: 'education_bureau', code: '660303', name: '停招专业', level: 'secondary', programme_class: '66', edition: 2021,
  });
  const suspended = await create(school, 'school_programme', {
    school: 'zhuanglang_centre', programme: other, training_level: 'secondary', length_months: 36, opened_on: '2015-09-01',
  });
  const year = new Date().getFullYear();
  const group = (name: string, entry_year: number) => ({ school: 'zhuanglang_centre', name, entry_year, programme: suspended, kind: 'ordinary' });
  const running = await create(registrar, 'class', group('停招前的班', year));
  (await step(school, 'school_programme', suspended, 'submit', 1)).is(200);
  (await step(city, 'school_programme', suspended, 'accept', 2)).is(200);
  (await step(school, 'school_programme', suspended, 'suspend', 3, { values: { closing_reason: '生源不足（示例）' } })).is(200);

  const refused = async (person: Person, noun: string, values: object) =>
    (await person.client.post(`/api/records/${noun}`, { values })).problem(422, 'unconfirmed').errors!.map(({ field }) => field);
  assert.deepEqual(await refused(registrar, 'class', group('停招后的班', year)), ['/values/programme']);
  const plan = { school: 'zhuanglang_centre', year, programme: suspended, source: 'junior', seats: 40 };
  assert.deepEqual(await refused(school, 'enrolment_plan', plan), ['/values/programme']);
  // Those who entered before go on.
  await create(registrar, 'class', group('早先的班', year - 1));
  (await registrar.client.post('/api/records/class', { values: group('停招后的班', year), confirmed: true })).is(201);

  const { rows } = (await registrar.client.get(`/api/records/class?programme.is=${suspended}&columns=name,programme_state&sort=name`)).json();
  assert.equal(rows.length, 3);
  assert.ok(rows.every((row: any) => row.values.programme_state === 'suspended'));
  const told = (await registrar.client.get(`/api/records/class/${running}`)).json().warnings;
  assert.match(told[0].message.zh, /停招/);
  const csv = (await registrar.client.get(`/api/exports/records/class.csv?programme.is=${suspended}&columns=name,programme_state`)).is(200).text;
  assert.match(csv, /早先的班,停招/);
});
