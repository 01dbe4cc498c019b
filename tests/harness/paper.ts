// What an office does with a letter: opens it in its word processor, prints it, stamps and scans it.
import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import { temporary_directory } from './server.ts';

/** The PDF that LibreOffice makes of a DOCX. It takes seconds, in which the test must see that a server
 *  closes a connection. */
export async function printed(docx: Buffer, name = 'letter'): Promise<string> {
  const folder = temporary_directory();
  const file = join(folder, `${name}.docx`);
  writeFileSync(file, docx);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
  return join(folder, `${name}.pdf`);
}

/** A page of it as a photo. */
export function photographed(pdf: string, page = 1): string {
  const picture = pdf.replace(/\.pdf$/, '-photo');
  execFileSync('pdftoppm', ['-r', '120', '-jpeg', '-singlefile', '-f', String(page), '-l', String(page), pdf, picture]);
  return `${picture}.jpg`;
}

/** The text of the code on the first page, as a camera reads it. */
export function code_on(pdf: string): string {
  // PGM: "P5 width height 255" and a byte a pixel.
  const pgm = execFileSync('pdftoppm', ['-r', '150', '-gray', '-f', '1', '-l', '1', pdf], { maxBuffer: 64_000_000 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'))!;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) pixels.fill(pgm[head[0].length + i]!, i * 4, i * 4 + 3);
  // The package's types are of CommonJS, its value is the function itself.
  const read = jsqr as unknown as typeof jsqr.default;
  const found = read(pixels, width, height);
  if (!found) throw new Error('no code on the first page');
  return found.data;
}

/** For people to look at. */
export function drawn(pdf: string, folder: string): void {
  execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(folder, `paper-${basename(pdf, '.pdf')}`)]);
}
