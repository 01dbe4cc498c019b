import { CFB, read } from '@e965/xlsx';
import { cellDay, kColumns_max, numberText, type Sheet, trimmed, UnreadableFile } from './workbook';
import { registerWords as w } from './words';

// The workbooks of Excel 97 to 2003 (XLS), read by SheetJS; loaded only for such a file.

/** The sheets of an XLS workbook that are not hidden and have something in them. */
export function readXls(bytes: Uint8Array): Sheet[] {
  try {
    // What is older keeps its text in the code page of a machine; other programs use the container too.
    if (!CFB.find(CFB.read(bytes, { type: 'array' }), '/Workbook')) throw new UnreadableFile(w.fileOld);
    const book = read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true });
    const from1904 = book.Workbook?.WBProps?.date1904 ?? false;
    const sheets: Sheet[] = [];
    book.SheetNames.forEach((name, place) => {
      if (book.Workbook?.Sheets?.[place]?.Hidden) return;
      const data = book.Sheets[name]?.['!data'] ?? [];
      const rows = Array.from(data, (row) => {
        const cells = Array.from(row ?? [], (cell) => {
          if (cell?.v === undefined) return '';
          if (cell.t === 'b') return cell.v ? '是' : '否';
          if (cell.t === 'n') return cellDay(String(cell.z), Number(cell.v), from1904) ?? numberText(String(cell.v));
          return cell.t === 'e' ? '' : String(cell.v).trim();
        });
        while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
        if (cells.length > kColumns_max) throw new UnreadableFile(w.fileWide);
        return cells;
      });
      const kept = trimmed(rows);
      if (kept.length > 0) sheets.push({ name, rows: kept });
    });
    return sheets;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    // With a password, or damaged.
    throw new UnreadableFile(w.fileOld);
  }
}
