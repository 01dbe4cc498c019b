// Two officers in one report see each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStream } from '../../harness/events.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const county = people.county.client;
const colleague = (await new_person(people.administrator, 'colleague', [{ unit: 'zhuanglang', role: 'unit_officer' }])).client;
const [line] = (await county.get('/api/my-reports')).json().owed;
const here = `/api/shares/${line.share.id}/reports/${line.period}/presence`;

test('who comes sees who is there, who is there is told, and who leaves is gone', async () => {
  assert.deepEqual((await county.put(here, undefined)).json(), { others: [] });
  const stream = await EventStream.open(county);
  assert.deepEqual((await colleague.put(here, undefined)).json(), { others: ['county'] });
  const event = await stream.next(({ name, data }) => name === 'changed' && data.includes('"presence"'));
  assert.deepEqual(JSON.parse(event.data), { kind: 'presence', key: line.share.id });
  assert.deepEqual((await county.put(here, undefined)).json(), { others: ['colleague'] });
  (await colleague.delete(here)).is(204);
  assert.deepEqual((await county.put(here, undefined)).json(), { others: [] });
  stream.close();
});

test('only who writes the report is in it', async () => {
  (await people.finance.client.put(here, undefined)).problem(403);
  (await people.nobody.client.put(here, undefined)).problem(403);
  (await county.put(here.replace(line.share.id, '01936f5e-8a2b-7c3d-9e4f-0a1b2c3d4e5f'), undefined)).problem(404);
});
