// Teachers away in an enterprise or at another school: until when is agreed before they leave.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const { client: school } = await new_person(administrator, 'school', [{ unit: 'zhuanglang_centre', role: 'school_officer' }]);
const kSecondments = '/api/records/secondment';

const teacher = (await school.post('/api/records/teacher', {
  values: {
    school: 'zhuanglang_centre', name: '李四', citizen_id: '990101198001010014', sex: 'male', employment: 'established', role: 'specialty', started_on: '2005-09-01',
  },
  confirmed: true,
})).json(201).record.id;
const secondment = (more: object) => ({
  values: { school: 'zhuanglang_centre', teacher, kind: 'exchange', place: '示例学校', starts_on: '2024-09-01', ...more },
});

test('the planned end stands beside the real one, which its step fills in', async () => {
  const { record } = (await school.post(kSecondments, secondment({ planned_until: '2025-08-31' }))).json(201);
  const path = `${kSecondments}/${record.id}`;
  (await school.post(`${path}/steps/approve`, {}, { version: 1 })).is(200);
  (await school.post(`${path}/steps/finish`, { values: { ends_on: '2025-07-10', result: '合格' } }, { version: 2 })).is(200);
  const { values } = (await school.get(path)).json().record;
  assert.deepEqual([values.planned_until, values.ends_on], ['2025-08-31', '2025-07-10']);
});

test('it is not planned to end before it starts', async () => {
  const { errors } = (await school.post(kSecondments, secondment({ planned_until: '2024-08-31' }))).problem(422);
  assert.deepEqual(errors!.map(({ field }) => field), ['/values/planned_until']);
});

test('who should be back by a day is found by it', async () => {
  const found = async (from: string) =>
    (await school.get(`${kSecondments}?planned_until.from=${from}&planned_until.to=2025-12-31&columns=planned_until`)).json().rows.length;
  assert.deepEqual([await found('2025-01-01'), await found('2025-09-01')], [1, 0]);
});

test('the end that a file of new secondments names is the planned one', async () => {
  const file = '教师,类别,接收单位,起始日期,截止日期\n李四,校际交流,示例学校,2023-09-01,2024-07-31\n';
  const report = (await school.post(`${kSecondments}/imports?file_name=a.csv`, Buffer.from(file))).json(201);
  assert.equal(report.columns[4].field, 'planned_until');
  assert.deepEqual([report.counts.created, report.issues], [1, []]);
});
