import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from '../../api/client';
import { countdown, formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import type { Text } from '../../api/client';

/** 逾期, 退回补充, 待我办理, 30 天内到期: in this order they are worked off. */
export type StackName = 'late' | 'returned' | 'approval' | 'due';

export interface WorkItem {
  key: string;
  stack: StackName;
  /** By it a stack is sorted; what has none comes last. */
  due?: string | null;
  /** How many things to do it stands for; 0: the head of those that follow. Default 1. */
  count?: number;
  row: ReactNode;
}

/** What one part of the program has for a person to do. */
export interface WorkPart {
  items: WorkItem[];
  of: UseQueryResult<unknown, ApiProblem>[];
}

/** The items of one stack, the earliest due first; those of one part that are due on one day stay together. */
export function stackOf(parts: WorkPart[], name: StackName): WorkItem[] {
  const last = '9999';
  return parts
    .flatMap((part) => part.items)
    .filter((item) => item.stack === name)
    .sort((a, b) => ((a.due ?? last) < (b.due ?? last) ? -1 : (a.due ?? last) > (b.due ?? last) ? 1 : 0));
}

export function countOf(items: WorkItem[]): number {
  return items.reduce((sum, item) => sum + (item.count ?? 1), 0);
}

export function WorkStack({ title, items }: { title: string; items: WorkItem[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title} count={countOf(items)}>
      <ul className="work-list">
        {items.map((item) => (
          <li key={item.key} className="work-item">
            {item.row}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** 什么事 · 为什么（第n条）· 何时 · 我的分工 · 办理. */
export function WorkRow({
  kind,
  to,
  title,
  notes = [],
  due,
  late = false,
  today,
  mark,
  children,
}: {
  kind: Text;
  to: string;
  title: ReactNode;
  notes?: ReactNode[];
  due?: ReactNode;
  late?: boolean;
  today?: string;
  mark?: ReactNode;
  children?: ReactNode;
}) {
  const { say } = useSpeech();
  const said = notes.filter((note) => note !== undefined && note !== null && note !== false && note !== '');
  return (
    <div className={late ? 'work-row edge-late' : 'work-row'}>
      <span className="work-kind">
        {mark}
        {say(kind)}
      </span>
      <div className="work-what">
        <AppLink to={to} className="row-title">
          {title}
        </AppLink>
        {said.length > 0 && (
          <span className="quiet">
            {said.map((note, place) => (
              <span key={place}>
                {place > 0 && ' · '}
                {note}
              </span>
            ))}
          </span>
        )}
      </div>
      {typeof due === 'string' && today ? <WorkDue due={due} today={today} late={late} /> : (due || <span />)}
      <div className="work-acts no-print">{children}</div>
    </div>
  );
}

/** 10月5日前 · 逾期 12 天 */
export function WorkDue({ due, today, late }: { due: string; today: string; late: boolean }) {
  const { language } = useSpeech();
  return (
    <span className="due">
      <time dateTime={due}>{formatDay(due, language)}</time>
      <span className={late ? 'due-left status-late' : 'due-left quiet'}>{countdown(due, today, language)}</span>
    </span>
  );
}
