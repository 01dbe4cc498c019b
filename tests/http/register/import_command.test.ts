// `zhijiao import`: a CSV into a register from the command line, by the running server or without one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { Server, kPlan, temporary_directory, zhijiao } from '../../harness/server.ts';
import { read_csv } from '../../harness/tables.ts';
import { kRegisters, start } from './people.ts';

const { server, zhuanglang_school, city } = await start();
const kWho = zhuanglang_school.name;

let last = 0;
const series = (count: number) => Array.from({ length: count }, () => `C${String(++last).padStart(6, '0')}`);
const kTitles = ['姓名', '编号', '出生日期', '学费'];
const row = (number: string, born_on = '2006-05-04', fee = '1250.50') => [`学生${number}`, number, born_on, fee];
const csv = (rows: string[][]) => rows.map((cells) => cells.join(',')).join('\r\n') + '\r\n';

function file_with(content: string | Buffer, name = '学生.csv'): string {
  const path = join(temporary_directory(), name);
  writeFileSync(path, content);
  return path;
}

/** GB18030 of text whose characters stand in GBK, by what the decoder makes of every pair of bytes. */
function in_gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (low !== 0x7f && character.length === 1) codes.set(character, [high, low]);
    }
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : codes.get(c)!)));
}

const options = [
  '--as', kWho, '--data', server.store.data, '--plan', kPlan, '--registers', kRegisters,
  ...(server.store.database ? ['--database', server.store.database] : []),
];
const run = (file: string, ...more: string[]) => zhijiao('import', 'pupil', file, ...options, ...more);

const recorded = async (numbers: string[]) => {
  const filter = numbers.map((number) => `number.is=${number}`).join('&');
  return (await city.client.get(`/api/records/pupil?${filter}&columns=name,number,fee&sort=number`)).json().rows;
};

test('a good file is checked and written by the running server, in the name of the person', async () => {
  const numbers = series(3);
  const outcome = await run(file_with(csv([kTitles, ...numbers.map((number) => row(number))])));
  assert.equal(outcome.status, 0, outcome.stderr + outcome.stdout);
  assert.match(outcome.stdout, /出生日期 → born_on/);
  assert.match(outcome.stdout, /3 rows: 3 new/);
  assert.match(outcome.stdout, /3 records written/);
  const rows = await recorded(numbers);
  assert.deepEqual(rows.map((one: any) => one.values.fee), [125050, 125050, 125050]);
  const { versions } = (await city.client.get(`/api/records/pupil/${rows[0].id}/history`)).json();
  assert.deepEqual([versions[0].action, versions[0].why], ['import', '学生.csv']);
});

test('the same file again writes nothing', async () => {
  const numbers = series(2);
  const file = file_with(csv([kTitles, ...numbers.map((number) => row(number))]));
  assert.equal((await run(file)).status, 0);
  const again = await run(file);
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stdout, /2 rows: 0 new, 0 changed, 2 the same/);
  assert.match(again.stdout, /\b0 records written/);
  assert.equal((await recorded(numbers)).length, 2);
});

test('one bad row and nothing is written, with its row, column and reason', async () => {
  const numbers = series(2);
  const outcome = await run(file_with(csv([kTitles, row(numbers[0]), row(numbers[1], '2006-02-30')])));
  assert.equal(outcome.status, 1);
  assert.match(outcome.stdout, /第 3 行 row 3 出生日期：/);
  assert.match(outcome.stdout, /nothing was written/);
  assert.deepEqual(await recorded(numbers), []);
});

test('the good rows now, the rest in a file that can be mended and imported', async () => {
  const numbers = series(3);
  const file = file_with(csv([kTitles, row(numbers[0]), row(numbers[1], '昨天'), row(numbers[2])]));
  const outcome = await run(file, '--good-rows');
  assert.equal(outcome.status, 1, 'a row is left');
  const rest = file.replace(/\.csv$/, '.errors.csv');
  assert.equal(statSync(rest).mode & 0o077, 0, 'others cannot read it');
  const bad = read_csv(readFileSync(rest));
  assert.deepEqual(bad[0], [...kTitles, '问题']);
  assert.equal(bad.length, 2);
  assert.equal(bad[1][1], numbers[1]);
  assert.equal((await recorded(numbers)).length, 2);

  // It may hold rows somebody has mended meanwhile.
  const once_more = await run(file, '--good-rows');
  assert.equal(once_more.status, 1);
  assert.match(once_more.stderr, /已存在[\s\S]*--errors/);

  bad[1][2] = '2006-02-28';
  writeFileSync(rest, csv(bad));
  const mended = await run(rest);
  assert.equal(mended.status, 0, mended.stdout + mended.stderr);
  assert.equal((await recorded(numbers)).length, 3);
});

