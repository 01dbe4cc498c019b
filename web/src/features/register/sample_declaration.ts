import type { Declaration, Field, Transition } from './declaration';

// A small register for the tests of these pages.

const text = (word: string) => ({ zh: word, en: word });

export const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: text(name),
  description: text(''),
  type: 'text',
  required: false,
  derived: false,
  retired: false,
  sensitive: false,
  source: '',
  verified: true,
  may_write: true,
  ...more,
});

export const step = (name: string, from: string, to: string, more: Partial<Transition> = {}): Transition => ({
  name,
  title: text(name),
  from: [from],
  to,
  comment: 'none',
  fields: [],
  required_fields: [],
  clears: [],
  returns_fields: false,
  after_working_days: 0,
  within_working_days: 0,
  sign_off: null,
  by: [],
  may: true,
  late_until: null,
  ...more,
});

export const pupils: Declaration = {
  name: 'pupil',
  capability: 'education',
  title: text('pupil'),
  description: text(''),
  source: '',
  owner: 'school',
  key: ['number'],
  duplicates: [],
  may_merge: false,
  repeated: [],
  today: '2026-01-15',
  fields: [
    field('school', { type: 'reference', ref: 'unit', required: true }),
    field('name', { required: true, max_length: 50 }),
    field('citizen_id', { sensitive: true }),
    field('born_on', { type: 'date' }),
    field('entered_on', { type: 'date' }),
    field('fee', { type: 'integer', unit: 'fen', minimum: 0, maximum: 1_000_000 }),
    field('sex', { choices: [{ value: 'male', title: text('男') }] }),
    field('class', { type: 'reference', ref: 'class' }),
    field('class_year', { type: 'integer', derived: true }),
    field('left_on', { type: 'date' }),
  ],
  parameters: [{ name: 'least_age', title: text('least age'), unit: '', value: 13 }],
  referrers: [],
  rules: [
    {
      check: { '!': [{ and: [{ '!=': [{ var: 'entered_on' }, null] }, { '!=': [{ var: 'born_on' }, null] }, { '<=': [{ var: 'entered_on' }, { var: 'born_on' }] }] }] },
      message: text('entered before born'),
      fields: ['entered_on'],
      warning: false,
    },
    {
      check: { '!=': [{ var: 'citizen_id' }, null] },
      message: text('no id'),
      fields: ['citizen_id'],
      warning: true,
    },
  ],
  list: { columns: ['name', 'state'], filters: ['class'], search: ['name'], sort: ['name'] },
  workflow: {
    initial: 'draft',
    states: [
      { name: 'draft', title: text('draft'), editable: true },
      { name: 'submitted', title: text('submitted'), editable: false },
      { name: 'enrolled', title: text('enrolled'), editable: false },
    ],
    transitions: [
      step('submit', 'draft', 'submitted'),
      step('return', 'submitted', 'draft', { returns_fields: true, comment: 'required' }),
      step('approve', 'submitted', 'enrolled', { within_working_days: 10 }),
      step('leave', 'enrolled', 'enrolled', { fields: ['left_on', 'school'] }),
    ],
  },
  may_create: true,
  owners: [],
};
