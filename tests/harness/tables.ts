// Reads the tables people take away.
import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';

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
