import type { Text } from '../api/client';

export type Language = 'zh' | 'en';
export type Values = Record<string, string | number>;

/** What these name is counted, and its thousands are set apart; a year, a row or a version has another name. */
const kCounted = new Set(['n', 'done', 'failed', 'left', 'all', 'max', 'most', 'bad', 'created', 'changed', 'same']);

const kDigits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一, 十二, 二十 as documents number their parts; plain figures in English and above 99. */
export function numeral(n: number, language: Language): string {
  if (language !== 'zh' || !Number.isInteger(n) || n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? kDigits[tens] : ''}${tens > 0 ? '十' : ''}${kDigits[n % 10]}`;
}

/** Fills {name}; {n|day|days} also chooses the English form that fits the number. A text that
 *  nobody has translated is shown in the language it has. */
export function fill(text: Text, language: Language, values: Values = {}): string {
  const template = text[language] || text.zh || text.en;
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one, many) => {
    const value = values[name];
    if (value === undefined) return whole;
    const shown = kCounted.has(name) && typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
    if (one === undefined) return shown;
    return `${shown} ${Number(value) === 1 ? one : many}`;
  });
}
