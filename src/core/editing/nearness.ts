import type { Matcher } from '../model/matcher.ts';
import { maskPersonal, patientKinds } from '../privacy/index.ts';
import { placeholders } from '../privacy/kinds.ts';
import type { EntryText } from './entry-text.ts';
import type { CheckedEntry } from './entry-writer.ts';

/** Maximum number of collisions reported at once: an editor resolves the first and checks again. */
const mostTold = 5;

/**
 * Returns notes for an editor before saving, one sentence each: entries with the same content, questions that are
 * already answered with another entry, and apparent personal details.
 *
 * @param before the previous text, whose questions were already checked
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

/** Returns a note if a personal detail was removed from a person's words, as the wording now has a gap. */
export function leftBlank(text: string): string[] {
  const blank = Object.values(placeholders).find((placeholder) => text.includes(placeholder));
  return blank ? [`${blank} stands where something personal was taken out: put it in other words.`] : [];
}

/**
 * Returns the title of the other entry with which a question is confidently answered; undefined where there is none.
 */
export function answeredBy(question: string, matcher: Matcher, id: string): string | undefined {
  const { outcome, matches } = matcher.find(question);
  const best = matches[0]?.entry;
  return outcome === 'answer' && best && best.id !== id ? best.title : undefined;
}
