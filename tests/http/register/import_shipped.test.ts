// The registers that are shipped take a school's own spreadsheets, one after the other.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const city = await new_person(administrator, 'city', [{ unit: 'education_bureau', role: 'city_officer' }]);
const school = await new_person(administrator, 'school', [{ unit: 'zhuanglang_centre', role: 'school_officer' }]);
const county = await new_person(administrator, 'county', [{ unit: 'zhuanglang', role: 'county_officer' }]);
const registrar = await new_person(administrator, 'registrar', [{ unit: 'zhuanglang_centre', role: 'registrar' }]);

async function check(client: Client, register: string, rows: unknown[][]) {
  const file = Buffer.from(rows.map((row) => row.join(',')).join('\n'));
  return (await client.post(`/api/records/${register}/imports?file_name=a.csv`, file)).json(201);
}

/** All rows, confirmed where they are unusual. */
async function import_all(client: Client, register: string, rows: unknown[][]) {
  const report = await check(client, register, rows);
  assert.deepEqual(report.issues.filter((issue: any) => !issue.warning), []);
  const target = `/api/records/${register}/imports/${report.id}`;
  (await client.post(`${target}/application`, { mode: 'all_or_none', confirmed: true })).is(202);
  for (let i = 0; i < 200; i++) {
    const now = (await client.get(target)).json();
    if (now.state === 'applied') return now;
    await sleep(50);
  }
  throw new Error('the import does not end');
}

