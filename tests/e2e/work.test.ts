// A task from its milestones to the public page, worked by everybody it concerns, over three weeks.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { drawn, photographed, printed } from '../harness/paper.ts';
import { Client } from '../harness/client.ts';
import { kPassword, new_person, usual_people } from '../harness/people.ts';
import { Server, fresh_store, kRoot } from '../harness/server.ts';

const kDay_ms = 86_400_000;
const kTask = 17;

// The month's reports are asked for until its end, so the three weeks begin early in a month.
const today = new Date();
const begins = new Date(today.getFullYear(), today.getMonth() + 1, 3, 10);
const days_ahead = Math.round((begins.getTime() - today.getTime()) / kDay_ms);

const store = fresh_store();
/** The server of that day of the journey. */
async function start(day: number): Promise<Server> {
  // The command faketime would stay between the server and our signals.
  const library = 'LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1';
  const wrapper = ['env', library, 'FAKETIME_DONT_FAKE_MONOTONIC=1', `FAKETIME=+${days_ahead + day}d`];
  return Server.start({ store, wrapper });
}
let server = await start(0);
async function on_day(day: number): Promise<void> {
  await server.stop();
  server = await start(day);
}
const people = await usual_people(server);
const post = (name: string, unit: string, role: string) => new_person(people.administrator, name, [{ unit, role }]);
await post('second', 'education_bureau', 'plan_office');
await post('leader', 'city_government', 'leader');
await post('auditor', 'city_government', 'auditor');
await post('jingning', 'jingning', 'unit_officer');
const browser = await launch();
after(() => browser.close());

/** Somebody at a page, at a desk or with a phone. */
const at = async (name: string, path: string, work: (window: Window) => Promise<void>, size = kDesk) => {
  const window = await Window.open(browser, size);
  await window.sign_in(server.url, name, kPassword);
  await window.page.goto(server.url + path);
  await work(window);
  window.quiet(`${name} at ${path}`);
  await window.close();
};
/** A person's API on this day. */
const api = (name: string) => new Client(server).sign_in(name, kPassword);

interface Share {
  id: string;
  role: string;
  status: string;
  unit: { id: string };
}
interface Board {
  as_of: string;
  today: string;
  shares: Share[];
}
const board = async (as_of = ''): Promise<Board> =>
  (await (await api('office')).get(`/api/board?task=${kTask}${as_of && `&as_of=${as_of}`}`)).json();
const shares = (await board()).shares;
const lead = shares.find(({ role }) => role !== 'supporting')!;
const share_of = (unit: string) => shares.find((share) => share.unit.id === unit)!;
const zhuanglang = share_of('zhuanglang');
const jingning = share_of('jingning');
const [{ period }] = (await (await api('county')).get('/api/my-reports')).json().owed;
const report_of = (share: Share) => `/plan/shares/${share.id}/reports/${period}`;

