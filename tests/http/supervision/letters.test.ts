// Letters to who is late: drafted from live data, released by another, answered in time.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync, strFromU8 } from 'fflate';
import type { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server, kRoot, temporary_directory } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;
const leader = (await new_person(people.administrator, 'leader', [{ unit: 'city_government', role: 'leader' }])).client;
const auditor = (await new_person(people.administrator, 'auditor', [{ unit: 'city_government', role: 'auditor' }])).client;
const second = (await new_person(people.administrator, 'second', [{ unit: 'education_bureau', role: 'plan_office' }])).client;

const day = (offset: number) => new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const draft = async (units: string[], kind = 'urge', more: object = {}) =>
  (await office.post('/api/letters', { kind, units, ...more })).json(201).letters;
const step = (client: Client, id: string, version: number, body: object, key: string = randomUUID()) =>
  client.post(`/api/letters/${id}/steps`, body, { version, key });
const view = async (client: Client, id: string) => (await client.get(`/api/letters/${id}`)).json();
let serial = 0;
const number = () => `测办函〔2026〕${(serial += 1)}号`;
const released = async (unit: string, kind = 'urge') => {
  const [made] = await draft([unit], kind);
  (await step(office, made.id, 1, { step: 'submit' })).is(200);
  return (await step(leader, made.id, 2, { step: 'release', number: number() })).json();
};

test('who is late is listed with since when and the letter that comes first', async () => {
  const late = (await office.get('/api/supervision/late')).json();
  const [unit] = late.units.filter((one: any) => one.unit.id === 'zhuanglang');
  assert.ok(unit.shares.length > 0);
  for (const share of unit.shares) {
    assert.ok(share.due_on < late.today);
    assert.ok(share.days_late > 0);
    assert.equal(share.advice.kind, 'reminder');
  }
  const latest = late.units.map((one: any) => Math.max(...one.shares.map((share: any) => share.days_late)));
  assert.deepEqual(latest, [...latest].sort((a, b) => b - a));
  (await finance.get('/api/supervision/late')).problem(403);
  (await leader.get('/api/supervision/late')).problem(403);
});

test('a draft says what the board says: which tasks, since when, how late', async () => {
  const board = (await office.get('/api/board?unit=finance_bureau&status=late')).json();
  const [made] = await draft(['finance_bureau']);
  const { matters, text } = await view(office, made.id);
  assert.equal(matters.length, board.shares.length);
  const said = text.paragraphs.map((paragraph: any) => paragraph.text).join('\n');
  for (const share of board.shares) {
    const [year, month, date] = share.due_on.split('-').map(Number);
    assert.ok(said.includes(`任务${share.task}`), said);
    assert.ok(said.includes(`${year}年${month}月${date}日`), said);
    assert.ok(said.includes(`逾期${share.days_late}天`), said);
  }
  assert.match(text.addressees, /财政局/);
  assert.ok(text.reply_by > day(0));
});

test('one letter a unit, but a circular names them all', async () => {
  const two = await draft(['finance_bureau', 'zhuanglang'], 'reminder');
  assert.equal(two.length, 2);
  const [one] = await draft(['finance_bureau', 'zhuanglang'], 'circular');
  assert.equal(one.units.length, 2);
});

test('a unit that owes nothing late gets no letter', async () => {
  const problem = (await office.post('/api/letters', { kind: 'urge', units: ['city_government'] })).problem(422);
  assert.equal(problem.errors![0].field, '/units/0');
  (await office.post('/api/letters', { kind: 'urge', units: [] })).problem(422);
  (await office.post('/api/letters', { kind: 'urge', units: ['zhuanglang', 'zhuanglang'] })).problem(422);
  (await office.post('/api/letters', { kind: 'urge', units: ['zhuanglang'], reply_by: day(0) })).problem(422);
  (await finance.post('/api/letters', { kind: 'urge', units: ['zhuanglang'] })).problem(403);
});

test('nobody releases what he wrote, and whoever may not release does not', async () => {
  const [made] = await draft(['finance_bureau']);
  (await step(office, made.id, 1, { step: 'release', number: number() })).problem(409);
  const submitted = (await step(office, made.id, 1, { step: 'submit' })).json();
  assert.ok(submitted.cannot_release);
  assert.ok(!submitted.possible.includes('release'));
  (await step(office, made.id, 2, { step: 'release', number: number() })).problem(403, 'own-draft');
  (await step(finance, made.id, 2, { step: 'release', number: number() })).problem(403);
  assert.ok((await view(leader, made.id)).possible.includes('release'));
  const sent = (await step(leader, made.id, 2, { step: 'release', number: number() })).json();
  assert.equal(sent.letter.state, 'released');
  assert.equal(sent.letter.signed_on, day(0));
});

