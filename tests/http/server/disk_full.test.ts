// A data directory on a disk of its own that is filled and emptied again. Only SQLite keeps its rows
// there; a full disk under PostgreSQL is that server's matter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { first_administrator } from '../../harness/people.ts';
import { Server, kDatabase, temporary_directory } from '../../harness/server.ts';

if (kDatabase === 'sqlite') {
  test('a full disk: writes answer 507, reads go on, and with room all is well', { timeout: 120_000 }, async () => {
    const disk = join(temporary_directory(), 'disk');
    mkdirSync(disk);
    // An ordinary user may mount in a namespace of his own.
    const namespaces = process.getuid!() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user'];
    const mount = 'mount -t tmpfs -o size=24m,mode=0700 disk "$0" && exec "$@"';
    const server = await Server.start({
      store: { data: join(disk, 'data') },
      wrapper: ['unshare', ...namespaces, '--propagation', 'private', 'sh', '-c', mount, disk],
    });
    const inside = (command: string) => {
      const enter = process.getuid!() === 0 ? ['--mount'] : ['--mount', '--user', '--preserve-credentials'];
      execFileSync('nsenter', ['--target', String(server.pid), ...enter, 'sh', '-c', command], { stdio: 'pipe' });
    };
    const { client } = await first_administrator(server);
    const create = (name: string) => client.post('/api/accounts', { name, display_name: '满'.repeat(60) });
    (await create('before')).is(201);

    inside(`dd if=/dev/zero of="${disk}/ballast" bs=64k 2>/dev/null || true`);
    let refused = 0;
    for (let number = 0; number < 400 && refused < 5; number += 1) {
      const answer = await create(`full${number}`);
      if (answer.status === 201) continue;
      answer.problem(507, 'storage-full');
      refused += 1;
    }
    assert.equal(refused, 5, 'the disk was never full');
    const names = async () =>
      new Set((await client.get('/api/accounts')).json().accounts.map(({ name }: { name: string }) => name));
    assert.ok((await names()).has('before'));
    assert.equal((await client.get('/api/roles')).status, 200);

    inside(`rm "${disk}/ballast"`);
    (await create('after')).is(201);
    assert.ok((await names()).has('after'));
  });
}
