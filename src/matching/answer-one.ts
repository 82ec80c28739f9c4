import type { Entry, SmallTalk, Topic } from '../core/model/entry.ts';
import type { Explanation, MatchResult, Outcome } from '../core/model/matcher.ts';
import { choiceLimit, namedConfidence, outcomeOf, outsideBelow } from './confidence/outcome.ts';
import type { Engine } from './engine.ts';
import { explain, reasonFor, spellingExplanation } from './explain.ts';
import type { Reading } from './text/reading.ts';

const nearestLimit = 3;
/** Minimum likeness of a message that is a phrasing of talk word for word. */
const saidSo = 0.95;
/** Small talk is short: what is longer asks for something, unless it is much like a phrasing of talk or of a command. */
const longestTalk = 8;
const muchAlike = 0.4;
/** Maximum number of words of an input that nothing matched and that is compared with the names by its spelling. */
const longestName = 3;

/** Reading of one question. */
export interface Found extends Pick<MatchResult, 'outcome' | 'matches'> {
  /** Confidence in the first match. */
  top: number;
  talk: SmallTalk | undefined;
  /** Likeness to the nearest phrasing of talk or of an entry, 0 to 1. */
  likeness: number;
  topic: Topic | undefined;
  /** Works out the explanation, which takes longer than the answer and is seldom asked for. */
  explain(): Explanation;
}

/**
 * Makes the function that reads and ranks one question and decides its outcome.
 *
 * @param parts.nearNames entries whose names are spelt much like a short text
 */
export function createAnswerOne(parts: { engine: Engine; nearNames(text: string): Entry[] }): (text: string) => Found {
  const { engine, nearNames } = parts;
  const { corpus } = engine;

  const didYouMean = (reading: Reading, alike: readonly Entry[]) => ({
    outcome: 'choices' as const,
    top: 0,
    matches: alike.slice(0, choiceLimit).map((entry) => ({ entry, confidence: 1 / (alike.length + 1) })),
    talk: undefined,
    likeness: 0,
    topic: alike[0]!.topic,
    explain: () => spellingExplanation(reading)
  });

  return (text) => {
    const reading = engine.read(text);
    const query = engine.query(reading.words);
    const ranked = engine.ranker.rank(query);
    const name = engine.names.asked(reading.words);
    const named = name === undefined ? undefined : engine.entryOf(name);
    const found = engine.confidence(query, ranked);
    const isNamed = found.some(({ entry }) => entry === named);
    const likely = isNamed
      ? [
          { entry: named!, meant: namedConfidence, good: namedConfidence },
          ...found.filter(({ entry }) => entry !== named)
        ]
      : found;
    const [best] = likely;
    const any = likely.reduce((sum, { meant }) => sum + meant, 0);
    const background = isNamed ? undefined : ranked[0] && corpus.documents[ranked[0].document]!.talk;
    const decided = outcomeOf(likely);
    // no phrasing of talk overrules entries that would be shown, unless the message is that very phrasing: "are you open on
    // Sunday" begins like "are you a robot", and is a library's
    const near = ranked[0]?.parts.near ?? 0;
    const isTalk = background !== 'outside' && (reading.words.length <= longestTalk || near >= muchAlike);
    const isSaid = decided.outcome === 'none' || near >= saidSo;
    const small = isTalk && isSaid ? background : undefined;
    const outcome: Outcome = small ? 'none' : decided.outcome;
    const outside = background === 'outside' || any < outsideBelow ? 'outside' : undefined;
    const brief = reading.words.length > 0 && reading.words.length <= longestName;
    const alike = outcome === 'none' && !background && brief ? nearNames(reading.words.join(' ')) : [];
    if (alike.length > 1) return didYouMean(reading, alike);
    return {
      outcome,
      top: best?.good ?? 0,
      matches: (outcome === 'none' ? likely.slice(0, nearestLimit) : decided.worth).map(({ entry, good }) => ({
        entry,
        confidence: Math.min(best!.good, good)
      })),
      talk: outcome === 'none' ? (small ?? outside) : undefined,
      likeness: near,
      topic: likeliestTopic(
        ranked.flatMap(({ document, score }) => {
          const { entry } = corpus.documents[document]!;
          return entry ? [{ topic: entry.topic, score }] : [];
        })
      ),
      explain: () => {
        const first = ranked.find(({ document }) => corpus.documents[document]!.entry === best?.entry);
        return explain(engine, reading, query, first, reasonFor(outcome, best?.entry.title, best?.good ?? 0, any));
      }
    };
  };
}

/** Returns the topic in which the best entries have most weight. */
function likeliestTopic(best: readonly { topic: Topic; score: number }[]): Topic | undefined {
  const weights = new Map<Topic, number>();
  for (const { topic, score } of best.slice(0, 5)) weights.set(topic, (weights.get(topic) ?? 0) + score);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
}
