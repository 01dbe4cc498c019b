// Closing, handing down, and changes by document.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const office = people.office.client;
const finance = people.finance.client;
const county = people.county.client;
const leader = (await new_person(people.administrator, 'second', [{ unit: 'education_bureau', role: 'plan_office' }])).client;
const third = (await new_person(people.administrator, 'third', [{ unit: 'education_bureau', role: 'plan_office' }])).client;

interface Share {
  id: string;
  version: number;
  task: number;
  role: string;
  unit: { id: string };
  through_scope: string;
}
const shares_of = async (query: string): Promise<Share[]> => (await office.get(`/api/board?${query}`)).json().shares;
const paper = { document_number: '平职教办〔2026〕9号', document_on: '2021-06-01' };
const kDay = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test('a county closes its own share in three hands', async () => {
  const share = (await shares_of('unit=zhuanglang')).find(({ role }) => role === 'lead')!;
  const key = randomUUID();
  (await county.post(`/api/shares/${share.id}/closings`, { text: '已全部完成', files: [] })).problem(422);
  const said = { text: '已全部完成', files: [], no_evidence: '材料在档案室，已当面核对' };
  const applied = (await county.post(`/api/shares/${share.id}/closings`, said, { key })).json(201);
  assert.equal(applied.no_evidence, said.no_evidence);
  assert.deepEqual(applied.asked, []);
  assert.deepEqual((await county.post(`/api/shares/${share.id}/closings`, said, { key })).json(201), applied);
  (await county.post(`/api/shares/${share.id}/closings`, said)).problem(409, 'closing-open');
  const address = `/api/closings/${applied.line.id}`;
  (await county.post(`${address}/check`, { note: '' }, { version: 1 })).problem(403);
  (await office.post(`${address}/approve`, paper, { version: 1 })).problem(409, 'wrong-state');
  (await office.post(`${address}/check`, { note: '佐证齐全' }, { version: 1 })).is(200);
  // Who checked is offered no form for what he would be refused, and is told who can.
  const seen = (await office.get(address)).json();
  assert.deepEqual(seen.line.possible, ['send_back']);
  assert.ok(seen.barred, 'and is told why');
  assert.deepEqual(seen.next_roles.map(({ zh }: { zh: string }) => zh), ['领导小组办公室']);
  const other = (await leader.get(address)).json();
  assert.ok(other.line.possible.includes('approve'));
  assert.equal(other.barred, null);
  (await office.post(`${address}/approve`, paper, { version: 2 })).problem(409, 'same-person');
  (await leader.post(`${address}/approve`, { ...paper, document_number: '' }, { version: 2 })).problem(422);
  const closed = (await leader.post(`${address}/approve`, paper, { version: 2 })).json();
  assert.equal(closed.line.state, 'closed');
  assert.deepEqual(closed.next_roles, []);
  assert.equal((await office.get(`/api/shares/${share.id}`)).json().share.status, 'closed');
  assert.equal((await office.get(`/api/closings?task=${share.task}&all=true`)).json().closings.length, 1);
});

