// What happened to a task, in one stream.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const county = people.county.client;
const finance = people.finance.client;
const leader = (await new_person(people.administrator, 'leader', [{ unit: 'city_government', role: 'leader' }])).client;

interface Line {
  id: string;
  kind: string;
  step: string;
  units: { id: string }[];
  text: string;
  title: string;
  period: { zh: string };
  no_change: boolean;
  milestones: { title: { zh: string }; after: { zh: string } }[];
  document_number: string;
  due_on: string | null;
  change: { step: string; note: string } | null;
  link: string;
}

const stream = async (client: Client, task: number, query = ''): Promise<{ lines: Line[]; next: string | null; units: { id: string }[] }> =>
  (await client.get(`/api/tasks/${task}/stream?${query}`)).json();
const whole = async (client: Client, task: number, query = ''): Promise<Line[]> => {
  const lines: Line[] = [];
  let next: string | null = null;
  do {
    const page = await stream(client, task, next ? `${query}&before=${next}` : query);
    lines.push(...page.lines);
    ({ next } = page);
  } while (next);
  return lines;
};
const said = (lines: Line[]) => lines.map((line) => `${line.kind} ${line.change?.step ?? line.step}`);
const [owed] = (await county.get('/api/my-reports')).json().owed.filter((line: any) => line.share.task !== 17);
const { task, id: share } = owed.share;
const address = `/api/shares/${share}/reports/${owed.period}`;
const day = (offset: number) => new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const content = (text: string, ticks: object[] = []) => ({ no_change: false, text, ticks, quantities: [], files: [], signed_off: null });

/** A task of which finance is late, with a letter about it. */
let late: { task: number };

test('a fresh task begins with its assignment, once for all its units', async () => {
  const lines = await whole(office, task);
  assert.deepEqual(said(lines), ['change assign']);
  assert.ok(lines[0].units.some(({ id }) => id === 'zhuanglang'));
  assert.deepEqual(lines[0].units.map(({ id }) => id).sort(), (await stream(office, task)).units.map(({ id }) => id).sort());
});

test('milestones, a report and what the office does with it stand in order, each with its place', async () => {
  const list = { for_all: false, milestones: [{ id: '', kind: 'step', stage: 'drafting', title: '起草' }] };
  const drawn = (await county.put(`/api/shares/${share}/milestones`, list, { version: 0 })).json();
  const tick = { milestone: drawn.list.milestones[0].id, on: day(0), note: null };
  (await county.post(`${address}/submit`, content('已完成起草', [tick]), { version: 0 })).is(200);
  (await office.post(`${address}/supplement`, { cells: ['text'], reason: '请写明文号' }, { version: 1 })).is(200);
  (await county.put(address, content('写了一半', [tick]), { version: 2 })).is(200);
  (await county.post(`${address}/submit`, content('已完成起草，文号另报', [tick]), { version: 3 })).is(200);
  (await office.post(`${address}/verify`, undefined, { version: 4 })).is(200);
  const lines = await whole(office, task);
  assert.deepEqual(said(lines), [
    'report verified',
    'report submitted',
    'report asked',
    'report submitted',
    'milestones drawn_up',
    'change assign',
  ]);
  const [, , asked, submitted, milestones] = lines;
  assert.equal(asked.text, '请写明文号');
  assert.equal(submitted.text, '已完成起草');
  assert.deepEqual(submitted.milestones.map(({ title }) => title.zh), ['起草']);
  assert.equal(submitted.link, `/plan/shares/${share}/reports/${owed.period}`);
  assert.equal(milestones.text, '起草');
  assert.equal(milestones.link, `/plan/shares/${share}/milestones`);
});

test('a change by document, letters with their answers and instructions are in it', async () => {
  const { version } = (await office.get(`/api/shares/${share}`)).json().share;
  const extension = { step: 'extend', note: '县里请示延期', document_number: '平职教办〔2026〕3号', document_on: day(-1), due_on: day(400) };
  (await office.post(`/api/shares/${share}/steps`, extension, { version })).is(200);
  [late] = (await office.get('/api/board?unit=finance_bureau&status=late')).json().shares;
  const [letter] = (await office.post('/api/letters', { kind: 'urge', units: ['finance_bureau'] })).json(201).letters;
  (await office.post(`/api/letters/${letter.id}/steps`, { step: 'submit' }, { version: 1 })).is(200);
  assert.ok(!(await whole(office, late.task)).some(({ kind }) => kind === 'letter'), 'no letter went out yet');
  const number = '测办函〔2026〕1号';
  const sent = (await leader.post(`/api/letters/${letter.id}/steps`, { step: 'release', number }, { version: 2 })).json();
  const [demand] = sent.demands;
  (await finance.post(`/api/demands/${demand.id}/steps`, { step: 'answer', text: '已下达资金' }, { version: 1 })).is(200);
  const instruction = {
    said_by: '市政府分管副市长',
    channel: 'written',
    words: '请抓紧办理',
    said_on: day(0),
    assignments: [{ unit: 'finance_bureau', task: late.task, due_on: day(10) }],
  };
  const { instruction: given } = (await office.post('/api/instructions', instruction)).json(201);
  const [first, answered, went_out] = await whole(office, late.task);
  assert.deepEqual(said([first, answered, went_out]), ['instruction given', 'letter answered', 'letter sent']);
  assert.equal(first.link, `/instructions/${given.id}`);
  assert.equal(first.due_on, day(10));
  assert.equal(answered.text, '已下达资金');
  assert.equal(went_out.document_number, number);
  assert.equal(went_out.link, `/letters/${letter.id}`);
  const [change] = await whole(office, task, 'kind=change');
  assert.equal(change.change?.step, 'extend');
  assert.equal(change.document_number, extension.document_number);
});

