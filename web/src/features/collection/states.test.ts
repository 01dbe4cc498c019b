import { describe, expect, it } from 'vitest';
import { figureText } from './states';

const kFen = { unit: 'fen', scale: 0 };

describe('figureText', () => {
  it('is money in yuan, and in 万元 from a million yuan on', () => {
    expect(figureText(25_100_000, kFen, 'zh')).toBe('251,000元');
    expect(figureText(25_100_050, kFen, 'zh')).toBe('251,000.50元');
    expect(figureText(328_700_000, kFen, 'zh')).toBe('328.7万元');
    expect(figureText(328_700_000, kFen, 'en')).toBe('3,287,000 yuan');
  });

  it('is a number in its scale otherwise', () => {
    expect(figureText(12_345, { unit: 'person', scale: 0 }, 'zh')).toBe('12,345');
    expect(figureText(1_234_550, { unit: 'm2', scale: 2 }, 'zh')).toBe('12,345.5');
  });
});
