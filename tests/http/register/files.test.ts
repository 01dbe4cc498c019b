// Files that stand in records: brought for a register, read with the record, by nobody by their id.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--registers', join(import.meta.dirname, 'file_registers')] });
const administrator = await first_administrator(server);
const make = async (name: string, unit: string, role: string) => (await new_person(administrator, name, [{ unit, role }])).client;
const school = await make('school', 'zhuanglang_centre', 'school_officer');
const colleague = await make('colleague', 'zhuanglang_centre', 'registrar');
const county = await make('county', 'zhuanglang', 'unit_officer');
const elsewhere = await make('elsewhere', 'jingning_centre', 'school_officer');
const other_county = await make('other_county', 'jingning', 'unit_officer');
// Reads the plan everywhere, and this register nowhere.
const leader = await make('leader', 'education_bureau', 'leader');

const kProofs = '/api/records/proof';
const kPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const kPng = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

const begin = (who: Client, name: string, bytes: Buffer, more: object = {}) =>
  who.post('/api/uploads', { name, size_bytes: bytes.length, unit: 'zhuanglang_centre', register_name: 'proof', ...more });
async function bring(who: Client, name = '证书.pdf', bytes = kPdf, more: object = {}): Promise<{ id: string }> {
  const { id } = (await begin(who, name, bytes, more)).json(201);
  return (await who.send('PUT', `/api/uploads/${id}?offset=0`, { body: bytes })).json().file;
}
let made = 0;
const values = (more: object) => ({ school: 'zhuanglang_centre', number: `P${(made += 1)}`, ...more });
const create = async (who: Client, more: object) =>
  (await who.post(kProofs, { values: values(more), confirmed: true })).json(201).record;
const refused = async (who: Client, scan: string) => {
  const problem = (await who.post(kProofs, { values: values({ scan }) })).problem(422);
  assert.deepEqual(problem.errors!.map((one: any) => one.field), ['/values/scan']);
  return problem.errors![0]!.message;
};
const file = (who: Client, id: string, field = 'scan', query = '') => who.get(`${kProofs}/${id}/files/${field}${query}`);

test('a scan is brought, stands in the record by its name, and leaves as a download', async () => {
  const scan = await bring(colleague);
  const record = await create(colleague, { scan: scan.id });
  assert.equal(record.values.scan, scan.id);
  assert.equal(record.labels.scan, '证书.pdf');
  for (const who of [colleague, school, county]) {
    const answer = (await file(who, record.id)).is(200);
    assert.deepEqual(answer.bytes, kPdf);
    assert.equal(answer.headers['content-type'], 'application/octet-stream');
    assert.match(String(answer.headers['content-disposition']), /^attachment;/);
    assert.match(String(answer.headers['content-security-policy']), /sandbox/);
    const row = (await who.get(`${kProofs}?q=${record.values.number}`)).json().rows[0];
    assert.equal(row.labels.scan, '证书.pdf');
  }
  assert.match((await county.get('/api/exports/records/proof.csv')).is(200).text, /证书\.pdf/);
});

test('who does not read the record has no file of it, by the record or by its id', async () => {
  const scan = await bring(school);
  const record = await create(school, { scan: scan.id });
  for (const who of [elsewhere, other_county]) (await file(who, record.id)).problem(404);
  (await file(leader, record.id)).problem(403);
  for (const who of [elsewhere, other_county, leader, county, colleague, administrator.client]) {
    assert.ok([403, 404].includes((await who.get(`/api/files/${scan.id}`)).status));
  }
  // Who brought it may look at it before it is saved.
  (await school.get(`/api/files/${scan.id}`)).is(200);
  (await file(school, record.id, 'answer')).problem(404);
  (await file(school, record.id, 'number')).problem(404);
});

test('nobody reads a file by writing its id into a record of his own', async () => {
  const scan = await bring(school);
  await create(school, { scan: scan.id });
  const message = await refused(colleague, scan.id);
  assert.match(message.zh, /不是您为这个台账上传的/);
  assert.match(message.en, /upload it again/);
  (await elsewhere.post(kProofs, { values: { school: 'jingning_centre', number: 'X', scan: scan.id } })).problem(422);
  await refused(school, '01900000-0000-7000-8000-000000000000');
  await refused(school, '../../etc/passwd');
  // A file of a report is no scan, and a scan is no file of a report.
  const of_plan = await bring(school, '通知.pdf', kPdf, { register_name: undefined });
  await refused(school, of_plan.id);
});

