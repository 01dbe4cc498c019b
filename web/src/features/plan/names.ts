import type { Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';

/** Who recorded something, where it was no person. */
const kPrograms: Record<string, Text> = {
  start: { zh: '系统（载入方案）', en: 'the system (plan loaded)' },
  sample: { zh: '系统（示例数据）', en: 'the system (sample data)' },
  'command line': { zh: '管理员（命令行）', en: 'the operator (command line)' },
};

export function recorderName(by: string): Text {
  return kPrograms[by] ?? { zh: by, en: by };
}

/** Names for ids that stand in findings and duties; lists that are mostly in the cache already. */
export function useNames(enabled = true) {
  const query = { as_of: useAsOf() };
  const units = useGet('/api/units', { query, enabled });
  const commitments = useGet('/api/commitments', { query, enabled });
  const bodies = useGet('/api/bodies', { query, enabled });
  const plan = useGet('/api/plan', { query, enabled });
  return {
    unit: (id: string): Text | undefined =>
      units.data?.units.find((line) => line.unit.id === id)?.unit.short_name,
    commitment: (id: string): Text | undefined =>
      commitments.data?.commitments.find((line) => line.id === id)?.title,
    body: (id: string): Text | undefined => bodies.data?.bodies.find((body) => body.id === id)?.title,
    /** The first spelling of a scope, as the document has it. */
    scope: (id: string): string | undefined =>
      plan.data?.scopes.find((scope) => scope.id === id)?.words[0],
  };
}
