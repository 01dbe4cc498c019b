// clang-format, clang-tidy and "every header compiles alone", run only on what changed since it last
// passed: a file passes again without being looked at if it, all it includes and the settings are as
// they were.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { batches } from './batches.ts';
import { closure, kRoot, type Finding, type Include } from './sources.ts';

interface Compilation {
  directory: string;
  file: string;
  command: string;
}

interface Outcome {
  ok: boolean;
  output: string;
}

function run(program: string, args: string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ ok: !error, output: `${stdout}${stderr}` }),
    );
  });
}

interface Keyed {
  file: string; // relative to src/
  key: string;
}

/** Those files that have not passed the check `name` with their key before. */
function not_passed(name: string, all: Keyed[]): Keyed[] {
  const passed = join(kRoot, 'build/lint', name);
  mkdirSync(passed, { recursive: true });
  const left = all.filter(({ key }) => !existsSync(join(passed, key)));
  if (left.length > 0) console.log(`  ${name}: ${left.length} of ${all.length} files changed`);
  return left;
}

function pass(name: string, key: string): void {
  writeFileSync(join(kRoot, 'build/lint', name, key), '');
}

/** As many at a time as there are processors; a task may add to the queue. */
async function work_off<T>(queue: T[], work: (next: T) => Promise<void>): Promise<void> {
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function key_of(file: string, graph: Map<string, Include[]>, settings: string): string {
  const hash = createHash('sha256').update(settings);
  for (const part of closure(file, graph))
    hash.update(`\0${part}\0`).update(readFileSync(join(kRoot, 'src', part)));
  return hash.digest('hex');
}

/** `path:line:column: error: message` as compilers print it; whatever else failed, as it stands. */
function parse(output: string, fallback: string): Finding[] {
  const findings = new Map<string, Finding>();
  for (const line of output.split('\n')) {
    const found = /^(.+?):(\d+):\d+: (?:fatal )?error: (.*)$/.exec(line);
    if (!found) continue;
    const file = found[1].startsWith(`${kRoot}/`) ? found[1].slice(kRoot.length + 1) : found[1];
    const finding = { file, line: Number(found[2]), message: found[3] };
    findings.set(JSON.stringify(finding), finding);
  }
  if (findings.size === 0)
    return [{ file: fallback, line: 1, message: output.trim().split('\n').slice(-5).join('\n') }];
  return [...findings.values()];
}

export async function format_findings(files: string[]): Promise<Finding[]> {
  const sources = files.filter((file) => /^(src|bench)\/.*\.(hpp|cpp)$/.test(file));
  if (sources.length === 0) return [];
  const { ok, output } = await run('clang-format-19', ['--dry-run', '--Werror', ...sources], kRoot);
  return ok ? [] : parse(output, '.clang-format');
}

function compilations(): Compilation[] {
  const path = join(kRoot, 'build/debug/compile_commands.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Compilation[];
}

/** Sources that every build compiles, relative to src/. */
function sources_of(graph: Map<string, Include[]>): string[] {
  return [...graph.keys()].filter((file) => file.endsWith('.cpp') && !/_(bench|fuzz)\.cpp$/.test(file));
}

/** What a compiler must know to read any source or test of the project, without what makes code. */
function reading_flags(): string[] {
  const flags = new Set<string>();
  for (const { command } of compilations()) {
    // Only the shell's quotes go; those that belong to a definition stay.
    const words = command.replaceAll('\\"', '"').split(/\s+/);
    words.forEach((word, index) => {
      if (/^-(I|D|std=)/.test(word)) flags.add(word);
      if (word === '-isystem') flags.add(`-isystem${words[index + 1]}`);
    });
  }
  return [...flags];
}

/**
 * Every source is read with others in one go, because clang-tidy spends most of its time in the
 * headers they share. A batch that does not compile is divided until it does or is a single source.
 */
export async function tidy_findings(graph: Map<string, Include[]>): Promise<Finding[]> {
  const version = execFileSync('clang-tidy-19', ['--version'], { encoding: 'utf8' });
  const flags = reading_flags();
  const settings = [readFileSync(join(kRoot, '.clang-tidy'), 'utf8'), version, ...flags].join('\n');
  const all = sources_of(graph).map((file) => ({ file, key: key_of(file, graph, settings) }));
  const left = not_passed('clang-tidy', all);
  const keys = new Map(left.map(({ file, key }) => [file, key]));
  const folder = join(kRoot, 'build/lint/batches');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const findings: Finding[] = [];
  let made = 0;
  const queue = [false, true].flatMap((testing) =>
    batches(
      [...keys.keys()]
        .filter((file) => /(^|\/)test_|_test\.cpp$/.test(file) === testing)
        .map((file) => ({ file, text: readFileSync(join(kRoot, 'src', file), 'utf8') })),
    ),
  );
  await work_off(queue, async (files) => {
    const source = join(folder, `${(made += 1)}.cpp`);
    const lines = files.map((file) => `#include "${join(kRoot, 'src', file)}"  // NOLINT\n`);
    writeFileSync(source, lines.join(''));
    const { ok, output } = await run('clang-tidy-19', ['--quiet', source, '--', ...flags], kRoot);
    if (ok) {
      for (const file of files) pass('clang-tidy', keys.get(file)!);
    } else if (output.includes('[clang-diagnostic-error]') && files.length > 1) {
      const half = Math.ceil(files.length / 2);
      queue.unshift(files.slice(0, half), files.slice(half));
    } else {
      findings.push(...parse(output, `src/${files[0]}`));
    }
  });
  return findings;
}

/**
 * Every header compiles as if it were a source. A header x.hpp that x.cpp includes before all else
 * does when x.cpp is compiled, so only the others are compiled here.
 */
export async function header_findings(graph: Map<string, Include[]>): Promise<Finding[]> {
  const flags = reading_flags();
  const compiled = new Set(sources_of(graph));
  const proven = (header: string) => {
    const source = header.replace(/\.hpp$/, '.cpp');
    return compiled.has(source) && graph.get(source)?.[0]?.first === true &&
      graph.get(source)![0].path === header;
  };
  const all = [...graph.keys()]
    .filter((file) => file.endsWith('.hpp') && !proven(file))
    .map((file) => ({ file, key: key_of(file, graph, flags.join(' ')) }));
  const findings: Finding[] = [];
  await work_off(not_passed('headers', all), async ({ file, key }) => {
    const args = ['-fsyntax-only', '-x', 'c++', '-Wno-pragma-once-outside-header', ...flags,
      join(kRoot, 'src', file)];
    const { ok, output } = await run('clang++-19', args, kRoot);
    if (ok) pass('headers', key);
    else findings.push(...parse(output, `src/${file}`));
  });
  return findings;
}
