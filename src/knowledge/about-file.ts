import { z } from 'zod';
import { wordLists } from '../config/word-lists.ts';
import { type About, textNames } from '../core/model/about.ts';
import { smallTalks, type Talk, type TalkGroup, talkOf } from '../core/model/entry.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\r\n]*$/, { error: 'one line' });
const topicId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'small letters, digits and single hyphens' });
/** Text of the bot, of at most the length that a card shows without folding. */
const text = z.string().trim().min(1).max(1000);
const lines = z.array(line(200));

/** Schema of `about.yaml`; every field is optional. */
export const aboutFile = z.strictObject({
  name: line(40).optional(),
  covers: line(200).optional(),
  language: line(20).optional(),
  region: line(60).optional(),
  topics: z
    .array(
      z.strictObject({ id: topicId, title: line(40), text: line(120).optional(), words: z.array(line(40)).default([]) })
    )
    .min(1)
    .optional(),
  nations: z.record(topicId, z.array(line(40)).min(1)).optional(),
  prompts: z
    .array(z.strictObject({ title: line(40), text: line(200) }))
    .max(4)
    .optional(),
  texts: z.partialRecord(z.enum(textNames), text).optional()
});

/** Schema of `talk.yaml`. */
export const talkFile = z.strictObject({
  talk: z.partialRecord(z.enum(smallTalks), lines).default({}),
  commands: z
    .partialRecord(
      z.enum([
        'help',
        'topics',
        'topics {topic}',
        'contacts',
        'contacts {topic}',
        'ask a person',
        'assess',
        'tips stop',
        'tips pause',
        'tips resume',
        'tips weekly',
        'tips status',
        'tips now'
      ]),
      lines
    )
    .default({}),
  around: z
    .partialRecord(z.enum(['greeting', 'courtesy', 'introduction', 'apology', 'hurry', 'sign-off']), lines)
    .default({})
});

export type AboutFile = z.infer<typeof aboutFile>;
export type TalkFile = z.infer<typeof talkFile>;

/** Returns words for nations with the places in each; none for England, whose people are served by what serves everybody. */
const withPlaces = (nations: NonNullable<About['nations']>): NonNullable<About['nations']> =>
  Object.fromEntries(
    Object.entries(nations).map(([nation, words]) => {
      const places = wordLists.facts.filter(({ name }) => name === `place/${nation}` && nation !== 'england');
      return [nation, [...new Set([...words, ...places.flatMap(({ lines }) => lines)])]];
    })
  );

/**
 * Returns what a folder states about its organisation, completed from its entries.
 *
 * @param entries result of {@link aboutOf} for the entries
 */
export function readAbout(file: AboutFile, entries: About): About {
  return {
    ...(file.name !== undefined && { name: file.name }),
    covers: file.covers ?? entries.covers,
    language: file.language ?? entries.language,
    ...(file.region !== undefined && { region: file.region }),
    topics:
      file.topics?.map(({ text: own, ...topic }) => ({ ...topic, ...(own !== undefined && { text: own }) })) ??
      entries.topics,
    prompts: file.prompts ?? entries.prompts,
    texts: file.texts ?? {},
    ...(file.nations && { nations: withPlaces(file.nations) })
  };
}

const anyTopic = '{topic}';

/** Returns the phrasings of a talk file, with `{topic}` expanded to every topic and its synonyms. */
export function readTalk({ talk, commands, around }: TalkFile, { topics }: About): Talk {
  const groups: TalkGroup[] = [];
  for (const kind of smallTalks) {
    const asks = talk[kind];
    if (asks && asks.length > 0) groups.push({ talk: kind, asks });
  }
  for (const [command, asks] of Object.entries(commands)) {
    if (!command.includes(anyTopic)) {
      groups.push({ talk: talkOf(command), asks });
      continue;
    }
    for (const { id, title, words } of topics) {
      const names = [...new Set([title, ...words].map((name) => name.toLowerCase()))];
      groups.push({
        talk: talkOf(command.replace(anyTopic, id)),
        asks: asks.flatMap((ask) => names.map((name) => ask.replace(anyTopic, name)))
      });
    }
  }
  return { groups: groups.filter(({ asks }) => asks.length > 0), around };
}
