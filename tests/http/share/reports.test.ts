// A report's way from its unit to the office and back.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Client } from '../../harness/client.ts';
import { EventStream } from '../../harness/events.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;

interface Line {
  share: { id: string; task: number; unit: { id: string } };
  period: string;
  version: number;
  state: string | null;
  no_change: boolean;
}

const mine = async (client: Client) => (await client.get('/api/my-reports')).json();
const [first] = (await mine(county)).owed as Line[];
const period = first.period;

// Every test takes a share of its own.
const free: Line[] = (await mine(county)).owed.filter((line: Line) => line.share.task !== 17);
const next_share = (): string => {
  const line = free.pop();
  assert.ok(line, 'there are shares left for tests');
  return line.share.id;
};
const address = (share: string, step = '') => `/api/shares/${share}/reports/${period}${step && `/${step}`}`;
const content = (text: string, more: object = {}) => ({
  no_change: false,
  text,
  ticks: [],
  quantities: [],
  files: [],
  signed_off: null,
  ...more,
});
const submit = (client: Client, share: string, text: string, version: number, key: string = randomUUID()) =>
  client.post(address(share, 'submit'), content(text), { version, key });

test('nothing changed, for several shares in one request, all or none', async () => {
  const shares = [next_share(), next_share()];
  const given = { period, reports: shares.map((share) => ({ share, version: 0 })) };
  const [other] = (await mine(finance)).owed as Line[];
  const foreign = { period, reports: [...given.reports, { share: other.share.id, version: 0 }] };
  (await county.post('/api/my-reports/no-change', foreign)).problem(403);
  assert.equal((await mine(county)).submitted.length, 0);
  const key = randomUUID();
  const after = (await county.post('/api/my-reports/no-change', given, { key })).json();
  assert.deepEqual(after.submitted.map((line: Line) => line.share.id).sort(), [...shares].sort());
  assert.ok(after.submitted.every((line: Line) => line.no_change && line.state === 'submitted'));
  assert.deepEqual((await county.post('/api/my-reports/no-change', given, { key })).json(), after);
  (await county.post('/api/my-reports/no-change', given)).problem(412, 'stale');
});

test('a draft is saved, submitted, sent back with cell and reason, supplied, verified, and then frozen', async () => {
  const share = next_share();
  const saved = (await county.put(address(share), content('写了一半'), { version: 0 })).json();
  assert.equal(saved.line.state, 'draft');
  assert.ok(!(await office.get('/api/reports')).json().lines.some((line: Line) => line.share.id === share && line.state === 'submitted'));
  const sent = (await submit(county, share, '已安排专项经费', 1)).json();
  assert.equal(sent.line.state, 'submitted');
  const ask = { cells: ['text'], reason: '请写明金额和文号' };
  (await office.post(address(share, 'supplement'), { cells: [], reason: '' }, { version: 2 })).problem(422);
  const back = (await office.post(address(share, 'supplement'), ask, { version: 2 })).json();
  assert.equal(back.line.state, 'supplement');
  const [returned] = (await mine(county)).returned;
  assert.deepEqual(returned.asked, ask);
  const again = (await submit(county, share, '已安排专项经费300万元', 3)).json();
  assert.equal(again.compared_with, 'last_review');
  assert.deepEqual(again.changes.map(({ cell }: { cell: string }) => cell), ['text']);
  const verified = (await office.post(address(share, 'verify'), undefined, { version: 4 })).json();
  assert.equal(verified.line.state, 'verified');
  assert.deepEqual(verified.possible, []);
  assert.deepEqual(
    verified.history.map(({ step }: { step: string }) => step),
    ['verify', 'submit', 'ask', 'submit', 'save'],
  );
  (await submit(county, share, '再改', 5)).problem(409, 'wrong-state');
});

test('what was reported is in the history of the task', async () => {
  const share = next_share();
  (await submit(county, share, '已召开专题会议', 0)).is(200);
  const [step] = (await office.get(`/api/shares/${share}`)).json().steps;
  assert.equal(step.step, 'report');
  assert.equal(step.note, '已召开专题会议');
});

test('without a version a report is refused, with an old one it is answered with the present report', async () => {
  const share = next_share();
  (await county.post(address(share, 'submit'), content('甲'))).problem(428);
  (await county.put(address(share), content('甲'), { version: 0 })).is(200);
  const problem = (await county.put(address(share), content('乙'), { version: 0 })).problem(412, 'stale');
  assert.equal((problem.current as { content: { text: string } }).content.text, '甲');
});

test('two who submit, and two who verify and send back at once: one is heard, the other told', async () => {
  const share = next_share();
  const sent = await Promise.all([submit(county, share, '甲', 0), submit(county, share, '乙', 0)]);
  assert.deepEqual(sent.map(({ status }) => status).sort(), [200, 412]);
  const done = await Promise.all([
    office.post(address(share, 'verify'), undefined, { version: 1, key: randomUUID() }),
    office.post(address(share, 'supplement'), { cells: ['text'], reason: '太简略' }, { version: 1, key: randomUUID() }),
  ]);
  assert.deepEqual(done.map(({ status }) => status).sort(), [200, 412]);
});

