import type { Card, Tile } from '../model/card.ts';
import type { Journal, JournalFilter, Journals } from '../model/journals.ts';
import { longDate } from '../time/calendar.ts';
import { spacedWords } from './plain-text.ts';

/** Maximum number of journals on one card, as more are not read on a phone. */
const mostShown = 8;

const holdsAny = (question: string, phrases: readonly string[]): boolean => {
  const words = spacedWords(question);
  return phrases.some((phrase) => words.includes(` ${phrase} `));
};

/** Returns the filters that a question names. */
function filtersIn(question: string, { filters }: Pick<Journals, 'filters'>): JournalFilter[] {
  return filters.filter((filter) => holdsAny(question, filter.words));
}

/** Returns true for a question that looks for journals in so many words. */
export const seeksJournals = (question: string, { soughtBy }: Pick<Journals, 'soughtBy'>): boolean =>
  holdsAny(question, soughtBy);

function journalTile({ name, takes, words, charge, squire, url }: Journal): Tile {
  const facts = [
    `Takes ${takes}`,
    ...(words ? [`words: ${words}`] : []),
    ...(squire ? [`SQUIRE ${squire}`] : []),
    `charge: ${charge ?? 'see its page'}`
  ];
  return {
    title: name,
    text: `${facts.join('; ')}.`,
    ...(url && { links: [{ label: 'Pages for authors', url, name: `Pages for authors: ${name}` }] })
  };
}

/** Requirement of a question on a journal: a filter of the table, or a number of words. */
interface Wanted {
  title: string;
  note?: string;
  passes(journal: Journal): boolean;
}

/** Returns the requirement that a number of words in a question states: as a limit, or as the length of a text. */
function lengthIn(question: string): Wanted | undefined {
  const found =
    /\b(under|below|less than|fewer than|up to|at most|within|max(?:imum)?)?\s*(\d{1,3}[ ,]?\d{3}|\d{3})[ -]words?\b/i.exec(
      question
    );
  if (!found) return undefined;
  const count = Number(found[2]!.replace(/\D/g, ''));
  return {
    title: `${found[1] ? 'with a limit of at most' : 'that take'} ${count.toLocaleString('en-GB')} words`,
    note: 'Of most journals I do not know the limit: see their pages.',
    passes: ({ mostWords = Number.NaN }) => (found[1] ? mostWords <= count : mostWords >= count)
  };
}

/**
 * Returns the table of journals, narrowed to those that fit; undefined where the question names no filter.
 *
 * @param question the person's own words
 */
export function journalsCard(question: string, journals: Journals): Card | undefined {
  const length = lengthIn(question);
  const wanted: Wanted[] = filtersIn(question, journals).map(({ id, ...filter }) => ({
    ...filter,
    passes: ({ fits }) => fits.includes(id)
  }));
  if (length) wanted.push(length);
  if (wanted.length === 0) return undefined;
  const fitting = journals.journals.filter((journal) => wanted.every(({ passes }) => passes(journal)));
  const what = wanted.map(({ title }) => title).join(', ');
  const notes = wanted.flatMap(({ note }) => note ?? []);
  const all = journals.journals.length;
  return {
    title: `Journals ${what}`,
    text:
      fitting.length === 0
        ? `Of the ${all} journals I know that take improvement work I know none ${what}.`
        : `${fitting.length} of the ${all} journals I know that take improvement work.`,
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(fitting.length > 0 && { tiles: fitting.slice(0, mostShown).map(journalTile) }),
    footer: `Charges and limits change every year: check the journal’s page · Compiled ${longDate(journals.compiled)}`
  };
}
