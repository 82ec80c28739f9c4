import type { Entry, GoldenQuestion } from '../../core/model/entry.ts';
import { phrasingOf } from '../corpus/corpus.ts';
import { hash32 } from '../corpus/word-table.ts';
import type { Index } from '../search-index.ts';
import { wordsOf } from '../text/text.ts';
import {
  areRelated,
  choiceLimit,
  confidenceFeatures,
  goodnessFeatures,
  probabilities,
  relatedCounts,
  type TrainedConfidence
} from './confidence.ts';
import { type Example, fitModel } from './fit-model.ts';
import { seededRandom } from './random.ts';

/**
 * Weights before any evidence of the knowledge base itself. Fitted on the validation halves of the public sets, with real traffic that
 * a bot could not answer, and on the tuning half of the golden questions, asked of the shipped knowledge as it is and with 0, 1 and 5
 * questions an entry: every family of sets weighs the same, 35 in 100 questions have no answer, at most 120 questions a public set. `npm run bench -- --public DIR --fit` prints them.
 */
const meant = {
  candidate: [3.29, 1.36, 1.86, 0.95, 3.65, 1.4, 2.2],
  none: [5.93, 0.68, 0.64, 0.77, 1.48, -0.05, 3.83, -3.16]
};

/**
 * The same for whether an entry is a good answer: both log odds count alike, less a constant, since HINT3's bots would have been wrong a
 * fifth more often than answers given at 0.85 to 0.95 should be.
 */
const good = { candidate: [0.425, 0.425], none: [0.2] };

export const prior: TrainedConfidence = { meant, good };

/** Weight of the prior against the matcher's own experience. Chosen on the validation halves of the public sets. */
const priorHold = 5;
/**
 * Weight of a golden question, in questions that the matcher asks itself: those it has read before. From 0.75 to 5 the share of near
 * misses declined rose by a tenth at equal loss, with twenty golden questions as with hundreds; 10 was overconfident from 0.8 to 0.9.
 */
const goldenCounts = 5;

/** An example with the entries of its candidates. */
type AskedExample = Example & { entries: readonly Entry[] };

/**
 * Learns from the knowledge how much to trust a ranking: the prior, moved by what the matcher finds when it asks itself, and by the
 * golden questions of the editors.
 */
export function fitConfidence(index: Index, golden: readonly GoldenQuestion[] = []): TrainedConfidence {
  const asked = askGolden(index, golden);
  const counted = asked.map((example) => ({ ...example, weight: goldenCounts * example.weight }));
  const meant = fitModel([...askItself(index), ...counted], prior.meant, priorHold);
  const judged = asked.flatMap(({ entries, right, weight, ...features }) => {
    const each = probabilities(meant, features);
    return entries
      .slice(0, choiceLimit)
      .map((_, i) => ({ ...goodnessFeatures(i, entries, each), right: [right[i]!], weight }));
  });
  return { meant, good: fitModel(judged, prior.good, priorHold) };
}

/**
 * Maximum number of golden questions that are asked, half a millisecond each. When 400 were, taken by their place, eight questions more moved
 * those answered outright between 66 and 84 in 100.
 */
const mostAsked = 2500;
/** Maximum number that they count as: with all 1,494, two in 100 more of few questions an entry are declined. */
const mostCounted = 800;
/** Share of them without an answer, where there are such, 0 to 1: as for the prior. */
const outsideShare = 0.35;

/** Asks the golden questions of a knowledge base. They only tell how sure to be: no entry ranks higher for them. */
function askGolden(index: Index, golden: readonly GoldenQuestion[]): AskedExample[] {
  const { ranker, query, read } = index;
  const asked = drawn(golden, mostAsked, ({ ask }) => ask);
  const weight = Math.min(asked.length, mostCounted);
  const outside = asked.filter(({ expect }) => expect.length === 0).length;
  const inside = asked.length - outside;
  const share = outside === 0 ? 0 : inside === 0 ? 1 : outsideShare;
  return asked.map(({ ask, expect }) => {
    const own = query(read(ask).words);
    const features = confidenceFeatures(index, own, ranker.rank(own));
    return {
      ...features,
      right: features.entries.map(({ id }) => (expect.includes(id) ? 1 : 0)),
      weight: expect.length === 0 ? (weight * share) / outside : (weight * (1 - share)) / inside
    };
  });
}

