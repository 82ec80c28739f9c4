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
  least?: number;
}

const listed = (heading: string): ReadonlySet<string> => wordsUnder(wordLists.projects, heading);
const oneOf = (heading: string): string => [...listed(heading)].join('|');

const alternatives = (heading: string): string => linesOf(wordLists.projects, heading).join('|');

/** Nouns that stand for any piece of work. */
const generic = listed('any work');
/**
 * Nouns of things that teams make and run. With "my" and "the", only an object that ends in one counts as a person's
 * work.
 */
const things = listed('things that teams make and run');
/** Words of people who describe what they do together. */
const together = new RegExp(`\\b(?:${oneOf('we')})\\b`, 'i');
/** Nouns of a person's work that "the" names, with a word before them: "the red tray scheme". */
const withThe = listed('named with the');
/** Words before "the" by which any piece of work is a person's own: "keep the pain chart going". */
const handled = listed("doing something with one's work");
/** Words of other places, `the other ward`, which are no project. */
const others = listed('elsewhere');
const places = listed('places');
const elsewhere = new RegExp(`\\b(?:${oneOf('elsewhere')}) (?:${oneOf('places')})\\b`, 'i');
/** Replacement of an object. */
const [plainObject = 'project'] = linesOf(wordLists.projects, 'put in the place of others');
/** Words that end an object. */
const boundaries = new Set([...listed('ends of what is named'), ...listed('whose')]);
const someWords = (more: number): string => `([\\p{L}\\p{N}'’/&-]+(?: [\\p{L}\\p{N}'’/&-]+){0,${more}})`;
/** Phrases after which a project is named: "a project on X", "our work about X". */
const about = new RegExp(
  `\\b(${oneOf('named after')})s? (?:${oneOf('about')}) (?:(?:${oneOf('whose')}) )?${someWords(4)}`,
  'iu'
);
/** Matches each determiner, as the words after one may hold the next: "the surgeons ignore our checklist". */
const determined = new RegExp(`\\b(${oneOf('whose')})(?= (?!(?:${oneOf('whose')}) )${someWords(8)})`, 'giu');
/** Matches what is done to a piece of work, whoever's it is: "spread a sepsis bundle", "rolling out new pain charts". */
const worked = new RegExp(
  `(?<!\\b(?:${oneOf('whose')}) )\\b(?:(?:${alternatives('done to a piece of work')}) (?:${oneOf('any one')})|(?:${alternatives('doing it')})(?: (?:${oneOf('any one')}))?) ${someWords(8)}`,
  'giu'
);
const mostWords = 5;
/** Words behind which an object may go on: "our music in recovery". */
const prepositions = listed('joining a further word');
/** Minimum number of words of any kind around an object where none of them is a content word: "who else has done something like our …". */
const fewestAround = 5;
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
  `(?<![\\p{L}\\p{N}])(?:${alternatives('speaking of work')}|${['we', 'any work', 'named after'].map(oneOf).join('|')})${wordEnd}`,
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
  /** Returns the number of words of the object: up to a boundary, and not beyond a word that is a name by itself. */
  const lengthOf = (words: readonly string[]): number => {
    const end = words.findIndex((word, at) => at === mostWords || boundaries.has(word.toLowerCase()));
    const length = end < 0 ? words.length : end;
    const name = words.slice(1, length).findIndex((word) => isNamed(wordsOf(word).slice(-1)));
    return name < 0 ? length : name + 1;
  };

  /** Returns the number of words of an object with what a preposition adds to it; 0 where none follows. */
  const longer = (words: readonly string[], length: number): number => {
    if (words.length < length + 2 || !prepositions.has(words[length]!.toLowerCase())) return 0;
    const end = words.findIndex((word, at) => at > length + 1 && boundaries.has(word.toLowerCase()));
    return end < 0 ? words.length : end;
  };

  return {
    fill(text) {
      const found: Filled[] = [];
      const add = (whole: string, around: string, object: readonly string[], isBare = false): void => {
        if (object.length === 0 || whole === text || found.some((other) => other.text === whole)) return;
        const words = wordsOf(around);
        const frame = contentOf(words).filter((word) => !generic.has(word));
        if (frame.length > 0 || words.length >= fewestAround)
          found.push({
            text: whole,
            object,
            frame,
            ...(isBare && { least: leastBare[frame.length > 1 ? 'more' : 'one'] })
          });
      };
      const replace = (start: number, end: number, by: string, object: readonly string[]): void => {
        add(`${text.slice(0, start)}${by}${text.slice(end)}`, `${text.slice(0, start)} ${text.slice(end)}`, object);
      };
      const project = about.exec(text);
      if (project) {
        const object = project[2]!.split(' ');
        const length = lengthOf(object);
        const words = object.slice(0, length);
        const end =
          project.index + project[0].length - object.slice(length).join(' ').length - (length < object.length ? 1 : 0);
        if (length > 0 && !isNamed(read(words.join(' ')))) replace(project.index, end, project[1]!, words);
      }
      for (const match of text.matchAll(worked)) {
        const all = match[1]!.split(' ');
        const words = all.slice(0, lengthOf(all));
        const last = words.at(-1)?.toLowerCase() ?? '';
        const isWork = things.has(last.replace(/s$/, '')) || (words.length > 1 && generic.has(last));
        if (!isWork || isNamed(read(words.join(' ')))) continue;
        const start = match.index + match[0].length - match[1]!.length;
        replace(start, start + words.join(' ').length, plainObject, words);
      }
      for (const match of text.matchAll(determined)) {
        const all = match[2]!.split(' ');
        const length = lengthOf(all);
        const words = all.slice(0, length);
        if (length === 0 || isNamed(read(words.join(' ')))) continue;
        const last = words.at(-1)!.toLowerCase();
        if (length === 1 && (generic.has(last) || functionWords.has(last))) continue;
        const before = words.slice(0, -1).every((word) => others.has(word.toLowerCase()));
        if (before && places.has(last)) continue;
        const whose = match[1]!.toLowerCase();
        const isWork = generic.has(last) || things.has(last);
        const isOne = whose === 'a' || whose === 'an';
        const isOurs = whose === 'our' || (whose !== 'my' && !isOne && together.test(text) && elsewhere.test(text));
        const isTheirs = whose === 'my' || (!isOne && together.test(text));
        const isHandled = handled.has(text.slice(0, match.index).trimEnd().split(' ').at(-1)!.toLowerCase());
        const isCalled = whose === 'the' && length > 1 && (isHandled || withThe.has(last));
        if (!isOurs && !(isWork && (isTheirs || isCalled))) continue;
        const start = match.index + match[1]!.length + 1;
        replace(start, start + words.join(' ').length, plainObject, words);
        for (const other of [longer(all, length), length > 2 && !isWork ? length - 1 : 0]) {
          const more = all.slice(0, other);
          if (other > 0 && !isNamed(read(more.join(' '))))
            replace(start, start + more.join(' ').length, plainObject, more);
        }
      }
      const plain = text.replace(subject, plainObject).replace(inRow, (_run, space) => (space ? '' : plainObject));
      add(plain, text.replace(subject, ''), text.match(subject) ?? [], !speaksOfWork.test(text));
      return found.slice(0, mostFillings);
    }
  };
}
