import type { Fault } from '../core/editing/entry-writer.ts';
import type { Entry } from '../core/model/entry.ts';
import { compile } from './compile.ts';
import { fieldOrder } from './entry-file.ts';
import { type SourceFile, shownFile } from './formats/format.ts';
import { markdownFormat } from './formats/markdown.ts';
import { claimedId } from './group-sources.ts';
import type { Problem } from './problem.ts';

/** Result of compiling one file to be written. `notes` are the warnings on a valid one. */
export type Proposal = { entry: Entry; notes: readonly string[] } | { faults: readonly Fault[] };

/**
 * Compiles the knowledge with one file changed or added.
 *
 * @param sources the current files
 * @param today `YYYY-MM-DD`
 * @returns the entry, or its faults, each at its field
 */
export function tryProposal(sources: readonly SourceFile[], changed: SourceFile, today: string): Proposal {
  // Last, so that of two conflicting files this one is reported.
  const name = shownFile(changed);
  const others = sources.filter((source) => shownFile(source) !== name);
  const { knowledge, problems } = compile([...others, changed], today);
  const blocking = problems.filter(({ blocks }) => blocks);
  const own = blocking.filter(({ file }) => file === name);
  const faults = own.map((problem) => faultAt(problem, changed));
  if (blocking.length > own.length) faults.push(...newElsewhere(blocking, sources, changed, today));
  const entry = knowledge.entries.get(claimedId(changed.file));
  if (!entry || faults.length > 0) return { faults };
  const notes = problems.filter(({ file, message }) => file !== name && message.includes(name));
  return { entry, notes: notes.map(({ message }) => message) };
}

/** Returns faults of other files that they did not have before. */
function newElsewhere(
  blocking: readonly Problem[],
  sources: readonly SourceFile[],
  changed: SourceFile,
  today: string
): Fault[] {
  const before = new Set(compile(sources, today).problems.map(({ file, message }) => `${file} ${message}`));
  return blocking
    .filter(({ file, message }) => file !== shownFile(changed) && !before.has(`${file} ${message}`))
    .map(({ file, message }) => ({ message: `${file}: ${message}` }));
}

function faultAt({ line, message }: Problem, changed: SourceFile): Fault {
  const named = /^Missing field "(\w+)"/.exec(message)?.[1];
  const { bodyLine, lineOf, data } = markdownFormat.parse(changed);
  const written = fieldOrder.filter((name) => data !== null && typeof data === 'object' && Object.hasOwn(data, name));
  const above = written
    .map((name) => ({ name, at: lineOf([name]) }))
    .filter(({ at }) => at <= line)
    .sort((a, b) => b.at - a.at)[0];
  const field = named ?? (line >= bodyLine ? 'body' : above?.name);
  return field === undefined ? { message } : { field: field as NonNullable<Fault['field']>, message };
}
