import type { About } from '../model/about.ts';
import type { Assessment } from '../model/assessment.ts';
import { memoizeByObject } from '../model/bounded-map.ts';
import type { Action } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import { spacedWords } from './plain-text.ts';

/** Maximum length of a question on the button, in characters; a Slack button takes 2,000. */
export const carriedQuestion = 1500;

/**
 * Creates the button that hands a question over to a person. Pressed, it opens a form; it sends nothing itself.
 *
 * @param question the asker's words, masked; empty where an entry was opened by hand
 * @param entryId the entry that was shown
 */
export function askAction(question = '', entryId = ''): Action {
  const value = `${entryId} ${question.slice(0, carriedQuestion)}`;
  return { id: 'experts.ask', label: 'Ask a person', value, opens: true };
}

/** Reads the value of {@link askAction}. */
export function readAsk(value: string): { question: string; entryId: string } {
  const [entryId = ''] = value.split(' ', 1);
  return { entryId, question: value.slice(entryId.length + 1) };
}

/** Maximum length of a label that every platform shows whole, in characters. */
const shownLabel = 30;

/** Creates the button that opens an assessment, and says what it is and how long it takes. */
export function assessmentAction({ id, title, modalTitle, minutes }: Assessment): Action {
  const timed = `${modalTitle} (${minutes} min)`;
  const label = timed.length > shownLabel ? modalTitle : timed;
  return { id: 'assess.show', label, value: id, name: title === modalTitle ? label : `${label}: ${title}` };
}

/** Returns the assessment whose file lists the entry under `shown_on`. */
export function assessmentOf({ id }: Pick<Entry, 'id'>, { assessments }: Knowledge): Assessment | undefined {
  for (const assessment of assessments.values()) if (assessment.shownOn.includes(id)) return assessment;
  return undefined;
}

/** Contacts by the topics for which they declare themselves responsible; the last one of a topic wins. */
const byTopic = memoizeByObject((entries: Knowledge['entries']): ReadonlyMap<string, Entry> => {
  const contacts = new Map<string, Entry>();
  for (const entry of entries.values())
    if (entry.kind === 'contact' && entry.status === 'current')
      for (const topic of entry.for ?? []) contacts.set(topic, entry);
  return contacts;
});

/** Returns the contact that an organisation named for a topic; undefined where it named none. */
export function contactForTopic(topic: string, { entries }: Pick<Knowledge, 'entries'>): Entry | undefined {
  return byTopic(entries).get(topic);
}

/** Names of the nations, the longest name first. */
const nationNames = memoizeByObject((nations: NonNullable<About['nations']>): { nation: string; name: string }[] =>
  Object.entries(nations)
    .flatMap(([nation, names]) => names.map((name) => ({ nation, name: spacedWords(name) })))
    .sort((a, b) => b.name.length - a.name.length)
);

/** Returns the nation that a question names; undefined where it names none. */
export function nationIn(question: string, nations: NonNullable<About['nations']>): string | undefined {
  const said = spacedWords(question);
  return nationNames(nations).find(({ name }) => said.includes(name))?.nation;
}

/** Contacts by nation; of several the one to which most entries lead, and the first of equals. */
const byNation = memoizeByObject((entries: Knowledge['entries']): ReadonlyMap<string, Entry> => {
  const led = new Map<string, number>();
  for (const { contact, see } of entries.values())
    for (const id of [contact, ...see]) if (id !== undefined) led.set(id, (led.get(id) ?? 0) + 1);
  const contacts = new Map<string, Entry>();
  for (const entry of entries.values()) {
    if (entry.kind !== 'contact' || entry.status !== 'current' || entry.nation === undefined) continue;
    const first = contacts.get(entry.nation);
    if (first === undefined || (led.get(entry.id) ?? 0) > (led.get(first.id) ?? 0)) contacts.set(entry.nation, entry);
  }
  return contacts;
});

/**
 * Returns the contact for an entry: where the question names a nation, that nation's contact; else the one that the
 * organisation named for the topic, else the entry's own.
 *
 * @param entry for a contact entry the result is undefined
 * @param question the person's own words, where they are known
 */
export function contactFor(
  entry: Entry,
  knowledge: Pick<Knowledge, 'entries' | 'about'>,
  question?: string
): Entry | undefined {
  if (entry.kind === 'contact') return undefined;
  const own = entry.contact === undefined ? undefined : knowledge.entries.get(entry.contact);
  const usual = byTopic(knowledge.entries).get(entry.topic) ?? own;
  const { nations } = knowledge.about ?? {};
  if (question === undefined || !nations) return usual;
  const nation = nationIn(question, nations);
  if (nation === undefined || usual?.nation === nation) return usual;
  return byNation(knowledge.entries).get(nation) ?? usual;
}
