import type { Card, Tile } from '../model/card.ts';
import { type Knowledge, talkOf } from '../model/entry.ts';
import type { Journal, Journals } from '../model/journals.ts';
import type { MatchResult } from '../model/matcher.ts';
import { spacedWords } from './plain-text.ts';
import { reviewWords } from './sources.ts';

/** Maximum number of journals on one card, as more are not read on a phone. */
const mostShown = 8;

/** Returns true for a question that looks for journals in so many words. */
export const seeksJournals = (question: string, { soughtBy }: Pick<Journals, 'soughtBy'>): boolean => {
  const words = spacedWords(question);
  return soughtBy.some((phrase) => words.includes(` ${phrase} `));
};

/** Requirement of a question on a journal: a filter of the table, or a number of words. */
interface Wanted {
  title: string;
  note?: string | undefined;
  passes(journal: Journal): boolean;
}

/** Words before a filter that turn it round, with up to three words between: "don't ask for", "not from the". */
const turned =
  / (?:not|don t|doesn t|isn t|aren t|won t|never|no|without|except|excluding|other than|apart from)(?: (?!only|just|which|that|who|and|but|journals?)\S+){0,3}$/;

/** Returns the filters that words name, longest phrase first, and the words without them. */
function filtersIn(words: string, { filters }: Pick<Journals, 'filters'>): { wanted: Wanted[]; rest: string } {
  const phrases = filters
    .flatMap((filter) => filter.words.map((phrase) => ({ filter, phrase: ` ${phrase} ` })))
    .sort((a, b) => b.phrase.length - a.phrase.length);
  const found = new Map<string, Wanted>();
  let rest = words;
  for (const { filter, phrase } of phrases) {
    const at = rest.indexOf(phrase);
    if (at < 0) continue;
    const isTurned = turned.test(rest.slice(0, at));
    rest = `${rest.slice(0, at)} | ${rest.slice(at + phrase.length)}`;
    if (found.has(filter.id)) continue;
    const fits = ({ fits: all }: Journal): boolean => all.includes(filter.id);
    found.set(
      filter.id,
      isTurned
        ? { title: `leaving out those ${filter.title}`, passes: (journal) => !fits(journal) }
        : { title: filter.title, note: filter.note, passes: fits }
    );
  }
  return { wanted: filters.flatMap(({ id }) => found.get(id) ?? []), rest };
}

