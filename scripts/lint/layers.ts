// Who may include whom: folders stand on those before them, and within a capability a request goes
// from _http to _service to _store and never back.
import type { Finding, Include } from './sources.ts';

/** Folders of src/ in the direction of dependency; those on one line do not know each other. */
const kLayers = [
  ['base'],
  ['db', 'http', 'document', 'yaml'],
  ['access', 'allocation_files'],
  ['notice'],
  ['plan', 'file'],
  ['register', 'draft', 'supervision'],
  ['parameter'],
  ['indicator'],
  ['sample', 'education', 'finance', 'share', 'admission', 'collection'],
  ['calendar'],
  ['program'],
];

const kSteps = ['store', 'service', 'http'];

function folder_of(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return 'main'; // src/main.cpp and what wires with it
  return parts[0] === 'engines' ? `engines/${parts[1]}` : parts[0];
}

function layer_of(folder: string): number {
  if (folder === 'main') return kLayers.length;
  return kLayers.findIndex((layer) => layer.includes(folder));
}

/** store, service, http, or nothing for files that are none of these. */
function step_of(file: string): number {
  const name = file.split('/').at(-1)!.replace(/(_test|_bench)?\.(hpp|cpp)$/, '');
  return kSteps.findIndex((step) => name === step || name.endsWith(`_${step}`));
}

export function layer_findings(graph: Map<string, Include[]>): Finding[] {
  const findings: Finding[] = [];
  const unknown = new Set<string>();
  for (const [file, includes] of graph) {
    const from = folder_of(file);
    if (!from.startsWith('engines/') && layer_of(from) < 0 && !unknown.has(from)) {
      unknown.add(from);
      findings.push({
        file: `src/${file}`,
        line: 1,
        message: `folder ${from} has no place yet in the direction of dependency (scripts/lint/layers.ts)`,
      });
    }
    for (const { line, path } of includes) {
      const report = (message: string) => findings.push({ file: `src/${file}`, line, message });
      if (!graph.has(path)) {
        report(`"${path}" is not a file below src/ (write it relative to src/)`);
        continue;
      }
      const to = folder_of(path);
      if (to === from) {
        const step = step_of(file);
        if (step >= 0 && step_of(path) > step)
          report(`a ${kSteps[step]} must not know the ${kSteps[step_of(path)]}: "${path}"`);
        continue;
      }
      if (from.startsWith('engines/')) {
        if (to !== 'base') report(`an engine knows nobody, but this one includes "${path}"`);
        continue;
      }
      if (to.startsWith('engines/')) {
        if (layer_of(from) >= 0 && layer_of(from) < 2) report(`${from} must not know "${path}"`);
        continue;
      }
      if (layer_of(from) >= 0 && layer_of(to) >= layer_of(from))
        report(`${from} must not depend on ${to}: "${path}"`);
      // Layer 2 and up are capabilities; who wires the program makes their stores.
      else if (from !== 'main' && from !== 'program' && layer_of(to) >= 2 && step_of(path) === kSteps.indexOf('store'))
        report(`${from} must call the service of ${to}, not its store: "${path}"`);
    }
  }
  return findings;
}

export function cycle_findings(graph: Map<string, Include[]>): Finding[] {
  const findings: Finding[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (file: string) => {
    state.set(file, 'open');
    path.push(file);
    for (const include of graph.get(file) ?? []) {
      if (!graph.has(include.path)) continue;
      if (state.get(include.path) === 'open') {
        const cycle = [...path.slice(path.indexOf(include.path)), include.path];
        findings.push({
          file: `src/${file}`,
          line: include.line,
          message: `include cycle: ${cycle.join(' → ')}`,
        });
      } else if (!state.has(include.path)) {
        visit(include.path);
      }
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return findings;
}
