import { createHash } from 'node:crypto';
import { blankEntry, differences, type EntryEdit, type EntryText } from '../core/editing/entry-text.ts';
import type { CheckedEntry, EntryWriter } from '../core/editing/entry-writer.ts';
import type { Entry, Knowledge } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { dateAt } from '../core/time/calendar.ts';
import {
  type Alike,
  createAlike,
  editLayered,
  folderOf,
  newEntryFile,
  newId,
  readLayered,
  type SourceFile,
  tryProposal
} from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';

/** A change of one file, checked and ready to be saved. */
interface Change {
  id: string;
  file: string;
  /** Text before the change; undefined for a new file. */
  before: string | undefined;
  /** True if the entry is new, in all layers. */
  created: boolean;
  after: string;
  edit: EntryEdit;
  what: string;
  platform: string;
}

/** Saves changes: in the files, or in the store. */
export interface ChangeSink {
  /** Name of the layer it writes to; absent if there is only one. */
  layer?: string | undefined;
  /** Returns the current files, with saved changes laid over them. */
  sources(): Promise<readonly SourceFile[]>;
  /**
   * Saves a change.
   *
   * @returns a sentence that says where it was saved; undefined if somebody else changed the file first
   */
  keep(change: Change, now: number): Promise<string | undefined>;
  undo(id: string, now: number): Promise<string>;
}

interface WriterParts {
  sink: ChangeSink;
  /** Returns the knowledge that likeness is measured against; absent if likeness is not checked. */
  knowledgeBase?: () => { knowledge: Knowledge; matcher: Matcher };
  logger: Logger;
}

const unwritten =
  'It could not be written, and nothing was saved. Try again in a minute; if it happens again, tell whoever runs this bot.';

const markOf = (texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
const idOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1, -'.md'.length);
const isEntry = ({ file }: SourceFile): boolean => /^(resources|concepts|contacts)\/[^/]+\.md$/.test(file);

/** Files of an entry that were found. */
interface Found {
  /** Path relative to its folder; undefined if there is no file. */
  file: string | undefined;
  /** Text in the layer that is written to. */
  top: string | undefined;
  below: readonly string[];
  texts: readonly string[];
  entry: EntryText | undefined;
}

/** Returns the compiler's result for an entry without a change. */
function unchanged(sources: readonly SourceFile[], id: string, now: number): ReturnType<typeof tryProposal> {
  const own = sources.findLast((source) => isEntry(source) && idOf(source.file) === id)!;
  return tryProposal(sources, own, dateAt(now));
}

/** Creates a writer that reads, checks and saves entries as files through a sink. One change is saved at a time. */
export function createWriter({ sink, knowledgeBase, logger }: WriterParts): EntryWriter {
  let last: Promise<unknown> = Promise.resolve();
  let likeness: { of: Knowledge; find: ReturnType<typeof createAlike> } | undefined;

  const alikeTo = (entry: Entry): Alike[] => {
    if (!knowledgeBase) return [];
    const { knowledge, matcher } = knowledgeBase();
    if (likeness?.of !== knowledge) likeness = { of: knowledge, find: createAlike(knowledge, matcher) };
    const { id, title, body, url } = entry;
    return likeness.find({ id, title, body, ...(url && { url }) });
  };

  /** Finds the files of an entry, the first layer first. */
  const find = (sources: readonly SourceFile[], id: string): Found => {
    const files = sources.filter((source) => isEntry(source) && idOf(source.file) === id);
    const top = files.find(({ layer }) => layer === sink.layer);
    const below = files.filter((source) => source !== top).map(({ text }) => text);
    const texts = top ? [...below, top.text] : below;
    return { file: (top ?? files[0])?.file, top: top?.text, below, texts, entry: readLayered(texts) };
  };

  /** Returns the file with a change applied, and the compiler's result for it. */
  const propose = (
    sources: readonly SourceFile[],
    { id, entry }: Pick<Parameters<EntryWriter['save']>[0], 'id' | 'entry'>,
    now: number
  ) => {
    const known = id === undefined ? undefined : find(sources, id);
    const { title = '', kind = '' } = entry.single;
    const taken = new Set(sources.map(({ file }) => idOf(file)));
    const name = id ?? newId(title, kind as Entry['kind'], taken);
    const file = known?.file ?? `${folderOf(kind as Entry['kind'])}/${name}.md`;
    const edit = differences(known?.entry ?? blankEntry, entry);
    const { top, below = [] } = known ?? {};
    const changed = edit && editLayered(name, below, top, edit);
    const after = changed ?? top ?? newEntryFile(name, entry);
    const change = { id: name, file, before: top, after, edit, created: known?.file === undefined };
    const source = { file, text: after, ...(sink.layer !== undefined && { layer: sink.layer }) };
    const proposed =
      edit || !known?.texts.length ? tryProposal(sources, source, dateAt(now)) : unchanged(sources, name, now);
    return { change, proposal: proposed };
  };

  const save: EntryWriter['save'] = async ({ id, mark, entry, what, platform }, now) => {
    const sources = await sink.sources();
    const known = id === undefined ? undefined : find(sources, id);
    if (id !== undefined && (!known?.file || markOf(known.texts) !== mark)) return { outcome: 'changed' };
    const { change, proposal } = propose(sources, { ...(id !== undefined && { id }), entry }, now);
    if ('faults' in proposal) return { outcome: 'refused', faults: proposal.faults };
    const { edit } = change;
    if (!edit) return { outcome: 'saved', entry: proposal.entry, where: 'Nothing was changed.' };
    let where: string | undefined;
    try {
      where = await sink.keep({ ...change, edit, what, platform }, now);
    } catch (error) {
      logger.error('entry.change.failed', { entry: change.id, error });
      return { outcome: 'refused', faults: [{ message: unwritten }] };
    }
    return where === undefined ? { outcome: 'changed' } : { outcome: 'saved', entry: proposal.entry, where };
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    read: async (id) => {
      const { entry, texts } = find(await sink.sources(), id);
      return entry && { entry, mark: markOf(texts) };
    },
    check: async (id, entry, now): Promise<CheckedEntry> => {
      const { proposal } = propose(await sink.sources(), { ...(id !== undefined && { id }), entry }, now);
      return 'faults' in proposal ? proposal : { ...proposal, alike: alikeTo(proposal.entry) };
    },
    save: (change, now) => inTurn(() => save(change, now)),
    undo: (id, now) => inTurn(() => sink.undo(id, now))
  };
}
