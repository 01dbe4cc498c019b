import type { Schemas } from '../../api/client';

// The document as the page draws it: blocks that can be drawn one at a time, each a run of lines
// and tables, each line a run of pieces that carry the marks of the drafted items. Offsets are UTF-16
// code units of the whole text, as everywhere in the API.

export type Span = Schemas['TextSpan'];

/** A stretch of the text that an item or one of its facts was read from. */
export interface Mark extends Span {
  item: string;
}

/** A stretch under the same marks. `item` is the innermost, `items` all, the innermost first. */
export interface Piece extends Span {
  item: string;
  items: string[];
}

export type Row = { kind: 'line' | 'row'; span: Span } | { kind: 'page'; span: Span };

export interface Block extends Span {
  /** For the place it takes before it is drawn. */
  lines: number;
}

const kBlock_length = 3000;
/** A line that is longer is cut, so that no block is ever large. */
const kLine_length = 6000;

/** Blocks end with a line; a table stays together unless it is very long. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let begin = 0;
  let lines = 0;
  const end = (at: number) => {
    if (at > begin) blocks.push({ begin, end: at, lines: Math.max(lines, 1) });
    begin = at;
    lines = 0;
  };
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    let next = newline < 0 ? text.length : newline + 1;
    const length = next - at;
    if (length > kLine_length) {
      end(at);
      next = cut(text, at + kLine_length);
    }
    lines += 1 + Math.floor((next - at) / 42);
    const inTable = text.slice(at, next).includes('\t');
    if (next - begin >= kBlock_length && (!inTable || next - begin >= 4 * kBlock_length)) end(next);
    at = next;
  }
  end(text.length);
  return blocks;
}

/** Never between the halves of one character. */
function cut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

/** The lines of a block, without their line ends. */
export function rowsOf(text: string, block: Span): Row[] {
  const rows: Row[] = [];
  for (let at = block.begin; at < block.end;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline >= block.end ? block.end : newline;
    const line = text.slice(at, end);
    if (line.includes('\f')) {
      rows.push({ kind: 'page', span: { begin: at, end: at } });
    }
    if (line.replace(/\f/g, '').trim() !== '') {
      rows.push({ kind: line.includes('\t') ? 'row' : 'line', span: { begin: at, end } });
    }
    at = end + 1;
  }
  return rows;
}

/** The cells of a table row. */
export function cellsOf(text: string, row: Span): Span[] {
  const cells: Span[] = [];
  let begin = row.begin;
  for (
    let at = text.indexOf('\t', begin);
    at >= 0 && at < row.end;
    at = text.indexOf('\t', begin)
  ) {
    cells.push({ begin, end: at });
    begin = at + 1;
  }
  cells.push({ begin, end: row.end });
  return cells;
}

/** Every mark of these items in the order of the text; the outer before the inner. */
export function marksOf(items: readonly Schemas['DraftItem'][]): Mark[] {
  const marks: Mark[] = [];
  for (const item of items) {
    if (item.state === 'rejected') continue;
    const seen = new Set<string>();
    const add = ({ begin, end }: Span) => {
      if (end <= begin || seen.has(`${begin}-${end}`)) return;
      seen.add(`${begin}-${end}`);
      marks.push({ begin, end, item: item.id });
    };
    item.spans.forEach(add);
    for (const fact of item.facts) fact.spans.forEach(add);
  }
  return marks.sort((a, b) => a.begin - b.begin || b.end - a.end);
}

/** Finds the marks of a stretch without looking at all of them. */
export class MarkIndex {
  private readonly marks: readonly Mark[];
  /** The furthest end of this mark and all before it. */
  private readonly reach: number[];

  constructor(marks: readonly Mark[]) {
    this.marks = marks;
    let furthest = 0;
    this.reach = marks.map((mark) => (furthest = Math.max(furthest, mark.end)));
  }

  over({ begin, end }: Span): Mark[] {
    const first = lowerBound(this.reach, begin + 1);
    const found: Mark[] = [];
    for (let at = first; at < this.marks.length; at++) {
      const mark = this.marks[at]!;
      if (mark.begin >= end) break;
      if (mark.end > begin) found.push(mark);
    }
    return found;
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cuts a stretch where marks begin and end. */
export function piecesOf(span: Span, marks: readonly Mark[]): Piece[] {
  const cuts = new Set([span.begin, span.end]);
  for (const mark of marks) {
    if (mark.begin > span.begin && mark.begin < span.end) cuts.add(mark.begin);
    if (mark.end > span.begin && mark.end < span.end) cuts.add(mark.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let at = 0; at + 1 < places.length; at++) {
    const piece = { begin: places[at]!, end: places[at + 1]! };
    const items = marks
      .filter((mark) => mark.begin <= piece.begin && mark.end >= piece.end)
      .sort((a, b) => a.end - a.begin - (b.end - b.begin))
      .map((mark) => mark.item);
    const distinct = [...new Set(items)];
    pieces.push({ ...piece, item: distinct[0] ?? '', items: distinct });
  }
  return pieces;
}

/** The block that holds a place. */
export function blockAt(blocks: readonly Block[], place: number): number {
  const after = lowerBound(
    blocks.map((block) => block.end),
    place + 1,
  );
  return Math.min(after, Math.max(blocks.length - 1, 0));
}

export function firstSpan(item: Schemas['DraftItem']): Span | undefined {
  return item.spans[0] ?? item.facts.find((fact) => fact.spans.length > 0)?.spans[0];
}
