import { type ConfidenceModel, confidenceFeatures } from '../../src/matching/confidence/confidence.ts';
import { prior } from '../../src/matching/confidence/fit-confidence.ts';
import { type Example, fitModel } from '../../src/matching/confidence/fit-model.ts';
import { createIndex, type MatcherParts } from '../../src/matching/search-index.ts';
import { withTwoSlips } from '../../test/support/slips.ts';

/** A knowledge base with questions of which the right entries are known; none are right of a question from outside. */
export interface Labelled {
  /** Sets of one family count as one. */
  family: string;
  parts: MatcherParts;
  questions: readonly { text: string; right: ReadonlySet<string> }[];
}

/** Each family counts as so many examples. */
const familyWeight = 600;
/** Share of real messages without an answer: more than in a team's own channel, far less than in the traffic of HINT3. */
const outsideShare = 0.35;
/** The prior of the prior: almost none. */
const hold = 1;

/** Fits the weights that hold before a knowledge base has said anything of its own. */
export function fitPrior(bases: readonly Labelled[]): ConfidenceModel {
  const asked = bases.flatMap(({ family, parts, questions }) => {
    const index = createIndex(parts);
    const { ranker, query, read } = index;
    return questions.flatMap(({ text, right }) => {
      const written = right.size > 0 ? [text, withTwoSlips(text)] : [text];
      return written.map((each) => {
        const own = query(read(each).words);
        const features = confidenceFeatures(index, own, ranker.rank(own));
        return {
          family,
          outside: right.size === 0,
          ...features,
          right: features.entries.map(({ id }) => (right.has(id) ? 1 : 0))
        };
      });
    });
  });
  const sorts = new Map<string, number>();
  const sortOf = ({ family, outside }: (typeof asked)[number]) => `${family} ${outside}`;
  for (const example of asked) sorts.set(sortOf(example), (sorts.get(sortOf(example)) ?? 0) + 1);
  const examples: Example[] = asked.map((example) => {
    const share = example.outside ? outsideShare : 1 - outsideShare;
    return { ...example, weight: (familyWeight * share) / sorts.get(sortOf(example))! };
  });
  const zero = { candidate: prior.meant.candidate.map(() => 0), none: prior.meant.none.map(() => 0) };
  return fitModel(examples, zero, hold);
}
