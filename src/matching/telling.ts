import { wordLists } from '../config/word-lists.ts';
import type { Entry } from '../core/model/entry.ts';
import type { FollowUp } from '../core/model/matcher.ts';
import { mostDoubted } from './doubts.ts';
import type { Decided } from './explain.ts';
import type { Index } from './search-index.ts';
import { idle, kinds, kindsAsked, withoutKinds } from './text/follow-up.ts';
import { wordsUnder } from './text/phrases.ts';
import { contentOf, stem, wordsOf } from './text/text.ts';

/** Words that a sentence shares with any question. */
const untelling = wordsUnder(wordLists.followUps, 'asked of anything');
/** Matches what stands between things that a sentence lists, and the number of things that are no list yet. */
const listed = /[,;]/;
const fewListed = 3;
/** Cosine from which two words count as related. */
const related = 0.25;
/** Sum of the weights of shared words beyond which more say nothing. */
const mostShared = 12;
/** Minimum share of the clearest sentence's odds at which a second one is told beside it. */
const nearlyAsClear = 0.5;
/** Weights of a sentence's features, and the score of telling none, fitted as decision 0064 says (`npm run bench -- --facts`). */
const weights = [
  3.1, // share of the question's words that it holds
  0.65, // share of those to which a word of it is related
  1.83, // weight of the words that it holds
  2.06, // gives an answer of the kind asked for
  -1.73 // gives none, where a kind is asked for
];
const untold = 0.81;

interface Passage {
  text: string;
  isList: boolean;
}

