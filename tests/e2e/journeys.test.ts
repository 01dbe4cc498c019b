// The journeys this program is for, in a real browser, on the sample of five years.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { Client } from '../harness/client.ts';
import { usual_people } from '../harness/people.ts';
import { Server } from '../harness/server.ts';
import { read_xlsx } from '../harness/tables.ts';

const server = await Server.start({ sample: true });
const people = await usual_people(server);
const browser = await launch();
after(() => browser.close());

const kDay = '2022-07-01';

test('what a form still needs is said beside the field, in the language of the page', { timeout: 60_000 }, async () => {
  const { shares } = (await people.finance.client.get('/api/board?task=17')).json();
  const lead = shares.find(({ role }: { role: string }) => role !== 'supporting');
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, people.finance.name, people.finance.password);
    await page.goto(`${server.url}/plan/shares/${lead.id}/milestones`);
    await page.getByRole('button', { name: '加一个节点' }).click();
    await page.getByRole('button', { name: '保存节点' }).click();
    await page.getByText('请填写这一项。').waitFor();
    const title = page.getByLabel(/^第 \d+ 个节点的名称$/).last();
    assert.equal(await title.getAttribute('aria-invalid'), 'true');
    assert.ok(await title.evaluate((field) => field === document.activeElement));
    await window.examine('form-missing');
    await page.getByRole('button', { name: /English|英文/ }).click();
    await page.getByText('Fill this in.').waitFor();
    await page.getByLabel(/^Title of milestone/).last().fill('印发文件');
    await page.getByText('Fill this in.').waitFor({ state: 'detached' });
    await window.close();
  }
});

test('the office sees what was late, what changed since, finds a unit, reads task 17, takes the list away', { timeout: 180_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await page.goto(server.url);
  await page.waitForURL(/\/sign-in/);
  await window.examine('sign-in');
  await window.sign_in_by_form(server.url, people.office.name, people.office.password);

  // As of 2022-07-01.
  await page.goto(`${server.url}/plan?view=list&rows=shares`);
  await page.getByRole('button', { name: /截至/ }).click();
  await page.getByLabel('日期', { exact: true }).fill(kDay);
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.waitForURL(new RegExp(`as_of=${kDay}`));
  await page.getByText('您看的是2022年7月1日当天的情况').waitFor();

  // Only what was late.
  const board = (await people.office.client.get(`/api/board?as_of=${kDay}&status=late`)).json();
  assert.ok(board.shares.length > 0);
  await page.getByRole('button', { name: /^逾期/ }).click();
  await page.waitForURL(/status=late/);
  const rows = page.getByRole('table').locator('tbody tr');
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, board.shares.length);
  await window.examine('late-2022-07-01');

  // The list shown, as a spreadsheet.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 XLSX' }).click(),
  ]);
  const sheet = read_xlsx(readFileSync(await download.path()));
  const cells = new Set(sheet.flat());
  for (const { unit } of board.shares) assert.ok(cells.has(unit.name.zh), unit.name.zh);
  assert.ok(sheet.filter((row) => row?.some((cell) => cell === '逾期')).length === board.shares.length);
  assert.equal(await rows.count(), board.shares.length);

  // What changed since.
  await page.getByRole('link', { name: '看看此后的变化' }).click();
  await page.waitForURL(new RegExp(`/changes\\?.*since=${kDay}`));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await window.examine('changes-since');

  // A page that knows only today is not called the past, by a link or by its address.
  await page.goto(`${server.url}/plan?as_of=${kDay}`);
  await page.getByText('您看的是2022年7月1日当天的情况').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: /^督办/ }).first().click();
  await page.waitForURL(/\/supervision$/);
  await page.getByText(/您看的是/).waitFor({ state: 'detached' });
  await page.goto(`${server.url}/my-work?as_of=${kDay}`);
  await page.getByText('这一页只有今天的情况').waitFor();
  await page.goto(`${server.url}/plan?as_of=2026-02-30`);
  await page.getByText('没有“2026-02-30”这一天').waitFor();
  await window.examine('no-such-day');

  // What one does is found like what there is.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('登记批示');
  await page.getByRole('dialog').getByRole('option', { name: /登记批示/ }).first().click();
  await page.waitForURL(/\/instructions\/new/);

  // 市财政局, by its initials.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('czj');
  await page.getByRole('dialog').getByRole('option', { name: /财政局/ }).first().click();
  await page.waitForURL(/\/units\/finance_bureau/);
  await page.getByRole('heading', { level: 1, name: /财政局/ }).waitFor();
  await window.examine('unit-finance');

  // Task 17, its measure, its commitments.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('17');
  await page.getByRole('dialog').getByRole('option', { name: /任务/ }).first().click();
  await page.waitForURL(/\/plan\/tasks\/17/);
  await page.getByRole('heading', { level: 1, name: /任务17/ }).waitFor();
  const task = (await people.office.client.get('/api/tasks/17')).json();
  for (const commitment of task.commitments)
    await page.getByText(commitment.title.zh).first().waitFor();
  await window.examine('task-17');
  const measure = task.task.measures[0].measure;
  await page.getByRole('link', { name: new RegExp(`第${measure}条`) }).first().click();
  await page.waitForURL(new RegExp(`/plan/measures/${measure}`));
  await window.examine('measure');

  // What the check found.
  await page.getByRole('navigation').getByRole('link', { name: /体检/ }).first().click();
  await page.waitForURL(/\/findings/);
  const { findings } = (await people.office.client.get('/api/findings')).json();
  assert.ok(findings.length > 0);
  await page.getByText(findings[0].detail.zh).first().waitFor();
  await window.examine('findings');
  await window.close();
});

