// Schools as wholes, the panel's queue, and many records at once, as those who do it every day see them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { first_administrator, new_person, type Person } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const kSchools = ['zhuanglang_centre', 'jingning_centre'];
const schools = [
  await make('zhuanglang', 'zhuanglang_centre', 'school_officer', 'registrar'),
  await make('jingning', 'jingning_centre', 'school_officer', 'registrar'),
];
const school = schools[0]!;
await make('county', 'zhuanglang', 'county_officer');
const city = await make('city', 'education_bureau', 'city_officer');
const panel = await make('panel', 'education_bureau', 'dual_panel');
const browser = await launch();
after(() => browser.close());

/** A citizen id of nobody with its check digit. */
function citizen_id(sequence: number): string {
  const body = `62272620080504${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0);
  return body + '10X98765432'[sum % 11];
}
const create = async (person: Person, noun: string, values: object) =>
  (await person.client.post(`/api/records/${noun}`, { values, confirmed: true })).json(201).record;
const step = async (person: Person, noun: string, id: string, name: string, version: number, body: object = {}) =>
  (await person.client.post(`/api/records/${noun}/${id}/steps/${name}`, body, { version })).json().record;

// Two schools that teach the same; one reported its conditions, with a number missing.
const programme = await create(city, 'programme_catalogue', {
  maintained_by: 'education_bureau', code: '700206', name: '汽车运用与维修', level: 'secondary', programme_class: '70', edition: 2021,
});
const kStudents = ['李明远', '王小燕', '马春·阿里', '张建国', '陈雨欣', '刘志强'];
for (const [place, person] of schools.entries()) {
  const unit = kSchools[place]!;
  await create(person, 'school', { school: unit, kind: 'vocational_centre', owner_level: 'county', line: 'education', founded_on: '1985-09-01', principal: '马建平' });
  const offered = await create(person, 'school_programme', { school: unit, programme: programme.id, training_level: 'secondary', length_months: 36, opened_on: '2015-09-01' });
  await step(person, 'school_programme', offered.id, 'submit', 1);
  await step(city, 'school_programme', offered.id, 'accept', 2);
  await create(person, 'enrolment_plan', { school: unit, year: 2026, programme: offered.id, source: 'junior', seats: place === 0 ? 60 : 6 });
  const group = await create(person, 'class', { school: unit, name: '汽修一班', entry_year: 2026, programme: offered.id, kind: 'ordinary' });
  for (const [number, name] of kStudents.entries()) {
    await create(person, 'student', { school: unit, name, citizen_id: citizen_id(1 + 2 * number), sex: 'male', class: group.id, entered_on: '2026-09-01' });
  }
}
await create(school, 'campus_conditions', {
  school: 'zhuanglang_centre', year: 2025, students: 2000, campus_area: 5_000_000, building_area: 4_000_000, full_time_teachers: 57,
  equipment: 600_000_000, specialty_teachers: 40, dual_qualified_teachers: 11,
});
const kTeachers = ['马文斌', '王秀英', '李国栋'];
const kScan = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const evidence: string[] = [];
for (const [place, name] of kTeachers.entries()) {
  const teacher = await create(school, 'teacher', { school: 'zhuanglang_centre', name, citizen_id: citizen_id(101 + 2 * place), sex: 'male', employment: 'established', role: 'specialty', started_on: '2025-09-01', practice_months: 6 + place });
  const application = await create(school, 'dual_qualified_application', { school: 'zhuanglang_centre', teacher: teacher.id, applied_on: `2026-10-0${place + 1}`, level: 'initial', scope: 'specialty', ethics_confirmed: true, statement: '长期承担汽修实训教学，具备高级工证书。' });
  const proof = await create(school, 'dual_qualified_evidence', { school: 'zhuanglang_centre', application: application.id, kind: 'skill', issuer: '甘肃省人社厅', number: `GS2024-${place + 1}`, issued_on: '2024-06-01' });
  evidence.push(proof.id);
  await step(school, 'dual_qualified_application', application.id, 'apply', 1);
  await step(school, 'dual_qualified_application', application.id, 'school_pass', 2, { values: { school_opinion: '同意推荐' } });
}

test('the city sees all schools against their standard, and each as a whole with numbers that lead to lists', { timeout: 120_000 }, async () => {
  for (const size of [kDesk, kPhone]) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, city.name, city.password);
    await page.goto(`${server.url}/schools`);
    const row = page.locator('tbody tr').filter({ hasText: '庄浪县职业教育中心' });
    await row.getByText('未达标').waitFor();
    await row.getByText(/占地面积.* 16,000 平方米、.*43 人/).waitFor();
    await window.examine('schools');
    await row.getByRole('link', { name: '庄浪县职业教育中心' }).click();
    await page.getByRole('heading', { level: 1, name: /庄浪县职业教育中心/ }).waitFor();
    await page.getByText(/5\/9 项达到/).waitFor();
    const books = page.locator('.indicator-table tr').filter({ hasText: '生均图书' });
    await books.getByText('缺：图书（册）').waitFor();
    await page.getByText(/专任教师：填报 57，台账里 3（差 54）/).waitFor();
    await window.examine('school');
    await page.getByRole('link', { name: '学生 待提交 6' }).click();
    await page.waitForURL(/registers\/student\?.*school.is=zhuanglang_centre.*state.is=draft/);
    await page.getByText('共 6 条').waitFor();
    await page.goto(`${server.url}/schools?view=programmes&year=2026`);
    await page.getByText('2026 年招生，2 所学校的 2 个在招专业。').waitFor();
    const thin = page.locator('tbody tr').filter({ hasText: '庄浪县职业教育中心' });
    await thin.getByText('10%').waitFor();
    await thin.getByText('重复').waitFor();
    await page.getByText('提示规则').click();
    await page.getByText(/招生完成率低于 60%/).waitFor();
    await window.examine('programme-setting');
    await window.close();
  }
});

test('the school brings the scan of a certificate in the form, replaces it and finds it in the record', { timeout: 120_000 }, async () => {
  for (const [place, size] of [kPhone, kDesk].entries()) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, school.name, school.password);
    await page.goto(`${server.url}/registers/dual_qualified_evidence/${evidence[place]}/edit`);
    const field = page.locator('.register-field').filter({ hasText: '佐证扫描件' });
    await window.examine('evidence-form');
    window.expect_complaint(/422/);
    const input = field.locator('input[type=file]');
    await input.setInputFiles({ name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('just words') });
    await field.getByText('文件内容与名称不符').waitFor();
    await input.setInputFiles({ name: '模糊的.pdf', mimeType: 'application/pdf', buffer: kScan });
    await field.getByRole('link', { name: '模糊的.pdf' }).waitFor();
    await field.getByRole('button', { name: '移去 模糊的.pdf' }).click();
    await input.setInputFiles({ name: '技能等级证书.pdf', mimeType: 'application/pdf', buffer: kScan });
    await field.getByRole('link', { name: '技能等级证书.pdf' }).waitFor();
    await window.examine('evidence-form-with-scan');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    const facts = page.locator('.record-facts');
    const saved = page.waitForEvent('download');
    await facts.getByRole('link', { name: '技能等级证书.pdf' }).click();
    assert.equal((await saved).suggestedFilename(), '技能等级证书.pdf');
    await window.examine('evidence-with-scan');
    await window.close();
  }
});

test('the next filing number stands in the form of its step, and is the officer’s to change', { timeout: 120_000 }, async () => {
  const [offered] = (await school.client.get('/api/records/school_programme')).json().rows;
  const agreements: string[] = [];
  for (const number of ['G1', 'G2', 'G3']) {
    const { id } = await create(school, 'articulation_agreement', {
      agreement_no: number, school: 'zhuanglang_centre', college: '兰州石化职业技术大学', mode: 'three_two', programme: offered.id, starts_on: '2026-09-01', ends_on: '2031-08-31',
    });
    await step(school, 'articulation_agreement', id, 'submit', 1);
    agreements.push(id);
  }
  const year = new Date().getFullYear();
  await step(city, 'articulation_agreement', agreements[0]!, 'file', 2, { values: { filing_no: `平教备〔${year}〕6号` } });
  for (const [place, size] of [kPhone, kDesk].entries()) {
    const window = await Window.open(browser, size);
    const { page } = window;
    await window.sign_in(server.url, city.name, city.password);
    await page.goto(`${server.url}/registers/articulation_agreement/${agreements[1 + place]}`);
    await page.getByRole('button', { name: '备案', exact: true }).click();
    const input = page.getByRole('textbox', { name: /^备案号/ });
    assert.equal(await input.inputValue(), `平教备〔${year}〕${place === 0 ? 7 : 21}号`);
    await page.getByText('按上一个编号顺延的，可以改。').waitFor();
    await window.examine('step-with-number');
    if (place === 0) await input.fill(`平教备〔${year}〕20号`);
    await page.locator('.step-form button[type=submit]').click();
    await page.locator('.record-facts').getByText(`平教备〔${year}〕${place === 0 ? 20 : 21}号`).waitFor();
    await window.close();
  }
});

test('the panel goes through its queue by keys: evidence beside the application, the next comes by itself', { timeout: 150_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, panel.name, panel.password);
  await page.goto(`${server.url}/registers?view=waiting`);
  await page.getByText(/还剩 20 个工作日/).first().waitFor();
  await window.examine('waiting-panel');
  await page.getByRole('link', { name: '逐条办理' }).click();
  await page.getByText('已办 0，还有 3').waitFor();
  const pane = page.getByRole('region', { name: /马文斌/ });
  await pane.getByRole('heading', { name: '双师型认定佐证' }).waitFor();
  await pane.getByText('甘肃省人社厅').waitFor();
  const opened = page.waitForEvent('download');
  await pane.getByRole('link', { name: '技能等级证书.pdf' }).click();
  assert.equal((await opened).suggestedFilename(), '技能等级证书.pdf');
  await window.examine('review');
  await page.keyboard.press('j');
  await page.getByRole('region', { name: /王秀英/ }).waitFor();
  await page.keyboard.press('k');
  await pane.waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/^专家组评分/).fill('86.5');
  await page.getByLabel(/^专家组意见/).fill('符合初级标准');
  await window.examine('review-decide');
  await page.getByRole('button', { name: '确认专家组通过' }).click();
  await page.getByText('已办 1，还有 2').waitFor();
  await page.getByRole('region', { name: /王秀英/ }).waitFor();
  // Sent back with the field that is wrong, and refused.
  await page.getByRole('region', { name: /王秀英/ }).getByRole('button', { name: '退回修改' }).click();
  await page.getByLabel('内容', { exact: true }).selectOption('statement');
  await page.getByLabel('怎么改').fill('写明实训课时');
  await page.getByLabel('意见', { exact: true }).fill('请补充');
  await page.getByRole('button', { name: '确认退回修改' }).click();
  await page.getByText('已办 2，还有 1').waitFor();
  await page.getByRole('region', { name: /李国栋/ }).getByRole('button', { name: '不通过' }).click();
  await page.getByLabel('意见', { exact: true }).fill('企业实践不足');
  await page.getByRole('button', { name: '确认不通过' }).click();
  await page.getByText('这里的都办完了').waitFor();
  await window.examine('review-empty');
  await window.close();

  // The city publishes; until five working days have passed nobody can go on.
  const bureau = await Window.open(browser, kPhone);
  await bureau.sign_in(server.url, city.name, city.password);
  await bureau.page.goto(`${server.url}/registers/dual_qualified_application/review?state=at_city`);
  await bureau.page.getByRole('button', { name: '公示' }).click();
  await bureau.page.getByLabel(/^市级审定意见/).fill('同意');
  await bureau.page.getByLabel(/^公示起始日期/).fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await bureau.examine('review-decide');
  await bureau.page.getByRole('button', { name: '确认公示' }).click();
  await bureau.page.getByRole('link', { name: '再看一眼' }).click();
  await bureau.page.getByText(/认定入库：.*起可以办理（还差 5 个工作日）/).waitFor();
  assert.ok(await bureau.page.getByRole('button', { name: '认定入库' }).isDisabled());
  await bureau.examine('review-published');
  await bureau.close();
});

test('a step of many: what failed is said with its reason; a citizen id stands in no address', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, school.name, school.password);
  // The page is not told what others do, as when the connection for it is cut.
  window.expect_complaint(/ERR_FAILED/);
  await page.route('**/api/events', (route) => route.abort());
  await page.goto(`${server.url}/registers/student`);
  await page.getByLabel('选中本页').check();
  await page.getByText('已选 6 条').waitFor();
  // Somebody is faster with one of them.
  const [first] = (await school.client.get('/api/records/student')).json().rows;
  (await school.client.patch(`/api/records/student/${first.id}`, first.version, { values: { address: '水洛镇' } })).is(200);
  await page.getByRole('button', { name: '提交（6）' }).click();
  await window.examine('bulk-step');
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('“提交”：办了 5 条，没办成 1 条。').waitFor();
  await page.getByLabel('没办成的').getByText(first.label).waitFor();
  await window.examine('bulk-outcome');
  await page.getByRole('button', { name: '选中没办成的' }).click();
  await page.getByRole('button', { name: '提交（1）' }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('“提交”：办了 1 条，没办成 0 条。').waitFor();

  await page.goto(`${server.url}/registers/student`);
  await page.getByRole('button', { name: '更多条件' }).click();
  await page.getByLabel('按哪一项筛选').selectOption('citizen_id');
  await page.getByLabel('完整的值').fill(citizen_id(3));
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('link', { name: '王小燕' }).waitFor();
  assert.ok(!page.url().includes(citizen_id(3)));
  // What is sensitive stays out of addresses: the roster has one, the export asks in a body.
  assert.equal(await page.getByRole('link', { name: '花名册' }).count(), 0);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const [secret] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '开始导出' }).click()]);
  assert.ok(!secret.url().includes(citizen_id(3)));
  await page.keyboard.press('Escape');
  await window.examine('list-secret');
  await window.close();
});

test('rows pasted from a spreadsheet are checked in their cells, written and taken back', { timeout: 120_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  const { page } = window;
  await window.sign_in(server.url, school.name, school.password);
  await page.goto(`${server.url}/registers/student/grid`);
  const cell = (title: string, row: number) => page.getByLabel(`第 ${row} 行${title}`, { exact: true });
  const rows = [
    ['姓名', '性别', '身份证件号', '班级', '入学日期'],
    ['周思雨', '女', citizen_id(202), '汽修一班', '2026/9/1'],
    ['吴天', '男', citizen_id(203).slice(0, 17) + 'A', '汽修一班', '2026年9月1日'],
    ['郑和平', '男', citizen_id(205), '没有这个班', '20260901'],
  ];
  await cell('姓名', 1).focus();
  await cell('姓名', 1).evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, `${rows.map((row) => row.join('\t')).join('\n')}\n`);
  await page.getByRole('button', { name: '核对 3 行' }).waitFor();
  assert.equal(await cell('班级', 3).inputValue(), '没有这个班');
  await page.getByRole('button', { name: '撤销一步' }).click();
  assert.equal(await cell('班级', 3).inputValue(), '');
  await page.reload();
  await cell('姓名', 1).evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, rows.map((row) => row.join('\t')).join('\n'));
  await page.getByRole('button', { name: '核对 3 行' }).click();
  await page.getByText('新增 1，变更 0，相同 0，不合格 2。').waitFor();
  assert.equal(await page.locator('.grid-wrong').count(), 2);
  await window.examine('grid-wrong');
  await cell('身份证件号', 2).fill(citizen_id(203));
  await cell('班级', 3).fill('汽修一班');
  await page.getByRole('button', { name: '核对 3 行' }).click();
  await page.getByText('新增 3，变更 0，相同 0，不合格 0。').waitFor();
  await page.getByRole('button', { name: '全部写入（3 条）' }).click();
  await page.getByText('已写入 3 条。').waitFor();
  await window.examine('grid-written');
  const count = async () => (await school.client.get('/api/records/student/count')).json().count;
  assert.equal(await count(), 9);
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: '确认撤销' }).click();
  await page.getByText('已撤销 3 条。').waitFor();
  assert.equal(await count(), 6);
  await window.close();
  const phone = await Window.open(browser, kPhone);
  await phone.sign_in(server.url, school.name, school.password);
  await phone.page.goto(`${server.url}/registers/student/grid`);
  await phone.page.getByRole('button', { name: '核对 0 行' }).waitFor();
  await phone.examine('grid');
  await phone.close();
});
