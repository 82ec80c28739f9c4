import { entryTile, statusNote } from '../conversation/entry-card.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge, Tip } from '../model/entry.ts';

/** A tip as everybody in the channel sees it. */
export function tipCard(tip: Tip, knowledge: Knowledge): Card {
  const entry = knowledge.entries.get(tip.resource);
  const note = entry && statusNote(entry, knowledge);
  return {
    title: 'Improvement tip',
    subtitle: `About ${tip.topic}`,
    text: tip.text,
    ...(note && { note }),
    ...(entry && { tiles: [entryTile(entry)] }),
    actions: [{ id: 'topic', label: 'More like this', value: tip.topic }],
    feedback: { about: tip.id },
    footer: 'Was this useful? To pause these tips write “tips pause” to me, to end them “tips stop”.'
  };
}