/** GB 11643-1999, in the division that no place has. */
function citizen_id(n: number): string {
  const digits = `99010120060504${String(n).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return digits + '10X98765432'[sum % 11];
}

const kStudents = [
  ['姓名', '身份证号', '性别', '出生日期', '班级名称', '入学日期', '联系电话', '是否住宿'],
  ...Array.from({ length: 20 }, (_, i) => [
    `学生${i}`, citizen_id(i), i % 2 ? '男' : '女', '2006/5/4', '22机电1班', '2022-09-01', `1399330${String(1000 + i)}`, '是',
  ]),
];

test('a programme, a class and its students come from files that name each other as people do', async () => {
  await import_all(city.client, 'programme_catalogue', [
    ['维护单位', '专业代码', '专业名称', '层次', '专业大类', '目录版本（年）'],
    ['平凉市教育局', '660301', '机电技术应用', '中职', '66', 2021],
    ['平凉市教育局', '650101', '园艺技术', '中职', '61', 2021],
  ]);
  await import_all(school.client, 'school_programme', [
    ['目录专业', '培养层次', '学制（月）'],
    ['机电技术应用', '中职三年', 36],
  ]);
  await import_all(registrar.client, 'class', [
    ['班级名称', '入学年份', '专业', '班级类别'],
    ['22机电1班', 2022, '机电技术应用', '普通班'],
  ]);
  const done = await import_all(registrar.client, 'student', kStudents);
  assert.equal(done.progress.written, 20);
});

test('students are found again by their sealed citizen id, as the national system exports them', async () => {
  const next = kStudents.map((row) => [...row]);
  next[0][1] = '身份证件号码';
  next[1][0] = '改名';
  next.pop();
  next.push(['新生', citizen_id(500).toLowerCase(), '女', '20060504', '22机电1班', '2022-09-01', '13993300000', '否']);
  const { counts, absent } = await check(registrar.client, 'student', next);
  assert.deepEqual(
    [counts.created, counts.changed, counts.same, counts.absent, absent[0].label],
    [1, 1, 18, 1, '学生19'],
  );
});

const asked = async (titles: string[]) =>
  (await registrar.client.post('/api/records/student/imports/columns', { titles })).json();

test('the export of the national system is recognised by headings that only it has, not by those of any roster', async () => {
  const { preset } = await asked(['姓名', '身份证件号码', '学籍号', '户口所在地行政区划', '入学年月']);
  assert.deepEqual([preset.id, preset.verified], ['national_export', false]);
  assert.equal((await asked(['姓名', '性别', '班级名称', '身份证件号码'])).preset, null);
});

test('the headings that schools use for their rosters are known', async () => {
  const { columns, remembered } = await asked(['姓名', '身份证号码', '入学时间', '出生年月', '家长电话', '住宿']);
  assert.deepEqual(
    columns.map((column: any) => column.field),
    ['name', 'citizen_id', 'entered_on', 'born_on', 'guardian_phone', 'boards'],
  );
  assert.equal(remembered, false);
});

test('a year and a month are taken as the first day where the register says so, to be confirmed, and elsewhere are wrong', async () => {
  const rows = ['202209', '2022年9月', '2022-09'].map((month, i) => [`月份${i}`, citizen_id(600 + i), '女', '22机电1班', month, '走读']);
  const titles = ['姓名', '身份证号码', '性别', '班级名称', '入学年月', '住宿'];
  const { counts, issues } = await check(registrar.client, 'student', [titles, ...rows]);
  assert.deepEqual([counts.created, counts.to_confirm, counts.bad], [3, 3, 0]);
  assert.match(issues[0].message.zh, /按当月 1 日登记/);
  await import_all(registrar.client, 'student', [titles, ...rows]);
  const { rows: kept } = (await registrar.client.get(`/api/records/student?q=${encodeURIComponent('月份1')}&columns=entered_on,boards`)).json();
  assert.deepEqual([kept[0].values.entered_on, kept[0].values.boards], ['2022-09-01', false]);
  const born = await check(registrar.client, 'student', [[...titles, '出生年月'], [...rows[0].slice(0, 4), '2022-09-01', '是', '200605']]);
  assert.deepEqual(born.issues.map((issue: any) => [issue.field, issue.warning]), [['born_on', false]]);
  assert.match(born.issues[0].message.zh, /请写到日/);
});

test('a year and a month leave the day that is recorded in that month', async () => {
  const row = [...kStudents[1]!].with(0, '日期生').with(1, citizen_id(401)).with(5, '2022-09-05');
  await import_all(registrar.client, 'student', [kStudents[0]!, row]);
  const titles = ['姓名', '身份证号码', '入学年月', '出生年月'];
  const again = await check(registrar.client, 'student', [titles, ['日期生', citizen_id(401), '2022年9月', '200605']]);
  assert.deepEqual([again.counts.same, again.counts.to_confirm, again.issues], [1, 0, []]);
  const other = await check(registrar.client, 'student', [titles, ['日期生', citizen_id(401), '2022年8月', '']]);
  assert.deepEqual([other.counts.changed, other.counts.to_confirm], [1, 1]);
});

test('an undo says what it took back, what was changed since, and what is refused, which is taken back later', async () => {
  const number = (n: number) => `G${citizen_id(n)}`;
  const titles = [...kStudents[0]!, '全国学籍号'];
  const row = (n: number, student_no: string) => [...kStudents[1]!.with(0, `撤销生${n}`).with(1, citizen_id(n)), student_no];
  await import_all(registrar.client, 'student', [titles, row(501, number(501)), row(502, number(502)), row(504, number(504))]);
  const { id } = await import_all(registrar.client, 'student', [titles, row(501, number(511)), row(502, number(512)), row(504, number(514))]);
  // Another student has by now the number that one of them had.
  await import_all(registrar.client, 'student', [titles, row(503, number(501))]);

  const find = async (name: string) =>
    (await registrar.client.get(`/api/records/student?q=${encodeURIComponent(name)}&columns=student_no`)).json().rows[0];
  const since = await find('撤销生504');
  (await registrar.client.patch(`/api/records/student/${since.id}`, since.version, { values: { student_no: number(524) }, confirmed: true })).is(200);

  const target = `/api/records/student/imports/${id}`;
  const undo = async () => {
    (await registrar.client.post(`${target}/undo`, { confirmed: true })).is(202);
    for (let i = 0; i < 200; i++) {
      const now = (await registrar.client.get(target)).json();
      if (now.state !== 'undoing') return now;
      await sleep(50);
    }
    throw new Error('the undo does not end');
  };
  const counted = ({ state, progress: { undone, kept, refused } }: any) => [state, undone, kept, refused];
  const first = await undo();
  assert.deepEqual(counted(first), ['applied', 1, 1, 1]);
  assert.match(first.failure.zh, /1 条不能撤销/);
  const [kept, back, taker] = [await find('撤销生501'), await find('撤销生502'), await find('撤销生503')];
  assert.deepEqual(first.issues.map((issue: any) => [issue.row, issue.record]), [[2, kept.id], [4, since.id]]);
  assert.match(first.issues[0].message.zh, /已被另一条记录使用/);
  // The number contains the citizen id, so it is masked like that.
  assert.match(kept.values.student_no, /^G99\*{12}\d{3}[\dX]$/);

  (await registrar.client.patch(`/api/records/student/${taker.id}`, 1, { values: { student_no: number(503) }, confirmed: true })).is(200);
  const second = await undo();
  assert.deepEqual([...counted(second), second.issues.length], ['undone', 2, 1, 0, 1]);
  const version = async (one: string) => (await registrar.client.get(`/api/records/student/${one}`)).json().record.version;
  assert.deepEqual([await version(kept.id), await version(back.id)], [3, 3]);
});

test('students who are not in school any more are not missing from a file', async () => {
  const title = kStudents[0];
  const first = (await registrar.client.get(`/api/records/student?q=${encodeURIComponent('学生5')}`)).json().rows[0];
  const step = async (client: Client, name: string, body: object = {}) => {
    const { record } = (await client.get(`/api/records/student/${first.id}`)).json();
    (await client.post(`/api/records/student/${first.id}/steps/${name}`, body, { version: record.version })).is(200);
  };
  const before = (await check(registrar.client, 'student', [title, kStudents[2]])).counts.absent;
  await step(registrar.client, 'submit');
  await step(county.client, 'approve');
  assert.equal((await check(registrar.client, 'student', [title, kStudents[2]])).counts.absent, before);
  await step(registrar.client, 'withdraw', { values: { status_on: '2023-03-01', status_reason: '个人原因' } });
  assert.equal((await check(registrar.client, 'student', [title, kStudents[2]])).counts.absent, before - 1);
});

test('a citizen id that stands twice in the file is pointed out, and so is one that a spreadsheet rounded', async () => {
  const rows = [...kStudents.slice(0, 3), ['王五', citizen_id(0), '女', '2006-05-04', '22机电1班', '2022-09-01', '', '']];
  rows.push(['赵六', '6.20826E+17', '女', '2006-05-04', '22机电1班', '2022-09-01', '', '']);
  const { issues } = await check(registrar.client, 'student', rows);
  assert.deepEqual(issues.map((issue: any) => [issue.row, issue.field]), [[4, 'citizen_id'], [5, 'citizen_id']]);
});
