// Loading a plan again: same, changed, broken.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EventStream } from '../../harness/events.ts';
import { usual_people } from '../../harness/people.ts';
import { Server, kPlan, temporary_directory, zhijiao } from '../../harness/server.ts';

const server = await Server.start();
const { office } = await usual_people(server);
const load = (folder: string) =>
  zhijiao('load', folder, '--data', server.store.data, ...(server.store.database ? ['--database', server.store.database] : []));
const versions = async () => (await office.client.get('/api/plan/versions')).json().versions;

function copied(change: (text: string) => string, file = 'tasks.yaml'): string {
  const folder = join(temporary_directory(), 'plan');
  cpSync(kPlan, folder, { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, 'the test changes something');
  writeFileSync(path, changed);
  return folder;
}

test('the same folder again is no new version', async () => {
  const before = await versions();
  const outcome = await load(kPlan);
  assert.equal(outcome.status, 0, outcome.stderr);
  assert.deepEqual(await versions(), before);
});

test('a changed folder is a new version that says what changed, and open pages hear of it', async () => {
  const before = await versions();
  const stream = await EventStream.open(office.client);
  const outcome = await load(copied((text) => text.replace('zh: 职普招生比例和中职办学条件', 'zh: 职普比和办学条件')));
  assert.equal(outcome.status, 0, outcome.stderr + outcome.stdout);
  const after = await versions();
  assert.equal(after.length, before.length + 1);
  assert.equal(after[0].version, before[0].version + 1);
  assert.ok(after[0].changes.some((line: { zh: string }) => line.zh.includes('职普比和办学条件')), JSON.stringify(after[0].changes));
  assert.equal((await office.client.get('/api/tasks/2')).json().task.title.zh, '职普比和办学条件');
  await stream.next(({ name, data }) => name === 'changed' && data.includes('"plan"'));
  stream.close();
});

const faults: [string, (text: string) => string][] = [
  ['two tasks with one number', (text) => text.replace(/- number: 3\n/, '- number: 2\n')],
  ['a unit that is not there', (text) => text.replace('unit: education_bureau', 'unit: no_such_bureau')],
  ['a duplicate key', (text) => text.replace(/(- number: 1\n)/, '$1    number: 1\n')],
  ['a number with leading zeros', (text) => text.replace('- number: 1\n', '- number: 007\n')],
  ['a deadline in 1020', (text) => text.replace('on: 2023-12-31', 'on: 1020-12-31')],
  ['a tab', (text) => text.replace('    title:', '\ttitle:')],
  ['an unknown member', (text) => text.replace('- number: 1\n', '- number: 1\n    colour: red\n')],
];
for (const [what, change] of faults) {
  test(`${what}: refused with file, line and column, and the old plan stays`, async () => {
    const before = await versions();
    const outcome = await load(copied(change));
    assert.notEqual(outcome.status, 0);
    assert.match(outcome.stderr + outcome.stdout, /tasks\.yaml:\d+:\d+/);
    assert.deepEqual(await versions(), before);
  });
}

test('a folder in GBK is refused and says so', async () => {
  const folder = join(temporary_directory(), 'plan');
  cpSync(kPlan, folder, { recursive: true });
  writeFileSync(join(folder, 'tasks.yaml'), Buffer.from([0xc6, 0xbd, 0xc1, 0xb9, 0x0a])); // 平凉
  const outcome = await load(folder);
  assert.notEqual(outcome.status, 0);
  assert.match(outcome.stderr + outcome.stdout, /UTF-8/);
});

test('check prints its findings as text and as JSON and needs no server', async () => {
  const text = await zhijiao('check', kPlan);
  assert.match(text.stdout, /\S/);
  const json = await zhijiao('check', kPlan, '--format', 'json');
  const parsed = JSON.parse(json.stdout);
  const findings = Array.isArray(parsed) ? parsed : parsed.findings;
  assert.ok(findings.length > 0);
  assert.deepEqual(
    findings.map(({ rule }: { rule: string }) => rule).sort(),
    (await office.client.get('/api/findings')).json().findings.map(({ rule }: { rule: string }) => rule).sort(),
  );
});
