import { stringify } from 'yaml';
import type { AboutTopic } from '../../core/model/about.ts';
import type { Kind, Topic } from '../../core/model/entry.ts';
import { folderOf, newId } from '../../knowledge/new-id.ts';
import type { Reading, Section } from './document.ts';
import { proposeAsks, proposeKind, proposeTopic } from './propose.ts';

/** One proposed entry, as a file of the knowledge folder. */
export interface Draft {
  id: string;
  /** Relative to the knowledge folder. */
  file: string;
  title: string;
  kind: Kind;
  topic: Topic;
  asks: readonly string[];
  url?: string;
  /** The whole file. */
  text: string;
  section: Section;
}

/** Values in use with which the drafts must not clash. Both sets grow by those of the drafts. */
export interface Taken {
  ids: Set<string>;
  /** Wordings of questions, as `wordingKey`. */
  asks: Set<string>;
}

export interface DraftOptions {
  /** Team that looks after the entries. */
  owner?: string;
  /** Topics of the knowledge; none for the shipped ones. */
  topics?: readonly AboutTopic[];
  /** `YYYY-MM-DD`. */
  today: string;
}

/** Creates drafts from a document's sections, each a whole file with `status: draft`. */
export function draftEntries(
  { title: document, address, sections }: Reading,
  { owner, topics, today }: DraftOptions,
  taken: Taken
): Draft[] {
  return sections.map((section) => {
    const kind = proposeKind(section);
    const topic = proposeTopic(section, document, topics);
    const id = newId(section.title, kind, taken.ids);
    taken.ids.add(id);
    const asks = proposeAsks(section, kind, document, taken.asks);
    const url = section.url ?? address;
    const fields = {
      id,
      title: section.title,
      kind,
      topic,
      ...(url && { url }),
      status: 'draft',
      asks,
      ...(owner !== undefined && { owner }),
      compiled: today,
      review_by: `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`,
      ...(address && { source: [address] })
    };
    const front = stringify(fields, { lineWidth: 0, schema: 'core' });
    return {
      id,
      file: `${folderOf(kind)}/${id}.md`,
      title: section.title,
      kind,
      topic,
      asks,
      ...(url && { url }),
      text: `---\n${front}---\n\n${section.body}\n`,
      section
    };
  });
}
