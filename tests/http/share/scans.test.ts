// A report on paper: printed with a code, stamped, and filed where the code says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Client } from '../../harness/client.ts';
import { photographed, printed } from '../../harness/paper.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const county = people.county.client;
const finance = people.finance.client;
const office = people.office.client;

interface Line {
  share: { id: string };
  period: string;
}
const free: Line[] = (await county.get('/api/my-reports')).json().owed;
const address = (line: Line) => `/api/shares/${line.share.id}/reports/${line.period}`;
const code = (line: Line, version: number) => `/api/report-codes/ZHIJIAO:REPORT:${line.share.id.toUpperCase()}:${line.period}:${version}`;
const content = (text: string) => ({ no_change: false, text, ticks: [], quantities: [], files: [], signed_off: null });

/** Every test takes a report of its own. */
async function drafted(text: string): Promise<Line> {
  const line = free.pop()!;
  (await county.put(address(line), content(text), { version: 0 })).is(200);
  return line;
}

async function brought(client: Client, unit = 'zhuanglang'): Promise<string> {
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');
  const upload = (await client.post('/api/uploads', { name: '盖章件.pdf', size_bytes: bytes.length, unit })).json(201);
  return (await client.send('PUT', `/api/uploads/${upload.id}?offset=0`, { body: bytes })).json().file.id;
}

test('the letter says what the report says, opens in a word processor, and its code stands on every page', async () => {
  const line = await drafted('专项资金已列入预算。'.repeat(120));
  const docx = (await county.get(`${address(line)}/letter.docx`)).is(200).bytes;
  const pdf = await printed(docx);
  const said = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  for (const part of ['庄浪县', '进展情况的函', '专项资金已列入预算。', '一、进展情况', '专此函报。', '办公室：'])
    assert.ok(said.includes(part), `the letter does not say ${part}`);
  const pictures = execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' });
  const pages = pictures.split('\n').slice(2).filter(Boolean).map((row) => Number(row.trim().split(/\s+/)[0]));
  assert.ok(new Set(pages).size > 1, pictures);
  const bare = unzipSync(new Uint8Array((await county.get(`${address(line)}/letter.docx?red_head=false`)).bytes));
  assert.ok(!strFromU8(bare['word/header1.xml']).includes('庄浪县'));
});

test('only who may see a report prints it, and only once there is one', async () => {
  const line = await drafted('草稿');
  const auditor = await new_person(people.administrator, 'auditor', [{ unit: 'city_government', role: 'auditor' }]);
  (await auditor.client.get(`${address(line)}/letter.docx`)).problem(404);
  (await finance.get(`${address(line)}/letter.docx`)).problem(403);
  (await county.get(`${address(free[0]!)}/letter.docx`)).problem(404);
});

test('a code leads to its report, says whether the letter is old, and the copy is filed there, also after submission', async () => {
  const line = await drafted('已安排资金');
  const found = (await county.get(code(line, 1))).json();
  assert.equal(found.line.share.id, line.share.id);
  assert.equal(found.changed_since, false);
  assert.equal(found.scan, null);
  (await county.post(`${address(line)}/submit`, content('已安排资金300万元'), { version: 1 })).is(200);
  assert.equal((await county.get(code(line, 1))).json().changed_since, true);
  const file = await brought(county);
  const filed = (await county.post(`${address(line)}/scan`, { file }, { version: 2 })).json();
  assert.equal(filed.line.state, 'submitted');
  assert.deepEqual(filed.content.signed_off, { who: '', on: null, file });
  assert.equal(filed.history[0].step, 'file_scan');
  assert.equal((await county.get(code(line, 2))).json().scan.id, file);
  assert.equal((await county.get(code(line, 2))).json().changed_since, false);
  // The office reads it, and nobody was told of a supplement.
  assert.equal((await office.get(`/api/files/${file}`)).status, 200);
});

test('another unit, a frozen report, a foreign code and a file of others are refused, each with its reason', async () => {
  const line = await drafted('已完成');
  (await finance.get(code(line, 1))).problem(403);
  (await office.get(code({ ...line, period: '1999-01' }, 1))).problem(404);
  (await county.get('/api/report-codes/https%3A%2F%2Fexample.cn%2Fu%2F1')).problem(422, 'not-a-report-code');
  (await finance.post(`${address(line)}/scan`, { file: await brought(finance, 'finance_bureau') }, { version: 1 })).problem(403);
  (await county.post(`${address(line)}/scan`, { file: await brought(finance, 'finance_bureau') }, { version: 1 })).problem(422);
  const file = await brought(county);
  (await county.post(`${address(line)}/scan`, { file }, { version: 7 })).problem(412);
  (await county.post(`${address(line)}/submit`, content('已完成'), { version: 1 })).is(200);
  (await office.post(`${address(line)}/verify`, undefined, { version: 2 })).is(200);
  assert.match((await county.get(code(line, 1))).problem(409, 'wrong-state').detail, /已经核实/);
  (await county.post(`${address(line)}/scan`, { file }, { version: 3 })).problem(409, 'wrong-state');
});

test('the first page of a PDF is drawn for the browser; what is no PDF or broken is refused', async () => {
  const line = await drafted('扫描');
  const pdf = await printed((await county.get(`${address(line)}/letter.docx`)).bytes);
  const send = (client: Client, body: Buffer) => client.send('POST', '/api/page-pictures', { body });
  const drawn = (await send(county, readFileSync(pdf))).is(200);
  assert.equal(drawn.headers['content-type'], 'image/png');
  assert.equal(drawn.bytes.subarray(1, 4).toString(), 'PNG');
  (await send(county, readFileSync(photographed(pdf)))).problem(415, 'document-kind');
  (await send(county, Buffer.from('%PDF-1.4\n'))).problem(422, 'document-damaged');
  (await send(people.nobody.client, readFileSync(pdf))).problem(403);
});
