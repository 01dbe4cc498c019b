// From the wall of commitments to a record: the figure changes while the page is open, its shortfall
// is read in people, and what nobody reports is said to be missing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

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
