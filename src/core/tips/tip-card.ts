import { byline, entryLinks, showAction, statusNote } from '../conversation/entry-card.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge, Tip } from '../model/entry.ts';

/**
 * Returns the card of a tip: the tip, the page to open, and a description of the page.
 *
 * @param why one sentence that says why this channel gets it
 */
export function tipCard(tip: Tip, knowledge: Knowledge, why?: string): Card {
  const entry = knowledge.entries.get(tip.resource);
  const note = entry && statusNote(entry, knowledge);
  const [link] = entry ? entryLinks(entry) : [];
  return {
    title: 'Improvement tip',
    subtitle: `About ${tip.topic}`,
    text: why ? `${tip.text}\n\n${why}` : tip.text,
    ...(note && { note }),
    ...(link && { links: [{ ...link, style: 'primary' }] }),
    ...(entry && { tiles: [{ title: entry.title, subtitle: byline(entry), actions: [showAction(entry)] }] }),
    actions: [{ id: 'topic', label: 'More like this', value: tip.topic }],
    feedback: { about: tip.id },
    footer: 'Was this useful? To pause these tips write “tips pause” to me, to end them “tips stop”.'
  };
}
