import { access, constants, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../config/make-folder.ts';
import { packageRoot } from '../config/package-root.ts';
import { writeNew } from '../config/write-whole.ts';
import { aboutOf } from '../core/model/about-of.ts';
import type { Knowledge } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { maskPersonal, type PersonalKind, patientKinds } from '../core/privacy/index.ts';
import { compile } from '../knowledge/compile.ts';
import { knownEntries, type Problem, problemLine, readSources } from '../knowledge/index.ts';
import { plainText } from '../knowledge/markup.ts';
import { wordingKey } from '../knowledge/settle-asks.ts';
import { readTrainingData } from '../knowledge/training/index.ts';
import { createMatcher } from '../matching/index.ts';
import {
  createAlike,
  DocumentError,
  type Draft,
  draftEntries,
  type Reading,
  readDocumentFile,
  type Taken,
  validateDrafts,
  type WorkerBounds
} from '../tools/importing/index.ts';
import { type Given, type Subcommand, type Terminal, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { createProgressLine, type ProgressLine } from './progress.ts';
import { configured, today } from './settings.ts';

type Alike = ReturnType<ReturnType<typeof createAlike>>;

/** Result for one draft. */
interface Outcome {
  draft: Draft;
  alike: Alike;
  /** Kinds of patient data that the text seems to hold. */
  personal: readonly PersonalKind[];
  problems: readonly string[];
  written: boolean;
  /** Id of an entry that has the same title and text already; the draft is not written then. */
  same?: string | undefined;
}

function checkedSource(source: Given['values'][string]): string | undefined {
  if (source === undefined) return undefined;
  if (typeof source === 'string' && URL.canParse(source) && /^https?:$/.test(new URL(source).protocol)) return source;
  throw new UsageError(
    `--source is ${JSON.stringify(source)}; write the address of the page, beginning with https://.`
  );
}

async function writeDraft(folder: string, { file, text }: Draft): Promise<void> {
  const target = path.join(folder, file);
  makeFolder(path.dirname(target));
  await writeNew(target, text);
}

/** Codes of a name that cannot be written, where others in the same folder can. */
const ofOneFile: ReadonlySet<unknown> = new Set(['EEXIST', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** Returns why a draft was not written. @throws the error where it would be the same for every draft */
function whyUnwritten(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (!ofOneFile.has(code)) throw error;
  return `not written: ${code === 'EEXIST' ? 'there is a file of that name' : `its name cannot be written (${code})`}. Move it away, and import again.`;
}

function report(name: string, reading: Reading, outcomes: readonly Outcome[]): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const lines = [`${name}: ${count(outcomes.length, 'draft')} from "${reading.title}"`];
  for (const { draft, alike, personal, problems, same } of outcomes) {
    const { file, title, kind, topic, section, asks } = draft;
    lines.push(`  ${file}`);
    lines.push(
      `      ${title} · ${kind} · ${topic} · ${count(section.links.length, 'link')}, ${count(asks.length, 'question')}`
    );
    for (const { kind: what, said } of section.lost) lines.push(`      ! lost ${what}: ${said}`);
    if (same !== undefined) lines.push(`      = the same as ${same}, title and text: not written again`);
    else for (const { id, why } of alike) lines.push(`      = like ${id}: ${why}`);
    if (personal.length > 0) lines.push(`      ! may hold patient data: ${personal.join(', ')}`);
    for (const problem of problems) lines.push(`      ! to mend: ${problem}`);
  }
  for (const note of reading.notes) lines.push(`  Note: ${note}`);
  if (!reading.address)
    lines.push('  Note: The document does not say where it was published. Give its address with --source.');
  return `${harmless(lines.join('\n'))}\n`;
}

function asJson(name: string, reading: Reading, outcomes: readonly Outcome[]): string {
  const drafts = outcomes.map(
    ({ draft: { id, file, title, kind, topic, asks, section }, alike, personal, problems, same, written }) => ({
      id,
      file,
      title,
      kind,
      topic,
      asks,
      links: section.links,
      lost: section.lost,
      alike,
      personal,
      problems,
      ...(same !== undefined && { same }),
      written
    })
  );
  return `${JSON.stringify({ document: name, title: reading.title, source: reading.address ?? null, notes: reading.notes, drafts })}\n`;
}

/** Replacements for default parts, for tests. */
interface ImportParts {
  bounds?: WorkerBounds;
  learn?: (knowledge: Knowledge) => Promise<Matcher>;
}

async function learnAll(knowledge: Knowledge): Promise<Matcher> {
  const wordTable = await readFile(path.join(packageRoot, 'models', 'word-table.bin')).catch(() => undefined);
  return createMatcher({ knowledge, training: readTrainingData(), ...(wordTable && { wordTable }) });
}

/** Returns the words of a title and a text, for finding those that are the same. */
const textKey = (title: string, body: string): string => plainText(`${title}\n\n${body}`).replace(/\s+/g, ' ').trim();

/** Loads the data that drafts are compared with: the knowledge, and the files in the target folder. */
async function loadExisting(
  folders: readonly string[],
  out: string,
  learn: (knowledge: Knowledge) => Promise<Matcher>
) {
  const sources = await readSources(folders);
  const { knowledge, questions } = compile(sources, today());
  const entries = [...knowledge.entries.values()];
  const there = await readdir(out, { recursive: true }).catch(() => []);
  const taken: Taken = {
    ids: new Set([
      ...entries.map(({ id }) => id),
      ...[...sources.map(({ file }) => file), ...there].map((file) => path.basename(file, '.md'))
    ]),
    asks: new Set([...entries.flatMap(({ asks }) => asks), ...questions.map(({ ask }) => ask)].map(wordingKey))
  };
  const whole = { version: '', ...knowledge };
  const alike = createAlike(whole, await learn(whole));
  const known = knownEntries({ sources, problems: [], version: '' }, whole);
  const titled = new Map(entries.map(({ id, title, body }) => [textKey(title, body), id]));
  const same = ({ title, section: { body } }: Draft): string | undefined => titled.get(textKey(title, body));
  return { sources, known, taken, alike, same, topics: aboutOf(whole).topics };
}

/** One import: what drafts are compared with, where they go, and how they are reported. */
interface Import {
  existing: Awaited<ReturnType<typeof loadExisting>>;
  options: Parameters<typeof draftEntries>[1];
  /** Folder to write to; absent where nothing is to be written. */
  out: string | undefined;
  json: boolean;
  bounds: WorkerBounds;
}

/** Writes a draft, and returns what came of it. @throws an error that would be the same for every draft */
async function takeDraft(draft: Draft, faults: readonly Problem[], { existing, out }: Import): Promise<Outcome> {
  const same = existing.same(draft);
  const toWrite = same === undefined ? out : undefined;
  const unwritten =
    toWrite === undefined ? undefined : await writeDraft(toWrite, draft).then(() => undefined, whyUnwritten);
  return {
    draft,
    same,
    alike: existing.alike(draft),
    // Public documents are expected to hold mailboxes and names.
    personal: maskPersonal(draft.section.body).found.filter((kind) => patientKinds.includes(kind)),
    problems: [
      ...(unwritten === undefined ? [] : [unwritten]),
      ...faults.filter(({ blocks }) => blocks).map(problemLine)
    ],
    written: toWrite !== undefined && unwritten === undefined
  };
}

/**
 * Imports one document, and reports its drafts.
 *
 * @throws DocumentError when nothing can be read from it
 */
async function importDocument(
  name: string,
  address: string | undefined,
  terminal: Terminal,
  line: ProgressLine,
  parts: Import
): Promise<readonly Outcome[]> {
  const { existing, options, json, bounds } = parts;
  const reading = await readDocumentFile(name, address, line.show, bounds);
  const drafts = draftEntries(reading, options, existing.taken);
  const problems = validateDrafts(drafts, existing, options.today);
  const outcomes: Outcome[] = [];
  try {
    for (const [index, draft] of drafts.entries()) {
      line.show(index + 1, drafts.length, 'drafts');
      outcomes.push(await takeDraft(draft, problems.get(draft.file) ?? [], parts));
    }
  } finally {
    // Where the disk is full, say, what was written before stays and is reported.
    line.clear();
    if (outcomes.length > 0 || drafts.length === 0)
      terminal.stdout.write(json ? asJson(name, reading, outcomes) : report(name, reading, outcomes));
  }
  if (parts.out === undefined && !json) {
    for (const { file, text } of drafts) terminal.stdout.write(harmless(`\n--- ${file}\n${text}`));
  }
  return outcomes;
}

async function run(
  { values, positionals }: Given,
  terminal: Terminal,
  { bounds = {}, learn = learnAll }: ImportParts
): Promise<number> {
  if (positionals.length === 0)
    throw new UsageError(`Name the document to import; usage: ${ownCommand('import FILE…')}`);
  const address = checkedSource(values.source);
  const folders = configured(terminal).knowledgeDirs;
  const out = typeof values.out === 'string' ? path.resolve(values.out) : (folders.at(-1) ?? '');
  const isDry = Boolean(values['dry-run']);
  if (!isDry) {
    makeFolder(out);
    await access(out, constants.W_OK);
  }
  const existing = await loadExisting(folders, out, learn);
  const options = {
    ...(typeof values.owner === 'string' && { owner: values.owner }),
    topics: existing.topics,
    today: today()
  };
  const parts = { existing, options, out: isDry ? undefined : out, json: Boolean(values.json), bounds };
  let [read, failed] = [0, 0];
  const outcomes: Outcome[] = [];
  for (const name of positionals) {
    const line = createProgressLine(terminal, path.basename(name));
    try {
      outcomes.push(...(await importDocument(name, address, terminal, line, parts)));
      read += 1;
    } catch (error) {
      line.clear();
      const isOfDocument = error instanceof DocumentError;
      if (!isOfDocument && (error as NodeJS.ErrnoException).code !== undefined) throw error;
      if (!isOfDocument) failed += 1;
      const why = isOfDocument ? error.message : `No entries could be drafted from it (${String(error)}).`;
      terminal.stderr.write(harmless(`${name}: ${why}\n`));
    }
  }
  const wrote = outcomes.filter(({ written }) => written).length;
  if (read > 0 && !values.json) {
    const lost = outcomes.reduce((sum, { draft }) => sum + draft.section.lost.length, 0);
    const what = isDry
      ? 'Nothing was written (--dry-run).'
      : `Wrote ${wrote} ${wrote === 1 ? 'draft' : 'drafts'} into ${out}. The bot does not answer from a draft: read it, mend it, then set its status to current.`;
    terminal.stdout.write(
      `\n${what}${lost > 0 ? ` Lost in the document, with nowhere to lead: ${lost}. Look at the original.` : ''}\n`
    );
  }
  const isWhole = failed === 0 && (isDry || outcomes.every(({ written, same }) => written || same !== undefined));
  return read > 0 && isWhole ? 0 : 1;
}

/**
 * Creates the import command.
 *
 * @param parts limits on parsing one document, and the factory of the matcher; both have defaults
 */
export function createImportCommand(parts: ImportParts = {}): Subcommand {
  return {
    name: 'import',
    usage: 'FILE… [--dry-run] [--out DIR] [--source URL] [--owner NAME] [--json]',
    summary:
      'Draft knowledge entries from documents: HTML, Markdown, DOCX, ODT, EPUB, PDF, plain text. Drafts are never answered from until an editor publishes them.',
    options: {
      'dry-run': { type: 'boolean' },
      out: { type: 'string' },
      source: { type: 'string' },
      owner: { type: 'string' },
      json: { type: 'boolean' }
    },
    optionHelp: {
      'dry-run': 'Print the drafts and write nothing.',
      out: 'Write into this folder in place of the knowledge folder.',
      source: 'Address where the document was published.',
      owner: 'The team that looks after the entries.',
      json: 'Print one JSON object a document.'
    },
    positionals: 1000,
    run: (given, terminal) => run(given, terminal, parts)
  };
}

export const importDocuments = createImportCommand();
