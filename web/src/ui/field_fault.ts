import type { Text } from '../api/client';
import { formatDay } from './dates';
import type { Values } from './text';
import { words } from './words';

/** What a browser says of a field, as far as it is told to people. */
export interface Checked {
  type: string;
  min?: string | undefined;
  max?: string | undefined;
  minLength?: number | undefined;
  validity: Partial<ValidityState>;
}

/** Why the field is not taken, and what to do. */
export function faultOf({ type, min = '', max = '', minLength = 0, validity }: Checked): [Text, Values?] {
  if (validity.valueMissing) {
    if (type === 'checkbox') return [words.tickThis];
    if (type === 'radio' || type.startsWith('select')) return [words.chooseOne];
    // A day that is only half typed is missing too.
    return [type === 'date' ? words.wholeDay : words.fillThis];
  }
  const days = type === 'date';
  const bound = (value: string) => ({ zh: days ? formatDay(value, 'zh') : value, en: days ? formatDay(value, 'en') : value });
  if (validity.rangeUnderflow) return [within(days ? words.notBefore : words.notBelow, bound(min))];
  if (validity.rangeOverflow) return [within(days ? words.notAfter : words.notAbove, bound(max))];
  if (validity.tooShort) return [words.atLeastLong, { n: minLength }];
  return [days ? words.wholeDay : words.otherForm];
}

function within(text: Text, bound: Text): Text {
  return { zh: text.zh.replace('{bound}', bound.zh), en: text.en.replace('{bound}', bound.en) };
}
