import type { Text } from '../../api/client';
import type { Rule } from './rule_functions';

// What GET /api/registers/{register} tells a page: all it needs to list, fill in and check records.

export type FieldType = 'text' | 'integer' | 'boolean' | 'date' | 'reference' | 'file';
export type FileKind = 'pdf' | 'ofd' | 'image' | 'office';
export type Value = string | number | boolean | null;
export type Values = Record<string, Value | undefined>;

export interface Choice {
  value: string;
  title: Text;
}

export interface Field {
  name: string;
  title: Text;
  description: Text;
  type: FieldType;
  required: boolean;
  /** Shown from a record referred to, never typed. */
  derived: boolean;
  retired: boolean;
  /** Masked; the whole value only on request. */
  sensitive: boolean;
  source: string;
  verified: boolean;
  may_write: boolean;
  format?: string;
  choices?: Choice[];
  min_length?: number;
  max_length?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  scale?: number;
  unit?: string;
  /** A register, or `unit`. */
  ref?: string;
  /** Kinds of file that are taken; empty: all. */
  kinds?: FileKind[];
  /** Fields in which the record referred to has the value that this one has. */
  same?: string[];
}

export interface State {
  name: string;
  title: Text;
  /** Only here may fields be changed. */
  editable: boolean;
}

export interface Transition {
  name: string;
  title: Text;
  from: string[];
  to: string;
  comment: 'none' | 'optional' | 'required';
  fields: string[];
  required_fields: string[];
  /** Emptied by it unless it fills them. */
  clears: string[];
  returns_fields: boolean;
  after_working_days: number;
  within_working_days: number;
  /** Opinions that are asked for before it. */
  sign_off: { parties: { name: string; title: Text }[]; needed: number; silence_after_working_days: number } | null;
  /** Titles of the roles that take it. */
  by: Text[];
  /** This person takes it of some record. */
  may: boolean;
  /** Records in `from` since this day or before are late; null without a term. */
  late_until: string | null;
}

/** Where records of another register that belong to one of this are found. */
export interface Referrer {
  register: string;
  field: string;
  title: Text;
  field_title: Text;
}

export interface PageRule {
  check: Rule;
  message: Text;
  fields: string[];
  warning: boolean;
}

export interface Declaration {
  name: string;
  capability: string;
  title: Text;
  description: Text;
  source: string;
  /** The field that says whose a record is. */
  owner: string;
  key: string[];
  /** What tells that one person or thing was entered twice; empty: nobody looks for it. */
  duplicates: string[];
  /** Declared unique, and not yet: records (ids) that stand more than once, as found at the start. */
  repeated: { fields: Text[]; groups: string[][] }[];
  /** This person makes two records one. */
  may_merge: boolean;
  today: string;
  fields: Field[];
  parameters: { name: string; title: Text; unit: string; value: string | number }[];
  rules: PageRule[];
  list: { columns: string[]; filters: string[]; search: string[]; sort: string[] };
  workflow: { initial: string; states: State[]; transitions: Transition[] };
  referrers: Referrer[];
  may_create: boolean;
  /** Units whose records this person may create. */
  owners: { id: string; name: Text }[];
}

export const kState = 'state';
/** Since when a record is in its state; asked of lists, no column. */
export const kStateSince = 'state_since';
export const kUnit = 'unit';

export function fieldOf(of: Declaration, name: string): Field | undefined {
  return of.fields.find((field) => field.name === name);
}

export function stateOf(of: Declaration, name: string): State | undefined {
  return of.workflow.states.find((state) => state.name === name);
}

export function hasWorkflow(of: Declaration): boolean {
  return of.workflow.states.length > 0;
}

/** True if a table that is imported or pasted may fill it in: no cell holds a file. */
export function isFromCells(field: Field): boolean {
  return !field.derived && !field.retired && field.type !== 'file';
}

/** Decimals of what is stored as a whole number; money is stored in fen and shown in yuan. */
export function decimalsOf(field: Field): number {
  return field.unit === 'fen' ? 2 : (field.scale ?? 0);
}

/** Fields of the form, and those that only a step of the workflow fills in. */
export function groupsOf(of: Declaration): { form: Field[]; steps: Field[] } {
  const filled = new Set(of.workflow.transitions.flatMap((step) => step.fields));
  const inStep = (field: Field) => filled.has(field.name) && !field.required;
  const shown = of.fields.filter((field) => !field.retired);
  return {
    form: shown.filter((field) => !inStep(field)),
    steps: shown.filter(inStep),
  };
}

/** A step with a term is owed, one without (a transfer, a graduation) is only possible; what may still
 *  be changed waits for being finished and handed in. */
export function isOwed(of: Declaration, state: string, step: Transition): boolean {
  const editable = stateOf(of, state)?.editable ?? false;
  return editable || step.within_working_days > 0 || step.after_working_days > 0;
}

/** True if a step that this state waits for had a term and it is over. `since` is a day. */
export function isLate(of: Declaration, state: string, since: string): boolean {
  return of.workflow.transitions.some(
    (step) => step.late_until !== null && step.from.includes(state) && isOwed(of, state, step) && since <= step.late_until,
  );
}
