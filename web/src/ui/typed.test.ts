import { expect, it, vi } from 'vitest';
import { stored } from './stored';
import { forgetTyped, typedKey } from './typed';

it('who signs out leaves nothing of what he typed, and what others typed stays', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      key: (place: number) => [...kept.keys()][place] ?? null,
      get length() {
        return kept.size;
      },
    },
  });
  stored.set(typedKey('u1', 'instruction'), '批示');
  stored.set(typedKey('u1', 'report.s.2026-11'), '进展');
  stored.set(typedKey('u12', 'instruction'), '另一人');
  stored.set('zhijiao.language', 'zh');
  forgetTyped('u1');
  expect([...kept.keys()]).toEqual([typedKey('u12', 'instruction'), 'zhijiao.language']);
});
