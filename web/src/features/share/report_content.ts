import type { Schemas } from '../../api/client';

// What stands in a report, cell by cell: a cell is what two people may change at the same time and
// what an office asks for.

export type Content = Schemas['ReportContent'];
export type Milestone = Schemas['Milestone'];
export type Cell = string; // text, files, sign_off, or the id of a milestone

/** All cells of a report with these milestones. */
export function cellsOf(milestones: readonly Milestone[]): Cell[] {
  return [...milestones.map((milestone) => milestone.id), 'text', 'sign_off', 'files'];
}

function value(content: Content, cell: Cell): string {
  if (cell === 'text') return content.text;
  if (cell === 'files') return JSON.stringify(content.files);
  if (cell === 'sign_off') {
    const sign = content.signed_off;
    return JSON.stringify([sign?.who ?? '', sign?.on ?? '', sign?.file ?? '']);
  }
  const tick = content.ticks.find((one) => one.milestone === cell);
  const quantity = content.quantities.find((one) => one.milestone === cell);
  return JSON.stringify([tick?.on ?? '', tick?.note ?? '', quantity?.value ?? '']);
}

/** `content` with one cell as it is in `from`. */
export function withCell(content: Content, from: Content, cell: Cell): Content {
  if (cell === 'text') return { ...content, text: from.text };
  if (cell === 'files') return { ...content, files: from.files };
  if (cell === 'sign_off') return { ...content, signed_off: from.signed_off };
  const others = <T extends { milestone: string }>(mine: T[], theirs: T[]) => [
    ...mine.filter((one) => one.milestone !== cell),
    ...theirs.filter((one) => one.milestone === cell),
  ];
  return {
    ...content,
    ticks: others(content.ticks, from.ticks),
    quantities: others(content.quantities, from.quantities),
  };
}

export interface Merged {
  content: Content;
  /** Cells that only the other changed: taken over. */
  taken: Cell[];
  /** Cells that both changed differently: mine stand, the person decides. */
  conflicts: Cell[];
}

/** Both began with `base`. */
export function merge(base: Content, mine: Content, theirs: Content, cells: readonly Cell[]): Merged {
  let content = mine;
  const taken: Cell[] = [];
  const conflicts: Cell[] = [];
  for (const cell of cells) {
    const was = value(base, cell);
    const other = value(theirs, cell);
    if (other === was || other === value(mine, cell)) continue;
    if (value(mine, cell) === was) {
      content = withCell(content, theirs, cell);
      taken.push(cell);
    } else {
      conflicts.push(cell);
    }
  }
  return { content, taken, conflicts };
}

export function sameContent(a: Content, b: Content, cells: readonly Cell[]): boolean {
  return cells.every((cell) => value(a, cell) === value(b, cell));
}

/** Ticked on `day`, or no longer ticked. */
export function ticked(content: Content, milestone: string, day: string | undefined): Content {
  const ticks = content.ticks.filter((tick) => tick.milestone !== milestone);
  const before = content.ticks.find((tick) => tick.milestone === milestone);
  return {
    ...content,
    ticks: day === undefined ? ticks : [...ticks, { note: null, ...before, milestone, on: day }],
  };
}

export function noted(content: Content, milestone: string, note: string): Content {
  return {
    ...content,
    ticks: content.ticks.map((tick) =>
      tick.milestone === milestone ? { ...tick, note: note === '' ? null : note } : tick,
    ),
  };
}

/** Counted up to `typed`; without digits there is no number. */
export function counted(content: Content, milestone: string, typed: string): Content {
  return { ...content, quantities: countedIn(content.quantities, milestone, typed) };
}

export function countedIn(
  all: readonly Schemas['Quantity'][],
  milestone: string,
  typed: string,
): Schemas['Quantity'][] {
  const quantities = all.filter((quantity) => quantity.milestone !== milestone);
  const digits = typed.replace(/\D/g, '').slice(0, 13);
  return digits === '' ? quantities : [...quantities, { milestone, value: Number(digits) }];
}

/** As the server counts them. */
export function characters(text: string): number {
  return [...text].length;
}

/** `more` on lines of its own after `text`. */
export function afterText(text: string, more: string): string {
  if (more === '') return text;
  const written = text.replace(/\s+$/, '');
  return written === '' ? more : `${written}\n${more}`;
}

/** With these files too, each once. */
export function withFiles(content: Content, files: readonly { id: string }[]): Content {
  const more = files.map((file) => file.id).filter((id) => !content.files.includes(id));
  return { ...content, files: [...content.files, ...new Set(more)] };
}

/** The next report to look at after `share` in the order of the list, beginning again at its top. */
export function nextToReview(
  lines: readonly Schemas['ReportLine'][],
  share: string,
): Schemas['ReportLine'] | undefined {
  const at = lines.findIndex((line) => line.share.id === share);
  const waiting = (line: Schemas['ReportLine']) =>
    line.state === 'submitted' && line.share.id !== share;
  return lines.slice(at + 1).find(waiting) ?? lines.slice(0, Math.max(at, 0)).find(waiting);
}
