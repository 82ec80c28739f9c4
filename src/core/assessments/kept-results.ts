import type { RatedAssessment } from '../model/assessment.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import {
  type ActionPress,
  type Conversation,
  type Message,
  type Named,
  personKey,
  placePrefix
} from '../model/message.ts';
import type { Planned, ReminderChanges, ReminderScope } from '../model/reminder.ts';
import { inPlace, type Reply, toAsker } from '../model/reply.ts';
import { monthsAfter } from '../time/calendar.ts';
import { packAnswers } from './answers.ts';
import { readCarried } from './answers-button.ts';
import type { Sealing } from './drafts.ts';
import type { FinishedAssessment } from './finished.ts';
import { type KeptResult, mostMonths, reminderCard, statusCard } from './kept-cards.ts';
import { rateAnswers } from './rated-result.ts';
import { againCard } from './round-cards.ts';
import type { RoundStore } from './rounds.ts';
import { askedIds, projectMax } from './steps.ts';

/** Days by which *Leave out* moves a reminder. */
const laterDays = 30;

/** A result that a person chose to keep, sealed. */
export interface SealedResult {
  /** Keyed hash of the person, the assessment and the project. */
  id: string;
  /** Keyed hash of the person. */
  owner: string;
  /** Workspace or tenant, in the format of `placePrefix`. */
  workspace: string;
  sealed: string;
  /** Time of deletion, in milliseconds since 1970. */
  until: number;
}

/** Stores results that people keep, across restarts and replicas. */
export interface ResultStore {
  /** Keeps a result in the place of an earlier one with its id. */
  save(result: SealedResult): Promise<void>;
  find(id: string): Promise<SealedResult | undefined>;
  /** Returns all results of a person. */
  of(owner: string): Promise<readonly SealedResult[]>;
  /** Deletes a result with its reminder. */
  erase(id: string): Promise<void>;
  /** Deletes results whose time is over, and reminders without a result or round; returns the number of results. */
  purge(now: number): Promise<number>;
}

/** Reminders of a date, by the ledger of the weekly tips. */
export interface ReminderPort extends ReminderChanges {
  plan(id: string, conversation: Conversation, at: number, message: Message, now: number): Promise<Planned>;
  /** Returns where a person can be reminded; undefined where nobody can be written to. */
  reach(message: Message): Conversation | undefined;
}

export interface KeptResultParts {
  results: ResultStore;
  sealing: Sealing;
  /** Turns a text into a keyed hash, the same in every replica. */
  ownerOf: (text: string) => string;
  reminders: ReminderPort;
  /** Called where the store or the seal failed and the person goes on without. */
  onFailure: (error: unknown) => void;
}

const gone = 'This result is not kept any more. Type `assess` to begin again.';
const label = (id: string): string => `result/${id}`;

async function readKept({ id, sealed }: SealedResult, sealing: Sealing): Promise<KeptResult | undefined> {
  const plain = await sealing.open(sealed, label(id));
  return plain === undefined ? undefined : { ...(JSON.parse(plain) as Omit<KeptResult, 'id'>), id };
}

/** Returns the assessment of a result, if its questions are still the same. */
function ratedFor(
  { assessment, version }: Pick<KeptResult, 'assessment' | 'version'>,
  { assessments }: Knowledge
): RatedAssessment | undefined {
  const found = assessments.get(assessment);
  return found?.kind === 'rated' && found.version === version ? found : undefined;
}

/**
 * Creates the function that draws a reminder by its id: of a person's kept result, or of a channel's round. It returns
 * undefined where that is gone, or its questions have changed.
 */
export function createReminderCards({
  results,
  sealing,
  rounds,
  knowledge
}: Pick<KeptResultParts, 'results' | 'sealing'> & { rounds: Pick<RoundStore, 'find'>; knowledge: () => Knowledge }) {
  return async (id: string): Promise<Card | undefined> => {
    const row = await results.find(id);
    const kept = row && (await readKept(row, sealing));
    const own = kept && ratedFor(kept, knowledge());
    if (kept && own) return reminderCard(kept, own);
    const round = row ? undefined : await rounds.find(id);
    const together = round?.numbers && ratedFor(round, knowledge());
    return round && together && againCard(together, round);
  };
}

/**
 * Creates the results that one person keeps: to be asked again after some months, and to see then what has changed.
 * Everything is the person's own; nobody else finds it.
 */
