// From the wall of commitments to a record: the figure changes while the page is open, its shortfall
// is read in people, and what nobody reports is said to be missing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person } from '../harness/people.ts';
import { Server, fresh_store } from '../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const county = await new_person(administrator, 'county', [{ unit: 'zhuanglang', role: 'county_officer' }]);
const office = await new_person(administrator, 'office', [{ unit: 'education_bureau', role: 'plan_office' }]);
const browser = await launch();
after(() => browser.close());

const kIntake = '/api/records/intake';
// Zhuanglang in 2021: 37.0 %.
const kValues = {
  county: 'zhuanglang', year: 2021, junior_graduates: 5000,
  secondary_intake: 1665, technician_intake: 0, five_year_intake: 0, general_intake: 2835,
};

test('an open wall follows a report, and the number leads to its record', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, office.name, office.password);
  await page.goto(`${server.url}/indicators`);
  const card = page.locator('.gauge-card').filter({ hasText: '高中阶段招生职普比' });
  await card.getByText('数据不足').first().waitFor();

  const made = (await county.client.post(kIntake, { values: kValues, confirmed: true })).json(201).record;
  (await county.client.post(`${kIntake}/${made.id}/steps/submit`, {}, { version: 1 })).is(200);
  await card.getByText('37.0%').waitFor();
  await card.getByText(/招生总数不变.*还差 135 人/).waitFor();
  await card.getByText(/普高招生不变.*还差 225 人/).waitFor();
  await window.examine('indicators-live');

  await card.getByRole('link', { name: '高中阶段招生职普比' }).click();
  await page.getByText('1,665 ÷ 4,500，1 条记录').waitFor();
  await page.getByText('按规定不按这一级公布').waitFor();
  const record = page.getByRole('link', { name: '庄浪县 2021' });
  assert.equal(await record.getAttribute('href'), `/registers/intake/${made.id}`);
  await window.examine('indicator-working');
  await record.click();
  await page.getByRole('heading', { name: '庄浪县 2021' }).waitFor();
  await window.close();
});

test('how a figure went and where it goes is seen as a curve and read as a table', { timeout: 180_000 }, async () => {
  const store = fresh_store();
  // The command faketime would stay between the server and our signals.
  const library = 'LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1';
  const earlier = await Server.start({ store, wrapper: ['env', library, 'FAKETIME_DONT_FAKE_MONOTONIC=1', 'FAKETIME=-70d'] });
  const first = await first_administrator(earlier);
  const officer = await new_person(first, 'county', [{ unit: 'zhuanglang', role: 'county_officer' }]);
  const reader = await new_person(first, 'office', [{ unit: 'education_bureau', role: 'plan_office' }]);
  const year = new Date().getFullYear();
  for (const [back, intake] of [[4, 1500], [3, 1560], [2, 1590], [1, 1665]] as const) {
    const values = { ...kValues, year: year - back, secondary_intake: intake, explanation: '测试用数' };
    const made = (await officer.client.post(kIntake, { values, confirmed: true })).json(201).record;
    (await officer.client.post(`${kIntake}/${made.id}/steps/submit`, {}, { version: 1 })).is(200);
  }
  await earlier.stop();
  const now = await Server.start({ store });

  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(now.url, reader.name, reader.password);
    await page.goto(`${now.url}/indicators`);
    const card = page.locator('.gauge-card').filter({ hasText: '高中阶段招生职普比' });
    await card.getByText(/照此趋势，\d{4}年12月31日约 [\d.]+%（[\d.]+% 至 [\d.]+%）/).waitFor();
    await card.getByRole('link', { name: '高中阶段招生职普比' }).click();
    await page.getByText(/依据 4 个数.*最小二乘线性趋势，95% 预测区间（GSL）/).waitFor();
    const chart = page.getByRole('img', { name: /高中阶段招生职普比走势图/ });
    await chart.locator('svg path').first().waitFor({ state: 'attached' });
    const table = page.getByRole('table', { name: '走势' });
    // Ends of months of the time before, computed from the history of the records.
    assert.ok((await table.getByText('补算').count()) >= 2);
    assert.match(await table.locator('tbody tr').first().innerText(), /37\.0%/);
    await window.examine('indicator-trend');
    await window.close();
  }
});

test('what nobody reports is missing, never 0, and says who would report it', { timeout: 60_000 }, async () => {
  const window = await Window.open(browser, kPhone);
  await window.sign_in(server.url, office.name, office.password);
  await window.page.goto(`${server.url}/indicators?state=missing`);
  const cards = window.page.locator('.gauge-card');
  await cards.first().waitFor();
  for (const text of await cards.allInnerTexts()) {
    assert.match(text, /尚无数据/);
    assert.match(text, /由谁报：\S/);
    assert.doesNotMatch(text, /数据不足/);
  }
  await window.close();
});
