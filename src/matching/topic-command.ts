import { wordLists } from '../config/word-lists.ts';
import type { About } from '../core/model/about.ts';
import { aboutOf } from '../core/model/about-of.ts';
import { commandOf, type Knowledge, type SmallTalk, talkOf } from '../core/model/entry.ts';
import { wordsUnder } from './text/phrases.ts';
import { contentOf, stem, wordsOf } from './text/text.ts';

const prepositions = new Set([...wordsUnder(wordLists.projects, 'about'), 'for']);

/** Returns the end of a text that says what it is about: "run charts" of "everything on run charts". */
function subjectOf(text: string): string | undefined {
  const words = text.replace(/[.?!]$/, '').split(/\s+/);
  const at = words.findLastIndex((word) => prepositions.has(word.toLowerCase()));
  return at < 0 || at === words.length - 1 ? undefined : words.slice(at + 1).join(' ');
}

const stemsOf = (words: readonly string[]): string[] => contentOf(words).map(stem);

function isNamed({ id, title, words }: About['topics'][number], said: readonly string[]): boolean {
  const names = new Set(stemsOf([id, title, ...words].flatMap(wordsOf)));
  return stemsOf(said).some((word) => names.has(word));
}

export const topicIn = (
  words: readonly string[],
  knowledge: Pick<Knowledge, 'about' | 'entries'>
): string | undefined => aboutOf(knowledge).topics.find((topic) => isNamed(topic, words))?.id;

/**
 * Returns what a message says in place of a command about a topic that it does not name: "list everything on run charts"
 * is like "list everything on spreading", but wishes for a search; "who do I contact" for all contacts.
 */
export function topicCommand(
  talk: SmallTalk,
  text: string,
  words: readonly string[],
  knowledge: Pick<Knowledge, 'about' | 'entries'>
): SmallTalk {
  const [, command, id] = /^(topics|contacts) (.+)$/.exec(commandOf(talk) ?? '') ?? [];
  const topic = aboutOf(knowledge).topics.find((one) => one.id === id);
  if (!command || !topic || isNamed(topic, words)) return talk;
  const about = subjectOf(text);
  return talkOf(command === 'topics' && about !== undefined ? `find ${about}` : command);
}
