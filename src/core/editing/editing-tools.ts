import type { KnowledgeBase } from '../conversation/bot.ts';
import type { Card, Reply } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import type { EntryWriter, WrittenEntry } from './entry-writer.ts';

/** What the steps of curating have in common. */
export interface EditingTools {
  /** What people are answered from: without drafts. */
  knowledgeBase: () => KnowledgeBase;
  /** Everything, drafts too. */
  whole: () => Knowledge;
  writer: EntryWriter;
  /** The entry as it is written now. @throws UserFacingError when there is none of that id */
  must: (id: string) => Promise<WrittenEntry>;
  asker: (card: Card) => Reply;
  everyone: (card: Card) => Reply;
}
