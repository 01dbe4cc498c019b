import type { Text } from '../../api/client';
import { type Declaration, type Field, fieldOf } from './declaration';
import { rule_passes, type RuleData } from './rule_functions';
import { readTyped, type Typed } from './value_text';
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
