import type { Card, Tile } from '../model/card.ts';
import type { Journal, JournalFilter, Journals } from '../model/journals.ts';
import { longDate } from '../time/calendar.ts';

/** Maximum number of journals on one card, as more are not read on a phone. */
const mostShown = 8;

/** Returns the filters that a question names. */
export function filtersIn(question: string, { filters }: Pick<Journals, 'filters'>): JournalFilter[] {
  const words = ` ${question
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return filters.filter((filter) => filter.words.some((word) => words.includes(` ${word} `)));
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

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

/**
 * Returns the table of journals, narrowed to those that fit; undefined where the question names no filter.
 *
 * @param question the person's own words
 */
export function journalsCard(question: string, journals: Journals): Card | undefined {
  const wanted = filtersIn(question, journals);
  if (wanted.length === 0) return undefined;
  const fitting = journals.journals.filter(({ fits }) => wanted.every(({ id }) => fits.includes(id)));
  const what = wanted.map(({ title }) => title).join(', ');
  const notes = wanted.flatMap(({ note }) => note ?? []);
  const count = fitting.length === 1 ? 'One journal is' : `${fitting.length} journals are`;
  return {
    title: `Journals ${what}`,
    text:
      fitting.length === 0
        ? `Of the ${journals.journals.length} journals I know none is known to be ${what}.`
        : `${count} ${what}, of the ${journals.journals.length} I know that take improvement work.`,
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(fitting.length > 0 && { tiles: fitting.slice(0, mostShown).map(journalTile) }),
    footer: `${sentence('charges and limits change every year')}: check the journal’s page · Compiled ${longDate(journals.compiled)}`
  };
}
