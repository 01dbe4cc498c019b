// Records of a declared register, from creation to history.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { new_person } from '../../harness/people.ts';
import { pupil, start } from './people.ts';

const { administrator, zhuanglang_school, zhuanglang, jingning, city } = await start();
const school = zhuanglang_school.client;
const kPupils = '/api/records/pupil';

let last = 0;
const next_number = () => String(++last);
const create = async (more: object = {}) =>
  (await school.post(kPupils, pupil(next_number(), more))).json(201).record;

test('a record is answered with its values, and where it is', async () => {
  const number = next_number();
  const answer = await school.post(kPupils, pupil(number, { boards: true, fee: 125000 }));
  const { record, units, may } = answer.json(201);
  assert.equal(answer.headers.location, `${kPupils}/${record.id}`);
  assert.equal(answer.etag, '"1"');
  assert.deepEqual(record.values, {
    school: 'zhuanglang_centre',
    class: null,
    number,
    name: '李四',
    born_on: '2006-05-04',
    entered_on: null,
    boards: true,
    fee: 125000,
    phone: null,
    remark: null,
    file_no: null,
    class_year: null,
  });
  assert.equal(units.zhuanglang_centre.zh, '庄浪县职业教育中心');
  assert.equal(may.change, true);
  assert.deepEqual((await school.get(`${kPupils}/${record.id}`)).json().record, record);
});

test('whatever is wrong is said at once, beside its field, in both languages', async () => {
  const answer = await school.post(kPupils, {
    values: {
      school: 'zhuanglang_centre',
      number: 'abc',
      born_on: '2006-02-30',
      state: 'approved',
      region: '000000',
      nickname: 'x',
    },
  });
  const errors = answer.problem(422, 'invalid').errors!;
  for (const field of ['number', 'born_on', 'name'])
    assert.ok(errors.some((error) => error.field === `/values/${field}`), field);
  // What is no field has no place of its own: the message names it.
  for (const field of ['state', 'region', 'nickname'])
    assert.ok(errors.some(({ message }) => message.zh.includes(field) && message.en.includes(field)), field);
});

test('a rule over two fields is broken beside them', async () => {
  const answer = await school.post(kPupils, pupil(next_number(), { entered_on: '2006-05-04' }));
  const [error] = answer.problem(422, 'invalid').errors!;
  assert.equal(error.message.zh, '入学须晚于出生');
});

test('a warning is let through once it is confirmed', async () => {
  const number = next_number();
  const body = pupil(number, { fee: 2_000_000 });
  const problem = (await school.post(kPupils, body)).problem(422, 'unconfirmed');
  assert.equal(problem.errors![0].field, '/values/fee');
  const made = (await school.post(kPupils, { ...body, confirmed: true })).json(201);
  const { record } = made;
  const kept = [['fee', '学费超过一万元，请核对']];
  const shown = (answer: any) => answer.warnings.map((one: any) => [one.field, one.message.zh]);
  assert.deepEqual(shown(made), kept);
  // Whoever decides sees it too, though it was confirmed; not once it is mended.
  const warnings = async () => shown((await zhuanglang.client.get(`${kPupils}/${record.id}`)).json());
  assert.deepEqual(await warnings(), kept);
  (await school.patch(`${kPupils}/${record.id}`, 1, { values: { fee: 100 } })).is(200);
  assert.deepEqual(await warnings(), []);
});

test('a taken key names the field', async () => {
  const number = next_number();
  (await school.post(kPupils, pupil(number))).is(201);
  const problem = (await school.post(kPupils, pupil(number))).problem(409, 'key-taken');
  assert.deepEqual(problem.errors!.map(({ field }) => field), ['/values/number']);
});

test('a retry with the same key creates once, another body with it is refused', async () => {
  const body = pupil(next_number());
  const first = (await school.post(kPupils, body, { key: 'same' })).json(201);
  const again = (await school.post(kPupils, body, { key: 'same' })).json(201);
  assert.equal(again.record.id, first.record.id);
  (await school.post(kPupils, pupil(next_number()), { key: 'same' })).problem(409);
});

