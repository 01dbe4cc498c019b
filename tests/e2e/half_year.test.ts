// Half a year's money, from the forms of two counties to the public page: a cell comes back, a third
// county is missing, the period is approved and locked, and a correction after the lock is seen.
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

/** As officers type money: in 万元, in 元 with separators, with the digits of their input method. */
const kForm: Record<string, string> = {
  '专项经费：预算安排': '330万元', '专项经费：下达': '３３０万元', '专项经费：拨付': '3,300,000',
  '专项经费：指标文号': '财教〔2025〕1号',
  '专项经费其中：上级转移支付': '0', '专项经费其中：教育附加': '0', '专项经费其中：技能大赛经费': '0',
  '技能大赛经费：预算安排': '20万元', '技能大赛经费：下达': '20万元', '技能大赛经费：拨付': '20万元',
  '免学费本级补助：预算安排': '180.12万元', '免学费本级补助：下达': '180.12万元', '免学费本级补助：拨付': '180.12万元',
  应免学费学生: '4503',
  '教育费附加：征收数': '1100万元', '教育费附加：本级可用': '1000万元',
  '教育费附加用于职业教育：预算安排': '300万元', '教育费附加用于职业教育：下达': '300万元', '教育费附加用于职业教育：拨付': '300万元',
  '地方教育附加：征收数': '550万元', '地方教育附加：本级可用': '500万元',
  '地方教育附加用于职业教育：预算安排': '150万元', '地方教育附加用于职业教育：下达': '150万元', '地方教育附加用于职业教育：拨付': '150万元',
};

const field = (window: Window, title: string) => window.page.getByLabel(new RegExp(`^${title}`));

/** The officer opens the form that is owed, fills it in and hands it in. */
async function report(window: Window, person: Person, changes: Record<string, string>) {
  const { page } = window;
  await window.sign_in(server.url, person.name, person.password);
  await page.goto(`${server.url}/collections`);
  await page.getByRole('link', { name: /^填报 职业教育经费 2025年下半年/ }).click();
  await field(window, '专项经费：预算安排').waitFor();
  for (const [title, text] of Object.entries({ ...kForm, ...changes })) await field(window, title).fill(text);
  await window.examine('half-year-form');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await hand_in(window);
}

async function hand_in({ page }: Window) {
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText(/等.*办理：退回、审核通过/).waitFor();
}

test('a half-year is reported, returned, approved without one, locked, corrected, and released', { timeout: 240_000 }, async () => {
  const first = await Window.open(browser, kDesk);
  await report(first, zhuanglang, { '专项经费其中：技能大赛经费': '50万元' });
  const second = await Window.open(browser, kPhone);
  await report(second, jingning, { '技能大赛经费：下达': '２万元', '技能大赛经费：拨付': '２万元' });

  // The city's board stays open to the end.
  const board = await Window.open(browser, kDesk);
  await board.sign_in(server.url, city.name, city.password);
  await board.page.goto(`${server.url}/funding?money=yuan`);
  const row = (name: string) => board.page.locator('tbody tr').filter({ hasText: name }).first();
  await row('庄浪县').getByText('差 200,000 元').waitFor();
  await row('静宁县').getByText('差 180,000 元').waitFor();
  await board.page.getByText(/未报单位：.*崇信县/).waitFor();

  // One cell comes back, is mended on a phone, and the open board follows.
  const desk = await Window.open(browser, kDesk);
  const { page } = desk;
  await desk.sign_in(server.url, city.name, city.password);
  await page.goto(`${server.url}/collections/funding/2025-H2`);
  await page.getByRole('link', { name: '看表 静宁县' }).click();
  await page.getByRole('button', { name: '退回', exact: true }).click();
  await page.getByLabel('内容', { exact: true }).selectOption('contest_issued');
  await page.getByLabel('怎么改').fill('与指标文件不一致');
  await page.getByLabel('意见', { exact: true }).fill('请核对技能大赛经费');
  await page.getByRole('button', { name: '确认退回' }).click();
  await row('静宁县').getByText(/填报中，暂不计/).waitFor();
  await second.page.goto(`${server.url}/collections`);
  await second.page.getByRole('link', { name: /^修改 职业教育经费/ }).click();
  await second.page.getByText('退回：与指标文件不一致').waitFor();
  await field(second, '技能大赛经费：下达').fill('20万元');
  await second.page.getByRole('button', { name: '保存', exact: true }).click();
  await hand_in(second);
  await second.close();
  await row('静宁县').getByText('达到').first().waitFor();

  // Approved with those who are missing named, then locked.
  await page.goto(`${server.url}/collections/funding/2025-H2`);
  await page.locator('.missing-units').getByText(/崇信县/).waitFor();
  await page.getByLabel('为什么照此审定').fill('决算会前先用已报的数');
  await desk.examine('half-year-round');
  await page.getByRole('button', { name: /^审定（\d+ 个单位未报）$/ }).click();
  await page.getByText(/未报：.*崇信县.*决算会前先用已报的数/).waitFor();
  await page.getByRole('button', { name: '锁定', exact: true }).click();
  await page.getByText(/^已锁定/).first().waitFor();

  // The board says which floor fails by how many yuan under which ruling, down to the record.
  await board.page.getByRole('button', { name: '庄浪县' }).click();
  await board.page.getByText('已剔除技能大赛经费 500,000 元。').waitFor();
  await board.page.getByRole('link', { name: '打开填报记录' }).click();
  await board.page.waitForURL('**/registers/funding/*');
  await board.page.getByText('财教〔2025〕1号').first().waitFor();
  await board.page.goto(`${server.url}/funding?money=yuan`);
  await row('庄浪县').getByText('差 200,000 元').waitFor();

  // Nothing can be changed any more, only corrected; the revision is seen, and the board follows.
  await first.page.reload();
  await first.settled();
  assert.equal(await first.page.getByRole('link', { name: '修改', exact: true }).count(), 0);
  await first.close();
  await page.getByRole('button', { name: '更正 庄浪县' }).click();
  for (const stage of ['预算安排', '下达', '拨付']) await field(desk, `专项经费：${stage}`).fill('350万元');
  await page.getByLabel('更正原因').fill('漏报追加指标，财教〔2025〕9号');
  await page.getByRole('button', { name: '保存更正' }).click();
  const revisions = page.locator('.revisions');
  await revisions.getByText(/庄浪县.*漏报追加指标/).waitFor();
  await revisions.getByText(/专项经费：下达：330万元 → 350万元/).waitFor();
  await desk.examine('half-year-locked');
  await row('庄浪县').getByText('差 200,000 元').waitFor({ state: 'detached' });
  await board.examine('half-year-board');
  await board.close();
  await desk.close();

  const releasing = await Window.open(browser, kDesk);
  await releasing.sign_in(server.url, office.name, office.password);
  await releasing.page.goto(`${server.url}/funding`);
  await releasing.page.getByRole('button', { name: '对外公布' }).click();
  await releasing.page.getByRole('button', { name: '确认公布 2025 年' }).click();
  await releasing.page.getByRole('button', { name: '撤回' }).waitFor();
  await releasing.close();
  const citizen = await Window.open(browser, kPhone);
  await citizen.page.goto(`${server.url}/public/funding`);
  await citizen.page.getByRole('heading', { name: '庄浪县' }).waitFor();
  await citizen.page.getByRole('heading', { name: '静宁县' }).waitFor();
  assert.equal(await citizen.page.getByText('没有审核通过的填报').count(), 6);
  await citizen.examine('half-year-public');
  await citizen.close();
});
