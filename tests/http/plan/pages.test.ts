// What the pages of the plan are made of.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sample } from './sample.ts';

const { office, finance, county, nobody_signed_in } = await sample();
const kDay = '2022-07-01';
const at = async (target: string) => (await office.get(target)).json();

test('the plan says what document it is and keeps all its dates', async () => {
  const plan = await at('/api/plan');
  assert.equal(plan.plan.document_number, '平政发〔2020〕76号');
  assert.equal(plan.plan.signed_on, '2020-12-03');
  assert.equal(plan.plan.formed_on, '2020-12-14');
  assert.equal(plan.plan.published_on, '2020-12-14');
  assert.equal(plan.plan.region, '620800');
  assert.ok(plan.goals.length >= 3);
});

test('task 17 shows who owes it, its measure and the commitments it serves', async () => {
  const task = await at(`/api/tasks/17?as_of=${kDay}`);
  assert.equal(task.task.number, 17);
  assert.ok(task.measures.length >= 1);
  assert.ok(task.shares.length >= 2);
  assert.equal(task.shares.length, task.task.shares_total);
  assert.ok(task.commitments.length >= 1, 'task 17 serves commitments');
  assert.ok(task.next.what.zh.length > 0);
});

test('every measure and every task of the board has its page', async () => {
  const board = await at('/api/board');
  for (const { number } of board.tasks) assert.equal((await at(`/api/tasks/${number}`)).task.number, number);
  for (const { number } of board.measures)
    assert.equal((await at(`/api/measures/${number}`)).measure.number, number);
});

test('what does not exist is a 404 that says what to do', async () => {
  for (const target of ['/api/tasks/21', '/api/measures/26', '/api/units/no_such_unit', '/api/commitments/none', '/api/shares/01890000-0000-7000-8000-000000000000', '/api/nothing'])
    (await office.get(target)).problem(404);
  (await office.get('/api/tasks/99999999999999999999')).problem(404);
});

test('units: who owes most is ranked first and equal loads share a rank', async () => {
  const { units } = await at(`/api/units?as_of=${kDay}`);
  const loads = units.map(({ shares_total }: { shares_total: number }) => shares_total);
  for (const unit of units) {
    const more = loads.filter((load: number) => load > unit.shares_total).length;
    assert.equal(unit.load_rank, more + 1, unit.unit.id);
  }
});

test('a unit shows what it owes, its place in every tree, and its seats', async () => {
  const unit = await at(`/api/units/finance_bureau?as_of=${kDay}`);
  assert.equal(unit.shares.length, unit.line.shares_total);
  assert.ok(unit.shares.length > 0);
  assert.ok(unit.seats.length > 0);
  const college = await at('/api/units/pingliang_college');
  assert.ok(college.trees.some(({ tree }: { tree: string }) => tree === 'education_group'));
});

test('the poverty relief office existed in 2020 and its successor later', async () => {
  const ids = async (day: string) =>
    (await at(`/api/units?as_of=${day}`)).units.map(({ unit }: { unit: { id: string } }) => unit.id);
  const early = await ids('2020-12-31');
  assert.ok(early.includes('poverty_office'));
  assert.ok(!early.includes('rural_revitalisation_bureau'));
  assert.ok((await ids('2022-07-01')).includes('rural_revitalisation_bureau'));
});

test('commitments: measured are those that an indicator measures, and no others claim to be', async () => {
  const { commitments } = await at('/api/commitments');
  const { indicators } = await at('/api/indicators');
  const measured = new Map(indicators.map((line: { commitment: string; measured: boolean }) => [line.commitment, line.measured]));
  assert.ok([...measured.values()].includes(true) && [...measured.values()].includes(false));
  assert.ok(commitments.length >= 20, `${commitments.length}`);
  for (const line of commitments) {
    assert.equal(line.measured, measured.get(line.id), line.id);
    assert.equal((await at(`/api/commitments/${line.id}`)).commitment.id, line.id);
  }
});

test('findings of the check name the untracked measures and can be filtered', async () => {
  const { findings } = await at('/api/findings');
  assert.ok(findings.length > 0);
  const [{ rule }] = findings;
  const filtered = (await at(`/api/findings?rule=${rule}`)).findings;
  assert.deepEqual(filtered, findings.filter((finding: { rule: string }) => finding.rule === rule));
  const of_task = (await at('/api/findings?task=17')).findings;
  assert.ok(of_task.every(({ tasks }: { tasks: number[] }) => tasks.includes(17)));
});

