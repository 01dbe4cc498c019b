import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { Server, kRoot, temporary_directory } from '../../harness/server.ts';

const server = await Server.start();

test('the description is of OpenAPI 3.1 and every operation says what it is', async () => {
  const document = (await new Client(server).get('/api/openapi.json')).json();
  assert.match(document.openapi, /^3\.1\./);
  const ids = new Set<string>();
  for (const { operation, method, path } of (await new Client(server).contract()).operations()) {
    assert.ok(operation.operationId && !ids.has(operation.operationId), `${method} ${path}`);
    ids.add(operation.operationId);
    assert.ok(operation.tags.length > 0, `${method} ${path} has no tag`);
    assert.ok((operation as { summary?: string }).summary, `${method} ${path} has no summary`);
  }
});

test('the types of the web page are those of this API', async () => {
  const document = await (await fetch(`${server.address}/api/openapi.json`)).text();
  // The generator writes beside itself, so it works in a copy.
  const copy = temporary_directory();
  cpSync(join(kRoot, 'web/scripts'), join(copy, 'scripts'), { recursive: true });
  mkdirSync(join(copy, 'src/api'), { recursive: true });
  symlinkSync(join(kRoot, 'web/node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}\n');
  writeFileSync(join(copy, 'openapi.json'), document);
  execFileSync(process.execPath, ['scripts/api.mjs', 'openapi.json'], { cwd: copy, stdio: 'pipe' });
  const [kept, made] = [kRoot + '/web', copy].map((folder) =>
    readFileSync(join(folder, 'src/api/schema.d.ts'), 'utf8'),
  );
  // Not compared as values: the difference would fill the screen.
  assert.ok(kept === made, 'they are old; run: npm --prefix web run api -- openapi.json');
});
