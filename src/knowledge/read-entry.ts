import type { z } from 'zod';
import type { Entry } from '../core/model/entry.ts';
import { countWords } from './count-words.ts';
import { shownFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { EntrySources } from './group-sources.ts';
import { type Merged, mergeParts, type Part } from './layered-parts.ts';
import type { Located } from './located.ts';
import { bodyCharacters, firstSentence, markupFaults, plainText } from './markup.ts';
import { contactDefaults, withoutBelow } from './missing-fields.ts';
import type { Problem } from './problem.ts';
import { bodyWords, frontMatter, id as idSchema, sayIssue } from './schema.ts';
import { readWordings, type Wording } from './wordings.ts';

/** Result of reading the files of one entry. A fault excludes the file it is in, and the entry if no file remains. */
export interface ReadEntry {
  entry?: Located<Entry>;
  /** The fields of a file that was left out for others of its fields, so that all its faults are told at once. */
  faulty?: Located<Readonly<Record<string, unknown>>>;
  problems: readonly Problem[];
  /** Files that were left out, named as editors see them. */
  leftOut: readonly string[];
}

/**
 * Returns the reviewer and date of an entry's review; nothing if one of the two is missing, or if the text was compiled
 * after it. In files older than `reviewed_by` the owner counts as the reviewer.
 */
function reviewOf({
  compiled,
  reviewed,
  reviewed_by,
  owner
}: z.infer<typeof frontMatter>): Pick<Entry, 'reviewed' | 'reviewedBy' | 'outdatedReview'> {
  const by = reviewed_by ?? owner;
  if (reviewed === undefined || by === undefined) return {};
  if (compiled !== undefined && reviewed < compiled) return { outdatedReview: reviewed };
  return { reviewed, reviewedBy: by };
}

/** Matches front matter within a body. */
const secondEntry = /^---[ \t]*\n(?=\s*(?:id|title|kind):)/m;

/** Returns the faults in the body of an entry. */
function bodyFaults({ body, bodyPlace }: Merged): Problem[] {
  const second = secondEntry.exec(body);
  const marked = markupFaults(second ? body.slice(0, second.index) : body);
  const faults = marked.map(({ line, message }) => ({ ...bodyPlace(line), message, blocks: true }));
  if (body.length > bodyCharacters) return faults;
  const words = countWords(plainText(body));
  const say = (message: string): void => void faults.push({ ...bodyPlace(1), message, blocks: true });
  if (second) {
    const line = body.slice(0, second.index).split('\n').length;
    const message = 'A second entry begins here. An entry is a file of its own: move it into one named by its id.';
    faults.push({ ...bodyPlace(line), message, blocks: true });
  }
  if (words === 0) say('The body is empty. Say what it is, when to use it, and the facts.');
  if (words > bodyWords) say(`The body has ${words} words; allowed: at most ${bodyWords}. Shorten it.`);
  return faults;
}

/** Returns the faults in the creation and review dates of an entry. */
function reviewFaults(
  fields: Partial<Pick<z.infer<typeof frontMatter>, 'compiled' | 'reviewed' | 'reviewed_by' | 'owner'>>,
  { placeOf }: Pick<Merged, 'placeOf'>
): Problem[] {
  const faults: Problem[] = [];
  const say = (field: string, message: string): void =>
    void faults.push({ ...placeOf([field]), message, blocks: true });
  const { compiled, reviewed, reviewed_by: by, owner } = fields;
  if (compiled === undefined && reviewed === undefined) {
    say('id', 'Missing field "compiled": the day on which the text was put together (YYYY-MM-DD). Add it.');
  }
  if (reviewed !== undefined && by === undefined && owner === undefined) {
    say(
      'reviewed',
      'Missing field "reviewed_by": the team or role that checked it, since reviewed is given. Add it, or remove reviewed.'
    );
  }
  if (by !== undefined && reviewed === undefined) {
    say(
      'reviewed_by',
      'Missing field "reviewed": the day on which it was checked, since reviewed_by is given. Add it, or remove reviewed_by.'
    );
  }
  return faults;
}

/** Describes an invalid contact id and lists the valid ones. */
function contactFault(data: unknown, ids: ReadonlySet<string>): string {
  const { contact } = data as { contact?: unknown };
  const contacts = [...ids].filter((id) => id.startsWith('contact-')).sort();
  return `contact is ${JSON.stringify(contact)}; allowed: the id of a contact: ${contacts.join(', ')}. Change or remove it.`;
}

/** Checks the merged layers of an entry. */
function checkEntry(
  id: string,
  merged: Merged,
  file: string,
  wordings: readonly Wording[],
  ids: ReadonlySet<string>
): { entry?: Entry; problems: Problem[] } {
  const problems = bodyFaults(merged);
  const { data } = merged;
  const named = data !== null && typeof data === 'object' ? { id, ...contactDefaults(data, file), ...data } : data;
  const result = frontMatter.safeParse(named);
  if (!result.success) {
    const keys = Object.keys(frontMatter.shape);
    const issues = result.error.issues.flatMap((issue): z.core.$ZodIssue[] =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue]
    );
    problems.push(
      ...issues.map((issue) => ({
        ...merged.placeOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path),
        message: issue.path[0] === 'contact' ? contactFault(named, ids) : sayIssue(issue, named, keys),
        blocks: true
      }))
    );
    if (named !== null && typeof named === 'object') problems.push(...reviewFaults(named, merged));
    return { problems };
  }
  const fields = result.data;
  problems.push(...reviewFaults(fields, merged));
  if (problems.length > 0) return { problems };
  const entry: Entry = {
    id: fields.id,
    title: fields.title,
    kind: fields.kind,
    topic: fields.topic,
    ...(fields.publisher !== undefined && { publisher: fields.publisher }),
    ...(fields.year !== undefined && { year: fields.year }),
    ...(fields.url !== undefined && { url: fields.url }),
    ...(fields.link_label !== undefined && { linkLabel: fields.link_label }),
    ...(fields.archived_url !== undefined && { archivedUrl: fields.archived_url }),
    status: fields.status,
    ...(fields.superseded_by !== undefined && { supersededBy: fields.superseded_by }),
    ...(fields.contact !== undefined && { contact: fields.contact }),
    ...(fields.for.length > 0 && { for: fields.for }),
    ...(fields.nation !== undefined && { nation: fields.nation }),
    asks: [...fields.asks, ...wordings.map(({ text }) => text)],
    aliases: fields.aliases,
    see: fields.see,
    ...(fields.owner !== undefined && { owner: fields.owner }),
    ...(fields.compiled !== undefined && { compiled: fields.compiled }),
    ...reviewOf(fields),
    reviewBy: fields.review_by,
    sources: fields.source,
    body: merged.body,
    summary: firstSentence(merged.body),
    file
  };
  return { entry, problems };
}

