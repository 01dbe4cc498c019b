import { expect, test } from 'vitest';
import { paragraphsOf, textOf } from './paragraphs';

test('lines become paragraphs and empty ones none', () => {
  expect(paragraphsOf('第一段。\n\n  第二段。 \n')).toEqual([
    { level: 'text', text: '第一段。' },
    { level: 'text', text: '第二段。' },
  ]);
});

test('short numbered lines are headings, numbered sentences are text', () => {
  expect(paragraphsOf('一、总体要求\n（一）抓紧办理\n（二）任务17，时限为2022年12月31日。').map(({ level }) => level)).toEqual([
    'first',
    'second',
    'text',
  ]);
  expect(paragraphsOf(`一、${'长'.repeat(40)}`)[0]!.level).toBe('text');
});

test('what was written comes back as it was', () => {
  const text = '一、事项\n请办理。';
  expect(textOf(paragraphsOf(text))).toBe(text);
});
