import type { Schemas } from '../../api/client';
import type { Language } from '../../ui/text';
import { fill } from '../../ui/text';
import { numberText } from '../indicator/figures';
import { decimalText, fenOf, wholeOf, withoutZeros } from '../register/value_text';

export type Parameter = Schemas['DatedParameter'];
export type DatedValue = Schemas['DatedValue'];
export type TriedParameter = Schemas['TriedParameter'];
export type TriedTarget = Schemas['TriedTarget'];
export type Target = Schemas['TargetView'];

/** The value as people read it: the answer it stands for, or the number with its unit. */
export function valueText(parameter: Pick<Parameter, 'choices' | 'unit'>, value: number, language: Language): string {
  const choice = parameter.choices.find((one) => one.value === value);
  if (choice) return fill(choice.title, language);
  return numberText(value, 0, { unit: parameter.unit, unit_name: { zh: '', en: '' } }, language);
}

/** As it is typed. */
export function typedText(value: number, decimals: number): string {
  return withoutZeros(decimalText(value, decimals));
}

/** What was typed, in 1/10^decimals; undefined: no such number. */
export function readTyped(text: string, decimals: number): number | undefined {
  const number = wholeOf(text, decimals);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** Money is typed in yuan and kept in fen. */
export function typedValue(parameter: Parameter, value: number): string {
  return typedText(value, parameter.unit === 'fen' ? 2 : 0);
}

/** A value the parameter takes; undefined: what was typed is none. */
export function readValue(parameter: Parameter, text: string): number | undefined {
  const value = parameter.unit === 'fen' ? fenOf(text) : readTyped(text, 0);
  if (value === undefined || value < parameter.minimum || value > parameter.maximum) return undefined;
  if (parameter.choices.length > 0 && !parameter.choices.some((one) => one.value === value)) return undefined;
  return value;
}

export function inForce(parameter: Parameter): DatedValue | undefined {
  return parameter.values.find((one) => one.in_force);
}

/** What will hold after the day shown, if a day for it is set. */
export function comesNext(parameter: Parameter, day: string): DatedValue | undefined {
  return parameter.values.find((one) => !one.replaced && one.from != null && one.from > day);
}

export function parameterAddress(noun: string, name: string): string {
  return `/indicators/parameters/${encodeURIComponent(noun)}/${encodeURIComponent(name)}`;
}

// What is tried stands in the address: p=register.name:value, t=commitment:value or
// commitment:low:high. Nonsense is left out.

export function readTried(search: URLSearchParams): { parameters: TriedParameter[]; targets: TriedTarget[] } {
  const parameters = search.getAll('p').flatMap((text) => {
    const found = /^([a-z0-9_]+)\.([a-z0-9_]+):(\d{1,16})$/.exec(text);
    return found ? [{ noun: found[1] ?? '', name: found[2] ?? '', value: Number(found[3]) }] : [];
  });
  const targets = search.getAll('t').flatMap((text) => {
    const found = /^([^:]+):(\d{1,16})(?::(\d{1,16}))?$/.exec(text);
    if (!found) return [];
    const high = found[3] === undefined ? {} : { high: Number(found[3]) };
    return [{ commitment: found[1] ?? '', value: Number(found[2]), ...high }];
  });
  return { parameters, targets };
}

export function writeTried(
  search: URLSearchParams,
  tried: { parameters: readonly TriedParameter[]; targets: readonly TriedTarget[] },
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('p');
  next.delete('t');
  for (const one of tried.parameters) next.append('p', `${one.noun}.${one.name}:${one.value}`);
  for (const one of tried.targets) {
    next.append('t', [one.commitment, one.value, ...(one.high == null ? [] : [one.high])].join(':'));
  }
  return next;
}

export function whatIfAddress(parameters: readonly TriedParameter[], targets: readonly TriedTarget[] = []): string {
  const words = writeTried(new URLSearchParams(), { parameters, targets }).toString();
  return `/indicators/what-if${words ? `?${words}` : ''}`;
}
