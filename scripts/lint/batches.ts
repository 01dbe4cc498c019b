// Sources put together so that a checker reads the headers they share once. Two sources that each
// have a name of their own in an unnamed namespace cannot stand in one batch.
import type { Finding } from './sources.ts';

/** The sources of one batch have together at most this many lines. */
const kLinesMax = 9000;

export interface Source {
  file: string;
  text: string;
}

/**
 * What a source declares for itself alone, as far as it can be seen without parsing: a name this
 * misses makes a batch that does not compile, which is then divided.
 */
export function private_names(text: string): Set<string> {
  const names = new Set<string>();
  const open: string[] = [];
  // SOCI declares SQLite inside a namespace, which is empty where another has declared it before.
  if (/^#include <(soci\/sqlite3\/soci-sqlite3|sqlite3)\.h>/m.test(text)) names.add('sqlite3');
  for (const line of text.split('\n')) {
    // clang-format leaves both ends of a namespace in this shape.
    const begin = /^namespace (?:([\w:]+) )?\{$/.exec(line);
    if (begin) open.push(begin[1] ?? '');
    if (line.startsWith('}  // namespace')) open.pop();
    const space = open.join('::');
    const macro = /^#define (\w+)/.exec(line);
    if (macro) names.add(macro[1]);
    const test = /^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\((\w+), (\w+)/.exec(line);
    if (test) names.add(`${space}::${test[1]}.${test[2]}`);
    // Not names, nor macros, nor what another namespace already calls so.
    if (!open.includes('') || !/^[A-Za-z]/.test(line) || /^(template|namespace|using \w+::|[A-Z_]+\()/.test(line)) continue;
    const name = /(\w+)\s*(?:\(|=|\{|;|\[|:|$)/.exec(line.replace(/<[^()]*>/g, '').replace(/::/g, ' '));
    if (name) names.add(`${space}::${name[1]}`);
  }
  return names;
}

/** Every source in one batch, in order, each in the first that has room and none of its names. */
export function batches(sources: Source[]): string[][] {
  const made: { files: string[]; names: Set<string>; lines: number }[] = [];
  for (const { file, text } of sources) {
    const names = private_names(text);
    const lines = text.split('\n').length;
    let batch = made.find(
      (one) => one.lines + lines <= kLinesMax && [...names].every((name) => !one.names.has(name)),
    );
    if (!batch) made.push((batch = { files: [], names: new Set(), lines: 0 }));
    batch.files.push(file);
    batch.lines += lines;
    for (const name of names) batch.names.add(name);
  }
  return made.map(({ files }) => files);
}

/** Names that a source introduces and does not use: clang-tidy looks for them only outside batches. */
export function unused_name_findings(texts: Map<string, string>): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of texts) {
    if (!file.endsWith('.cpp')) continue;
    text.split('\n').forEach((line, index) => {
      const name =
        /^\s*using (?:\w+::)*\w+::(\w+);/.exec(line)?.[1] ?? /^\s*namespace (\w+) = /.exec(line)?.[1];
      if (name && uses_of(text, name) === uses_of(line, name))
        findings.push({ file: `src/${file}`, line: index + 1, message: `${name} is not used here` });
    });
  }
  return findings;
}

function uses_of(text: string, name: string): number {
  return text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
}