test('a closing tells its steps, and once that shares are closed', async () => {
  const mine = (await county.get('/api/board?unit=zhuanglang')).json().shares;
  const own = mine.find((line: any) => line.role === 'lead');
  const application = { text: '已全部完成', files: [], no_evidence: '材料在档案室' };
  const made = (await county.post(`/api/shares/${own.id}/closings`, application)).json(201);
  const closing = `/api/closings/${made.line.id}`;
  (await office.post(`${closing}/check`, { note: '佐证齐全' }, { version: 1 })).is(200);
  const second = (await new_person(people.administrator, 'second', [{ unit: 'education_bureau', role: 'plan_office' }])).client;
  const paper = { document_number: '平职教办〔2026〕9号', document_on: day(-1) };
  (await second.post(`${closing}/approve`, paper, { version: 2 })).is(200);
  const lines = await whole(office, own.task, 'unit=zhuanglang');
  assert.deepEqual(said(lines).slice(0, 3), ['closing approved', 'closing checked', 'closing applied']);
  assert.ok(!said(lines).includes('change close'));
  assert.equal(lines[0].link, `/plan/closings/${made.line.id}`);
  // Another county neither reads the closing nor misses that the share is closed.
  const other = (await new_person(people.administrator, 'other', [{ unit: 'jingning', role: 'unit_officer' }])).client;
  const seen = said(await whole(other, own.task, 'unit=zhuanglang'));
  assert.ok(!seen.some((one) => one.startsWith('closing')));
  assert.ok(seen.includes('change close'));
});

test('who reads a unit’s remarks nowhere else reads none of them here', async () => {
  const seen = await whole(finance, task, 'unit=zhuanglang');
  assert.ok(!seen.some(({ kind, change }) => kind === 'report' && change == null), 'no report');
  assert.ok(seen.every(({ text, kind }) => text === '' || kind === 'milestones'), JSON.stringify(seen));
  const note = (lines: Line[]) => lines.find(({ change }) => change?.step === 'extend')?.change?.note;
  assert.deepEqual([note(await whole(county, task)), note(seen)], ['县里请示延期', '']);
  const letters = (client: Client) => whole(client, late.task, 'kind=letter&unit=finance_bureau');
  assert.deepEqual(said(await letters(office)), ['letter answered', 'letter sent']);
  assert.deepEqual(await letters(county), []);
});

test('it comes in pages that together are the whole, by kind and by unit', async () => {
  const units = (await stream(office, task)).units.map(({ id }) => id).filter((id) => id !== 'zhuanglang');
  for (const unit of units.slice(0, 2)) {
    const [line] = (await office.get(`/api/board?unit=${unit}&task=${task}`)).json().shares;
    for (let version = line.version, n = 0; n < 6; version += 1, n += 1) {
      const step = { step: 'override_status', note: `理由${n}`, status: 'due_soon' };
      const lift = { step: 'lift_override', note: `理由${n}` };
      (await office.post(`/api/shares/${line.id}/steps`, n % 2 === 0 ? step : lift, { version, key: randomUUID() })).is(200);
    }
  }
  const first = await stream(office, task);
  assert.equal(first.lines.length, 10);
  assert.ok(first.next);
  const all = await whole(office, task);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  assert.deepEqual(all.slice(0, 10), first.lines);
  assert.ok(said(all).includes('change assign'));
  const by_kind = [];
  for (const kind of ['report', 'milestones', 'change', 'closing', 'letter', 'instruction']) {
    const lines = await whole(office, task, `kind=${kind}`);
    assert.ok(lines.every((line) => line.kind === kind));
    by_kind.push(...lines);
  }
  assert.deepEqual(by_kind.map(({ id }) => id).sort(), all.map(({ id }) => id).sort());
  assert.ok((await whole(office, task, 'unit=zhuanglang')).every((line) => line.units.some(({ id }) => id === 'zhuanglang')));
});

test('a place that no page gave, a task and a day that there are not are refused', async () => {
  (await office.get(`/api/tasks/${task}/stream?before=nowhere`)).problem(400);
  (await office.get('/api/tasks/999/stream')).problem(404);
  (await office.get(`/api/tasks/${task}/stream?as_of=${day(1)}`)).problem(400);
  (await office.get(`/api/tasks/${task}/stream?kind=gossip`)).problem(400);
  (await people.nobody.client.get(`/api/tasks/${task}/stream`)).problem(403);
});

test('an earlier day hides what came later', async () => {
  assert.deepEqual(await whole(office, task, `as_of=${day(-1)}`), []);
  assert.deepEqual(await whole(office, task, `as_of=${day(0)}`), await whole(office, task));
});
