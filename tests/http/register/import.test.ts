// Files into a register: checked as a whole, written in slices, undone.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { Client } from '../../harness/client.ts';
import { Server } from '../../harness/server.ts';
import { read_csv, read_xlsx } from '../../harness/tables.ts';
import { new_person } from '../../harness/people.ts';
import { kRegisters, pupil, start } from './people.ts';

const { server, administrator, zhuanglang_school, zhuanglang, jingning_school, city } = await start();
const school = zhuanglang_school.client;
const kPupils = '/api/records/pupil';
const kImports = `${kPupils}/imports`;

let last = 0;
/** Numbers that no other test uses. */
const series = (count: number) => Array.from({ length: count }, () => `P${String(++last).padStart(6, '0')}`);

const csv = (rows: unknown[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n') + '\r\n');
const kTitles = ['姓名', '编号', '出生日期', '住校', '学费'];
const sheet = (numbers: string[], change: (row: string[], i: number) => void = () => {}) =>
  csv([
    kTitles,
    ...numbers.map((number, i) => {
      const row = [`学生${number}`, number, '2006-05-04', '是', '1250.50'];
      change(row, i);
      return row;
    }),
  ]);

async function check(file: Buffer, query = '', client = school) {
  return (await client.post(`${kImports}?file_name=${encodeURIComponent('学生.csv')}${query}`, file)).json(201);
}

/** Waits until the work in the background is done. */
async function settled(id: string, client = school): Promise<any> {
  for (let i = 0; i < 600; i++) {
    const report = (await client.get(`${kImports}/${id}`)).json();
    if (!['applying', 'undoing', 'checking'].includes(report.state)) return report;
    await sleep(50);
  }
  throw new Error('the import does not end');
}

async function apply(id: string, body: object = { mode: 'all_or_none' }) {
  (await school.post(`${kImports}/${id}/application`, body)).is(202);
  return settled(id);
}

const found = async (number: string, client = city.client) =>
  (await client.get(`${kPupils}?number.is=${number}&columns=name,number,born_on,boards,fee,phone,remark,class`)).json().rows;

test('a good file is checked, shown, written, and each record says where it came from', async () => {
  const numbers = series(3);
  const report = await check(sheet(numbers));
  assert.equal(report.state, 'checked');
  assert.deepEqual(
    report.columns.map((column: any) => column.field),
    ['name', 'number', 'born_on', 'boards', 'fee'],
  );
  assert.deepEqual(report.missing, []);
  assert.equal(report.counts.good, 3);
  assert.equal(report.counts.created, 3);
  assert.deepEqual(await found(numbers[0]), [], 'nothing is written by a check');

  const done = await apply(report.id);
  assert.equal(done.state, 'applied');
  assert.equal(done.progress.written, 3);
  const [record] = await found(numbers[0]);
  assert.equal(record.values.born_on, '2006-05-04');
  assert.equal(record.values.boards, true);
  assert.equal(record.values.fee, 125050);
  assert.equal(record.state, 'draft');
  const { versions } = (await school.get(`${kPupils}/${record.id}/history`)).json();
  assert.deepEqual([versions[0].action, versions[0].why], ['import', '学生.csv']);
});

test('two thousand students with seven planted errors: the good ones go in, the rest come back', async () => {
  const numbers = series(2000);
  const planted: Record<number, (row: string[]) => void> = {
    10: (row) => (row[0] = ''),
    200: (row) => (row[2] = '2006-02-30'),
    500: (row) => (row[1] = numbers[400]),
    777: (row) => (row[3] = '也许'),
    1200: (row) => (row[4] = '很多'),
    1500: (row) => (row[1] = '编号'),
    1999: (row) => (row[4] = '-5'),
  };
  const file = sheet(numbers, (row, i) => planted[i]?.(row));
  const report = await check(file);
  assert.equal(report.counts.rows, 2000);
  assert.equal(report.counts.bad, 7);
  // The sheet's row: one of titles, and rows count from 1.
  assert.deepEqual(
    report.issues.map((issue: any) => [issue.row, issue.column, issue.field]),
    [
      [12, 1, 'name'],
      [202, 3, 'born_on'],
      [502, 2, 'number'],
      [779, 4, 'boards'],
      [1202, 5, 'fee'],
      [1502, 2, 'number'],
      [2001, 5, 'fee'],
    ],
  );
  assert.ok(report.issues.every((issue: any) => issue.message.zh && issue.message.en && issue.title));
  assert.match(report.issues[2].message.zh, /第 402 行/);

  const target = `${kImports}/${report.id}`;
  (await school.post(`${target}/application`, { mode: 'all_or_none' })).problem(422, 'bad-rows');
  const done = await apply(report.id, { mode: 'good_rows' });
  assert.equal(done.progress.written, 1993);
  const count = (await city.client.get(`${kPupils}/count?number.is=${numbers[0]}&number.is=${numbers[1998]}`)).json();
  assert.equal(count.count, 2);

  const bad = read_csv((await school.get(`${target}/errors.csv`)).is(200).bytes);
  assert.deepEqual(bad[0], [...kTitles, '问题']);
  assert.equal(bad.length, 8);
  assert.equal(bad[2][2], '2006-02-30');
  assert.match(bad[2][5], /出生日期/);
  const workbook = read_xlsx((await school.get(`${target}/errors.xlsx`)).is(200).bytes);
  assert.deepEqual(workbook.map((row: any) => row.slice(0, 3)), bad.map((row) => row.slice(0, 3)));
  // What came back can be mended and sent again as it is.
  const mended = [bad[0], [...bad[2].slice(0, 2), '2006-02-28', ...bad[2].slice(3)]];
  const again = await check(csv(mended));
  assert.equal(again.counts.created, 1);
  assert.equal(again.columns[5].field, null);
});

test('issues are paged by row', async () => {
  const report = await check(sheet(series(30), (row) => (row[2] = '昨天')));
  const target = `${kImports}/${report.id}`;
  const first = (await school.get(`${target}?limit=10`)).json();
  assert.equal(first.issues.length, 10);
  const second = (await school.get(`${target}?limit=25&after=${first.next}`)).json();
  assert.equal(second.issues[0].row, first.next + 1);
  assert.equal(second.issues.length, 20);
  assert.equal(second.next, null);
  (await school.get(`${target}?limit=0`)).problem(400);
});

test("next month's file shows what joined, changed, stayed and left", async () => {
  const client = jingning_school.client;
  const numbers = series(4);
  const first = await check(sheet(numbers.slice(0, 3)), '', client);
  (await client.post(`${kImports}/${first.id}/application`, { mode: 'all_or_none' })).is(202);
  await settled(first.id, client);
  const file = sheet([numbers[0], numbers[1], numbers[3]], (row, i) => {
    if (i === 1) row[0] = '改名';
  });
  const report = await check(file, '', client);
  const { created, changed, same, absent } = report.counts;
  assert.deepEqual({ created, changed, same, absent }, { created: 1, changed: 1, same: 1, absent: 1 });
  assert.deepEqual(
    report.absent.map((record: any) => [record.label, record.state]),
    [[`学生${numbers[2]}`, 'draft']],
  );
  // Row 3 of the sheet changes, row 4 is new: told in the words of a list.
  assert.deepEqual(report.movements.joined, [{ row: 4, label: `学生${numbers[3]}`, changes: [] }]);
  const named = { zh: `学生${numbers[1]}`, en: `学生${numbers[1]}` };
  assert.deepEqual(report.movements.changed, [
    { row: 3, label: '改名', changes: [{ field: 'name', before: named, after: { zh: '改名', en: '改名' } }] },
  ]);
  (await client.post(`${kImports}/${report.id}/application`, { mode: 'all_or_none' })).is(202);
  await settled(report.id, client);
  const [record] = await found(numbers[1]);
  assert.deepEqual([record.version, record.values.name], [2, '改名']);
  assert.equal((await found(numbers[0]))[0].version, 1, 'what is the same is left alone');
});

test('an empty cell and a masked value leave what is recorded, unless cells are to be cleared', async () => {
  const [number] = series(1);
  (await school.post(kPupils, pupil(number, { phone: '13993300000', remark: '住读' }))).is(201);
  const file = csv([['姓名', '编号', '联系电话', '备注'], ['李四', number, '139****0000', '']]);
  assert.equal((await check(file)).counts.same, 1);
  const report = await check(file, '&empty_cells=clear');
  assert.equal(report.counts.changed, 1);
  await apply(report.id);
  const [record] = await found(number);
  assert.deepEqual([record.values.remark, record.values.phone], [null, '139****0000']);
});

test('cells are not cleared by whoever may not fill them in', async () => {
  const [number] = series(1);
  const { record } = (await school.post(kPupils, pupil(number))).json(201);
  const steps = `${kPupils}/${record.id}/steps`;
  (await school.post(`${steps}/submit`, {}, { version: 1 })).is(200);
  (await zhuanglang.client.post(`${steps}/give_back`, { comment: '请核', values: { file_no: 'D7' } }, { version: 2 })).is(200);
  const file = csv([['姓名', '编号', '档案号'], ['李四', number, '']]);
  const report = await check(file, '&empty_cells=clear');
  assert.deepEqual(report.issues.map((issue: any) => [issue.row, issue.field]), [[2, 'file_no']]);
  assert.equal((await check(file)).counts.same, 1);
});

test('references are found by what people call them', async () => {
  const name = `班${series(1)[0]}`;
  const group = (
    await school.post('/api/records/class', { values: { school: 'zhuanglang_centre', name, year: 2022 } })
  ).json(201).record;
  const [one, two] = series(2);
  const report = await check(
    csv([
      ['姓名', '编号', '班级', '学校'],
      ['李四', one, name, '庄浪县职业教育中心'],
      ['王五', two, '没有这个班', '庄浪县职业教育中心'],
    ]),
  );
  assert.deepEqual(report.issues.map((issue: any) => [issue.row, issue.field]), [[3, 'class']]);
  await apply(report.id, { mode: 'good_rows' });
  assert.equal((await found(one))[0].values.class, group.id);
});

test('a row that moves a pupil to another school and leaves the class behind is wrong beside the class', async () => {
  const both = (
    await new_person(administrator, 'both_schools', [
      { unit: 'zhuanglang_centre', role: 'school_officer' },
      { unit: 'jingning_centre', role: 'school_officer' },
    ])
  ).client;
  const group = (
    await both.post('/api/records/class', { values: { school: 'jingning_centre', name: '静宁一班', year: 2022 } })
  ).json(201).record;
  const [one, two] = series(2);
  const here = { school: 'jingning_centre', class: group.id };
  (await both.post(kPupils, pupil(one, here))).is(201);
  const titles = ['姓名', '编号', '学校'];
  const moved = await check(csv([titles, ['李四', one, '庄浪县职业教育中心']]), '', both);
  assert.deepEqual(
    moved.issues.map((issue: any) => [issue.row, issue.field, issue.message.zh]),
    [[2, 'class', '不是所填“学校”的班级，请重新选择']],
  );
  const stayed = await check(
    csv([titles, ['李四四', one, '静宁县职业教育中心'], ['王五', two, '静宁县职业教育中心']]),
    '',
    both,
  );
  assert.deepEqual([stayed.issues, stayed.counts.good], [[], 2]);
});

test('rows of a school out of reach are refused, and so is its name as owner', async () => {
  const report = await check(csv([['姓名', '编号', '学校'], ['李四', series(1)[0], '静宁县职业教育中心']]));
  assert.deepEqual(report.issues.map((issue: any) => issue.field), ['school']);
  (await school.post(`${kImports}?file_name=a.csv&owner=jingning_centre`, sheet(series(1)))).problem(400);
});

test('the key of a record of another school is taken', async () => {
  const [number] = series(1);
  (await jingning_school.client.post(kPupils, pupil(number, { school: 'jingning_centre' }))).is(201);
  const report = await check(sheet([number]));
  assert.deepEqual(report.issues.map((issue: any) => issue.field), ['number']);
});

test('a submitted record is not changed, but may stand in the file', async () => {
  const [number] = series(1);
  await apply((await check(sheet([number]))).id);
  const [record] = await found(number);
  (await school.post(`${kPupils}/${record.id}/steps/submit`, {}, { version: 1 })).is(200);
  assert.equal((await check(sheet([number]))).counts.same, 1);
  const report = await check(sheet([number], (row) => (row[0] = '改名')));
  assert.equal(report.counts.bad, 1);
  assert.match(report.issues[0].message.zh, /已报送/);
});

test('warnings are confirmed once for the whole file', async () => {
  const [number] = series(1);
  const report = await check(sheet([number], (row) => (row[4] = '20000')));
  assert.equal(report.counts.to_confirm, 1);
  assert.equal(report.issues[0].warning, true);
  const target = `${kImports}/${report.id}/application`;
  (await school.post(target, { mode: 'all_or_none' })).problem(422, 'unconfirmed');
  assert.equal((await apply(report.id, { mode: 'all_or_none', confirmed: true })).progress.written, 1);
});

test('a row whose record was made after the check is not written over', async () => {
  // Long enough that much is written before the last row fails.
  const many = series(3000);
  const [one, two] = [many[0], many[2999]];
  const first = await check(sheet(many));
  (await school.post(kPupils, pupil(two, { name: '先登记' }))).is(201);
  const none = await apply(first.id);
  assert.equal(none.state, 'undone');
  assert.match(none.failure.zh, /第 3001 行/);
  assert.deepEqual([none.progress.undone, none.progress.kept], [none.progress.written, 0]);
  assert.ok(none.progress.written > 0);
  assert.deepEqual(await found(one), []);
  const late = (await school.post(`${kImports}/${first.id}/application`, { mode: 'all_or_none' })).problem(409, 'state');
  assert.match(late.detail, /已撤销/);

  const [three] = series(1);
  const second = await check(sheet([three, two], (row, i) => i === 1 && (row[0] = '改名')));
  const [record] = await found(two);
  (await school.patch(`${kPupils}/${record.id}`, 1, { values: { name: '又改' } })).is(200);
  const done = await apply(second.id, { mode: 'good_rows' });
  assert.deepEqual([done.progress.written, done.progress.failed], [1, 1]);
  assert.equal((await found(two))[0].values.name, '又改');
  assert.equal(read_csv((await school.get(`${kImports}/${second.id}/errors.csv`)).bytes).length, 2);
});

test('what is wrong is told with the cell, and mended without the file: one cell, equal ones, a row left out', async () => {
  const numbers = series(5);
  const file = sheet(numbers, (row, i) => {
    if (i < 3) row[3] = '待定';
    if (i === 3) row[2] = '昨天';
  });
  const totals = Buffer.concat([Buffer.from('学生名册\r\n\r\n'), file, Buffer.from('合计,,,,5 人\r\n')]);
  const report = await check(totals);
  assert.equal(report.counts.bad, 5);
  const day = report.issues.find((issue: any) => issue.field === 'born_on');
  assert.deepEqual([day.row, day.cell, day.beside], [7, '昨天', [`学生${numbers[3]}`, numbers[3], '昨天', '是']]);
  const target = `${kImports}/${report.id}/mending`;
  const cells = [
    { row: 7, column: 3, text: '2006-05-05' },
    { column: 4, was: ' 待定', text: '否' },
  ];
  const mended = (await school.post(target, { cells, skipped: [9] })).json(201);
  assert.notEqual(mended.id, report.id);
  assert.deepEqual(
    [mended.mended_from, mended.heading, mended.file_name, mended.counts.rows, mended.counts.created, mended.counts.bad],
    [report.id, 3, report.file_name, 5, 5, 0],
  );
  await apply(mended.id);
  const boards = await Promise.all(numbers.map(async (number) => (await found(number))[0].values.boards));
  assert.deepEqual(boards, [false, false, false, true, true]);
  assert.equal((await school.get(`${kImports}/${report.id}`)).json().counts.bad, 5, 'what was before stays to go back to');
});

test('what was left unwritten is mended by itself, and nobody is missing from it', async () => {
  const numbers = series(3);
  const report = await check(sheet(numbers, (row, i) => i === 1 && (row[4] = '很多')));
  assert.ok((await apply(report.id, { mode: 'good_rows' })).applied_at);
  const target = `${kImports}/${report.id}/mending`;
  (await school.post(target, { cells: [{ row: 2, column: 5, text: '1' }], skipped: [] })).problem(400);
  const rest = (await school.post(target, { cells: [{ row: 3, column: 5, text: '100' }], skipped: [] })).json(201);
  const { rows, created, same, bad, absent } = rest.counts;
  assert.deepEqual({ rows, created, same, bad, absent }, { rows: 1, created: 1, same: 0, bad: 0, absent: 0 });
  assert.equal((await apply(rest.id)).progress.written, 1);
  assert.equal((await found(numbers[1]))[0].values.fee, 10000);
  const line = (await school.get(kImports)).json().imports.find((one: any) => one.id === report.id);
  assert.deepEqual([line.counts.bad, line.progress.written], [1, 2]);
});

test('only what the file has is mended, once, and while it can still be written', async () => {
  const report = await check(sheet(series(2), (row) => (row[4] = '很多')));
  const target = `${kImports}/${report.id}/mending`;
  for (const cells of [[{ row: 99, column: 1, text: 'x' }], [{ row: 2, column: 6, text: 'x' }], [{ column: 1, text: 'x' }]])
    (await school.post(target, { cells, skipped: [] })).problem(400);
  (await school.post(target, { cells: [], skipped: [99] })).problem(400);
  (await school.post(target, { cells: [], skipped: [2, 3] })).problem(422);
  (await jingning_school.client.post(target, { cells: [], skipped: [2] })).problem(404);
  const first = (await school.post(target, { cells: [], skipped: [2] }, { key: 'mend' })).json(201);
  assert.equal((await school.post(target, { cells: [], skipped: [2] }, { key: 'mend' })).json(201).id, first.id);
  const good = await check(sheet(series(1)));
  await apply(good.id);
  (await school.post(`${kImports}/${good.id}/undo`, {})).is(202);
  await settled(good.id);
  (await school.post(`${kImports}/${good.id}/mending`, { cells: [], skipped: [] })).problem(409, 'state');
});

test('what must be mended is told without what is only to be confirmed', async () => {
  const report = await check(sheet(series(4), (row, i) => (row[4] = i < 3 ? '20000' : '很多')));
  assert.equal(report.issues.length, 4);
  const { issues, next } = (await school.get(`${kImports}/${report.id}?errors=true&limit=1`)).json();
  assert.deepEqual([issues.map((issue: any) => issue.row), next], [[5], null]);
});

test('an import is undone as a whole, and what was changed since is kept only if one agrees', async () => {
  const [one, two, three] = series(3);
  (await school.post(kPupils, pupil(one, { name: '原名' }))).is(201);
  const report = await check(sheet([one, two, three]));
  await apply(report.id);
  const [record] = await found(three);
  (await school.patch(`${kPupils}/${record.id}`, 1, { values: { name: '后改' } })).is(200);
  const target = `${kImports}/${report.id}/undo`;
  const problem = (await school.post(target, {})).problem(409, 'changed-since');
  assert.match(problem.detail, /第 4 行/);
  (await school.post(target, { confirmed: true })).is(202);
  const undone = await settled(report.id);
  assert.equal(undone.state, 'undone');
  assert.deepEqual([undone.progress.undone, undone.progress.kept, undone.progress.refused], [2, 1, 0]);
  assert.deepEqual(undone.issues.map((issue: any) => [issue.row, issue.record]), [[4, record.id]]);
  assert.match(undone.issues[0].message.zh, /之后又改过/);
  assert.equal((await found(one))[0].values.name, '原名');
  assert.deepEqual(await found(two), []);
  assert.equal((await found(three))[0].values.name, '后改');
  (await school.post(target, {})).problem(409, 'state');
  // The number of a removed record is free again.
  assert.equal((await check(sheet([two]))).counts.created, 1);
});

test('a retry of the upload or of the application does nothing twice', async () => {
  const file = sheet(series(1));
  const target = `${kImports}?file_name=a.csv`;
  const first = (await school.post(target, file, { key: 'upload' })).json(201);
  const again = (await school.post(target, file, { key: 'upload' })).json(201);
  assert.equal(again.id, first.id);
  for (let i = 0; i < 2; i++)
    (await school.post(`${kImports}/${first.id}/application`, { mode: 'all_or_none' }, { key: 'apply' })).is(202);
  assert.equal((await settled(first.id)).progress.written, 1);
  (await school.post(`${kImports}/${first.id}/application`, { mode: 'all_or_none' })).problem(409, 'state');
});

test('files as offices have them are read: GB18030, tabs, a title above, Excel days, full width', async () => {
  const [one, two] = series(2);
  const gbk = Buffer.concat([
    Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb1, 0xe0, 0xba, 0xc5, 0x0d, 0x0a]), // 姓名,编号
    Buffer.from([0xc0, 0xee, 0xcb, 0xc4, 0x2c]), // 李四,
    Buffer.from(`${one}\r\n`),
  ]);
  await apply((await check(gbk)).id);
  assert.equal((await found(one))[0].values.name, '李四');

  const report = await check(
    Buffer.from(`﻿庄浪职教中心名册\t\t\n\n姓 名*\t编号：\t出生日期\t学费（元）\n王五　\t${two}\t38841\t"1,250.5"\n`),
  );
  assert.equal(report.heading, 3);
  await apply(report.id);
  const { values } = (await found(two))[0];
  assert.deepEqual([values.name, values.born_on, values.fee], ['王五', '2006-05-04', 125050]);
});

