import type { Text } from '../api/client';
import { words } from '../ui/words';

export interface MenuItem {
  to: string;
  title: Text;
  /** One of these opens it; none: everybody. */
  permissions: string[];
  /** Who has this finds it under another title. */
  unless?: string;
  /** For whoever reads this register, `any` for some: registers open by role, not by permission. */
  register?: string;
}

export const kMenu: readonly MenuItem[] = [
  { to: '/my-work', title: words.myWork, permissions: ['plan.read'] },
  { to: '/plan', title: words.plan, permissions: ['plan.read'] },
  { to: '/reports', title: words.reports, permissions: ['report.review', 'finding.read'] },
  { to: '/indicators', title: words.indicators, permissions: ['plan.read'] },
  { to: '/units', title: words.units, permissions: ['plan.read'] },
  { to: '/schools', title: words.schools, permissions: [], register: 'school' },
  { to: '/funding', title: words.funding, permissions: [], register: 'funding' },
  { to: '/supervision', title: words.supervision, permissions: ['plan.read'] },
  { to: '/collections', title: words.collections, permissions: [], register: 'any' },
  { to: '/registers', title: words.registers, permissions: [], register: 'any' },
  { to: '/admissions', title: words.admissions, permissions: ['admission.read'] },
  { to: '/bodies', title: words.bodies, permissions: ['plan.read'] },
  { to: '/changes', title: words.changes, permissions: ['plan.read'] },
  { to: '/findings', title: words.findings, permissions: ['finding.read'] },
  { to: '/drafts', title: words.drafts, permissions: ['plan.load'] },
  { to: '/admin', title: words.administration, permissions: ['account.manage'] },
  // The same page of whoever only reads what was done.
  { to: '/admin', title: words.auditTrail, permissions: ['audit.read'], unless: 'account.manage' },
  { to: '/public', title: words.publicPage, permissions: [] },
];

/** `registers`: those of which this person may read some record. */
export function menuFor(permissions: readonly string[], registers: readonly string[]): MenuItem[] {
  return kMenu.filter((item) =>
    item.register !== undefined
      ? item.register === 'any'
        ? registers.length > 0
        : registers.includes(item.register)
      : item.permissions.length === 0 ||
        (item.permissions.some((one) => permissions.includes(one)) && !permissions.includes(item.unless ?? '')),
  );
}
