import type { Schemas } from '../../api/client';
import { moneyText } from '../../ui/amounts';
import type { Language } from '../../ui/text';
import { unitWordOf } from '../register/value_text';

/** 123456 with scale 2 → 1,234.56; zeros that nobody measured are left out. */
export function scaled(value: number, scale: number): string {
  const text = (value / 10 ** scale).toFixed(scale);
  const [whole = '', fraction = ''] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = fraction.replace(/0+$/, '');
  return rest ? `${grouped}.${rest}` : grouped;
}

/** A dash for what nobody knows: it is not 0. */
export function scaledOrDash(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : scaled(value, 0);
}

const kWan_fen = 1_000_000;

export function amountText(amount: Schemas['Amount'], language: Language): string {
  // As much money is spoken of, every digit kept.
  if (amount.unit === 'fen' && amount.value >= kWan_fen) return `${moneyText(amount.value, 'wan')} ${language === 'zh' ? '万元' : '× 10,000 yuan'}`;
  const number = scaled(amount.value, amount.scale);
  const unit = unitWordOf(amount.unit, language);
  return unit ? `${number} ${unit}` : number;
}

/** One decimal, cut off: 29.97 % is not 30 %. */
export function percentText(part: number, whole: number): string {
  return (Math.floor((part * 1000) / whole) / 10).toFixed(1);
}
