// Reporting up the hierarchy, through the pages: a zero report in one tap, a figure that wants a word,
// a period locked while somebody types, and forms that go out as a workbook and come back.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person, type Person } from '../harness/people.ts';
import { drawn, photographed, printed } from '../harness/paper.ts';
import { Server, kRoot } from '../harness/server.ts';
import { read_xlsx, write_xlsx } from '../harness/tables.ts';

const server = await Server.start({ extra: ['--registers', join(kRoot, 'tests/http/collection/registers')] });
const administrator = await first_administrator(server);
const make = (name: string, unit: string, role: string) => new_person(administrator, name, [{ unit, role }]);
const zhuanglang = await make('zhuanglang', 'zhuanglang', 'county_officer');
const jingning = await make('jingning', 'jingning', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const browser = await launch();
after(() => browser.close());

const kForms = '/api/records/course_total';
const round = (period: string) => `/api/collections/course_total/${period}`;
const form = (period: string, unit: string) => `${server.url}/collections/course_total/${period}/form?unit=${unit}`;
const field = ({ page }: Window, title: string) => page.getByLabel(new RegExp(`^${title}`));

async function record(person: Person, unit: string, period: string, persons: number): Promise<string> {
  const values = { unit, period, persons, explanation: '已核对' };
  return (await person.client.post(kForms, { values })).json(201).record.id;
}
const submit = async (person: Person, id: string) =>
  (await person.client.post(`${kForms}/${id}/steps/submit`, {}, { version: 1 })).is(200);
const signed_in = async (person: Person, size: { width: number; height: number }) => {
  const window = await Window.open(browser, size);
  await window.sign_in(server.url, person.name, person.password);
  return window;
};

test('nothing to report is one tap on a phone', { timeout: 60_000 }, async () => {
  const window = await signed_in(zhuanglang, kPhone);
  const { page } = window;
  await page.goto(`${server.url}/collections`);
  const zero = page.getByRole('button', { name: /^零报告：/ }).first();
  const what = (await zero.getAttribute('aria-label'))!.replace('零报告：', '');
  await window.examine('collections-mine');
  await zero.click();
  await page.getByText(`已报零报告：${what}。`).waitFor();
  await page.getByRole('button', { name: `零报告：${what}` }).waitFor({ state: 'detached' });
  await window.close();
});

test('a figure far from the last one is handed in with a word only', { timeout: 60_000 }, async () => {
  await submit(zhuanglang, await record(zhuanglang, 'zhuanglang', '2020-01', 100));
  const window = await signed_in(zhuanglang, kDesk);
  const { page } = window;
  await page.goto(form('2020-02', 'zhuanglang'));
  await field(window, '人次').fill('４００');
  await page.getByText(/\+300%.*提交前请在“说明”里说明/).first().waitFor();
  await window.examine('collections-unusual');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  window.expect_complaint(/422/);
  const hand_in = async () => {
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
  };
  await hand_in();
  await page.getByText(/\+300%/).first().waitFor();
  await window.examine('collections-unexplained');

  await page.goto(form('2020-02', 'zhuanglang'));
  await field(window, '说明').fill('新增电商培训四期');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await hand_in();
  await page.getByText(/待审定/).first().waitFor();
  const [slot] = (await zhuanglang.client.get(round('2020-02'))).json().slots;
  assert.deepEqual([slot.state, slot.figures.persons, slot.explanation], ['submitted', 400, '新增电商培训四期']);
  await window.close();
});

test('who types while the period is locked is told so and loses nothing', { timeout: 60_000 }, async () => {
  await submit(jingning, await record(jingning, 'jingning', '2020-03', 20));
  await record(zhuanglang, 'zhuanglang', '2020-03', 5);
  const window = await signed_in(zhuanglang, kDesk);
  const { page } = window;
  await page.goto(form('2020-03', 'zhuanglang'));
  await field(window, '人次').fill('36');

  const { missing } = (await city.client.get(round('2020-03'))).json();
  const names = missing.map((unit: { id: string }) => unit.id);
  assert.ok(names.includes('zhuanglang'), 'a draft is missing');
  (await city.client.post(`${round('2020-03')}/approve`, { missing: names, why: '先汇总' })).is(200);
  (await city.client.post(`${round('2020-03')}/lock`, {})).is(200);

  await page.getByText('您填写的内容还在下面，没有丢失').waitFor();
  window.expect_complaint(/409/);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(/已于.*锁定，没有保存；您填写的内容还在页面上/).first().waitFor();
  assert.equal(await field(window, '人次').inputValue(), '36');
  await window.examine('collections-locked-out');
  await window.close();
});

test('a form goes out as a workbook and comes back with full-width digits and 万元', { timeout: 60_000 }, async () => {
  const window = await signed_in(jingning, kDesk);
  const { page } = window;
  await page.goto(`${server.url}/collections/course_total/2020-04`);
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '离线填报表' }).click(),
  ]);
  const [head, row] = read_xlsx(readFileSync(await sheet.path()));
  assert.deepEqual(row!.slice(0, 2), ['静宁县', '2020-04']);
  const typed = (title: string) => (title === '人次*' ? '１２' : title.startsWith('经费') ? '１.5万元' : undefined);
  // Cells that nobody filled in are not in the row.
  const filled = head!.map((title, column) => typed(title) ?? row![column] ?? '');
  await page.getByRole('link', { name: '导入填好的表' }).click();
  await page.getByLabel('选择文件').setInputFiles({
    name: '培训月报.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: write_xlsx([head!, filled]),
  });
  await page.getByRole('heading', { name: /列对应哪一项/ }).waitFor();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('heading', { name: '培训月报.xlsx' }).waitFor();
  await window.examine('collections-import');
  await page.getByRole('button', { name: /^全部写入/ }).click();
  await page.getByText('已写入 1 条。').waitFor();
  const [slot] = (await jingning.client.get(round('2020-04'))).json().slots;
  assert.deepEqual([slot.state, slot.figures], ['draft', { persons: 12, money: 1_500_000 }]);
  await window.close();
});

