import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWords } from '../../../../src/platforms/slack/parse/said.ts';
import {
  clean,
  escapedWithin,
  mrkdwnLink,
  shorten,
  toMrkdwn,
  toPlain
} from '../../../../src/platforms/slack/render/mrkdwn.ts';
import { runs } from '../../../support/property-runs.ts';
import { hasMention } from '../../../support/slack-validator.ts';

const halfCharacter = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const drawn = (markdown: string) => toMrkdwn(markdown).join('\n\n');

test.each([
  ['**bold** and *it*, __bold__ and _it_', '*bold* and _it_, *bold* and _it_'],
  ['**a**b', '*a*\u200Bb'],
  ['un**bold**ed', 'un\u200B*bold*\u200Bed'],
  ['`a<b`', '`a&lt;b`'],
  ['[NHS & co](https://nhs.uk/?a=1&b=2)', '<https://nhs.uk/?a=1&amp;b=2|NHS &amp; co>'],
  ['<https://nhs.uk/a>', '<https://nhs.uk/a>'],
  ['[mail](mailto:a@b.uk)', '<mailto:a@b.uk|mail>'],
  ['[x](javascript:alert(1))', 'x'],
  ['[x](slack://open)', 'x'],
  ['![a picture](https://x.uk/p.png)', 'a picture'],
  ['# A heading', '*A heading*'],
  ['- one\n- two\n  - deeper', '• one\n• two\n    • deeper'],
  ['3. three\n4. four', '3. three\n4. four'],
  ['```\nlet a = 1 < 2\n```', '```\nlet a = 1 &lt; 2\n```'],
  ['> quoted', 'quoted'],
  ['~~gone~~', 'gone'],
  ['a  \nb', 'a\nb'],
  ['AT&amp;T &lt;!channel&gt;', 'AT&amp;amp;T &amp;lt;!channel&amp;gt;'],
  ['<b>x</b>', '&lt;b&gt;x&lt;/b&gt;'],
  ['2 \\* 3', '2 ∗ 3']
])('%p is drawn as %p', (markdown, mrkdwn) => {
  expect(drawn(markdown)).toBe(mrkdwn);
});

test('paragraphs and lists come apart, so that they can be spread over sections', () => {
  expect(toMrkdwn('one\n\ntwo\n\n- a\n- b')).toEqual(['one', 'two', '• a\n• b']);
});

test('the plain form has neither marks nor addresses', () => {
  expect(toPlain('**a** [b](https://x.uk) `c`')).toEqual(['a b c']);
});

test('a label cannot end its link, nor an address its target', () => {
  expect(mrkdwnLink('https://x.uk/|<>', 'a|b>c')).toBe('<https://x.uk/%7C%3C%3E|a/b&gt;c>');
});

describe('any text', () => {
  const nasty = fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '!',
        '@',
        '#',
        '|',
        '[',
        ']',
        '(',
        ')',
        'http://a.b',
        '*',
        '_',
        '`',
        '\n',
        '- ',
        'U1',
        'here',
        '\\',
        ' '
      ),
      { maxLength: 60 }
    )
    .map((parts) => parts.join(''));

  test('holds no mention once drawn', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        expect(hasMention(drawn(text))).toBe(false);
      }),
      { numRuns: runs(2000), seed: 7 }
    );
  });

  test('is cut to its limit, never inside a character or an escape', () => {
    fc.assert(
      fc.property(
        fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 300 })),
        fc.integer({ min: 3, max: 60 }),
        (text, limit) => {
          expect(shorten(text, limit).length).toBeLessThanOrEqual(limit);
          const escaped = escapedWithin(text, limit);
          expect(escaped.length).toBeLessThanOrEqual(limit);
          expect(escaped).not.toMatch(/&(?!amp;|lt;|gt;)|[<>]/);
          expect(escaped).not.toMatch(halfCharacter);
        }
      ),
      { numRuns: runs(1000), seed: 7 }
    );
  });

  test('loses what could disguise an address or break a payload', () => {
    expect(clean('a\u202Egnp.exe\u0000\uD800\u2066')).toBe('agnp.exe\uFFFD');
    expect(clean('a\tb\nc')).toBe('a\tb\nc');
  });
});

describe('what a person typed is read as words', () => {
  test.each([
    ['<@U0BOT> how do we &lt;spread&gt; this &amp; that?', 'how do we <spread> this & that?'],
    ['how <@U0BOT> do', 'how do'],
    ['<@U0OTHER> said', 'said'],
    ['<@U0OTHER|sister> said', 'said'],
    ['<!subteam^S0WARD|@ward-5> said', 'said'],
    ['see <https://nhs.uk|the page> or <https://x.uk>', 'see the page or https://x.uk'],
    ['in <#C01|general>', 'in #general'],
    ['<!here> <!channel|@all> hi', '@all hi'],
    ['  spaces   and\ttabs ', 'spaces and tabs'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3']
  ])('%p as %p', (typed, words) => {
    expect(readWords(typed)).toBe(words);
  });

  test('however long, in a moment', () => {
    const long = `${'<'.repeat(50_000)}${'<@U0BOT'.repeat(5000)}`;
    expect(readWords(long).length).toBeGreaterThan(0);
  });
});
