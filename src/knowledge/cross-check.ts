import type { Entry, GoldenQuestion, Tip } from '../core/model/entry.ts';
import type { AboutFile } from './about-file.ts';
import type { Located } from './located.ts';
import { folderOf } from './new-id.ts';
import { nearest, type Problem } from './problem.ts';

interface Parts {
  entries: ReadonlyMap<string, Located<Entry>>;
  /** Ids that files lay claim to, also where the file itself is faulty, so that one fault is not told many times. */
  claimed: ReadonlySet<string>;
  tips: Located<Tip[]> | undefined;
  questions: Located<GoldenQuestion[]> | undefined;
  about: Located<AboutFile> | undefined;
  today: string;
}

/** The day after, for editors whose day has begun before that of UTC. */
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** A wording without case, accents, punctuation and double spaces: two that agree in it are the same question. */
export function wordingKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Finds what only shows when all files are looked at together: ids that lead nowhere, doubles, dates. */
export function crossCheck({ entries, claimed, tips, questions, about, today }: Parts): Problem[] {
  const problems: Problem[] = [];
  const ids = [...claimed];
  const lead = (where: Located<unknown>, path: readonly PropertyKey[], id: string | undefined): void => {
    if (id === undefined || claimed.has(id)) return;
    const meant = nearest(id, ids);
    const message = `${String(path.find((step) => typeof step === 'string'))} leads to "${id}", which no file has as its id. ${meant ? `Did you mean "${meant}"?` : 'Correct or remove it.'}`;
    problems.push({ ...where.placeOf(path), message, blocks: true });
  };
  const listed = about?.value.topics?.map(({ id: topic }) => topic);
  const checkTopic = (where: Located<unknown>, path: readonly PropertyKey[], topic: string): void => {
    if (!listed || listed.includes(topic)) return;
    const meant = nearest(topic, listed);
    const message = `topic is "${topic}"; allowed: ${listed.join(', ')} (the topics of about.yaml).${meant ? ` Did you mean "${meant}"?` : ''}`;
    problems.push({ ...where.placeOf(path), message, blocks: true });
  };
  const asked = new Map<string, Located<Entry>>();
  for (const located of entries.values()) {
    const { value: entry, file, placeOf } = located;
    const say = (path: readonly PropertyKey[], message: string, blocks = true): void => {
      problems.push({ ...placeOf(path), message, blocks });
    };
    checkTopic(located, ['topic'], entry.topic);
    for (const [index, topic] of (entry.for ?? []).entries()) checkTopic(located, ['for', index], topic);
    const folder = folderOf(entry.kind);
    if (file !== `${folder}/${entry.id}.md`) {
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
    if (entry.supersededBy === entry.id)
      say(['superseded_by'], 'An entry cannot be superseded by itself. Name the newer entry.');
    if (entry.status === 'superseded' && !entry.supersededBy) {
      say(['status'], 'status is "superseded" but superseded_by is missing. Add the id of what to use instead.');
    }
    const made = entry.reviewed ?? entry.compiled ?? '';
    const latest = dayAfter(today);
    for (const field of ['compiled', 'reviewed'] as const) {
      const day = entry[field];
      if (day !== undefined && day > latest) {
        say([field], `${field} is ${day}, which is after today, ${today}. Correct the date.`, field === 'reviewed');
      }
    }
    if (entry.reviewed !== undefined && entry.compiled !== undefined && entry.reviewed < entry.compiled) {
      const advice =
        'The words changed since: check them and set reviewed to today, or remove reviewed and reviewed_by.';
      say(['reviewed'], `reviewed is ${entry.reviewed}, which is before compiled, ${entry.compiled}. ${advice}`);
    }
    if (entry.reviewBy <= made) {
      const after = entry.reviewed === undefined ? 'compiled' : 'reviewed';
      say(
        ['review_by'],
        `review_by is ${entry.reviewBy}; allowed: a date after ${after}, ${made}. Correct one of them.`
      );
    } else if (entry.reviewBy < today) {
      const advice =
        'Check the entry and its links, then set reviewed to today, reviewed_by to your team and review_by to a later date.';
      say(['review_by'], `The review was due on ${entry.reviewBy}. ${advice}`, false);
    }
    entry.asks.forEach((ask, index) => {
      const key = wordingKey(ask);
      const other = asked.get(key);
      if (other) {
        const whose = other === located ? 'this entry already' : other.file;
        say(
          ['asks', index],
          `The question "${ask}" is asked by ${whose}. A question belongs to one entry; remove one of the two.`
        );
      } else asked.set(key, located);
    });
  }
  for (const topic of new Set([...entries.values()].map(({ value }) => value.topic))) {
    const inTopic = [...entries.values()].filter(({ value }) => value.topic === topic);
    if (!inTopic.some(({ value }) => value.contact ?? value.kind === 'contact')) {
      const message = `No entry of the topic "${topic}" names a contact. Name one, so that people with no answer know whom to ask.`;
      problems.push({ file: inTopic[0]!.file, line: 1, message, blocks: true });
    }
  }
  tips?.value.forEach((tip, index) => {
    lead(tips, [index, 'resource'], tip.resource);
    checkTopic(tips, [index, 'topic'], tip.topic);
    if (tips.value.findIndex(({ id }) => id === tip.id) !== index) {
      const message = `The id "${tip.id}" is that of an earlier tip. Ids are unique; rename this one.`;
      problems.push({ ...tips.placeOf([index, 'id']), message, blocks: true });
    }
  });
  const golden = new Set<string>();
  questions?.value.forEach((question, index) => {
    for (const id of question.expect) lead(questions, [index, 'expect'], id);
    const key = wordingKey(question.ask);
    const say = (message: string): void => {
      problems.push({ ...questions.placeOf([index, 'ask']), message, blocks: false });
    };
    if (golden.has(key) && key) say(`The golden question "${question.ask}" stands twice. Remove one.`);
    golden.add(key);
    const learnt = asked.get(key);
    if (learnt) say(`The golden question "${question.ask}" is also in ${learnt.file}, so it tests nothing. Reword it.`);
  });
  return problems;
}
