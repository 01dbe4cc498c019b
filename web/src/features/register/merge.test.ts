import { describe, expect, it } from 'vitest';
import { changedFields, merge } from './merge';

describe('merge', () => {
  const base = { name: '李四', address: '', phone: '1' };

  it('takes from each what only he changed', () => {
    const merged = merge(base, { ...base, name: '李五' }, { ...base, address: '水洛镇' });
    expect(merged.typed).toEqual({ name: '李五', address: '水洛镇', phone: '1' });
    expect(merged.taken).toEqual(['address']);
    expect(merged.conflicts).toEqual([]);
  });

  it('asks where both typed something different', () => {
    const merged = merge(base, { ...base, address: '万泉镇' }, { ...base, address: '韩店镇' });
    expect(merged.conflicts).toEqual([{ field: 'address', base: '', mine: '万泉镇', theirs: '韩店镇' }]);
    expect(merged.typed.address).toBe('万泉镇');
  });

  it('has nothing to ask where both typed the same', () => {
    const same = { ...base, address: '水洛镇' };
    expect(merge(base, same, same)).toEqual({ typed: same, taken: [], conflicts: [] });
  });

  it('counts an emptied field as a change', () => {
    expect(merge(base, base, { ...base, phone: '' }).typed.phone).toBe('');
    expect(changedFields(base, { ...base, phone: '' })).toEqual(['phone']);
  });
});
