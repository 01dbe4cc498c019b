// A year's students from a workbook to the city's list, by those who do it; and what a place adds without
// a programmer.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person, type Person } from '../harness/people.ts';
import { Server, kPlan, kRoot, temporary_directory } from '../harness/server.ts';
import { read_xlsx, write_xlsx } from '../harness/tables.ts';

// A place of its own: one field more for a known register, and a register nobody else has.
const plan = join(temporary_directory(), 'plan');
cpSync(kPlan, plan, { recursive: true });
mkdirSync(join(plan, 'registers'), { recursive: true });
writeFileSync(join(plan, 'registers/student.yaml'), `extends: student
fields:
  bus_line: {type: string, maxLength: 20, title: {zh: 校车线路, en: Bus line}}
rules:
  - check: if boards then bus_line is null
    message: {zh: 住校生不填校车线路, en: Boarders take no bus}
list: {columns: [bus_line]}
`);
writeFileSync(join(plan, 'registers/school_bus.yaml'), `register: school_bus
title: {zh: 校车, en: School bus}
owner: {field: school, kinds: [school]}
read: [registrar, county_officer]
write: [registrar]
key: [school, plate]
label: "{plate}"
fields:
  school: {x-ref: unit, title: {zh: 学校, en: School}}
  plate: {type: string, maxLength: 12, title: {zh: 车牌号, en: Plate}}
  seats: {type: integer, minimum: 1, maximum: 60, title: {zh: 座位, en: Seats}}
required: [school, plate, seats]
list: {columns: [plate, seats], search: [plate]}
`);