test('columns are mapped by hand where titles say nothing', async () => {
  const [number] = series(1);
  const file = csv([['甲', '乙', '丙'], ['x', number, '赵六']]);
  const guessed = await check(file);
  assert.deepEqual(guessed.missing, ['number', 'name']);
  assert.equal(guessed.counts.bad, 1);
  const mapping = encodeURIComponent(JSON.stringify([null, 'number', 'name']));
  const report = await check(file, `&mapping=${mapping}&heading=1`);
  assert.equal(report.counts.created, 1);
  const by_title = encodeURIComponent(JSON.stringify({ 丙: 'name', 乙: 'number', 甲: null }));
  assert.equal((await check(file, `&mapping=${by_title}&heading=1`)).counts.created, 1);
  for (const wrong of ['nothing', '["no_such"]', '["name","name"]', '["class_year"]', '[null,null,null,null]', '3', '{"丁":"name"}', '{"甲":"name","乙":"name"}'])
    (await school.post(`${kImports}?file_name=a.csv&mapping=${encodeURIComponent(wrong)}`, file)).problem(400);
  const asked = (await school.post(`${kImports}/columns`, { titles: ['姓名', '谁知道', '编号'] })).json();
  assert.deepEqual(asked.columns.map((column: any) => column.field), ['name', null, 'number']);
});

