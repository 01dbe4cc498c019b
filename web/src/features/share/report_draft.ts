import type { Schemas } from '../../api/client';
import { stored } from '../../ui/stored';
import { type Cell, type Content, type Milestone, sameContent } from './report_content';

// What somebody typed into a report and has not saved, kept in the browser. It keeps what it is based
// on, so that what a colleague saved meanwhile is merged with it and not a reason to drop either.

export interface ReportBase {
  /** 0: nothing was stored. */
  version: number;
  content: Content;
}

export interface ReportDraft {
  base: ReportBase;
  content: Content;
  /** The files it names that no stored report has yet: how they are called. */
  brought: Schemas['FileLine'][];
}

function isContent(value: unknown): value is Content {
  const content = value as Partial<Content> | null | undefined;
  return (
    typeof content?.text === 'string' &&
    Array.isArray(content.ticks) &&
    Array.isArray(content.quantities) &&
    Array.isArray(content.files)
  );
}

/** Without what belongs to milestones that were taken out of the list meanwhile. */
function fitted(content: Content, milestones: readonly Milestone[]): Content {
  const known = new Set(milestones.map((milestone) => milestone.id));
  return {
    ...content,
    ticks: content.ticks.filter((tick) => known.has(tick.milestone)),
    quantities: content.quantities.filter((quantity) => known.has(quantity.milestone)),
  };
}

export function readReportDraft(key: string, milestones: readonly Milestone[]): ReportDraft | undefined {
  const kept = stored.get(key);
  if (kept === null) return undefined;
  try {
    const draft = JSON.parse(kept) as Partial<ReportDraft> | null;
    const { base, content, brought } = draft ?? {};
    if (typeof base?.version !== 'number' || !isContent(base.content) || !isContent(content)) return undefined;
    return {
      base: { version: base.version, content: fitted(base.content, milestones) },
      content: fitted(content, milestones),
      brought: Array.isArray(brought) ? brought.filter((file) => typeof file?.id === 'string') : [],
    };
  } catch {
    return undefined;
  }
}

/** Keeps a draft, or forgets it once it says nothing new. */
export function keepReportDraft(key: string, draft: ReportDraft, cells: readonly Cell[]): void {
  if (sameContent(draft.base.content, draft.content, cells)) stored.remove(key);
  else stored.set(key, JSON.stringify(draft));
}
