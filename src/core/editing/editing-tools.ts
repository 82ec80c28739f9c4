import type { Knowledge } from '../model/entry.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { EntryWriter, WrittenEntry } from './entry-writer.ts';

/** What the steps of curating have in common. */
export interface EditingTools {
  /** What people are answered from: without drafts. */
  knowledgeBase: () => KnowledgeBase;
  /** Everything, drafts too. */
  whole: () => Knowledge;
  writer: EntryWriter;
  /** The team in whose name editors review, where the settings name one. */
  team?: string | undefined;
  /** The entry as it is written now. @throws UserFacingError when there is none of that id */
  must: (id: string) => Promise<WrittenEntry>;
}
