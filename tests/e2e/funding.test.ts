// The money of two counties: one cell comes back, the city sees which floor fails under which
// ruling while the page is open, releases it, and the public sees what was released.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person, type Person } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, role: string) => new_person(administrator, name, [{ unit, role }]);
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'finance_officer');
const jingning = await make('jingning', 'jingning', 'finance_officer');
const city = await make('city', 'finance_bureau', 'city_finance_officer');
const office = await make('office', 'education_bureau', 'plan_office');
const browser = await launch();
after(() => browser.close());

const kWan = 1_000_000; // fen
const stages = (purpose: string, fen: number) =>
  Object.fromEntries(['budgeted', 'issued', 'paid'].map((stage) => [`${purpose}_${stage}`, fen]));

async function submit(person: Person, unit: string, changes: object): Promise<string> {
  const values = {
    unit, period: '2025-H2', ...stages('special', 330 * kWan), special_document: '财教〔2025〕1号',
    special_from_above: 0, special_from_surcharge: 0, contest_in_special: 0, ...stages('contest', 20 * kWan),
    ...stages('waiver', 180_120_000), waiver_students: 4503,
    edu_surcharge_collected: 1100 * kWan, edu_surcharge_available: 1000 * kWan, ...stages('edu_surcharge_vocational', 300 * kWan),
    local_surcharge_collected: 550 * kWan, local_surcharge_available: 500 * kWan, ...stages('local_surcharge_vocational', 150 * kWan),
    ...changes,
  };
  const { record } = (await person.client.post('/api/records/funding', { values, confirmed: true })).json(201);
  await step(person, record.id, 'submit', 1);
  return record.id;
}
const step = async (person: Person, id: string, name: string, version: number, body: object = {}) =>
  (await person.client.post(`/api/records/funding/${id}/steps/${name}`, body, { version })).is(200);

const failing = await submit(zhuanglang, 'zhuanglang', { contest_in_special: 50 * kWan });
const mended = await submit(jingning, 'jingning', { contest_issued: 2 * kWan });

test('the city sees which floor fails by how many yuan under which ruling, while figures change', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, city.name, city.password);
  await page.goto(`${server.url}/funding?money=yuan`);
  const row = (name: string) => page.locator('tbody tr').filter({ hasText: name }).first();
  await row('庄浪县').getByText('差 200,000 元').waitFor();
  await row('静宁县').getByText('差 180,000 元').waitFor();
  await page.getByText(/未报单位：.*崇信县/).waitFor();
  await window.examine('funding');

  // One cell comes back, is mended and handed in again: the open page follows.
  await step(city, mended, 'return', 2, { comment: '请核对', returned: { contest_issued: '与指标文件不一致' } });
  await row('静宁县').getByText(/填报中，暂不计/).waitFor();
  (await jingning.client.patch(`/api/records/funding/${mended}`, 3, { values: { contest_issued: 20 * kWan } })).is(200);
  await step(jingning, mended, 'submit', 4);
  await row('静宁县').getByText('差 180,000 元').waitFor({ state: 'detached' });
  await row('静宁县').getByText('达到').first().waitFor();

  await page.getByRole('button', { name: '庄浪县' }).click();
  await page.getByText('已剔除技能大赛经费 500,000 元。').waitFor();
  await page.getByText('财教〔2025〕1号').waitFor();
  await page.getByText(/4503 人 × 2,000 元 × 20% = 1,801,200 元/).waitFor();
  await window.examine('funding-unit');
  await page.getByLabel('专项经费含技能大赛经费').selectOption('1');
  await page.getByText(/^测算：/).waitFor();
  await row('庄浪县').getByText('差 200,000 元').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '恢复现行口径' }).click();
  await row('庄浪县').getByText('差 200,000 元').waitFor();
  await page.getByRole('link', { name: '打开填报记录' }).click();
  await page.waitForURL(`**/registers/funding/${failing}`);
  await window.close();
});

test('an authorised person releases what was reviewed, and the public sees that and nothing else', { timeout: 120_000 }, async () => {
  await step(city, failing, 'approve', 2);
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, office.name, office.password);
  await page.goto(`${server.url}/funding`);
  await page.getByRole('button', { name: '对外公布' }).click();
  await page.getByText(/不包括：.*静宁县/).waitFor();
  await window.examine('funding-release');
  // Another report is approved while the form is open: nothing goes out that nobody looked at.
  await step(city, mended, 'approve', 5);
  window.expect_complaint(/409/);
  await page.getByRole('button', { name: '确认公布 2025 年' }).click();
  await page.getByText(/数字又有变动，还没有公布/).waitFor();
  await page.getByRole('button', { name: '确认公布 2025 年' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '对外公布' }).click();
  await page.getByRole('button', { name: '确认公布 2025 年' }).click();
  await page.getByRole('button', { name: '撤回' }).waitFor();
  await window.close();

  const phone = await Window.open(browser, kPhone);
  await phone.page.goto(`${server.url}/public/funding`);
  await phone.page.getByRole('heading', { name: '庄浪县' }).waitFor();
  assert.equal(await phone.page.getByText('没有审核通过的填报').count(), 6);
  await phone.examine('funding-public');
  await phone.close();
  const officer = await Window.open(browser, kPhone);
  await officer.sign_in(server.url, city.name, city.password);
  await officer.page.goto(`${server.url}/funding?unit=zhuanglang`);
  await officer.page.getByText('已剔除技能大赛经费 500,000 元。').waitFor();
  await officer.examine('funding-unit');
  await officer.close();
});
