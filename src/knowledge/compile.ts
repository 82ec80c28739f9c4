import { aboutOf } from '../core/model/about-of.ts';
import type { Assessment } from '../core/model/assessment.ts';
import { type Entry, type GoldenQuestion, type Knowledge, type Talk, type Tip, talkOf } from '../core/model/entry.ts';
import { readAbout, readTalk } from './about-file.ts';
import { checkAssessment, type Known } from './assessments/check-assessment.ts';
import { readAssessment } from './assessments/read-assessment.ts';
import { type CrossChecked, crossCheck } from './cross-check.ts';
import { type SourceFile, shownFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import { claimedId, type EntrySources, groupEntries, groupText, isEntryFile } from './group-sources.ts';
import { idClashes } from './id-clashes.ts';
import { readJournals } from './journals.ts';
import { joinAbout, joinTalk } from './layered-about.ts';
import { joinGolden, joinSynonyms, joinTips, readList } from './layered-lists.ts';
import type { Located } from './located.ts';
import { expectOwnTeam, withOwnTeam } from './own-team.ts';
import { nearest, type Problem } from './problem.ts';
import { locateKnown, type ReadEntry, readEntry } from './read-entry.ts';
import { readerNotes } from './reader-notes.ts';
import { questionsFile, synonymsFile, tipsFile } from './schema.ts';
import { isWordings } from './wordings.ts';

/** Result of compiling knowledge files. Holds everything valid, however many problems there are. */
export interface Compiled {
  knowledge: Omit<Knowledge, 'version'>;
  questions: readonly GoldenQuestion[];
  problems: readonly Problem[];
}

/** Entries compiled before, by id. An entry is not read again while the text of all its files is the same. */
export type KnownEntries = ReadonlyMap<string, { text: string; entry: Entry }>;

const assessmentName = /(?:^|\/)assessments\/([^/]+)\.ya?ml$/;
const assessmentFiles = /^assessments\/[^/]+\.ya?ml$/;
/** Files that other modules read. */
const singleFiles = ['tips.yaml', 'questions.yaml', 'synonyms.yaml', 'journals.yaml'];
const places =
  'resources/*.md, concepts/*.md, contacts/*.md, wordings/*.txt, assessments/*.yaml, about.yaml, talk.yaml, journals.yaml, tips.yaml, synonyms.yaml, questions.yaml';
const isPlace = (file: string): boolean =>
  isEntryFile(file) ||
  isWordings(file) ||
  assessmentFiles.test(file) ||
  [...singleFiles, 'about.yaml', 'talk.yaml'].includes(file);

/**
 * Compiles knowledge files. Never throws and does not stop at the first problem; a fault excludes only the file it is
 * in.
 *
 * @param sources the files as read, those of the first layer first
 * @param today `YYYY-MM-DD`, compared with review dates
 * @param known entries that need not be read again
 * @param unread files that exist but could not be read, so that references to them are not reported as well
 */
export function compile(
  sources: readonly SourceFile[],
  today: string,
  known?: KnownEntries,
  unread: readonly string[] = []
): Compiled {
  const problems: Problem[] = [];
  const leftOut = new Set<string>();
  const of = (file: string): SourceFile[] => sources.filter((source) => source.file === file);
  const take = <T>({ value, problems: found }: { value: T; problems: readonly Problem[] }): T => {
    problems.push(...found);
    for (const { file, blocks } of found) if (blocks) leftOut.add(file);
    return value;
  };

  const groups = groupEntries(sources);
  const claimed = new Set([...groups.values()].filter(({ files }) => files.length > 0).map(({ id }) => id));
  const misplaced = sources.filter(({ file }) => !isPlace(file)).map(({ file }) => file);
  for (const file of [...unread, ...misplaced]) claimed.add(claimedId(file));
  const entries = new Map<string, Located<Entry>>();
  const faulty: NonNullable<ReadEntry['faulty']>[] = [];
  for (const group of groups.values()) {
    if (group.files.length === 0) problems.push(...strayWordings(group, claimed));
    else {
      const before = known?.get(group.id);
      const same = before?.text === groupText(group) ? locateKnown(before.entry, group, claimed) : undefined;
      const read: ReadEntry = same ? { entry: same, problems: [], leftOut: [] } : readEntry(group, claimed);
      problems.push(...read.problems);
      for (const file of read.leftOut) leftOut.add(file);
      if (read.entry) entries.set(group.id, read.entry);
      if (read.faulty) faulty.push(read.faulty);
    }
  }
  const tips = joinTips(of('tips.yaml').map((source) => take(readList<Tip>(source, tipsFile))));
  const questions = joinGolden(
    of('questions.yaml').map((source) => take(readList<GoldenQuestion>(source, questionsFile)))
  );
  const synonyms = take(joinSynonyms(of('synonyms.yaml'), synonymsFile));
  const about = take(joinAbout(of('about.yaml')));
  const talk = take(joinTalk(of('talk.yaml')));
  const journals = take(readJournals(of('journals.yaml')));
  const written = new Map<string, Located<Assessment>[]>();
  for (const source of sources.filter(({ file }) => assessmentFiles.test(file))) {
    const parsed = formatOf(source.file)!.parse(source);
    const file = shownFile(source);
    const [value, found] = readAssessment(source, parsed);
    take({ value, problems: found.map((problem) => ({ ...problem, file })) });
    const placeOf: Located<Assessment>['placeOf'] = (path) => ({ file, line: parsed.lineOf(path) });
    if (value) written.set(source.file, [...(written.get(source.file) ?? []), { value, file, placeOf }]);
  }
  for (const source of sources) {
    if (isPlace(source.file)) continue;
    const message = `Not a place for knowledge; allowed: ${places}. Move or remove it.`;
    problems.push({ file: shownFile(source), line: 1, message, blocks: false });
  }
  problems.push(...readerNotes(sources));
  const isMissing = (file: string): boolean =>
    sources.some((source) => source.file === file && leftOut.has(shownFile(source))) ||
    unread.some((name) => `/${name}`.endsWith(`/${file}`));
  const { assessments, usable } = take(
    chooseAssessments([...written.values()], {
      entries: claimed,
      tips: isMissing('tips.yaml') ? undefined : new Set(tips?.value.map(({ id }) => id)),
      assessments: new Set(
        [...unread, ...sources.map(({ file }) => file)].flatMap((file) => assessmentName.exec(file)?.[1] ?? [])
      )
    })
  );
  const checked = crossCheck({
    entries,
    faulty,
    claimed,
    layers: layerOrder(sources),
    tips,
    assessments,
    questions,
    about,
    today
  });
  const ids = idClashes([...groups.values()].filter(({ files }) => files.length > 1));
  const clashes = [...checked.clashes, ...ids.map(({ file, line, message }) => ({ file, line, message }))];
  problems.push(...checked.problems, ...ids);
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const faults = problems.filter(({ file, blocks }) => blocks && leftOut.has(file));
  const team = checked.team;
  const settled = new Map([...entries].map(([id, { value }]) => [id, afterClashes(value, checked)]));
  const all = team ? withOwnTeam(settled, team) : settled;
  const reworded = new Set([
    ...checked.lost.keys(),
    ...checked.names.map(({ to }) => to),
    ...Object.values(team ?? {})
  ]);
  const aboutRead = about && readAbout(about.value, aboutOf({ entries: all }));
  return {
    knowledge: {
      entries: all,
      ...(aboutRead && { about: aboutRead }),
      ...(talk && { talk: withAssessments(readTalk(talk, aboutRead ?? aboutOf({ entries: all })), usable) }),
      tips: tips?.value ?? [],
      synonyms,
      assessments: usable,
      ...(journals && { journals }),
      ...(reworded.size > 0 && { reworded: [...reworded] }),
      ...(clashes.length > 0 && { clashes }),
      ...(faults.length > 0 && { leftOut: faults.map(({ file, line, message }) => ({ file, line, message })) })
    },
    questions: team ? expectOwnTeam(questions?.value ?? [], team) : (questions?.value ?? []),
    problems
  };
}

/** Returns the names of the layers, the first one first. */
function layerOrder(sources: readonly SourceFile[]): (string | undefined)[] {
  return [...new Set([undefined, ...sources.map(({ layer }) => layer)])];
}

/** Returns an entry without the questions and names that a later layer has given to another, or with those it was given. */
function afterClashes(entry: Entry, { lost, names }: Pick<CrossChecked, 'lost' | 'names'>): Entry {
  const asks = lost.get(entry.id);
  const gone = names.filter(({ from }) => from === entry.id).map(({ name }) => name);
  const come = names.filter(({ to, name }) => to === entry.id && !entry.aliases.includes(name)).map(({ name }) => name);
  if (!asks && come.length === 0) return entry;
  return {
    ...entry,
    asks: entry.asks.filter((ask) => !asks?.has(ask)),
    aliases: [...entry.aliases.filter((alias) => !gone.includes(alias)), ...come]
  };
}

function strayWordings({ id, wordings }: EntrySources, claimed: ReadonlySet<string>): Problem[] {
  if (claimed.has(id)) return [];
  const meant = nearest(id, [...claimed]);
  const message = `These are wordings of "${id}", which no file has as its id. ${meant ? `Did you mean "${meant}"?` : 'Rename or remove the file.'}`;
  return wordings.map((source) => ({ file: shownFile(source), line: 1, message, blocks: false }));
}

/**
 * Checks assessments against the rest of the knowledge and reports faults. Of the layers of one file the last that can be
 * carried out is used.
 *
 * @param found the layers of each file, the first layer first
 * @param known ids that they may refer to
 * @returns `assessments`, one for each file, and those of them that can be carried out
 */
function chooseAssessments(
  found: readonly (readonly Located<Assessment>[])[],
  known: Known
): {
  value: { assessments: readonly Located<Assessment>[]; usable: ReadonlyMap<string, Assessment> };
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const usable = new Map<string, Assessment>();
  const canBeUsed = ({ value, placeOf }: Located<Assessment>): boolean => {
    const faults = checkAssessment(value, known);
    problems.push(...faults.map(({ path: at, message, breaks }) => ({ ...placeOf(at), message, blocks: breaks })));
    return !faults.some(({ breaks }) => breaks);
  };
  const assessments = found.map((layers) => {
    const chosen = layers.findLast(canBeUsed);
    if (chosen) usable.set(chosen.value.id, chosen.value);
    return chosen ?? layers.at(-1)!;
  });
  return { value: { assessments, usable }, problems };
}

/** Adds the phrasings that ask for each assessment to the talk. */
function withAssessments(talk: Talk, assessments: ReadonlyMap<string, Assessment>): Talk {
  const asked = [...assessments.values()].filter(({ asks }) => asks.length > 0);
  return {
    ...talk,
    groups: [...talk.groups, ...asked.map(({ id, asks }) => ({ talk: talkOf(`assess ${id}`), asks }))]
  };
}
