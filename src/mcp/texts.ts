import type { Ask, Hit, Outputs } from './schemas.ts';

/**
 * Writes the instructions that the server gives to assistants.
 *
 * @param covers what the knowledge is about, as a phrase: "spreading improvement work"
 */
export const instructions = (covers: string): string =>
  [
    `A curated, dated and sourced knowledge base about ${covers}.`,
    'Use it for questions about that field: which tool, guide, checklist or contact there is, what became of one, what an idea means, how to begin.',
    'Do not use it for clinical questions or for anything about a patient, and send it no personal details.',
    'Begin with spread_search and the question in plain words. Quote the text of an entry and add nothing to it; name its source and its date; link its url.',
    'With the outcome "choices" ask which one is meant, or offer them. With "none" say that the knowledge base has no answer and name whom to ask; do not fill the gap.'
  ].join('\n');

const lines = (parts: readonly (string | false | undefined)[], by = '\n'): string => parts.filter(Boolean).join(by);

/** Writes an entry as text, with everything that a citation needs, for hosts that show text only. */
export function hitText({ id, title, url, page, note, text, source, confidence }: Hit): string {
  return lines([
    `${title} [${id}]`,
    note && `Please note: ${note}`,
    text,
    `${source}`,
    url && `Cite: ${url}`,
    page && page !== url && `Its page: ${page}`,
    confidence !== undefined && `Confidence: ${confidence}`
  ]);
}

const askText = ({ title, id, url }: Ask): string => `${title} [${id}]${url ? ` ${url}` : ''}`;

const outcomes: Readonly<Record<Outputs['search']['outcome'], string>> = {
  answer: 'The first entry answers this.',
  choices: 'Not sure: one of these may be meant.',
  none: 'Nothing in the knowledge base answers this.'
};

/** @param note what is said before all else, such as that personal details were seen */
export function searchText({ outcome, results, ask }: Outputs['search'], note?: string): string {
  return lines([note, outcomes[outcome], ...results.map(hitText), ask && `Whom to ask: ${askText(ask)}`], '\n\n');
}

export function entryText({ entry, ask, see }: Outputs['entry']): string {
  return lines(
    [
      hitText(entry),
      ask && `Whom to ask: ${askText(ask)}`,
      see.length > 0 && `See also: ${see.map(({ title, id }) => `${title} [${id}]`).join('; ')}`
    ],
    '\n\n'
  );
}

export function contactsText({ contacts }: Outputs['contacts']): string {
  return contacts.length > 0 ? contacts.map(hitText).join('\n\n') : 'No contact in the knowledge base fits this.';
}

export function tipText({ tip }: Outputs['tip']): string {
  if (!tip) return 'There is no tip for this.';
  return lines([`Tip of week ${tip.week}, about ${tip.topic}: ${tip.text}`, tip.entry && hitText(tip.entry)], '\n\n');
}

export function topicsText({ covers, topics }: Outputs['topics']): string {
  return lines([
    `The knowledge base is about ${covers}.`,
    ...topics.map(({ id, title, text, entries }) => `${title} [${id}]: ${entries} entries${text ? `; ${text}` : ''}`)
  ]);
}

export function assessmentsText({ assessments }: Outputs['assessments']): string {
  if (assessments.length === 0) return 'There is no assessment in the knowledge base.';
  const one = (each: Outputs['assessments']['assessments'][number]): string =>
    lines([
      `${each.title} [${each.id}], about ${each.minutes} minutes`,
      each.purpose,
      `For: ${each.for_whom}`,
      `Not for: ${each.not_for}`,
      each.notice,
      each.url && `Cite: ${each.url}`,
      ...each.questions.map(({ label }, index) => `${index + 1}. ${label}`)
    ]);
  return lines([...assessments.map(one), 'Answers are given in chat with the bot; here is the list alone.'], '\n\n');
}
