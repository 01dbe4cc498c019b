// Reporting up the hierarchy: what is owed, zero reports, outliers, approval with who is missing, lock
// and revisions.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { read_xlsx } from '../../harness/tables.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, unit: string, role: string) =>
  (await new_person(administrator, name, [{ unit, role }])).client;
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'county_officer');
const jingning = await make('jingning', 'jingning', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const school = await make('school', 'zhuanglang_centre', 'school_officer');

const kForms = '/api/records/course_total';
const kCounties = ['chongxin', 'huating', 'jingchuan', 'jingning', 'kongtong', 'lingtai', 'zhuanglang'];

/** Each test has months of its own: 2020-01 and the one after, and so on. */
let month = -1;
const next_month = () => {
  month += 1;
  return `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
};
const round = (period: string) => `/api/collections/course_total/${period}`;
const units = (list: { id: string }[]) => list.map(({ id }) => id).sort();
const others = (...names: string[]) => kCounties.filter((name) => !names.includes(name));

async function filled(client: Client, unit: string, period: string, values: object): Promise<string> {
  const body = { values: { unit, period, ...values } };
  return (await client.post(kForms, body)).json(201).record.id;
}
async function handed_in(client: Client, unit: string, period: string, persons: number): Promise<string> {
  const id = await filled(client, unit, period, { persons, explanation: '已核对' });
  (await client.post(`${kForms}/${id}/steps/submit`, {}, { version: 1 })).is(200);
  return id;
}
async function approved(period: string, ...in_it: string[]) {
  const body = { missing: others(...in_it), why: '其余单位没有培训' };
  return (await city.post(`${round(period)}/approve`, body)).json();
}

test('everybody who is asked and has nothing recorded is named as missing', async () => {
  const period = next_month();
  await handed_in(zhuanglang, 'zhuanglang', period, 100);
  await filled(jingning, 'jingning', period, { persons: 40 });
  const view = (await city.get(round(period))).json();
  assert.deepEqual(units(view.missing), others('zhuanglang'));
  assert.deepEqual(view.slots.find((slot: any) => slot.unit.id === 'jingning').state, 'draft');
  assert.deepEqual([view.sums[0].total, view.sums[0].units], [100, 1], 'a draft is not in the sum');
  assert.deepEqual(view.round.counts, { asked: 7, submitted: 1, approved: 0, owed: 6, late: 6 });
});

test('a county sees its own form only', async () => {
  const period = next_month();
  await handed_in(jingning, 'jingning', period, 7);
  const view = (await zhuanglang.get(round(period))).json();
  assert.deepEqual(view.slots.map((slot: any) => slot.unit.id), ['zhuanglang']);
  assert.equal(view.sums[0].total, 0);
  assert.deepEqual(view.may, { approve: false, lock: false, correct: false, remind: false });
  (await school.get(round(period))).problem(403);
});

test('what one owes is listed, the earliest due first', async () => {
  const mine = (await zhuanglang.get('/api/my-forms')).json();
  const forms = mine.forms.filter((form: any) => form.noun === 'course_total');
  assert.equal(forms.length, 4);
  assert.deepEqual(forms.map((form: any) => form.due_on), forms.map((form: any) => form.due_on).toSorted());
  assert.ok(forms.every((form: any) => form.unit.id === 'zhuanglang' && form.may_report_zero));
  assert.deepEqual((await school.get('/api/my-forms')).json(), { forms: [], recorded: [], to_approve: [] });
});

test('a form begins with what was said last time', async () => {
  const before = next_month();
  const period = next_month();
  const id = await filled(zhuanglang, 'zhuanglang', before, { persons: 3, contact: '李四' });
  (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 1 })).is(200);
  const form = (await zhuanglang.get(`${round(period)}/form?unit=zhuanglang`)).json();
  assert.deepEqual(form.values, { unit: 'zhuanglang', period, contact: '李四' });
  assert.deepEqual(form.prefilled.map((one: any) => [one.field, one.origin]), [['contact', 'carried']]);
  assert.deepEqual([form.compared[0].field, form.compared[0].last], ['persons', 3]);
  (await jingning.get(`${round(period)}/form?unit=zhuanglang`)).problem(403);
  (await zhuanglang.get(`${round(period)}/form?unit=pingliang`)).problem(404);
});

test('a zero report is one request, and a retry does nothing twice', async () => {
  const period = next_month();
  const key = `zero-${period}`;
  const report = () => zhuanglang.send('POST', `${round(period)}/zero`, { body: { unit: 'zhuanglang' }, key });
  const form = (await report()).json();
  assert.equal(form.line.state, 'submitted');
  const { record } = (await city.get(`${kForms}/${form.line.record}`)).json();
  assert.deepEqual([record.values.persons, record.values.money, record.state], [0, 0, 'submitted']);
  assert.equal((await report()).json().line.record, form.line.record);
  (await zhuanglang.post(`${round(period)}/zero`, { unit: 'zhuanglang' })).problem(409, 'reported');
  assert.equal((await city.get(round(period))).json().round.counts.submitted, 1);
});

test('a draft becomes a zero report', async () => {
  const period = next_month();
  const id = await filled(zhuanglang, 'zhuanglang', period, { persons: 5, contact: '王五' });
  const form = (await zhuanglang.post(`${round(period)}/zero`, { unit: 'zhuanglang' })).json();
  assert.deepEqual([form.line.record, form.line.state], [id, 'submitted']);
  const { values } = (await city.get(`${kForms}/${id}`)).json().record;
  assert.equal(values.persons, 0);
});

test('an unusual figure is handed in with an explanation only', async () => {
  const before = next_month();
  const period = next_month();
  await handed_in(zhuanglang, 'zhuanglang', before, 100);
  const id = await filled(zhuanglang, 'zhuanglang', period, { persons: 151 });
  const problem = (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 1 })).problem(422);
  assert.deepEqual(problem.errors!.map(({ field }) => field), ['/values/persons', '/values/explanation']);
  assert.match(problem.errors![0].message.zh, /\+51%/);
  const values = { explanation: '增加了两期班' };
  (await zhuanglang.send('PATCH', `${kForms}/${id}`, { body: { values }, version: 1 })).is(200);
  (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 2 })).is(200);
  const slot = (await city.get(round(period))).json().slots.find((one: any) => one.unit.id === 'zhuanglang');
  assert.deepEqual(slot.outliers.map((one: any) => [one.field, one.against, one.percent]), [['persons', 'last', 51]]);
  assert.equal(slot.explanation, '增加了两期班');
});

test('one cell is returned with a reason, mended and approved', async () => {
  const period = next_month();
  const id = await handed_in(zhuanglang, 'zhuanglang', period, 12);
  const back = { comment: '请核对', returned: { persons: '与签到表不符' } };
  (await city.post(`${kForms}/${id}/steps/return`, back, { version: 2 })).is(200);
  const form = (await zhuanglang.get(`${round(period)}/form?unit=zhuanglang`)).json();
  assert.equal(form.line.state, 'returned');
  (await zhuanglang.send('PATCH', `${kForms}/${id}`, { body: { values: { persons: 11 } }, version: 3 })).is(200);
  (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 4 })).is(200);
  const view = await approved(period, 'zhuanglang');
  assert.equal(view.sums[0].total, 11);
  assert.equal(view.round.counts.approved, 1);
});

test('a round is approved without the missing only by naming them, with a reason', async () => {
  const period = next_month();
  await handed_in(zhuanglang, 'zhuanglang', period, 9);
  const path = `${round(period)}/approve`;
  (await city.post(path, { missing: [] })).problem(409, 'missing-changed');
  (await city.post(path, { missing: others('zhuanglang') })).problem(422);
  (await zhuanglang.post(path, { missing: [] })).problem(403);
  const view = await approved(period, 'zhuanglang');
  assert.equal(view.slots.find((slot: any) => slot.unit.id === 'zhuanglang').state, 'approved');
  const [approval] = view.approvals;
  assert.deepEqual(units(approval.missing), others('zhuanglang'));
  assert.deepEqual([approval.by, approval.unit.id, approval.why], ['city', 'education_bureau', '其余单位没有培训']);
});

test('nobody is locked out unseen', async () => {
  const period = next_month();
  await handed_in(zhuanglang, 'zhuanglang', period, 9);
  const path = `${round(period)}/lock`;
  (await city.post(path, {})).problem(409, 'undecided');
  await approved(period, 'zhuanglang');
  await handed_in(jingning, 'jingning', period, 3);
  (await city.post(path, {})).problem(409, 'undecided');
  (await zhuanglang.post(path, {})).problem(403);
  await approved(period, 'zhuanglang', 'jingning');
  assert.equal((await city.post(path, {})).json().round.locked, true);
  const empty = next_month();
  (await city.post(`${round(empty)}/lock`, {})).problem(409, 'missing-not-accepted');
});

test('a locked period takes nothing but corrections, which stay visible as revisions', async () => {
  const period = next_month();
  const id = await handed_in(zhuanglang, 'zhuanglang', period, 20);
  const draft = await filled(jingning, 'jingning', period, { persons: 1 });
  await approved(period, 'zhuanglang');
  const early = { record: id, values: { persons: 21 }, why: '漏报一人' };
  (await city.post(`${round(period)}/corrections`, early, { version: 3 })).problem(409, 'not-locked');
  (await city.post(`${round(period)}/lock`, {})).is(200);
  assert.equal((await city.get(`${kForms}/${id}`)).json().record.state, 'locked');

  const typed = (await jingning.send('PATCH', `${kForms}/${draft}`, { body: { values: { persons: 2 } }, version: 1 })).problem(409, 'period-locked');
  assert.match(typed.detail, /已于.*锁定，没有保存；您填写的内容还在页面上/);
  (await jingning.post(`${kForms}/${draft}/steps/submit`, {}, { version: 1 })).problem(409, 'period-locked');
  (await jingning.post(`${round(period)}/zero`, { unit: 'jingning' })).problem(409, 'period-locked');
  (await city.post(`${round(period)}/approve`, { missing: [] })).problem(409, 'period-locked');

  (await zhuanglang.post(`${round(period)}/corrections`, early, { version: 4 })).problem(403);
  (await city.post(`${round(period)}/corrections`, { ...early, why: ' ' }, { version: 4 })).problem(422);
  (await city.post(`${round(period)}/corrections`, { ...early, values: { persons: 20 } }, { version: 4 })).problem(422);
  const elsewhere = { ...early, values: { period: '2020-01' } };
  (await city.post(`${round(period)}/corrections`, elsewhere, { version: 4 })).problem(422);
  const view = (await city.post(`${round(period)}/corrections`, early, { version: 4 })).json();
  assert.equal(view.sums[0].total, 21);
  const [revision] = view.revisions;
  assert.deepEqual([revision.unit.id, revision.by, revision.why, revision.version], ['zhuanglang', 'city', '漏报一人', 5]);
  assert.deepEqual(revision.changes, [{ field: 'persons', before: 20, after: 21 }]);
  assert.equal((await jingning.get(round(period))).json().revisions.length, 0, 'of another county');
});

test('a lock may be set for a day to come', async () => {
  const period = next_month();
  const id = await handed_in(zhuanglang, 'zhuanglang', period, 20);
  await approved(period, 'zhuanglang');
  const tomorrow = new Date(Date.now() + 40 * 3600_000).toISOString().slice(0, 10);
  const { round: line } = (await city.post(`${round(period)}/lock`, { on: tomorrow })).json();
  assert.deepEqual([line.locks_on, line.locked], [tomorrow, false]);
  assert.equal((await city.get(`${kForms}/${id}`)).json().record.state, 'approved');
  (await city.post(`${round(period)}/lock`, { on: '2019-01-01' })).problem(422);
});

test('a period that is none, or has not begun, is refused', async () => {
  const body = (period: string) => ({ values: { unit: 'zhuanglang', period, persons: 1 } });
  const wrong = (await zhuanglang.post(kForms, body('2020-13'))).problem(422);
  assert.deepEqual(wrong.errors!.map(({ field }) => field), ['/values/period']);
  (await zhuanglang.post(kForms, body('2150-01'))).problem(409, 'period-not-begun');
  for (const period of ['2150-01', '2019-12', '2020', 'x']) (await city.get(round(period))).problem(404);
  (await city.get('/api/collections/no_such')).problem(404);
});

test('the matrix has the newest periods and says who is late', async () => {
  const view = (await city.get('/api/collections/course_total')).json();
  assert.equal(view.rounds.length, 8);
  assert.deepEqual(units(view.rows.map((row: any) => row.unit)), kCounties);
  const of_zhuanglang = view.rows.find((row: any) => row.unit.id === 'zhuanglang');
  assert.deepEqual(of_zhuanglang.states, Array(8).fill('missing'));
  assert.equal(of_zhuanglang.late.at(-1), true);
  const { collections } = (await city.get('/api/collections')).json();
  assert.deepEqual(collections.map((one: any) => one.noun), ['course_total']);
});

test('who is missing is reminded once a day', async () => {
  const period = next_month();
  const asked = (await city.post(`${round(period)}/remind`, {})).json();
  assert.deepEqual(asked, { units: 7, people: 2 });
  assert.deepEqual((await city.post(`${round(period)}/remind`, {})).json(), { units: 7, people: 0 });
  (await zhuanglang.post(`${round(period)}/remind`, {})).problem(403);
  const { notices } = (await zhuanglang.get('/api/notices')).json();
  assert.ok(notices.some((one: any) => one.topic === 'form_due' && /上级催报/.test(one.text.zh)));
});

test('forms go out as a sheet, and come back through an import with money in 万元', async () => {
  const period = next_month();
  const sheet = (await zhuanglang.get(`${round(period)}/sheet.csv`)).text;
  const [head, row] = sheet.replace('\ufeff', '').trim().split('\r\n');
  assert.equal(head, '县*,月份*,人次*,经费（元）,填表人,说明');
  assert.ok(row.startsWith(`庄浪县,${period},,`), row);
  const [titles, first] = read_xlsx((await zhuanglang.get(`${round(period)}/sheet.xlsx`)).is(200).bytes);
  assert.deepEqual([titles!.includes('人次*'), first!.slice(0, 2)], [true, ['庄浪县', period]]);
  const csv = `${head}\n庄浪县,${period},１２,1.5万元,,\n`;
  const report = (await zhuanglang.post(`${kForms}/imports?file_name=a.csv`, Buffer.from(csv))).json(201);
  assert.deepEqual([report.counts.created, report.counts.bad], [1, 0], JSON.stringify(report));
});

test('an import does not get into a locked period', async () => {
  const period = next_month();
  await handed_in(zhuanglang, 'zhuanglang', period, 20);
  await approved(period, 'zhuanglang');
  (await city.post(`${round(period)}/lock`, {})).is(200);
  const csv = `县,月份,人次\n静宁县,${period},12\n`;
  const report = (await jingning.post(`${kForms}/imports?file_name=a.csv`, Buffer.from(csv))).json(201);
  assert.equal(report.counts.bad, 1, JSON.stringify(report));
});

test('an import that is undone changes nothing in a locked period', async () => {
  const period = next_month();
  const csv = `县,月份,人次\n静宁县,${period},12\n`;
  const imports = `${kForms}/imports`;
  const { id } = (await jingning.post(`${imports}?file_name=a.csv`, Buffer.from(csv))).json(201);
  const settled = async (state: string) => {
    for (let i = 0; i < 600; i++) {
      const report = (await jingning.get(`${imports}/${id}`)).json();
      if (report.state === state) return report;
      await sleep(50);
    }
    throw new Error(`the import is not ${state}`);
  };
  (await jingning.post(`${imports}/${id}/application`, { mode: 'all_or_none' })).is(202);
  const { progress } = await settled('applied');
  assert.equal(progress.written, 1);
  await handed_in(zhuanglang, 'zhuanglang', period, 20);
  await approved(period, 'zhuanglang');
  (await city.post(`${round(period)}/lock`, {})).is(200);
  (await jingning.post(`${imports}/${id}/undo`, {})).is(202);
  // It stays written, and says why.
  const refused = await settled('applied');
  assert.deepEqual([refused.progress.undone, refused.progress.kept, refused.progress.refused], [0, 0, 1]);
  assert.match(refused.issues[0].message.zh, /锁定/);
  const { rows } = (await jingning.get(`${kForms}?period.is=${period}`)).json();
  assert.deepEqual(rows.map((row: any) => row.values.persons), [12]);
});

test('a round leaves as a table with its sum and who is missing', async () => {
  const period = next_month();
  const id = await filled(zhuanglang, 'zhuanglang', period, { persons: 8, money: 123450, explanation: '无' });
  (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 1 })).is(200);
  const csv = (await city.get(`${round(period)}/table.csv`)).text.replace('\ufeff', '');
  assert.match(csv, /庄浪县,待审定,8,1234\.50,无/);
  assert.match(csv, /合计,已报 1\/7,8,1234\.50,未报单位：崆峒区、泾川县/);
});

test('a form that is owed stands in the calendar of who fills it in, until it is handed in', async () => {
  const { path } = (await zhuanglang.post('/api/calendar-feeds', { title: '手机' }, { key: undefined })).json(201);
  const forms = async () =>
    (await zhuanglang.get(path)).text
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .filter((event) => event.includes('UID:form:course_total:'));
  const owed = async () =>
    (await zhuanglang.get('/api/my-forms')).json().forms.filter((form: any) => form.noun === 'course_total');
  const [first] = await owed();
  const before = await forms();
  assert.equal(before.length, (await owed()).length);
  const event = before.find((text) => text.includes(`UID:form:course_total:${first.period}:zhuanglang:`))!;
  assert.ok(event.includes(`DTSTART;VALUE=DATE:${first.due_on.replaceAll('-', '')}`));
  await handed_in(zhuanglang, 'zhuanglang', first.period, 100);
  assert.equal((await forms()).length, before.length - 1);
});
