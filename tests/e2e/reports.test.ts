// Monthly reports: a county officer on a phone, the office at its desk.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { kPassword, new_person, usual_people } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const browser = await launch();
after(() => browser.close());

const kZeroReport_ms_max = 30_000;
const kZeroReportTaps_max = 3;

test('a new county officer finishes a zero report on a phone in under 30 seconds and three taps', { timeout: 90_000 }, async () => {
  const administrator = people.administrator.client;
  const made = (await administrator.post('/api/accounts', { name: 'jingning', display_name: '静宁县经办人' })).json(201);
  const post = { unit: 'jingning', role: 'unit_officer' };
  (await administrator.post(`/api/accounts/${made.account.id}/posts`, post)).is(201);

  const window = await Window.open(browser, kPhone);
  const { page } = window;
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.tap();
  };
  await page.goto(`${server.url}${made.link.path}`);
  await page.getByLabel('新密码', { exact: true }).fill(kPassword);
  await page.getByLabel('再输一遍新密码').fill(kPassword);
  const began = Date.now();
  await tap(page.getByRole('button', { name: '设置并登录' }));
  const all = page.getByRole('button', { name: /全部 \d+ 项本月无变化/ });
  await all.waitFor();
  const took_ms = Date.now() - began;
  await window.examine('reports-owed');
  const resumed = Date.now();
  await tap(all);
  await tap(page.getByRole('button', { name: '确认报送' }));
  await page.getByText('本期都已报送').waitFor();
  const total_ms = took_ms + Date.now() - resumed;
  console.log(`zero report: ${taps} taps, ${total_ms} ms`);
  assert.ok(taps <= kZeroReportTaps_max, `${taps} taps`);
  assert.ok(total_ms < kZeroReport_ms_max, `${total_ms} ms`);
  await window.examine('reports-all-submitted');
  const list = (await people.office.client.get('/api/reports?unit=jingning')).json();
  assert.equal(list.counts.missing, 0);
  assert.ok(list.lines.every((line: { no_change: boolean }) => line.no_change));
  await window.close();
});

test('a report is written on a phone, asked to be supplied, supplied, and verified; the next comes by itself', { timeout: 120_000 }, async () => {
  const office = people.office.client;
  const { shares } = (await office.get('/api/board?task=17')).json();
  const lead = shares.find(({ role }: { role: string }) => role !== 'supporting');

  // The lead draws up milestones for every share of its task.
  const finance = await Window.open(browser, kDesk);
  await finance.sign_in(server.url, people.finance.name, people.finance.password);
  await finance.page.goto(`${server.url}/plan/shares/${lead.id}/milestones`);
  await finance.page.getByRole('button', { name: '按任务成果带出' }).click();
  await finance.page.getByLabel('本任务各责任单位都用这些节点').check();
  await finance.page.getByRole('button', { name: '保存节点' }).click();
  await finance.page.getByText('节点已保存').waitFor();
  await finance.examine('milestones');
  await finance.close();

  const phone = await Window.open(browser, kPhone);
  await phone.sign_in_by_form(server.url, people.county.name, people.county.password);
  await phone.page.getByRole('link', { name: '任务17 填写' }).click();
  const text = phone.page.getByLabel('进展情况');
  await text.fill('已列入年度预算');
  await phone.page.getByRole('checkbox').first().check();
  await phone.examine('report-form');
  // What was typed survives a closed tab.
  await phone.page.reload();
  assert.equal(await text.inputValue(), '已列入年度预算');
  await phone.page.getByRole('button', { name: '报送', exact: true }).click();
  await phone.page.getByText('已报送。').waitFor();
  await phone.examine('report-sent');
  const [other] = (await people.county.client.get('/api/my-reports')).json().owed;
  (await people.county.client.post('/api/my-reports/no-change', { period: other.period, reports: [{ share: other.share.id, version: 0 }] })).is(200);

  const desk = await Window.open(browser, kDesk);
  const { page } = desk;
  await desk.sign_in(server.url, people.office.name, people.office.password);
  await page.goto(`${server.url}/reports`);
  await page.getByRole('heading', { level: 1, name: '进展报告' }).waitFor();
  await desk.examine('reports-office');
  await page.getByRole('link', { name: /庄浪县 任务17/ }).click();
  await page.getByText('已列入年度预算').first().waitFor();
  await page.getByRole('button', { name: '商请补充' }).click();
  await page.getByLabel('补充什么、为什么').fill('请写明金额和文号');
  await desk.examine('report-ask');
  await page.getByRole('button', { name: '退回补充' }).click();
  await page.getByText(/这是下一份/).waitFor();

  await phone.page.goto(`${server.url}/my-work`);
  await phone.page.getByText('请写明金额和文号').waitFor();
  await phone.examine('report-returned');
  await phone.page.getByRole('link', { name: '去补充' }).click();
  await text.fill('已列入年度预算300万元（庄财〔2026〕8号）');
  await phone.page.getByRole('button', { name: '报送', exact: true }).click();
  await phone.page.getByText('已报送。').waitFor();
  await phone.close();

  await page.goto(`${server.url}/reports`);
  await page.getByRole('link', { name: /庄浪县 任务17/ }).click();
  await page.getByRole('heading', { name: /上次审核以后的改动/ }).waitFor();
  await desk.examine('report-changed-since');
  await page.getByRole('button', { name: '核实', exact: true }).click();
  await page.getByText(/这是下一份|都处理完了/).waitFor();
  await desk.close();
});

