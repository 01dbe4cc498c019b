// A number as people write it and as a plan holds it: an integer of 1/10^scale.

export interface Scaled {
  low?: number | null;
  high?: number | null;
  scale: number;
}

const kDecimal = /^-?\d{1,15}(?:\.\d{1,9})?$/;

export function isDecimal(text: string): boolean {
  return kDecimal.test(text.trim());
}

/** 25 at scale 1 → 2.5 */
export function decimalOf(value: number | null | undefined, scale: number): string {
  if (value === null || value === undefined) return '';
  if (scale === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const whole = digits.slice(0, -scale);
  return `${value < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Both bounds share one scale; undefined if one of them is no number. Empty means absent. */
export function scaledOf(low: string, high: string): Scaled | undefined {
  const texts = [low.trim(), high.trim()];
  if (texts.some((text) => text !== '' && !isDecimal(text))) return undefined;
  const scale = Math.max(...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const [lowValue, highValue] = texts.map((text) => {
    if (text === '') return null;
    const [whole = '', fraction = ''] = text.split('.');
    return Number(whole + fraction.padEnd(scale, '0'));
  });
  if ([lowValue, highValue].some((value) => value != null && !Number.isSafeInteger(value)))
    return undefined;
  return { low: lowValue, high: highValue, scale };
}
