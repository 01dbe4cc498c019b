import { describe, expect, it } from 'vitest';
import { askedByNumber, countQuery, kNoFilter, listQuery, readView, withoutSecrets, writeView } from './list_address';
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

describe('a whole number in the search', () => {
  const of = {
    ...pupils,
    fields: pupils.fields.map((field) => (field.name === 'citizen_id' ? { ...field, format: 'citizen_id' } : field)),
  };
  const searched = (q: string) => askedByNumber(of, { ...read('class.is=1'), q });

  it('is the question for its field, and stands in no address', () => {
    const view = searched(' 11010519491231002x ');
    expect(view.q).toBe('');
    expect(view.filters.citizen_id?.is).toEqual(['11010519491231002X']);
    const { open } = withoutSecrets(of, view);
    expect(writeView(new URLSearchParams(), open).toString()).toBe('class.is=1');
  });

  it('stays a search if no field has such numbers, or it is a part of one', () => {
    expect(searched('1101051949').q).toBe('1101051949');
    expect(searched('13800138000').q).toBe('13800138000');
  });

  it('stays a search if it could be either of two fields', () => {
    const two = { ...of, fields: [...of.fields, { ...of.fields[2]!, name: 'guardian_id', format: 'citizen_id' }] };
    expect(askedByNumber(two, { ...read(''), q: '11010519491231002X' }).q).toBe('11010519491231002X');
  });
});
