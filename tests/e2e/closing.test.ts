// A share is handed down, its deadline extended by document, and closed in three hands.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { new_person, usual_people } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const leader = await new_person(people.administrator, 'second', [{ unit: 'education_bureau', role: 'plan_office' }]);
const browser = await launch();
after(() => browser.close());
const office = people.office.client;
const county_share = (await office.get('/api/board?unit=zhuanglang')).json().shares.find((share: { role: string }) => share.role === 'lead');
const kScan = { name: '佐证材料.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(5_000_000)]) };

test('a county hands its share down, its school answers on a phone, the answers become the report', { timeout: 90_000 }, async () => {
  const desk = await Window.open(browser, kDesk);
  const { page } = desk;
  const rooms = { id: '', kind: 'quantity', stage: 'other', title: '建成实训室', due_on: null, target: 10, unit_name: '间', every: null };
  const { version } = (await people.county.client.get(`/api/shares/${county_share.id}/milestones`)).json();
  (await people.county.client.put(`/api/shares/${county_share.id}/milestones`, { milestones: [rooms], for_all: false }, { version })).is(200);
  await desk.sign_in(server.url, people.county.name, people.county.password);
  await page.goto(`${server.url}/plan/shares/${county_share.id}/parts`);
  // There is nothing to save yet, and why is said.
  assert.ok(await page.getByRole('button', { name: '保存分办' }).isDisabled());
  await page.getByText('请先加一个科室或下属单位。').waitFor();
  await page.getByRole('button', { name: '加一个下属单位' }).click();
  await page.getByLabel('第 1 个：请报什么').fill('报实训室建设');
  await page.getByRole('button', { name: '加一个科室' }).click();
  await page.getByLabel('第 2 个：科室名称').fill('教育股');
  await page.getByRole('button', { name: '保存分办' }).click();
  await page.getByText(/2 家还没有回复/).waitFor();
  await desk.examine('parts');
  const { parts } = (await people.county.client.get(`/api/shares/${county_share.id}/parts`)).json();
  const teacher = await new_person(people.administrator, 'teacher', [{ unit: parts[0].part.unit, role: 'school_officer' }]);

  const phone = await Window.open(browser, kPhone);
  await phone.sign_in_by_form(server.url, teacher.name, teacher.password);
  await phone.page.getByText('报实训室建设').waitFor();
  await phone.examine('my-work-school');
  await phone.page.getByRole('link', { name: '回复' }).click();
  await phone.page.getByLabel(/建成实训室/).fill('2');
  await phone.page.locator('textarea').fill('建成实训室2个');
  await phone.examine('part-answer-form');
  await phone.page.getByRole('button', { name: '提交回复' }).click();
  await phone.page.getByText('已回复').first().waitFor();
  await phone.examine('part-answer');
  await phone.close();

  await page.getByText(/1 家还没有回复/).waitFor();
  const { owed } = (await people.county.client.get('/api/my-reports')).json();
  const line = owed.find(({ share }: { share: { id: string } }) => share.id === county_share.id);
  await page.goto(`${server.url}/plan/shares/${county_share.id}/reports/${line.period}`);
  await page.getByText('不含教育股（未回复）').waitFor();
  await page.getByRole('button', { name: '把建成实训室填为2间' }).click();
  assert.equal(await page.getByLabel(/^建成实训室/).inputValue(), '2');
  await desk.examine('report-sums');
  await page.getByRole('button', { name: '把分办回复并入' }).click();
  assert.match(await page.getByLabel('进展情况').inputValue(), /建成实训室2个/);
  // A file in parts, with its name shown.
  await page.setInputFiles('input[type=file]', kScan);
  await page.getByRole('link', { name: kScan.name }).waitFor();
  await desk.examine('report-with-file');
  await page.getByRole('button', { name: '报送', exact: true }).click();
  await page.getByText('已报送。').waitFor();
  await page.getByRole('link', { name: kScan.name }).waitFor();
  await desk.close();
});

test('the office extends a deadline by document', { timeout: 60_000 }, async () => {
  const desk = await Window.open(browser, kDesk);
  const { page } = desk;
  await desk.sign_in(server.url, people.office.name, people.office.password);
  await page.goto(`${server.url}/plan/shares/${county_share.id}/change`);
  await page.getByLabel('怎样调整').selectOption('extend');
  await page.getByLabel('新时限').fill('2099-12-31');
  await page.getByLabel('批准文号').fill('平职教办〔2026〕8号');
  await desk.examine('share-change');
  await page.getByRole('button', { name: '登记调整' }).click();
  await page.getByText('平职教办〔2026〕8号').waitFor();
  assert.equal((await office.get(`/api/shares/${county_share.id}`)).json().share.due_on, '2099-12-31');
  await desk.close();
});

test('the office confirms the lead of a task by document', { timeout: 90_000 }, async () => {
  const { shares } = (await office.get('/api/board?lead=true')).json();
  const share = shares.find(({ role }: { role: string }) => role === 'presumed_lead');
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, people.office.name, people.office.password);
    await page.goto(`${server.url}/plan/tasks/${share.task}`);
    const phone = size === kPhone;
    if (!phone) {
      await page.getByText('按排序推定，待确认').waitFor();
      await page.getByText('凭文件确认牵头单位').click();
      await page.getByLabel('批准文号').fill('平职教办〔2026〕7号');
      await window.examine('task-confirm-lead');
      await page.getByRole('button', { name: '登记牵头单位' }).click();
    }
    await page.getByText('经平职教办〔2026〕7号确认').first().waitFor();
    await window.examine(phone ? 'task-lead-confirmed-phone' : 'task-lead-confirmed');
    await window.close();
  }
  assert.equal((await office.get(`/api/tasks/${share.task}`)).json().task.lead_presumed, false);
});

