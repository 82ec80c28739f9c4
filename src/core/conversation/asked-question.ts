import type { MatchResult } from '../model/matcher.ts';
import type { AskedQuestion } from '../model/store.ts';

/** Maximum length of an unanswered question kept for the editors, in characters. */
const keptText = 300;

/**
 * Returns the record of a question: the fact that it was asked, the place and the outcome; the text, without personal
 * details, only where there was no confident answer.
 *
 * @param masked the question with personal details taken out
 * @param now milliseconds since 1970
 */
export function askedQuestion(
  { outcome, matches: [best] }: MatchResult,
  masked: string,
  platform: string,
  now: number
): AskedQuestion {
  return {
    at: now,
    platform,
    outcome,
    confidence: best?.confidence ?? 0,
    ...(best && { entryId: best.entry.id }),
    ...(outcome !== 'answer' && { text: masked.slice(0, keptText) })
  };
}
