import { describe, expect, it } from 'vitest';
import { isOwed } from './declaration';
import { findings } from './record_form_check';
import { pupils } from './sample_declaration';

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

describe('isOwed', () => {
  const owed = (state: string) =>
    pupils.workflow.transitions.filter((one) => one.from.includes(state) && isOwed(pupils, state, one)).map((one) => one.name);

  it('is a step with a term, or one from a state that may still be changed', () => {
    expect(owed('draft')).toEqual(['submit']);
    expect(owed('submitted')).toEqual(['approve']);
    expect(owed('enrolled')).toEqual([]);
  });
});
