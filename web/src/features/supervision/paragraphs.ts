import type { Schemas } from '../../api/client';

// A person writes a letter as lines; the paper needs to know which of them are headings.

type Paragraph = Schemas['LetterParagraph'];

const kFirst = /^[一二三四五六七八九十]+、/;
const kSecond = /^（[一二三四五六七八九十]+）/;
/** A heading is a short line; a numbered sentence is text. */
const kHeadingMost = 30;

export function paragraphsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const heading = [...line].length <= kHeadingMost && !line.endsWith('。');
      if (heading && kFirst.test(line)) return { level: 'first', text: line };
      if (heading && kSecond.test(line)) return { level: 'second', text: line };
      return { level: 'text', text: line };
    });
}

export function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map((paragraph) => paragraph.text).join('\n');
}
