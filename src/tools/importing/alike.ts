import type { Knowledge } from '../../core/model/entry.ts';
import type { Matcher } from '../../core/model/matcher.ts';
import { type Alike, createAlike as createAlikeText } from '../../knowledge/alike.ts';
import type { Draft } from './drafts.ts';

/** Creates a function that lists the entries a draft resembles. An address counts only if it is the section's own. */
export function createAlike(knowledge: Knowledge, matcher: Matcher): (draft: Draft) => Alike[] {
  const alike = createAlikeText(knowledge, matcher);
  return ({ title, section, url }) =>
    alike({
      title: title.replace(/, part \d+ of \d+$/, ''),
      body: section.body,
      ...(section.url && url && { url })
    });
}
