// What a step of the workflow fills in is filled in by that step alone, whatever way a record is
// written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { read_csv } from '../../harness/tables.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const city = await new_person(administrator, 'city', [{ unit: 'education_bureau', role: 'city_officer' }]);
const person = await new_person(administrator, 'school', [{ unit: 'zhuanglang_centre', role: 'school_officer' }]);
const school = person.client;
const kStudios = '/api/records/skill_studio';

let made = 0;
const studio = (more: object = {}) => ({
  values: { school: 'zhuanglang_centre', name: `工作室${++made}`, leader: '马建平', field: 'skill', opened_on: '2024-09-01', ...more },
});
const create = async () => (await school.post(kStudios, studio())).json(201).record;
const step = (client: typeof school, id: string, name: string, version: number, body: object = {}) =>
  client.post(`${kStudios}/${id}/steps/${name}`, body, { version });
const check = async (rows: string[][], query = '') =>
  (await school.post(`${kStudios}/imports?file_name=a.csv${query}`, Buffer.from(rows.map((row) => row.join(',')).join('\n')))).json(201);

test('a new record does not say what a step fills in, and is told which', async () => {
  const { errors } = (await school.post(kStudios, studio({ level: 'nation' }))).problem(422);
  assert.deepEqual(errors!.map(({ field }) => field), ['/values/level']);
  assert.match(errors![0].message.zh, /“认定”/);
  assert.match(errors![0].message.en, /"List"/);
  (await school.post(kStudios, studio({ level: null }))).is(201);
});

test('a change leaves what a step fills in as it is', async () => {
  const { id } = await create();
  const { errors } = (await school.patch(`${kStudios}/${id}`, 1, { values: { leader: '李四', level: 'city' } })).problem(422);
  assert.deepEqual(errors!.map(({ field }) => field), ['/values/level']);
  (await school.patch(`${kStudios}/${id}`, 1, { values: { leader: '李四', level: null } })).is(200);
});

test('a file with what a step fills in is wrong beside it, but for what is recorded already', async () => {
  const { record } = (await school.post('/api/records/dual_qualified_application', await application())).json(201);
  const target = `/api/records/dual_qualified_application/${record.id}`;
  (await school.post(`${target}/steps/apply`, {}, { version: 1 })).is(200);
  (await school.post(`${target}/steps/school_pass`, { values: { school_opinion: '同意' } }, { version: 2 })).is(200);
  const back = { comment: '请补充' };
  (await city.client.post(`${target}/steps/return`, back, { version: 3 })).is(200);

  const exported = await school.get('/api/exports/records/dual_qualified_application.csv?columns=teacher,applied_on,level,scope,ethics_confirmed,school_opinion,certificate_no');
  const [titles, row] = read_csv(exported.is(200).bytes);
  const upload = async (rows: string[][], query = '') =>
    (await school.post(`/api/records/dual_qualified_application/imports?file_name=a.csv${query}`, Buffer.from(rows.map((one) => one.join(',')).join('\n')))).json(201);
  assert.deepEqual((await upload([titles, row])).counts.same, 1);

  const at = titles.indexOf('学校审核意见');
  const changed = row.with(at, '不同意');
  const { issues } = await upload([titles, changed]);
  assert.deepEqual(issues.map((issue: any) => [issue.row, issue.field]), [[2, 'school_opinion']]);
  assert.match(issues[0].message.zh, /“学校同意”/);
  const cleared = await upload([titles, row.with(at, '')], '&empty_cells=clear');
  assert.deepEqual([cleared.counts.changed, cleared.issues], [1, []]);
});

test('a file that makes records does not say what their steps fill in', async () => {
  const title = ['工作室名称', '领衔人', '领域', '成立日期', '级别'];
  const report = await check([title, ['甲', '马建平', '技能', '2024-09-01', '国家级'], ['乙', '马建平', '技能', '2024-09-01', '']]);
  assert.deepEqual([report.counts.created, report.counts.bad], [1, 1]);
  assert.deepEqual(report.issues.map((issue: any) => [issue.row, issue.field]), [[2, 'level']]);
});

test('the template does not ask for it, and the step still fills it in', async () => {
  const [titles] = read_csv((await school.get(`${kStudios}/template.csv`)).is(200).bytes);
  assert.ok(!titles.includes('级别'));
  const { id } = await create();
  (await step(school, id, 'submit', 1)).is(200);
  const listed = (await step(city.client, id, 'list', 2, { values: { listing_no: '平教〔2024〕1号', level: 'city' } })).json();
  assert.equal(listed.record.values.level, 'city');
});

async function application() {
  const teacher = {
    school: 'zhuanglang_centre', name: '李四', citizen_id: '990101198001010014', sex: 'male', employment: 'established', role: 'specialty', started_on: '2005-09-01',
  };
  const { record } = (await school.post('/api/records/teacher', { values: teacher, confirmed: true })).json(201);
  return { values: { school: 'zhuanglang_centre', teacher: record.id, applied_on: '2025-10-01', level: 'initial', scope: 'specialty', ethics_confirmed: true, statement: '符合条件' } };
}
