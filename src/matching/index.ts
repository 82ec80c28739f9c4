import type { Entry, Knowledge, Topic } from '../core/model/entry.ts';
import type { Explanation, Match, Matcher, MatchResult, Outcome, SmallTalk } from '../core/model/matcher.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { namedConfidence, outcomeOf, outsideBelow } from './confidence/outcome.ts';
import type { TrainingData } from './corpus/documents.ts';
import { createEngine, type Learnt } from './engine.ts';
import { explain, leaningExplanation, reasonFor, spellingExplanation } from './explain.ts';
import type { Ranked } from './ranking/ranker.ts';
import { createSuggester } from './suggest.ts';
import { followUpOf } from './text/follow-up.ts';
import { createNames } from './text/names.ts';
import { cut, type Reading } from './text/reading.ts';
import { splitQuestions } from './text/split.ts';
import { matchedLimits } from './text/text.ts';

export { type Confusion, findConfusions } from './confusions.ts';
export type { NegativeExamples, TrainingData } from './corpus/documents.ts';
export { type Learnt, learn } from './engine.ts';

const nearestLimit = 3;
/** Small talk is short: what is longer asks for something. */
const longestTalk = 8;
/** From this likeness to one of its questions an entry is shown in a look-up. */
const answering = 0.25;
/** Up to this many words an input that nothing matched is compared with the names by their spelling. */
const longestName = 3;

/** What is made of one question. */
interface Found extends Pick<MatchResult, 'outcome' | 'matches'> {
  /** Confidence in the first match. */
  top: number;
  talk: SmallTalk | undefined;
  topic: Topic | undefined;
  explain(): Explanation;
}

/**
 * Builds the matcher of a knowledge base: index, speller, classifier and the confidence learnt from the knowledge itself.
 *
 * @param parts.wordTable bytes of `models/word-table.bin`; matching goes on without it, a little less well
 * @param parts.training what it is trained on besides the knowledge; without it what lies outside is seldom declined
 * @param parts.learnt what {@link learn} made of the same knowledge and table; learnt anew when absent or of another index
 * @throws RangeError when the word table is damaged
 */
export function createMatcher(parts: {
  knowledge: Knowledge;
  wordTable?: Uint8Array;
  training?: TrainingData;
  learnt?: Learnt;
}): Matcher {
  const engine = createEngine(parts);
  const { corpus } = engine;
  const entries = corpus.documents.flatMap(({ entry }) => entry ?? []);
  const { suggest, nearNames } = createSuggester(entries, (text) => {
    const ranked = engine.ranker.rank(engine.query(engine.read(text).words));
    return ranked.flatMap(({ document, parts: { near } }) =>
      near >= answering ? (corpus.documents[document]!.entry ?? []) : []
    );
  });
  const names = createNames(entries, (name) => engine.read(name).words);

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

  /** One question by itself; `explain` is dear and mostly not asked for, so it waits. */
  const findOne = (text: string): Found => {
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

  return {
    suggest,
    leans: (text) => followUpOf(text) !== undefined,
    find(text, last = []) {
      const leaning = followUpOf(text);
      const about = last[0] === undefined ? undefined : parts.knowledge.entries.get(last[0]);
      if (leaning && about) {
        const explanation = () => leaningExplanation(cut(text, matchedLimits), about.title);
        const found = { outcome: 'answer' as const, matches: [{ entry: about, confidence: 1 }], rest: [] };
        return withExplanation({ ...found, followUp: leaning, topic: about.topic }, explanation);
      }
      const questions = splitQuestions(text);
      const findings = [text, ...(questions.length > 1 ? questions : [])].map(findOne);
      const clearest = findings.reduce((a, b) => (b.top > a.top ? b : a));
      const { outcome, matches, talk, topic } = clearest;
      const shown = new Set(matches.slice(0, 1).map(({ entry }) => entry.id));
      const rest = findings
        .slice(1)
        .filter((other) => outcome !== 'none' && other !== clearest && other.outcome !== 'none')
        .flatMap((other) => other.matches.slice(0, other.outcome === 'answer' ? 1 : 2))
        .filter(({ entry }) => !shown.has(entry.id) && shown.add(entry.id))
        .slice(0, choiceLimit);
      return withExplanation(
        { outcome, matches, rest, ...(talk && { talk }), ...(topic && { topic }) },
        clearest.explain
      );
    }
  };
}

/** Adds the explanation as a property that is worked out when it is first read. */
function withExplanation(matchResult: Omit<MatchResult, 'explanation'>, explanation: () => Explanation): MatchResult {
  let known: Explanation | undefined;
  return Object.defineProperty(matchResult as MatchResult, 'explanation', {
    enumerable: true,
    get: () => (known ??= explanation())
  });
}

/** The topic that the best entries have most weight in. */
function likeliestTopic(best: readonly { topic: Topic; score: number }[]): Topic | undefined {
  const weights = new Map<Topic, number>();
  for (const { topic, score } of best.slice(0, 5)) weights.set(topic, (weights.get(topic) ?? 0) + score);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
}
