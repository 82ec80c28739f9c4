import type { Entry, SmallTalk } from '../core/model/entry.ts';
import type { FollowUp, Match } from '../core/model/matcher.ts';
import type { Decided } from './explain.ts';
import { type Before, isOpen, listOf, writeAsked } from './shown.ts';
import { factOf, type Tell } from './telling.ts';
import type { FollowUpRequest } from './text/follow-up.ts';

const opening: ReadonlySet<string> = new Set('chosen itself earlier agreed refused enough material'.split(' '));
const markOf = ({ kind }: FollowUpRequest): FollowUp | undefined =>
  opening.has(kind) ? undefined : (kind as FollowUp);

export const tellsIt = ({ passage }: Match): boolean => passage !== undefined;

export const choose = (entries: readonly Entry[]): readonly Match[] =>
  entries.map((entry) => ({ entry, confidence: 1 / (entries.length + 1) }));

export const choices = (matches: readonly Match[], followUp: FollowUp = 'all'): Decided => ({
  outcome: 'choices',
  matches,
  rest: [],
  followUp
});

export const saying = (talk: SmallTalk): Decided => ({ outcome: 'none', matches: [], rest: [], talk });

export const opened = (entry: Entry, followUp?: FollowUp, passage?: string): Decided => ({
  outcome: 'answer',
  matches: [{ entry, confidence: 1, passage }],
  rest: [],
  topic: entry.topic,
  followUp
});

/**
 * Answers a request about an entry, a question for one of its facts by the sentence that tells it.
 *
 * @param question words in which a fact is asked for; the kind of fact where it was asked for before
 */
export function ofEntry(tell: Tell, request: FollowUpRequest, entry: Entry, question = request.detail ?? ''): Decided {
  if (request.kind !== 'detail') return opened(entry, markOf(request));
  const told = tell(question, entry);
  return opened(entry, factOf(question, told), told.passage);
}

export const ofEach = (tell: Tell, question: string, several: readonly Entry[]): readonly Match[] =>
  choose(several).map((match) => ({ ...match, passage: tell(question, match.entry).passage }));

/** Returns what there is besides what was shown: the rest of its list, then what comes next for the same question. */
export function othersThan(before: Before): Decided {
  const { last, list, further, onward } = before;
  const next = [...list, ...further].filter((entry) => !last.includes(entry));
  if (next.length === 0 && onward) return saying(onward);
  const kept = isOpen(before) ? [] : last;
  const outcome = kept.length > 0 ? 'answer' : 'none';
  return { outcome, matches: choose(kept), rest: choose(next), followUp: 'others' };
}

export function askWhich(request: FollowUpRequest, before: Before): Decided {
  const open = isOpen(before) || request.kind === 'chosen' ? listOf(before) : [];
  const outcome = open.length > 1 ? 'choices' : 'none';
  const followUp = markOf(request) ?? 'more';
  return { outcome, matches: choose(open), rest: [], followUp, asked: writeAsked(request) };
}
