// Somebody whose post or account ends in the middle of writing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const administrator = people.administrator.client;
const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);

interface Line {
  share: { id: string };
  period: string;
}
const owed = async (client: Client): Promise<Line[]> => (await client.get('/api/my-reports')).json().owed;
const content = (text: string) => ({ no_change: false, text, ticks: [], quantities: [], files: [], signed_off: null });
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'), Buffer.alloc(4096, 'a')]);

test('whose post ended writes nothing more; what was saved is there for the colleague', async () => {
  const writer = await new_person(people.administrator, 'writer', [
    { unit: 'zhuanglang', role: 'unit_officer', valid_from: '2022-01-01' },
  ]);
  const [{ share, period }] = await owed(writer.client);
  const address = `/api/shares/${share.id}/reports/${period}`;
  (await writer.client.put(address, content('写了一半'), { version: 0 })).is(200);
  const upload = (await writer.client.post('/api/uploads', { name: '佐证.pdf', size_bytes: pdf.length, unit: 'zhuanglang' })).json(201);
  const part = (bytes: Buffer, offset: number) => writer.client.send('PUT', `/api/uploads/${upload.id}?offset=${offset}`, { body: bytes });
  (await part(pdf.subarray(0, 1000), 0)).is(200);

  const [post] = (await administrator.get(`/api/accounts/${writer.id}`)).json().posts;
  (await administrator.patch(`/api/posts/${post.id}`, post.version, { valid_to: yesterday })).is(200);

  (await writer.client.put(address, content('写完了'), { version: 1 })).problem(403);
  (await writer.client.post(`${address}/submit`, content('写完了'), { version: 1 })).problem(403);
  (await part(pdf.subarray(1000), 1000)).problem(403);
  const seen = (await people.county.client.get(address)).json();
  assert.deepEqual([seen.line.version, seen.line.state, seen.content.text], [1, 'draft', '写了一半']);
  (await people.county.client.put(address, content('接着写完'), { version: 1 })).is(200);
});

test('a suspended account is signed out of what it was writing', async () => {
  const writer = await new_person(people.administrator, 'suspended', [{ unit: 'zhuanglang', role: 'unit_officer' }]);
  const [, { share, period }] = await owed(writer.client);
  const { version } = (await administrator.get(`/api/accounts/${writer.id}`)).json();
  (await administrator.patch(`/api/accounts/${writer.id}`, version, { suspended: true })).is(200);
  (await writer.client.put(`/api/shares/${share.id}/reports/${period}`, content('迟了'), { version: 0 })).problem(401);
  assert.equal((await people.county.client.get(`/api/shares/${share.id}/reports/${period}`)).json().line.version, 0);
});
