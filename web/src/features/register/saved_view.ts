export interface SavedView {
  name: string;
  /** The part of the address that asks. */
  query: string;
}

const kViews_max = 20;

/** What was kept, or nothing if somebody else wrote there. */
export function readViews(kept: string | null): SavedView[] {
  try {
    const read = JSON.parse(kept ?? '[]') as unknown;
    if (!Array.isArray(read)) return [];
    return (read as Partial<SavedView>[]).filter(
      (view): view is SavedView => typeof view?.name === 'string' && typeof view.query === 'string',
    );
  } catch {
    return [];
  }
}

/** A name is used once: saving it again replaces it. The oldest goes when there are too many. */
export function addView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [view, ...withoutView(views, view.name)].slice(0, kViews_max);
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name);
}
