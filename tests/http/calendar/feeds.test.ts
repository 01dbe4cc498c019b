// A person's deadlines under an address of his own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start({ extra: ['--public-url', 'https://zhijiao.example.cn'] });
const people = await usual_people(server);
const county = people.county.client;
// What a phone is: it has the address and nothing else.
const phone = new Client(server);

const make = async (client: Client, title = '手机') => (await client.post('/api/calendar-feeds', { title }, { key: undefined })).json(201);
const events = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => ({
      uid: /UID:(.*)\r/.exec(event)![1],
      on: /DTSTART;VALUE=DATE:(\d+)/.exec(event)![1],
      summary: /SUMMARY:(.*)\r/.exec(event)![1],
    }));

test('the feed has what the unit owes, and an unchanged one is not sent again', async () => {
  const { path } = await make(county);
  const answer = (await phone.get(path)).is(200);
  assert.match(answer.headers['content-type']!, /^text\/calendar/);
  const shares = (await county.get('/api/board?unit=zhuanglang')).json().shares.filter(({ status }: any) => !['closed', 'routine', 'ended', 'condition_pending'].includes(status));
  const found = events(answer.text).filter(({ uid }) => uid!.startsWith('share:'));
  assert.equal(found.length, shares.length);
  for (const share of shares) {
    const event = found.find(({ uid }) => uid === `share:${share.id}@zhijiao`);
    assert.equal(event!.on, share.due_on.replaceAll('-', ''));
  }
  (await phone.get(path, { 'if-none-match': answer.etag })).is(304);
});

test('a moved deadline keeps its event', async () => {
  const { path } = await make(county);
  const [share] = (await county.get('/api/board?unit=zhuanglang&status=late')).json().shares;
  const before = events((await phone.get(path)).text);
  (await people.office.client.post(`/api/shares/${share.id}/steps`, { step: 'extend', document_number: '测办〔2026〕1号', document_on: '2026-01-05', due_on: '2099-12-31' }, { version: share.version })).is(200);
  const after = events((await phone.get(path)).text);
  const of = (list: ReturnType<typeof events>) => list.find(({ uid }) => uid.includes(share.id))!.on;
  assert.notEqual(of(before), '20991231');
  assert.equal(of(after), '20991231');
});

test('a revoked address, a wrong one and that of a suspended person have nothing', async () => {
  const { path, feed } = await make(county, '旧手机');
  (await phone.get(path)).is(200);
  (await people.finance.client.delete(`/api/calendar-feeds/${feed.id}`)).problem(404);
  (await county.delete(`/api/calendar-feeds/${feed.id}`)).is(200);
  (await phone.get(path)).problem(404);
  (await phone.get('/calendar/nonsense.ics')).problem(404);
  (await phone.get(`/calendar/${'A'.repeat(43)}.ics`)).problem(404);
  const other = await new_person(people.administrator, 'leaver', [{ unit: 'zhuanglang', role: 'unit_officer' }]);
  const { path: gone } = await make(other.client);
  assert.ok(events((await phone.get(gone)).text).length > 0);
  const account = (await people.administrator.client.get(`/api/accounts/${other.id}`)).json();
  (await people.administrator.client.patch(`/api/accounts/${other.id}`, account.version, { suspended: true })).is(200);
  (await phone.get(gone)).problem(404);
});

test('the secret is shown once and stands in no list and no log', async () => {
  const { path } = await make(county, '办公电脑');
  const token = path.slice('/calendar/'.length, -'.ics'.length);
  (await phone.get(path)).is(200);
  assert.ok(!(await county.get('/api/calendar-feeds')).text.includes(token));
  assert.ok(!server.printed.includes(token));
});

test('a title is needed, and ten addresses are enough', async () => {
  const person = await new_person(people.administrator, 'many', []);
  (await person.client.post('/api/calendar-feeds', { title: '' }, { key: undefined })).problem(422);
  for (let i = 0; i < 10; i += 1) await make(person.client);
  (await person.client.post('/api/calendar-feeds', { title: '手机' }, { key: undefined })).problem(409, 'too-many-feeds');
  assert.deepEqual(events((await phone.get((await make(people.finance.client)).path)).text).length > 0, true);
});
