import { describe, expect, it } from 'vitest';
import { moneyText, perMilleText } from './amounts';

describe('moneyText', () => {
  it('keeps every fen in either unit', () => {
    expect(moneyText(180_120_000, 'yuan')).toBe('1,801,200');
    expect(moneyText(180_120_000, 'wan')).toBe('180.12');
    expect(moneyText(1_234_000_001, 'yuan')).toBe('12,340,000.01');
    expect(moneyText(50, 'yuan')).toBe('0.50');
    expect(moneyText(5, 'wan')).toBe('0.000005');
    expect(moneyText(0, 'wan')).toBe('0');
  });
});

describe('perMilleText', () => {
  it('shows a dash for what nobody knows', () => {
    expect(perMilleText(299)).toBe('29.9%');
    expect(perMilleText(null)).toBe('—');
  });
});
