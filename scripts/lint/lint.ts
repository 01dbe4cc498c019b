// Runs every check of the text of the project; prints what is wrong as file:line and a last line
// "lint: N passed, N failed".
import { unused_name_findings } from './batches.ts';
import { hygiene_findings } from './hygiene.ts';
import { cycle_findings, layer_findings } from './layers.ts';
import { cpp_texts, include_graph, project_files, type Finding } from './sources.ts';
import { format_findings, header_findings, tidy_findings } from './tools.ts';

const files = project_files();
const texts = cpp_texts(files);
const graph = include_graph(texts);

const checks: [string, () => Finding[] | Promise<Finding[]>][] = [
  ['hygiene', () => hygiene_findings(files)],
  ['direction of dependency', () => layer_findings(graph)],
  ['include cycles', () => cycle_findings(graph)],
  ['unused names', () => unused_name_findings(texts)],
  ['clang-format', () => format_findings(files)],
  ['headers compile alone', () => header_findings(graph)],
  ['clang-tidy', () => tidy_findings(graph)],
];

let failed = 0;
for (const [name, check] of checks) {
  const started = Date.now();
  const findings = await check();
  // A fault in a header is found once for every source that includes it.
  const lines = new Set(findings.map(({ file, line, message }) => `${file}:${line}: ${message}`));
  for (const line of [...lines].sort()) console.log(line);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${findings.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (findings.length > 0) failed += 1;
}
console.log(`lint: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