test('a lead asks the others, waits for the term, and two who approve and return at once are not both heard', async () => {
  const [lead] = (await shares_of('unit=finance_bureau')).filter(({ role }) => role === 'presumed_lead');
  const applied = (await finance.post(`/api/shares/${lead.id}/closings`, { text: '已完成', files: [], no_evidence: '已当面核对' })).json(201);
  const { asked } = applied;
  assert.ok(asked.length > 1);
  assert.ok(applied.line.opinions_due_on > kDay);
  const address = `/api/closings/${applied.line.id}`;
  (await office.post(`${address}/check`, { note: '' }, { version: 1 })).problem(409, 'opinions-missing');
  let version = 1;
  // The office records what units said in another way, and on what word.
  const own = asked.find(({ unit }: { unit: { id: string } }) => unit.id === 'zhuanglang');
  assert.ok(own);
  (await third.post(`${address}/opinions`, { share: own.share, kind: 'agree', text: '' }, { version })).problem(422);
  for (const { share } of asked) {
    const opinion = { share, kind: 'agree', text: '电话答复' };
    ({ line: { version } } = (await third.post(`${address}/opinions`, opinion, { version })).json());
  }
  (await third.post(`${address}/check`, { note: '' }, { version })).problem(409, 'same-person');
  // One who is concerned sees it and may change his mind until the check.
  (await county.post(`${address}/opinions`, { share: own.share, kind: 'object', text: '' }, { version })).problem(422);
  ({ line: { version } } = (await county.post(`${address}/opinions`, { share: own.share, kind: 'object', text: '资金未到位' }, { version })).json());
  (await third.post(`${address}/opinions`, { share: own.share, kind: 'agree', text: '电话答复' }, { version })).problem(409, 'unit-answered');
  (await office.post(`${address}/check`, { note: '' }, { version })).problem(422);
  ({ line: { version } } = (await office.post(`${address}/check`, { note: '已与庄浪县沟通' }, { version })).json());
  const answers = await Promise.all([
    leader.post(`${address}/approve`, paper, { version, key: randomUUID() }),
    office.post(`${address}/return`, { reason: '佐证不足' }, { version, key: randomUUID() }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
  const view = (await office.get(address)).json();
  const status = (await office.get(`/api/shares/${lead.id}`)).json().share.status;
  assert.equal(status === 'closed', view.line.state === 'closed');
  assert.notEqual((await office.get(`/api/shares/${own.share}`)).json().share.status, 'closed');
});

test('who takes an asked share over by document is asked in place of the former unit', async () => {
  const lead = (await shares_of('')).find(({ role, unit }) =>
    role === 'presumed_lead' && !['finance_bureau', 'education_bureau', 'industry_bureau'].includes(unit.id))!;
  const finance = (await new_person(people.administrator, 'applicant', [{ unit: lead.unit.id, role: 'unit_officer' }])).client;
  const said = { text: '已完成', files: [], no_evidence: '已当面核对' };
  const applied = (await finance.post(`/api/shares/${lead.id}/closings`, said)).json(201);
  const asked = (await shares_of(`task=${lead.task}`)).filter(({ id }) => id !== lead.id);
  const [given] = asked;
  const units = (await office.get('/api/units')).json().units.map(({ unit }: { unit: { id: string } }) => unit.id);
  const successor = units.find((id: string) => id.endsWith('_bureau') && id !== lead.unit.id && !asked.some(({ unit }) => unit.id === id));
  const officer = (await new_person(people.administrator, 'successor', [{ unit: successor, role: 'unit_officer' }])).client;
  const step = { step: 'reassign', units: [successor], ...paper };
  (await office.post(`/api/shares/${given.id}/steps`, step, { version: given.version })).is(200);
  const view = (await officer.get(`/api/closings/${applied.line.id}`)).json();
  const [line] = view.asked.filter(({ share }: { share: string }) => share === given.id);
  assert.deepEqual([line.unit.id, line.standing, line.own], [successor, 'waiting', true]);
  assert.deepEqual([view.history[0].step, view.history[0].note], ['ask_successor', paper.document_number]);
  const told = (await officer.get('/api/notices')).json().notices;
  assert.ok(told.some(({ topic, link }: { topic: string; link: string }) => topic === 'closing_asked' && link.endsWith(applied.line.id)));
  const { version } = view.line;
  (await officer.post(`/api/closings/${applied.line.id}/opinions`, { share: given.id, kind: 'agree', text: '' }, { version })).is(200);
});

test('a county hands its share down, sees who is missing, and merges what came back', async () => {
  const [share] = await shares_of('unit=zhuanglang');
  const address = `/api/shares/${share.id}/parts`;
  const empty = (await county.get(address)).json();
  const school = empty.units[0];
  const list = {
    parts: [
      { id: '', unit: null, section: '教育股', what: '报招生' },
      { id: '', unit: school.id, section: '', what: '报实训' },
    ],
  };
  (await county.put(address, { parts: [{ ...list.parts[1], unit: 'finance_bureau' }] }, { version: 0 })).problem(403);
  (await county.put(address, { parts: [{ ...list.parts[1], section: '又是科室' }] }, { version: 0 })).problem(422);
  const handed = (await county.put(address, list, { version: 0 })).json();
  assert.equal(handed.missing, 2);
  const [section, part] = handed.parts.map((line: { part: { id: string } }) => line.part.id);
  const teacher = (await new_person(people.administrator, 'teacher', [{ unit: school.id, role: 'school_officer' }])).client;
  const [mine] = (await teacher.get('/api/my-parts')).json().parts;
  assert.equal(mine.part.what, '报实训');
  const answer = (of: string) => `${address}/${of}/answers/${handed.period}`;
  (await teacher.put(answer(section), { no_change: true, text: '', files: [] }, { version: 0 })).problem(403);
  const own = (await teacher.put(answer(part), { no_change: false, text: '建成实训室2个', files: [] }, { version: 0 })).json();
  assert.equal(own.parts.length, 1);
  (await teacher.put(answer(part), { no_change: true, text: '', files: [] }, { version: 0 })).problem(412);
  (await county.put(answer(section), { no_change: true, text: '', files: [] }, { version: 0 })).is(200);
  const merged = (await county.get(address)).json();
  assert.equal(merged.missing, 0);
  assert.match(merged.merged, /建成实训室2个\n教育股：无变化。$/);
  (await county.put(`${address}/${section}/answers/2099-01`, { no_change: true, text: '', files: [] }, { version: 0 })).problem(409, 'not-asked');
  // Taken off the list, what the school answered is still read, and no longer merged.
  const without = (await county.put(address, { parts: [merged.parts[0].part] }, { version: merged.version })).json();
  assert.deepEqual(without.removed.map(({ answer }: { answer: { text: string } }) => answer.text), ['建成实训室2个']);
  assert.equal(without.merged, '教育股：无变化。');
  assert.equal((await teacher.get(address)).json().removed.length, 1);
});

test('what parts count is summed for the report, with who has not answered', async () => {
  const share = (await shares_of('unit=zhuanglang'))[2];
  const drawn = [{ id: '', kind: 'quantity', stage: 'other', title: '实训室', due_on: null, target: 10, unit_name: '间', every: null }];
  const { version } = (await county.get(`/api/shares/${share.id}/milestones`)).json();
  (await county.put(`/api/shares/${share.id}/milestones`, { milestones: drawn, for_all: false }, { version })).is(200);
  const address = `/api/shares/${share.id}/parts`;
  const list = { parts: ['教育股', '基建股', '财务股'].map((section) => ({ id: '', unit: null, section, what: '' })) };
  const handed = (await county.put(address, list, { version: 0 })).json();
  const [room] = handed.quantities;
  assert.equal(room.title, '实训室');
  const [first, second, third] = handed.parts.map((line: { part: { id: string } }) => line.part.id);
  const answer = (part: string, body: object) =>
    county.put(`${address}/${part}/answers/${handed.period}`, { no_change: false, text: '', files: [], ...body }, { version: 0 });
  (await answer(first, { quantities: [{ milestone: room.id, value: -1 }] })).problem(422);
  (await answer(first, { quantities: [{ milestone: room.id, value: 2 }] })).is(200);
  const summed = (await answer(second, { text: '在建', quantities: [{ milestone: room.id, value: 3 }] })).json();
  assert.deepEqual(summed.sums, [{
    milestone: room.id,
    sum: 5,
    said: [{ part: first, value: 2 }, { part: second, value: 3 }],
    missing: [third],
    unsaid: [],
  }]);
  assert.equal(summed.merged, '基建股：在建');
});

test('the office confirms by document who leads a task, and earlier versions of the share keep their role', async () => {
  const [presumed] = (await shares_of('unit=education_bureau')).filter(({ role }) => role === 'presumed_lead');
  const address = `/api/tasks/${presumed.task}`;
  const before = (await office.get(address)).json();
  assert.ok(before.task.lead_presumed);
  assert.ok(before.may_lead.includes(presumed.id));
  const supporting = before.shares.find((share: Share) => share.id !== presumed.id && before.may_lead.includes(share.id));
  const confirm = (share: Share, body: object) =>
    office.post(`/api/shares/${share.id}/steps`, { step: 'confirm_lead', ...body }, { version: share.version });
  (await confirm(presumed, {})).problem(422);
  (await finance.post(`/api/shares/${presumed.id}/steps`, { step: 'confirm_lead', ...paper }, { version: presumed.version })).problem(403);
  assert.equal((await confirm(presumed, paper)).json().share.role, 'lead');
  const confirmed = (await office.get(address)).json();
  assert.equal(confirmed.task.lead_presumed, false);
  assert.equal(confirmed.task.lead_document, paper.document_number);
  if (!supporting) return;
  assert.equal((await confirm(supporting, { ...paper, document_number: '平职教办〔2026〕10号' })).json().share.role, 'lead');
  const changed = (await office.get(address)).json();
  assert.equal(changed.task.lead.id, supporting.unit.id);
  const yielded = changed.shares.find(({ id }: Share) => id === presumed.id);
  assert.equal(yielded.role, 'supporting');
  const steps = (await office.get(`/api/shares/${presumed.id}`)).json().steps;
  assert.deepEqual(steps.slice(0, 2).map(({ step }: { step: string }) => step), ['yield_lead', 'confirm_lead']);
  assert.equal(steps[0].document_number, '平职教办〔2026〕10号');
});

test('a share changes hands, is split, merged, by document, and each earlier day is as it was', async () => {
  const step = (share: Share, body: object) =>
    office.post(`/api/shares/${share.id}/steps`, { ...paper, ...body }, { version: share.version });
  const [science] = await shares_of('unit=industry_bureau');
  const taken = await shares_of(`task=${science.task}`);
  const free = (await office.get('/api/units')).json().units
    .map(({ unit }: { unit: { id: string } }) => unit.id)
    .filter((id: string) => !taken.some(({ unit }) => unit.id === id) && id.endsWith('_bureau'));
  (await office.post(`/api/shares/${science.id}/steps`, { step: 'reassign', units: [free[0]] }, { version: science.version })).problem(422);
  (await step(science, { step: 'reassign', units: [taken.find(({ id }) => id !== science.id)!.unit.id] })).problem(409, 'share-exists');
  const given = (await step(science, { step: 'reassign', units: [free[0]] })).json();
  assert.equal(given.share.unit.id, free[0]);
  assert.equal(given.steps[0].units[0].id, free[0]);
  const split = (await step({ ...science, version: given.share.version }, { step: 'split', units: [free[1]] })).json();
  assert.equal(split.share.unit.id, free[0]);
  const [part] = await shares_of(`task=${science.task}&unit=${free[1]}`);
  assert.ok(part);
  const merged = (await step(part, { step: 'merge', into: science.id })).json();
  assert.equal(merged.share.status, 'ended');
  assert.equal(merged.steps[0].into_task, science.task);
  const waiting = (await step({ ...science, version: split.share.version }, { step: 'await_condition' })).json();
  assert.equal(waiting.share.status, 'condition_pending');
});
