// clang-format, clang-tidy and "every header compiles alone", run only on what changed since it last
// passed: a file passes again without being looked at if it, all it includes and the settings are as
// they were.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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

/** Runs `check` on those items that have not passed with this key before, a few at a time. */
async function unless_passed<T>(
  name: string,
  items: { item: T; key: string }[],
  check: (item: T) => Promise<Finding[]>,
): Promise<Finding[]> {
  const passed = join(kRoot, 'build/lint', name);
  mkdirSync(passed, { recursive: true });
  const left = items.filter(({ key }) => !existsSync(join(passed, key)));
  if (left.length > 0) console.log(`  ${name}: ${left.length} of ${items.length} files changed`);
  const findings: Finding[] = [];
  const queue = [...left];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const found = await check(next.item);
      if (found.length === 0) writeFileSync(join(passed, next.key), '');
      findings.push(...found);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return findings;
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

export async function tidy_findings(graph: Map<string, Include[]>): Promise<Finding[]> {
  const version = execFileSync('clang-tidy-19', ['--version'], { encoding: 'utf8' });
  const settings = readFileSync(join(kRoot, '.clang-tidy'), 'utf8') + version;
  const items = compilations()
    .filter(({ file }) => file.startsWith(`${kRoot}/src/`))
    .map(({ file, command }) => {
      const relative = file.slice(`${kRoot}/src/`.length);
      return { item: relative, key: key_of(relative, graph, settings + command) };
    });
  return unless_passed('clang-tidy', items, async (file) => {
    const args = ['-p', join(kRoot, 'build/debug'), '--quiet', join(kRoot, 'src', file)];
    const { ok, output } = await run('clang-tidy-19', args, kRoot);
    return ok ? [] : parse(output, `src/${file}`);
  });
}

/** Compiles every header as if it were a source, with the flags of a source of its folder. */
export async function header_findings(graph: Map<string, Include[]>): Promise<Finding[]> {
  const flags = new Map<string, string[]>(); // folder → what its sources are compiled with
  for (const { file, command } of compilations()) {
    if (!file.startsWith(`${kRoot}/src/`)) continue;
    const folder = file.slice(`${kRoot}/src/`.length).split('/')[0];
    // The flags of the source that needs most stand for the folder.
    // A header that needs a path of this build is none; so definitions with quotes stay out, but
    // for the place where tests find their fixtures.
    const own = command
      .split(/\s+/)
      .filter((word) => /^-(I|D|std=|isystem)|^\/usr\/include/.test(word) && !word.includes('"'));
    if (own.length >= (flags.get(folder)?.length ?? 0)) flags.set(folder, own);
  }
  const items = [...graph.keys()]
    .filter((file) => file.endsWith('.hpp') && flags.has(file.split('/')[0]))
    .map((file) => ({ item: file, key: key_of(file, graph, flags.get(file.split('/')[0])!.join(' ')) }));
  return unless_passed('headers', items, async (file) => {
    const own = flags.get(file.split('/')[0])!;
    const args = ['-fsyntax-only', '-x', 'c++', '-Wno-pragma-once-outside-header',
      '-DZHIJIAO_SOURCE_DIR=""', ...own, join(kRoot, 'src', file)];
    const { ok, output } = await run('clang++-19', args, kRoot);
    return ok ? [] : parse(output, `src/${file}`);
  });
}