/** Returns the sentences and items of a text, and each of its lists as a whole, without marks of emphasis and links. */
function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [];
  const add = (written: string, isList = false) => passages.push({ text: written.replace(/\*|__|`/g, ''), isList });
  let opening = '';
  for (const block of text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').split(/\n\s*\n/)) {
    const items: string[] = [];
    for (const line of block.trim().split('\n')) {
      const [, item] = /^(?:[-*]|\d{1,2}\.) (.*)$/.exec(line.trim()) ?? [];
      if (item) items.push(item);
      else opening = line;
      for (const sentence of item ? [item] : line.split(/(?<=[.?!])\s+/)) add(sentence);
    }
    const list = /:\**$/.test(opening) ? [opening, ...items] : items.filter((item) => item.startsWith('**'));
    if (items.length > 0 && list.length >= fewListed) add(list.join(' '), true);
  }
  // what asks something, or begins a list, tells nothing
  return passages.filter((passage) => /[^?:]$/.test(passage.text));
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Answer of an entry to a question. */
export interface Told {
  /** The sentence that tells it, or two of them, one a line; absent where none is clear. */
  passage?: string | undefined;
  /** Log odds of the clearest sentence against telling none. */
  clarity: number;
  /** True where that sentence gives an answer of the kind that is asked for. */
  isGiven: boolean;
}

export type Tell = (question: string, entry: Entry) => Told;

/**
 * Creates what finds the sentence of an entry that answers a question, by the words that they share, by related words, and by the kind
 * of answer that is asked for.
 */
export function createTelling({ corpus, vectorOf }: Pick<Index, 'corpus' | 'vectorOf'>) {
  const read = (word: string) => {
    const id = corpus.vocabulary.idOf(word);
    return { stem: stem(word), vector: vectorOf([word]), weight: corpus.weight[id] ?? corpus.unseenWeight };
  };

  const features = (question: string, { title, aliases, body }: Entry) => {
    const names = [title, ...aliases.filter((name) => !name.includes(' '))];
    const own = new Set(wordsOf(names.join(' ')).map(stem));
    const isTelling = (word: string): boolean => !untelling.has(word) && !own.has(stem(word));
    const asked = [...new Set(wordsOf(question))].filter(isTelling).map(read);
    const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const wanted = kinds.filter(({ asks }) => question.search(asks) >= 0);
    const wantsList = wanted.some(({ name }) => name === 'list them');
    const passages = passagesOf(body).filter(({ isList }) => !isList || wantsList);
    const rows = passages.map(({ text, isList }) => {
      const said = wordsOf(text).map(read);
      let [shared, alike] = [0, 0];
      for (const { stem, vector, weight } of asked)
        if (said.some((one) => one.stem === stem)) shared += weight;
        else if (vector)
          alike += weight * Math.max(0, ...said.map((one) => (one.vector ? dot(vector, one.vector) - related : 0)));
      const isListed = wantsList && (isList || text.split(listed).length > fewListed);
      const gives = isListed || wanted.some((kind) => text.search(kind.gives) >= 0);
      const isOther = wanted.length > 0 && !gives;
      return [shared / total, alike / total, Math.min(1, shared / mostShared), Number(gives), Number(isOther)];
    });
    return { passages, rows };
  };

  const tell: Tell = (question, entry) => {
    const { passages, rows } = features(question, entry);
    const scores = rows.map((row) => dot(row, weights) - untold);
    const [first = -1, second = -1] = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
    const clarity = scores[first] ?? -untold;
    const least = Math.max(0, clarity + Math.log(nearlyAsClear));
    const clear = [first, second].filter((at) => at >= 0 && scores[at]! > 0 && scores[at]! >= least);
    return {
      passage: clear.map((at) => passages[at]!.text).join('\n') || undefined,
      clarity,
      isGiven: rows[first]?.[3] === 1
    };
  };
  return { tell, features };
}

/** Requests that the card of an entry answers where no sentence of it does, by the kind of answer that is asked for; and what it is itself. */
const onCard = new Map<string, FollowUp | undefined>([
  ['who made it', 'source'],
  ['date', 'newer'],
  ['stand for', undefined],
  ['reach', undefined]
]);

/** Returns what is asked of an entry, as its card is to answer it: `undefined` for the entry itself. */
export function factOf(question: string, { passage }: Told): FollowUp | undefined {
  const [kind = ''] = kindsAsked(question);
  return passage === undefined && onCard.has(kind) ? onCard.get(kind) : 'detail';
}

/** Returns true for a result that fits, if not beyond doubt. */
export const isSure = ({ outcome, matches }: Decided): boolean =>
  outcome !== 'none' && matches[0]!.confidence >= mostDoubted;

/** Confidence in another entry above which a message is about that: one that it names has more. */
const surelyOther = 0.95;
/** Clarity beyond which more says nothing of it. */
const mostClear = 4;
/** Log odds of {@link isAbout}, fitted as decision 0064 says. */
const odds = [
  1.85, // before anything is known
  0.4, // clarity of the sentence that tells it
  0.9, // there is such a sentence
  1, // a word points back
  -1.14, // another entry was found
  -0.85, // another entry is the answer
  -0.39, // each word of content
  -1.49 // each of those that the sentence lacks
];

/** Returns true where a message is likelier to ask something of the entry shown than to be a question of its own. */
export function isAbout(
  { core }: { core: string },
  { refersAlone, asksWhether }: { refersAlone: boolean; asksWhether: boolean },
  found: Decided,
  { clarity, passage }: Told,
  entry: Entry
): boolean {
  const content = contentOf(wordsOf(withoutKinds(core))).filter((word) => !idle.has(word) && !untelling.has(word));
  const said = new Set(wordsOf(passage ?? '').map(stem));
  const isElsewhere = isSure(found) && found.matches[0]!.entry !== entry;
  const isOther = isElsewhere && found.outcome === 'answer';
  if (isElsewhere ? passage === undefined : asksWhether) return !isElsewhere;
  const missing = content.filter((word) => !said.has(stem(word))).length;
  const isLeaning = refersAlone || kindsAsked(core).length > 0;
  if (!isLeaning && content.length === 0) return false;
  if (isOther && found.matches[0]!.confidence > surelyOther && (missing > 0 || !isLeaning)) return false;
  const told = [Math.min(mostClear, clarity), passage === undefined ? 0 : 1];
  const leans = [refersAlone, isElsewhere, isOther].map(Number);
  return dot([1, ...told, ...leans, content.length, missing], odds) > 0;
}
