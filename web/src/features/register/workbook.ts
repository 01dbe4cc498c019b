import { unzipSync } from 'fflate';
import type { Text } from '../../api/client';
import { registerWords as w } from './words';

// Spreadsheets as rows of text, the way a person sees the cells: dates as days, whole numbers without
// an exponent. Runs in a worker: a file that is meant to hurt hurts only that.

export interface Sheet {
  name: string;
  /** Rows from the first of the sheet; blank ones are there, so that row numbers stay. */
  rows: string[][];
}

/** A file that is no table. */
export class UnreadableFile extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

const kUnpacked_bytes_max = 400_000_000;
const kRows_max = 1_000_000;
export const kColumns_max = 400;

const decoder = new TextDecoder('utf-8');

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex, decimal, name) => {
    if (name) return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name as string] ?? whole;
    const code = hex ? parseInt(hex as string, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined;
}

/** The text of all <t> within, without the reading aids of East Asian text. */
function textWithin(xml: string): string {
  const spoken = xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  let text = '';
  for (const [, piece] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) {
    text += unescapeXml(piece ?? '');
  }
  return text.replace(/_x000D_/g, '');
}

/** Numbers of built-in formats that show a day. */
function isBuiltInDay(format: number): boolean {
  return (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
}

function isDayFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase();
  return /[yd]|m(?=.*[yd])/.test(bare) && !/general/.test(bare);
}

/** Which cell styles show a day. */
function dayStyles(xml: string): boolean[] {
  const custom = new Map<number, string>();
  for (const [, attributes] of xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*)>/g)) {
    custom.set(Number(attribute(attributes ?? '', 'numFmtId')), attribute(attributes ?? '', 'formatCode') ?? '');
  }
  const cells = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return [...cells.matchAll(/<(?:\w+:)?xf\b([^>]*)>/g)].map(([, attributes]) => {
    const format = Number(attribute(attributes ?? '', 'numFmtId') ?? 0);
    const code = custom.get(format);
    return code === undefined ? isBuiltInDay(format) : isDayFormat(code);
  });
}

/** The day of a serial number of a spreadsheet; with its time if it has one. */
export function dayOfSerial(serial: number, from1904: boolean): string {
  const kDay_ms = 86_400_000;
  // Day 60 of the older system is a 29 February 1900 that never was.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  if (Number.isNaN(time.getTime())) return String(serial);
  const text = time.toISOString();
  return time.getTime() % kDay_ms === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** The day a number shows in a cell of that format, or nothing. */
export function cellDay(format: string, number: number, from1904: boolean): string | undefined {
  return isDayFormat(format) ? dayOfSerial(number, from1904) : undefined;
}

/** As a person sees it; what a spreadsheet has rounded keeps its exponent, so that it is noticed. */
export function numberText(raw: string): string {
  const number = Number(raw);
  if (raw.trim() === '' || Number.isNaN(number)) return raw;
  if (Number.isInteger(number)) return Number.isSafeInteger(number) ? String(number) : number.toExponential();
  return String(Number(number.toPrecision(15)));
}

function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return next;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

interface Book {
  shared: string[];
  days: boolean[];
  from1904: boolean;
}

function cellText(attributes: string, inside: string, book: Book): string {
  const type = attribute(attributes, 't') ?? 'n';
  if (type === 'inlineStr') return textWithin(inside);
  const raw = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside)?.[1];
  // A formula that no spreadsheet has computed yet must not pass for an empty cell.
  if (raw === undefined) return /<(?:\w+:)?f[\s>/]/.test(inside) ? '#N/A' : '';
  const value = unescapeXml(raw);
  if (type === 's') return book.shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? '是' : '否';
  if (type === 'd') return value.slice(0, 10);
  if (type !== 'n') return value;
  const style = Number(attribute(attributes, 's') ?? 0);
  return book.days[style] && value !== '' ? dayOfSerial(Number(value), book.from1904) : numberText(value);
}

function sheetRows(xml: string, book: Book): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const parts = /<(?:\w+:)?row\b([^>]*)>|<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
  for (const [, rowAttributes, cellAttributes, inside] of xml.matchAll(parts)) {
    if (rowAttributes !== undefined) {
      const number = Number(attribute(rowAttributes, 'r') ?? rows.length + 1);
      if (!(number > rows.length) || number > kRows_max + 48_576) throw new UnreadableFile(w.fileBroken);
      while (rows.length < number - 1) rows.push([]);
      row = [];
      rows.push(row);
      continue;
    }
    if (inside === undefined || cellAttributes === undefined) continue;
    const column = columnOf(attribute(cellAttributes, 'r'), row.length);
    const text = cellText(cellAttributes, inside, book).trim();
    if (text === '') continue;
    if (column >= kColumns_max) throw new UnreadableFile(w.fileWide);
    while (row.length < column) row.push('');
    row[column] = text;
  }
  return trimmed(rows);
}