test('what a person chose for a column is remembered for him alone, and given up when he chooses otherwise', async () => {
  const [one] = series(1);
  const file = csv([['学员', '号', '备注'], ['李四', one, 'x']]);
  const by_hand = (fields: (string | null)[]) => `&heading=1&mapping=${encodeURIComponent(JSON.stringify(fields))}`;
  await check(file, by_hand(['name', 'number', null]));
  const fields = async (client = school) =>
    (await client.post(`${kImports}/columns`, { titles: ['学员', '号', '备注'] })).json().columns.map((column: any) => column.field);
  const remembered = async (titles: string[]) => (await school.post(`${kImports}/columns`, { titles })).json().remembered;
  assert.deepEqual([await remembered(['学员', '编号']), await remembered(['姓名', '编号'])], [true, false]);
  assert.deepEqual(await fields(), ['name', 'number', null], 'a column left out is left out again');
  assert.deepEqual(await fields(jingning_school.client), [null, null, 'remark']);
  const again = await check(file);
  assert.equal(again.counts.created, 1, 'a file without a mapping is read by it too');
  await check(file, by_hand([null, 'number', 'remark']));
  assert.deepEqual(await fields(), [null, 'number', 'remark']);
});

test('what is no table is refused with words', async () => {
  const target = `${kImports}?file_name=a.csv`;
  (await school.post(target, Buffer.alloc(0))).problem(400);
  (await school.post(target, Buffer.from('姓名,编号\n"李四,1\n'))).problem(422);
  (await school.post(target, Buffer.from([0x61, 0xff, 0xfe, 0x00]))).problem(422);
  (await school.post(target, Buffer.from('姓名,编号\n'))).problem(422);
  (await school.post(kImports, sheet(series(1)))).problem(400);
});

