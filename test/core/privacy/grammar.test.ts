import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/config/package-root.ts';
import { findPersonal, type PersonalKind, withoutPersonal } from '../../../src/core/privacy/index.ts';

/**
 * Forms in which staff write details, made of a label, its case, what joins it to the value, and how the value is grouped.
 * The masks know the parts of such grammars, not these sentences.
 */
const oneOf = fc.constantFrom;
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
const cased = (label: string) => oneOf(label, label.toUpperCase(), label[0]!.toUpperCase() + label.slice(1));
const join = oneOf(' ', ': ', ' - ', ' = ', ' is ', ':', '  ', '. ');
const grouped = (sizes: readonly number[]) =>
  fc
    .tuple(oneOf('', ' ', '-', '  ', ' - ', '.', '_'), ...sizes.map(digits))
    .map(([separator, ...parts]) => parts.join(separator));
const labelled = (labels: readonly string[], value: fc.Arbitrary<string>) =>
  fc
    .tuple(oneOf(...labels).chain(cased), join, value)
    .map(([label, between, written]) => ({ text: `${label}${between}`, written }));

const day = fc.integer({ min: 1, max: 28 });
const month = fc.integer({ min: 1, max: 12 });
const year = fc.integer({ min: 1925, max: 2012 });
const two = (value: number): string => String(value).padStart(2, '0');
const names = ['January', 'Feb', 'march', 'Apr', 'May', 'June', 'july', 'Aug', 'Sept', 'October', 'Nov', 'December'];
const date = fc
  .tuple(day, month, year, oneOf(0, 1, 2, 3, 4, 5, 6))
  .map(
    ([d, m, y, form]) =>
      [
        `${d}/${m}/${y}`,
        `${two(d)}-${two(m)}-${y}`,
        `${two(d)}.${two(m)}.${two(y % 100)}`,
        `${y}-${two(m)}-${two(d)}`,
        `${d} ${names[m - 1]} ${y}`,
        `${two(d)} ${two(m)} ${y}`,
        `${d} / ${m} / ${y}`
      ][form]!
  );
const first = oneOf('Peter', 'Sarah', 'Ayesha', 'Krzysztof', 'Bronwen', 'Mohammed', 'Chidi', 'Ethel');
const last = oneOf('Wright', 'Okafor', 'Kowalski', "O'Brien", 'Singh-Gill', 'Patel', 'Thornley');
const person = fc.tuple(first, last);

const kinds: Readonly<
  Record<
    string,
    { form: fc.Arbitrary<{ text: string; written: string }>; kinds: readonly PersonalKind[]; least: number }
  >
> = {
  'NHS numbers': {
    form: labelled(['NHS number', 'nhs no', 'NHS num', 'nhs'], grouped([3, 3, 4])),
    kinds: ['nhs-number', 'chi-number'],
    least: 0.95
  },
  'CHI numbers': {
    form: labelled(['CHI', 'CHI number', 'chi no'], grouped([6, 4])),
    kinds: ['chi-number', 'nhs-number'],
    least: 0.95
  },
  'hospital numbers': {
    form: labelled(
      ['MRN', 'hospital number', 'hosp no', 'patient ID', 'unit no', 'case note number', 'PID'],
      fc.tuple(oneOf('', 'A', 'RX', 'K-'), digits(6)).map((parts) => parts.join(''))
    ),
    kinds: ['hospital-number'],
    least: 0.95
  },
  'incident and complaint numbers': {
    form: labelled(
      ['Datix', 'datix ref', 'incident number', 'StEIS', 'LFPSE ref', 'complaint no', 'PALS ref'],
      fc.tuple(oneOf('', 'W', 'INC-', 'WEB'), digits(6)).map((parts) => parts.join(''))
    ),
    kinds: ['incident-number'],
    least: 0.95
  },
  'dates of birth': {
    form: labelled(['DOB', 'd.o.b', 'd/o/b', 'date of birth', 'born'], date),
    kinds: ['date-of-birth'],
    least: 0.95
  },
  'names that something introduces': {
    form: fc.tuple(person, oneOf(0, 1, 2, 3, 4, 5, 6)).map(([[given, family], form]) => {
      const full = `${given} ${family}`;
      return [
        { text: 'patient ', written: full },
        { text: 'patient: ', written: `${family.toUpperCase()}, ${given}` },
        { text: 'Mrs ', written: family },
        { text: 'the patient is called ', written: full },
        { text: 'Name: ', written: full },
        { text: 'Re: ', written: full },
        { text: 'his name is ', written: full.toLowerCase() }
      ][form]!;
    }),
    kinds: ['name'],
    least: 0.85
  }
};

describe('details as staff write them', () => {
  test.each(Object.entries(kinds))('%s are masked whole, in whatever form', (_name, { form, least }) => {
    const asked = fc.sample(
      fc.tuple(oneOf('', 'how do I spread this, ', 'see '), form, oneOf('', ' thanks', ', which guide fits?')),
      { numRuns: 400, seed: 7 }
    );
    const missed = asked
      .map(([before, { text, written }, behind]) => ({
        whole: `${before}${text}${written}${behind}`,
        from: `${before}${text}`.length,
        written
      }))
      .filter(({ whole, from, written }) => {
        const found = findPersonal(whole);
        const covered = (place: number): boolean => found.some((span) => span.from <= place && place < span.to);
        return ![...written].every((_, index) => covered(from + index));
      });
    const enough = asked.length - missed.length >= least * asked.length;
    expect({ enough, missed: missed.slice(0, 12).map(({ whole }) => whole) }).toMatchObject({ enough: true });
  });

  test('ordinary questions of the field are left alone', () => {
    const file = path.join(packageRoot, 'knowledge', 'questions.yaml');
    const questions = (parse(readFileSync(file, 'utf8')) as { ask: string }[]).map(({ ask }) => ask);
    const touched = questions.filter((question) => findPersonal(question).length > 0);
    expect(questions.length).toBeGreaterThan(1000);
    // Some golden questions do name a person with a title or give an address.
    expect(touched.length / questions.length).toBeLessThan(0.01);
  });

  test('what would be masked counts neither as words nor as the word of its mask', () => {
    const text = 'my patient Mrs Smith, NHS number 943 476 5919, fell, how do I spread the falls bundle?';
    expect(withoutPersonal(text)).toMatch(
      /^my patient {2}?, NHS number {1,2}, fell, how do I spread the falls bundle\?$/
    );
    expect(withoutPersonal('how do I spread this')).toBe('how do I spread this');
  });
});
