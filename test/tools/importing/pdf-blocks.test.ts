import { expect, test } from '@jest/globals';
import { blocksToMarkdown } from '../../../src/tools/importing/formats/pdf-blocks.ts';
import type { Line } from '../../../src/tools/importing/formats/pdf-lines.ts';

/** Lines of one page without gaps, each with its font. */
const page = (lines: readonly (readonly [text: string, font: string])[]): Line[] =>
  lines.map(([text, font], index) => ({
    text,
    font,
    runs: [{ text }],
    page: 1,
    size: 12,
    y: 700 - index * 14,
    left: 50,
    right: 50 + text.length * 6
  })) as Line[];
const long = 'Leaflets work when patients help to write them, and when people read them aloud.';

test('bold lines after the end of a sentence are headings, and hyphens in a row are bullets, also without gaps', () => {
  const lines = page([
    [long, 'a'],
    [long, 'a'],
    ['Find the words', 'b'],
    ['- Use short ones', 'a'],
    ['- Read them aloud', 'a'],
    ['Test it', 'b'],
    ['Ask five people about it.', 'a'],
    ['- so they said to us', 'a']
  ]);
  const markdown = blocksToMarkdown(lines, 1).markdown.replace(/\n+/g, '\n');
  expect(markdown).toContain('# Find the words\n- Use short ones\n- Read them aloud\n# Test it\nAsk five people');
  expect(markdown).toMatch(/\n(?!- )[^\n]*so they said to us/);
});

test('a bold line in the middle of a sentence is none', () => {
  const lines = page([
    [long, 'a'],
    ['Please do read this, it is of', 'a'],
    ['Great Importance', 'b'],
    ['to all of the people here now.', 'a']
  ]);
  expect(blocksToMarkdown(lines, 1).markdown).not.toContain('#');
});
