import { describe, expect, it } from 'vitest';
import { formatFault, plainCode } from './field_format';

// The same examples as in src/base/identity_test.cpp.
const fits = (format: string, codes: string[]) => codes.filter((code) => formatFault(code, format) === undefined);

describe('formatFault', () => {
  it('tells a citizen id by its shape, its birth date and its last character', () => {
    expect(formatFault('11010519491231002X', 'citizen_id')).toBeUndefined();
    expect(formatFault('1101051949123100', 'citizen_id')?.zh).toContain('18 位');
    expect(formatFault('11010519490231002X', 'citizen_id')?.zh).toContain('出生日期不存在');
    expect(formatFault('440524188001010014', 'citizen_id')?.zh).toContain('出生日期不存在');
    expect(formatFault('110105194912310021', 'citizen_id')?.zh).toContain('末位校验');
  });

  it('takes mobiles and land lines', () => {
    const good = ['13912345678', '0933-8212345', '09338212345', '010-12345678', '0933-8212345-801'];
    const bad = ['12912345678', '1391234567', '139123456789', '8212345', '0933-82123', '0933-8212345-', '0933-821234a'];
    expect(fits('phone', [...good, ...bad])).toEqual(good);
  });

  it('knows the other codes', () => {
    expect(fits('division_code', ['620800', '62080', '00800a', '000800'])).toEqual(['620800']);
    expect(fits('school_code', ['3162000123', '316200012', '31620001X3'])).toEqual(['3162000123']);
    expect(fits('student_no', ['G11010519491231002X', 'K11010519491231002X', 'G110105194912310021'])).toEqual(['G11010519491231002X']);
    expect(fits('email', ['li.ming@example.org', '@example.org', 'a@b', 'a@b@c.org', 'a b@c.org', 'a@.org', 'a@c..org', 'a@c.org.'])).toEqual([
      'li.ming@example.org',
    ]);
    expect(fits('credit_code', ['91350100M000100Y43', '9135'])).toEqual(['91350100M000100Y43']);
    expect(formatFault('anything', 'none')).toBeUndefined();
  });
});

it('reads codes as people type them', () => {
  expect(plainCode('１１０１０５ 19491231 002x', 'citizen_id')).toBe('11010519491231002X');
  expect(plainCode(' name@Example.com ', 'email')).toBe('name@Example.com');
});
