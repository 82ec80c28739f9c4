import { ownCommand } from '../core/model/own-command.ts';
import { yearAfter } from '../core/time/calendar.ts';
import { countWords } from './count-words.ts';
import type { Merged } from './layered-parts.ts';
import { plainText } from './markup.ts';
import { nearest, type Problem } from './problem.ts';
import { date, frontMatter } from './schema.ts';

const isContactFile = /(?:^|\/)contacts\/[^/]+$/;

/**
 * Returns what a contact for topics need not say, so that a team's file is six lines: its kind, topic and status, one way of
 * asking, and a review a year after it was compiled.
 */
export function contactDefaults(data: object, file: string): Readonly<Record<string, unknown>> {
  const fields = data as Readonly<Record<string, unknown>>;
  const [topic] = [fields.for ?? []].flat();
  if (topic === undefined || !isContactFile.test(file)) return {};
  const made = fields.reviewed ?? fields.compiled;
  return {
    kind: 'contact',
    topic,
    status: 'current',
    ...(typeof fields.title === 'string' && { asks: [`how do I get in touch with ${fields.title}`] }),
    // Without a date there is no entry, and only that is to be told.
    review_by: yearAfter(date.safeParse(made).success ? String(made) : '2000-01-01')
  };
}

/** Fields that every entry has, `compiled` where it has no review. */
const required = Object.keys(frontMatter.shape).filter(
  (field) =>
    field === 'compiled' || !frontMatter.shape[field as keyof typeof frontMatter.shape].safeParse(undefined).success
);

/** Returns what a file lacks of an entry: `a body`, and fields; not those that a contact for topics is given. */
function lacking(id: string, { data, body }: Merged, file: string): string[] {
  const fields = { id, ...(data as object | null) } as Readonly<Record<string, unknown>>;
  const given = { ...contactDefaults(fields, file), ...fields };
  const lacks = required.filter((field) => (given[field as keyof typeof given] ?? undefined) === undefined);
  return [
    ...lacks.filter((field) => field !== 'compiled' || fields.reviewed === undefined),
    ...(countWords(plainText(body)) === 0 ? ['a body'] : [])
  ];
}

/**
 * Returns the problems of a file of a later layer that lacks much of an entry, where no layer below has one of its id to
 * change: one for all that is missing, and the others as they are.
 *
 * @param others ids that it could have meant
 */
export function withoutBelow(
  id: string,
  merged: Merged,
  file: string,
  others: readonly string[],
  found: readonly Problem[]
): readonly Problem[] {
  const lacks = lacking(id, merged, file);
  if (lacks.length < 2) return found;
  const meant = nearest(id, others);
  const forTopic = isContactFile.test(file) && !Object.hasOwn({ ...(merged.data as object | null) }, 'for');
  const message = [
    `Nothing of the id "${id}" is shipped, so this file changes no entry.`,
    ...(meant ? [`Did you mean "${meant}"? Then rename the file, and its id if it has one.`] : []),
    `As an entry of your own it still needs ${lacks.slice(0, -1).join(', ')} and ${lacks.at(-1)}; "${ownCommand('new KIND TITLE')}" writes a file with all of it.`,
    ...(forTopic ? ['A contact with "for: [TOPIC]" needs only title, compiled and a body besides.'] : [])
  ].join(' ');
  const missing = [...lacks.flatMap((field) => [`Missing field "${field}"`, `${field} is empty`]), 'The body is empty'];
  return [
    { ...merged.placeOf(['id']), message, blocks: true },
    ...found.filter((problem) => !missing.some((words) => problem.message.startsWith(words)))
  ];
}
