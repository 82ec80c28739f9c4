import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

// The page's own module, as the browser gets it.
// @ts-expect-error it is JavaScript, checked by playground/tsconfig.json
import { teamsMarkdown } from '../../../playground/teams-markdown.js';
import { runs } from '../../support/property-runs.ts';

const draw = teamsMarkdown as (text: string) => string;

describe('Markdown of a Teams card as HTML', () => {
  test.each([
    ['plain & simple', '<p>plain &amp; simple</p>'],
    ['**bold** and _slanted_ and *too*', '<p><strong>bold</strong> and <em>slanted</em> and <em>too</em></p>'],
    ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
    ['\\*not bold\\* and \\[no link\\](x)', '<p>*not bold* and [no link](x)</p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    ['one\n\ntwo', '<p>one</p><p>two</p>'],
    [
      '[a **bold** link](https://example.org/?a=1&b="2")',
      '<p><a href="https://example.org/?a=1&amp;b=&quot;2&quot;" target="_blank" rel="noopener noreferrer">a <strong>bold</strong> link</a></p>'
    ],
    ['[no](javascript:x)', '<p>no</p>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>']
  ])('%s', (text, html) => expect(draw(text)).toBe(html));

  test('whatever comes in, only our own tags come out', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '**',
      '_',
      '*',
      '[',
      '](',
      ')',
      '\\',
      '\n',
      '- ',
      '1. ',
      'https://e.org/',
      'javascript:',
      'a',
      ' '
    );
    const own =
      /<\/?(?:p|ul|li|strong|em|ol|a)>|<ol start="\d+">|<a href="(?:https?:|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">/gi;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (text) => {
        expect(draw(text.join('')).replace(own, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: runs(2000) }
    );
  });
});
