// A report states the measured figures of its task, and keeps those of the day it was submitted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { funding_of, funding_step as step, kWan } from '../../harness/funding.ts';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, ...roles: string[]) =>
  new_person(administrator, name, roles.map((role) => ({ unit, role })));
const money = await make('money', 'zhuanglang', 'finance_officer');
const county = await make('county', 'zhuanglang', 'unit_officer');
const bureau = await make('bureau', 'finance_bureau', 'city_finance_officer', 'unit_officer');
const office = await make('office', 'education_bureau', 'plan_office');
const auditor = await make('auditor', 'pingliang', 'auditor');

const report_of = async (person: Person) => {
  const { owed } = (await person.client.get('/api/my-reports')).json();
  const line = owed.find((one: any) => one.share.task === 17);
  return `/api/shares/${line.share.id}/reports/${line.period}`;
};

const figure_of = (view: any, indicator: string) => view.figures.find((one: any) => one.indicator === indicator);

test('what is measured changes after a report was submitted, what it states does not', async () => {
  const values = funding_of('zhuanglang', '2025-H2', { special_budgeted: 330 * kWan, special_issued: 330 * kWan });
  const { record } = (await money.client.post('/api/records/funding', { values, confirmed: true })).json(201);
  await step(money, record.id, 'submit', 1);
  await step(bureau, record.id, 'approve', 2);

  const path = await report_of(county);
  const followed = async (value: number | null) => {
    for (let look = 0; ; look += 1) {
      const view = (await county.client.get(path)).json();
      if (fund_of(view).value === value) return view;
      assert.ok(look < 250, 'the figure did not follow');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  // One of them: figures follow one after another.
  const fund_of = (view: any) => figure_of(view, 'special_fund_county');
  const stated = async (person: Person) => fund_of((await person.client.get(path)).json());
  const content = { no_change: false, text: '专项经费已下达', ticks: [], quantities: [], files: [], signed_off: null };
  const submit = async (version: number) =>
    fund_of((await county.client.post(`${path}/submit`, content, { version })).json());

  const draft = await followed(330 * kWan);
  const own = fund_of(draft);
  assert.deepEqual([own.about.id, own.period, own.verdict, own.shown.zh], ['zhuanglang', '2025', 'met', '330.00 万元']);
  assert.equal(figure_of(draft, 'special_fund_city'), undefined, 'the city owes that');
  // A bureau without such records states how many of the units reach it, also of a month without change.
  const whole = await report_of(bureau);
  const { share, period } = whole.match(/shares\/(?<share>[^/]+)\/reports\/(?<period>.+)/)!.groups!;
  (await bureau.client.post('/api/my-reports/no-change', { period, reports: [{ share, version: 0 }] })).is(200);
  const all = fund_of((await office.client.get(whole)).json());
  assert.equal(all.about, null);
  assert.match(all.shown.zh, /^\d+ 个单位中 1 个达到$/);
  assert.match(all.note.zh, /没有数/);

  assert.deepEqual(await submit(0), own);
  (await office.client.post(`${path}/supplement`, { cells: ['text'], reason: '请写明文号' }, { version: 1 })).is(200);
  await step(bureau, record.id, 'return', 3, { comment: '更正', returned: { special_issued: '更正' } });
  const now = await followed(null);
  assert.deepEqual(await stated(auditor), own, 'who does not write in it sees what was submitted');
  assert.deepEqual(await submit(2), fund_of(now));
  (await office.client.post(`${path}/verify`, undefined, { version: 3 })).is(200);

  await step(money, record.id, 'submit', 4);
  await step(bureau, record.id, 'approve', 5);
  for (let look = 0; ; look += 1) {
    const working = (await bureau.client.get('/api/indicators/special_fund_county')).json();
    if (working.line.figure.value === 1) break;
    assert.ok(look < 250, 'the figure did not follow');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual(await stated(county), fund_of(now), 'frozen');
  assert.deepEqual(fund_of((await office.client.get(whole)).json()), all, 'frozen');
  const files = unzipSync(new Uint8Array((await bureau.client.get(`${whole}/letter.docx`)).is(200).bytes));
  const letter = strFromU8(files['word/document.xml']!).replace(/<[^>]*>/g, '');
  assert.match(letter, /县级职业教育专项经费（全部，2025年）：\d+ 个单位中 1 个达到（.*没有数.*），目标/);
});
