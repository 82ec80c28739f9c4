import type { Card } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { EntryWriter, WrittenEntry } from './entry-writer.ts';

/** Dependencies shared by the steps of editing. */
export interface EditingTools {
  /** Returns the knowledge base used for answers: without drafts. */
  knowledgeBase: () => KnowledgeBase;
  /** Returns the whole knowledge, including drafts. */
  whole: () => Knowledge;
  writer: EntryWriter;
  /** Team in whose name editors review, where the settings name one. */
  team?: string | undefined;
  /** Draws a week's digest again, after a press on it reviewed that entry. */
  redraw?: (week: string, checked: Entry, now: number) => Promise<Card | undefined>;
  /** Returns the current text of an entry. @throws UserFacingError for an unknown id */
  readEntry: (id: string) => Promise<WrittenEntry>;
}
