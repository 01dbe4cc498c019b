// A season as people live it: seats, files, codes, a phone, a frozen result published by a second
// person, why the second choice failed, and an appeal that changes one chain of people.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import type { Person } from '../harness/people.ts';
import {
  approved_offer,
  codes_of,
  enter_choices,
  import_file,
  kPupilPassword,
  kPupils,
  kSeason,
  marks_csv,
  people_csv,
  pupil_client,
  same_people,
  season_people,
  season_plan,
  write_season,
} from '../harness/season.ts';
import { Server } from '../harness/server.ts';
import { write_xlsx } from '../harness/tables.ts';
import { vocational_plan } from '../harness/vocational.ts';

const browser = await launch();
after(() => browser.close());

/** Several officers at their desks, each in a window of his own. */
async function at_desk(server: Server, person: Person): Promise<Window> {
  const window = await Window.open(browser, kDesk);
  await window.sign_in(server.url, person.name, person.password);
  return window;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

test('from seats to a published result and an appeal', { timeout: 240_000 }, async () => {
  const plan = season_plan({ first: [-10, 60] });
  let server = await Server.start({ plan });
  let people = await season_people(server);
  const admission = () => `${server.url}/admissions/${kSeason}`;

  // The county proposes seats …
  let county = await at_desk(server, people.county);
  await county.page.goto(`${server.url}/my-work`);
  await county.page.getByRole('navigation').getByRole('link', { name: '招生录取' }).first().click();
  await county.page.getByRole('link', { name: '高中阶段招生' }).click();
  await county.page.getByRole('tab', { name: '招生计划' }).click();
  await county.page.getByText('还没有招生计划').waitFor();
  await press(county.page, '填报计划');
  await county.page.getByLabel('招生代码').fill('101');
  await county.page.getByLabel('学校').first().fill('庄浪一中');
  await county.page.getByLabel('类别').selectOption('general');
  await county.page.getByLabel('专业', { exact: true }).fill('普通班');
  await county.page.getByLabel('计划', { exact: true }).fill('1');
  await county.examine('admission-offer-form');
  await press(county.page, '保存');
  await press(county.page, '报送');
  await county.page.getByText('待批准').first().waitFor();
  // … and somebody else approves them.
  let reviewer = await at_desk(server, people.reviewer);
  await reviewer.page.goto(`${admission()}?part=offers`);
  await press(reviewer.page, '批准');
  await reviewer.page.getByText('已批准').first().waitFor();
  await approved_offer(people, { code: '102', school: '庄浪二中', seats: 1 });
  await approved_offer(people, { code: '103', school: '静宁一中', seats: 1, counties: ['jingning'] });
  await approved_offer(people, { code: '201', school: '庄浪县职教中心', seats: 3, sector: 'vocational' });
  await reviewer.page.getByText('庄浪县职教中心').waitFor();
  await reviewer.examine('admission-offers');

  // Candidates and marks: one uploads, another has them written.
  let officer = await at_desk(server, people.officer);
  await officer.page.goto(`${admission()}?part=people`);
  const files: [string, Buffer][] = [
    ['导入考生', people_csv()],
    ['导入成绩', marks_csv()],
  ];
  for (const [label, buffer] of files) {
    await officer.page.getByLabel(label).setInputFiles({ name: `${label}.csv`, mimeType: 'text/csv', buffer });
    await officer.page.getByText(/6 行可用/).first().waitFor();
    await reviewer.page.goto(`${admission()}?part=people`);
    await press(reviewer.page, '核对无误，写入');
    await reviewer.page.getByText('已写入').first().waitFor();
    await officer.page.reload();
    await officer.page.getByText('已写入').first().waitFor();
  }
  await officer.examine('admission-people');

  // What other plans would do to the ratio, before anything is decided.
  await officer.page.goto(`${admission()}?part=ratio`);
  await officer.page.getByLabel('101 庄浪一中 普通班').fill('3');
  await press(officer.page, '测算');
  await officer.page.getByRole('heading', { name: '流向' }).waitFor();
  await officer.examine('admission-simulation');

  // Codes on paper.
  await county.page.goto(`${admission()}?part=people`);
  await press(county.page, '选中本页还没有登录码的');
  await press(county.page, /给选中的考生发登录码/);
  await county.page.locator('.slip-code').nth(3).waitFor();
  await county.examine('admission-codes');
  const slips = await county.page.locator('.slips li').allInnerTexts();
  const codes = Object.fromEntries(
    slips.map((slip) => [/\d{4}/.exec(slip)![0], /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(slip)![0]]),
  );

  // A pupil on a phone: code, password, preferences, receipt.
  const phone = await Window.open(browser, kPhone);
  phone.expect_complaint(/401/);
  await phone.page.goto(`${server.url}/candidate`);
  await phone.page.getByLabel('考号').fill('0004');
  await phone.page.getByLabel('登录码或密码').fill(codes['0004']!);
  await phone.examine('candidate-sign-in');
  await press(phone.page, '登录');
  await phone.page.getByLabel('设一个自己的密码').fill(kPupilPassword);
  await press(phone.page, '登录');
  await phone.page.getByRole('heading', { name: '丁四' }).waitFor();
  for (const offer of ['101', '102']) await phone.page.getByLabel('加一所学校').selectOption(offer);
  await phone.page.getByText('还没有提交').waitFor();
  await press(phone.page, '提交志愿');
  await phone.page.getByText(/已提交。回执号/).waitFor();
  await phone.examine('candidate-submitted');
  // He thinks again: down, up, and submits anew.
  await press(phone.page, '下移');
  await phone.page.getByText('有改动没有提交').waitFor();
  await phone.page.getByRole('button', { name: '上移' }).nth(1).click();
  await phone.page.getByText(/已提交。回执号/).waitFor();

  for (const number of ['0001', '0002', '0003']) {
    const client = await pupil_client(server, number, codes[number]!, kPupilPassword);
    await enter_choices(client, 'first', number === '0001' ? ['101'] : number === '0002' ? ['101', '102'] : ['101', '102', '201']);
  }

  // The round ends; the calendar is data, so the server starts anew with what is past.
  await Promise.all([county, reviewer, officer, phone].map((window) => window.close()));
  await server.stop();
  write_season(plan, { first: [-10, -5] });
  server = await Server.start({ plan, store: server.store });
  people = await same_people(server, people);

  officer = await at_desk(server, people.officer);
  await officer.page.goto(admission());
  await officer.examine('admission-rounds');
  await press(officer.page, '冻结数据');
  await officer.page.waitForURL(/\/runs\//);
  const run_path = new URL(officer.page.url()).pathname;
  await press(officer.page, '计算并验证');
  await officer.page.getByText('独立验证通过').waitFor();
  assert.equal(await officer.page.getByRole('button', { name: '公布结果' }).count(), 0, 'who computed it does not publish it');
  reviewer = await at_desk(server, people.reviewer);
  await reviewer.page.goto(server.url + run_path);
  await press(reviewer.page, '核对有没有被改动');
  await reviewer.page.getByText('没有改动').waitFor();
  await press(reviewer.page, '公布结果');
  await reviewer.page.getByText('录取名册（XLSX）').waitFor();
  await reviewer.examine('admission-run');

  // Why the second choice failed.
  const pupil = await Window.open(browser, kPhone);
  pupil.expect_complaint(/401/);
  await pupil.page.goto(`${server.url}/candidate`);
  await pupil.page.getByLabel('考号').fill('0004');
  await pupil.page.getByLabel('登录码或密码').fill(kPupilPassword);
  await press(pupil.page, '登录');
  await pupil.page.getByText('所填的志愿都没有录取').waitFor();
  const why = await pupil.page.locator('.candidate-why li').nth(1).innerText();
  assert.match(why, /计划 1 人已录满：最低录到总分 610、位次 2；您的总分 600、位次 4/);
  const all = await pupil.page.locator('main').innerText();
  assert.match(all, /征集志愿/, 'what to do next');
  assert.match(all, /0933-8210000/, 'whom to call');
  assert.doesNotMatch(all, /120|130|白二|陈三/, 'nothing of anybody else');
  await pupil.examine('candidate-result');

  // An appeal, decided by two.
  await pupil.page.getByText('认为有误？申请复核').click();
  await pupil.page.getByLabel('哪里有误，为什么').fill('数学有一页没有计分。');
  await press(pupil.page, '提交复核申请');
  await pupil.page.getByText('复核申请已收到').waitFor();
  await officer.page.goto(`${admission()}?part=appeals`);
  await officer.page.getByText('提出处理意见').first().click();
  await officer.page.getByLabel('成立，更正成绩').check();
  await officer.page.getByLabel('总分').fill('615');
  await officer.page.getByLabel('数学').fill('125');
  await officer.page.getByLabel('给考生的答复').fill('经复查，数学漏计 15 分，已更正。');
  await officer.examine('admission-appeal');
  await press(officer.page, '提出处理意见');
  await officer.page.getByText('待复核').first().waitFor();
  await reviewer.page.goto(`${admission()}?part=appeals`);
  await press(reviewer.page, '同意');
  await reviewer.page.getByText('成立', { exact: true }).waitFor();

  // The correction changes exactly one chain.
  await officer.page.goto(admission());
  await press(officer.page, '按复核结果更正');
  await officer.page.waitForURL(/\/runs\//);
  await officer.page.getByText('第 2 次计算').first().waitFor();
  await press(officer.page, '计算并验证');
  await officer.page.getByRole('heading', { name: '这次更正改变了谁' }).waitFor();
  const changed = await officer.page.getByRole('region', { name: '这次更正改变了谁' }).locator('tbody tr').allInnerTexts();
  assert.deepEqual(
    changed.map((row) => row.replace(/\s+/g, ' ').trim()),
    ['0002 白二 庄浪二中 普通班 未录取', '0004 丁四 未录取 庄浪二中 普通班'],
  );
  await officer.examine('admission-correction');
  await reviewer.page.goto(officer.page.url());
  await press(reviewer.page, '公布结果');
  await reviewer.page.getByText('录取名册（XLSX）').waitFor();
  await pupil.page.reload();
  await pupil.page.getByText('录取到庄浪二中，普通班（第 2 志愿）。').waitFor();
  await press(pupil.page, '确认就读');
  await pupil.page.getByText('您已确认').waitFor();
  await pupil.examine('candidate-admitted');

  // Everybody can see the hashes.
  await pupil.page.goto(`${server.url}/public/admissions`);
  await pupil.page.getByText('已被更正取代').waitFor();
  await pupil.examine('admission-public');
  await Promise.all([officer, reviewer, pupil].map((window) => window.close()));
});

test('what a city does for the vocational entrance examination', { timeout: 180_000 }, async () => {
  const plan = vocational_plan(kSeason, { elsewhere: true, working_days: 10 });
  const server = await Server.start({ plan });
  const people = await season_people(server);
  const admission = (part: string) => `${server.url}/admissions/${kSeason}?part=${part}`;
  const table = (name: string, rows: string[][]) => ({
    name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: write_xlsx(rows),
  });
  const numbers = kPupils.map((one) => one.number);
  await import_file(people, 'candidates', people_csv());
  await import_file(people, 'marks', Buffer.from(`考号,文化素质\n${numbers.map((one) => `${one},200`).join('\n')}\n`), 'culture');
  await import_file(people, 'marks', Buffer.from(`考号,职业技能\n${numbers.map((one, at) => `${one},${150 + at}`).join('\n')}\n`), 'skills');
  await approved_offer(people, { code: '201', school: '平凉学院', seats: 3, sector: 'vocational', round: 'college' });
  await approved_offer(people, { code: '001', school: '平凉学院', seats: 2, sector: 'vocational', round: 'exempt', unused_to: '201' });

  // The school puts an award forward with its certificate.
  const school = await at_desk(server, people.school);
  await school.page.goto(admission('awards'));
  await press(school.page, '申报获奖');
  const entered = { 考号: '0001', 赛事和项目: '全国职业院校技能大赛 数控', 发证单位: '教育部', 证书编号: '2026-17', 获奖日期: '2026-06-01' };
  for (const [label, text] of Object.entries(entered)) await school.page.getByLabel(label).fill(text);
  await school.page.locator('input[type=file]').setInputFiles({ name: '证书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') });
  await school.page.getByRole('link', { name: '证书.pdf' }).waitFor();
  await school.examine('award-form');
  await press(school.page, '申报');
  await school.page.getByText('待公示').waitFor();

  // Somebody else shows it to all.
  const reviewer = await at_desk(server, people.reviewer);
  await reviewer.page.goto(admission('awards'));
  await press(reviewer.page, '公示');
  await reviewer.page.getByText('公示中').waitFor();
  await reviewer.examine('awards');
  const open = await Window.open(browser, kPhone);
  await open.page.goto(`${server.url}/public/admissions`);
  await open.page.getByText('全国一等奖').waitFor();
  await open.examine('admission-public-awards');

  // Eligibility comes as a spreadsheet, and another person has it written.
  const officer = await at_desk(server, people.officer);
  await officer.page.goto(admission('people'));
  const rows = numbers.map((one) => [one, one === '0006' ? '不合格' : '合格', one === '0006' ? '学籍不在本市' : '']);
  await officer.page.getByLabel('导入资格审核').setInputFiles(table('资格.xlsx', [['考号', '资格', '说明'], ...rows]));
  await officer.page.getByText('资格.xlsx').waitFor();
  await reviewer.page.goto(admission('people'));
  await press(reviewer.page, '核对无误，写入');
  await reviewer.page.getByRole('cell', { name: '不合格' }).waitFor();
  await reviewer.examine('vocational-people');

  // A rehearsal that says it is one.
  await officer.page.goto(admission('ratio'));
  await press(officer.page, '测算');
  await officer.page.getByText('这是演练').waitFor();
  await officer.examine('rehearsal');

  // The province's results, followed to enrolment, on two desks and a phone.
  await officer.page.goto(admission('tracking'));
  await officer.page.getByLabel('导入录取结果').setInputFiles(
    table('结果.xlsx', [['考号', '录取院校', '录取专业', '批次'], ['0001', '平凉学院', '数控技术', '专科批'], ['0002', '平凉学院', '护理', '专科批'], ['0006', '', '', '']]),
  );
  await reviewer.page.getByText('结果.xlsx').waitFor();
  await press(reviewer.page, '核对无误，写入');
  await officer.page.getByRole('rowheader', { name: '平凉学院' }).waitFor();
  await officer.examine('tracking');
  const codes = await codes_of(people);
  await pupil_client(server, '0001', codes['0001']!, kPupilPassword);
  open.expect_complaint(/401/);
  await open.page.goto(`${server.url}/candidate`);
  await open.page.getByLabel('考号').fill('0001');
  await open.page.getByLabel('登录码或密码').fill(kPupilPassword);
  await press(open.page, '登录');
  await open.page.getByText('平凉学院，数控技术，专科批').waitFor();
  await open.examine('candidate-elsewhere');
  await Promise.all([school, reviewer, officer, open].map((window) => window.close()));
});
