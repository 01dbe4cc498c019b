// Cells as they are typed or pasted: rows of texts under fixed columns.

export type Cells = readonly (readonly string[])[];

export const kGridRows_max = 200;

/** What a spreadsheet puts on the clipboard: rows by line, cells by tab; a cell with a break in it stands
 *  in quotes. */
export function readClipboard(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows[rows.length - 1]?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  // The clipboard ends with a break.
  if (rows[rows.length - 1]?.join('') === '') rows.pop();
  return rows.map((row) => row.map((one) => one.trim()));
}

/** For each pasted column the column of the grid that has its heading, if the first row is headings. */
export function headingsOf(first: readonly string[], titles: readonly string[]): number[] | undefined {
  const places = first.map((cell) => titles.indexOf(cell));
  const known = places.filter((place) => place >= 0).length;
  return known > 0 && known * 2 >= first.filter((cell) => cell !== '').length ? places : undefined;
}

function blank(width: number): string[] {
  return Array.from({ length: width }, () => '');
}

/** Always some empty rows at the end to type into. */
export function withRoom(cells: Cells, width: number): string[][] {
  const kept = cells.map((row) => [...row]);
  while (kept.length > 0 && kept[kept.length - 1]?.every((cell) => cell === '')) kept.pop();
  const room = Math.min(kGridRows_max - kept.length, Math.max(1, 5 - kept.length));
  return [...kept, ...Array.from({ length: Math.max(0, room) }, () => blank(width))];
}

/** The grid with a block put in from a cell on, or by its headings from that row on. `left` counts the rows
 *  that found no place. */
export function pasted(
  cells: Cells,
  block: readonly (readonly string[])[],
  at: { row: number; column: number },
  titles: readonly string[],
): { cells: string[][]; left: number } {
  const places = headingsOf(block[0] ?? [], titles);
  const rows = places ? block.slice(1) : block;
  const taken = rows.slice(0, Math.max(0, kGridRows_max - at.row));
  const next = cells.map((row) => [...row]);
  taken.forEach((row, down) => {
    const place = at.row + down;
    while (next.length <= place) next.push(blank(titles.length));
    row.forEach((cell, right) => {
      const column = places ? (places[right] ?? -1) : at.column + right;
      const line = next[place];
      if (line && column >= 0 && column < titles.length) line[column] = cell;
    });
  });
  return { cells: withRoom(next, titles.length), left: rows.length - taken.length };
}

/** The rows that hold something, with their places in the grid. */
export function filledRows(cells: Cells): { place: number; row: readonly string[] }[] {
  return cells.map((row, place) => ({ place, row })).filter(({ row }) => row.some((cell) => cell.trim() !== ''));
}
