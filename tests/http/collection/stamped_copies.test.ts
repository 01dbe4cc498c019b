// A form on paper: the letter says what was recorded, and the code on it files the stamped copy.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { code_on, printed } from '../../harness/paper.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, unit: string, role: string) =>
  (await new_person(administrator, name, [{ unit, role }])).client;
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'county_officer');
const jingning = await make('jingning', 'jingning', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');

const kForms = '/api/records/course_total';
const round = (period: string) => `/api/collections/course_total/${period}`;

/** Each test has a month of its own. */
let month = 0;
async function recorded(persons = 1234): Promise<{ period: string; id: string }> {
  month += 1;
  const period = `2021-${String(month).padStart(2, '0')}`;
  const values = { unit: 'zhuanglang', period, persons, money: 123450, explanation: '已核对' };
  return { period, id: (await zhuanglang.post(kForms, { values })).json(201).record.id };
}
const letter = async (period: string) => await printed((await zhuanglang.get(`${round(period)}/letter.docx?unit=zhuanglang`)).is(200).bytes);
const coded = (client: Client, code: string) => client.get(`/api/form-codes/${encodeURIComponent(code)}`);

async function brought(client: Client, unit = 'zhuanglang'): Promise<string> {
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');
  const upload = (await client.post('/api/uploads', { name: '盖章件.pdf', size_bytes: bytes.length, unit })).json(201);
  return (await client.send('PUT', `/api/uploads/${upload.id}?offset=0`, { body: bytes })).json().file.id;
}
const filed = (client: Client, period: string, body: object) =>
  client.post(`${round(period)}/stamped-copy`, { unit: 'zhuanglang', ...body });

test('the letter has every figure, money in yuan, and goes to who is above', async () => {
  const { period } = await recorded();
  const said = execFileSync('pdftotext', ['-layout', await letter(period), '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  for (const part of ['庄浪县', '关于报送2021年1月培训月报的函', '平凉市', '人次1234', '经费（元）1234.50', '说明已核对'])
    assert.ok(said.includes(part), `${part} is not in ${said}`);
});

test('its code names the form, and the copy is filed by it, once', async () => {
  const { period } = await recorded();
  const code = code_on(await letter(period));
  const form = (await coded(zhuanglang, code)).json();
  assert.deepEqual([form.line.period, form.line.unit.id, form.changed_since, form.stamped], [period, 'zhuanglang', false, null]);
  const file = await brought(zhuanglang);
  const send = () => zhuanglang.send('POST', `${round(period)}/stamped-copy`, { body: { unit: 'zhuanglang', file, code }, key: `copy-${period}` });
  assert.equal((await send()).json().stamped.file.id, file);
  assert.equal((await send()).json().stamped.file.id, file);
  const { slots } = (await city.get(round(period))).json();
  const slot = slots.find((one: any) => one.unit.id === 'zhuanglang');
  assert.deepEqual([slot.stamped.file.id, slot.stamped.changed_since], [file, false]);
  assert.equal((await city.get(`/api/files/${file}`)).status, 200, 'who is above reads it');
});

test('a copy that was printed before a change says so, and a new one takes its place', async () => {
  const { period, id } = await recorded();
  const code = code_on(await letter(period));
  (await zhuanglang.patch(`${kForms}/${id}`, 1, { values: { persons: 1300 } })).is(200);
  assert.equal((await coded(zhuanglang, code)).json().changed_since, true);
  const old = await brought(zhuanglang);
  assert.equal((await filed(zhuanglang, period, { file: old, code })).json().stamped.changed_since, true);
  const anew = await brought(zhuanglang);
  const { stamped } = (await filed(zhuanglang, period, { file: anew, code: code_on(await letter(period)) })).json();
  assert.deepEqual([stamped.file.id, stamped.changed_since], [anew, false]);
  // A step of the workflow is no change of what was printed.
  (await zhuanglang.post(`${kForms}/${id}/steps/submit`, {}, { version: 2 })).is(200);
  assert.equal((await zhuanglang.get(`${round(period)}/form?unit=zhuanglang`)).json().stamped.changed_since, false);
});

test('other units, other forms, foreign codes and files of others are refused, each with its reason', async () => {
  const { period } = await recorded();
  const code = code_on(await letter(period));
  (await coded(jingning, code)).problem(403);
  (await coded(zhuanglang, 'https://example.cn/u/1')).problem(422, 'not-a-form-code');
  (await coded(zhuanglang, code.replace(/:[0-9A-F]{8}-/, ':00000000-'))).problem(404);
  (await coded(zhuanglang, code.replace('COURSE_TOTAL', 'NOTHING'))).problem(404);
  const file = await brought(zhuanglang);
  (await filed(jingning, period, { file, code })).problem(403);
  (await filed(zhuanglang, period, { file: await brought(jingning, 'jingning'), code })).problem(422);
  const registrar = await make('registrar', 'zhuanglang', 'registrar');
  (await filed(registrar, period, { file, code })).problem(403);
  const { period: other } = await recorded();
  (await filed(zhuanglang, other, { file, code })).problem(409, 'other-form');
  (await zhuanglang.get(`${round('2022-01')}/letter.docx?unit=zhuanglang`)).problem(409, 'nothing-recorded');
  (await filed(zhuanglang, '2022-01', { file })).problem(409, 'nothing-recorded');
});

test('without a code it is filed by hand, among the forms that are recorded', async () => {
  const list = async () => (await zhuanglang.get('/api/my-forms')).json();
  const [{ period }] = (await list()).forms.filter((form: any) => form.noun === 'course_total').slice(-1);
  assert.ok(!(await list()).recorded.some((form: any) => form.noun === 'course_total' && form.period === period));
  await zhuanglang.post(kForms, { values: { unit: 'zhuanglang', period, persons: 5, explanation: '已核对' } });
  assert.ok((await list()).recorded.some((form: any) => form.noun === 'course_total' && form.period === period));
  const file = await brought(zhuanglang);
  const { stamped } = (await filed(zhuanglang, period, { file })).json();
  assert.deepEqual([stamped.file.id, stamped.changed_since], [file, false]);
});
