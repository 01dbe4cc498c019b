import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import type { RowList } from '../features/register/records';
import { foundActions, foundInstructions, foundLetters, foundPeople } from './found';

const letter = (title: string, number = '') =>
  ({ id: '01', kind: 'urge', state: 'released', title, number }) as Schemas['LetterLine'];

describe('the search', () => {
  it('finds what one may do, and nothing else', () => {
    const titles = (q: string, permissions: string[]) => foundActions(q, permissions).map((hit) => hit.title.zh);
    expect(titles('督办函', ['supervision.draft'])).toEqual(['起草督办函']);
    expect(titles('批示', ['supervision.draft'])).toEqual(['登记批示']);
    expect(titles('批示', ['plan.read'])).toEqual([]);
    expect(titles('密码', [])).toEqual(['修改密码']);
  });
  it('names a letter by title and number, or by its kind while it has none', () => {
    expect(foundLetters([letter('关于经费的督办函', '平职教办函〔2026〕3号'), letter('其他')]).map((hit) => hit.detail.zh)).toEqual([
      '平职教办函〔2026〕3号',
      '督办函',
    ]);
  });
  it('names an instruction by its words, cut where they are long, and who said them', () => {
    const one = { id: '02', words: '加快实训基地建设', said_by: '分管副市长', document_number: '' } as Schemas['InstructionLine'];
    expect(foundInstructions([one])[0]).toMatchObject({ key: '/instructions/02', title: { zh: '加快实训基地建设' }, detail: { zh: '分管副市长' } });
    expect(foundInstructions([{ ...one, words: '长'.repeat(60) }])[0]?.title.zh).toHaveLength(41);
  });
  it('names a person with the unit, and shows no other value', () => {
    const register = { name: 'student', title: { zh: '学生', en: 'Student' } } as Schemas['RegisterLine'];
    const list = {
      rows: [{ id: '03', label: '王小明', values: { citizen_id: '62****', school: 'centre' } }],
      next: null,
      units: { centre: { zh: '县职教中心', en: 'County centre' } },
    } as unknown as RowList;
    expect(foundPeople(register, list)).toEqual([
      {
        kind: 'person',
        key: '/registers/student/03',
        title: { zh: '王小明', en: '王小明' },
        detail: { zh: '学生 · 县职教中心', en: 'Student · County centre' },
      },
    ]);
  });
});
