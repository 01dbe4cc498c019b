// Questions to a list that a person keeps by a name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { new_person } from '../../harness/people.ts';
import { start } from './people.ts';

const { administrator, zhuanglang, city } = await start();
const kViews = '/api/records/pupil/views';
const path = (name: string) => `${kViews}/${encodeURIComponent(name)}`;
const put = (client: typeof city.client, name: string, query: string) => client.send('PUT', path(name), { body: { query } });

test('a view is kept for the person alone, replaced by its name, and removed', async () => {
  const client = city.client;
  assert.deepEqual((await client.get(kViews)).json(), { views: [] });
  (await put(client, '住校生 / 2022', 'boards=true')).is(200);
  const kept = (await put(client, '住校生 / 2022', 'boards=true&sort=-name')).json();
  assert.deepEqual(kept, { views: [{ name: '住校生 / 2022', query: 'boards=true&sort=-name' }] });
  assert.deepEqual((await zhuanglang.client.get(kViews)).json().views, [], 'nobody else sees it');
  assert.deepEqual((await client.get('/api/records/class/views')).json().views, [], 'nor another register');
  (await client.send('DELETE', path('不存在'))).is(200);
  assert.deepEqual((await client.send('DELETE', path('住校生 / 2022'))).json(), { views: [] });
});

test('what is too long, empty or too much is refused, and nothing is lost', async () => {
  const client = zhuanglang.client;
  (await put(client, '字'.repeat(31), 'q=1')).problem(422);
  (await put(client, ' ', 'q=1')).problem(422);
  (await put(client, '长', 'q='.padEnd(4001, 'x'))).problem(422);
  for (let i = 0; i < 50; i += 1) (await put(client, `视图 ${i}`, `q=${i}`)).is(200);
  (await put(client, '第五十一个', 'q=51')).problem(422);
  (await put(client, '视图 7', 'q=seven')).is(200);
  const { views } = (await client.get(kViews)).json();
  assert.equal(views.length, 50);
  assert.equal(views.find((view: any) => view.name === '视图 7').query, 'q=seven');
});

test('who may not read the register has no views of it', async () => {
  const nobody = await new_person(administrator, 'no_post');
  (await nobody.client.get(kViews)).problem(403);
  (await put(nobody.client, '看不到', 'q=1')).problem(403);
});
