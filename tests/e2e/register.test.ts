// Registers as those who keep them see them: a registrar, the county that checks, the city.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person } from '../harness/people.ts';
import { Server, kRoot } from '../harness/server.ts';
import { read_xlsx, write_xlsx } from '../harness/tables.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const kSchool = 'zhuanglang_centre';
const registrar = await new_person(administrator, 'registrar', [
  { unit: kSchool, role: 'registrar' },
  { unit: kSchool, role: 'school_officer' },
]);
const colleague = await new_person(administrator, 'colleague', [{ unit: kSchool, role: 'registrar' }]);
const county = await new_person(administrator, 'county', [{ unit: 'zhuanglang', role: 'county_officer' }]);
const neighbour = await new_person(administrator, 'neighbour', [{ unit: 'jingning', role: 'county_officer' }]);
const browser = await launch();
after(() => browser.close());

/** A citizen id of nobody with its check digit (GB 11643). */
function citizen_id(born_on: string, sequence: number, division = '622726'): string {
  const body = `${division}${born_on.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0);
  return body + '10X98765432'[sum % 11];
}

const create = async (person: typeof registrar, noun: string, values: object) =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record;

const city = await new_person(administrator, 'city', [{ unit: 'education_bureau', role: 'city_officer' }]);
// The catalogue is the city's, and every school chooses from it.
const programme = await create(city, 'programme_catalogue', {
  maintained_by: 'education_bureau', code: '700206', name: '汽车运用与维修', level: 'secondary',
  programme_class: '70', edition: 2021,
});
const offered = await create(registrar, 'school_programme', {
  school: kSchool, programme: programme.id, training_level: 'secondary', length_months: 36,
});
const classes: any[] = [];
for (const name of ['汽修一班', '汽修二班']) {
  classes.push(await create(registrar, 'class', { school: kSchool, name, entry_year: 2024, programme: offered.id, kind: 'ordinary' }));
}
const kNames = ['李明远', '王小燕', '马春·阿里', '张建国', '陈雨欣', '刘志强', '赵文静', '孙海涛'];
const students: any[] = [];
for (const [place, name] of kNames.entries()) {
  const sequence = place * 2 + 1; // odd: male
  students.push(
    await create(registrar, 'student', {
      school: kSchool, name, citizen_id: citizen_id('2008-05-04', sequence), sex: 'male', born_on: '2008-05-04',
      class: classes[place % 2].id, entered_on: '2024-09-01', household_kind: 'rural', phone: '13800000000',
    }),
  );
}

const choose = async (page: Page, label: string, typed: string, option: RegExp) => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
};

test('the registers one may read are in the menu, by capability; without a post there is no entry', { timeout: 90_000 }, async () => {
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, registrar.name, registrar.password);
    await page.goto(`${server.url}/registers`);
    await page.getByRole('link', { name: '学生', exact: true }).waitFor();
    await page.getByRole('heading', { level: 2, name: /教师/ }).waitFor();
    await window.examine('registers');
    if (size === kDesk) {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('双师型教师认定');
      await page.getByRole('dialog').getByRole('option', { name: /双师型教师认定/ }).click();
      await page.waitForURL(/\/registers\/dual_qualified_application$/);
    }
    await window.close();
  }
  const window = await Window.open(browser, kDesk);
  await window.sign_in(server.url, administrator.name, administrator.password);
  await window.page.goto(`${server.url}/admin`);
  await window.settled();
  const menu = window.page.getByRole('navigation', { name: '主菜单' }).first();
  assert.equal(await menu.getByRole('link', { name: '台账' }).count(), 0);
  await window.close();
});

test('a list is searched by initials, filtered, sorted, and its address and its export hold what is shown', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student`);
  const rows = page.locator('.register-table tbody tr');
  await page.getByText(`共 ${kNames.length} 条`).waitFor();
  assert.equal(await rows.count(), kNames.length);
  assert.doesNotMatch(await rows.first().innerText(), /\d{17}/, 'a citizen id is masked');
  await window.examine('register-list');

  await page.getByRole('searchbox').fill('wxy');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=wxy/);
  await page.getByText('共 1 条').waitFor();
  await page.getByText('王小燕').first().waitFor();
  await page.getByRole('button', { name: '清除筛选' }).first().click();

  // A whole citizen id is the question for its field, and stands in no address.
  await page.getByRole('searchbox').fill(citizen_id('2008-05-04', 5));
  await page.keyboard.press('Enter');
  await page.getByText('共 1 条').waitFor();
  await page.getByText('马春·阿里').first().waitFor();
  assert.doesNotMatch(page.url(), /\d{17}/);
  await page.getByRole('button', { name: '清除筛选' }).first().click();
  await page.getByText(`共 ${kNames.length} 条`).waitFor();

  const filters = page.getByRole('search', { name: '筛选' });
  await filters.getByRole('button', { name: '班级' }).click();
  await choose(page, '班级', '一班', /汽修一班/);
  await window.examine('register-filter');
  await page.getByRole('button', { name: '确定' }).click();
  await page.waitForURL(new RegExp(`class.is=${classes[0].id}`));
  await filters.getByRole('button', { name: '入学日期' }).click();
  await page.getByLabel('从', { exact: true }).fill('2024-01-01');
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('共 4 条').waitFor();
  await page.getByRole('button', { name: '姓名' }).click();
  await page.waitForURL(/sort=name/);
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByLabel('民族').check();
  await page.waitForURL(/columns=.*ethnic_group/);
  await page.keyboard.press('Escape');
  await window.settled();
  await window.examine('register-list-filtered');

  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByLabel('身份证件号、全国学籍号不遮盖').check();
  await page.getByLabel('用来做什么').fill('核对资助名单');
  await window.examine('register-export');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '开始导出' }).click(),
  ]);
  await page.getByText(/4 行，.*保留一小时/).waitFor();
  await window.examine('register-exported');
  await page.keyboard.press('Escape');
  const sheet = read_xlsx(readFileSync(await download.path()));
  assert.ok(sheet.flat().includes('民族'));
  assert.equal(sheet.length - sheet.findIndex((row) => row.includes('民族')) - 1, 4);
  assert.equal(sheet.flat().filter((cell) => /^\d{17}[\dX]$/.test(String(cell))).length, 4);

  // The same list on paper.
  const listed = page.url();
  await page.getByRole('link', { name: '花名册' }).click();
  // The list that is being left has the same count.
  await page.locator('.roster').waitFor();
  await page.getByText('共 4 条').waitFor();
  assert.deepEqual(await page.locator('.roster tbody tr td:first-child').allInnerTexts(), ['1', '2', '3', '4']);
  await window.examine('register-roster');
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: join(kRoot, 'build/screenshots/register-roster-print.png') });
  await page.emulateMedia({ media: 'screen' });
  await page.goto(listed);

  // The same address shows a colleague the same; what is no parameter of the list does no harm.
  const other = await Window.open(browser, kPhone);
  await other.sign_in(server.url, county.name, county.password);
  await other.page.goto(`${page.url()}&nonsense.is=1`);
  await other.page.getByText('共 4 条').waitFor();
  await other.page.getByRole('button', { name: /^筛选/ }).click();
  await other.page.getByRole('button', { name: /班级：汽修一班/ }).waitFor();
  await other.examine('register-list-filtered');
  await other.close();

  // Nothing found says what to do; outside of one's reach there is nothing at all.
  await page.goto(`${server.url}/registers/student?q=zzzz`);
  await page.getByText('没有符合条件的内容').waitFor();
  await window.examine('register-list-none');
  await window.close();
  const beyond = await Window.open(browser, kDesk);
  await beyond.sign_in(server.url, neighbour.name, neighbour.password);
  await beyond.page.goto(`${server.url}/registers/student`);
  await beyond.page.getByText('还没有记录').waitFor();
  await beyond.examine('register-list-empty');
  await beyond.close();
});

