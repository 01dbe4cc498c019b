import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Content, cellsOf, merge } from './report_content';
import { keepReportDraft, readReportDraft } from './report_draft';

const kept = new Map<string, string>();
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
beforeEach(() => kept.clear());

const report = (text: string, files: string[] = []): Content => ({
  no_change: false,
  text,
  ticks: [],
  quantities: [],
  files,
  signed_off: null,
});
const cells = cellsOf([]);

describe('a draft of a report', () => {
  it('is merged with what a colleague saved meanwhile, and none of it is lost', () => {
    keepReportDraft('k', { base: { version: 1, content: report('旧') }, content: report('甲写的'), brought: [] }, cells);
    // B saved version 2: another text, and a file.
    const draft = readReportDraft('k', [])!;
    const merged = merge(draft.base.content, draft.content, report('乙写的', ['f']), cells);
    expect(merged.content.text).toBe('甲写的');
    expect(merged.content.files).toEqual(['f']);
    expect(merged.conflicts).toEqual(['text']);
  });

  it('is forgotten once it says what is stored', () => {
    const base = { version: 1, content: report('旧') };
    keepReportDraft('k', { base, content: report('新'), brought: [] }, cells);
    keepReportDraft('k', { base, content: report('旧'), brought: [] }, cells);
    expect(kept.size).toBe(0);
  });

  it('loses what it ticked of a milestone that is no longer there', () => {
    const ticked = { ...report('新'), ticks: [{ milestone: 'm', on: '2026-11-01', note: null }] };
    keepReportDraft('k', { base: { version: 0, content: report('') }, content: ticked, brought: [] }, cells);
    expect(readReportDraft('k', [])?.content.ticks).toEqual([]);
  });

  it('still says how the files are called that were brought and not stored', () => {
    const file = { id: 'f', name: '佐证.pdf', size_bytes: 9, media_type: 'application/pdf', sha256: '', brought_by: '', at: '' };
    keepReportDraft('k', { base: { version: 0, content: report('') }, content: report('新', ['f']), brought: [file] }, cells);
    expect(readReportDraft('k', [])?.brought).toEqual([file]);
  });

  it('does no harm when the browser kept something else', () => {
    kept.set('k', '{"version":1,"content":{"text":"旧版"}}');
    expect(readReportDraft('k', [])).toBeUndefined();
    kept.set('k', 'not json');
    expect(readReportDraft('k', [])).toBeUndefined();
  });
});
