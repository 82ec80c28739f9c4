import { wordLists } from '../../config/word-lists.ts';
import { lead, phrasesUnder } from './phrases.ts';
import { contentOf, wordsOf } from './text.ts';

const { followUps } = wordLists;
/** A message that says both what was meant and what was not. */
const replacing = new RegExp(
  `${lead}(?:${phrasesUnder(followUps, 'before what was meant')} (?<meant>.{2,60}?),? not (?:\\S+\\s?){1,4}|${phrasesUnder(followUps, 'before what was not')} (?<wrong>[^,;.]{1,40})[,;.]+ (?<instead>.{2,60}))$`,
  'iu'
);

/** Returns what is meant by "I meant spread, not sustain" or "that's Scottish, I'm in England"; "I said we should not" negates. */
export function meantBy(text: string): string | undefined {
  const { meant, wrong = '', instead } = replacing.exec(text)?.groups ?? {};
  if (contentOf(wordsOf(wrong)).length > 0) return instead;
  return meant && contentOf(wordsOf(meant).slice(-1)).length > 0 ? meant : undefined;
}
