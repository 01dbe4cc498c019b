import type { Text } from '../../api/client';
import { formatDay, isDay } from '../../ui/dates';
import { fill, type Language } from '../../ui/text';
import { decimalsOf, type Field, kUnit, type Value } from './declaration';
import { formatFault, halfWidth, plainCode } from './field_format';
import { registerWords as w } from './words';

// Values as people read and write them. A form holds every value as the text that was typed; choices
// and references as what is stored, an empty text for no value.

export type Typed = Record<string, string>;
export type UnitNames = Record<string, Text>;

const kUnitWords: Record<string, Text> = {
  fen: { zh: '元', en: 'yuan' },
  person: { zh: '人', en: 'people' },
  hour: { zh: '小时', en: 'hours' },
  month: { zh: '个月', en: 'months' },
  m: { zh: '米', en: 'm' },
  m2: { zh: '平方米', en: 'm²' },
};

/** What a number counts; empty where the declaration says nothing. */
export function unitWord(field: Field, language: Language): string {
  return unitWordOf(field.unit ?? '', language);
}

export function unitWordOf(unit: string, language: Language): string {
  const word = kUnitWords[unit];
  return word ? fill(word, language) : unit;
}

/** 125000 with 2 decimals → 1250.00 */
export function decimalText(value: number, decimals: number): string {
  if (decimals === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** 35000.00 → 35000; what nobody typed need not be read. */
export function withoutZeros(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

function withThousands(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A value as a page shows it; empty for no value. `label` is what a reference is called. */
export function valueText(
  field: Field,
  value: Value | undefined,
  language: Language,
  units: UnitNames = {},
  label?: string | null,
): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'integer': {
      const plain = decimalText(Number(value), decimalsOf(field));
      // A year is no amount.
      const isYear = !field.unit && decimalsOf(field) === 0 && (field.maximum ?? 0) <= 9999;
      if (isYear) return plain;
      return withThousands(field.unit === 'fen' ? plain : withoutZeros(plain));
    }
    case 'boolean':
      return fill(value === true ? w.yes : w.no, language);
    case 'date':
      return formatDay(String(value), language);
    case 'reference': {
      const unit = field.ref === kUnit ? units[String(value)] : undefined;
      if (unit) return fill(unit, language);
      return label || (field.ref === kUnit ? String(value) : fill(w.unnamed, language));
    }
    case 'file':
      return label || fill(w.unnamedFile, language);
    case 'text': {
      const choice = field.choices?.find((one) => one.value === value);
      return choice ? fill(choice.title, language) : String(value);
    }
  }
}

/** A stored value as a form holds it. */
export function typedOf(field: Field, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return field.type === 'integer' ? withoutZeros(decimalText(Number(value), decimalsOf(field))) : String(value);
}

/** The stored whole number of a typed one, or why it is none. */
export function wholeOf(typed: string, decimals: number): number | undefined {
  const text = halfWidth(typed).replace(/,/g, '');
  const parts = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text);
  if (!parts) return undefined;
  const fraction = (parts[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  const number = Number(`${parts[1]}${parts[2]}${fraction.padEnd(decimals, '0')}`);
  return Number.isSafeInteger(number) ? number : undefined;
}

const kMoneyUnits = [
  ['亿元', 10],
  ['亿', 10],
  ['万元', 6],
  ['万', 6],
  ['元', 2],
] as const;

/** Fen of an amount that is in yuan unless it names its unit: 500万元. As money_of_cell reads it. */
export function fenOf(typed: string): number | undefined {
  const text = halfWidth(typed).replace(/^(¥|￥|人民币)\s*/, '');
  for (const [word, decimals] of kMoneyUnits) {
    if (text.endsWith(word)) return wholeOf(text.slice(0, -word.length), decimals);
  }
  return wholeOf(text, 2);
}

export type Read = { value: Value } | { wrong: Text };

/** What is sent for what was typed. The server checks the rest: this only says at once what the page
 *  can know. */
export function readTyped(field: Field, typed: string): Read {
  const text = typed.trim();
  if (text === '') return { value: null };
  switch (field.type) {
    case 'boolean':
      return { value: text === 'true' };
    case 'reference':
    case 'file':
      return { value: text };
    case 'date':
      return isDay(text) ? { value: text } : { wrong: w.notDay };
    case 'integer': {
      const decimals = decimalsOf(field);
      const value = field.unit === 'fen' ? fenOf(text) : wholeOf(text, decimals);
      if (value === undefined) {
        const wrong = decimals === 0 ? w.notWhole : w.notDecimal;
        return { wrong: filled(wrong, { n: decimals }) };
      }
      const { minimum, maximum } = field;
      const outside =
        (minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum);
      if (outside && minimum !== undefined && maximum !== undefined) {
        return {
          wrong: filled(w.outside, {
            low: withThousands(withoutZeros(decimalText(minimum, decimals))),
            high: withThousands(withoutZeros(decimalText(maximum, decimals))),
          }),
        };
      }
      return { value };
    }
    case 'text': {
      const length = [...text].length;
      if (field.max_length && length > field.max_length) {
        return { wrong: filled(w.tooLong, { n: field.max_length, now: length }) };
      }
      if (field.min_length && length < field.min_length) {
        return { wrong: filled(w.tooShort, { n: field.min_length }) };
      }
      if (!field.format) return { value: text };
      const code = plainCode(text, field.format);
      const wrong = formatFault(code, field.format);
      return wrong ? { wrong } : { value: code };
    }
  }
}

/** A text with its places filled, in both languages. */
export function filled(text: Text, values: Record<string, string | number>): Text {
  return { zh: fill(text, 'zh', values), en: fill(text, 'en', values) };
}
