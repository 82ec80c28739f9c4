import type { Knowledge } from '../../src/core/model/entry.ts';
import type { Outcome } from '../../src/core/model/matcher.ts';
import { createMatcher, type MatcherParts } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../../test/support/entries.ts';
import { withTwoSlips } from '../../test/support/slips.ts';
import type { PublicSet } from './sets.ts';

/** Result of an engine for a question: ids, best first; outcome and confidence where it has them. */
export interface Asked {
  ids: readonly string[];
  outcome?: Outcome;
  confidence?: number;
}

/** Figures of one engine on one set, in per cent unless said otherwise. */
export interface Figures {
  first: number;
  inFour: number;
  slipsFirst: number;
  shown: number;
  slipsShown: number;
  answered: number;
  wrong: number;
  declined: number;
  /** Of what is said with 0.85 to 0.95, questions from outside counted: how many, and how many of them are right. */
  said: { count: number; right: number };
  outside: Partial<
    Record<string, { count: number; answered: number; choices: number; declined: number; auroc: number }>
  >;
}

const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
const countOf = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;

/** Returns how often an answerable question has more confidence than one from outside, in per cent. */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  let wins = 0;
  for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return percent(wins, inside.length * outside.length);
}

/** Asks an engine the questions of a set, clean and with two slips, and those from outside. */
export function measure(set: PublicSet, ask: (text: string) => Asked): Figures {
  const judge = (write: (text: string) => string) =>
    set.questions.map(({ text, right }) => {
      const asked = ask(write(text));
      const isRight = asked.ids.map((id) => right.has(id));
      const shown = asked.outcome === 'choices' ? isRight.includes(true) : asked.outcome === 'answer' && isRight[0];
      return {
        ...asked,
        first: isRight[0] === true,
        inFour: isRight.slice(0, 4).includes(true),
        shown: shown === true
      };
    });
  const clean = judge((text) => text);
  const slips = judge(withTwoSlips);
  const outside = Object.entries(set.outside).map(([kind, texts]) => ({ kind, asked: texts.map(ask) }));
  const answered = clean.filter(({ outcome }) => outcome === 'answer');
  const all = [
    ...clean.map(({ first, confidence }) => ({ right: first, confidence: confidence ?? 0 })),
    ...outside.flatMap(({ asked }) => asked.map(({ confidence }) => ({ right: false, confidence: confidence ?? 0 })))
  ];
  const said = all.filter(({ confidence }) => confidence >= 0.85 && confidence < 0.95);
  const share = (items: typeof clean, is: (item: (typeof clean)[number]) => boolean) =>
    percent(countOf(items, is), items.length);
  return {
    first: share(clean, ({ first }) => first),
    inFour: share(clean, ({ inFour }) => inFour),
    slipsFirst: share(slips, ({ first }) => first),
    shown: share(clean, ({ shown }) => shown),
    slipsShown: share(slips, ({ shown }) => shown),
    answered: percent(answered.length, clean.length),
    wrong: percent(
      countOf(answered, ({ first }) => !first),
      answered.length
    ),
    declined: share(clean, ({ outcome }) => outcome === 'none'),
    said: {
      count: said.length,
      right: percent(
        countOf(said, ({ right }) => right),
        said.length
      )
    },
    outside: Object.fromEntries(
      outside.map(({ kind, asked }) => {
        const of = (outcome: Outcome) =>
          percent(
            countOf(asked, (one) => one.outcome === outcome),
            asked.length
          );
        const confidences = asked.map(({ confidence }) => confidence ?? 0);
        const auroc = areaUnderCurve(
          clean.map(({ confidence }) => confidence ?? 0),
          confidences
        );
        return [
          kind,
          { count: asked.length, answered: of('answer'), choices: of('choices'), declined: of('none'), auroc }
        ];
      })
    )
  };
}

/** Returns a public set as a knowledge base. */
export function knowledgeOf(set: PublicSet): Knowledge {
  return aKnowledge(...set.entries.map((entry) => anEntry({ ...entry, summary: entry.body })));
}

/** Training data that our matcher gets beside the knowledge. */
export type Given = Omit<MatcherParts, 'knowledge'>;

/** Measures our matcher on a set. */
export function measureOurs(set: PublicSet, given: Given): Figures {
  const matcher = createMatcher({ knowledge: knowledgeOf(set), ...given });
  return measure(set, (text): Asked => {
    const { outcome, matches } = matcher.find(text);
    return { ids: matches.map(({ entry }) => entry.id), outcome, confidence: matches[0]?.confidence ?? 0 };
  });
}