test('a change needs the version it is based on', async () => {
  const record = await create();
  const target = `${kPupils}/${record.id}`;
  (await school.send('PATCH', target, { body: { values: { name: 'b' } } })).problem(428);
  const changed = (await school.patch(target, 1, { values: { name: '李五' }, why: '更正' })).json();
  assert.equal(changed.record.version, 2);
  const stale = (await school.patch(target, 1, { values: { name: 'c' } })).problem(412);
  assert.equal((stale.current as any).record.values.name, '李五');
});

test('null empties a field, and a required one cannot be emptied', async () => {
  const record = await create({ boards: true });
  const target = `${kPupils}/${record.id}`;
  const changed = (await school.patch(target, 1, { values: { boards: null } })).json();
  assert.equal(changed.record.values.boards, null);
  (await school.patch(target, 2, { values: { name: null } })).problem(422);
});

test('history shows every version, who and why', async () => {
  const record = await create();
  const target = `${kPupils}/${record.id}`;
  (await school.patch(target, 1, { values: { name: '李五' }, why: '更正姓名' })).is(200);
  const { versions } = (await zhuanglang.client.get(`${target}/history`)).json();
  assert.deepEqual(
    versions.map((version: any) => [version.version, version.action, version.by, version.why, version.record.values.name]),
    [
      [2, 'change', 'zhuanglang_school', '更正姓名', '李五'],
      [1, 'create', 'zhuanglang_school', '', '李四'],
    ],
  );
  const back = await school.post(`${target}/restoration`, { version: 1, why: '改错了' }, { version: 2 });
  assert.equal(back.json().record.values.name, '李四');
});

test('restoring a version leaves what others and steps fill in, and says so', async () => {
  const record = await create();
  const target = `${kPupils}/${record.id}`;
  (await school.post(`${target}/steps/submit`, {}, { version: 1 })).is(200);
  const given_back = { comment: '请核对', values: { file_no: 'D7' } };
  (await zhuanglang.client.post(`${target}/steps/give_back`, given_back, { version: 2 })).is(200);
  const alone = await school.post(`${target}/restoration`, { version: 1, why: '重来' }, { version: 3 });
  assert.deepEqual(alone.problem(403).errors!.map(({ field }) => field), ['/values/file_no']);
  (await school.patch(target, 3, { values: { name: '李五' } })).is(200);
  const back = (await school.post(`${target}/restoration`, { version: 1, why: '重来' }, { version: 4 })).json();
  assert.deepEqual([back.record.values.name, back.record.values.file_no, back.kept], ['李四', 'D7', ['file_no']]);
});

test('a removed record leaves the list, frees its key, and comes back', async () => {
  const record = await create({ name: '要作废' });
  const target = `${kPupils}/${record.id}`;
  (await school.post(`${target}/removal`, { why: '重复' }, { version: 1 })).is(200);
  const listed = async () => (await school.get(`${kPupils}?q=yzf`)).json().rows.length;
  assert.equal(await listed(), 0);
  (await school.post(`${target}/restoration`, { version: 1, why: '误作废' }, { version: 2 })).is(200);
  assert.equal(await listed(), 1);
});

test('a list is searched by pinyin initials, filtered, sorted and paged', async () => {
  for (const [name, born_on] of [['赵敏', '2001-01-01'], ['赵明', '2001-01-02'], ['周敏', '2001-01-03']])
    await create({ name, born_on });
  const names = async (query: string) =>
    (await city.client.get(`${kPupils}?${query}`)).json().rows.map((row: any) => row.values.name);
  assert.deepEqual((await names('q=zm')).sort(), ['周敏', '赵敏', '赵明']);
  assert.deepEqual(await names(`q=${encodeURIComponent('赵')}&sort=-born_on`), ['赵明', '赵敏']);
  assert.deepEqual(await names('born_on.from=2001-01-02&born_on.to=2001-01-03&sort=born_on'), ['赵明', '周敏']);
  const page = (await city.client.get(`${kPupils}?q=zm&sort=born_on&limit=2`)).json();
  assert.deepEqual(await names(`q=zm&sort=born_on&limit=2&after=${page.next}`), ['周敏']);
  assert.deepEqual((await city.client.get(`${kPupils}/count?q=zm`)).json(), { count: 3, more: false });
});

