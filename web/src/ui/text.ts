import type { Text } from '../api/client';

export type Language = 'zh' | 'en';
export type Values = Record<string, string | number>;

/** Fills {name}; {n|day|days} also chooses the English form that fits the number. A text that
 *  nobody has translated is shown in the language it has. */
export function fill(text: Text, language: Language, values: Values = {}): string {
  const template = text[language] || text.zh || text.en;
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one, many) => {
    const value = values[name];
    if (value === undefined) return whole;
    // `n` counts; a year or a version has another name.
    const shown = name === 'n' && typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
    if (one === undefined) return shown;
    return `${shown} ${Number(value) === 1 ? one : many}`;
  });
}
