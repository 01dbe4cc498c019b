// The plan this product began with, read by the program and by people. Its text stays out of the
// repository: ZHIJIAO_SEED_DOCUMENT names it where it is at hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kPlan, kRoot, zhijiao } from '../../harness/server.ts';
import { join } from 'node:path';

const kSeed = process.env.ZHIJIAO_SEED_DOCUMENT;
if (kSeed) {
  test('the program reads the document of the plan as the people did who made its data', async () => {
    const outcome = await zhijiao('draft', kSeed, '--plans', join(kRoot, 'plans'), '--compare', kPlan, '--format', 'json');
    assert.equal(outcome.status, 0, outcome.stderr);
    const scores = new Map<string, any>(JSON.parse(outcome.stdout).scores.map((score: any) => [score.kind, score]));
    for (const [kind, expected] of [['measures', 25], ['tasks', 20], ['units', 85], ['deadlines', 20], ['seats', 35]] as const) {
      const score = scores.get(kind);
      assert.deepEqual([score.expected, score.drafted, score.right], [expected, expected, expected], kind);
    }
    const commitments = scores.get('commitments');
    assert.deepEqual(commitments.false_ones, []);
    assert.ok(commitments.right >= 0.95 * commitments.expected, commitments.missed.join('\n'));
  });
}
