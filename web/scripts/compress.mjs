// Writes .gz and .br beside every text file of dist, so that the server only sends bytes.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const kText = /\.(js|css|html|svg|json|webmanifest)$/;
const kSmallestWorthIt = 512;

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

for (const path of [...files(dist)]) {
  // index.html gets a fresh nonce on every answer and cannot be compressed beforehand.
  if (!kText.test(path) || path.endsWith('index.html')) continue;
  const bytes = readFileSync(path);
  if (bytes.length < kSmallestWorthIt) {
    rmSync(`${path}.gz`, { force: true });
    continue;
  }
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}
