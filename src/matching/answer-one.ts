import type { Entry, Topic } from '../core/model/entry.ts';
import type { Explanation, Match, MatchResult, Outcome } from '../core/model/matcher.ts';
import type { SmallTalk } from '../core/model/talk.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { namedConfidence, outcomeOf, outsideBelow } from './confidence/outcome.ts';
import type { Engine } from './engine.ts';
import { explain, reasonFor, spellingExplanation } from './explain.ts';
import type { Ranked } from './ranking/ranker.ts';
import type { Names } from './text/names.ts';
import type { Reading } from './text/reading.ts';

const nearestLimit = 3;
/** Small talk is short: what is longer asks for something. */
const longestTalk = 8;
/** Up to this many words an input that nothing matched is compared with the names by their spelling. */
const longestName = 3;

/** What is made of one question. */
export interface Found extends Pick<MatchResult, 'outcome' | 'matches'> {
  /** Confidence in the first match. */
  top: number;
  talk: SmallTalk | undefined;
  topic: Topic | undefined;
  /** Works out the explanation, which takes longer than the answer and is seldom asked for. */
  explain(): Explanation;
}

/**
 * Makes the function that reads and ranks one question and decides its outcome.
 *
 * @param parts.nearNames entries whose names are spelt much like a short text
 */
export function createAnswerOne(parts: {
  engine: Engine;
  names: Names;
  nearNames(text: string): Entry[];
}): (text: string) => Found {
  const { engine, names, nearNames } = parts;
  const { corpus } = engine;

  const matchesOf = (ranked: readonly Ranked[], limit: number, top: number, shown: number): Match[] => {
    const best = ranked.slice(0, limit);
    const others = best.slice(1).map(({ score }) => Math.max(0, score) ** 4);
    const sum = others.reduce((a, b) => a + b, 0) || 1;
    return best.map(({ document }, i) => ({
      entry: corpus.documents[document]!.entry!,
      confidence: i === 0 ? top : Math.min(top, (Math.max(0, shown - top) * others[i - 1]!) / sum)
    }));
  };

  const isOf = ({ document }: Ranked, entry: Entry | undefined): boolean =>
    entry !== undefined && corpus.documents[document]!.entry === entry;

  const didYouMean = (reading: Reading, alike: readonly Entry[]) => ({
    outcome: 'choices' as const,
    top: 0,
    matches: alike.slice(0, choiceLimit).map((entry) => ({ entry, confidence: 1 / (alike.length + 1) })),
    talk: undefined,
    topic: alike[0]!.topic,
    explain: () => spellingExplanation(reading)
  });

  return (text) => {
    const reading = engine.read(text);
    const query = engine.query(reading.words);
    const ranked = engine.ranker.rank(query);
    const named = names.asked(reading.words);
    const best = ranked
      .filter(({ document }) => corpus.documents[document]!.entry)
      .sort((a, b) => Number(isOf(b, named)) - Number(isOf(a, named)));
    const first = best[0];
    const { field, top, shown } = first && isOf(first, named) ? namedConfidence : engine.confidence.of(query, ranked);
    const background = named ? undefined : ranked[0] && corpus.documents[ranked[0].document]!.talk;
    const small = background !== 'outside' && reading.words.length <= longestTalk ? background : undefined;
    const outcome: Outcome = small ? 'none' : outcomeOf({ top, shown }, best.length);
    const limit = outcome === 'none' ? nearestLimit : outcome === 'choices' ? choiceLimit : choiceLimit + 1;
    const outside = background === 'outside' || field < outsideBelow ? 'outside' : undefined;
    const brief = reading.words.length > 0 && reading.words.length <= longestName;
    const alike = outcome === 'none' && !background && brief ? nearNames(reading.words.join(' ')) : [];
    if (alike.length > 1) return didYouMean(reading, alike);
    return {
      outcome,
      top,
      matches: matchesOf(best, limit, top, shown),
      talk: outcome === 'none' ? (small ?? outside) : undefined,
      topic: likeliestTopic(
        best.map(({ document, score }) => ({ topic: corpus.documents[document]!.entry!.topic, score }))
      ),
      explain: () => {
        const title = first && corpus.documents[first.document]!.entry!.title;
        return explain(engine, reading, query, first, reasonFor(outcome, title, top, shown));
      }
    };
  };
}

/** The topic that the best entries have most weight in. */
function likeliestTopic(best: readonly { topic: Topic; score: number }[]): Topic | undefined {
  const weights = new Map<Topic, number>();
  for (const { topic, score } of best.slice(0, 5)) weights.set(topic, (weights.get(topic) ?? 0) + score);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
}
