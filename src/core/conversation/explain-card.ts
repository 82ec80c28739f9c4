import type { Card, Fact } from '../model/card.ts';
import type { Entry } from '../model/entry.ts';
import type { MatchResult } from '../model/matcher.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/**
 * Returns the card that explains an answer: the text that was matched, the matching words, the corrections made.
 *
 * @param question the person's own words
 */
export function whyCard(question: string, entry: Entry, { matches, explanation }: MatchResult): Card {
  const match = matches.find(({ entry: { id } }) => id === entry.id);
  const facts: Fact[] = [];
  const words = matches[0]?.entry.id === entry.id ? explanation.words : [];
  if (words.length > 0) {
    facts.push({ label: 'Words that matched', value: words.map(({ word, found }) => `${word} (${found})`).join(', ') });
  }
  if (explanation.corrections.length > 0) {
    facts.push({
      label: 'Read as',
      value: explanation.corrections.map(({ from, to }) => `${from} → ${to}`).join(', ')
    });
  }
  if (explanation.unknown.length > 0) facts.push({ label: 'Not known to me', value: explanation.unknown.join(', ') });
  if (match) facts.push({ label: 'How sure I was', value: percent(match.confidence) });
  const others = matches.filter(({ entry: { id } }) => id !== entry.id).slice(0, 3);
  return {
    title: 'Why this answer?',
    subtitle: entry.title,
    quote: question,
    text: explanation.reason,
    ...(facts.length > 0 && { facts }),
    ...(others.length > 0 && {
      actions: others.map(({ entry: { id, title } }) => ({ id: 'open', label: title, value: id }))
    })
  };
}
