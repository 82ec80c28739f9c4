import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPersonal, maskPersonal, privacyNote, shadowOf } from '../../../src/core/privacy/index.ts';
import { hasCheckDigit } from '../../../src/core/privacy/numbers.ts';
import { labelled } from './labelled.ts';
import { scoreMasks } from './score.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const validNumber = digits(9)
  .map((nine) => nine + [...'0123456789'].find((last) => hasCheckDigit(nine + last)))
  .filter((number) => number.length === 10);
const neutral = fc.stringMatching(/^[a-z ,.?!]{0,40}$/).map((text) => ` ${text} `);

describe('labelled messages', () => {
  test('what was set aside is masked nearly always, and little else is; docs/privacy.md says how well', async () => {
    const held = labelled.filter((line) => line.held);
    const { labels, missed, masked, wrong, recall, precision } = scoreMasks(held);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    const told = (await readFile(new URL('../../../docs/privacy.md', import.meta.url), 'utf8')).replace(/\s+/g, ' ');
    const percent = (share: number): string => `${Math.round(share * 100)} %`;
    expect(told).toContain(
      `${held.length} of them were written after the masks, which were not changed for them: of the ${labels} personal details in those, ${labels - missed.length} were masked (recall ${percent(recall)}), and of the ${masked} stretches masked, ${masked - wrong.length} were personal (precision ${percent(precision)})`
    );
    expect(told).toContain(`Measured on ${labelled.length} messages`);
  });

  test.each(labelled.filter(({ held }) => !held))('$text', (line) => {
    expect(scoreMasks([line])).toMatchObject({ missed: [], wrong: [] });
  });
});

describe('properties', () => {
  test('a number with the right check digit is masked in every usual form, alphabet and space', () => {
    const separators = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2009', '\u2013');
    const zeros = fc.constantFrom(0x30, 0xff10, 0x0660, 0x0966);
    fc.assert(
      fc.property(validNumber, separators, zeros, neutral, neutral, (number, separator, zero, before, after) => {
        const written = [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(separator);
        const shown = written.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
        const { text, found } = maskPersonal(before + shown + after);
        expect(found).toHaveLength(1);
        expect(text).not.toMatch(/\p{Nd}/u);
      })
    );
  });

  test('ten digits with a wrong check digit are masked beside "NHS" and stay without it', () => {
    const wrong = digits(10).filter((number) => !hasCheckDigit(number) && /^[2-9]/.test(number));
    fc.assert(
      fc.property(wrong, (number) => {
        expect(maskPersonal(`her NHS number is ${number}`).text).not.toContain(number);
        expect(maskPersonal(`ref ${number}`).text).toContain(number);
      })
    );
  });

  test('one wrong digit or two swapped neighbours never keep the check digit right', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const changed = [...number];
        changed[place] = String((Number(changed[place]) + by) % 10);
        expect(hasCheckDigit(changed.join(''))).toBe(false);
        const swapped = [...number];
        [swapped[place], swapped[place + 1]] = [swapped[place + 1]!, swapped[place]!];
        if (swapped[place] !== swapped[place + 1]) expect(hasCheckDigit(swapped.join(''))).toBe(false);
      })
    );
  });

  test('text without digits, capitals, at signs and titles comes back as it was', () => {
    const plain = fc.stringMatching(/^[a-z ,.?!]{0,200}$/).filter((text) => !/\b(mr|mrs|ms|mx|dr|rev)\b/.test(text));
    fc.assert(fc.property(plain, (text) => expect(maskPersonal(text)).toEqual({ text, found: [] })));
  });

  test('any text is taken: what is found stands in order and apart, and nothing else changes', () => {
    const pieces = fc.constantFrom(
      'Mrs Smith',
      'DOB',
      '1/2/1950',
      'NHS',
      '7260181591',
      'MRN',
      'a@b.uk',
      '07700 900123',
      'BS1 5TR',
      '\u{1f600}',
      '\n',
      '('
    );
    const anything = fc.array(fc.oneof(fc.string({ unit: 'binary' }), pieces)).map((all) => all.join(' '));
    fc.assert(
      fc.property(anything, (text) => {
        expect(shadowOf(text)).toHaveLength(text.length);
        const spans = findPersonal(text);
        spans.forEach(({ from, to }, index) => {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBeGreaterThanOrEqual(spans[index - 1]!.to);
        });
        const once = maskPersonal(text);
        expect(once.found.length === 0).toBe(once.text === text);
        const kept = spans.map(({ from }, index) => text.slice(spans[index - 1]?.to ?? 0, from));
        for (const stretch of kept) expect(once.text).toContain(stretch);
      })
    );
  });

  test.each(['a', '1 ', 'Mr ', 'a@', 'Mrs A. ', "o'", 'a.', 'x@a.', '0 1(', 'name ', 'Mrs Smith 1/1/1950 '])(
    'half a million characters of %j are read in time that grows with their number only',
    (piece) => {
      const text = piece.repeat(500_000 / piece.length);
      expect(shadowOf(maskPersonal(text).text).length).toBeGreaterThan(0);
    }
  );
});

test('a date stays where it is that of a project, and goes where it is a birthday', () => {
  expect(maskPersonal('We met Dr Patel and later, on 12/03/2026, the board').text).toContain('12/03/2026');
  expect(maskPersonal('Mrs Ali (07/08/1933) agreed').text).toBe('[name] ([date of birth]) agreed');
  expect(maskPersonal('NHS no 726 018 1591, seen 3 May 2026').text).toBe('NHS no [NHS number], seen [date of birth]');
});

test('the note to the asker names each kind once and blames nobody', () => {
  const { found } = maskPersonal('Mrs Smith, Mr Jones, NHS 726 018 1591');
  expect(found).toEqual(['nhs-number', 'name']);
  expect(privacyNote(found)).toBe(
    "Your message seems to hold an NHS number and a person's name. I have kept no copy of that part. Please leave out anything that says who a patient is."
  );
  expect(privacyNote([])).toBeUndefined();
});
