// What an office does with a letter: opens it in its word processor, prints it, stamps and scans it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporary_directory } from './server.ts';

/** The PDF that LibreOffice makes of a DOCX. */
export function printed(docx: Buffer, name = 'letter'): string {
  const folder = temporary_directory();
  const file = join(folder, `${name}.docx`);
  writeFileSync(file, docx);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], { stdio: 'ignore' });
  return join(folder, `${name}.pdf`);
}

/** A page of it as a photo. */
export function photographed(pdf: string, page = 1): string {
  const picture = pdf.replace(/\.pdf$/, '-photo');
  execFileSync('pdftoppm', ['-r', '120', '-jpeg', '-singlefile', '-f', String(page), '-l', String(page), pdf, picture]);
  return `${picture}.jpg`;
}

/** For people to look at. */
export function drawn(pdf: string, folder: string): void {
  execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(folder, `paper-${basename(pdf, '.pdf')}`)]);
}