/** Returns the readable parts of an entry, and the faults of the others. */
function readableParts({ id, files }: EntrySources, ids: ReadonlySet<string>) {
  const parts: Part[] = [];
  const misnamed: { id: string; part: Part }[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const taken = new Map<string | undefined, string>();
  for (const source of files) {
    const file = shownFile(source);
    const refuse = (line: number, message: string): void => {
      problems.push({ file, line, message, blocks: true });
      leftOut.push(file);
    };
    const parsed = formatOf(source.file)!.parse(source);
    const said = parsed.data !== null && typeof parsed.data === 'object' && (parsed.data as { id?: unknown }).id;
    const other = taken.get(source.layer);
    if (parsed.problems.some(({ blocks }) => blocks)) leftOut.push(file);
    else if (typeof said === 'string' && said !== id && ids.has(said)) {
      refuse(
        parsed.lineOf(['id']),
        `The id "${said}" is already that of ${said}.md. Ids are unique; if this is a copy, give it and its file an id of its own.`
      );
    } else if (typeof said === 'string' && said !== id) {
      const folder = source.file.slice(0, source.file.indexOf('/'));
      // Of an id that is none, that is told alone.
      if (!idSchema.safeParse(said).success) leftOut.push(file);
      else
        refuse(
          parsed.lineOf(['id']),
          `This file should be ${folder}/${said}.md by its id. Rename it, or correct the id.`
        );
      misnamed.push({ id: said, part: { source, parsed } });
    } else if (other !== undefined) {
      refuse(1, `The id "${id}" is already that of ${other}. Ids are unique; rename this one and its file.`);
    } else {
      parts.push({ source, parsed });
      taken.set(source.layer, file);
    }
    problems.push(...parsed.problems.map((problem) => ({ ...problem, file })));
  }
  return { parts, misnamed, problems, leftOut };
}

/**
 * Reads one entry from the files of all layers. A faulty file is left out, and those of the layers below stay.
 *
 * @param ids every id that a file claims
 */
export function readEntry(sources: EntrySources, ids: ReadonlySet<string>): ReadEntry {
  const { parts, misnamed, problems, leftOut } = readableParts(sources, ids);
  const { wordings, problems: wordy } = readWordings(sources.wordings);
  problems.push(...wordy);
  let faulty: ReadEntry['faulty'];
  // The other faults of a file with a wrong name are told with it.
  for (const { id, part } of misnamed) {
    const file = shownFile(part.source);
    const merged = mergeParts([part]);
    problems.push(...checkEntry(id, merged, file, [], ids).problems);
    faulty ??= { value: { ...(merged.data as object) }, file, placeOf: merged.placeOf };
  }
  for (let good = parts; good.length > 0; good = good.slice(0, -1)) {
    const { source } = good.at(-1)!;
    const file = shownFile(source);
    const merged = mergeParts(good);
    const { entry, problems: found } = checkEntry(sources.id, merged, file, wordings, ids);
    const alone = source.layer !== undefined && sources.files.length === 1;
    const others = [...ids].filter((other) => other !== sources.id);
    problems.push(...(alone ? withoutBelow(sources.id, merged, file, others, found) : found));
    if (!entry) {
      leftOut.push(file);
      faulty ??= { value: { ...(merged.data as object | undefined) }, file, placeOf: merged.placeOf };
      continue;
    }
    return { entry: locate(entry, merged, file, wordings), problems, leftOut, ...(faulty && { faulty }) };
  }
  return { problems, leftOut, ...(faulty && { faulty }) };
}

function locate(entry: Entry, merged: Merged, file: string, wordings: readonly Wording[]): Located<Entry> {
  const own = entry.asks.length - wordings.length;
  return {
    value: entry,
    file,
    placeOf: (path) => {
      const [field, index] = path;
      const wording = field === 'asks' && typeof index === 'number' ? wordings[index - own] : undefined;
      return wording?.place ?? merged.placeOf(path);
    }
  };
}

/** Locates the parts of an entry compiled before from the same files; reads the files only on demand. */
export function locateKnown(entry: Entry, sources: EntrySources, ids: ReadonlySet<string>): Located<Entry> {
  let read: Located<Entry> | undefined;
  return {
    value: entry,
    file: entry.file,
    placeOf: (path) => {
      read ??= readEntry(sources, ids).entry;
      return read?.placeOf(path) ?? { file: entry.file, line: 1 };
    }
  };
}
