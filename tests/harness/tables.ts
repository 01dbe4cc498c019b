// Reads the tables people take away.
import assert from 'node:assert/strict';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** RFC 4180 with the byte order mark that spreadsheets need. */
export function read_csv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8');
  assert.equal(text[0], '\uFEFF', 'a spreadsheet would not see that this is UTF-8');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 1;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        assert.ok(at < text.length, 'a quote is not closed');
        cell += text[at];
        if (text[at] === '"') at += 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    }
    row.push(cell);
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    assert.equal(text.slice(at, at + 2), '\r\n', `row ${rows.length + 1} does not end as RFC 4180 says`);
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

function decoded(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function text_of(xml: string): string {
  return decoded([...xml.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join(''));
}

const kDay_ms = 86_400_000;

/** The first sheet, as text; numbers in a column of dates are days and become ISO dates. */
export function read_xlsx(bytes: Buffer): string[][] {
  const files = unzipSync(bytes);
  const part = (name: string) => (files[name] ? strFromU8(files[name]) : '');
  const strings = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    text_of(si),
  );
  const styles = part('xl/styles.xml');
  const own = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  );
  const formats = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(
    ([, id]) => id,
  );
  const is_date = (style: string) => {
    const id = formats[Number(style)];
    return id === '14' || /yy/.test(own.get(id) ?? '');
  };
  const rows: string[][] = [];
  for (const [, number, cells] of part('xl/worksheets/sheet1.xml').matchAll(
    /<row r="(\d+)"[^>]*?(?:\/>|>(.*?)<\/row>)/gs,
  )) {
    const row: string[] = [];
    for (const [, attributes, content] of (cells ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const letters = /r="([A-Z]+)/.exec(attributes)![1];
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const value = /<v>(.*?)<\/v>/s.exec(content ?? '')?.[1] ?? '';
      const style = /s="(\d+)"/.exec(attributes)?.[1] ?? '0';
      if (/t="inlineStr"/.test(attributes)) row[column] = text_of(content ?? '');
      else if (/t="s"/.test(attributes)) row[column] = strings[Number(value)];
      else if (value !== '' && is_date(style))
        row[column] = new Date(Date.UTC(1899, 11, 30) + Number(value) * kDay_ms).toISOString().slice(0, 10);
      else row[column] = decoded(value);
    }
    rows[Number(number) - 1] = Array.from(row, (cell) => cell ?? '');
  }
  return rows;
}

/** A workbook as spreadsheet programs save it: shared texts, days as numbers with a date style. */
export function write_xlsx(rows: (string | number | Date)[][]): Buffer {
  const texts: string[] = [];
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const letter = (column: number) => String.fromCharCode(65 + column);
  const cell = (value: string | number | Date, place: string) => {
    if (value instanceof Date) return `<c r="${place}" s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
    if (value === '') return '';
    return `<c r="${place}" t="s"><v>${texts.push(value) - 1}</v></c>`;
  };
  const sheet = rows
    .map((row, i) => `<row r="${i + 1}">${row.map((value, column) => cell(value, `${letter(column)}${i + 1}`)).join('')}</row>`)
    .join('');
  const files = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