const server = await Server.start({ plan, extra: ['--registers', join(kRoot, 'registers')] });
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const registrar = await make('registrar', 'zhuanglang_centre', 'registrar', 'school_officer');
const county = await make('county', 'zhuanglang', 'county_officer');
const neighbour = await make('neighbour', 'jingning', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const browser = await launch();
after(() => browser.close());

const create = async (person: Person, noun: string, values: object) =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record;
const programme = await create(city, 'programme_catalogue', {
  maintained_by: 'education_bureau', code: '700206', name: '汽车运用与维修', level: 'secondary', programme_class: '70', edition: 2021,
});
const offered = await create(registrar, 'school_programme', { school: 'zhuanglang_centre', programme: programme.id, training_level: 'secondary', length_months: 36 });
for (const name of ['汽修一班', '汽修二班'])
  await create(registrar, 'class', { school: 'zhuanglang_centre', name, entry_year: 2026, programme: offered.id, kind: 'ordinary' });

/** A citizen id of nobody with its check digit. */
function citizen_id(born_on: string, sequence: number, division: number): string {
  const body = `${division}${born_on.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0);
  return body + '10X98765432'[sum % 11];
}
const kStudents = 2000;
const kNames = ['李明远', '王小燕', '马春·阿里', '张建国', '陈雨欣', '刘志强', '赵文静', '孙海涛'];
type Cell = string | number | Date;
const kDay = new Date(Date.UTC(2026, 8, 1));
const student = (i: number): Cell[] => [
  `${kNames[i % kNames.length]}${String.fromCharCode(0x4e00 + i)}`,
  '男',
  citizen_id('2010-03-04', 2 * (i % 400) + 1, 622_801 + Math.floor(i / 400)),
  i % 2 === 0 ? '汽修一班' : '汽修二班',
  kDay,
];
const kHead: Cell[][] = [['2026级新生花名册'], [], ['姓名', '性别', '身份证件号', '班级', '入学日期']];
const workbook = (name: string, rows: Cell[][]) => ({
  name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: write_xlsx([...kHead, ...rows]),
});
/** What a checked file would do, as the page shows it. */
const counts = async (window: Window) => {
  await window.page.locator('.import-apply').waitFor();
  return Object.fromEntries(
    await window.page.locator('.import-counts li').evaluateAll((tiles) =>
      tiles.map((tile) => [tile.querySelector('h3')!.textContent, tile.querySelector('.tile-figure')!.textContent]),
    ),
  );
};

test('2,000 students: from a workbook with seven errors to the list of the city', { timeout: 400_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student/import`);
  const rows = Array.from({ length: kStudents }, (_, i) => student(i));
  // Row of the sheet and column of what is wrong, and what is right instead.
  const planted: [number, number, string, Cell, string][] = [
    [10, 0, '姓名', '', rows[6]![0] as string],
    [20, 1, '性别', '不详', '男'],
    [30, 2, '身份证件号', 6.22801201003040e17, rows[26]![2] as string],
    [40, 3, '班级', '没有这个班', '汽修一班'],
    [50, 4, '入学日期', '2026-13-01', '2026-09-01'],
    [61, 2, '身份证件号', rows[56]![2] as string, rows[57]![2] as string],
    [70, 2, '身份证件号', '622801201003040000', rows[66]![2] as string],
  ];
  for (const [row, column, , wrong] of planted) rows[row - 4]![column] = wrong;
  await page.getByLabel('选择文件').setInputFiles(workbook('新生.xlsx', rows));
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('heading', { name: '新生.xlsx' }).waitFor();
  const first = await counts(window);
  assert.deepEqual([first['新增'], first['不合格']], ['1,993', '7']);

  // The good ones are in while the rest is still looked at.
  await page.getByRole('button', { name: '先写入合格的（1,993 条）' }).click();
  await page.getByText('已写入 1,993 条。').waitFor({ timeout: 60_000 });
  await page.goto(`${server.url}/registers/student/import`);
  await page.getByLabel('选择文件').setInputFiles(workbook('新生.xlsx', rows));
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('第 10 行', { exact: true }).waitFor();
  for (const [row, , title, , right] of planted) {
    const cell = `第 ${row} 行${title}改为`;
    if (title === '性别') await page.getByLabel(cell).selectOption({ label: right });
    else if (title === '班级') {
      await page.getByRole('combobox', { name: cell }).fill(right);
      await page.locator('.ant-select-item-option').filter({ hasText: right }).first().click();
    } else await page.getByLabel(cell).fill(right);
  }
  await window.examine('enrolment-fixes');
  await page.getByRole('button', { name: '重新核对（改了 7 处）' }).click();
  await page.getByText('全部写入（7 条）').waitFor();
  const second = await counts(window);
  assert.deepEqual([second['新增'], second['不合格']], ['7', '0']);
  await page.getByRole('button', { name: '全部写入（7 条）' }).click();
  await page.getByText('已写入 7 条。').waitFor({ timeout: 60_000 });

  // All are handed in at once.
  await page.goto(`${server.url}/registers/student?state.is=draft`);
  await page.getByText('共 2,000 条').waitFor();
  await page.getByLabel('选中本页').check();
  await page.getByRole('button', { name: '选中符合条件的全部' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('“提交”：办了 2,000 条，没办成 0 条。').waitFor({ timeout: 120_000 });
  await window.examine('enrolment-submitted');

  // The county returns two fields of one and lets the others in.
  const officer = await Window.open(browser, kDesk);
  await officer.sign_in(server.url, county.name, county.password);
  await officer.page.goto(`${server.url}/registers?view=waiting`);
  await officer.page.getByRole('link', { name: '逐条办理' }).click();
  await officer.page.getByText('已办 0，还有 200 以上').waitFor();
  const returned = await officer.page.locator('.queue-line[aria-current="true"] strong').innerText();
  await officer.page.getByRole('button', { name: '退回修改' }).click();
  for (const [place, [field, why]] of [['household_kind', '请填户口性质'], ['address', '请补填住址']].entries()) {
    if (place > 0) await officer.page.getByRole('button', { name: '再指出一项' }).click();
    await officer.page.getByLabel('内容', { exact: true }).nth(place).selectOption(field!);
    await officer.page.getByLabel('怎么改').nth(place).fill(why!);
  }
  await officer.page.getByLabel('意见', { exact: true }).fill('请对照户口簿');
  await officer.page.getByRole('button', { name: '确认退回修改' }).click();
  await officer.page.getByText(/^已办 1，/).waitFor();
  await officer.page.goto(`${server.url}/registers/student?state.is=submitted`);
  await officer.page.getByLabel('选中本页').check();
  await officer.page.getByRole('button', { name: '选中符合条件的全部' }).click();
  await officer.page.getByRole('button', { name: '通过', exact: true }).click();
  await officer.page.getByRole('button', { name: '确认通过' }).click();
  await officer.page.getByText('“通过”：办了 1,999 条，没办成 0 条。').waitFor({ timeout: 120_000 });

  // The registrar finds what came back, mends it, and it is let in after a look at what changed.
  await page.goto(`${server.url}/registers?view=waiting`);
  await page.getByText('退回：请填户口性质').or(page.getByText(/退回：.*请填户口性质/)).first().waitFor();
  await page.getByRole('link', { name: returned }).click();
  await page.getByRole('link', { name: '修改', exact: true }).click();
  await page.getByLabel(/^户口性质/).selectOption('rural');
  await page.getByLabel(/^家庭住址/).fill('庄浪县水洛镇');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText(/等县级教育审核员.*办理/).waitFor();
  await officer.page.goto(`${server.url}/registers/student/review?state=submitted`);
  await officer.page.locator('.since-seen').getByText('庄浪县水洛镇').waitFor();
  await officer.page.getByRole('button', { name: '通过', exact: true }).click();
  await officer.page.getByRole('button', { name: '确认通过' }).click();
  await officer.page.getByText('这里的都办完了').waitFor();
  await officer.close();

  // The city finds one by initials and takes a list away that is masked.
  const bureau = await Window.open(browser, kDesk);
  await bureau.sign_in(server.url, city.name, city.password);
  await bureau.page.goto(`${server.url}/registers/student?state.is=enrolled`);
  await bureau.page.getByText('共 2,000 条').waitFor();
  await bureau.page.getByRole('searchbox').fill('mcal');
  await bureau.page.keyboard.press('Enter');
  await bureau.page.getByText('共 250 条').waitFor();
  await bureau.examine('enrolment-city');
  await bureau.page.getByRole('button', { name: '导出', exact: true }).click();
  const [download] = await Promise.all([
    bureau.page.waitForEvent('download'),
    bureau.page.getByRole('button', { name: '开始导出' }).click(),
  ]);
  await bureau.page.keyboard.press('Escape');
  const sheet = read_xlsx(readFileSync(await download.path()));
  const text = JSON.stringify(sheet);
  assert.ok(text.includes('马春·阿里'));
  assert.doesNotMatch(text, /\d{17}[\dX]/);
  assert.match(text, /622\*+/);
  await bureau.close();
  const beyond = await Window.open(browser, kPhone);
  await beyond.sign_in(server.url, neighbour.name, neighbour.password);
  await beyond.page.goto(`${server.url}/registers/student?q=mcal`);
  await beyond.page.getByText('没有符合条件的内容').waitFor();
  await beyond.page.goto(`${server.url}/registers/student`);
  await beyond.page.getByText('还没有记录').waitFor();
  await beyond.close();

  // Next month's file: three have come, two have left; the rest is as it was.
  const next = Array.from({ length: kStudents + 3 }, (_, i) => student(i)).slice(2);
  await page.goto(`${server.url}/registers/student/import`);
  await page.getByLabel('选择文件').setInputFiles(workbook('十月.xlsx', next));
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('heading', { name: '十月.xlsx' }).waitFor();
  const month = await counts(window);
  assert.deepEqual(
    [month['新增'], month['有变化'], month['没有变化'], month['不合格'], month['表里没有']],
    ['3', '0', '1,998', '0', '2'],
  );
  await page.getByText(student(0)[0] as string).first().waitFor();
  await window.examine('enrolment-month');
  await window.close();
});

test('a field and a register that a place adds by YAML are there like any other', { timeout: 90_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers`);
  await page.getByRole('link', { name: '新增：校车' }).click();
  await page.getByLabel(/^车牌号/).fill('甘L12345');
  await page.getByLabel(/^座位/).fill('19');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '甘L12345' }).waitFor();
  await page.goto(`${server.url}/registers/student/new`);
  await page.getByLabel(/^校车线路/).fill('水洛—万泉');
  await page.getByLabel(/^是否住宿/).selectOption('true');
  await page.getByText('住校生不填校车线路').first().waitFor();
  await window.examine('overlay-form');
  await page.goto(`${server.url}/registers/student`);
  await page.getByRole('columnheader', { name: /校车线路/ }).waitFor();
  await page.goto(`${server.url}/schools/zhuanglang_centre`);
  await page.getByRole('link', { name: '校车 1' }).waitFor();
  await window.close();
});
