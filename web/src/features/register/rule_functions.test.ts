import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rule_passes, type Rule, type RuleData } from './rule_functions';

interface Vector {
  about: string;
  record: RuleData;
  passes: boolean;
  logic: Rule;
}

// src/register/rule_test.cpp reads the same file and proves that `logic` is what the server serves.
const vectors = JSON.parse(readFileSync(resolve('../src/register/testdata/rules.json'), 'utf8')) as Vector[];
const context = { $today: '2024-09-01', $least: 40 };

describe('the shared vectors of rules', () => {
  it.each(vectors)('$about', ({ record, passes, logic }) => {
    expect(rule_passes(logic, { ...record, ...context })).toBe(passes);
  });
});

describe('what a form holds before it is sent', () => {
  const ends_after_start: Rule = { '!': [{ and: [{ '!=': [{ var: 'ends_on' }, null] }, { '<=': [{ var: 'ends_on' }, { var: 'starts_on' }] }] }] };

  it('takes an empty text for no value', () => {
    expect(rule_passes(ends_after_start, { starts_on: '2024-09-01', ends_on: '' })).toBe(true);
  });

  it('takes half a date for unknown', () => {
    const of_age: Rule = { '!': [{ and: [{ '!=': [{ year: [{ var: 'day' }] }, null] }, { '<': [{ year: [{ var: 'day' }] }, 2024] }] }] } as unknown as Rule;
    expect(rule_passes(of_age, { day: '2023-1' })).toBe(true);
    expect(rule_passes(of_age, { day: '2023-02-30' })).toBe(true);
    expect(rule_passes(of_age, { day: '2023-02-28' })).toBe(false);
  });
});
