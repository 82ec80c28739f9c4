import type { About } from './about.ts';
import { memoizeByObject } from './bounded-map.ts';
import type { Knowledge } from './entry.ts';

/** Returns the description in `about.yaml`; missing fields are derived from the entries. */
export function aboutOf(knowledge: Pick<Knowledge, 'about' | 'entries'>): About {
  return knowledge.about ?? fromEntries(knowledge.entries);
}

/** Returns what the bot is called: the name in `about.yaml`, else that of this program. */
export const nameOf = (knowledge: Pick<Knowledge, 'about' | 'entries'>): string =>
  aboutOf(knowledge).name ?? 'Spread Bot';

/** Number of entries named in the sentence about the bot's subjects, and of questions offered to begin with. */
const examples = 3;
const mostPrompts = 4;

/** Returns a title for use inside a sentence: `Renew a loan` as `renew a loan`, `PDSA` unchanged. */
const inSentence = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;

const fromEntries = memoizeByObject((byId: Knowledge['entries']): About => {
  const entries = [...byId.values()];
  const shown = entries.filter(({ kind, status }) => kind !== 'contact' && status === 'current');
  const some = shown.slice(0, examples).map(({ title }) => inSentence(title));
  const ids = [...new Set(entries.map(({ topic }) => topic))].sort();
  return {
    covers: some.length > 0 ? `${some.join(', ')}${shown.length > examples ? ' and more' : ''}` : 'very little yet',
    language: 'en',
    topics: ids.map((id) => ({ id, title: ids.length === 1 ? 'Everything' : titleOf(id), words: [] })),
    prompts: shown
      .flatMap(({ title, asks: [ask] }) => (ask && title.length <= 40 ? [{ title, text: sentence(ask) }] : []))
      .slice(0, mostPrompts),
    texts: {}
  };
});

const sentence = (ask: string): string => `${ask[0]!.toUpperCase()}${ask.slice(1)}${/[.?!]$/.test(ask) ? '' : '?'}`;

/** Returns a title derived from a topic id without a title of its own: `Room hire` for `room-hire`. */
function titleOf(id: string): string {
  return id.slice(0, 1).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}

/** Returns the title of a topic, as a heading. */
export function topicTitle(id: string, knowledge: Pick<Knowledge, 'about' | 'entries'>): string {
  return aboutOf(knowledge).topics.find((topic) => topic.id === id)?.title ?? titleOf(id);
}

/** Returns the topic that a written name stands for: an id, a title or another word for it. */
export function topicNamed(name: string, knowledge: Pick<Knowledge, 'about' | 'entries'>): string | undefined {
  const said = name.trim().toLowerCase();
  return aboutOf(knowledge).topics.find(
    ({ id, title, words }) =>
      id === said || title.toLowerCase() === said || words.some((word) => word.toLowerCase() === said)
  )?.id;
}
