// The office drafts, a leader releases, a county answers on a phone, the office settles.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { kPassword, new_person, usual_people } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
await new_person(people.administrator, 'leader', [{ unit: 'city_government', role: 'leader' }]);
const browser = await launch();
after(() => browser.close());

const kPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

const window_of = async (name: string, size = kDesk) => {
  const window = await Window.open(browser, size);
  await window.sign_in(server.url, name, kPassword);
  return window;
};

test('a letter from what is late to the settled answer', { timeout: 240_000 }, async () => {
  const office = await window_of('office');
  await office.page.goto(`${server.url}/supervision?tab=late`);
  await office.page.getByRole('searchbox', { name: '单位，或任务序号、名称' }).fill('庄浪县');
  await office.page.getByRole('checkbox', { name: '选择庄浪县', exact: true }).check();
  await office.page.getByText('已选 1 个单位').waitFor();
  await office.examine('supervision-late');
  await office.page.getByRole('button', { name: '起草督办函' }).click();
  await office.page.getByRole('button', { name: '修改', exact: true }).click();
  await office.page.getByLabel('标题').fill('关于落实职业教育专项资金的督办函');
  await office.examine('letter-edit');
  await office.page.getByRole('button', { name: '保存' }).click();
  await office.page.getByRole('heading', { name: '关于落实职业教育专项资金的督办函', level: 1 }).waitFor();
  await office.page.getByRole('button', { name: '送签' }).click();
  await office.page.getByRole('button', { name: '送签' }).click();
  await office.page.getByText('须由另一位有签发权限的同志签发').waitFor();
  const address = office.page.url();
  const [download] = await Promise.all([
    office.page.waitForEvent('download'),
    office.page.getByRole('link', { name: '下载 DOCX' }).click(),
  ]);
  assert.equal(await download.failure(), null);

  const kTitle = '关于落实职业教育专项资金的督办函';
  /** That stack of his work names the letter, with what he does next. */
  const is_work = async ({ page }: Window, stack: string, act: string) => {
    await page.goto(`${server.url}/my-work`);
    const section = page.locator('section', { has: page.getByRole('heading', { level: 2, name: stack }) });
    await section.getByRole('link', { name: new RegExp(`^${act} .*${kTitle}`) }).waitFor();
  };

  const leader = await window_of('leader');
  await is_work(leader, '待我办理', '签发');
  await leader.examine('my-work-leader');
  // Who wrote it is not asked to release it.
  await office.page.goto(`${server.url}/my-work`);
  await office.settled();
  assert.equal(await office.page.getByRole('link', { name: `签发 ${kTitle}` }).count(), 0);
  await office.page.goto(address);
  await leader.page.goto(`${server.url}/supervision?tab=letters&state=submitted`);
  await leader.examine('supervision-letters');
  await leader.page.getByRole('link', { name: /关于落实职业教育专项资金/ }).click();
  await leader.page.getByRole('button', { name: '签发', exact: true }).click();
  await leader.page.getByLabel('发文字号').fill('某某办函〔2026〕1号');
  await leader.examine('letter-release');
  await leader.page.getByRole('button', { name: '签发', exact: true }).click();
  await leader.page.getByText('待回复').waitFor();
  await leader.close();

  const county = await window_of('county', kPhone);
  await county.page.goto(`${server.url}/my-work`);
  await county.page.getByRole('button', { name: /^提醒，\d+ 条未读$/ }).click();
  await county.examine('bell');
  await county.page.getByRole('link', { name: /收到督办函/ }).click();
  await county.page.getByRole('heading', { name: '关于落实职业教育专项资金的督办函', level: 1 }).waitFor();
  await county.page.getByRole('button', { name: '提醒', exact: true }).waitFor();
  await is_work(county, '30 天内到期', '回复');
  await county.examine('my-work-county');
  await county.page.goto(`${server.url}/supervision`);
  await county.examine('supervision-county');
  await county.page.getByRole('button', { name: '回复', exact: true }).click();
  await county.page.getByLabel('办理情况').fill('资金已全部下达。');
  await county.page.getByLabel('选择文件').setInputFiles({ name: '拨付凭证.pdf', mimeType: 'application/pdf', buffer: kPdf });
  await county.page.getByRole('link', { name: '拨付凭证.pdf' }).waitFor();
  await county.examine('supervision-answer');
  await county.page.getByRole('button', { name: '回复', exact: true }).click();
  await county.page.getByText('已回复，待核办').waitFor();
  await county.page.goto(address);
  await county.examine('letter-county');
  await county.close();

  const desk = await window_of('office');
  await is_work(desk, '待我办理', '办结');
  await desk.close();

  // The office's page is open all the while and shows the answer by itself.
  await office.page.getByText('资金已全部下达。').waitFor();
  await office.page.getByRole('button', { name: /^提醒，\d+ 条未读$/ }).waitFor();
  await office.page.getByRole('link', { name: '拨付凭证.pdf' }).waitFor();
  await office.page.getByLabel('归入盖章件').setInputFiles({ name: '督办函盖章件.pdf', mimeType: 'application/pdf', buffer: kPdf });
  await office.page.getByRole('link', { name: '督办函盖章件.pdf' }).waitFor();
  await office.page.getByRole('button', { name: '办结', exact: true }).click();
  await office.page.getByRole('button', { name: '办结', exact: true }).click();
  await office.page.getByText('已办结').waitFor();
  await office.page.getByRole('button', { name: '办理记录' }).click();
  await office.examine('letter-settled');
  // A letter is found by a part of its title.
  await office.page.goto(`${server.url}/plan`);
  await office.page.getByRole('heading', { level: 1 }).waitFor();
  await office.page.keyboard.press('Control+k');
  await office.page.getByRole('dialog').getByRole('combobox').fill('专项资金的督办函');
  await office.page.getByRole('dialog').getByRole('option', { name: /专项资金的督办函/ }).click();
  await office.page.waitForURL(/\/letters\//);
  await office.close();
});

test('notices are read, their ways chosen, and the calendar subscribed to', { timeout: 120_000 }, async () => {
  const county = await window_of('county');
  await county.page.goto(`${server.url}/notices`);
  await county.examine('notices');
  await county.page.getByRole('tab', { name: '接收设置' }).click();
  await county.page.getByLabel('邮箱').fill('county@example.cn');
  await county.page.getByLabel('什么时候发').selectOption('at_once');
  await county.page.getByRole('button', { name: '保存' }).click();
  await county.page.getByText('已保存。').waitFor();
  await county.examine('notice-settings');
  await county.page.getByRole('tab', { name: '日历订阅' }).click();
  await county.page.getByLabel('用在哪里').fill('手机');
  await county.page.getByRole('button', { name: '新建地址' }).click();
  const address = await county.page.locator('code').innerText();
  await county.examine('calendar-feeds');
  assert.match(await (await fetch(address.replace('localhost', '127.0.0.1'))).text(), /^BEGIN:VCALENDAR/);
  await county.page.getByRole('button', { name: '撤销“手机”' }).click();
  await county.page.getByText('还没有订阅地址').waitFor();
  assert.equal((await fetch(address.replace('localhost', '127.0.0.1'))).status, 404);
  await county.close();
  const phone = await window_of('county', kPhone);
  for (const [name, path] of [['notices', '/notices'], ['notice-settings', '/notices?tab=settings'], ['calendar-feeds', '/notices?tab=calendar']]) {
    await phone.page.goto(server.url + path);
    await phone.examine(name!);
  }
  await phone.close();
});

test('an instruction is registered and given to two units', { timeout: 120_000 }, async () => {
  const office = await window_of('office');
  await office.page.goto(`${server.url}/instructions/new`);
  await office.page.getByLabel('批示人').fill('市政府分管副市长');
  await office.page.getByLabel('批示内容', { exact: true }).fill('请抓紧落实。');
  await office.page.getByLabel('选择文件').setInputFiles({ name: '批示件.pdf', mimeType: 'application/pdf', buffer: kPdf });
  await office.page.getByRole('link', { name: '批示件.pdf' }).waitFor();
  await office.page.getByLabel('单位').selectOption('finance_bureau');
  await office.page.getByRole('button', { name: '再加一个单位' }).click();
  await office.page.getByLabel('单位').nth(1).selectOption('zhuanglang');
  await office.examine('instruction-new');
  await office.page.getByRole('button', { name: '登记批示' }).click();
  await office.page.getByText('请抓紧落实。').first().waitFor();
  await office.page.getByRole('link', { name: '批示件.pdf' }).waitFor();
  await office.examine('instruction');
  await office.page.goto(`${server.url}/supervision?tab=instructions`);
  await office.examine('supervision-instructions');
  await office.close();
  const phone = await window_of('office', kPhone);
  for (const [name, path] of [['supervision-late', '/supervision?tab=late'], ['supervision-letters', '/supervision?tab=letters'], ['instruction-new', '/instructions/new']]) {
    await phone.page.goto(server.url + path);
    await phone.examine(name!);
  }
  await phone.close();
});