test('what is no filter, sort, position or value is a 400 and never runs', async () => {
  for (const query of [
    'name.like=x',
    'nothing.is=x',
    'fee.is=1%20OR%201%3D1',
    'sort=name;DROP%20TABLE%20pupil',
    'sort=phone',
    'columns=name,password_hash',
    'after=WyJhIl0',
    'limit=100000',
    'q=a&q=b',
    'as_of=2999-01-01',
    'phone.has=139',
  ])
    (await school.get(`${kPupils}?${query}`)).problem(400);
  assert.deepEqual((await school.get(`${kPupils}?name.has=${encodeURIComponent("'; DROP TABLE pupil; --")}`)).json().rows, []);
});

test('a sensitive value is masked everywhere and revealed for a reason that is kept', async () => {
  const record = await create({ phone: '13993300000' });
  assert.equal(record.values.phone, '139****0000');
  const asked = { filters: [{ field: 'phone', operation: 'is', values: ['13993300000'] }] };
  const found = (await school.post(`${kPupils}/search`, { ...asked, columns: ['name', 'phone'] })).json();
  assert.deepEqual(found.rows.map((row: any) => row.values.phone), ['139****0000']);
  assert.deepEqual((await school.post(`${kPupils}/search/count`, asked)).json(), { count: 1, more: false });
  const refused = (await school.get(`${kPupils}?phone.is=13993300000`)).problem(400);
  assert.deepEqual(refused.errors!.map(({ field }) => field), ['phone.is']);
  assert.ok(!JSON.stringify(refused).includes('13993300000'));
  const target = `${kPupils}/${record.id}/reveal`;
  (await school.post(target, { field: 'phone', why: '' })).problem(422);
  (await school.post(target, { field: 'name', why: '核对' })).problem(422);
  assert.deepEqual((await school.post(target, { field: 'phone', why: '核对' })).json(), { value: '13993300000' });
});

test('a reference is shown by its label, and a derived field by its source', async () => {
  const group = (
    await school.post('/api/records/class', { values: { school: 'zhuanglang_centre', name: '一班', year: 2022 } })
  ).json(201).record;
  const record = await create({ class: group.id });
  assert.equal(record.labels.class, '一班');
  assert.equal(record.values.class_year, 2022);
});

test('a class of another school is refused beside it, and so is a school that leaves the class', async () => {
  const both = await new_person(administrator, 'both_schools', [
    { unit: 'zhuanglang_centre', role: 'school_officer' },
    { unit: 'jingning_centre', role: 'school_officer' },
  ]);
  const group = (
    await both.client.post('/api/records/class', { values: { school: 'jingning_centre', name: '外班' } })
  ).json(201).record;
  const foreign = await both.client.post(kPupils, pupil(next_number(), { class: group.id }));
  const [error] = foreign.problem(422, 'invalid').errors!;
  assert.equal(error.field, '/values/class');
  assert.equal(error.message.zh, '不是所填“学校”的班级，请重新选择。');
  assert.equal(error.message.en, '"Class" does not go with "School": choose another.');

  const own = pupil(next_number(), { school: 'jingning_centre', class: group.id });
  const made = (await both.client.post(kPupils, own)).json(201).record;
  const target = `${kPupils}/${made.id}`;
  const moved = await both.client.patch(target, 1, { values: { school: 'zhuanglang_centre' } });
  assert.deepEqual(moved.problem(422, 'invalid').errors!.map(({ field }) => field), ['/values/class']);
  (await both.client.patch(target, 1, { values: { school: 'zhuanglang_centre', class: null } })).is(200);
  assert.deepEqual(
    (await both.client.get('/api/registers/pupil')).json().fields.find(({ name }: any) => name === 'class').same,
    ['school'],
  );
});

