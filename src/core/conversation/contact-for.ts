import type { Entry, Knowledge } from '../model/entry.ts';

/** Contacts that say for which topics people are sent to them, by topic; the last one wins. */
const named = new WeakMap<Knowledge['entries'], ReadonlyMap<string, Entry>>();

function byTopic(entries: Knowledge['entries']): ReadonlyMap<string, Entry> {
  const known = named.get(entries);
  if (known) return known;
  const contacts = new Map<string, Entry>();
  for (const entry of entries.values())
    if (entry.kind === 'contact' && entry.status === 'current')
      for (const topic of entry.for ?? []) contacts.set(topic, entry);
  named.set(entries, contacts);
  return contacts;
}

/** Returns the contact that an organisation named for a topic; undefined where it named none. */
export function contactForTopic(topic: string, { entries }: Pick<Knowledge, 'entries'>): Entry | undefined {
  return byTopic(entries).get(topic);
}

/**
 * Returns whom to turn to about an entry: the contact that the organisation named for its topic, else the entry's own.
 *
 * @param entry a contact has nobody else to turn to
 */
export function contactFor(entry: Entry, knowledge: Pick<Knowledge, 'entries'>): Entry | undefined {
  if (entry.kind === 'contact') return undefined;
  const own = entry.contact === undefined ? undefined : knowledge.entries.get(entry.contact);
  return contactForTopic(entry.topic, knowledge) ?? own;
}
