import path from 'node:path';
import type { z } from 'zod';
import { aboutOf } from '../core/model/about-of.ts';
import type { Assessment } from '../core/model/assessment.ts';
import type { Entry, GoldenQuestion, Knowledge, Synonyms, Tip } from '../core/model/entry.ts';
import { type AboutFile, aboutFile, readAbout, readTalk, type TalkFile, talkFile } from './about-file.ts';
import { checkAssessment } from './assessments/check-assessment.ts';
import { readAssessment } from './assessments/read-assessment.ts';
import { crossCheck } from './cross-check.ts';
import type { Parsed, SourceFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { Located, Place } from './located.ts';
import { firstSentence, markupFaults, plainText } from './markup.ts';
import { nearest, type Problem } from './problem.ts';
import { bodyWords, frontMatter, questionsFile, sayIssue, synonymsFile, tipsFile } from './schema.ts';
import { isWordings, readWordings, type Wordings } from './wordings.ts';

/** What the compiler makes of the knowledge files. Whatever is good is there, however many problems there are. */
export interface Compiled {
  knowledge: Omit<Knowledge, 'version'>;
  questions: readonly GoldenQuestion[];
  problems: readonly Problem[];
}

/** Entries that were compiled before, by file: where the text is still the same, the entry is, and is not read again. */
export type KnownEntries = ReadonlyMap<string, { text: string; entry: Entry }>;

/** Returns the text by which an entry is known again: its file and its wordings. */
export function knownText(source: SourceFile, wordings: string | undefined): string {
  return wordings === undefined ? source.text : `${source.text}\0${wordings}`;
}

interface Shape<T> {
  safeParse(
    data: unknown
  ): { success: true; data: T } | { success: false; error: { issues: Parameters<typeof sayIssue>[0][] } };
}

function checked<T>(
  source: SourceFile,
  parsed: Parsed,
  shape: Shape<T>,
  keys: readonly string[]
): [T | undefined, Problem[]] {
  if (parsed.problems.length > 0) return [undefined, parsed.problems];
  const result = shape.safeParse(parsed.data);
  if (result.success) return [result.data, []];
  const problems = result.error.issues.map((issue) => ({
    file: source.file,
    line: parsed.lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path),
    message: sayIssue(issue, parsed.data, keys),
    blocks: true
  }));
  return [undefined, problems];
}

/**
 * Returns who reviewed an entry and when; nothing where one of the two is missing. In files of before `reviewed_by` the
 * owner stands for it.
 */
function reviewOf({
  reviewed,
  reviewed_by,
  owner
}: z.infer<typeof frontMatter>): Pick<Entry, 'reviewed' | 'reviewedBy'> {
  const by = reviewed_by ?? owner;
  return reviewed !== undefined && by !== undefined ? { reviewed, reviewedBy: by } : {};
}

