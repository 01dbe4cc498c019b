import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { matching, waitingOf } from './late_choice';

const text = (zh: string) => ({ zh, en: zh });

const kTitles: Record<number, string> = { 1: '招生', 3: '基地', 17: '经费' };

function share(task: number, kind: Schemas['LetterKind'] | null): Schemas['LateShare'] {
  return {
    share: `share-${task}`,
    task,
    task_title: text(kTitles[task] ?? ''),
    due_on: '2022-12-31',
    days_late: 1428,
    last_step_on: null,
    advice: { kind, reason: text('') },
  };
}

function unit(id: string, shares: Schemas['LateShare'][]): Schemas['LateUnit'] {
  return { unit: { id, name: text(`${id}人民政府`), short_name: text(id), kind: 'county' }, shares };
}

const units = [unit('东县', [share(3, null), share(17, 'urge')]), unit('西县', [share(1, 'reminder')])];

describe('late units', () => {
  it('are found by name, and by number or title of a task', () => {
    const ids = (q: string) => matching(units, q).map((one) => one.unit.id);
    expect(ids('')).toEqual(['东县', '西县']);
    expect(ids('西县')).toEqual(['西县']);
    expect(ids('17')).toEqual(['东县']);
    expect(ids('1')).toEqual(['西县']);
    expect(ids('基地')).toEqual(['东县']);
  });
  it('are parted into what waits and what can be written about', () => {
    const { waiting, ready } = waitingOf(units, ['东县', '西县']);
    expect(waiting.map((one) => [one.unit.id, one.shares.map((line) => line.task)])).toEqual([['东县', [3]]]);
    expect(ready.map((one) => [one.unit.id, one.shares.map((line) => line.task)])).toEqual([
      ['东县', [17]],
      ['西县', [1]],
    ]);
  });
  it('wait only if they are chosen', () => {
    expect(waitingOf(units, ['西县']).waiting).toEqual([]);
  });
});