test('two officers in one report see each other; what only one of them changed is taken over, not lost', { timeout: 60_000 }, async () => {
  await new_person(people.administrator, 'colleague', [{ unit: 'finance_bureau', role: 'unit_officer' }]);
  const [line] = (await people.finance.client.get('/api/my-reports')).json().owed;
  const address = `/api/shares/${line.share.id}/reports/${line.period}`;
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, people.finance.name, people.finance.password);
  await page.goto(`${server.url}/plan/shares/${line.share.id}/reports/${line.period}`);
  const other = await Window.open(browser, kPhone);
  await other.sign_in(server.url, 'colleague', kPassword);
  await other.page.goto(page.url());
  await other.page.getByText('finance也在填写这份报告').waitFor();
  await page.getByText('colleague也在填写这份报告').waitFor();
  await other.examine('report-other-officer');
  await other.page.goto(`${server.url}/my-work`);
  await page.getByText('colleague也在填写这份报告').waitFor({ state: 'detached' });
  await other.close();
  await page.getByLabel('进展情况').fill('我写的进展');
  const view = (await people.finance.client.get(address)).json();
  const theirs = { ...view.content, signed_off: { who: '王局长', on: '2021-01-04', file: null } };
  (await people.finance.client.put(address, theirs, { version: view.line.version })).is(200);
  // The stream says so at once, while the page is open.
  await page.getByText(/刚刚也改了这份报告/).waitFor();
  assert.equal(await page.getByLabel('进展情况').inputValue(), '我写的进展');
  assert.equal(await page.getByLabel('签发人').inputValue(), '王局长');
  await window.examine('report-two-officers');
  await page.getByRole('button', { name: '报送', exact: true }).click();
  await page.getByText('已报送。').waitFor();
  const sent = (await people.finance.client.get(address)).json();
  assert.equal(sent.content.text, '我写的进展');
  assert.equal(sent.content.signed_off.who, '王局长');
  await window.close();
});