/** Without the blank rows that spreadsheets keep for their format. */
export function trimmed(rows: string[][]): string[][] {
  let end = rows.length;
  while (end > 0 && (rows[end - 1] ?? []).every((cell) => cell === '')) end--;
  if (end > kRows_max) throw new UnreadableFile(w.fileLong);
  return rows.slice(0, end);
}

/** The sheets of an XLSX workbook that are not hidden and have something in them. */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  let unpacked = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        const wanted = /^xl\/(workbook|sharedStrings|styles)\.xml$|^xl\/worksheets\/[^/]+\.xml$|^xl\/_rels\/workbook\.xml\.rels$/i.test(file.name);
        if (wanted) unpacked += file.originalSize;
        if (unpacked > kUnpacked_bytes_max) throw new UnreadableFile(w.fileBig);
        return wanted;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(w.fileBroken);
  }
  const file = (name: string) => {
    const found = Object.keys(files).find((one) => one.toLowerCase() === name.toLowerCase());
    return found ? decoder.decode(files[found]) : '';
  };
  const workbook = file('xl/workbook.xml');
  if (workbook === '') throw new UnreadableFile(w.fileBroken);
  const targets = new Map<string, string>();
  for (const [, attributes] of file('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)) {
    targets.set(attribute(attributes ?? '', 'Id') ?? '', attribute(attributes ?? '', 'Target') ?? '');
  }
  const book: Book = {
    shared: [...file('xl/sharedStrings.xml').matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(
      ([, inside]) => textWithin(inside ?? ''),
    ),
    days: dayStyles(file('xl/styles.xml')),
    from1904: /<(?:\w+:)?workbookPr\b[^>]*date1904\s*=\s*["'](?:1|true)["']/.test(workbook),
  };
  const sheets: Sheet[] = [];
  for (const [, attributes = ''] of workbook.matchAll(/<(?:\w+:)?sheet\b([^>]*)>/g)) {
    if ((attribute(attributes, 'state') ?? 'visible') !== 'visible') continue;
    const target = targets.get(attribute(attributes, '(?:\\w+:)?id') ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const rows = sheetRows(file(path), book);
    if (rows.length > 0) sheets.push({ name: attribute(attributes, 'name') ?? '', rows });
  }
  return sheets;
}

/** UTF-8 with or without a byte order mark, or GB18030, as Excel and WPS save CSV. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw new UnreadableFile(w.fileEncoding);
    }
  }
}

/** RFC 4180, separated by comma, semicolon or tab, whichever the first line has most of. */
export function readCsv(text: string): string[][] {
  const first = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const separator = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) throw new UnreadableFile(w.fileQuote);
        if (text[end + 1] !== '"') break;
        end += 2;
      }
      cell = text.slice(at + 1, end).replace(/""/g, '"');
      at = end + 1;
    } else {
      cell = '';
    }
    let end = at;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
    row.push((cell + text.slice(at, end)).trim());
    if (row.length > kColumns_max) throw new UnreadableFile(w.fileWide);
    at = end;
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    rows.push(row.every((one) => one === '') ? [] : row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return trimmed(rows);
}

/** Rows as a CSV that keeps their numbers. The first line is as wide as the table: by it a reader
 *  finds the separator. */
export function writeCsv(rows: readonly string[][]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const cell = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows
    .map((row, place) => {
      const cells = place === 0 ? [...row, ...Array<string>(width - row.length).fill('')] : row;
      return `${cells.map(cell).join(',')}\r\n`;
    })
    .join('');
}

/** The sheets of a file, by what it is and not by what it is called. */
export async function readSheets(name: string, bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length === 0) throw new UnreadableFile(w.fileEmpty);
  const starts = (...signature: number[]) => signature.every((byte, place) => bytes[place] === byte);
  const sheets = starts(0xd0, 0xcf, 0x11, 0xe0)
    ? (await import('./old_workbook')).readXls(bytes)
    : starts(0x50, 0x4b)
      ? readXlsx(bytes)
      : [{ name, rows: readCsv(decodeCsv(bytes)) }];
  if (sheets.every((sheet) => sheet.rows.length === 0)) throw new UnreadableFile(w.fileEmpty);
  return sheets;
}