test('a leader sends it back with the reason, another of the office changes it, and only a third releases', async () => {
  const [made] = await draft(['zhuanglang']);
  (await step(office, made.id, 1, { step: 'submit' })).is(200);
  (await step(leader, made.id, 2, { step: 'send_back' })).problem(422);
  const back = (await step(leader, made.id, 2, { step: 'send_back', reason: '语气再平和些' })).json();
  assert.equal(back.letter.state, 'draft');
  assert.equal(back.reason, '语气再平和些');
  const text = { ...back.text, title: '关于落实专项资金的督办函' };
  const put = (client: Client, version: number) =>
    client.send('PUT', `/api/letters/${made.id}/text`, { body: text, version, key: randomUUID() });
  (await put(second, 2)).problem(412, 'stale');
  assert.equal((await put(second, 3)).json().text.title, text.title);
  (await step(second, made.id, 4, { step: 'submit' })).is(200);
  (await step(second, made.id, 5, { step: 'release', number: number() })).problem(403, 'own-draft');
  const { history } = (await step(leader, made.id, 5, { step: 'release', number: number() })).json();
  assert.deepEqual(history.map((one: any) => one.step), ['release', 'submit', 'edit', 'send_back', 'submit', 'make']);
  assert.deepEqual(history.map((one: any) => one.by), ['leader', 'second', 'second', 'leader', 'office', 'office']);
});

test('a document number is well formed and given once', async () => {
  const letters = await draft(['finance_bureau', 'zhuanglang']);
  for (const { id } of letters) (await step(office, id, 1, { step: 'submit' })).is(200);
  (await step(leader, letters[0].id, 2, { step: 'release', number: '测办函[2026]第7号' })).problem(422);
  const taken = number();
  (await step(leader, letters[0].id, 2, { step: 'release', number: taken })).is(200);
  (await step(leader, letters[1].id, 2, { step: 'release', number: taken })).problem(409, 'number-taken');
  assert.equal((await view(leader, letters[1].id)).suggested_number, `测办函〔${day(0).slice(0, 4)}〕${serial + 1}号`);
});

test('the number proposed is the next free one, though kinds share a count and are released in any order', async () => {
  const year = day(0).slice(0, 4);
  const release = async (unit: string, kind: string, serial: number) => {
    const [made] = await draft([unit], kind);
    (await step(office, made.id, 1, { step: 'submit' })).is(200);
    (await step(leader, made.id, 2, { step: 'release', number: `共办函〔${year}〕${serial}号` })).is(200);
  };
  await release('huating', 'urge', 41);
  await release('huating', 'reminder', 40);
  const [made] = await draft(['huating'], 'reminder');
  (await step(office, made.id, 1, { step: 'submit' })).is(200);
  assert.equal((await view(leader, made.id)).suggested_number, `共办函〔${year}〕42号`);
});

