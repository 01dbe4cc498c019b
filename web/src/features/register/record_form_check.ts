import type { Text } from '../../api/client';
import { type Declaration, type Field, fieldOf } from './declaration';
import { type Rule, rule_passes, rule_value, type RuleData } from './rule_functions';
import { readTyped, type Typed, typedOf } from './value_text';
import { registerWords as w } from './words';

// What a form can say before it is sent. The server checks all of it again.

export interface Found {
  field: string;
  message: Text;
  warning: boolean;
}

/** Names of variables that a rule looks at. */
function variables(rule: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(rule)) {
    for (const part of rule) variables(part, into);
  } else if (typeof rule === 'object' && rule !== null) {
    for (const [operation, operand] of Object.entries(rule)) {
      const name: unknown = Array.isArray(operand) ? operand[0] : operand;
      if (operation === 'var' && typeof name === 'string') into.add(name);
      else variables(operand, into);
    }
  }
  return into;
}

/** Values as rules see them: `$name` for each parameter, and today. */
export function ruleData(of: Declaration, values: RuleData): RuleData {
  const data: RuleData = { ...values, $today: of.today };
  for (const parameter of of.parameters) data[`$${parameter.name}`] = parameter.value;
  return data;
}

/** Of a rule that says nothing but `field = function(of others)`: the field and what it equals. */
function equality(rule: unknown): { field: string; from: Rule } | undefined {
  const parts = (rule as { '!'?: [{ and?: unknown[] }] })['!']?.[0]?.and;
  const unequal = parts?.flatMap((part) => {
    const sides = (part as { '!=='?: unknown[] })['!=='];
    return sides ? [sides] : [];
  });
  const [left, right] = unequal?.length === 1 ? (unequal[0] ?? []) : [];
  const field = (left as { var?: unknown } | undefined)?.var;
  const computed = typeof right === 'object' && right !== null && !('var' in right) && variables(right).size > 0;
  return typeof field === 'string' && computed ? { field, from: right as Rule } : undefined;
}

/** What a field just typed says of others by the declared rules: those still empty, or as it said
 *  before. */
export function followed(of: Declaration, before: Typed, typed: Typed, name: string): Typed {
  const data = (from: Typed): RuleData => {
    const field = fieldOf(of, name);
    const read = field ? readTyped(field, from[name] ?? '') : { value: null };
    return { [name]: 'value' in read ? read.value : null };
  };
  const given: Typed = {};
  for (const rule of of.rules) {
    const equal = equality(rule.check);
    const target = equal && fieldOf(of, equal.field);
    if (!equal || !target || target.derived || !target.may_write) continue;
    const looksAt = variables(equal.from);
    if (looksAt.size !== 1 || !looksAt.has(name)) continue;
    const value = rule_value(equal.from, data(typed));
    const present = before[target.name] ?? '';
    const free = present === '' || present === typedOf(target, rule_value(equal.from, data(before)));
    if (value !== null && free) given[target.name] = typedOf(target, value);
  }
  return given;
}

/** Everything wrong with what is typed. `unknown`: fields whose value the page does not have, such as
 *  a masked one that is kept; a rule over one of them is left to the server. */
export function findings(
  of: Declaration,
  fields: readonly Field[],
  typed: Typed,
  unknown: ReadonlySet<string>,
  required: ReadonlySet<string> = new Set(
    fields.filter((field) => field.required).map((field) => field.name),
  ),
): Found[] {
  const found: Found[] = [];
  const values: RuleData = {};
  for (const field of fields) {
    if (unknown.has(field.name) || field.derived) continue;
    const read = readTyped(field, typed[field.name] ?? '');
    if ('wrong' in read) found.push({ field: field.name, message: read.wrong, warning: false });
    else if (read.value === null && required.has(field.name)) {
      found.push({ field: field.name, message: w.fillIn, warning: false });
    } else values[field.name] = read.value;
  }
  const wrong = new Set(found.map((one) => one.field));
  const data = ruleData(of, values);
  for (const rule of of.rules) {
    const looksAt = [...variables(rule.check)];
    // A value that is none cannot break a rule a second time.
    const blind = looksAt.some(
      (name) => unknown.has(name) || wrong.has(name) || fieldOf(of, name)?.derived,
    );
    if (blind || rule_passes(rule.check, data)) continue;
    for (const field of rule.fields) {
      found.push({ field, message: rule.message, warning: rule.warning });
    }
  }
  return found;
}
