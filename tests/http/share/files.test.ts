// Evidence: files in parts, resumed, kept once, judged by content, never shown inline.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import type { Client } from '../../harness/client.ts';
import { usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const county = people.county.client;
const office = people.office.client;
const kUnit = 'zhuanglang';
const kPart = 4 * 1024 * 1024;

/** A PDF of that many bytes. */
function pdf(size: number): Buffer {
  const head = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');
  return Buffer.concat([head, randomBytes(Math.max(0, size - head.length))]);
}

const begin = (client: Client, name: string, size_bytes: number, unit = kUnit) =>
  client.post('/api/uploads', { name, size_bytes, unit });
const part = (client: Client, id: string, offset: number, bytes: Buffer) =>
  client.send('PUT', `/api/uploads/${id}?offset=${offset}`, { body: bytes });

async function bring(client: Client, name: string, bytes: Buffer) {
  let upload = (await begin(client, name, bytes.length)).json(201);
  for (let at = 0; at < bytes.length; at += kPart)
    upload = (await part(client, upload.id, at, bytes.subarray(at, at + kPart))).json();
  return upload.file;
}

const kept = (): string[] =>
  readdirSync(join(server.store.data, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('a file arrives in parts and leaves as a download that no browser shows', async () => {
  const bytes = pdf(kPart + 1000);
  const file = await bring(county, '预算下达文件.pdf', bytes);
  assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(file.media_type, 'application/pdf');
  const answer = (await office.get(`/api/files/${file.id}`)).is(200);
  assert.deepEqual(answer.bytes, bytes);
  assert.match(String(answer.headers['content-disposition']), /^attachment; .*filename\*=UTF-8''%E9/);
  assert.equal(answer.headers['content-type'], 'application/octet-stream');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.match(String(answer.headers['content-security-policy']), /sandbox/);
});

test('an upload that was cut at nine tenths goes on where it stood', async () => {
  const bytes = pdf(10 * 1024 * 1024);
  const upload = (await begin(county, '大文件.pdf', bytes.length)).json(201);
  (await part(county, upload.id, 0, bytes.subarray(0, kPart))).is(200);
  (await part(county, upload.id, kPart, bytes.subarray(kPart, 2 * kPart))).is(200);
  const cut = Math.floor(bytes.length * 0.9);
  const nine = (await part(county, upload.id, 2 * kPart, bytes.subarray(2 * kPart, cut))).json();
  assert.equal(nine.received_bytes, cut);
  // What was lost on the way is asked for, and a part that comes twice is refused.
  const state = (await county.get(`/api/uploads/${upload.id}`)).json();
  assert.equal(state.received_bytes, cut);
  (await part(county, upload.id, 2 * kPart, bytes.subarray(2 * kPart, cut))).problem(409, 'wrong-offset');
  const whole = (await part(county, upload.id, cut, bytes.subarray(cut))).json();
  assert.equal(whole.file.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.deepEqual((await county.get(`/api/files/${whole.file.id}`)).bytes, bytes);
});

test('the same file twice is kept once', async () => {
  const bytes = pdf(5000);
  const first = await bring(county, '甲.pdf', bytes);
  const before = kept().length;
  const second = await bring(office, '乙.pdf', bytes);
  assert.notEqual(second.id, first.id);
  assert.equal(second.sha256, first.sha256);
  assert.equal(kept().length, before);
});

test('a file that says PDF and is HTML is refused, and nothing of it stays', async () => {
  const html = Buffer.from('<!DOCTYPE html><html><body><script>alert(1)</script></body></html>');
  const before = kept();
  const upload = (await begin(county, '通知.pdf', html.length)).json(201);
  (await part(county, upload.id, 0, html)).problem(422, 'wrong-type');
  (await county.get(`/api/uploads/${upload.id}`)).problem(404);
  assert.deepEqual(kept(), before);
});

test('a ZIP that says it is a document is refused, a real one is kept', async () => {
  const text = new TextEncoder();
  const bomb = Buffer.from(zipSync({ 'a.txt': new Uint8Array(5_000_000) }));
  const upload = (await begin(county, '报告.docx', bomb.length)).json(201);
  (await part(county, upload.id, 0, bomb)).problem(422, 'wrong-type');
  const real = Buffer.from(zipSync({ '[Content_Types].xml': text.encode('<Types/>'), 'word/document.xml': text.encode('<w/>') }));
  assert.match((await bring(county, '报告.docx', real)).media_type, /wordprocessingml/);
});

test('names lose folders and marks that turn writing around', async () => {
  const file = await bring(county, '../../报告\u202Efdp.pdf', pdf(600));
  assert.equal(file.name, '报告fdp.pdf');
});

test('sizes and kinds nobody takes are refused before a byte is sent', async () => {
  (await begin(county, '空.pdf', 0)).problem(422);
  (await begin(county, '程序.exe', 100)).problem(422);
  (await begin(county, '大.mp4', 101 * 1024 * 1024)).problem(413, 'too-large');
  (await begin(county, 'x.pdf', 100, 'finance_bureau')).problem(403);
  (await begin(county, 'x.pdf', 100, 'no_such_unit')).problem(404);
});

test('parts beyond the end, of nothing, or too large are refused', async () => {
  const upload = (await begin(county, 'x.pdf', 1000)).json(201);
  (await part(county, upload.id, 0, pdf(2000))).problem(409, 'wrong-offset');
  (await part(county, upload.id, 500, pdf(100))).problem(409, 'wrong-offset');
  (await part(county, upload.id, 0, pdf(kPart + 1))).problem(413);
  await county.delete(`/api/uploads/${upload.id}`).then((answer) => answer.is(204));
  (await county.get(`/api/uploads/${upload.id}`)).problem(404);
});

test('another account sees neither an upload nor a file outside its reach', async () => {
  const upload = (await begin(county, 'x.pdf', 1000)).json(201);
  (await people.finance.client.get(`/api/uploads/${upload.id}`)).problem(404);
  (await part(people.finance.client, upload.id, 0, pdf(1000))).problem(404);
  const file = await bring(county, 'x.pdf', pdf(700));
  (await people.finance.client.get(`/api/files/${file.id}`)).problem(404);
});

test('a report takes files of its unit and no others', async () => {
  const [line] = (await county.get('/api/my-reports')).json().owed;
  const file = await bring(county, '佐证.pdf', pdf(800));
  const content = { no_change: false, text: '见附件', ticks: [], quantities: [], files: [file.id], signed_off: { who: '县长', on: '2021-01-04', file: file.id } };
  const address = `/api/shares/${line.share.id}/reports/${line.period}/submit`;
  (await county.post(address, { ...content, files: [randomUUID()] }, { version: 0 })).problem(422);
  const sent = (await county.post(address, content, { version: 0 })).json();
  assert.deepEqual(sent.files.map(({ name }: { name: string }) => name), ['佐证.pdf', '佐证.pdf']);
});