test('a new record: said beside the field, warnings confirmed, a closed tab loses nothing but secrets', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student/new`);
  await page.getByLabel('姓名 * 必填').waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('alert').getByText(/处需要改/).waitFor();
  await window.examine('record-new-wrong');
  await page.getByLabel(/^姓名/).fill('周思雨');
  await page.getByLabel(/^性别/).selectOption('male');
  await choose(page, '班级', '二班', /汽修二班/);
  await page.getByLabel(/^入学日期/).fill('2024-09-01');
  await page.getByLabel(/^身份证件号/).fill(citizen_id('2008-07-01', 22));

  await page.reload();
  await page.getByText(/上次没保存的内容已找回/).waitFor();
  assert.equal(await page.getByLabel(/^姓名/).inputValue(), '周思雨');
  assert.equal(await page.getByLabel(/^身份证件号/).inputValue(), '');
  await page.getByLabel(/^身份证件号/).fill(citizen_id('2008-07-01', 22));
  // An even number is a girl's: the rule of the declaration says so before anything is sent.
  await page.getByText('性别与身份证号不一致，请核对').first().waitFor();
  await window.examine('record-new-draft');
  await page.getByLabel(/^性别/).selectOption('female');
  await page.getByLabel(/^出生日期/).fill('2008-07-02');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('请核对 1 处').waitFor();
  await window.examine('record-new-warning');
  await page.getByRole('button', { name: '核对无误，照此保存' }).click();
  await page.getByRole('heading', { level: 1, name: '周思雨' }).waitFor();
  await window.examine('record');

  // The same person again is said to be there already.
  window.expect_complaint(/409/);
  await page.goto(`${server.url}/registers/student/new`);
  await page.getByLabel(/^姓名/).fill('周思雨');
  await page.getByLabel(/^性别/).selectOption('female');
  await choose(page, '班级', '二班', /汽修二班/);
  await page.getByLabel(/^入学日期/).fill('2024-09-01');
  await page.getByLabel(/^身份证件号/).fill(citizen_id('2008-07-01', 22));
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('alert').getByText('已有相同的记录').waitFor();
  await window.examine('record-new-taken');
  await window.close();

  const phone = await Window.open(browser, kPhone);
  await phone.sign_in(server.url, registrar.name, registrar.password);
  await phone.page.goto(`${server.url}/registers/student/new`);
  await phone.page.getByLabel(/^姓名/).waitFor();
  await phone.examine('record-new');
  await phone.close();
});

test('submitted, two fields returned, mended, seen again with what changed, approved; the history tells it', { timeout: 180_000 }, async () => {
  const student = students[0];
  const target = `${server.url}/registers/student/${student.id}`;
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(target);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText(/等县级教育审核员.*办理：退回修改、通过/).waitFor();

  const officer = await Window.open(browser, kDesk);
  await officer.sign_in(server.url, county.name, county.password);
  await officer.page.goto(`${server.url}/my-work`);
  await officer.page.getByRole('link', { name: '学生：待审核', exact: true }).waitFor();
  await officer.examine('my-work-registers');
  await officer.page.getByRole('link', { name: '待我办理' }).click();
  await officer.page.getByRole('heading', { name: /学生：待审核/ }).waitFor();
  await officer.examine('registers-waiting');
  await officer.page.getByRole('link', { name: student.label }).click();
  await officer.page.waitForURL(target);
  await officer.page.getByRole('button', { name: '退回修改' }).click();
  await officer.page.getByLabel('内容', { exact: true }).selectOption('household_kind');
  await officer.page.getByLabel('怎么改').fill('与户口簿不一致');
  await officer.page.getByRole('button', { name: '再指出一项' }).click();
  await officer.page.getByLabel('内容', { exact: true }).nth(1).selectOption('address');
  await officer.page.getByLabel('怎么改').nth(1).fill('请补填');
  await officer.page.getByLabel('意见', { exact: true }).fill('请核对户口簿');
  await officer.examine('record-return');
  await officer.page.getByRole('button', { name: '确认退回修改' }).click();
  await officer.page.getByText('等学籍管理员办理：提交').waitFor();

  // Who returned it and why stands on top of the record and of its form.
  await page.goto(target);
  await page.locator('.record-returned').getByText('请核对户口簿').waitFor();
  await page.goto(`${target}/edit`);
  await page.locator('.record-returned').getByText('请核对户口簿').waitFor();
  await page.getByText('退回：与户口簿不一致').waitFor();
  await window.examine('record-edit-returned');
  await page.getByLabel(/^户口性质/).selectOption('county_town');
  await page.getByLabel(/^家庭住址/).fill('庄浪县水洛镇');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(target);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText(/等县级教育审核员.*办理/).waitFor();

  await officer.page.reload();
  await officer.page.getByRole('heading', { name: '上次审核以来的变化' }).waitFor();
  const since = officer.page.locator('.since-seen');
  await since.getByText('庄浪县水洛镇').waitFor();
  await since.getByText('县镇非农').waitFor();
  await officer.examine('record-since');
  await officer.page.getByRole('button', { name: '通过', exact: true }).click();
  await officer.page.getByRole('button', { name: '确认通过' }).click();
  await officer.page.locator('h1').getByText('在籍').waitFor();
  await officer.page.locator('.version').filter({ hasText: '退回修改' }).getByText('请核对户口簿').waitFor();
  await officer.examine('record-history');
  const on_phone = await Window.open(browser, kPhone);
  await on_phone.sign_in(server.url, county.name, county.password);
  await on_phone.page.goto(target);
  await on_phone.page.locator('.version').first().waitFor();
  await on_phone.examine('record');
  await on_phone.close();
  await officer.close();
  await window.close();
});

test('a sensitive value is seen for a stated reason only, and that is on record', { timeout: 60_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, county.name, county.password);
  await page.goto(`${server.url}/registers/student/${students[1].id}`);
  const whole = citizen_id('2008-05-04', 3);
  await page.getByRole('button', { name: '查看身份证件号' }).waitFor();
  assert.equal(await page.getByText(whole).count(), 0);
  await page.getByRole('button', { name: '查看身份证件号' }).click();
  await page.getByLabel('查看用途（会留下记录）').fill('核对学籍');
  await window.examine('record-reveal');
  await page.getByRole('button', { name: '查看原文' }).click();
  await page.getByText(whole).waitFor();
  const audit = (await administrator.client.get('/api/audit')).json();
  assert.match(JSON.stringify(audit), /student\.reveal.*核对学籍|核对学籍.*student\.reveal/);
  await window.close();
});

test('two people change one record: what does not clash is put together, what does is chosen', { timeout: 90_000 }, async () => {
  const student = students[2];
  const target = `${server.url}/registers/student/${student.id}`;
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  window.expect_complaint(/412/);
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${target}/edit`);
  await page.getByLabel(/^家庭住址/).fill('庄浪县万泉镇');
  await page.getByLabel(/^户口性质/).selectOption('urban');
  const change = { values: { address: '庄浪县韩店镇', guardian: '马成' }, why: '家长来电' };
  (await colleague.client.patch(`/api/records/student/${student.id}`, 1, change)).is(200);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: '别人刚刚保存过这条记录' }).waitFor();
  await page.getByText('对方改过的：监护人姓名：马成').waitFor();
  await window.examine('record-merge');
  await page.getByLabel(/我填的/).check();
  await page.getByRole('button', { name: '按选定的保存' }).click();
  await page.waitForURL(target);
  const { values } = (await registrar.client.get(`/api/records/student/${student.id}`)).json().record;
  assert.deepEqual(
    [values.address, values.household_kind, values.guardian],
    ['庄浪县万泉镇', 'urban', '马成'],
  );
  await window.close();
});