function readEntry(source: SourceFile, parsed: Parsed, more?: Wordings): [Located<Entry> | undefined, Problem[]] {
  const [fields, problems] = checked(source, parsed, frontMatter, Object.keys(frontMatter.shape));
  const found = [...problems];
  const say = (line: number, message: string): void => {
    found.push({ file: source.file, line, message, blocks: true });
  };
  for (const fault of markupFaults(parsed.body)) say(parsed.bodyLine + fault.line - 1, fault.message);
  const words = plainText(parsed.body)
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
  if (words === 0) say(parsed.bodyLine, 'The body is empty. Say what it is, when to use it, and the facts.');
  if (words > bodyWords)
    say(parsed.bodyLine, `The body has ${words} words; allowed: at most ${bodyWords}. Shorten it.`);
  if (!fields || found.length > 0) return [undefined, found];
  if (fields.compiled === undefined && fields.reviewed === undefined) {
    say(
      parsed.lineOf(['id']),
      'Missing field "compiled": the day on which the text was put together (YYYY-MM-DD). Add it.'
    );
  }
  if (fields.reviewed !== undefined && fields.reviewed_by === undefined && fields.owner === undefined) {
    say(
      parsed.lineOf(['reviewed']),
      'Missing field "reviewed_by": the team or role that checked it, since reviewed is given. Add it, or remove reviewed.'
    );
  }
  if (fields.reviewed_by !== undefined && fields.reviewed === undefined) {
    say(
      parsed.lineOf(['reviewed_by']),
      'Missing field "reviewed": the day on which it was checked, since reviewed_by is given. Add it, or remove reviewed_by.'
    );
  }
  if (found.length > 0) return [undefined, found];
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
    asks: [...fields.asks, ...(more?.lines.map(({ text }) => text) ?? [])],
    aliases: fields.aliases,
    see: fields.see,
    ...(fields.owner !== undefined && { owner: fields.owner }),
    ...(fields.compiled !== undefined && { compiled: fields.compiled }),
    ...reviewOf(fields),
    reviewBy: fields.review_by,
    sources: fields.source,
    body: parsed.body,
    summary: firstSentence(parsed.body),
    file: source.file
  };
  return [
    { value: entry, file: source.file, placeOf: placesOf(source.file, parsed.lineOf, fields.asks.length, more) },
    found
  ];
}

/** Returns where the parts of an entry stand: in its file, or among its wordings. */
function placesOf(file: string, lineOf: Parsed['lineOf'], asks: number, more?: Wordings): Located<Entry>['placeOf'] {
  return (path) => {
    const [field, index] = path;
    const wording = field === 'asks' && typeof index === 'number' ? more?.lines[index - asks] : undefined;
    return more && wording ? { file: more.file, line: wording.line } : { file, line: lineOf(path) };
  };
}

const assessmentFiles = /^assessments\/[^/]+\.ya?ml$/;
const entryFolders = /^(resources|concepts|contacts)\/[^/]+\.md$/;

/**
 * Compiles knowledge files. Never throws and never stops at the first problem; a faulty file costs only itself.
 *
 * @param sources the files, as read
 * @param today `YYYY-MM-DD`, against which review dates are held
 * @param known what need not be read again
 */
