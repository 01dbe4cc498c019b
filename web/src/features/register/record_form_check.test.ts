import { describe, expect, it } from 'vitest';
import { isOwed } from './declaration';
import { findings, followed } from './record_form_check';
import { field, pupils } from './sample_declaration';

const whole = { school: 'a', name: '李四', citizen_id: 'x' };
const check = (typed: Record<string, string>, unknown: string[] = []) =>
  findings(pupils, pupils.fields, typed, new Set(unknown)).map((one) => [one.field, one.message.en, one.warning]);

describe('findings', () => {
  it('asks for what is required', () => {
    expect(check({ citizen_id: 'x' }).map(([field]) => field)).toEqual(['school', 'name']);
  });

  it('holds the rules of the declaration, errors and warnings', () => {
    expect(check({ ...whole, born_on: '2008-05-04', entered_on: '2008-05-04' })).toEqual([
      ['entered_on', 'entered before born', false],
    ]);
    expect(check({ ...whole, citizen_id: '' })).toEqual([['citizen_id', 'no id', true]]);
  });

  it('leaves a rule over a masked value, or over one that is wrong already, to the server', () => {
    expect(check({ ...whole, citizen_id: '' }, ['citizen_id'])).toEqual([]);
    expect(check({ ...whole, born_on: 'soon', entered_on: '2008-05-04' }).map(([field]) => field)).toEqual(['born_on']);
  });
});

describe('followed', () => {
  const known = (name: string) => ({ '!=': [{ var: name }, null] });
  const born = { birth_date: [{ var: 'citizen_id' }] };
  const of = {
    ...pupils,
    fields: [field('citizen_id', { format: 'citizen_id' }), field('born_on', { type: 'date' as const })],
    rules: [
      {
        check: { '!': [{ and: [known('born_on'), { '!=': [born, null] }, { '!==': [{ var: 'born_on' }, born] }] }] },
        message: { zh: '', en: '' },
        fields: ['born_on'],
        warning: true,
      },
      ...pupils.rules,
    ],
  } as typeof pupils;
  const id = '11010519491231002X';
  const type = (citizen_id: string, before: Record<string, string>) => followed(of, before, { ...before, citizen_id }, 'citizen_id');

  it('fills in what a rule says must be equal, where nothing stands or what was filled in before', () => {
    expect(type(id, { citizen_id: '', born_on: '' })).toEqual({ born_on: '1949-12-31' });
    expect(type('620800200603151015', { citizen_id: id, born_on: '1949-12-31' })).toEqual({ born_on: '2006-03-15' });
  });

  it('leaves alone what somebody typed, and says nothing by a code that is wrong', () => {
    expect(type(id, { citizen_id: '', born_on: '1950-01-01' })).toEqual({});
    expect(type('110105194912310021', { citizen_id: '', born_on: '' })).toEqual({});
    expect(followed(of, {}, { born_on: '2006-03-15' }, 'born_on')).toEqual({});
  });
});

describe('isOwed', () => {
  const owed = (state: string) =>
    pupils.workflow.transitions.filter((one) => one.from.includes(state) && isOwed(pupils, state, one)).map((one) => one.name);

  it('is a step with a term, or one from a state that may still be changed', () => {
    expect(owed('draft')).toEqual(['submit']);
    expect(owed('submitted')).toEqual(['approve']);
    expect(owed('enrolled')).toEqual([]);
  });
});