test('a row opens beside its list; one goes on from there, and comes back to the row', { timeout: 90_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student?sort=name`);
  const rows = page.locator('.register-table tbody tr');
  const label = (place: number) => rows.nth(place).locator('.row-title').innerText();
  await rows.nth(1).waitFor();
  // Anywhere in the row but its box.
  await rows.first().locator('td').nth(2).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText(await label(0), { exact: true }).first().waitFor();
  assert.ok(await drawer.getByRole('button', { name: '上一条' }).isDisabled());
  await drawer.getByRole('button', { name: '下一条' }).click();
  await drawer.getByText(await label(1), { exact: true }).first().waitFor();
  await window.examine('record-drawer-next');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await focused(), await label(1));
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), await label(2));
  await window.close();
});

test('removed with a reason, gone from the list, restored from the history', { timeout: 90_000 }, async () => {
  const student = students[3];
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student`);
  await page.getByRole('link', { name: student.label }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('heading', { name: '登记内容' }).waitFor();
  await window.examine('record-drawer');
  await drawer.getByRole('button', { name: '作废' }).click();
  await drawer.getByLabel('原因').fill('重复录入');
  await drawer.getByRole('button', { name: '确认作废' }).click();
  await drawer.getByText('这条记录已作废').waitFor();
  await page.goto(`${server.url}/registers/student/${student.id}`);
  await page.getByText('重复录入').waitFor();
  await page.getByRole('button', { name: '恢复到这一版' }).last().click();
  await page.getByLabel('原因').fill('不是同一人');
  await window.examine('record-restore');
  await page.getByRole('button', { name: '确认恢复' }).click();
  await page.locator('.version').first().getByText('不是同一人').waitFor();
  const { record } = (await registrar.client.get(`/api/records/student/${student.id}`)).json();
  assert.equal(record.removed, false);
  await window.close();
});

