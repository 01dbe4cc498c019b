import type { Schemas } from '../../api/client';

type Finding = Schemas['Finding'];
export type Severity = Schemas['Severity'];

export const kSeverities: readonly Severity[] = ['error', 'warning', 'note'];

export interface RuleGroup {
  rule: string;
  severity: Severity;
  title: Finding['title'];
  /** If all say the same. */
  advice: Finding['advice'] | undefined;
  findings: Finding[];
}

/** One group a rule, the gravest first; the order inside stays that of the check. */
export function groupByRule(findings: readonly Finding[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) {
      group.findings.push(finding);
      if (group.advice?.zh !== finding.advice.zh) group.advice = undefined;
      if (kSeverities.indexOf(finding.severity) < kSeverities.indexOf(group.severity)) {
        group.severity = finding.severity;
      }
    } else {
      groups.set(finding.rule, {
        rule: finding.rule,
        severity: finding.severity,
        title: finding.title,
        advice: finding.advice,
        findings: [finding],
      });
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      kSeverities.indexOf(a.severity) - kSeverities.indexOf(b.severity) ||
      b.findings.length - a.findings.length,
  );
}
