// The number beside 我的工作 is what that page shows as to do.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;
const leader = (await new_person(people.administrator, 'leader', [{ unit: 'city_government', role: 'leader' }])).client;
const auditor = (await new_person(people.administrator, 'auditor', [{ unit: 'city_government', role: 'auditor' }])).client;

const count = async (client: Client): Promise<number> => (await client.get('/api/my-work/count')).json().count;

/** All pages of a list, if the person may read it. */
const whole = async (client: Client, path: string, list: string, cursor: string): Promise<any[]> => {
  const rows: any[] = [];
  let next: string | null = '';
  do {
    const answer: any = await client.get(`${path}${next ? `&${cursor}=${next}` : ''}`);
    if (answer.status === 403) return [];
    rows.push(...answer.json()[list]);
    ({ next } = answer.json());
  } while (next);
  return rows;
};

/** What the page adds up, from the answers it asks for. */
const shown = async (client: Client): Promise<number> => {
  const read = async (path: string) => (await client.get(path)).json();
  const work = await read('/api/my-work');
  const reports = await read('/api/my-reports');
  const forms = await read('/api/my-forms');
  const parts = await read('/api/my-parts');
  const closings = await read('/api/closings');
  const records = await read('/api/waiting');
  const may = (await read('/api/session')).permissions as string[];
  const demands = await whole(client, '/api/demands?waits_for=unit&mine=true', 'demands', 'after');
  const drafts = may.includes('supervision.draft');
  const answered = drafts ? await whole(client, '/api/demands?waits_for=office', 'demands', 'after') : [];
  const begun = drafts ? await whole(client, '/api/letters?state=draft', 'letters', 'before') : [];
  const submitted = may.includes('supervision.release') ? await whole(client, '/api/letters?state=submitted', 'letters', 'before') : [];
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return sum([
    work.late.length,
    work.due.length,
    reports.returned.length,
    reports.owed.length,
    reports.to_review,
    forms.forms.length,
    sum(forms.to_approve.map((one: any) => one.submitted)),
    parts.parts.filter((one: any) => !one.answered).length,
    closings.closings.filter((one: any) => one.possible.length > 0).length,
    demands.filter((one) => one.possible.includes('answer')).length,
    answered.filter((one) => one.possible.includes('settle')).length,
    submitted.filter((one) => !one.own).length,
    begun.filter((one) => one.own).length,
    sum(records.waiting.map((one: any) => (one.returned === 0 && one.late > 0 ? one.late : one.count))),
  ]);
};

const agree = async () => {
  for (const client of [office, finance, county, leader, auditor]) assert.equal(await count(client), await shown(client));
};

test('it counts all that is to do, for everybody', async () => {
  assert.ok((await count(county)) > (await county.get('/api/my-work')).json().late.length);
  await agree();
});

test('a report that is submitted goes from its unit to the office', async () => {
  const [owed] = (await county.get('/api/my-reports')).json().owed;
  const [before, at_office] = [await count(county), await count(office)];
  const given = { period: owed.period, reports: [{ share: owed.share.id, version: 0 }] };
  (await county.post('/api/my-reports/no-change', given)).is(200);
  assert.equal(await count(county), before - 1);
  assert.equal(await count(office), at_office + 1);
  const asked = { cells: ['text'], reason: '请说明' };
  const address = `/api/shares/${owed.share.id}/reports/${owed.period}`;
  (await office.post(`${address}/supplement`, asked, { version: 1 })).is(200);
  assert.equal(await count(county), before);
  await agree();
});

test('letters, answers, closings and parts are counted where they wait', async () => {
  const [letter] = (await office.post('/api/letters', { kind: 'urge', units: ['finance_bureau'] })).json(201).letters;
  await agree();
  (await office.post(`/api/letters/${letter.id}/steps`, { step: 'submit' }, { version: 1 })).is(200);
  await agree();
  const before = await count(finance);
  const release = { step: 'release', number: '测办函〔2026〕1号' };
  const sent = (await leader.post(`/api/letters/${letter.id}/steps`, release, { version: 2, key: randomUUID() })).json();
  assert.equal(await count(finance), before + 1);
  await agree();
  const answer = { step: 'answer', text: '已办' };
  (await finance.post(`/api/demands/${sent.demands[0].id}/steps`, answer, { version: 1 })).is(200);
  assert.equal(await count(finance), before);
  await agree();
  const [own] = (await county.get('/api/board?unit=zhuanglang')).json().shares.filter((line: any) => line.role === 'lead');
  const application = { text: '已完成', files: [], no_evidence: '材料在档案室' };
  (await county.post(`/api/shares/${own.id}/closings`, application)).is(201);
  await agree();
  const { units } = (await county.get(`/api/shares/${own.id}/parts`)).json();
  const parts = { parts: [{ id: '', unit: units[0].id, section: '', what: '提供材料' }] };
  (await county.put(`/api/shares/${own.id}/parts`, parts, { version: 0 })).is(200);
  const school = (await new_person(people.administrator, 'school', [{ unit: units[0].id, role: 'unit_officer' }])).client;
  assert.ok((await count(school)) >= 1);
  assert.equal(await count(school), await shown(school));
});

test('records that wait for a decision and forms that are owed are counted', async () => {
  const of = async (name: string, unit: string, ...roles: string[]) =>
    (await new_person(people.administrator, name, roles.map((role) => ({ unit, role })))).client;
  const centre = await of('centre', 'zhuanglang_centre', 'school_officer');
  const reviewer = await of('reviewer', 'zhuanglang', 'county_officer');
  const values = { school: 'zhuanglang_centre', kind: 'vocational_centre', owner_level: 'city', line: 'education' };
  (await centre.post('/api/records/school', { values, confirmed: true })).is(201);
  const before = await count(reviewer);
  const conditions = {
    school: 'zhuanglang_centre', year: 2022, students: 800, campus_area: 3_500_000, building_area: 2_000_000,
    full_time_teachers: 45, equipment: 300_000_000, books: 20_000,
  };
  const { record } = (await centre.post('/api/records/campus_conditions', { values: conditions, confirmed: true })).json(201);
  (await centre.post(`/api/records/campus_conditions/${record.id}/steps/submit`, {}, { version: 1 })).is(200);
  assert.ok((await reviewer.get('/api/waiting')).json().waiting.length > 0);
  assert.equal(await count(reviewer), before + 1);
  assert.ok((await reviewer.get('/api/my-forms')).json().forms.length > 0, 'the county owes forms');
  for (const client of [centre, reviewer]) assert.equal(await count(client), await shown(client));
});

test('it is for who reads the plan', async () => {
  (await people.nobody.client.get('/api/my-work/count')).problem(403);
});
