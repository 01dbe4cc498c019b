import type { Schemas, Text } from '../api/client';

export type Status = Schemas['Status'];
export type StatusCounts = Schemas['StatusCounts'];

/** In the order of the legend, which is that of the API. */
export const kStatuses: readonly Status[] = [
  'not_begun',
  'on_course',
  'due_soon',
  'late',
  'closed',
  'condition_pending',
  'extended',
  'routine',
  'ended',
];

/** What must be looked at first comes first in lists. */
const kUrgency: readonly Status[] = [
  'late',
  'due_soon',
  'condition_pending',
  'not_begun',
  'extended',
  'on_course',
  'routine',
  'closed',
  'ended',
];

export const kStatusWords: Record<Status, Text> = {
  not_begun: { zh: '未启动', en: 'Not begun' },
  on_course: { zh: '推进中', en: 'On course' },
  due_soon: { zh: '临近时限', en: 'Due soon' },
  late: { zh: '逾期', en: 'Late' },
  closed: { zh: '已销号', en: 'Closed' },
  condition_pending: { zh: '条件未触发', en: 'Condition not met' },
  extended: { zh: '已延期', en: 'Extended' },
  routine: { zh: '转常态化', en: 'Routine' },
  ended: { zh: '已终止', en: 'Ended' },
};

/** As plain text, for messages that are forwarded. */
export const kStatusShapes: Record<Status, string> = {
  not_begun: '○',
  on_course: '●',
  due_soon: '▲',
  late: '■',
  closed: '✓',
  condition_pending: '◇',
  extended: '⇢',
  routine: '↻',
  ended: '⊗',
};

export function isStatus(text: string): text is Status {
  return (kStatuses as readonly string[]).includes(text);
}

export function urgency(status: Status): number {
  return kUrgency.indexOf(status);
}

export function byUrgency(a: Status, b: Status): number {
  return urgency(a) - urgency(b);
}

export function total(counts: StatusCounts): number {
  return kStatuses.reduce((sum, status) => sum + counts[status], 0);
}

/** Statuses that nobody has to work on any more. */
export function isDone(status: Status): boolean {
  return status === 'closed' || status === 'routine' || status === 'ended';
}

export function openCount(counts: StatusCounts): number {
  return total(counts) - counts.closed - counts.routine - counts.ended;
}

export function emptyCounts(): StatusCounts {
  return {
    not_begun: 0,
    on_course: 0,
    due_soon: 0,
    late: 0,
    closed: 0,
    condition_pending: 0,
    extended: 0,
    routine: 0,
    ended: 0,
  };
}
