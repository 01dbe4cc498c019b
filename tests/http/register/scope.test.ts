// An officer of another county meets nothing of a record by any route: made from the description
// of the API, so that a route added later is tried without being named.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Described, Schema } from '../../harness/contract.ts';
import { pupil, start } from './people.ts';

const { zhuanglang_school, zhuanglang, jingning, jingning_school, administrator } = await start();
const contract = await jingning.client.contract();
const routes = contract.operations().filter(({ path }) => path.startsWith('/api/records/pupil'));
const kSecret = '庄浪县的学生';
const kPhone = '13993312345';
let id = '';

before(async () => {
  const body = pupil('77', { name: kSecret, phone: kPhone });
  const made = await zhuanglang_school.client.post('/api/records/pupil', body);
  id = made.json(201).record.id;
  const step = `/api/records/pupil/${id}/steps/submit`;
  (await zhuanglang_school.client.post(step, {}, { version: 1 })).is(200);
});

function example(schema: Schema): unknown {
  const resolved = contract.resolve(schema);
  if (resolved.enum) return resolved.enum[0];
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type;
  if (type === 'object')
    return Object.fromEntries(
      (resolved.required ?? []).map((name) => [name, example(resolved.properties![name])]),
    );
  return type === 'integer' ? 1 : 'phone';
}

function attempt(client: typeof jingning.client, { method, path, operation }: Described) {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const target = path.replace('{id}', id).replace('{step}', 'approve');
  return client.send(method, target, { body: schema && example(schema), version: 2, key: `scope:${path}` });
}

test('there are routes to try', () => {
  assert.ok(routes.length >= 8, String(routes.length));
  assert.ok(routes.some(({ path }) => path.includes('{id}')));
});

for (const described of routes) {
  for (const [name, person] of [['county', jingning], ['school', jingning_school], ['administrator', administrator]] as const) {
    test(`${described.method} ${described.path} shows the ${name} elsewhere nothing`, async () => {
      const answer = await attempt(person.client, described);
      assert.ok(!answer.text.includes(kSecret) && !answer.text.includes(id), answer.text);
      if (described.path.includes('{id}')) assert.ok([403, 404].includes(answer.status), answer.text);
    });
  }
}

test('no filter, search, sort or count tells that it is there', async () => {
  const name = encodeURIComponent(kSecret);
  for (const query of [`q=${name}`, 'q=zlxdxs', `name.is=${name}`, `phone.is=${kPhone}`, 'number.is=77', 'as_of=2199-01-01', 'sort=-born_on'])
    for (const person of [jingning, jingning_school]) {
      const list = await person.client.get(`/api/records/pupil?${query}`);
      assert.ok(!list.text.includes(id), query);
      const count = await person.client.get(`/api/records/pupil/count?${query.replace('sort=-born_on', '')}`);
      if (count.status === 200) assert.equal(count.json().count, 0, query);
    }
});

test('a reference to it is refused like one to nothing', async () => {
  const group = await zhuanglang_school.client.post('/api/records/class', {
    values: { school: 'zhuanglang_centre', name: '一班' },
  });
  const of = (group: string) => ({
    values: { school: 'jingning_centre', number: '78', name: '王五', class: group },
  });
  const foreign = await jingning_school.client.post('/api/records/pupil', of(group.json(201).record.id));
  const invented = await jingning_school.client.post('/api/records/pupil', of('01890000-0000-7000-8000-000000000000'));
  assert.deepEqual(foreign.problem(422).errors, invented.problem(422).errors);
});

test('nothing was changed by all that', async () => {
  const { record } = (await zhuanglang.client.get(`/api/records/pupil/${id}`)).json();
  assert.equal(record.version, 2);
});
