// `zhijiao draft`: from a file to the folder of a plan, without a server.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kPlan, kRoot, temporary_directory, zhijiao } from '../../harness/server.ts';
import { document_of_place, kOtherPlace } from './documents.ts';

const kPlans = join(kRoot, 'plans');

function file_with(text: string, name = 'document.txt'): string {
  const path = join(temporary_directory(), name);
  writeFileSync(path, text);
  return path;
}

test('a document of a known place uses its units, and the folder passes the check', async () => {
  const folder = join(temporary_directory(), 'drafted');
  const outcome = await zhijiao('draft', file_with(document_of_place()), '-o', folder, '--plans', kPlans);
  assert.equal(outcome.status, 0, outcome.stderr + outcome.stdout);
  const tasks = readFileSync(join(folder, 'tasks.yaml'), 'utf8');
  assert.match(tasks, /unit: education_bureau/);
  assert.match(tasks, /on: 2023-06-30/);
  const checked = await zhijiao('check', folder, '--format', 'json');
  assert.ok(Array.isArray(JSON.parse(checked.stdout)), checked.stderr);
});

test('a document of an unknown place proposes its units and says what to confirm', async () => {
  const folder = join(temporary_directory(), 'drafted');
  const args = ['draft', file_with(kOtherPlace), '-o', folder, '--plans', kPlans];
  const refused = await zhijiao(...args);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /--region/);
  assert.ok(!existsSync(folder), 'nothing was written');
  const outcome = await zhijiao(...args, '--region', '990100', '--format', 'json');
  assert.equal(outcome.status, 0, outcome.stderr);
  const report = JSON.parse(outcome.stdout);
  assert.equal(report.items.task, 2);
  assert.ok(report.to_confirm.length > 0);
  assert.ok(report.to_confirm.every((one: any) => one.title.zh && one.why.length > 0), JSON.stringify(report.to_confirm));
  const units = readFileSync(join(folder, 'units.yaml'), 'utf8');
  assert.match(units, /zh: 清河市/);
  assert.match(units, /verified: false/);
  assert.equal((await zhijiao('check', folder)).stderr, '');
});

test('a folder with something in it is not overwritten', async () => {
  const folder = join(temporary_directory(), 'drafted');
  mkdirSync(folder);
  writeFileSync(join(folder, 'tasks.yaml'), 'mine');
  const outcome = await zhijiao('draft', file_with(document_of_place()), '-o', folder, '--plans', kPlans);
  assert.equal(outcome.status, 1);
  assert.match(outcome.stderr, /不覆盖/);
  assert.equal(readFileSync(join(folder, 'tasks.yaml'), 'utf8'), 'mine');
});

test('a drafted plan is compared with one that people made', async () => {
  const outcome = await zhijiao(
    'draft', file_with(document_of_place()), '--plans', kPlans, '--compare', kPlan, '--format', 'json',
  );
  assert.equal(outcome.status, 0, outcome.stderr);
  const tasks = JSON.parse(outcome.stdout).scores.find((score: any) => score.kind === 'tasks');
  assert.deepEqual([tasks.expected, tasks.drafted, tasks.right], [20, 3, 3]);
  assert.equal(tasks.missed.length, 17);
});

test('a file that is not there, and one that is no document, say so', async () => {
  const missing = await zhijiao('draft', '/no/such/file');
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /找不到|没有|not/);
  const picture = await zhijiao('draft', file_with('\x89PNG\r\n\x1a\n\x00\x00', 'a.png'));
  assert.equal(picture.status, 1);
  assert.match(picture.stderr, /DOCX/);
});