/** Draws items by a hash of their wording: one more changes a few of them, where a draw by place would deal all of them anew. */
function drawn<T>(items: readonly T[], limit: number, wordingOf: (item: T) => string): readonly T[] {
  if (items.length <= limit) return items;
  return items
    .map((item) => ({ item, place: hash32(wordingOf(item)) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, limit)
    .map(({ item }) => item);
}

/** Number of questions of each sort the matcher asks itself at most; half as many again change nothing. */
const samples = { asked: 140, absent: 70, negative: 100 };
/** Share of real messages that each sort stands for, 0 to 1. Chosen on the validation halves of the public sets. */
const shares = { asked: 0.75, absent: 0.12, negative: 0.13 };
/** Number of examples that the matcher's own questions count as in all: one each for the first hundred, one for every thirty of the others. */
const fullExperience = 100;
const further = 30;

type Sort = keyof typeof samples;

/** A phrasing of the knowledge that is asked. */
interface Own {
  document: number;
  phrasing: number;
  text: string;
}

/**
 * Asks the matcher its own questions, each left out of the index (its own entry is right), with the whole entry left out
 * (nothing is right), and negative examples (nothing is right), worded as people write: with asides, words dropped and slips.
 */
function askItself(index: Index): Example[] {
  const { corpus, ranker, query, concepts, training } = index;
  const phrasings = (kind: 'entry' | 'negative') =>
    corpus.documents.flatMap((own, document) => {
      if (own.isAside || (own.entry !== undefined) !== (kind === 'entry')) return [];
      // An entry without questions is asked for by its names.
      const { names, asks } = own;
      const texts = asks.length > 0 ? asks : names;
      return texts.map((text, i) => ({ document, phrasing: asks.length > 0 ? names.length + i : i, text }));
    });
  const rightness = (asked: Entry | undefined, found: Entry): number => {
    if (asked === found) return 1;
    return asked && areRelated(asked, found) ? relatedCounts : 0;
  };
  const asks = phrasings('entry');
  const negatives = phrasings('negative');
  const experience = Math.min(asks.length, fullExperience + asks.length / further);
  const examples: Example[] = [];
  const ask = (own: readonly Own[], sorts: readonly Sort[]): void => {
    const all = drawn(own, samples[sorts[0]!], ({ text }) => text);
    for (const [i, { document, phrasing, text: written }] of all.entries()) {
      const held = new Set(phrasingOf(corpus.features[document]!, phrasing));
      const text = reworded(written, training.asides, seededRandom(hash32(`${sorts[0]}\n${written}`)));
      // A word that only the left-out question holds counts as unknown, as it would be had nobody written it.
      const hides = (id: number) => corpus.vocabulary.textsWith(id) <= (held.has(id) ? 1 : 0);
      const asked = query(concepts.expand(wordsOf(text)), hides);
      for (const sort of sorts) {
        if (i >= samples[sort]) continue;
        const ranked = ranker.rank(asked, sort === 'absent' ? { document } : { phrasing: { document, phrasing } });
        const features = confidenceFeatures(index, asked, ranked);
        const { entry } = corpus.documents[document]!;
        const right = features.entries.map((found) => (sort === 'asked' ? rightness(entry, found) : 0));
        const weight = (shares[sort] * experience) / Math.min(all.length, samples[sort]);
        examples.push({ ...features, right, weight });
      }
    }
  };
  ask(asks, ['asked', 'absent']);
  ask(negatives, ['negative']);
  return examples;
}

/** Rewords a question as people write: as it is, with an aside before or after it, words dropped, or a slip of the keyboard. */
function reworded(text: string, asides: readonly string[], random: () => number): string {
  const dice = random();
  const aside = () => asides[Math.floor(random() * asides.length)];
  if (dice < 0.5) return text;
  if (dice < 0.6 && asides.length > 0) return `${aside()}. ${text}`;
  if (dice < 0.65 && asides.length > 0) return `${text}. ${aside()}`;
  const words = text.split(' ');
  if (dice < 0.85) {
    const kept = words.filter(() => random() > 0.2);
    return kept.length > 0 ? kept.join(' ') : text;
  }
  return words.map((word) => (word.length > 4 && random() < 0.3 ? withSlip(word, random) : word)).join(' ');
}

/** Swaps two letters of a word, or drops one. */
function withSlip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  if (random() < 0.5) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
}
