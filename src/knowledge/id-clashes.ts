import { type Parsed, type SourceFile, shownFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { EntrySources } from './group-sources.ts';
import type { Problem } from './problem.ts';

/** Fields that a file gives only where it is a whole entry, not a change of one. */
const wholeFields = ['title', 'kind', 'topic', 'asks'] as const;

/** Returns the title of a file that is a whole entry; undefined for any other. */
function wholeTitle({ data, body }: Parsed): string | undefined {
  if (data === null || typeof data !== 'object' || body === '') return undefined;
  const fields = data as Record<string, unknown>;
  return wholeFields.every((field) => field in fields) ? String(fields.title) : undefined;
}

/**
 * Finds whole entries that stand in two layers under one id, as after an upgrade that brings an id which a local entry has
 * already. The later one wins; fields that only the earlier one gives join it.
 */
export function idClashes(groups: Iterable<EntrySources>): Problem[] {
  return [...groups].flatMap(({ id, files }) => {
    const read = files.map((source: SourceFile) => ({ source, parsed: formatOf(source.file)!.parse(source) }));
    const [last, ...below] = read.reverse();
    const title = last && wholeTitle(last.parsed);
    if (!last || title === undefined) return [];
    const other = below.find(
      ({ source, parsed }) => source.layer !== last.source.layer && wholeTitle(parsed) !== undefined
    );
    if (!other) return [];
    const theirs = wholeTitle(other.parsed);
    const message =
      theirs === title
        ? `This file replaces the whole of ${shownFile(other.source)}, “${title}”, and wins. If that is not meant, remove it; if it is, keep only the id and the fields that differ, so that later corrections of the rest reach you.`
        : `The id "${id}" is also that of ${shownFile(other.source)}, “${theirs}”, over which this file is laid and wins. If they are two things, give this one an id of its own.`;
    return [{ file: shownFile(last.source), line: last.parsed.lineOf(['title']), message, blocks: false }];
  });
}