test('a workbook of students: seven errors found, some mended on the page, the good ones written, undone', { timeout: 180_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, registrar.name, registrar.password);
  await page.goto(`${server.url}/registers/student`);
  await page.getByRole('link', { name: '导入', exact: true }).click();
  await page.getByText('把表格拖到这里，或者').waitFor();
  await window.examine('import-file');

  // The template that the program offers is a workbook that the page understands.
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载模板' }).click(),
  ]);
  await page.getByLabel('选择文件').setInputFiles(await template.path());
  await page.getByRole('heading', { name: /列对应哪一项/ }).waitFor();
  assert.equal(await page.locator('.import-missing').count(), 0, 'every required field has its column');
  await page.getByRole('button', { name: '换一个文件' }).click();


  const rows: (string | number | Date)[][] = [
    ['2024级新生花名册'],
    [],
    ['学生姓名', '性别', '身份证件号码', '班级名称', '入学日期', '备注说明'],
  ];
  const day = new Date(Date.UTC(2024, 8, 1));
  for (let i = 0; i < 2000; i++) {
    const id = citizen_id('2009-03-04', 2 * (i % 400) + 1, String(622_801 + Math.floor(i / 400)));
    rows.push([`新生${String.fromCharCode(0x4e00 + i)}`, '男', id, '汽修一班', day, `第${i}号`]);
  }
  // The row of the sheet is three more than the place among the students, and rows count from 1.
  const plant = (row: number, column: number, value: string | number) => (rows[row - 1][column] = value);
  plant(10, 0, '');
  plant(20, 1, '不详');
  plant(30, 2, 6.22801200903040e17);
  plant(40, 3, '没有这个班');
  plant(50, 4, '2024-13-01');
  plant(60, 2, rows[60][2] as string);
  plant(70, 2, '622801200903040000');
  rows.push(['合计', '2000人']);
  await page.getByLabel('选择文件').setInputFiles({
    name: '新生.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: write_xlsx(rows),
  });
  await page.getByRole('heading', { name: /列对应哪一项/ }).waitFor();
  await page.getByLabel('“学生姓名”对应').selectOption({ label: '姓名' });
  await window.examine('import-columns');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('heading', { name: '新生.xlsx' }).waitFor();
  const count = (title: string) => page.locator('.import-counts li').filter({ hasText: title }).locator('.tile-figure').innerText();
  assert.deepEqual([await count('新增'), await count('不合格')], ['1,993', '8']);
  for (const row of [10, 20, 30, 40, 50, 61, 70, 2004]) await page.getByText(`第 ${row} 行`, { exact: true }).first().waitFor();
  // Somebody is recorded already, so what differs is told.
  await page.getByText('表里没有的').first().waitFor();
  await window.examine('import-checked');

  // Some are mended where they are said, also after the page was loaded anew; the row of totals is left
  // out, and the rest is left for the workbook.
  await page.reload();
  await page.getByLabel('第 10 行学生姓名改为').fill('王大明');
  await page.getByLabel('第 20 行性别改为').selectOption({ label: '男' });
  await choose(page, '第 40 行班级名称改为', '二班', /汽修二班/);
  await page.getByRole('button', { name: '跳过这一行：第 2004 行' }).click();
  await page.getByRole('button', { name: '不跳过：第 2004 行' }).waitFor();
  await window.examine('import-mended');
  await page.getByRole('button', { name: '重新核对（改了 4 处）' }).click();
  await page.getByText('先写入合格的（1,996 条）').waitFor();
  await page.getByRole('button', { name: '回到改之前' }).waitFor();
  await page.getByRole('button', { name: /^先写入合格的/ }).click();
  await page.getByText('已写入 1,996 条。').waitFor({ timeout: 60_000 });
  assert.deepEqual([await count('已写入'), await count('未写入')], ['1,996', '4']);
  await window.examine('import-applied');
  assert.equal((await registrar.client.get('/api/records/student/count?class.is=' + classes[0].id)).json().count, 4 + 1995);

  // Taken back as a whole.
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: '确认撤销' }).click();
  await page.getByText('已撤销 1,996 条。').waitFor({ timeout: 60_000 });
  assert.equal((await registrar.client.get('/api/records/student/count?class.is=' + classes[0].id)).json().count, 4);
  await page.goto(`${server.url}/registers/student/import`);
  await page.getByRole('button', { name: '新生.xlsx' }).first().waitFor();
  await window.examine('import-earlier');
  const phone = await Window.open(browser, kPhone);
  await phone.sign_in(server.url, registrar.name, registrar.password);
  await phone.page.goto(`${server.url}/registers/student/import`);
  await phone.page.getByRole('button', { name: '新生.xlsx' }).first().click();
  await phone.page.getByText('已撤销 1,996 条。').waitFor();
  await phone.examine('import-undone');
  await phone.close();
  // No table at all.
  await page.getByLabel('选择文件').setInputFiles({ name: '坏.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 no') });
  await page.getByText('文件读不出来').waitFor();
  await window.close();
});
