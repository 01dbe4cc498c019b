import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/client';
import { type FileLine, type Memory, type Transport, bring } from './upload';

const line = { id: 'f', name: 'a.pdf', media_type: 'application/pdf', size_bytes: 10, sha256: '', brought_by: '', at: '' };
const file = new File(['0123456789'], 'a.pdf', { lastModified: 1 });
const no_wait = () => Promise.resolve();

function memory(): Memory {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}

const send = (
  one: { transport: Transport },
  kept: Memory = memory(),
  progress: (percent: number) => void = () => undefined,
): Promise<FileLine> => bring(file, { unit: 'u1' }, progress, one.transport, no_wait, kept);

/** A server that keeps parts of four bytes and fails where told. */
function server(fails: (part: number) => ApiProblem | undefined = () => undefined) {
  let kept = '';
  let parts = 0;
  let begun = 0;
  const view = () => ({
    id: 'u',
    name: 'a.pdf',
    size_bytes: 10,
    received_bytes: kept.length,
    part_bytes_max: 4,
    file: kept.length === 10 ? line : null,
  });
  const transport: Transport = {
    begin: () => {
      begun += 1;
      return Promise.resolve(view());
    },
    state: () => Promise.resolve(view()),
    part: async (_, offset, bytes) => {
      parts += 1;
      const failure = fails(parts);
      if (failure) throw failure;
      expect(offset).toBe(kept.length);
      kept += await bytes.text();
      return view();
    },
  };
  return { transport, kept: () => kept, begun: () => begun };
}

const refused = new ApiProblem({ status: 422, type: 'x:wrong-type', title: { zh: '', en: '' }, detail: { zh: '', en: '' } });

test('a file arrives in parts and says how far it is', async () => {
  const one = server();
  const told: number[] = [];
  expect(await send(one, memory(), (percent) => told.push(percent))).toBe(line);
  expect(one.kept()).toBe('0123456789');
  expect(told).toEqual([0, 40, 80, 100]);
});

test('a cut connection is gone on with where the server stands', async () => {
  const one = server((part) => (part === 3 ? ApiProblem.unreachable() : undefined));
  await send(one);
  expect(one.kept()).toBe('0123456789');
  expect(one.begun()).toBe(1);
});

test('what was cut off for good is resumed next time, without beginning anew', async () => {
  let online = true;
  const one = server((part) => (part > 2 && online ? ApiProblem.unreachable() : undefined));
  const kept = memory();
  await expect(send(one, kept)).rejects.toMatchObject({ status: 0 });
  expect(one.kept()).toBe('01234567');
  online = false;
  await send(one, kept);
  expect(one.kept()).toBe('0123456789');
  expect(one.begun()).toBe(1);
});

test('a refusal is final', async () => {
  const one = server(() => refused);
  const kept = memory();
  await expect(send(one, kept)).rejects.toBe(refused);
  expect(kept.get('zhijiao.upload.u1.a.pdf.10.1')).toBeNull();
});