test('a field takes the kinds it names', async () => {
  const text = await bring(school, '说明.txt', Buffer.from('说明说明说明\n'));
  assert.match((await refused(school, text.id)).zh, /只收：PDF、图片/);
  const picture = await bring(school, '照片.png', kPng);
  await create(school, { scan: picture.id });
});

test('only who fills in the register brings files for it, and for his units', async () => {
  (await begin(leader, '甲.pdf', kPdf)).problem(403);
  (await begin(elsewhere, '甲.pdf', kPdf)).problem(403);
  (await begin(colleague, '甲.pdf', kPdf, { register_name: 'no_register' })).problem(403);
  // A registrar brings nothing for the plan.
  (await begin(colleague, '甲.pdf', kPdf, { register_name: undefined })).problem(403);
});

test('a replaced scan stays with its version and comes back with it', async () => {
  const first = await bring(school, '旧.pdf');
  const record = await create(school, { scan: first.id });
  const path = `${kProofs}/${record.id}`;
  const second = await bring(colleague, '新.png', kPng);
  const change = async (scan: string | null, version: number) =>
    (await colleague.patch(path, version, { values: { scan }, confirmed: true })).json().record;
  await change(second.id, 1);
  assert.deepEqual((await file(county, record.id)).bytes, kPng);
  assert.deepEqual((await file(county, record.id, 'scan', '?version=1')).bytes, kPdf);
  (await file(elsewhere, record.id, 'scan', '?version=1')).problem(404);
  const { versions } = (await county.get(`${path}/history`)).json();
  assert.deepEqual(versions.map((one: any) => one.record.labels.scan), ['新.png', '旧.pdf']);
  await change(null, 2);
  (await file(county, record.id)).problem(404);
  const back = (await colleague.post(`${path}/restoration`, { version: 1, why: '误改' }, { version: 3 })).json().record;
  assert.equal(back.labels.scan, '旧.pdf');
  assert.deepEqual((await file(county, record.id)).bytes, kPdf);
});

test('a step may want a scan, and may bring a file of its own', async () => {
  const record = await create(school, {});
  const path = `${kProofs}/${record.id}`;
  const missing = (await school.post(`${path}/steps/send`, {}, { version: 1 })).problem(422);
  assert.deepEqual(missing.errors!.map((one: any) => one.field), ['/values/scan']);
  const scan = await bring(school);
  (await school.patch(path, 1, { values: { scan: scan.id } })).is(200);
  (await school.post(`${path}/steps/send`, {}, { version: 2 })).is(200);
  const answer = await bring(county, '批复.pdf');
  const done = (await county.post(`${path}/steps/answer`, { values: { answer: answer.id } }, { version: 3 })).json().record;
  assert.equal(done.labels.answer, '批复.pdf');
  (await file(school, record.id, 'answer')).is(200);
});

test('lists ask whether a file is there, and nothing else of it', async () => {
  const record = await create(school, {});
  const listed = (await county.get(`${kProofs}?scan.empty=true`)).json().rows.map((row: any) => row.id);
  assert.ok(listed.includes(record.id));
  (await county.get(`${kProofs}?scan.is=x`)).problem(400);
  (await county.get(`${kProofs}?sort=scan`)).problem(400);
});

test('an import leaves files alone and says so where a column is meant for one', async () => {
  const scan = await bring(school);
  const record = await create(school, { scan: scan.id });
  const rows = Buffer.from(`学校,编号,扫描件\n庄浪县职业教育中心,${record.values.number},别的.pdf\n`);
  const path = `${kProofs}/imports?file_name=a.csv`;
  const report = (await school.post(path, rows)).json(201);
  assert.deepEqual(report.columns.map((one: any) => one.field), ['school', 'number', null]);
  const mapping = encodeURIComponent(JSON.stringify({ 扫描件: 'scan' }));
  const problem = (await school.post(`${path}&mapping=${mapping}`, rows)).problem(400);
  assert.match(JSON.stringify(problem.errors), /文件不能从表格导入/);
});
