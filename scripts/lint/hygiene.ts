// What must not stand in any file of the project.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kRoot, type Finding } from './sources.ts';

interface Rule {
  pattern: RegExp;
  message: string;
}

// Written in pieces so that this file does not break its own rules.
const kRules: Rule[] = [
  {
    pattern: new RegExp(`(^|[\\s"'\`=(:])/(${'wo' + 'rk'}|${'ro' + 'ot'}|home/[a-z]+)\\b`),
    message: 'a path of one machine',
  },
  {
    pattern: new RegExp(
      ['registry\\.' + 'npmjs', 'registry\\.' + 'yarnpkg', 'deb\\.' + 'debian\\.org', 'npm' + 'mirror'].join('|'),
    ),
    message: 'the host of a package registry: which one is used is a matter of the machine',
  },
  {
    pattern: new RegExp(`\\b(${'TO' + 'DO'}|${'FIX' + 'ME'}|${'XX' + 'X'})\\b`),
    message: 'unfinished work: finish it or take it out',
  },
  {
    pattern: new RegExp(`\\b(it|test|describe)\\.${'sk' + 'ip'}\\b|\\b${'DIS' + 'ABLED'}_[A-Z]|${'GTEST_' + 'SKIP'}`),
    message: 'a test that does not run',
  },
];

const kBinary = /\.(png|jpe?g|gif|ico|webp|woff2?|ttf|xlsx|zip|gz|br|pdf)$/;
const kSize_limit = 2_000_000;

export function text_findings(file: string, text: string): Finding[] {
  const findings: Finding[] = [];
  text.split('\n').forEach((content, index) => {
    for (const rule of kRules) {
      if (rule.pattern.test(content))
        findings.push({ file, line: index + 1, message: `${rule.message}: ${content.trim().slice(0, 80)}` });
    }
  });
  if (text.length > 0 && !text.endsWith('\n'))
    findings.push({ file, line: text.split('\n').length, message: 'no newline at the end of the file' });
  if (text.includes('\r\n')) findings.push({ file, line: 1, message: 'CRLF line ends' });
  return findings;
}

export function hygiene_findings(files: string[]): Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    if (kBinary.test(file)) continue;
    const bytes = readFileSync(join(kRoot, file));
    if (bytes.length > kSize_limit) findings.push({ file, line: 1, message: 'larger than 2 MB' });
    // Some tests hold input that is deliberately no UTF-8.
    if (bytes.includes(0)) continue;
    findings.push(...text_findings(file, bytes.toString('utf8')));
  }
  return findings;
}
