import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('a table as a file', () => {
  it('quotes what would end a cell, and leaves empty what is not known', () => {
    expect(csvOf([['学校', '还缺'], ['甲, 乙', null], ['"丙"\n丁', 3]])).toBe(
      '\ufeff学校,还缺\r\n"甲, 乙",\r\n"""丙""\n丁",3\r\n',
    );
  });

  it('holds no formula, though a number may be below 0', () => {
    expect(csvOf([['=1+1', '-x', -5]])).toBe("\ufeff'=1+1,'-x,-5\r\n");
  });
});
