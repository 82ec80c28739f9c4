import type { Assessment } from '../core/model/assessment.ts';
import type { Entry, GoldenQuestion, LeftOutFile, Tip } from '../core/model/entry.ts';
import { dateOf, dayOf } from '../core/time/calendar.ts';
import type { AboutFile } from './about-file.ts';
import { linkFaults, sharedAddresses } from './check-links.ts';
import type { Located } from './located.ts';
import { folderOf } from './new-id.ts';
import { type OwnTeam, ownTeam } from './own-team.ts';
import { nearest, type Problem } from './problem.ts';
import type { ReadEntry } from './read-entry.ts';
import { id as idShape } from './schema.ts';
import { type MovedName, settleAsks, wordingKey } from './settle-asks.ts';

interface Parts {
  /** Fields of files that were left out. */
  faulty: readonly NonNullable<ReadEntry['faulty']>[];
  entries: ReadonlyMap<string, Located<Entry>>;
  /** Ids that files claim, even if the file itself is faulty, so that one fault is not reported many times. */
  claimed: ReadonlySet<string>;
  /** Names of the layers, the first one first. */
  layers: readonly (string | undefined)[];
  assessments: readonly Located<Pick<Assessment, 'topic'>>[];
  tips: Located<Tip[]> | undefined;
  questions: Located<GoldenQuestion[]> | undefined;
  about: Located<AboutFile> | undefined;
  today: string;
}

/** Returns the following day, for editors whose day has begun before that of UTC. */
const dayAfter = (day: string): string => dateOf(dayOf(day) + 1);

/** Result of the checks across all files. */
export interface CrossChecked {
  problems: Problem[];
  /** Questions that an entry of a later layer has taken over, by entry id. */
  lost: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that went along with a question which asks for nothing but the name. */
  names: readonly MovedName[];
  /** The same, worded for editors. */
  clashes: readonly LeftOutFile[];
  /** The contact for the reader's own team, and the organisation's own that takes its place. */
  team?: OwnTeam;
}

type Say = (path: readonly PropertyKey[], message: string, blocks?: boolean) => void;

/** Finds faults that only appear across files: unknown ids, duplicates, dates. */
export function crossCheck({
  entries,
  faulty,
  claimed,
  layers,
  tips,
  assessments,
  questions,
  about,
  today
}: Parts): CrossChecked {
  const problems: Problem[] = [];
  const ids = [...claimed];
  const contacts = [...entries.values()].flatMap(({ value }) => (value.kind === 'contact' ? value.id : []));
  const lead = (where: Located<unknown>, path: readonly PropertyKey[], id: string | undefined): void => {
    if (id === undefined || claimed.has(id)) return;
    const field = String(path.find((step) => typeof step === 'string'));
    const meant = nearest(id, ids);
    const ways: Readonly<Record<string, string>> = {
      contact: `allowed: ${contacts.join(', ')}.`,
      expect: 'Correct it, or write expect: [] where no entry is to answer.'
    };
    const otherwise = ways[field] ?? 'Correct or remove it.';
    const message = `${field} leads to "${id}", which no file has as its id. ${meant ? `Did you mean "${meant}"?` : otherwise}`;
    problems.push({ ...where.placeOf(path), message, blocks: true });
  };
  const listed = about?.value.topics?.map(({ id: topic }) => topic);
  const checkTopic = (where: Located<unknown>, path: readonly PropertyKey[], topic: string): void => {
    if (!listed || listed.includes(topic)) return;
    const meant = nearest(topic, listed);
    const message = `topic is "${topic}"; allowed: ${listed.join(', ')} (the topics of about.yaml).${meant ? ` Did you mean "${meant}"?` : ''}`;
    problems.push({ ...where.placeOf(path), message, blocks: true });
  };
  for (const located of entries.values()) {
    const { value: entry, file, placeOf } = located;
    const say: Say = (path, message, blocks = true) => {
      problems.push({ ...placeOf(path), message, blocks });
    };
    checkTopic(located, ['topic'], entry.topic);
    for (const [index, topic] of (entry.for ?? []).entries()) checkTopic(located, ['for', index], topic);
    const folder = folderOf(entry.kind);
    if (!`/${file}`.endsWith(`/${folder}/${entry.id}.md`)) {
      say(
        ['id'],
        `This file should be ${folder}/${entry.id}.md by its id and kind. Rename it, or correct the id or kind.`
      );
    }
    lead(located, ['superseded_by'], entry.supersededBy);
    lead(located, ['contact'], entry.contact);
    for (const [index, id] of entry.see.entries()) lead(located, ['see', index], id);
    const contact = entry.contact === undefined ? undefined : entries.get(entry.contact);
    if (contact && contact.value.kind !== 'contact') {
      say(
        ['contact'],
        `contact leads to "${entry.contact}", which is a ${contact.value.kind}; allowed: an entry of contacts/.`
      );
    }
    if (entry.for && entry.kind !== 'contact') {
      say(
        ['for'],
        `for is given, and the entry is a ${entry.kind}; only a contact can be the one to turn to. Remove it.`
      );
    }
    if (entry.supersededBy === entry.id)
      say(['superseded_by'], 'An entry cannot be superseded by itself. Name the newer entry.');
    const circle = entry.supersededBy !== entry.id && superseding(entry.id, entries);
    if (circle) {
      const way = circle.join(', that by ');
      say(['superseded_by'], `It is superseded by ${way}, and that by this entry again. Name the newest one.`, false);
    }
    if (entry.see.includes(entry.id)) say(['see'], 'see leads to the entry itself. Remove it.', false);
    if (entry.status === 'superseded' && !entry.supersededBy) {
      say(['status'], 'status is "superseded" but superseded_by is missing. Add the id of what to use instead.');
    }
    checkDates(located, today, say);
    for (const { field, message, blocks } of linkFaults(entry)) {
      const [at, of] = [placeOf([field]), placeOf(['url'])];
      if (field !== 'link_label' || entry.url === undefined || at.file === of.file) say([field], message, blocks);
      else
        problems.push({ ...of, message: `${message} The label is that of ${at.file}: write your own here.`, blocks });
    }
  }
  const rankOf = (file: string): number =>
    layers.findLastIndex((layer) => layer !== undefined && file.startsWith(`${layer}/`));
  problems.push(...sharedAddresses(entries, rankOf), ...topicsWithoutContact(entries));
  const { asked, lost, names, clashes } = settleAsks(entries, rankOf, problems);
  tips?.value.forEach((tip, index) => {
    lead(tips, [index, 'resource'], tip.resource);
    checkTopic(tips, [index, 'topic'], tip.topic);
    if (tips.value.findIndex(({ id }) => id === tip.id) !== index) {
      const message = `The id "${tip.id}" is that of an earlier tip. Ids are unique; rename this one.`;
      problems.push({ ...tips.placeOf([index, 'id']), message, blocks: true });
    }
  });
  // Of a file that is left out already, what leads nowhere is told with the rest.
  for (const located of faulty) {
    const { topic, contact, superseded_by: newer, see, for: topics } = located.value;
    const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter(isText);
    for (const id of texts(topic).filter(isId)) checkTopic(located, ['topic'], id);
    for (const [index, id] of texts(topics).entries()) if (isId(id)) checkTopic(located, ['for', index], id);
    for (const id of texts(contact).filter(isId)) lead(located, ['contact'], id);
    for (const id of texts(newer).filter(isId)) lead(located, ['superseded_by'], id);
    for (const [index, id] of texts(see).entries()) if (isId(id)) lead(located, ['see', index], id);
  }
  for (const located of assessments) checkTopic(located, ['topic'], located.value.topic);
  const golden = new Set<string>();
  questions?.value.forEach((question, index) => {
    for (const id of question.expect) lead(questions, [index, 'expect'], id);
    const key = wordingKey(question.ask);
    const say = (message: string): void => {
      problems.push({ ...questions.placeOf([index, 'ask']), message, blocks: false });
    };
    if (golden.has(key) && key) say(`The golden question "${question.ask}" stands twice. Remove one.`);
    golden.add(key);
    const owner = asked.get(key);
    if (owner) say(`The golden question "${question.ask}" is also in ${owner.file}, so it tests nothing. Reword it.`);
  });
  const team = ownTeam(entries, rankOf);
  return { problems, lost, names, clashes, ...(team && { team }) };
}