test('what both changed is stored only once one of them said which, and who lost his words has them back', { timeout: 60_000 }, async () => {
  const [line] = (await people.finance.client.get('/api/my-reports')).json().owed;
  const address = `/api/shares/${line.share.id}/reports/${line.period}`;
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, people.finance.name, people.finance.password);
  await page.goto(`${server.url}/plan/shares/${line.share.id}/reports/${line.period}`);
  const text = page.getByLabel('进展情况');
  const store = async (words: string) => {
    const view = (await people.finance.client.get(address)).json();
    (await people.finance.client.put(address, { ...view.content, text: words }, { version: view.line.version })).is(200);
  };
  const stored = async () => (await people.finance.client.get(address)).json().content.text;
  await text.fill('我写的进展');
  await store('同事写的进展');
  await page.getByText('进展情况：两个人都改了').waitFor();
  await page.getByRole('button', { name: '存草稿' }).click();
  await page.getByText(/还没有保存：进展情况两个人都改了/).waitFor();
  await window.examine('report-decide-first');
  assert.equal(await stored(), '同事写的进展');
  await page.getByRole('button', { name: '用我的' }).click();
  await page.getByRole('button', { name: '存草稿' }).click();
  await page.getByText('草稿已保存').waitFor();
  assert.equal(await stored(), '我写的进展');

  await store('同事又写的');
  await page.getByRole('button', { name: '换回我原来写的' }).click();
  assert.equal(await text.inputValue(), '我写的进展');

  // A file that was brought and not stored is still there, by its name, after the page was left.
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');
  await page.locator('input[type=file]').first().setInputFiles({ name: '佐证.pdf', mimeType: 'application/pdf', buffer: bytes });
  await page.getByRole('link', { name: '佐证.pdf' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: '佐证.pdf' }).waitFor();
  await window.close();
});

test('what was typed and not saved meets what a colleague saved meanwhile, and is gone after signing out', { timeout: 60_000 }, async () => {
  const [line] = (await people.finance.client.get('/api/my-reports')).json().owed;
  const address = `/api/shares/${line.share.id}/reports/${line.period}`;
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, people.finance.name, people.finance.password);
  await page.goto(`${server.url}/plan/shares/${line.share.id}/reports/${line.period}`);
  await page.getByLabel('进展情况').fill('甲没有保存的话');
  await page.goto(`${server.url}/plan`);
  const view = (await people.finance.client.get(address)).json();
  const theirs = { ...view.content, text: '乙保存的话', signed_off: { who: '王局长', on: '2021-01-04', file: null } };
  (await people.finance.client.put(address, theirs, { version: view.line.version })).is(200);
  // Not only once: until he has decided, each return asks again.
  for (let time = 0; time < 2; time += 1) {
    await page.goto(`${server.url}/plan/shares/${line.share.id}/reports/${line.period}`);
    await page.getByText('进展情况：两个人都改了').waitFor();
    await page.getByText('乙保存的话').waitFor();
    assert.equal(await page.getByLabel('进展情况').inputValue(), '甲没有保存的话' + '！'.repeat(time));
    assert.equal(await page.getByLabel('签发人').inputValue(), '王局长');
    await page.getByLabel('进展情况').fill('甲没有保存的话！');
  }
  await window.examine('report-restored');
  await page.getByRole('button', { name: '用我的' }).click();
  await page.getByRole('button', { name: /账号菜单/ }).click();
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await page.waitForURL(/sign-in/);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes('甲没有保存的话'), kept);
  await window.close();
});

test('the office sees on its work where somebody leaves and nobody follows', { timeout: 60_000 }, async () => {
  const administrator = people.administrator.client;
  const [post] = (await administrator.get(`/api/accounts/${people.county.id}`)).json().posts;
  const last = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
  (await administrator.patch(`/api/posts/${post.id}`, post.version, { valid_to: last })).is(200);
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    await window.sign_in(server.url, people.office.name, people.office.password);
    await window.page.goto(`${server.url}/my-work`);
    await window.page.getByRole('heading', { name: /工作交接/ }).waitFor();
    await window.page.getByText('起将无人').waitFor();
    await window.examine('hand-overs');
    await window.close();
  }
});