test('a task is worked from its milestones to the public page, and every earlier day stays as it was', { timeout: 240_000 }, async () => {
  const boards: Board[] = [];

  // The first day: milestones, handing down, reports, and a stamped letter that files itself.
  await at('finance', `/plan/shares/${lead.id}/milestones`, async ({ page }) => {
    await page.getByRole('button', { name: '按任务成果带出' }).click();
    await page.getByLabel('本任务各责任单位都用这些节点').check();
    await page.getByRole('button', { name: '保存节点' }).click();
    await page.getByText('节点已保存').waitFor();
  });
  for (const [who, share] of [['county', zhuanglang], ['jingning', jingning]] as const)
    await at(who, `/plan/shares/${share.id}/parts`, async ({ page }) => {
      await page.getByRole('button', { name: '加一个科室' }).click();
      await page.getByLabel('第 1 个：科室名称').fill('教育股');
      await page.getByLabel('第 1 个：请报什么').fill('报专项资金下达情况');
      await page.getByRole('button', { name: '保存分办' }).click();
      await page.getByText(/1 家还没有回复/).waitFor();
    });
  await at('jingning', '/my-work', async ({ page }) => {
    await page.getByRole('button', { name: `任务${kTask}：本月无变化` }).tap();
    await page.getByRole('button', { name: `任务${kTask}：本月无变化` }).waitFor({ state: 'detached' });
  }, kPhone);
  await at('county', report_of(zhuanglang), async ({ page }) => {
    await page.getByText(/报送时按当天的数写入报告/).waitFor();
    await page.getByLabel('进展情况').fill('专项资金300万元已列入年度预算，文件已印发。');
    await page.getByRole('checkbox').first().check();
    await page.setInputFiles('input[type=file][multiple]', { name: '预算文件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n') });
    await page.getByRole('link', { name: '预算文件.pdf' }).waitFor();
    await page.getByRole('button', { name: '存草稿' }).click();
    await page.getByText('草稿已保存').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载报送函' }).click()]);
    const paper = await printed(readFileSync(await download.path()), 'report');
    mkdirSync(join(kRoot, 'build/screenshots'), { recursive: true });
    drawn(paper, join(kRoot, 'build/screenshots'));
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.getByText('已报送。').waitFor();
    await page.goto(`${server.url}/reports/scans`);
    await page.setInputFiles('input[type=file]', [photographed(paper)]);
    await page.getByText('已归入').waitFor();
    await page.getByRole('link', { name: new RegExp(`任务${kTask} 庄浪县`) }).click();
    await page.getByRole('link', { name: 'report-photo.jpg' }).waitFor();
  });
  boards.push(await board());

  // The next day: one report is verified, the other is asked for one cell, supplied and verified.
  await on_day(1);
  await at('office', report_of(zhuanglang), async (desk) => {
    const { page } = desk;
    await page.getByText(/报送时由系统测得，以后不再变/).waitFor();
    await desk.examine('work-report-figures');
    await page.getByRole('button', { name: '核实', exact: true }).click();
    await page.getByText(/这是下一份|都处理完了/).waitFor();
    await page.goto(server.url + report_of(jingning));
    await page.getByRole('button', { name: '商请补充' }).click();
    await page.getByLabel('补充什么、为什么').fill('请写明预算安排的金额');
    await page.getByRole('button', { name: '退回补充' }).click();
    await page.getByText(/这是下一份|都处理完了/).waitFor();
  });
  await at('jingning', '/my-work', async (phone) => {
    await phone.page.getByRole('link', { name: '去补充' }).click();
    await phone.page.getByLabel('进展情况').fill('预算安排100万元。');
    await phone.page.getByRole('button', { name: '报送', exact: true }).click();
    await phone.page.getByText('已报送。').waitFor();
  }, kPhone);
  await at('office', report_of(jingning), async ({ page }) => {
    await page.getByRole('heading', { name: /上次审核以后的改动/ }).waitFor();
    await page.getByRole('button', { name: '核实', exact: true }).click();
    await page.getByText(/这是下一份|都处理完了/).waitFor();
  });
  boards.push(await board());

  // A deadline is extended by document, another unit gets a letter and answers it.
  await on_day(2);
  await at('office', `/plan/shares/${zhuanglang.id}/change`, async ({ page }) => {
    await page.getByLabel('怎样调整').selectOption('extend');
    await page.getByLabel('新时限').fill('2099-12-31');
    await page.getByLabel('批准文号').fill('平职教办〔2026〕8号');
    await page.getByRole('button', { name: '登记调整' }).click();
    await page.getByText('平职教办〔2026〕8号').waitFor();
  });
  let letter = '';
  await at('office', '/supervision?tab=late', async ({ page }) => {
    await page.getByRole('checkbox', { name: '选择静宁县', exact: true }).check();
    await page.getByRole('button', { name: '起草督办函' }).click();
    await page.getByRole('button', { name: '送签' }).click();
    await page.getByRole('button', { name: '送签' }).click();
    await page.getByText('须由另一位有签发权限的同志签发').waitFor();
    letter = new URL(page.url()).pathname;
  });
  await at('leader', letter, async ({ page }) => {
    await page.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByLabel('发文字号').fill('某某办函〔2026〕1号');
    await page.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByText('待回复').waitFor();
  });
  await at('jingning', '/supervision', async ({ page }) => {
    await page.getByRole('button', { name: '回复', exact: true }).click();
    await page.getByLabel('办理情况').fill('资金已全部下达。');
    await page.getByRole('button', { name: '回复', exact: true }).click();
    await page.getByText('已回复，待核办').waitFor();
  }, kPhone);
  await at('office', letter, async ({ page }) => {
    await page.getByRole('button', { name: '办结', exact: true }).click();
    await page.getByRole('button', { name: '办结', exact: true }).click();
    await page.getByText('已办结').waitFor();
  });
  boards.push(await board());

  // The lead applies for closing; one county agrees, and before the term silence does not count.
  await on_day(3);
  await at('finance', `/plan/shares/${lead.id}/closing`, async ({ page }) => {
    await page.getByLabel('完成情况').fill('各县专项资金均已列入预算并下达。');
    await page.setInputFiles('input[type=file]', { name: '下达文件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n') });
    await page.getByRole('link', { name: '下达文件.pdf' }).waitFor();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('等各单位意见').waitFor();
  });
  const [{ id: closing }] = (await (await api('office')).get(`/api/closings?task=${kTask}`)).json().closings;
  await at('county', `/plan/closings/${closing}`, async ({ page }) => {
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.locator('li', { hasText: '庄浪县' }).getByText('同意', { exact: true }).waitFor();
  });
  await at('office', `/plan/closings/${closing}`, async ({ page }) => {
    await page.getByText('等各单位意见').waitFor();
    await page.getByText('还没有核实过的报告').first().waitFor();
    await page.getByRole('link', { name: /最近核实的报告/ }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: '核查通过' }).count(), 0);
  });
  boards.push(await board());

  // After the term.
  await on_day(17);
  await at('office', `/plan/closings/${closing}`, async ({ page }) => {
    await page.getByText('逾期视为无意见').first().waitFor();
    await page.getByRole('button', { name: '核查通过' }).click();
    await page.getByText('由另一位负责人审批').waitFor();
  });
  await at('second', `/plan/closings/${closing}`, async (desk) => {
    await desk.page.getByLabel('批准文号').fill('平职教办〔2026〕9号');
    await desk.examine('work-approve');
    await desk.page.getByRole('button', { name: '审批销号' }).click();
    await desk.page.getByText(/已销号，平职教办〔2026〕9号/).waitFor();
  });
  const closed = await board();
  assert.ok(closed.shares.every(({ status }) => status === 'closed'));

  const citizen = await Window.open(browser, kPhone);
  await citizen.page.goto(`${server.url}/public`);
  const shown = citizen.page.locator('.public-task', { hasText: new RegExp(`任务${kTask}(?!\\d)`) });
  await shown.getByText('已销号').waitFor();
  await citizen.examine('work-public');
  await citizen.close();

  // The auditor reads everything and can do nothing.
  await at('auditor', `/plan/tasks/${kTask}`, async (desk) => {
    await desk.page.locator('.steps').waitFor();
    const more = desk.page.locator('main').getByRole('button', { name: '更多', exact: true });
    for (; await more.count(); await desk.settled()) await more.click();
    for (const said of ['平职教办〔2026〕8号', '平职教办〔2026〕9号', '专项资金300万元已列入年度预算，文件已印发。'])
      await desk.page.getByText(said).first().waitFor();
    assert.equal(await desk.page.getByRole('link', { name: '申请销号' }).count(), 0);
    await desk.examine('work-task-auditor');
    for (const path of [report_of(zhuanglang), report_of(jingning), `/plan/closings/${closing}`, letter]) {
      await desk.page.goto(server.url + path);
      await desk.settled();
      for (const act of ['核实', '报送', '审批销号', '签发', '上传盖章件'])
        assert.equal(await desk.page.getByRole('button', { name: act, exact: true }).count(), 0, `${act} at ${path}`);
    }
    await desk.page.goto(`${server.url}/admin?tab=audit`);
    for (const said of ['审批销号', '归入盖章件']) await desk.page.getByText(said).first().waitFor();
  });

  for (const then of boards) {
    const again = await board(then.as_of);
    assert.deepEqual({ ...again, today: then.today }, then, `the board of ${then.as_of}`);
  }
  await at('auditor', `/plan/tasks/${kTask}?as_of=${boards[0]!.as_of}`, async (desk) => {
    await desk.page.getByText('专项资金300万元已列入年度预算').first().waitFor();
    assert.equal(await desk.page.getByText('平职教办〔2026〕9号').count(), 0);
    await desk.examine('work-task-first-day');
  });
});