/** Returns the entries by which one is superseded, up to itself; undefined where they end with another. */
function superseding(id: string, entries: ReadonlyMap<string, Located<Entry>>): string[] | undefined {
  const way: string[] = [];
  for (let next = entries.get(id)?.value.supersededBy; next; next = entries.get(next)?.value.supersededBy) {
    if (next === id) return way;
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (text: string): boolean => idShape.safeParse(text).success;

/**
 * Checks the creation and review dates of an entry. Two dates of different layers that contradict each other are nobody's
 * mistake but an upgrade, and a warning.
 */
function checkDates({ value: entry, placeOf }: Located<Entry>, today: string, say: Say): void {
  const made = entry.reviewed ?? entry.compiled ?? '';
  const latest = dayAfter(today);
  const isOneFile = (...[a, b]: [string, string]): boolean => placeOf([a]).file === placeOf([b]).file;
  for (const field of ['compiled', 'reviewed'] as const) {
    const day = entry[field];
    if (day !== undefined && day > latest) {
      say([field], `${field} is ${day}, which is after today, ${today}. Correct the date.`, field === 'reviewed');
    }
  }
  if (entry.outdatedReview !== undefined) {
    const advice = 'The words changed since: check them and set reviewed to today, or remove reviewed and reviewed_by.';
    say(
      ['reviewed'],
      `reviewed is ${entry.outdatedReview}, which is before compiled, ${entry.compiled}. ${advice}`,
      isOneFile('reviewed', 'compiled')
    );
  }
  if (entry.reviewBy <= made) {
    const after = entry.reviewed === undefined ? 'compiled' : 'reviewed';
    say(
      ['review_by'],
      `review_by is ${entry.reviewBy}; allowed: a date after ${after}, ${made}. Correct one of them.`,
      isOneFile('review_by', after)
    );
  } else if (entry.reviewBy < today) {
    const advice =
      'Check the entry and its links, then set reviewed to today, reviewed_by to your team and review_by to a later date.';
    say(['review_by'], `The review was due on ${entry.reviewBy}. ${advice}`, false);
  }
}

/** Returns a warning for each topic whose entries name no contact. */
function topicsWithoutContact(entries: Parts['entries']): Problem[] {
  const all = [...entries.values()];
  const named = new Set(
    all.flatMap(({ value }) => [
      ...(value.for ?? []),
      ...(value.contact || value.kind === 'contact' ? [value.topic] : [])
    ])
  );
  const bare = new Map(
    all.filter(({ value }) => !named.has(value.topic)).map((located) => [located.value.topic, located])
  );
  return [...bare].map(([topic, { file }]) => ({
    file,
    line: 1,
    message: `No entry of the topic "${topic}" names a contact. Name one, so that people with no answer know whom to ask.`,
    blocks: false
  }));
}
