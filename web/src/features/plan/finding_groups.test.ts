import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { groupByRule } from './finding_groups';

const finding = (rule: string, severity: Schemas['Severity'], advice = 'same'): Schemas['Finding'] => ({
  rule,
  severity,
  title: { zh: rule, en: rule },
  detail: { zh: '', en: '' },
  advice: { zh: advice, en: advice },
  measures: [],
  tasks: [],
  units: [],
  commitments: [],
  bodies: [], link: '',
});

describe('groupByRule', () => {
  it('puts the gravest rule first and, among equals, the most frequent', () => {
    const groups = groupByRule([
      finding('a', 'note'),
      finding('b', 'warning'),
      finding('c', 'warning'),
      finding('c', 'warning'),
      finding('d', 'error'),
    ]);
    expect(groups.map((group) => group.rule)).toEqual(['d', 'c', 'b', 'a']);
  });
  it('takes the gravest severity of a rule', () => {
    expect(groupByRule([finding('a', 'note'), finding('a', 'error')])[0]?.severity).toBe('error');
  });
  it('keeps an advice only if all findings of the rule share it', () => {
    expect(groupByRule([finding('a', 'note'), finding('a', 'note')])[0]?.advice?.zh).toBe('same');
    expect(groupByRule([finding('a', 'note'), finding('a', 'note', 'other')])[0]?.advice).toBeUndefined();
  });
});