test('--check writes nothing', async () => {
  const numbers = series(1);
  const outcome = await run(file_with(csv([kTitles, row(numbers[0])])), '--check');
  assert.equal(outcome.status, 0, outcome.stderr);
  assert.deepEqual(await recorded(numbers), []);
});

test('rows that are unusual wait until they are confirmed', async () => {
  const numbers = series(1);
  const file = file_with(csv([kTitles, row(numbers[0], '2006-05-04', '20000')]));
  const asked = await run(file);
  assert.equal(asked.status, 1);
  assert.match(asked.stdout, /please confirm/);
  assert.deepEqual(await recorded(numbers), []);
  assert.equal((await run(file, '--confirmed')).status, 0);
  assert.equal((await recorded(numbers)).length, 1);
});

test('GB18030 and a byte order mark are read', async () => {
  const numbers = series(2);
  const gb = await run(file_with(in_gb18030(csv([kTitles, row(numbers[0])]))));
  assert.equal(gb.status, 0, gb.stdout + gb.stderr);
  const marked = await run(file_with('\uFEFF' + csv([kTitles, row(numbers[1])])));
  assert.equal(marked.status, 0, marked.stdout + marked.stderr);
  const rows = await recorded(numbers);
  assert.deepEqual(rows.map((one: any) => one.values.name), numbers.map((number) => `学生${number}`));
});

test('columns are mapped by title, and a mistaken mapping is refused before anything', async () => {
  const [number] = series(1);
  const file = file_with(csv([['称呼', '编号', '备注'], ['王五', number, '不要']]));
  const guessed = await run(file);
  assert.equal(guessed.status, 1);
  assert.match(guessed.stdout, /no column fills name/);
  const mapped = await run(file, '--map', '称呼=name', '--map', '备注=');
  assert.equal(mapped.status, 0, mapped.stdout + mapped.stderr);
  const [one] = (await city.client.get(`/api/records/pupil?number.is=${number}&columns=name,remark`)).json().rows;
  assert.deepEqual([one.values.name, one.values.remark], ['王五', null]);

  for (const [map, message] of [
    ['称呼=nickname', /没有这个可填的字段[\s\S]*no such field/],
    ['绰号=name', /没有“绰号”这一列[\s\S]*no column/],
    ['称呼', /标题=字段名/],
  ] as const) {
    const refused = await run(file, '--map', map);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, message);
  }
});

test('who may not write, who is unknown, what is no register and no CSV are refused', async () => {
  const file = file_with(csv([kTitles, row(series(1)[0])]));
  const as = (name: string, register = 'pupil', given = file) =>
    zhijiao('import', register, given, ...options.slice(2), '--as', name);
  for (const [outcome, message] of [
    [await as(city.name), /岗位/],
    [await as('nobody_here'), /这个账号[\s\S]*account/],
    [await as(kWho, 'horse'), /这个台账[\s\S]*register/],
    [await as(kWho, 'pupil', file_with(Buffer.from('PK\x03\x04'), '学生.xlsx')), /工作簿[\s\S]*workbook/],
    [await as(kWho, 'pupil', join(temporary_directory(), 'none.csv')), /不能读取[\s\S]*cannot be read/],
    [await as(kWho, 'pupil', file_with('')), /空的[\s\S]*empty/],
  ] as const) {
    assert.equal(outcome.status, 1);
    assert.match(outcome.stderr, message);
  }
});

test('without a server the command writes by itself', async () => {
  const numbers = series(1200);
  const file = file_with(csv([kTitles, ...numbers.map((number) => row(number))]));
  assert.equal(await server.stop(), 0);
  assert.ok(!existsSync(join(server.store.data, 'zhijiao.sock')));
  const outcome = await run(file);
  assert.equal(outcome.status, 0, outcome.stdout + outcome.stderr);
  assert.match(outcome.stdout, /1200 records written/);
  const again = await Server.start({ store: server.store, extra: ['--registers', kRegisters] });
  const client = await new Client(again).sign_in(city.name, city.password);
  assert.equal((await client.get(`/api/records/pupil?number.is=${numbers[1199]}`)).json().rows.length, 1);
});
