import { describe, expect, it } from 'vitest';
import { statesWaiting } from './declaration';
import { findings } from './record_form_check';
import { pupils, step } from './sample_declaration';

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

describe('statesWaiting', () => {
  const may = (...names: string[]) => ({
    ...pupils,
    workflow: {
      ...pupils.workflow,
      transitions: pupils.workflow.transitions.map((one) => ({ ...one, may: names.includes(one.name) })),
    },
  });

  it('is the state of a step that is owed, and a draft to hand in', () => {
    expect(statesWaiting(may('submit'))).toEqual(['draft']);
    expect(statesWaiting(may('return', 'approve'))).toEqual(['submitted']);
  });

  it('is no state that only offers a step', () => {
    expect(statesWaiting(may('leave'))).toEqual([]);
    expect(statesWaiting({ ...pupils, workflow: { initial: '', states: [], transitions: [step('x', 'a', 'b', { may: true })] } })).toEqual([]);
  });
});
