import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { Knowledge } from '../core/model/entry.ts';
import { CodedError } from '../core/model/errors.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { withoutPersonal } from '../core/privacy/index.ts';
import { dateAt } from '../core/time/calendar.ts';
import { createMatcher, type LiveMatcher } from '../matching/index.ts';
import type { Logger } from '../observability/logger.ts';
import { type GoldenFiles, readGolden } from './golden-questions.ts';
import {
  type KnowledgeFiles,
  type KnowledgeWatch,
  type KnownEntries,
  knownEntries,
  type Problem,
  problemLine,
  readKnowledge,
  watchKnowledge
} from './index.ts';
import { keepLastGood, type SoundFiles } from './last-good.ts';
import { createRetraining } from './retrain-on-change.ts';
import {
  commonModels,
  modelKey,
  readModel,
  readTrainingData,
  type StoredModel,
  trainInProcess,
  writeModel
} from './training/index.ts';

/** The bot's current knowledge, kept up to date with the knowledge folder. */
export interface LiveKnowledge {
  current(): KnowledgeBase;
  /**
   * Returns the state for `/readyz` and the metrics. `faults` names the files that are left out or served in their last
   * valid version; `refused` says why the newest change is not live; `learning` means that it is live and still being
   * trained: until then fewer answers are given outright.
   */
  state(): { version: string; entries: number; tips: number; faults?: string[]; refused?: string; learning?: true };
  watch(): Promise<KnowledgeWatch>;
}

interface LiveKnowledgeOptions {
  /** The knowledge folder, or several: later ones are laid over earlier ones. */
  folder: string | readonly string[];
  logger: Logger;
  /** Returns today as `YYYY-MM-DD`, compared with review dates; called for every message. */
  today?: () => string;
  /** File of the word table; without one, matching works slightly less well. */
  wordTable?: string;
  /** Folder in which trained models may be kept, so that the next start need not train again. */
  models?: string;
  /** Lays changes that are stored elsewhere over the files. `mark` returns a different text when they differ. */
  over?: { mark(): Promise<string>; lay(files: KnowledgeFiles): Promise<KnowledgeFiles> };
  /** Trains in the background; {@link trainInProcess} by default. */
  trainer?: typeof trainInProcess;
}

/** Path of the shipped word table. */
export const shippedTable = path.join(packageRoot, 'models', 'word-table.bin');

/** Knowledge that must not be served; the message lists every problem, one a line. */
export class KnowledgeError extends CodedError {
  readonly code = 'KNOWLEDGE_FAULTY';
}

/**
 * Loads the knowledge and trains a model on it, or reuses the model trained on the same knowledge before.
 *
 * @throws KnowledgeError naming every problem when the folder is not fit to be served
 */
