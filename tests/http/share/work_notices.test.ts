// Units hear what happened to their work; what they owe stands in their calendar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const county = people.county.client;
const paper = { document_number: '平职教办〔2026〕9号', document_on: '2021-06-01' };

const notices = async (client: Client, topic: string) =>
  (await client.get('/api/notices')).json().notices.filter((notice: any) => notice.topic === topic);
const shares_of = async (query: string) => (await office.get(`/api/board?${query}`)).json().shares;
const uids = async (client: Client): Promise<string[]> => {
  const { path } = (await client.post('/api/calendar-feeds', { title: '手机' }, { key: undefined })).json(201);
  const text = (await new Client(server).get(path)).text.replaceAll('\r\n ', '');
  return [...text.matchAll(/UID:(.*)\r/g)].map(([, uid]) => uid!);
};

test('an extended share is told to its unit, once', async () => {
  const [share] = await shares_of('unit=zhuanglang');
  const step = { ...paper, step: 'extend', due_on: '2099-12-31' };
  (await office.post(`/api/shares/${share.id}/steps`, step, { version: share.version })).is(200);
  const [told, ...more] = await notices(county, 'share_changed');
  assert.deepEqual(more, []);
  assert.ok(told.text.zh.includes('时限调整为2099年12月31日') && told.text.zh.includes(paper.document_number), told.text.zh);
  assert.equal(told.link, `/plan/tasks/${share.task}`);
  assert.deepEqual(await notices(people.finance.client, 'share_changed'), []);
});

test('a part that is handed down is told to its unit and stands in its calendar with the report', async () => {
  const [share] = await shares_of('unit=zhuanglang');
  const school = (await county.get(`/api/shares/${share.id}/parts`)).json().units[0];
  const teacher = (await new_person(people.administrator, 'teacher', [{ unit: school.id, role: 'school_officer' }])).client;
  const parts = [{ id: '', unit: school.id, section: '', what: '报实训' }];
  (await county.put(`/api/shares/${share.id}/parts`, { parts }, { version: 0 })).is(200);
  const [told] = await notices(teacher, 'part_given');
  assert.equal(told.link, `/plan/shares/${share.id}/parts`);
  assert.ok((await uids(teacher)).some((uid) => uid.startsWith(`parts:${school.id}:`)));
  assert.ok((await uids(county)).some((uid) => uid.startsWith('reports:zhuanglang:')));
});

test('a milestone with a day is in the calendar', async () => {
  const [share] = await shares_of('unit=zhuanglang');
  const milestones = [{ id: '', kind: 'step', stage: 'other', title: '完成摸底', due_on: '2099-05-20' }];
  (await county.put(`/api/shares/${share.id}/milestones`, { milestones, for_all: false }, { version: 0 })).is(200);
  assert.ok((await uids(county)).some((uid) => uid.startsWith(`milestone:${share.id}:`)));
});
