import { describe, expect, it } from 'vitest';
import { actionText, detailParts, detailTexts, subjectAddress } from './audit_words';

describe('the detail of an audit line', () => {
  it('is taken apart into what has a name and what has none', () => {
    expect(detailParts('account=01 unit=finance role=officer 2026-01-01.. acting')).toEqual({
      values: { account: '01', unit: 'finance', role: 'officer' },
      rest: '2026-01-01.. acting',
    });
  });
  it('may be empty', () => {
    expect(detailParts('')).toEqual({ values: {}, rest: '' });
  });
});

describe('what an action is called', () => {
  const registers = new Map([['school', { zh: '学校', en: 'Schools' }]]);
  it('names the register of a record', () => {
    expect(actionText('school.create', registers)).toEqual({ zh: '学校：新建', en: 'Schools: created' });
  });
  it('leaves a step of a workflow as it was declared', () => {
    expect(actionText('school.approve', registers).zh).toBe('学校：approve');
  });
  it('has words for what an admission and the program itself do', () => {
    expect(actionText('admission_import.upload', registers).zh).toBe('上传招生数据');
    expect(actionText('admission_award.publicise', registers).zh).toBe('公示获奖');
    expect(actionText('sample.world', registers)).toEqual({ zh: '写入示例数据', en: 'Wrote the sample data' });
  });
  it('shows what nobody gave words to as it is', () => {
    expect(actionText('other.thing', registers).zh).toBe('other.thing');
  });
});

describe('the detail in words', () => {
  const roles = new Map([['unit_officer', { zh: '单位经办人', en: 'Unit officer' }]]);
  const zh = (detail: string) => detailTexts(detail, roles).map((text) => text.zh);
  it('names a post by its role and its days', () => {
    expect(zh('account=01 unit=finance role=unit_officer 2026-11-28..2026-12-31 acting')).toEqual([
      '单位经办人',
      '2026-11-28至2026-12-31（代理）',
    ]);
    expect(zh('account=01 unit=finance role=other 2026-11-28..')).toEqual(['other', '2026-11-28起']);
    expect(zh('account=01 from 2026-01-01.. to 2026-01-01..2026-11-30')).toEqual([
      '由2026-01-01起改为2026-01-01至2026-11-30',
    ]);
  });
  it('has words for what the program counts and chooses', () => {
    expect(zh('kind=urge shares=2')).toEqual(['督办函', '2项责任']);
    expect(zh('mail=yes')).toEqual(['接收邮件']);
    expect(zh('state=invited..active')).toEqual(['由待启用改为使用中']);
    expect(zh('share=01 task=17 unit=finance version=3')).toEqual(['第3版']);
    expect(zh('version 2')).toEqual(['第2版']);
    expect(zh('12 new, 3 changed of 20 rows')).toEqual(['共20行，新增12、修改3']);
  });
  it('leaves out a hash and says how large a file is', () => {
    expect(zh('unit=finance size=46080 sha256=5a838678058f6de3')).toEqual(['45.0 KB']);
  });
  it('shows what nobody gave words to as it is', () => {
    expect(zh('id_number: 核对学籍')).toEqual(['id_number: 核对学籍']);
  });
});

describe('where a subject can be seen', () => {
  const registers = new Map([['school', { zh: '学校', en: 'Schools' }]]);
  const to = (action: string, detail = '') => subjectAddress(action, '0199', detail, registers);
  it('is its own page', () => {
    expect(to('letter.release')).toBe('/letters/0199');
    expect(to('instruction.make')).toBe('/instructions/0199');
    expect(to('closing.check', 'share=7 task=17')).toBe('/plan/closings/0199');
    expect(to('report.submit', 'share=7 task=17 period=2026-10')).toBe('/plan/shares/7/reports/2026-10');
    expect(to('part.answer', 'share=7 part=8 period=2026-10')).toBe('/plan/shares/7/parts?period=2026-10');
    expect(to('share.extend', 'task=17 unit=x')).toBe('/plan/tasks/17');
  });
  it('is the record or the list of a register that the reader may open', () => {
    expect(to('school.change')).toBe('/registers/school/0199');
    expect(to('school.export')).toBe('/registers/school');
    expect(to('student.change')).toBeUndefined();
  });
  it('is nowhere for what has no page', () => {
    expect(to('session.open')).toBeUndefined();
  });
});
