import { describe, expect, test } from 'vitest';
import { kFile_mb_max, refusal } from './upload';

describe('a file is not sent', () => {
  test('if it is empty', () =>
    expect(refusal({ name: '空.docx', size: 0 })?.title.zh).toBe('这是一个空文件'));

  test('if it is larger than the server takes, and the message names it and both sizes', () => {
    const problem = refusal({ name: '大.pdf', size: 45_000_000 });
    expect(problem?.status).toBe(413);
    expect(problem?.detail.zh).toContain('“大.pdf”有 45 MB，最大 20 MB');
  });

  test('otherwise it is', () =>
    expect(refusal({ name: '方案.docx', size: kFile_mb_max * 1024 * 1024 })).toBeUndefined());
});