test('a citizen sees progress on a phone, in both languages, and no name of who is late', { timeout: 60_000 }, async () => {
  const window = await Window.open(browser, kPhone);
  const { page } = window;
  await page.goto(`${server.url}/public`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await window.examine('public');
  const progress = (await new Client(server).get('/api/public/progress')).json();
  for (const task of progress.tasks) await page.getByRole('heading', { name: task.title.zh, exact: true }).waitFor();
  await page.getByRole('button', { name: /English/ }).click();
  await page.getByRole('heading', { name: progress.tasks[0].title.en, exact: true }).waitFor();
  await window.examine('public-en');
  await window.close();
});

test('the administrator adds a person and a post; the person comes in by the link', { timeout: 90_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, people.administrator.name, people.administrator.password);
  await page.goto(`${server.url}/admin`);
  await window.examine('admin');
  await page.getByRole('button', { name: '添加人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('王小明');
  await dialog.getByLabel('登录名').fill('wangxm');
  await window.examine('admin-new-person');
  await dialog.getByRole('button', { name: '添加人员' }).click();
  const link = (await dialog.locator('code').innerText()).trim();
  assert.match(link, new RegExp(`^${server.url}/invitation#`));
  await dialog.getByRole('button', { name: '添加职务' }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: '一次性链接' }).last();
  await drawer.getByText('添加职务').first().click();
  await drawer.getByRole('combobox', { name: '单位' }).click();
  await drawer.getByRole('combobox', { name: '单位' }).fill('财政');
  await page.locator('.ant-select-item-option').filter({ hasText: '财政局' }).first().click();
  await drawer.getByRole('combobox', { name: '角色' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '单位经办人' }).click();
  await drawer.getByRole('button', { name: '添加职务' }).click();
  await drawer.getByRole('listitem').filter({ hasText: '单位经办人' }).waitFor();
  await window.examine('admin-person');

  const other = await Window.open(browser, kDesk);
  await other.page.goto(link);
  await other.page.getByLabel('新密码', { exact: true }).fill('王小明 的一句话 2026');
  await other.page.getByLabel('再输一遍新密码').fill('王小明 的一句话 2026');
  await other.examine('invitation');
  await other.page.getByRole('button', { name: '设置并登录' }).click();
  await other.page.waitForURL(/\/my-work/);
  await other.page.getByText(/财政局/).first().waitFor();
  await other.examine('my-work');
  await other.close();
  await window.close();
});
