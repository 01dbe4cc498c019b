// Who hears of a closing, and the day until which silence counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;
const second = (await new_person(people.administrator, 'second', [{ unit: 'education_bureau', role: 'plan_office' }])).client;
// Who answers for units neither checks nor approves.
const third = (await new_person(people.administrator, 'third', [{ unit: 'education_bureau', role: 'plan_office' }])).client;
const paper = { document_number: '平职教办〔2026〕9号', document_on: '2021-06-01' };

const closing_topics = async (client: Client): Promise<string[]> =>
  (await client.get('/api/notices')).json().notices.map(({ topic }: any) => topic).filter((topic: string) => topic.startsWith('closing_'));
const in_calendar = async (client: Client, id: string): Promise<string> => {
  const { path } = (await client.post('/api/calendar-feeds', { title: '手机' }, { key: undefined })).json(201);
  const text = (await new Client(server).get(path)).text.replaceAll('\r\n ', '');
  return text.split('BEGIN:VEVENT').find((event) => event.includes(`UID:opinion:${id}:`)) ?? '';
};

test('asked, checked, approved: each hears of what waits for him', async () => {
  const [lead] = (await office.get('/api/board?unit=finance_bureau')).json().shares.filter(({ role }: any) => role === 'presumed_lead');
  const applied = (await finance.post(`/api/shares/${lead.id}/closings`, { text: '已完成', files: [], no_evidence: '材料在纸上' })).json(201);
  const { id, opinions_due_on } = applied.line;
  assert.deepEqual(await closing_topics(county), ['closing_asked']);
  const [told] = (await county.get('/api/notices')).json().notices.filter(({ topic }: any) => topic === 'closing_asked');
  const [year, month, day] = opinions_due_on.split('-').map(Number);
  assert.ok(told.text.zh.includes(`${year}年${month}月${day}日前提出意见，逾期视为无意见`), told.text.zh);
  assert.equal(told.link, `/plan/closings/${id}`);
  const event = await in_calendar(county, id);
  assert.ok(event.includes(`DTSTART;VALUE=DATE:${opinions_due_on.replaceAll('-', '')}`), event);
  assert.equal(await in_calendar(finance, id), '', 'who applied is not asked');

  let version = 1;
  for (const { share } of applied.asked)
    ({ line: { version } } = (await third.post(`/api/closings/${id}/opinions`, { share, kind: 'agree', text: '电话答复' }, { version })).json());
  assert.equal(await in_calendar(county, id), '', 'nothing is waited for any more');
  // The office's own unit may be among the asked.
  assert.equal((await closing_topics(second))[0], 'closing_to_check');
  (await second.post(`/api/closings/${id}/check`, { note: '' }, { version })).is(200);
  assert.ok((await closing_topics(office)).includes('closing_to_approve'));
  (await office.post(`/api/closings/${id}/approve`, paper, { version: version + 1 })).is(200);
  assert.deepEqual(await closing_topics(finance), ['closing_done']);
  assert.deepEqual(await closing_topics(county), ['closing_done', 'closing_asked']);
});

test('the applicant hears that it was sent back', async () => {
  const [share] = (await office.get('/api/board?unit=zhuanglang')).json().shares.filter(({ role, status }: any) => role === 'lead' && !['closed', 'condition_pending'].includes(status));
  const { line } = (await county.post(`/api/shares/${share.id}/closings`, { text: '已完成', files: [], no_evidence: '材料在纸上' })).json(201);
  assert.ok((await closing_topics(office)).includes('closing_to_check'), 'nobody is asked, so it can be checked at once');
  (await office.post(`/api/closings/${line.id}/return`, { reason: '佐证不足' }, { version: 1 })).is(200);
  assert.equal((await closing_topics(county))[0], 'closing_returned');
});