export function createKeptResults(parts: KeptResultParts & { knowledge: () => Knowledge }) {
  const { results, sealing, ownerOf, reminders, onFailure, knowledge } = parts;
  const ownerFor = (person: Named): string => ownerOf(personKey(person));
  const idOf = (person: Named, assessment: string, project: string): string =>
    ownerOf(`${personKey(person)}\n${assessment}\n${project.trim().toLowerCase()}`);

  const read = (row: SealedResult) => readKept(row, sealing);
  const ratedOf = (kept: KeptResult) => ratedFor(kept, knowledge());
  /** Reads the result of a button. @throws UserFacingError for one that is gone, or another person's */
  const mine = async (message: ActionPress): Promise<{ kept: KeptResult; assessment: RatedAssessment }> => {
    const row = await results.find(message.value);
    const kept = row && row.owner === ownerFor(message) ? await read(row) : undefined;
    const assessment = kept && ratedOf(kept);
    if (!kept || !assessment) throw new UserFacingError(gone);
    return { kept, assessment };
  };

  const keep = async (message: ActionPress, now: number): Promise<Reply> => {
    const [, months = '', carried = ''] = /^(\d+) (.*)$/s.exec(message.value) ?? [];
    const finished = readCarried(carried, knowledge());
    const where = reminders.reach(message);
    if (!finished || finished.lost || !where) throw new UserFacingError(gone);
    const { assessment, quick, answers } = finished;
    if (assessment.kind !== 'rated' || !assessment.recheckMonths.includes(Number(months)))
      throw new UserFacingError(gone);
    const project = finished.project.slice(0, projectMax);
    const id = idOf(message, assessment.id, project);
    const kept: KeptResult = {
      id,
      assessment: assessment.id,
      version: assessment.version,
      quick,
      project,
      at: now,
      packed: packAnswers(assessment, answers)
    };
    const { id: _, ...plain } = kept;
    const { platform, tenant } = message.conversation;
    await results.save({
      id,
      owner: ownerFor(message),
      workspace: placePrefix(platform, tenant),
      sealed: await sealing.close(JSON.stringify(plain), label(id)),
      until: monthsAfter(now, mostMonths)
    });
    const planned = await reminders.plan(id, where, monthsAfter(now, Number(months)), message, now);
    return toAsker(statusCard(kept, assessment, planned));
  };

  /** Changes a reminder, and shows what stands now. */
  const change = async (
    message: ActionPress,
    how: (id: string, where: ReminderScope) => Promise<Planned | undefined>
  ): Promise<Reply> => {
    const { kept, assessment } = await mine(message);
    return inPlace(statusCard(kept, assessment, await how(kept.id, message.conversation)), 'asker');
  };

  const drop = async (message: Named, id: string, now: number): Promise<void> => {
    await reminders.cancel(id, message.conversation, now);
    await results.erase(id);
  };

  return {
    /** Handles a press of a kept result's button; undefined for any other button. */
    async press(message: ActionPress, now: number): Promise<Reply | undefined> {
      switch (message.action) {
        case 'assess.keep':
          return keep(message, now);
        case 'assess.skip':
          return change(message, (id, where) => reminders.skip(id, where, laterDays, now));
        case 'assess.pause':
          return change(message, (id, where) => reminders.pause(id, where, now));
        case 'assess.resume':
          return change(message, (id, where) => reminders.resume(id, where, now));
        case 'assess.stop':
          return change(message, async (id, where) => {
            await reminders.cancel(id, where, now);
            return undefined;
          });
        case 'assess.drop': {
          const { kept } = await mine(message);
          await drop(message, kept.id, now);
          return inPlace({ title: 'Forgotten', text: 'The result is deleted, and I do not ask again.' }, 'asker');
        }
        default:
          return undefined;
      }
    },

    /** Reads the result of a button that does its assessment again. @throws UserFacingError as {@link gone} says */
    mine,

    /**
     * Returns the buttons that keep a result; none where it cannot be kept, nobody can be reminded, or too little was
     * answered to compare anything with.
     */
    offer({ assessment, answers, quick }: FinishedAssessment, carried: string, message: Message): readonly Action[] {
      const months = assessment.kind === 'rated' ? assessment.recheckMonths[0] : undefined;
      if (assessment.kind !== 'rated' || months === undefined || !reminders.reach(message)) return [];
      if (rateAnswers(assessment, answers, askedIds(assessment, quick)).tooLittle) return [];
      const text = `Again in ${months} months`;
      return [{ id: 'assess.keep', label: text, name: `${text}: ${assessment.title}`, value: `${months} ${carried}` }];
    },

    /** Finds the person's last kept result of the same version and project, and ends its reminder, which is answered. */
    async answered(finished: FinishedAssessment, message: Message, now: number): Promise<KeptResult | undefined> {
      const { assessment, project } = finished;
      if (assessment.kind !== 'rated') return undefined;
      try {
        const row = await results.find(idOf(message, assessment.id, project));
        const kept = row && (await read(row));
        if (kept) await reminders.cancel(kept.id, message.conversation, now);
        return kept && kept.version === assessment.version ? kept : undefined;
      } catch (error) {
        onFailure(error);
        return undefined;
      }
    },

    /** Creates the list of a person's kept results. */
    async list(message: Message): Promise<Card> {
      const rows = await results.of(ownerFor(message));
      const tiles = await Promise.all(
        rows.map(async (row): Promise<readonly Tile[]> => {
          const kept = await read(row);
          const assessment = kept && ratedOf(kept);
          if (!kept || !assessment) return [];
          const { title, text, actions } = statusCard(
            kept,
            assessment,
            await reminders.find(kept.id, message.conversation)
          );
          const named = kept.project ? `${title} ${kept.project}` : title;
          return [{ title: named, text, ...(actions && { actions }) }];
        })
      );
      const all = tiles.flat();
      if (all.length === 0)
        return { title: 'Nothing is kept', text: 'I keep no result of yours, and no reminder waits.' };
      return { title: 'What I keep for you', text: 'For you alone: nobody else sees it.', tiles: all };
    },

    /** Deletes all results of a person. */
    async forget(message: Message, now: number): Promise<void> {
      for (const { id } of await results.of(ownerFor(message))) await drop(message, id, now);
    }
  };
}

export type KeptResults = ReturnType<typeof createKeptResults>;
