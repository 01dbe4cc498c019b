import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dayOfSerial, decodeCsv, numberText, readCsv, readSheets, UnreadableFile, writeCsv } from './workbook';

const kBook = {
  'xl/workbook.xml':
    '<workbook><sheets><sheet name="说明" sheetId="1" state="hidden" r:id="rId1"/><sheet name="学生&amp;班级" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/sharedStrings.xml':
    '<sst><si><t>姓名</t></si><si><r><t>李</t></r><r><t xml:space="preserve">四 &lt;</t></r><rPh sb="0" eb="1"><t>lǐ</t></rPh></si></sst>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.00&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
  'xl/worksheets/sheet2.xml':
    '<worksheet><cols><col min="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>日期</t></is></c></row>' +
    '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="0"/><c r="C3" s="1"><v>45536</v></c><c r="D3" s="2"><v>45536</v></c><c r="E3" s="3"><v>0.1</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="str"><f>A1</f><v>甲</v></c></row>' +
    '<row r="9"><c r="A9"/></row></sheetData></worksheet>',
};

const with_rows = (rows: string, after = '') => ({
  ...kBook,
  'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
});
// Of a ZIP: how an entry of its directory begins, and where its unpacked size stands in it.
const kDirectoryEntry = 0x02014b50;
const kUnpackedSize = 24;
const pack = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const wrong = async (bytes: Uint8Array) => {
  try {
    await readSheets('x', bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.text.en;
    throw error;
  }
  return '';
};

/** An XLS of Excel 97, as WPS still saves it. */
function old_book(rows: unknown[][], format = 'biff8' as const): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['说明']]), '说明');
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '学生');
  book.Workbook = { Sheets: [{ Hidden: 1 }, {}] };
  return new Uint8Array(write(book, { type: 'buffer', bookType: format }));
}

describe('an old workbook', () => {
  it('is read as a new one is: days, numbers, truths, blank rows; hidden sheets not', async () => {
    const rows = [['姓名', '编号', '出生日期', '住校'], [], [' 李四𬍡 ', 12345678901234, new Date(Date.UTC(2006, 4, 4)), true], ['', 0.1]];
    expect(await readSheets('学生.xls', old_book(rows))).toEqual([
      { name: '学生', rows: [['姓名', '编号', '出生日期', '住校'], [], ['李四𬍡', '12345678901234', '2006-05-04', '是'], ['', '0.1']] },
    ]);
  });

  it('is read by its content, whatever WPS calls it', async () => {
    expect(await readSheets('学生.et', old_book([['姓名'], ['李四']]))).toEqual([{ name: '学生', rows: [['姓名'], ['李四']] }]);
  });

  it('may be as wide as such files get, and says so if it is cut off', async () => {
    expect(await wrong(old_book([[...Array(256).keys()]]))).toBe('');
    expect(await wrong(old_book([['a']]).slice(0, 700))).toMatch(/XLSX/);
  });
});

describe('a workbook', () => {
  it('is read as a person sees it, blank rows kept, hidden sheets and trailing rows not', async () => {
    expect(await readSheets('学生.xlsx', pack(kBook))).toEqual([
      {
        name: '学生&班级',
        rows: [['姓名', '', '日期'], [], ['李四 <', '', '2024-09-01', '2024-09-01', '0.1', '是', '甲']],
      },
    ]);
  });

  it('keeps numbers exact, and shows what a spreadsheet has rounded', () => {
    expect(numberText('2024')).toBe('2024');
    expect(numberText('1250.5000000000002')).toBe('1250.5');
    expect(numberText('6.22726200805040E+17')).toMatch(/e\+17$/);
    expect(dayOfSerial(1, false)).toBe('1900-01-01');
    expect(dayOfSerial(45536.5, false)).toBe('2024-09-01 12:00');
    expect(dayOfSerial(44074, true)).toBe('2024-09-01');
  });

  it('that is none says so', async () => {
    expect(await wrong(new Uint8Array())).toMatch(/empty/);
    expect(await wrong(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))).toMatch(/XLSX/);
    expect(await wrong(new Uint8Array([0x50, 0x4b, 3, 4, 9]))).not.toBe('');
    expect(await wrong(pack({ 'word/document.xml': '<x/>' }))).not.toBe('');
  });

  it('that would unpack to more than the memory holds is refused before it is unpacked', async () => {
    const bomb = pack(kBook);
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at + 46 <= bomb.length; at += 1)
      if (view.getUint32(at, true) === kDirectoryEntry) view.setUint32(at + kUnpackedSize, 0x7fff_ffff, true);
    expect(await wrong(bomb)).toMatch(/too big/);
  });

  it('of more rows than are taken is refused, and one row far below counts as its rows', async () => {
    expect(await wrong(pack(with_rows('<row r="1000001"><c r="A1000001"><v>1</v></c></row>')))).toMatch(/More than a million/);
    expect(await wrong(pack(with_rows('<row r="99999999999"/>')))).not.toBe('');
  });

  it('shows the first of merged cells only, and of a formula what it came to, be it an error or nothing yet', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>学生情况</t></is></c><c r="B1"/><c r="C1"/></row>' +
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><f>A9/0</f><v>#DIV/0!</v></c><c r="C2"><f>A2</f></c></row>';
    const [sheet] = await readSheets('x', pack(with_rows(rows, '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>')));
    expect(sheet?.rows).toEqual([['学生情况'], ['2', '#DIV/0!', '#N/A']]);
  });

  it('with rows out of order says so', async () => {
    expect(await wrong(pack(with_rows('<row r="2"/><row r="1"/>')))).not.toBe('');
  });
});

describe('a CSV', () => {
  it('is read with quotes, separators and either encoding', async () => {
    expect(readCsv('a;"b;""c""\n d";e\r\n\n;1;\n')).toEqual([['a', 'b;"c"\n d', 'e'], [], ['', '1', '']]);
    expect(decodeCsv(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
    expect(decodeCsv(new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb]))).toBe('姓名');
    expect(await wrong(strToU8('a,"b'))).not.toBe('');
  });

  it('written and read again is the same, row numbers included', () => {
    const rows = [['表;一'], [], ['a,b', '"', 'c\nd', ''], ['', 'x']];
    expect(readCsv(writeCsv(rows))).toEqual([['表;一', '', '', ''], [], ['a,b', '"', 'c\nd', ''], ['', 'x']]);
  });
});