test('a retry of a submit gets the first answer, the same key with another text is a conflict', async () => {
  const share = next_share();
  const key = randomUUID();
  const first = (await submit(county, share, '已启动', 0, key)).json();
  assert.deepEqual((await submit(county, share, '已启动', 0, key)).json(), first);
  (await submit(county, share, '别的', 0, key)).problem(409, 'idempotency-mismatch');
});

test('who may not, cannot: another unit, a reviewer of nothing, who submitted himself', async () => {
  const [line] = (await mine(finance)).owed as Line[];
  const share = line.share.id;
  (await county.get(address(share))).problem(403);
  (await submit(county, share, '替财政局报', 0)).problem(403);
  (await submit(finance, share, '已安排', 0)).is(200);
  (await finance.post(address(share, 'verify'), undefined, { version: 1 })).problem(403);
  const auditor = await new_person(people.administrator, 'auditor', [{ unit: 'pingliang', role: 'auditor' }]);
  assert.equal((await auditor.client.get(address(share))).json().content.text, '已安排');
  (await auditor.client.post(address(share, 'verify'), undefined, { version: 1 })).problem(403);
  const [own] = (await mine(office)).owed as Line[];
  (await submit(office, own.share.id, '办公室自己的', 0)).is(200);
  const seen = (await office.get(address(own.share.id))).json();
  assert.ok(!seen.possible.includes('verify'), 'it is not offered to who submitted');
  assert.deepEqual(seen.others_verify.map(({ zh }: { zh: string }) => zh), ['领导小组办公室']);
  (await office.post(address(own.share.id, 'verify'), undefined, { version: 1 })).problem(409, 'same-person');
});

test('a period that is none, one to come, and a day that does not exist are refused', async () => {
  (await county.get(`/api/shares/${first.share.id}/reports/2026-13`)).problem(404);
  (await county.post(`/api/shares/${first.share.id}/reports/2150-01/submit`, content('早了'), { version: 0 })).problem(409, 'not-asked');
  (await office.get('/api/reports?as_of=2026-02-30')).problem(400);
  (await office.get('/api/reports?period=soon')).problem(404);
});

test('the office counts what is missing unit by unit', async () => {
  const all = (await office.get('/api/reports')).json();
  assert.equal(all.counts.asked, all.lines.length);
  const { counts } = all;
  assert.equal(counts.missing + counts.submitted + counts.acknowledged + counts.supplement + counts.verified, counts.asked);
  const own = (await office.get('/api/reports?unit=zhuanglang')).json();
  assert.ok(own.lines.length > 0);
  assert.ok(own.lines.every((line: Line) => line.share.unit.id === 'zhuanglang'));
  assert.equal((await county.get('/api/reports')).json().reviews, false);
});

test('milestones are drawn up by the lead for all, ticked and counted in a report', async () => {
  const { shares } = (await office.get('/api/board?task=17')).json();
  const lead = shares.find(({ role }: { role: string }) => role !== 'supporting');
  const supporting = shares.find(({ unit }: { unit: { id: string } }) => unit.id === 'zhuanglang');
  const view = (await office.get(`/api/shares/${lead.id}/milestones`)).json();
  assert.equal(view.document.length, 7);
  const list = {
    for_all: true,
    milestones: [...view.document, { id: '', kind: 'quantity', stage: 'other', title: '到位资金', due_on: null, target: 300, unit_name: '万元' }],
  };
  (await office.put(`/api/shares/${lead.id}/milestones`, { ...list, milestones: [{ ...list.milestones[0], title: '' }] }, { version: 0 })).problem(422);
  (await office.put(`/api/shares/${lead.id}/milestones`, list, { version: 0 })).is(200);
  (await office.put(`/api/shares/${lead.id}/milestones`, list, { version: 0 })).problem(412);
  const report = (await county.get(`/api/shares/${supporting.id}/reports/${period}`)).json();
  assert.equal(report.milestones.length, 8);
  const quantity = report.milestones.at(-1).id;
  const wrong = content('x', { quantities: [{ milestone: report.milestones[0].id, value: 1 }] });
  (await county.put(`/api/shares/${supporting.id}/reports/${period}`, wrong, { version: report.line.version })).problem(422);
  const saved = (
    await county.put(
      `/api/shares/${supporting.id}/reports/${period}`,
      content('到位300万元', { quantities: [{ milestone: quantity, value: 300 }] }),
      { version: report.line.version },
    )
  ).json();
  assert.deepEqual(saved.line.progress, { reached: 1, total: 8 });
});

test('who watches is told that a report came, and nothing of what it says', async () => {
  const [line] = (await mine(finance)).owed as Line[];
  const stream = await EventStream.open(office);
  (await submit(finance, line.share.id, '不外传的话', line.version)).is(200);
  const event = await stream.next(({ name, data }) => name === 'changed' && data.includes('"report"'));
  assert.deepEqual(JSON.parse(event.data), { kind: 'report', key: line.share.id });
  stream.close();
});
