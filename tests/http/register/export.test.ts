// Lists as files: what is shown and nothing else, masked, long ones in the background.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { read_csv, read_xlsx } from '../../harness/tables.ts';
import { pupil, start } from './people.ts';

const { administrator, zhuanglang_school, zhuanglang, jingning, city } = await start();
const school = zhuanglang_school.client;
const kPupils = '/api/records/pupil';
const kExports = `${kPupils}/exports`;
const group = (await school.post('/api/records/class', { values: { school: 'zhuanglang_centre', name: '22机电1班', year: 2022 } })).json(201);
for (const [number, name] of [['3', '丙'], ['1', '甲'], ['2', '乙']])
  (await school.post(kPupils, pupil(number, { name, phone: '13993300000', fee: 125050, boards: true, class: number === '3' ? group.record.id : null }))).is(201);

async function settled(id: string, client = city.client) {
  for (let i = 0; i < 200; i += 1) {
    const report = (await client.get(`${kExports}/${id}`)).json();
    if (report.state === 'done' || report.state === 'failed') return report;
    await sleep(20);
  }
  throw new Error('the export does not end');
}

async function exported(query: string, body: object, client = city.client) {
  const started = (await client.post(`${kExports}${query}`, body)).json(202);
  const report = await settled(started.id, client);
  assert.equal(report.state, 'done', JSON.stringify(report.failure));
  return { report, file: (await client.get(`${kExports}/${report.id}/file.${report.format}`)).is(200) };
}

const kColumns = '?columns=name,number,school,boards,fee,phone,class,class_year,state&sort=number';

test('an export in the background has the columns, filters and order asked for, masked', async () => {
  const { report, file } = await exported(`${kColumns}&number.is=1&number.is=3`, { format: 'csv' });
  assert.deepEqual([report.rows, report.total, report.in_full], [2, 2, false]);
  assert.equal(report.bytes, file.bytes.length);
  assert.match(decodeURIComponent(String(file.headers['content-disposition'])), /学生-\d{4}-\d\d-\d\d\.csv/);
  assert.deepEqual(read_csv(file.bytes), [
    ['姓名', '编号', '学校', '住校', '学费（元）', '联系电话', '班级', '入学年份', '状态'],
    ['甲', '1', '庄浪县职业教育中心', '是', '1250.50', '139****0000', '', '', '草稿'],
    ['丙', '3', '庄浪县职业教育中心', '是', '1250.50', '139****0000', '22机电1班', '2022', '草稿'],
  ]);
});

test('a workbook has the same cells', async () => {
  const { file } = await exported('?columns=name,fee&sort=-number', { format: 'xlsx' });
  const rows = read_xlsx(file.bytes);
  assert.deepEqual(rows.map((row: any) => row[0]), ['姓名', '丙', '乙', '甲']);
});

test('the same list at once, for a program, is a file of the same rows', async () => {
  const rows = read_csv((await city.client.get(`/api/exports/records/pupil.csv${kColumns}`)).is(200).bytes);
  assert.deepEqual(rows.slice(1).map((row) => [row[0], row[5]]), [['甲', '139****0000'], ['乙', '139****0000'], ['丙', '139****0000']]);
});

test('personal data is there in full only with a reason, and both are in the audit trail', async () => {
  (await city.client.post(`${kExports}?columns=name,phone`, { format: 'csv', in_full_why: '  ' })).problem(422);
  const { report, file } = await exported('?columns=name,phone&sort=number', { format: 'csv', in_full_why: '核对资助名单' });
  assert.equal(report.in_full, true);
  assert.deepEqual(read_csv(file.bytes)[1], ['甲', '13993300000']);
  const { entries } = (await administrator.client.get('/api/audit?limit=20')).json();
  const noted = entries.find((entry: any) => entry.action === 'pupil.export');
  assert.match(noted.detail, /^3 rows; in full: phone; 核对资助名单$/);
});

test('an export has only records in reach, and is seen by nobody else', async () => {
  const own = await exported('?columns=name', { format: 'csv' }, zhuanglang.client);
  assert.equal(read_csv(own.file.bytes).length, 4);
  const other = await exported('?columns=name', { format: 'csv' }, jingning.client);
  assert.equal(read_csv(other.file.bytes).length, 1);
  for (const path of [own.report.id, `${own.report.id}/file.csv`]) (await city.client.get(`${kExports}/${path}`)).problem(404);
  (await city.client.send('DELETE', `${kExports}/${own.report.id}`)).problem(404);
  (await zhuanglang.client.send('DELETE', `${kExports}/${own.report.id}`)).is(204);
  (await zhuanglang.client.get(`${kExports}/${own.report.id}/file.csv`)).problem(404);
});

test('a retry with the same key gets the same export, and another request with it does not', async () => {
  const key = randomUUID();
  const ask = (body: object) => city.client.send('POST', `${kExports}?columns=name`, { body, key });
  const first = (await ask({ format: 'csv' })).json(202);
  assert.equal((await ask({ format: 'csv' })).json(202).id, first.id);
  (await ask({ format: 'xlsx' })).problem(409, 'idempotency-mismatch');
});

test('a filter by what is sensitive comes in the body, never in the address', async () => {
  const list = { columns: ['name'], sort: ['number'], filters: [{ field: 'phone', operation: 'is', values: ['13993300000'] }] };
  assert.equal((await exported('', { format: 'csv', list })).report.rows, 3);
  list.filters[0].values = ['13993300001'];
  assert.equal((await exported('', { format: 'csv', list })).report.rows, 0);
  (await city.client.post(`${kExports}?phone.is=13993300000`, { format: 'csv' })).problem(400);
});

test('what is no column, filter or format is named', async () => {
  (await city.client.post(`${kExports}?columns=nothing`, { format: 'csv' })).problem(400);
  (await city.client.post(`${kExports}?fee.is=x`, { format: 'csv' })).problem(400);
  (await city.client.post(kExports, { format: 'pdf' })).problem(422);
});