test('an import is seen by nobody but who made it', async () => {
  const report = await check(sheet(series(1)));
  const other = jingning_school.client;
  (await other.get(`${kImports}/${report.id}`)).problem(404);
  (await other.get(`${kImports}/${report.id}/errors.csv`)).problem(404);
  (await other.post(`${kImports}/${report.id}/application`, { mode: 'good_rows' })).problem(404);
  assert.ok(!(await other.get(kImports)).json().imports.some((line: any) => line.id === report.id));
  assert.ok((await school.get(kImports)).json().imports.some((line: any) => line.id === report.id));
  // A county officer reads pupils and writes none.
  (await zhuanglang.client.post(`${kImports}?file_name=a.csv`, sheet(series(1)))).problem(403);
});

test('the template has the titles of what one may fill in, with notes and drop-downs', async () => {
  const [titles] = read_csv((await school.get(`${kPupils}/template.csv`)).is(200).bytes);
  assert.deepEqual(titles, ['班级', '编号*', '姓名*', '出生日期', '入学日期', '住校', '学费（元）', '联系电话', '备注']);
  const { bytes, headers } = (await school.get(`${kPupils}/template.xlsx`)).is(200);
  assert.match(decodeURIComponent(String(headers['content-disposition'])), /学生-导入模板\.xlsx/);
  assert.deepEqual(read_xlsx(bytes)[0], titles);
  const files = unzipSync(bytes);
  assert.match(strFromU8(files['xl/worksheets/sheet1.xml']), /<dataValidation type="list"/);
  assert.match(strFromU8(files['xl/comments1.xml']), /必填/);
});

test('an application goes on after the program was killed, and writes every row once', async () => {
  const numbers = series(6000);
  const report = await check(sheet(numbers));
  (await school.post(`${kImports}/${report.id}/application`, { mode: 'all_or_none' })).is(202);
  await server.kill();
  const next = await Server.start({ store: server.store, extra: ['--registers', kRegisters] });
  const client = new Client(next);
  client.cookie = school.cookie;
  const done = await settled(report.id, client);
  assert.equal(done.state, 'applied');
  assert.equal(done.progress.written, 6000);
  for (const number of [numbers[0], numbers[3000], numbers[5999]]) {
    const rows = await found(number, client);
    assert.deepEqual(rows.map((row: any) => row.version), [1]);
  }
});
