import { userInfo } from 'node:os';
import { sharedSecrets } from '../config/config.ts';
import { assertWritable, writeWhole } from '../config/write-whole.ts';
import { fittingAnswers } from '../core/assessments/answers.ts';
import { resultDocument } from '../core/assessments/document.ts';
import { createDrafts } from '../core/assessments/drafts.ts';
import { documentParts } from '../core/assessments/finished.ts';
import { resultCard } from '../core/assessments/result-cards.ts';
import { projectField } from '../core/assessments/steps.ts';
import { begin } from '../core/assessments/take-step.ts';
import type { Answers, Assessment } from '../core/model/assessment.ts';
import type { Knowledge } from '../core/model/entry.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { documentFormats, formatOf } from '../documents/index.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import { createDraftSealing } from '../storage/draft-sealing.ts';
import { createOwnerNames } from '../storage/pseudonym.ts';
import { printerFor } from './ask.ts';
import { answerKeys, type Talk, talkThrough } from './assess-talk.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { writeQuietStore } from './quiet-store.ts';
import { configured, today } from './settings.ts';

/**
 * Creates the memory of what somebody at this terminal has not finished: in the bot's own store, sealed, for a day. Where the
 * store cannot be opened there is none.
 */
async function openDrafts(terminal: Terminal, assessment: Assessment, quick: boolean) {
  const config = configured(terminal);
  const store = await writeQuietStore(config).catch(() => undefined);
  if (!store) return undefined;
  const secrets = sharedSecrets(config);
  const now = (): number => Date.now();
  const drafts = createDrafts({
    drafts: store.drafts,
    sealing: createDraftSealing({ secrets, previousSecrets: config.previousSecrets, keys: store.voterKeys, now }),
    ownerOf: createOwnerNames(secrets),
    onFailure: () => undefined
  });
  const person = { conversation: { platform: 'terminal' }, from: { id: userInfo().username } };
  const progress = (page: number) => ({ ...begin(assessment, quick), page });
  return {
    async earlier(): Promise<Talk | undefined> {
      const draft = await drafts.find(person, assessment, undefined, now());
      return draft && draft.progress.quick === quick
        ? { answers: draft.answers, position: draft.changed ? 0 : draft.progress.page }
        : undefined;
    },
    keep: ({ answers, position }: Talk) => drafts.keep(person, progress(position), answers, false, now()),
    async end(finished: boolean): Promise<void> {
      if (finished) await drafts.settle(person, progress(0), now());
      await store.close();
    }
  };
}

/** Asks all questions; undefined where the person stopped before the end. */
async function converse(assessment: Assessment, quick: boolean, terminal: Terminal): Promise<Answers | undefined> {
  const drafts = await openDrafts(terminal, assessment, quick);
  const keep = drafts?.keep ?? (async () => undefined);
  const answers = await talkThrough(assessment, quick, await drafts?.earlier(), terminal, keep);
  await drafts?.end(answers !== undefined);
  const how = ownCommand(`assess ${assessment.id}${quick ? ' --quick' : ''}`);
  if (!answers)
    terminal.stdout.write(
      `\nNothing was sent. "${how}" ${drafts ? 'goes on where you were, within a day' : 'begins again'}.\n`
    );
  return answers;
}

/** Parses `--answers owner=1,measure=?`. A value may hold no comma; flags are joined by `+`. */
function readAnswers(written: string, assessment: Assessment): { answers: Answers; project: string } {
  const pairs = written
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  const given = Object.fromEntries(
    pairs.map((pair) => {
      const [id, ...rest] = pair.split('=');
      if (rest.length === 0)
        throw new UsageError(`--answers has "${pair}"; write each as POINT=ANSWER, such as owner=1.`);
      const value = rest.join('=').trim();
      return [id!.trim(), answerKeys[value] ?? value.replaceAll('+', assessment.kind === 'tree' ? ',' : '+')];
    })
  );
  const { [projectField]: project = '', ...answers } = given;
  const fitting = fittingAnswers(assessment, answers);
  const unknown = Object.keys(answers).filter((id) => !(id in fitting.answers));
  if (unknown.length > 0) {
    throw new UsageError(
      `--answers gives ${unknown.join(', ')} something that ${assessment.id} does not take; allowed: ${idsOf(assessment)}.`
    );
  }
  const needed = assessment.kind === 'plan' ? assessment.fields.filter(({ required }) => required) : [];
  const empty = needed.filter(({ id }) => (fitting.answers[id] ?? '') === '').map(({ id }) => id);
  if (empty.length > 0) throw new UsageError(`--answers leaves out what ${assessment.id} needs: ${empty.join(', ')}.`);
  return { answers: fitting.answers, project };
}