test('a record goes through its workflow and no further', async () => {
  const record = await create();
  const steps = `${kPupils}/${record.id}/steps`;
  (await zhuanglang.client.post(`${steps}/approve`, {}, { version: 1 })).problem(409, 'state');
  (await zhuanglang.client.post(`${steps}/submit`, {}, { version: 1 })).problem(403);
  (await school.post(`${steps}/submit`, {}, { version: 1 })).is(200);
  (await school.patch(`${kPupils}/${record.id}`, 2, { values: { name: 'b' } })).problem(409, 'state');
  (await zhuanglang.client.post(`${steps}/give_back`, {}, { version: 2 })).problem(422);
  const returned = await zhuanglang.client.post(
    `${steps}/give_back`,
    { comment: '请核对姓名', returned: { name: '与身份证不符' } },
    { version: 2 },
  );
  assert.deepEqual(returned.json().record.returned, { name: '与身份证不符' });
  (await school.patch(`${kPupils}/${record.id}`, 3, { values: { name: '李斯' } })).is(200);
  (await school.post(`${steps}/submit`, {}, { version: 4 })).is(200);
  const approved = await zhuanglang.client.post(`${steps}/approve`, {}, { version: 5 });
  assert.equal(approved.json().record.state, 'approved');
  (await school.post(`${kPupils}/${record.id}/removal`, { why: 'x' }, { version: 6 })).problem(409, 'state');
});

test('a step of many is taken of each for itself, and what failed says why', async () => {
  const ready = [await create(), await create()];
  const early = await create({ born_on: null });
  const bulk = {
    records: [...ready, early].map(({ id, version }: any) => ({ id, version })),
    comment: '本月报送',
  };
  const path = `${kPupils}/steps/submit`;
  const outcome = (await school.post(path, bulk, { key: 'bulk' })).json();
  assert.deepEqual(outcome.done, ready.map(({ id }: any) => id));
  assert.deepEqual(outcome.failed.map(({ id }: any) => id), [early.id]);
  assert.deepEqual(outcome.failed[0].errors.map(({ field }: any) => field), ['/values/born_on']);
  // A lost answer is asked for again: nothing is done twice.
  const again = (await school.post(path, bulk, { key: 'bulk' })).json();
  assert.deepEqual(again, outcome);
  const { record } = (await school.get(`${kPupils}/${ready[0].id}`)).json();
  assert.deepEqual([record.version, record.state], [2, 'submitted']);
  (await school.post(path, { records: [] })).problem(422);
  const elsewhere = (await jingning.client.post(path, bulk)).json();
  assert.deepEqual([elsewhere.done, elsewhere.failed.length], [[], 3]);
});

test('a list is asked since when its records are in their state', async () => {
  const record = await create({ name: '今天登记' });
  const today = (await school.get('/api/registers/pupil')).json().today;
  const ids = async (query: string) =>
    (await school.get(`${kPupils}?q=jtdj&${query}`)).json().rows.map((row: any) => row.id);
  assert.deepEqual(await ids(`state_since.to=${today}`), [record.id]);
  assert.deepEqual(await ids(`state_since.from=${today}&sort=state_since`), [record.id]);
  assert.deepEqual(await ids('state_since.to=2020-01-01'), []);
  (await school.get(`${kPupils}?state_since.is=${today}`)).problem(400);
  const page = (await school.get(`${kPupils}?sort=state_since&limit=1`)).json();
  assert.equal((await school.get(`${kPupils}?sort=state_since&limit=1&after=${page.next}`)).json().rows.length, 1);
});

test('a page learns the register from its declaration', async () => {
  const { registers } = (await school.get('/api/registers')).json();
  assert.deepEqual(registers.map((line: any) => [line.name, line.may_create]), [
    ['class', true],
    ['pupil', true],
  ]);
  const page = (await school.get('/api/registers/pupil')).json();
  assert.deepEqual(page.owners.map((owner: any) => owner.id), ['zhuanglang_centre']);
  assert.ok(page.rules.every((rule: any) => rule.check && rule.message.zh));
  assert.ok(page.fields.find((field: any) => field.name === 'phone').sensitive);
});

