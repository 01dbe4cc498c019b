// The photo of an instruction, evidence with an answer, the stamped copy of a letter: who reads what
// they belong to reads them, and nobody else.
import assert from 'node:assert/strict';
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

const day = (offset: number) => new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const pdf = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${text}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`);
const bring = async (client: Client, unit: string, name: string): Promise<string> => {
  const bytes = pdf(name);
  const { id } = (await client.post('/api/uploads', { name, size_bytes: bytes.length, unit })).json(201);
  return (await client.send('PUT', `/api/uploads/${id}?offset=0`, { body: bytes })).json().file.id;
};
const register = (body: object) =>
  office.post('/api/instructions', { said_by: '分管副市长', channel: 'written', words: '', said_on: day(-1), assignments: [{ unit: 'zhuanglang', due_on: day(7) }], ...body });

test('an instruction is its photo or its words, and its units read the photo', async () => {
  (await register({})).problem(422);
  const photo = await bring(office, 'education_bureau', '批示.pdf');
  (await register({ files: ['no-such-file'] })).problem(422);
  const made = (await register({ files: [photo] })).json(201);
  assert.deepEqual(made.files.map(({ name }: any) => name), ['批示.pdf']);
  const address = `/api/instructions/${made.instruction.id}`;
  assert.deepEqual((await county.get(address)).json().files.map(({ id }: any) => id), [photo]);
  // The county does not read the office's unit: only through the instruction.
  (await county.get(`/api/files/${photo}`)).problem(404);
  (await county.get(`${address}/files/${photo}`)).is(200);
  (await finance.get(`${address}/files/${photo}`)).problem(404);
  const other = await bring(office, 'education_bureau', '别的.pdf');
  (await county.get(`${address}/files/${other}`)).problem(404);
});

test('evidence comes with an answer and stays in its history', async () => {
  const [demand] = (await register({ words: '报送情况' })).json(201).demands;
  const step = (client: Client, version: number, body: object) => client.post(`/api/demands/${demand.id}/steps`, body, { version });
  const foreign = await bring(finance, 'finance_bureau', '外单位.pdf');
  (await step(county, 1, { step: 'answer', text: '已办', files: [foreign] })).problem(422);
  const proof = await bring(county, 'zhuanglang', '佐证.pdf');
  const answered = (await step(county, 1, { step: 'answer', text: '已办', files: [proof] })).json();
  assert.deepEqual(answered.demand.files.map(({ id }: any) => id), [proof]);
  (await step(office, 2, { step: 'send_back', text: '再补', files: [proof] })).problem(422);
  (await step(office, 2, { step: 'send_back', text: '再补' })).is(200);
  const again = (await step(county, 3, { step: 'answer', text: '已补' })).json();
  assert.deepEqual(again.demand.files, []);
  assert.deepEqual(again.history.find(({ version }: any) => version === 2).files.map(({ id }: any) => id), [proof]);
  (await leader.get(`/api/demands/${demand.id}/files/${proof}`)).is(200);
  (await finance.get(`/api/demands/${demand.id}/files/${proof}`)).problem(404);
});

test('the stamped copy is filed with a released letter, which stays as it was', async () => {
  const [{ id }] = (await office.post('/api/letters', { kind: 'urge', units: ['zhuanglang'] })).json(201).letters;
  const scan = await bring(office, 'education_bureau', '盖章件.pdf');
  const file_scan = (client: Client) => client.post(`/api/letters/${id}/scans`, { file: scan });
  (await file_scan(office)).problem(409, 'wrong-state');
  const step = (client: Client, version: number, body: object) => client.post(`/api/letters/${id}/steps`, body, { version });
  (await step(office, 1, { step: 'submit' })).is(200);
  const released = (await step(leader, 2, { step: 'release', number: '测办函〔2026〕1号' })).json();
  (await file_scan(county)).problem(403);
  const filed = (await file_scan(office)).json();
  assert.deepEqual(filed.scans.map(({ name }: any) => name), ['盖章件.pdf']);
  assert.equal(filed.letter.version, released.letter.version);
  assert.equal((await file_scan(office)).json().scans.length, 1);
  (await county.get(`/api/letters/${id}/files/${scan}`)).is(200);
  (await finance.get(`/api/letters/${id}/files/${scan}`)).problem(404);
});
