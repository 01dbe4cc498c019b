// Records with one number that became unique only after they had been written.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { Server, temporary_directory } from '../../harness/server.ts';
import { kRegisters, pupil, start } from './people.ts';

const kPupils = '/api/records/pupil';
const before = await start();
for (const number of ['1', '2']) {
  (await before.zhuanglang_school.client.post(kPupils, pupil(number, { remark: '同一号' }))).is(201);
}
(await before.zhuanglang_school.client.post(kPupils, pupil('3', { remark: '另一号' }))).is(201);
await before.server.stop();

const registers = join(temporary_directory(), 'registers');
cpSync(kRegisters, registers, { recursive: true });
const declaration = join(registers, 'education/pupil.yaml');
writeFileSync(declaration, readFileSync(declaration, 'utf8').replace('key: [number]', 'key: [number]\nunique: [[remark]]'));
const server = await Server.start({ store: before.server.store, extra: ['--registers', registers] });
const school = new Client(server);
school.cookie = before.zhuanglang_school.client.cookie;

const kTitles = '姓名,编号,备注';
const check = async (...rows: string[]) =>
  (await school.post(`${kPupils}/imports?file_name=a.csv`, Buffer.from([kTitles, ...rows].join('\n')))).json(201);
const issues = (report: any) => report.issues.map((issue: any) => [issue.row, issue.field]);

test('the server starts and says what stands more than once', () => {
  assert.match(server.printed, /register pupil: it declares 备注|register pupil: it declares Remark/);
});

/** Waits until the work in the background is done. */
async function settled(target: string): Promise<any> {
  for (let i = 0; i < 200; i++) {
    const now = (await school.get(target)).json();
    if (!['applying', 'undoing'].includes(now.state)) return now;
    await sleep(50);
  }
  throw new Error('the import does not end');
}

test('a file changes records that stand twice already, both at once, and the change is undone', async () => {
  const report = await check('甲,1,同一号', '乙,2,同一号');
  assert.deepEqual([report.counts.changed, issues(report)], [2, []]);
  const target = `${kPupils}/imports/${report.id}`;
  (await school.post(`${target}/application`, { mode: 'all_or_none' })).is(202);
  const applied = await settled(target);
  assert.deepEqual([applied.state, applied.progress.written], ['applied', 2]);
  (await school.post(`${target}/undo`, {})).is(202);
  const undone = await settled(target);
  assert.deepEqual([undone.state, undone.progress.undone], ['undone', 2]);
});

test('a file makes no new repetition', async () => {
  const report = await check('丙,3,同一号', '丁,4,同一号', '戊,5,另一号');
  assert.deepEqual(issues(report), [[2, 'remark'], [3, 'remark'], [4, 'remark']]);
  assert.deepEqual(issues(await check('己,6,新号', '庚,7,新号')), [[3, 'remark']]);
});