test('of two who release at the same moment one is told', async () => {
  const [made] = await draft(['zhuanglang']);
  (await step(office, made.id, 1, { step: 'submit' })).is(200);
  const answers = await Promise.all([
    step(leader, made.id, 2, { step: 'release', number: number() }),
    step(second, made.id, 2, { step: 'release', number: number() }),
    step(leader, made.id, 2, { step: 'send_back', reason: '再改' }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412]);
  const { demands, letter } = await view(office, made.id);
  assert.equal(demands.length, letter.state === 'released' ? 1 : 0);
});

test('a retry drafts and releases once', async () => {
  const key = randomUUID();
  const body = { kind: 'urge', units: ['finance_bureau'] };
  const [first, again] = [await office.post('/api/letters', body, { key }), await office.post('/api/letters', body, { key })];
  assert.deepEqual(again.json(201), first.json(201));
  const [made] = first.json(201).letters;
  (await step(office, made.id, 1, { step: 'submit' })).is(200);
  const release = { step: 'release', number: number() };
  const sent = (await step(leader, made.id, 2, release, key + 'b')).json();
  assert.deepEqual((await step(leader, made.id, 2, release, key + 'b')).json(), sent);
  assert.equal(sent.demands.length, 1);
});

test('a unit sees released letters to it, never drafts and never those to others', async () => {
  const mine = await released('zhuanglang');
  const other = await released('finance_bureau');
  const [unfinished] = await draft(['zhuanglang']);
  assert.equal((await view(county, mine.letter.id)).letter.number, mine.letter.number);
  (await county.get(`/api/letters/${other.letter.id}`)).problem(404);
  (await county.get(`/api/letters/${unfinished.id}`)).problem(404);
  (await county.get(`/api/letters/${unfinished.id}/letter.docx`)).problem(404);
  const listed = (await county.get('/api/letters')).json().letters;
  assert.ok(listed.length > 0);
  assert.ok(listed.every((one: any) => one.state === 'released' && one.units.some((unit: any) => unit.id === 'zhuanglang')));
  (await people.nobody.client.get('/api/letters')).problem(403, 'forbidden');
  const all = (await auditor.get('/api/letters')).json().letters;
  assert.ok(all.some((one: any) => one.id === unfinished.id));
  (await step(auditor, unfinished.id, 1, { step: 'submit' })).problem(403);
});

test('a release asks each unit for an answer, and the answer goes back and forth until it is settled', async () => {
  const { demands, letter } = await released('zhuanglang');
  const [demand] = demands;
  assert.equal(demand.due_on, letter.reply_by);
  const act = (client: Client, version: number, body: object) =>
    client.post(`/api/demands/${demand.id}/steps`, body, { version });
  (await act(finance, 1, { step: 'answer', text: '代答' })).problem(404);
  (await act(county, 1, { step: 'settle' })).problem(403);
  (await act(county, 1, { step: 'answer' })).problem(422);
  const answered = (await act(county, 1, { step: 'answer', text: '资金已全部下达' })).json();
  assert.equal(answered.demand.state, 'answered');
  (await act(county, 1, { step: 'answer', text: '又一次' })).problem(412, 'stale');
  (await act(office, 2, { step: 'send_back', text: '缺下达文号' })).is(200);
  (await act(county, 3, { step: 'answer', text: '庄财教〔2026〕9号' })).is(200);
  const settled = (await act(office, 4, { step: 'settle' })).json();
  assert.equal(settled.demand.state, 'settled');
  assert.deepEqual(settled.history.map((one: any) => one.step), ['settle', 'answer', 'send_back', 'answer', 'make']);
  const line = (await view(office, letter.id)).letter;
  assert.deepEqual([line.demands, line.answered], [1, 1]);
});

test('the office cannot settle what it answered itself', async () => {
  const { demands } = await released('zhuanglang');
  const act = (client: Client, version: number, body: object) =>
    client.post(`/api/demands/${demands[0].id}/steps`, body, { version });
  (await act(office, 1, { step: 'answer', text: '电话核实，代为登记' })).is(200);
  (await act(office, 2, { step: 'settle' })).problem(403, 'own-answer');
  (await act(second, 2, { step: 'settle' })).is(200);
});

test('a letter is found by title, number or kind, by whoever may read it, and by its id', async () => {
  const find = async (client: Client, q: string) =>
    (await client.post('/api/supervision/search', { q })).json().letters.map(({ id }: any) => id);
  const sent = await released('zhuanglang');
  const { id, number: own, title } = sent.letter;
  assert.deepEqual(await find(office, own), [id]);
  assert.ok((await find(county, title.slice(2, 8))).includes(id));
  assert.ok((await find(county, '督办函')).includes(id));
  assert.deepEqual(await find(finance, own), []);
  const [other] = await draft(['zhuanglang']);
  const named = (await office.get(`/api/letters?ids=${id}&ids=${other.id}`)).json().letters;
  assert.deepEqual(named.map((one: any) => one.id), [other.id, id]);
  assert.deepEqual((await county.get(`/api/letters?ids=${other.id}`)).json().letters, []);
});

test('what waits for an answer is mine, nearest first, and only mine', async () => {
  await released('zhuanglang');
  const mine = (await county.get('/api/demands?open=true&mine=true')).json().demands;
  assert.ok(mine.length > 0);
  assert.ok(mine.every((one: any) => one.unit.id === 'zhuanglang' && one.possible.includes('answer')));
  const days = mine.map((one: any) => one.due_on);
  assert.deepEqual(days, [...days].sort());
  const everything = (await office.get('/api/demands')).json().demands;
  assert.ok(everything.some((one: any) => one.unit.id === 'finance_bureau'));
});

test('while an answer is waited for the next letter is not due', async () => {
  await released('jingning', 'reminder');
  const late = (await office.get('/api/supervision/late')).json();
  const unit = late.units.find((one: any) => one.unit.id === 'jingning');
  for (const share of unit.shares) {
    assert.equal(share.advice.kind ?? null, null);
    assert.match(share.advice.reason.zh, /提醒函，回复期限/);
  }
});

test('open pages learn that something changed and not what', async () => {
  const stream = await EventStream.open(county);
  const { letter } = await released('zhuanglang');
  const event = await stream.next(({ name, data }) => name === 'changed' && data.includes('supervision'));
  assert.deepEqual(JSON.parse(event.data), { kind: 'supervision', key: '' });
  assert.ok(!event.data.includes(letter.id));
  stream.close();
});

test('every step is in the audit trail', async () => {
  const { letter } = await released('zhuanglang');
  const entries = (await auditor.get('/api/audit')).json().entries.filter((one: any) => one.subject === letter.id);
  assert.deepEqual(entries.map((one: any) => one.action).sort(), ['letter.make', 'letter.release', 'letter.submit']);
});

// LibreOffice stands in for WPS: what it cannot open or breaks over pages, an office cannot send.
test('letters and circulars open in LibreOffice as the standard lays them out', { timeout: 120_000 }, async () => {
  const folder = temporary_directory();
  const letter = await released('zhuanglang');
  const [circular] = await draft(['finance_bureau', 'zhuanglang', 'jingning', 'education_bureau'], 'circular');
  const papers: Record<string, string> = {
    letter: `/api/letters/${letter.letter.id}/letter.docx`,
    bare: `/api/letters/${letter.letter.id}/letter.docx?red_head=false`,
    circular: `/api/letters/${circular.id}/letter.docx`,
  };
  for (const [name, address] of Object.entries(papers)) {
    const answer = (await office.get(address)).is(200);
    assert.match(answer.headers['content-type']!, /wordprocessingml/);
    writeFileSync(join(folder, `${name}.docx`), answer.bytes);
  }
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const files = Object.keys(papers).map((name) => join(folder, `${name}.docx`));
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], { stdio: 'ignore' });
  const text = (name: string) => execFileSync('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' });
  const said = text('letter').replaceAll(/\s/g, '');
  for (const part of [letter.letter.number, letter.issuer, letter.text.addressees, letter.signature])
    assert.ok(said.includes(part.replaceAll(/\s/g, '')), `the paper does not say ${part}:\n${said}`);
  assert.equal(text('bare').replaceAll(/\s/g, '').split(letter.issuer).length, 2, 'only the signature is left');
  // The head of the list is on each of its pages.
  const listed = text('circular').split('\f').filter((page) => /\d．/.test(page));
  assert.ok(listed.length > 1);
  for (const page of listed) assert.match(page, /责任单位/);
  const pictures = join(kRoot, 'build/screenshots');
  mkdirSync(pictures, { recursive: true });
  for (const name of Object.keys(papers))
    execFileSync('pdftoppm', ['-r', '70', '-png', join(folder, `${name}.pdf`), join(pictures, `paper-${name}`)]);
  assert.ok(readdirSync(pictures).some((file) => file.startsWith('paper-circular')));
  const parts = unzipSync(new Uint8Array((await office.get(papers.letter)).bytes));
  assert.match(strFromU8(parts['word/document.xml']), /w:pgSz w:w="11906" w:h="16838"/);
});

test('a letter is read as it stood on an earlier day, and what is not a day of the plan is refused', async () => {
  const letter = await released('finance_bureau');
  const path = `/api/letters/${letter.letter.id}`;
  const today = (await office.get(`${path}?as_of=${day(0)}`)).json();
  assert.deepEqual(today, await view(office, letter.letter.id));
  // It was drafted today.
  (await office.get(`${path}?as_of=${day(-1)}`)).problem(404);
  (await office.get(`${path}?as_of=${day(1)}`)).problem(400);
  (await office.get(`${path}?as_of=1999-01-01`)).problem(400);
});
