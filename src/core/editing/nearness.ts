import type { Matcher } from '../model/matcher.ts';
import { maskPersonal, patientKinds } from '../privacy/index.ts';
import { placeholders } from '../privacy/kinds.ts';
import type { EntryText } from './entry-text.ts';
import type { CheckedEntry } from './entry-writer.ts';

/** Collisions told at a time: an editor settles the first and looks again. */
const mostTold = 5;

/**
 * What an editor should know before saving: entries that say the same, questions that are answered with another entry
 * today, and details that look like a person's. Each one sentence.
 *
 * @param before the entry as it was, whose questions have been settled
 */
export function notesOn(checked: CheckedEntry, entry: EntryText, before: EntryText, matcher: Matcher): string[] {
  if ('faults' in checked) return [];
  const alike = checked.alike.map(({ title, why }) => `Like “${title}”: ${why}.`);
  const taken = entry.lists.asks
    .filter((ask) => !before.lists.asks.includes(ask))
    .flatMap((ask) => {
      const other = answeredBy(ask, matcher, checked.entry.id);
      return other ? [`Asked “${ask}”, I answer with “${other}” today.`] : [];
    });
  const more = taken.length > mostTold ? [`And ${taken.length - mostTold} more questions are answered elsewhere.`] : [];
  const { found } = maskPersonal([entry.single.title, entry.body, ...entry.lists.asks].join('\n'));
  const patient = found.filter((kind) => patientKinds.includes(kind)).map((kind) => kind.replaceAll('-', ' '));
  return [
    ...alike,
    ...taken.slice(0, mostTold),
    ...more,
    ...checked.notes,
    ...leftBlank([entry.body, ...entry.lists.asks].join('\n')),
    ...(patient.length > 0
      ? [`It seems to hold patient data (${patient.join(', ')}). Take it out before you save.`]
      : [])
  ];
}

/** Says where something personal was taken out of a person's words, since nobody asks with the gap in it. */
export function leftBlank(text: string): string[] {
  const blank = Object.values(placeholders).find((placeholder) => text.includes(placeholder));
  return blank ? [`${blank} stands where something personal was taken out: put it in other words.`] : [];
}

/** The title of the other entry that a question is answered with for sure; undefined where there is none. */
export function answeredBy(question: string, matcher: Matcher, id: string): string | undefined {
  const { outcome, matches } = matcher.find(question);
  const best = matches[0]?.entry;
  return outcome === 'answer' && best && best.id !== id ? best.title : undefined;
}
