import { describe, expect, it } from 'vitest';
import { countQuery, kNoFilter, listQuery, readView, writeView } from './list_address';
import { pupils } from './sample_declaration';

const read = (text: string) => readView(new URLSearchParams(text), pupils);

describe('the address of a list', () => {
  it('reads back what it wrote', () => {
    const view = {
      q: 'wxy',
      sort: '-born_on',
      columns: ['name', 'fee'],
      filters: {
        class: { ...kNoFilter, is: ['a', 'b'] },
        fee: { ...kNoFilter, from: '100', to: '2000' },
        name: { ...kNoFilter, has: '王&小' },
        state: { ...kNoFilter, is: ['draft'] },
        sex: { ...kNoFilter, empty: 'true' as const },
      },
      after: 'xyz',
    };
    expect(readView(writeView(new URLSearchParams(), view), pupils)).toEqual(view);
  });

  it('leaves out what is no field, operation, column or order of the register', () => {
    const view = read('nickname.is=1&name.like=x&sex.empty=perhaps&columns=name,secret&sort=citizen_id&class_year.is=1');
    expect(view.filters).toEqual({});
    expect(view.columns).toEqual(['name']);
    expect(view.sort).toBe('');
    expect(read('sort=class').sort).toBe('');
    expect(read('sort=-state').sort).toBe('-state');
  });

  it('keeps the day and the open record, drops anything else', () => {
    const before = new URLSearchParams('as_of=2025-01-01&open=7&q=old&page=3');
    expect(writeView(before, { ...read(''), q: 'new' }).toString()).toBe('as_of=2025-01-01&open=7&q=new');
  });

  it('asks for the day one looks at, and counts without order, columns and place', () => {
    const view = read('q=a&sort=name&columns=name&after=x&class.is=1');
    expect(listQuery(view, '2025-01-01').toString()).toBe('q=a&class.is=1&sort=name&columns=name&after=x&as_of=2025-01-01');
    expect(countQuery(view, undefined).toString()).toBe('q=a&class.is=1');
  });
});
