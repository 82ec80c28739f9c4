import type { MatchResult } from '../model/matcher.ts';
import type { AskedQuestion } from '../model/store.ts';

/** Characters of an unanswered question that are kept for the editors. */
const keptText = 300;

/**
 * Returns what is kept of a question: that it was asked, where and with what outcome; its text only where it was not answered
 * for sure, without personal details.
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
