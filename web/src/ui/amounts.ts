/** Fen as yuan or as 万元, every digit kept: 180120000 → 1,801,200 or 180.12. */
export type MoneyUnit = 'yuan' | 'wan';

export function moneyText(fen: number, unit: MoneyUnit): string {
  const decimals = unit === 'wan' ? 6 : 2;
  const base = 10 ** decimals;
  const whole = String(Math.floor(fen / base)).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(fen % base).padStart(decimals, '0').replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${unit === 'yuan' ? rest.padEnd(2, '0') : rest}`;
}

/** 299 → 29.9 %; a dash where there is nothing to divide. */
export function perMilleText(perMille: number | null | undefined): string {
  return perMille === null || perMille === undefined ? '—' : `${(perMille / 10).toFixed(1)}%`;
}
