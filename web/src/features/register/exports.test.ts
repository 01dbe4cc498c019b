import { describe, expect, it } from 'vitest';
import { sizeText } from './exports';

describe('sizeText', () => {
  it('says how large a file is in the unit people use', () => {
    expect([12, 2048, 24_150_134].map(sizeText)).toEqual(['12 B', '2 KB', '23.0 MB']);
  });
});