function idsOf(assessment: Assessment): string {
  switch (assessment.kind) {
    case 'plan':
      return assessment.fields.map(({ id }) => id).join(', ');
    case 'tree':
      return `${assessment.nodes.map(({ id }) => id).join(', ')} (number of the choice, from 0), flags`;
    case 'rated':
      return `${assessment.points.map(({ id }) => id).join(', ')} (0 to ${assessment.max}, ? or -)`;
    case 'checklist':
      return `${assessment.points.map(({ id }) => id).join(', ')} (${assessment.choices.map(({ value }) => value).join(', ')})`;
  }
}

function listOf({ assessments }: Knowledge): string {
  const rows = [...assessments.values()].map(
    ({ id, title, minutes }) => `  ${id.padEnd(18)} ${title} (about ${minutes} minutes)`
  );
  return `Assessments:\n${rows.join('\n')}\n\n"${ownCommand('assess NAME')}" begins one.\n`;
}

export const assess: Subcommand = {
  name: 'assess',
  usage: '[NAME] [--quick] [--answers LIST] [--out FILE]',
  summary: 'Do a guided assessment in the terminal. Without a name, list those that there are.',
  options: { quick: { type: 'boolean' }, answers: { type: 'string' }, out: { type: 'string' } },
  optionHelp: {
    quick: 'Ask the few most telling questions only.',
    answers: 'Answer without being asked: POINT=ANSWER, separated by commas.',
    out: 'Write the result to this file: .docx, .md or .html.'
  },
  positionals: 1,
  run: async ({ values, positionals }, terminal) => {
    const { knowledge } = await loadKnowledge(configured(terminal).knowledgeDirs, today());
    const [name] = positionals;
    if (name === undefined) {
      const [option] = Object.keys(values);
      if (option)
        throw new UsageError(
          `--${option} belongs to one assessment; name it: ${[...knowledge.assessments.keys()].join(', ')}.`
        );
      terminal.stdout.write(listOf(knowledge));
      return 0;
    }
    const assessment = knowledge.assessments.get(name);
    if (!assessment)
      throw new UsageError(
        `There is no assessment "${name}"; there are: ${[...knowledge.assessments.keys()].join(', ')}.`
      );
    const format = typeof values.out === 'string' ? formatOf(values.out) : undefined;
    if (values.out !== undefined && !format)
      throw new UsageError(
        `--out is "${values.out}"; end it with ${Object.keys(documentFormats)
          .map((ending) => `.${ending}`)
          .join(', ')}.`
      );
    if (typeof values.out === 'string') await assertWritable(values.out);
    const quick = Boolean(values.quick) && 'quick' in assessment && assessment.quick.length > 0;
    if (typeof values.answers !== 'string' && !terminal.stdin.isTTY) {
      throw new UsageError('There is no terminal to ask at; give --answers.');
    }
    const given = typeof values.answers === 'string' ? readAnswers(values.answers, assessment) : undefined;
    const all = given?.answers ?? (await converse(assessment, quick, terminal));
    if (!all) return 0;
    const { [projectField]: named = given?.project ?? '', ...answers } = all;
    const finished = { assessment, answers, quick, project: named };
    const card = resultCard({ ...finished, knowledge, links: [] });
    terminal.stdout.write(`\n${printerFor(terminal)({ ...card, actions: [] }).text}\n`);
    if (format && typeof values.out === 'string') {
      const document = resultDocument(assessment, answers, documentParts(finished, knowledge, Date.now()));
      await writeWhole(values.out, await format.write(document));
      terminal.stdout.write(`Written to ${values.out}.\n`);
    }
    return 0;
  }
};