test('a form is printed, stamped, photographed, and files itself', { timeout: 90_000 }, async () => {
  await submit(zhuanglang, await record(zhuanglang, 'zhuanglang', '2020-08', 60));
  const window = await signed_in(zhuanglang, kDesk);
  const { page } = window;
  await page.goto(form('2020-08', 'zhuanglang'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载报送函' }).click()]);
  const paper = await printed(readFileSync(await download.path()), 'form');
  mkdirSync(join(kRoot, 'build/screenshots'), { recursive: true });
  drawn(paper, join(kRoot, 'build/screenshots'));
  await page.goto(`${server.url}/reports/scans`);
  await page.setInputFiles('input[type=file]', [photographed(paper)]);
  await page.getByText('已归入').waitFor();
  await page.getByRole('link', { name: /培训月报 2020年8月 庄浪县/ }).waitFor();
  await window.examine('collections-scans');
  await page.getByRole('link', { name: /培训月报 2020年8月 庄浪县/ }).click();
  await page.getByRole('link', { name: 'form-photo.jpg' }).waitFor();
  await window.examine('collections-stamped');
  await window.close();
  const phone = await signed_in(zhuanglang, kPhone);
  await phone.page.goto(`${server.url}/reports/scans`);
  await phone.page.setInputFiles('input[type=file]', [photographed(paper)]);
  await phone.page.getByText('它代替了先前归入的盖章件。').waitFor();
  await phone.examine('collections-scans');
  await phone.page.goto(form('2020-08', 'zhuanglang'));
  await phone.page.getByRole('link', { name: 'form-photo.jpg' }).waitFor();
  await phone.examine('collections-stamped');
  await phone.close();

  const above = await signed_in(city, kDesk);
  await above.page.goto(`${server.url}/collections/course_total/2020-08`);
  await above.page.getByRole('link', { name: '盖章件 庄浪县' }).waitFor();
  await above.close();
});
