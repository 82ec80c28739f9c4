import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A question to an entry, with the words of the sentences that tell it as regular expressions; none where the entry does not tell. */
export interface AskedFact {
  entry: string;
  asks: string;
  tells: string[];
  /** True where it is right too that no sentence is told. */
  orNone?: boolean;
}

/** Questions that one person wrote; `fitted` where the numbers of `telling.ts` were fitted on them. */
export interface FactsOfHand {
  hand: string;
  fitted: boolean;
  facts: AskedFact[];
}

/** Reads the questions for facts of entries, by the person who wrote them. */
export const readFacts = (): FactsOfHand[] =>
  parse(readFileSync('test/fixtures/messages/facts.yaml', 'utf8')) as FactsOfHand[];

/** Returns true where a passage, or that there is none, is right for a question. */
export function isRight({ tells, orNone }: AskedFact, passage: string | undefined): boolean {
  if (passage === undefined) return tells.length === 0 || orNone === true;
  return tells.some((words) => new RegExp(words, 'i').test(passage));
}
