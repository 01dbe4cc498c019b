// Fails if any page needs more script for its first load than the limit: the entry, what it
// imports, and the page's own chunks, all gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const kLimit_kb = 350;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist)));

const gzipped = new Map();
function size(file) {
  if (!file.endsWith('.js')) return 0;
  if (!gzipped.has(file)) gzipped.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return gzipped.get(file);
}
function needed(key, into = new Set()) {
  const chunk = manifest[key];
  if (!chunk || into.has(key)) return into;
  into.add(key);
  for (const next of chunk.imports ?? []) needed(next, into);
  return into;
}
const kb = (keys) => [...keys].reduce((sum, key) => sum + size(manifest[key].file), 0) / 1024;

const frame = needed('index.html');
const rows = [['entry', kb(frame)]];
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue;
  rows.push([key, kb(needed(key, new Set(frame)))]);
}
// Signed-in pages are shown inside the frame, which is itself loaded on demand.
const inside = Object.keys(manifest).find((key) => manifest[key].name === 'frame');
if (!inside) throw new Error('The chunk of the frame was not found in the manifest');
const outside = /\/(sign_in|invitation|public_progress)\.tsx$/;
for (const row of rows) {
  if (row[0] === 'entry' || outside.test(row[0])) continue;
  row[1] = kb(needed(row[0], needed(inside, new Set(frame))));
}
rows.sort((a, b) => b[1] - a[1]);
let failed = false;
for (const [name, value] of rows) {
  const over = value > kLimit_kb;
  failed ||= over;
  console.log(`${value.toFixed(1).padStart(7)} KB  ${name}${over ? `  OVER ${kLimit_kb} KB` : ''}`);
}
if (failed) process.exit(1);