test('what waits is counted for whoever takes the step, and for nobody else', async () => {
  const waits = async (client: typeof school) =>
    (await client.get('/api/waiting')).json().waiting.map((line: any) => [line.register_name, line.state, line.count]);
  const drafts = (await school.get('/api/records/pupil/count?state.is=draft')).json().count;
  const record = await create();
  assert.deepEqual(await waits(school), [['pupil', 'draft', drafts + 1]]);
  const before = (await waits(zhuanglang.client))[0]?.[2] ?? 0;
  (await school.post(`${kPupils}/${record.id}/steps/submit`, {}, { version: 1 })).is(200);
  assert.deepEqual(await waits(zhuanglang.client), [['pupil', 'submitted', before + 1]]);
  // With the oldest of them, how long is left, and whether any is late.
  const [line] = (await zhuanglang.client.get('/api/waiting')).json().waiting;
  const shown = line.first.at(-1);
  assert.ok(line.first.length <= 5 && shown.label && shown.since);
  assert.ok(shown.due_on > shown.since);
  assert.ok(shown.days_left > 0);
  assert.ok(line.late_until < shown.since);
  assert.equal(line.late, 0);
  // And what tells which one it is: whose, and who handed it in.
  assert.deepEqual([shown.unit.zh, shown.by, shown.return_comment], ['庄浪县职业教育中心', 'zhuanglang_school', null]);
  assert.deepEqual(await waits(school), [['pupil', 'draft', drafts]]);
  assert.deepEqual(await waits(city.client), []);
  assert.deepEqual(await waits(jingning.client), []);
});

test('what came back says so where it waits, and what was mended is returned no more', async () => {
  const record = await create();
  const target = `${kPupils}/${record.id}`;
  (await school.post(`${target}/steps/submit`, {}, { version: 1 })).is(200);
  const given = { comment: '两处请补', returned: { name: '写全', remark: '补上' } };
  (await zhuanglang.client.post(`${target}/steps/give_back`, given, { version: 2 })).is(200);
  const [line] = (await school.get('/api/waiting')).json().waiting;
  assert.ok(line.returned >= 1 && line.returned < line.count);
  const shown = line.first.find((one: any) => one.id === record.id);
  if (shown) assert.equal(shown.return_comment, '两处请补');
  const mended = (await school.patch(target, 3, { values: { name: '李四四' } })).json().record;
  assert.deepEqual(mended.returned, { remark: '补上' });
});

test('a page learns who takes each step', async () => {
  const { workflow } = (await school.get('/api/registers/pupil')).json();
  assert.deepEqual(
    workflow.transitions.map((step: any) => [step.name, step.by.map((role: any) => role.zh)]),
    [
      ['submit', ['学校经办人']],
      ['give_back', ['单位经办人']],
      ['approve', ['单位经办人']],
    ],
  );
});

test('a record that comes back stands in the bell of those who fill in the register, without a name', async () => {
  const record = await create();
  const target = `${kPupils}/${record.id}`;
  (await school.post(`${target}/steps/submit`, {}, { version: 1 })).is(200);
  const before = (await school.get('/api/notices')).json().unread;
  // Who reviews hears once a day that something waits, however much is handed in.
  const waits_for = (await zhuanglang.client.get('/api/notices')).json().notices.filter(({ topic }: any) => topic === 'records_waiting');
  assert.deepEqual(waits_for.map(({ link }: any) => link), ['/registers?view=waiting']);
  (await zhuanglang.client.post(`${target}/steps/give_back`, { comment: '请核对', returned: { name: '与身份证不一致' } }, { version: 2 })).is(200);
  const { unread, notices } = (await school.get('/api/notices')).json();
  assert.equal(unread, before + 1);
  assert.deepEqual([notices[0].topic, notices[0].text.zh, notices[0].link], ['record_returned', '学生台账有一条记录被退回', `/registers/pupil/${record.id}`]);
  assert.equal((await jingning.client.get('/api/notices')).json().unread, 0);
});