test('the office overrides a status with a reason, the board marks it, and takes it back', { timeout: 90_000 }, async () => {
  const { shares } = (await office.get('/api/board?unit=jingning')).json();
  const share = shares.find(({ status }: { status: string }) => status === 'late');
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, people.office.name, people.office.password);
    await page.goto(`${server.url}/plan/shares/${share.id}/change`);
    await page.getByLabel('怎样调整').selectOption('override_status');
    await page.getByLabel('认定为').selectOption('on_course');
    await page.getByLabel('为什么按日期计算的状态不对').fill('等待省级批复，非本单位原因');
    await window.examine('share-override');
    await page.getByRole('button', { name: '登记调整' }).click();
    await page.getByText('等待省级批复，非本单位原因').first().waitFor();
    await page.goto(`${server.url}/plan/tasks/${share.task}`);
    await page.locator('.override-mark').first().waitFor();
    await window.examine('task-overridden');
    await page.goto(`${server.url}/plan?view=measures`);
    await page.locator('.override-mark').first().waitFor();
    await window.examine('board-overridden');
    await page.goto(`${server.url}/plan/shares/${share.id}/change`);
    await page.getByLabel('怎样调整').selectOption('lift_override');
    await page.getByRole('button', { name: '登记调整' }).click();
    await page.getByText('撤回人工认定').first().waitFor();
    await window.close();
  }
});

test('a county applies for closing with evidence, the office checks, another approves, the task shows it', { timeout: 90_000 }, async () => {
  const desk = await Window.open(browser, kDesk);
  const { page } = desk;
  await desk.sign_in(server.url, people.county.name, people.county.password);
  await page.goto(`${server.url}/plan/tasks/${county_share.task}`);
  await page.getByRole('link', { name: '申请销号' }).first().click();
  await page.getByLabel('完成情况').fill('方案已印发，机制已建立。');
  await page.setInputFiles('input[type=file]', kScan);
  await page.getByRole('link', { name: kScan.name }).waitFor();
  await desk.examine('closing-apply');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('由办公室核查').waitFor();
  await desk.examine('closing-applied');
  await desk.close();

  const checker = await Window.open(browser, kDesk);
  await checker.sign_in(server.url, people.office.name, people.office.password);
  await checker.page.goto(`${server.url}/my-work`);
  await checker.page.getByRole('heading', { name: /待我办理/ }).waitFor();
  await checker.examine('my-work-office');
  await checker.page.getByRole('link', { name: new RegExp(`任务${county_share.task} `) }).first().click();
  await checker.page.getByRole('button', { name: '核查通过' }).click();
  await checker.page.getByText('由另一位负责人审批').waitFor();
  await checker.page.getByText('可以办理的职务：领导小组办公室').waitFor();
  assert.equal(await checker.page.getByLabel('批准文号').count(), 0, 'who checked gets no form to approve');
  await checker.examine('closing-checked');
  await checker.close();

  const second = await Window.open(browser, kDesk);
  await second.sign_in(server.url, leader.name, leader.password);
  const [closing] = (await leader.client.get('/api/closings')).json().closings;
  await second.page.goto(`${server.url}/plan/closings/${closing.id}`);
  await second.page.getByLabel('批准文号').fill('平职教办〔2026〕9号');
  await second.examine('closing-approve');
  await second.page.getByRole('button', { name: '审批销号' }).click();
  await second.page.getByText(/已销号，平职教办〔2026〕9号/).waitFor();
  await second.page.goto(`${server.url}/plan/tasks/${county_share.task}`);
  await second.page.getByRole('heading', { name: /销号申请/ }).waitFor();
  await second.examine('task-closed');
  await second.close();
});