export function compile(sources: readonly SourceFile[], today: string, known?: KnownEntries): Compiled {
  const problems: Problem[] = [];
  const entries: Located<Entry>[] = [];
  const assessments: Located<Assessment>[] = [];
  let tips: Located<Tip[]> | undefined;
  let questions: Located<GoldenQuestion[]> | undefined;
  let synonyms: Synonyms = { abbreviations: {}, groups: [] };
  let about: Located<AboutFile> | undefined;
  let talk: Located<TalkFile> | undefined;
  const wordings = new Map<string, Wordings>();
  for (const source of sources.filter(({ file }) => isWordings(file))) {
    const { id, wordings: its, problems: found } = readWordings(source);
    wordings.set(id, its);
    problems.push(...found);
  }
  for (const source of sources) {
    const more = wordings.get(path.posix.basename(source.file, '.md'));
    const format = formatOf(source.file);
    if (!format) continue;
    const before = known?.get(source.file);
    if (before?.text === knownText(source, more?.text)) {
      const { file } = source;
      const asks = before.entry.asks.length - (more?.lines.length ?? 0);
      entries.push({
        value: before.entry,
        file,
        placeOf: (path) => placesOf(file, format.parse(source).lineOf, asks, more)(path)
      });
      continue;
    }
    const parsed = format.parse(source);
    const locate = <T>([value, found]: [T | undefined, Problem[]]): Located<T> | undefined => {
      problems.push(...found);
      const placeOf = (path: readonly PropertyKey[]): Place => ({ file: source.file, line: parsed.lineOf(path) });
      return value === undefined ? undefined : { value, file: source.file, placeOf };
    };
    if (entryFolders.test(source.file)) {
      const [entry, found] = readEntry(source, parsed, more);
      problems.push(...found);
      if (entry) entries.push(entry);
    } else if (assessmentFiles.test(source.file)) {
      const found = locate(readAssessment(source, parsed));
      if (found) assessments.push(found);
    } else if (source.file === 'tips.yaml') {
      tips = locate(checked<Tip[]>(source, parsed, tipsFile as Shape<Tip[]>, Object.keys(tipsFile.element.shape)));
    } else if (source.file === 'questions.yaml') {
      questions = locate(checked(source, parsed, questionsFile, Object.keys(questionsFile.element.shape)));
    } else if (source.file === 'synonyms.yaml') {
      synonyms = locate(checked(source, parsed, synonymsFile, Object.keys(synonymsFile.shape)))?.value ?? synonyms;
    } else if (source.file === 'about.yaml') {
      about = locate(checked(source, parsed, aboutFile as Shape<AboutFile>, Object.keys(aboutFile.shape)));
    } else if (source.file === 'talk.yaml') {
      talk = locate(checked(source, parsed, talkFile as Shape<TalkFile>, Object.keys(talkFile.shape)));
    } else {
      const message = `Not a place for knowledge; allowed: resources/*.md, concepts/*.md, contacts/*.md, wordings/*.txt, assessments/*.yaml, about.yaml, talk.yaml, tips.yaml, synonyms.yaml, questions.yaml. Move or remove it.`;
      problems.push({ file: source.file, line: 1, message, blocks: false });
    }
  }
  const unique = new Map<string, Located<Entry>>();
  for (const entry of entries) {
    const first = unique.get(entry.value.id);
    if (first) {
      const message = `The id "${entry.value.id}" is already that of ${first.file}. Ids are unique; rename this one and its file.`;
      problems.push({ ...entry.placeOf(['id']), message, blocks: true });
    } else unique.set(entry.value.id, entry);
  }
  const claimed = new Set(unique.keys());
  for (const { file } of sources) if (entryFolders.test(file)) claimed.add(path.posix.basename(file, '.md'));
  for (const [id, { file }] of wordings) {
    if (claimed.has(id)) continue;
    const meant = nearest(id, [...claimed]);
    const message = `These are wordings of "${id}", which no file has as its id. ${meant ? `Did you mean "${meant}"?` : 'Rename or remove the file.'}`;
    problems.push({ file, line: 1, message, blocks: false });
  }
  problems.push(...crossCheck({ entries: unique, claimed, tips, questions, about, today }));
  const usable = usableAssessments(assessments, claimed, tips?.value ?? [], problems);
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const all = new Map([...unique].map(([id, entry]) => [id, entry.value]));
  const told = about && readAbout(about.value, aboutOf({ entries: all }));
  return {
    knowledge: {
      entries: all,
      ...(told && { about: told }),
      ...(talk && { talk: readTalk(talk.value, told ?? aboutOf({ entries: all })) }),
      tips: tips?.value ?? [],
      synonyms,
      assessments: usable
    },
    questions: questions?.value ?? [],
    problems
  };
}

/** Checks assessments against all else, tells what is wrong, and leaves out those that cannot be done as they stand. */
function usableAssessments(
  found: readonly Located<Assessment>[],
  entries: ReadonlySet<string>,
  tips: readonly Tip[],
  problems: Problem[]
): ReadonlyMap<string, Assessment> {
  const known = {
    entries,
    tips: new Set(tips.map(({ id }) => id)),
    assessments: new Set(found.map(({ value }) => value.id))
  };
  const usable = new Map<string, Assessment>();
  for (const { value, placeOf } of found) {
    const faults = checkAssessment(value, known);
    problems.push(...faults.map(({ path: at, message, breaks }) => ({ ...placeOf(at), message, blocks: breaks })));
    if (!faults.some(({ breaks }) => breaks)) usable.set(value.id, value);
  }
  return usable;
}
