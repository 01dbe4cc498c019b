import { expect, test } from 'vitest';
import {
  afterText,
  type Content,
  type Milestone,
  cellsOf,
  counted,
  merge,
  nextToReview,
  noted,
  sameContent,
  ticked,
  withCell,
  withFiles,
} from './report_content';

const base: Content = {
  no_change: false,
  text: '已起草',
  ticks: [{ milestone: 'a', on: '2026-11-03', note: null }],
  quantities: [{ milestone: 'q', value: 4 }],
  files: [],
  signed_off: null,
};
const milestones = [{ id: 'a' }, { id: 'b' }, { id: 'q' }] as Milestone[];
const cells = cellsOf(milestones);

test('what only the other changed is taken, what only I changed stays', () => {
  const mine = ticked(base, 'b', '2026-11-20');
  const theirs = { ...base, text: '已征求意见' };
  const merged = merge(base, mine, theirs, cells);
  expect(merged.content.text).toBe('已征求意见');
  expect(merged.content.ticks).toHaveLength(2);
  expect(merged.taken).toEqual(['text']);
  expect(merged.conflicts).toEqual([]);
});

test('what both changed is left to the person, with mine standing', () => {
  const merged = merge(base, counted(base, 'q', '6'), counted(base, 'q', '7'), cells);
  expect(merged.conflicts).toEqual(['q']);
  expect(merged.content.quantities).toEqual([{ milestone: 'q', value: 6 }]);
  expect(withCell(merged.content, counted(base, 'q', '7'), 'q').quantities[0]?.value).toBe(7);
});

test('the same change by both is no conflict', () => {
  const both = { ...base, signed_off: { who: '王局长', on: '2026-11-30', file: null } };
  expect(merge(base, both, { ...both }, cells)).toMatchObject({ taken: [], conflicts: [] });
});

test('sign-off and files are cells of their own', () => {
  const theirs = { ...base, files: ['f'], signed_off: { who: '王局长', on: '2026-11-30', file: null } };
  expect(merge(base, base, theirs, cells).taken).toEqual(['sign_off', 'files']);
  expect(sameContent(base, theirs, cells)).toBe(false);
  expect(sameContent(base, { ...base }, cells)).toBe(true);
});

test('a tick can be taken back and keeps its note while its day is corrected', () => {
  const numbered = noted(ticked(base, 'b', '2026-11-20'), 'b', '小政发〔2026〕9号');
  expect(ticked(numbered, 'b', '2026-11-21').ticks.at(-1)).toEqual({
    milestone: 'b',
    on: '2026-11-21',
    note: '小政发〔2026〕9号',
  });
  expect(ticked(numbered, 'b', undefined).ticks).toEqual(base.ticks);
  expect(noted(numbered, 'b', '').ticks.at(-1)?.note).toBeNull();
});

test('a quantity takes digits only, and nothing typed is no number', () => {
  expect(counted(base, 'q', '1,200 个').quantities).toEqual([{ milestone: 'q', value: 1200 }]);
  expect(counted(base, 'q', '').quantities).toEqual([]);
});

test('the next report comes by itself, from the top again at the end', () => {
  const line = (id: string, state: string | null) => ({ share: { id }, state }) as never;
  const lines = [line('1', 'submitted'), line('2', 'verified'), line('3', 'submitted'), line('4', null)];
  expect(nextToReview(lines, '1')).toBe(lines[2]);
  expect(nextToReview(lines, '3')).toBe(lines[0]);
  expect(nextToReview([lines[0]!], '1')).toBeUndefined();
  expect(nextToReview(lines, 'gone')).toBe(lines[0]);
});

test('what parts answered comes after what is written, which stays', () => {
  expect(afterText('已起草\n', '甲校：已招生')).toBe('已起草\n甲校：已招生');
  expect(afterText(' ', '甲校：已招生')).toBe('甲校：已招生');
});

test('files of parts are taken once', () => {
  const taken = withFiles({ ...base, files: ['a'] }, [{ id: 'a' }, { id: 'b' }, { id: 'b' }]);
  expect(taken.files).toEqual(['a', 'b']);
});