test('bodies: posts with incumbents by date', async () => {
  const { bodies } = await at('/api/bodies?as_of=2021-01-01');
  assert.ok(bodies.length >= 2);
  assert.ok(bodies.every(({ seats }: { seats: unknown[] }) => seats.length > 0));
  const named = bodies.flatMap(({ seats }: { seats: { incumbent: unknown }[] }) => seats).filter(({ incumbent }: { incumbent: unknown }) => incumbent);
  assert.ok(named.length > 0, 'incumbents of the annex are known');
});

test('changes between two days add up', async () => {
  const changes = await at('/api/changes?since=2022-01-01&as_of=2022-07-01');
  const before = await at('/api/board?as_of=2022-01-01');
  const after = await at('/api/board?as_of=2022-07-01');
  assert.deepEqual(changes.before, before.share_counts);
  assert.deepEqual(changes.after, after.share_counts);
  const status_of = (board: { shares: { id: string; status: string }[] }) =>
    new Map(board.shares.map(({ id, status }) => [id, status]));
  const [old, present] = [status_of(before), status_of(after)];
  const changed = new Set(changes.shares.map(({ share }: { share: { id: string } }) => share.id));
  for (const [id, status] of present)
    if (old.get(id) !== status) assert.ok(changed.has(id), `share ${id} went from ${old.get(id)} to ${status}`);
  for (const { share, before: was } of changes.shares) {
    assert.equal(was, old.get(share.id));
    assert.equal(share.status, present.get(share.id));
  }
});

test('since after as_of is refused', async () => {
  const answer = await office.get('/api/changes?since=2022-07-01&as_of=2022-01-01');
  assert.ok([400, 422].includes(answer.status));
});

describe('search', () => {
  for (const [q, kind, key] of [
    ['czj', 'unit', 'finance_bureau'],
    ['财政', 'unit', 'finance_bureau'],
    ['17', 'task', '17'],
    ['plzyjsxy', 'unit', 'pingliang_college'],
  ]) {
    test(`${q} finds ${kind} ${key}`, async () => {
      const { hits } = (await office.post('/api/search', { q })).json();
      assert.ok(
        hits.some((hit: { kind: string; key: string }) => hit.kind === kind && hit.key === key),
        JSON.stringify(hits.map(({ kind: k, key: i }: { kind: string; key: string }) => `${k} ${i}`)),
      );
    });
  }

  test('takes what would be a pattern elsewhere literally, and any length', async () => {
    for (const q of ['%', '_', "'", '"', '\\', '.*', '[', '财'.repeat(500)]) {
      const answer = await office.post('/api/search', { q });
      assert.ok([200, 400, 422].includes(answer.status), `${q.slice(0, 9)}: ${answer.status}`);
    }
  });
});

test('my work: four stacks for the units of my posts', async () => {
  const work = (await finance.get('/api/my-work')).json();
  assert.deepEqual(work.units.map(({ id }: { id: string }) => id), ['finance_bureau']);
  for (const share of [...work.late, ...work.due, ...work.waiting, ...work.rest])
    assert.equal(share.unit.id, 'finance_bureau');
});

test('remarks of a step are read only by those whose posts reach the unit', async () => {
  const view = (await county.get('/api/units/finance_bureau')).json();
  for (const { id } of view.shares) {
    const share = (await county.get(`/api/shares/${id}`)).json();
    for (const step of share.steps) assert.equal(step.note, '');
  }
});

test('a citizen sees progress and no unit that is late', async () => {
  const progress = (await nobody_signed_in.get('/api/public/progress?as_of=2022-07-01')).json();
  assert.equal(progress.tasks.length, 20);
  assert.equal(progress.measures.length, 25);
  // Whatever names a unit beside a status would do so here.
  const board = await at('/api/board?as_of=2022-07-01');
  const written = new Map(progress.tasks.map((task: { number: number; responsible_written: string }) => [task.number, task.responsible_written]));
  for (const task of progress.tasks) {
    const { responsible_written: _as_in_the_document, ...rest } = task;
    const text = JSON.stringify(rest);
    for (const { unit } of board.units)
      assert.ok(!text.includes(unit.short_name.zh) || task.title.zh.includes(unit.short_name.zh), `${unit.short_name.zh} in ${text}`);
  }
  for (const { number, responsible_written } of board.tasks) assert.equal(written.get(number), responsible_written);
  for (const form of ['csv', 'xlsx']) (await nobody_signed_in.get(`/api/public/tasks.${form}`)).is(200);
});
