import { allWords, wordLists } from '../../config/word-lists.ts';
import { linesOf, wordEnd, wordsUnder } from './phrases.ts';
import { contentOf, functionWords, wordsOf } from './text.ts';

/**
 * Replaces the name of a person's own work by a plain word: "how do I spread our sepsis bundle" asks the same as "how
 * do I spread our project". The knowledge cannot hold every project by name.
 */
export interface Slots {
  /**
   * Returns the text with its object replaced, likeliest reading first; nothing if it names no object, or one that the
   * knowledge holds by name.
   */
  fill(text: string): Filled[];
}

/** A text with its object replaced. */
export interface Filled {
  text: string;
  /** The words that were replaced. */
  object: readonly string[];
  /** Words that remain of the text, which must carry the request. */
  frame: readonly string[];
  /**
   * Minimum confidence in an entry for the question so read, 0 to 1, where nothing but a word of what health care works on says that the
   * object is a person's work; absent where more says so.
   */
  least: number | undefined;
}

const listed = (heading: string): ReadonlySet<string> => wordsUnder(wordLists.projects, heading);
const oneOf = (heading: string): string => [...listed(heading)].join('|');

const alternatives = (heading: string): string => linesOf(wordLists.projects, heading).join('|');

/** Nouns that stand for any piece of work. */
const generic = listed('any work');
/** Nouns of things that teams make and run: with "my", only an object that ends in one counts as a person's work. */
const things = listed('things that teams make and run');
/** Words of other places, `our other ward`, which are no project. */
const others = listed('elsewhere');
const places = listed('places');
/** Replacement of an object. */
const [plainObject = 'project'] = linesOf(wordLists.projects, 'put in the place of others');
/** Words that end an object. */
const boundaries = new Set([...listed('ends of what is named'), ...listed('whose')]);
/** Matches each "our" and "my" with the words behind it, which may hold the next. */
const owned = /\b(our|my)(?= ([\p{L}\p{N}'’/&-]+(?: [\p{L}\p{N}'’/&-]+){0,8}))/giu;
const mostWords = 5;
/** Matches a word of what health care works on. */
const subject = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...allWords(wordLists.subjects.filter(({ name }) => name !== 'behind them'))].join('|').replaceAll('-', '[-.]? ?')})s?${wordEnd}`,
  'giu'
);
/** Matches plain objects in a row, with the space before a word for any work: "project and project", "project (audit)". */
const inRow = new RegExp(
  `(?<![\\p{L}\\p{N}])${plainObject}(?: (?:(?:and|or|of|${oneOf('joining a further word')}) )?${plainObject}){0,8}(?: (?:${[...wordsUnder(wordLists.subjects, 'behind them')].join('|')})s?){0,2}(?:( )(?=(?:${oneOf('any work')})${wordEnd})|${wordEnd})`,
  'giu'
);
/** Matches words by which a message speaks of a piece of work, so that what health care works on is the subject of that. */
const speaksOfWork = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${alternatives('speaking of work')}|${['we', 'any work'].map(oneOf).join('|')})${wordEnd}`,
  'iu'
);
/** Minimum confidence where nobody calls the object theirs, by the number of content words around it: "meaning of DNACPR" has one. */
const leastBare = { one: 0.85, more: 0.65 } as const;
/** Maximum number of readings of a text. */
const mostFillings = 4;

/**
 * Creates the replacement of objects.
 *
 * @param isName true for words that are the name of an entry
 * @param read returns a text's words as the matcher reads them
 */
export function createSlots(
  isName: (words: readonly string[]) => boolean,
  read: (text: string) => readonly string[]
): Slots {
  /** Returns true if the words hold a name of the knowledge. */
  const isNamed = (words: readonly string[]): boolean => {
    const core = contentOf(words);
    for (let from = 0; from < core.length; from++)
      for (let to = from + 1; to <= core.length; to++) {
        const part = core.slice(from, to);
        if (!(part.length === 1 && generic.has(part[0]!)) && isName(part)) return true;
      }
    return false;
  };

  return {
    fill(text) {
      const found: Filled[] = [];
      const add = (whole: string, around: string, object: readonly string[], isBare = false): void => {
        if (object.length === 0 || whole === text || found.some((other) => other.text === whole)) return;
        const frame = contentOf(wordsOf(around)).filter((word) => !generic.has(word));
        if (frame.length === 0) return;
        const least = isBare ? leastBare[frame.length > 1 ? 'more' : 'one'] : undefined;
        found.push({ text: whole, object, frame, least });
      };
      for (const { 1: whose = '', 2: behind = '', index } of text.matchAll(owned)) {
        const all = behind.split(' ');
        const end = all.findIndex((word, at) => at === mostWords || boundaries.has(word.toLowerCase()));
        const words = end < 0 ? all : all.slice(0, end);
        const last = words.at(-1)?.toLowerCase();
        if (!last) continue;
        if (words.length === 1 && (generic.has(last) || functionWords.has(last))) continue;
        if (places.has(last) && words.slice(0, -1).every((word) => others.has(word.toLowerCase()))) continue;
        const isWork = generic.has(last) || things.has(last);
        if (!isWork && whose.toLowerCase() === 'my') continue;
        const start = index + whose.length + 1;
        for (const object of words.length > 2 && !isWork ? [words, words.slice(0, -1)] : [words]) {
          const [before, after] = [text.slice(0, start), text.slice(start + object.join(' ').length)];
          if (!isNamed(read(object.join(' ')))) add(`${before}${plainObject}${after}`, `${before} ${after}`, object);
        }
      }
      const plain = text.replace(subject, plainObject).replace(inRow, (_run, space) => (space ? '' : plainObject));
      add(plain, text.replace(subject, ''), text.match(subject) ?? [], !speaksOfWork.test(text));
      return found.slice(0, mostFillings);
    }
  };
}
