import type { Text } from '../api/client';

export type Language = 'zh' | 'en';
export type Values = Record<string, string | number>;

/** What these name is counted, and its thousands are set apart; a year, a row or a version has another name. */
const kCounted = new Set(['n', 'done', 'failed', 'left', 'all', 'max', 'most', 'bad', 'created', 'changed', 'same']);

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
