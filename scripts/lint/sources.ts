// The files of the project and who includes whom.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const kRoot = join(import.meta.dirname, '../..');

export interface Finding {
  file: string;
  line: number;
  message: string;
}

/** Everything that is, or would be, committed. */
export function project_files(): string[] {
  const listed = execFileSync(
    'git',
    // The clone may belong to another user, as in a container.
    ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: kRoot, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return listed.split('\0').filter((file) => file && existsSync(join(kRoot, file)));
}

export interface Include {
  line: number;
  path: string; // as written, relative to src/
  first: boolean; // nothing is included before it, from outside neither
}

/** Text of C++ files by path relative to src/ → the project's own headers they include. */
export function include_graph(texts: Map<string, string>): Map<string, Include[]> {
  const graph = new Map<string, Include[]>();
  for (const [file, text] of texts) {
    const includes: Include[] = [];
    const lines = text.split('\n');
    const first = lines.findIndex((line) => /^\s*#\s*include/.test(line));
    lines.forEach((line, index) => {
      const found = /^\s*#\s*include\s*"([^"]+)"/.exec(line);
      if (found) includes.push({ line: index + 1, path: found[1], first: index === first });
    });
    graph.set(file, includes);
  }
  return graph;
}

export function cpp_texts(files: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) {
    if (/^src\/.*\.(hpp|cpp)$/.test(file))
      texts.set(file.slice('src/'.length), readFileSync(join(kRoot, file), 'utf8'));
  }
  return texts;
}

/** The file and every project header it includes, directly or not. */
export function closure(file: string, graph: Map<string, Include[]>): string[] {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name) || !graph.has(name)) return;
    seen.add(name);
    for (const include of graph.get(name)!) visit(include.path);
  };
  visit(file);
  return [...seen].sort();
}