/** Returns the requirement that a number of words in a question states: as a limit, or as the length of a text. */
function lengthIn(question: string): Wanted | undefined {
  const found =
    /\b(under|below|less than|fewer than|(?:no|not) more than|no longer than|up to|at most|within|max(?:imum)?)?\s*(\d{1,3}[ ,]?\d{3}|\d{3})[ -]words?\b/i.exec(
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

/** Returns a journal's name, or a question, as it is compared: without "&", "and" and "the". */
const nameWords = (text: string): string => spacedWords(text).replace(/ (?:and|the)(?= )/g, '');

const withoutBrackets = (name: string): string => name.split(' (')[0]!;

/** Returns the journal of the table that a question names, the longest name first. */
function namedIn(question: string, { journals }: Pick<Journals, 'journals'>): Journal | undefined {
  const words = nameWords(question);
  return [...journals]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => words.includes(nameWords(withoutBrackets(name))));
}

function journalTile({ name, takes, words, charge, squire, url, entry }: Journal): Tile {
  const facts = [
    `Takes ${takes}`,
    ...(words ? [`words: ${words}`] : []),
    ...(squire ? [`SQUIRE ${squire}`] : []),
    `charge: ${charge ?? 'see its page'}`
  ];
  return {
    title: name,
    text: `${facts.join('; ')}.`,
    about: entry ?? `talk/${talkOf(`journal ${name}`)}`,
    ...(url && { links: [{ label: 'Pages for authors', url, name: `Pages for authors: ${name}` }] })
  };
}

const foot = (journals: Journals): string =>
  `Charges and limits change every year: check the journal’s page · ${reviewWords(journals, {})}`;

/** Words by which a question about one journal asks for a column of the table. */
const asksColumn = / (?:words?|length|limit|long|takes?|accepts?|publish(?:es)?|charges?|costs?|fees?|pay|apc) /;

/**
 * Returns the row of a journal, where a question asks for what the table knows of it; undefined otherwise. Of a journal
 * with an entry of its own the entry tells more, but for length and SQUIRE.
 *
 * @param rest the question without the journal's name
 */
function namedCard(journal: Journal, rest: string, journals: Journals): Card | undefined {
  const { wanted } = filtersIn(rest, journals);
  const isForEntry = journal.entry !== undefined && !/ (?:words?|word limit|squire) /.test(rest);
  return isForEntry || (wanted.length === 0 && !asksColumn.test(rest)) ? undefined : rowCard(journal, journals);
}

/** Returns what the table knows of one journal. */
export function rowCard(journal: Journal, journals: Journals): Card {
  const has = journals.filters.filter(({ id }) => journal.fits.includes(id)).map(({ title }) => title);
  return {
    title: `What I know of ${journal.name}`,
    text: `For ${journal.forWhom}.${has.length > 0 ? ` I count it among those ${has.join(', ')}.` : ''} What is not named here is on its page, or I do not know it.`,
    tiles: [{ ...journalTile(journal), about: '' }],
    footer: foot(journals)
  };
}

/**
 * Returns the table of journals, narrowed to those that fit, or the row of one that is named; undefined where the question
 * names no filter.
 *
 * @param question the person's own words
 */
export function journalsCard(question: string, journals: Journals): Card | undefined {
  const named = namedIn(question, journals);
  const rest = named && nameWords(question).replace(nameWords(withoutBrackets(named.name)), ' ');
  // "is BMJ Open Quality free" asks for no other, "a free journal like BMJ Open Quality" does
  if (named && !/ journals? /.test(rest!)) return namedCard(named, rest!, journals);
  const length = lengthIn(question);
  const { wanted } = filtersIn(spacedWords(question), journals);
  if (length) wanted.push(length);
  if (wanted.length === 0) return undefined;
  const fitting = journals.journals.filter((journal) => wanted.every(({ passes }) => passes(journal)));
  const what = wanted.map(({ title }) => title).join(', ');
  const notes = [...new Set(wanted.flatMap(({ note }) => note ?? []))];
  const all = journals.journals.length;
  return {
    title: `Journals ${what}`,
    text:
      fitting.length === 0
        ? `Of the ${all} journals I know that take improvement work I know none ${what}.`
        : `${fitting.length} of the ${all} journals I know that take improvement work.`,
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(fitting.length > 0 && { tiles: fitting.slice(0, mostShown).map(journalTile) }),
    footer: foot(journals)
  };
}

/** Minimum confidence of an answer by the table, which a question gets for its words and not for the entry nearest to it. */
const tableConfidence = 0.9;

/**
 * Returns the result for a question that is answered with the table of journals: the entry on choosing one is its answer.
 * Any other result is returned as it is.
 *
 * @param question the person's own words
 */
export function answeredByTable(
  question: string,
  found: MatchResult,
  { journals, entries }: Pick<Knowledge, 'journals' | 'entries'>
): MatchResult {
  const { outcome, matches, talk, followUp } = found;
  if (!journals || talk !== undefined || followUp !== undefined) return found;
  const near = matches.slice(0, outcome === 'answer' ? 1 : 2).find(({ entry }) => journals.answers.includes(entry.id));
  const isSought = seeksJournals(question, journals) || namedIn(question, journals) !== undefined;
  const entry = (outcome !== 'none' && near?.entry) || (isSought ? entries.get(journals.answers[0] ?? '') : undefined);
  if (!entry || !journalsCard(question, journals)) return found;
  const confidence = Math.max(tableConfidence, matches.find((one) => one.entry === entry)?.confidence ?? 0);
  // by its descriptors, as the explanation is made only when it is read
  return Object.defineProperties({} as MatchResult, {
    ...Object.getOwnPropertyDescriptors(found),
    outcome: { value: 'answer', enumerable: true },
    matches: { value: [{ entry, confidence }, ...matches.filter((one) => one.entry !== entry)], enumerable: true }
  });
}