export async function createLiveKnowledge(options: LiveKnowledgeOptions): Promise<LiveKnowledge> {
  const { folder, logger, today = () => dateAt(Date.now()), models, over } = options;
  const table = await readFile(options.wordTable ?? shippedTable).catch(() => undefined);
  const training = readTrainingData();
  const folders = models === undefined ? commonModels : [...commonModels, models];

  const trainer = options.trainer ?? trainInProcess;
  /** Golden questions at the time when the files were last read. */
  let golden: GoldenFiles;
  const keyOf = (version: string): string => modelKey(version, table, training, golden.mark);
  const keep = async (model: StoredModel): Promise<void> => {
    if (models === undefined) return;
    const key = keyOf(model.knowledge.version);
    await writeModel(models, key, model).catch((error: unknown) => logger.warn('knowledge.model.unsaved', { error }));
  };
  const kept = (version: string): Promise<StoredModel | undefined> => readModel(folders, keyOf(version));
  /** Faults and clashes already logged, so that each is logged once. */
  let logged: ReadonlySet<string> = new Set();
  const report = ({ leftOut = [], clashes = [] }: Knowledge): void => {
    const [faults, clashing] = [leftOut.map(problemLine), clashes.map(problemLine)];
    const isNew = (problem: string): boolean => !logged.has(problem);
    for (const problem of faults.filter(isNew)) logger.error('knowledge.file.left-out', { problem });
    for (const problem of clashing.filter(isNew)) logger.warn('knowledge.clash', { problem });
    logged = new Set([...faults, ...clashing]);
  };
  /** Compiles the files to serve, and logs faulty ones. */
  const understand = (found: KnowledgeFiles, good?: KnowledgeFiles): SoundFiles => {
    const sound = keepLastGood(found, good, today());
    report(sound.loaded.knowledge);
    return sound;
  };
  const learnWhole = async (files: KnowledgeFiles): Promise<StoredModel> => {
    const { knowledge, problems } = understand(files).loaded;
    if (knowledge.entries.size === 0) throw new KnowledgeError(refusal([folder].flat().join(', '), problems));
    const parts = { knowledge, wordTable: table, training, golden: golden.questions() };
    const model = { knowledge, trained: await trainer(parts).whole };
    await keep(model);
    return model;
  };
  const matcherOf = ({ knowledge, trained }: StoredModel): LiveMatcher =>
    createMatcher({ knowledge, trained, training, ...(table && { wordTable: table }) });

  const read = async (known?: KnownEntries): Promise<KnowledgeFiles> => {
    golden = await readGolden(folder);
    const files = { ...(await readKnowledge(folder)), ...(known && { known }) };
    return over ? over.lay(files) : files;
  };
  let files = await read();
  const first = (await kept(files.version)) ?? (await learnWhole(files));
  report(first.knowledge);
  let live = matcherOf(first);
  const serve = (knowledge: Knowledge): KnowledgeBase => ({ knowledge, matcher: blindToPersonal(live) });
  let knowledgeBase = serve(first.knowledge);
  let refused: string | undefined;
  const retraining = createRetraining({
    trainer,
    wordTable: table,
    training,
    golden: () => golden.questions(),
    logger
  });
  const goLive = (knowledge: Knowledge, from: KnowledgeFiles): void => {
    knowledgeBase = serve(knowledge);
    files = from;
    refused = undefined;
    logger.info('knowledge.changed', { version: knowledge.version, entries: knowledge.entries.size });
  };
  const refuse = (problem: string, why: Record<string, unknown> = {}): void => {
    refused = problem;
    logger.error('knowledge.refused', { problem, ...why });
  };
  /**
   * Makes a change live: at once where the index can follow it, and else when the model is trained. Afterwards the matcher is as
   * at a fresh start.
   */
  const takeChange = async (knowledge: Knowledge, from: KnowledgeFiles): Promise<void> => {
    const isFollowed = live.follow(knowledge);
    if (isFollowed) goLive(knowledge, from);
    const finish = (model: StoredModel): void => {
      if (isFollowed) live.adopt(model.trained);
      else {
        live = matcherOf(model);
        goLive(knowledge, from);
      }
    };
    const known = await kept(knowledge.version);
    if (known) finish({ ...known, knowledge });
    else
      retraining.begin(knowledge, (model) => {
        finish(model);
        return keep(model);
      });
  };
  const changed = async (): Promise<void> => {
    const found = await read(knownEntries(files, knowledgeBase.knowledge));
    if (found.version === knowledgeBase.knowledge.version && !knowledgeBase.knowledge.leftOut) {
      refused = undefined;
      return;
    }
    const sound = understand(found, files);
    const { knowledge } = sound.loaded;
    if (knowledge.entries.size === 0) {
      refuse('No entries are left.');
      return;
    }
    refused = undefined;
    if (knowledge.version === knowledgeBase.knowledge.version) {
      // Only faults were added or removed: the served knowledge is the same.
      const { leftOut: _, ...same } = knowledgeBase.knowledge;
      const { leftOut } = knowledge;
      knowledgeBase = { ...knowledgeBase, knowledge: { ...same, ...(leftOut && { leftOut }) } };
      return;
    }
    retraining.abandon();
    await takeChange(knowledge, sound.files);
  };
  return {
    current: () => {
      const day = today();
      if (knowledgeBase.knowledge.today !== day)
        knowledgeBase = { ...knowledgeBase, knowledge: { ...knowledgeBase.knowledge, today: day } };
      return knowledgeBase;
    },
    state: () => ({
      version: knowledgeBase.knowledge.version,
      entries: knowledgeBase.knowledge.entries.size,
      tips: knowledgeBase.knowledge.tips.length,
      ...(knowledgeBase.knowledge.leftOut && { faults: knowledgeBase.knowledge.leftOut.map(problemLine) }),
      ...(refused !== undefined && { refused }),
      ...(retraining.underway() && { learning: true as const })
    }),
    watch: async () => {
      const watch = await watchKnowledge({
        folders: [folder].flat(),
        ...(over && { also: over.mark }),
        changed,
        onFailure: (error) => {
          const { code, message } = error as NodeJS.ErrnoException;
          const what = code ? `The knowledge folder cannot be read (${code})` : `The newest change failed (${message})`;
          refused = `${what}; what was read before is served on.`;
          logger.warn('knowledge.folder.unreadable', { error });
        }
      });
      const stop = (): void => {
        watch.stop();
        retraining.abandon();
      };
      return { ...watch, stop };
    }
  };
}

function refusal(folder: string, problems: readonly Problem[]): string {
  const lines = problems.filter(({ blocks }) => blocks).map((problem) => `  ${problemLine(problem)}`);
  const what = lines.length > 0 ? `holds no entry that can be read:\n${lines.join('\n')}` : 'holds no entries.';
  return `The knowledge folder ${folder} ${what}\nMend it and start again; "${ownCommand('check')}" shows the same.`;
}

/** Prevents names, numbers and the masks that replace them from counting as words of a question. */
function blindToPersonal(matcher: Matcher): Matcher {
  return { ...matcher, find: (text, last) => matcher.find(withoutPersonal(text), last) };
}
