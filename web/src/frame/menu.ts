import type { Text } from '../api/client';
import { words } from '../ui/words';

export interface MenuItem {
  to: string;
  title: Text;
  /** One of these opens it; none: everybody. */
  permissions: string[];
}

export const kMenu: readonly MenuItem[] = [
  { to: '/my-work', title: words.myWork, permissions: ['plan.read'] },
  { to: '/plan', title: words.plan, permissions: ['plan.read'] },
  { to: '/commitments', title: words.commitments, permissions: ['plan.read'] },
  { to: '/units', title: words.units, permissions: ['plan.read'] },
  { to: '/registers', title: words.registers, permissions: [] },
  { to: '/bodies', title: words.bodies, permissions: ['plan.read'] },
  { to: '/changes', title: words.changes, permissions: ['plan.read'] },
  { to: '/findings', title: words.findings, permissions: ['finding.read'] },
  { to: '/drafts', title: words.drafts, permissions: ['plan.load'] },
  { to: '/admin', title: words.administration, permissions: ['account.manage', 'audit.read'] },
  { to: '/public', title: words.publicPage, permissions: [] },
];

/** Registers open by role instead of by permission: whoever may read one sees the entry. */
export function menuFor(permissions: readonly string[], readsRegisters: boolean): MenuItem[] {
  return kMenu.filter((item) =>
    item.to === '/registers'
      ? readsRegisters
      : item.permissions.length === 0 || item.permissions.some((one) => permissions.includes(one)),
  );
}
