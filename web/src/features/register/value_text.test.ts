import { describe, expect, it } from 'vitest';
import { field } from './sample_declaration';
import { fenOf, readTyped, typedOf, valueText, wholeOf } from './value_text';

const fee = field('fee', { type: 'integer', unit: 'fen', minimum: 0, maximum: 1_000_000 });
const year = field('year', { type: 'integer', minimum: 2000, maximum: 2099 });

describe('values as people read them', () => {
  it('shows fen as yuan, thousands apart, and a year as a year', () => {
    expect(valueText(fee, 125000, 'zh')).toBe('1,250.00');
    expect(valueText(fee, 5, 'zh')).toBe('0.05');
    expect(valueText(year, 2024, 'zh')).toBe('2024');
    const area = field('area', { type: 'integer', scale: 2, unit: 'm2' });
    expect([3500000, 3500050, 7].map((value) => valueText(area, value, 'zh'))).toEqual(['35,000', '35,000.5', '0.07']);
  });

  it('names choices, units and records; nothing for no value', () => {
    const sex = field('sex', { choices: [{ value: 'male', title: { zh: '男', en: 'Male' } }] });
    expect(valueText(sex, 'male', 'en')).toBe('Male');
    expect(valueText(sex, 'gone', 'zh')).toBe('gone');
    const school = field('school', { type: 'reference', ref: 'unit' });
    expect(valueText(school, 'a', 'zh', { a: { zh: '职教中心', en: '' } })).toBe('职教中心');
    expect(valueText(field('class', { type: 'reference', ref: 'class' }), '7', 'zh', {}, '一班')).toBe('一班');
    expect(valueText(fee, null, 'zh')).toBe('');
  });
});

describe('values as people type them', () => {
  it('reads decimals exactly, full-width digits and thousands', () => {
    expect(wholeOf('1,250.5', 2)).toBe(125050);
    expect(wholeOf('１２５０．０５', 2)).toBe(125005);
    expect(wholeOf('0.29', 2)).toBe(29);
    expect(wholeOf('1.234', 2)).toBeUndefined();
    expect(wholeOf('1.230', 2)).toBe(123);
    expect(wholeOf('12a', 0)).toBeUndefined();
    expect(wholeOf('99999999999999999', 0)).toBeUndefined();
  });

  it('gives back what it showed', () => {
    for (const value of [0, 5, 99, 100, 123456, 1_000_000]) {
      expect(readTyped(fee, typedOf(fee, value))).toEqual({ value });
    }
  });

  it('says what is wrong with a value', () => {
    const english = (read: ReturnType<typeof readTyped>) => ('wrong' in read ? read.wrong.en : '');
    expect(english(readTyped(fee, '20000'))).toBe('From 0 to 10,000.');
    expect(english(readTyped(year, '20.5'))).toBe('A whole number.');
    expect(english(readTyped(field('on', { type: 'date' }), '2024-02-30'))).toBe('A day such as 2022-07-01.');
    expect(english(readTyped(field('name', { max_length: 2 }), '𠮷田三'))).toBe('At most 2 characters; there are 3.');
    expect(readTyped(field('name', { max_length: 2 }), ' 𠮷田 ')).toEqual({ value: '𠮷田' });
  });

  it('reads money in the unit it names', () => {
    expect(fenOf('500万元')).toBe(500_000_000);
    expect(fenOf('１．５ 万')).toBe(1_500_000);
    expect(fenOf('¥1,234.5')).toBe(123_450);
    expect(fenOf('300')).toBe(30_000);
    expect(fenOf('五百万')).toBeUndefined();
    expect(readTyped(fee, '1元')).toEqual({ value: 100 });
  });
});
