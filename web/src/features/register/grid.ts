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

/** For each pasted column the column of the grid that it fills, or -1, if the first row is headings.
 *  `known`: the field that each of its cells names; `names`: those of the grid. */
export function headingsOf(
  first: readonly string[],
  known: readonly (string | null)[],
  names: readonly string[],
): number[] | undefined {
  const named = known.filter((field) => field !== null).length;
  const isHeadings = named > 0 && named * 2 >= first.filter((cell) => cell !== '').length;
  return isHeadings ? first.map((_, place) => names.indexOf(known[place] ?? '')) : undefined;
}

/** The headings whose columns found no place. */
export function leftOut(first: readonly string[], places: readonly number[] | undefined): string[] {
  return first.filter((title, place) => title !== '' && places?.[place] === -1);
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

/** The grid with a block put in from a cell on, or, where its first row is headings, by their places from
 *  that row on. `left` counts the rows that found no place. */
export function pasted(
  cells: Cells,
  block: readonly (readonly string[])[],
  at: { row: number; column: number },
  width: number,
  places?: readonly number[],
): { cells: string[][]; left: number } {
  const rows = places ? block.slice(1) : block;
  const taken = rows.slice(0, Math.max(0, kGridRows_max - at.row));
  const next = cells.map((row) => [...row]);
  taken.forEach((row, down) => {
    const place = at.row + down;
    while (next.length <= place) next.push(blank(width));
    row.forEach((cell, right) => {
      const column = places ? (places[right] ?? -1) : at.column + right;
      const line = next[place];
      if (line && column >= 0 && column < width) line[column] = cell;
    });
  });
  return { cells: withRoom(next, width), left: rows.length - taken.length };
}

/** The rows that hold something, with their places in the grid. */
export function filledRows(cells: Cells): { place: number; row: readonly string[] }[] {
  return cells.map((row, place) => ({ place, row })).filter(({ row }) => row.some((cell) => cell.trim() !== ''));
}
