import type { Answers, Assessment } from '../model/assessment.ts';
import type { Form } from '../model/form.ts';
import { type Named, personKey, placePrefix } from '../model/message.ts';
import { longDateAt } from '../time/calendar.ts';
import { fittingAnswers } from './answers.ts';
import { type Progress, placeOf, readProgress, writeProgress } from './steps.ts';

const minute = 60_000;
/** Time for which answers that were not sent are kept, in milliseconds: a day. */
const draftMs = 24 * 60 * minute;
/** Time for which a form that was sent takes no late report of its fields, in milliseconds. */
const settledMs = 2 * minute;

/** Answers of one person that were not sent, sealed. Times are milliseconds since 1970. */
interface SealedDraft {
  /** Keyed hash of the person. */
  owner: string;
  /** Id of the assessment, or of the round in which a team does it. */
  about: string;
  /** Workspace or tenant, in the format of `placePrefix`. */
  workspace: string;
  /** Empty for a form that has just been sent. */
  sealed: string;
  until: number;
}

/** Stores sealed drafts, one of each person and assessment, across restarts and replicas. */
export interface DraftStore {
  /**
   * Keeps a draft in the place of an earlier one.
   *
   * @param late true for a report of fields, which may arrive after the form was sent: then it changes nothing
   */
  keep(draft: SealedDraft, late: boolean, now: number): Promise<void>;
  /** Returns the sealed text; undefined where there is none, or its time is over. */
  find(owner: string, about: string, now: number): Promise<string | undefined>;
  /** Deletes all drafts of a person; returns the number deleted. */
  forget(owner: string): Promise<number>;
  /** Deletes drafts whose time is over; returns the number deleted. */
  purge(now: number): Promise<number>;
}

/** Seals texts under a label, so that one cannot be put in the place of another. */
export interface Sealing {
  close(plain: string, label: string): Promise<string>;
  /** @returns undefined where the text was changed, or cannot be opened any more */
  open(sealed: string, label: string): Promise<string | undefined>;
}

export interface DraftParts {
  drafts: DraftStore;
  sealing: Sealing;
  /** Turns a person's key into a keyed hash, the same in every replica. */
  ownerOf: (personKey: string) => string;
  /** Called where the store or the seal failed: the person goes on without. */
  onFailure: (error: unknown) => void;
}

/** Answers a person had given, and the page they had reached. */
export interface Draft {
  progress: Progress;
  answers: Answers;
  /** Time of keeping, in milliseconds since 1970. */
  at: number;
  /** True if the questions have changed since, so that some answers may not fit. */
  changed: boolean;
}

/**
 * Creates the memory of half-filled forms: sealed, for a day, until they are sent. Nothing here rejects; a person is never
 * kept from going on.
 */
export function createDrafts({ drafts, sealing, ownerOf, onFailure }: DraftParts) {
  const keyOf = (person: Named, assessment: string, round: string | undefined) => {
    const owner = ownerOf(personKey(person));
    const about = round ?? assessment;
    return { owner, about, label: `draft/${owner}/${about}` };
  };
  const safely = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      onFailure(error);
      return otherwise;
    }
  };
  const put = async (
    person: Named,
    { assessment, round }: Progress,
    { plain, forMs, late = false }: { plain?: string; forMs: number; late?: boolean },
    now: number
  ): Promise<void> => {
    const { owner, about, label } = keyOf(person, assessment, round);
    const { platform, tenant } = person.conversation;
    const sealed = plain === undefined ? '' : await sealing.close(plain, label);
    const row = { owner, about, workspace: placePrefix(platform, tenant), sealed, until: now + forMs };
    await drafts.keep(row, late, now);
  };

  return {
    /** Keeps what a person has given so far; nothing where nothing was given. `late` as in {@link DraftStore.keep}. */
    async keep(person: Named, progress: Progress, answers: Answers, late: boolean, now: number): Promise<void> {
      if (Object.keys(answers).length === 0 && progress.project === '') return;
      const plain = JSON.stringify({ progress: writeProgress({ ...progress, packed: '' }), answers, at: now });
      await safely(() => put(person, progress, { plain, forMs: draftMs, late }, now), undefined);
    },

    /** Returns what a person gave and did not send; undefined where there is nothing, or it cannot be read any more. */
    async find(
      person: Named,
      assessment: Assessment,
      round: string | undefined,
      now: number
    ): Promise<Draft | undefined> {
      const { owner, about, label } = keyOf(person, assessment.id, round);
      const sealed = await safely(() => drafts.find(owner, about, now), undefined);
      const plain = sealed && (await safely(() => sealing.open(sealed, label), undefined));
      return plain ? readDraft(plain, assessment) : undefined;
    },

    /** Deletes what was kept of a form that was sent, or is begun again. */
    async settle(person: Named, progress: Progress, now: number): Promise<void> {
      await safely(() => put(person, progress, { forMs: settledMs }, now), undefined);
    },

    /** Deletes everything kept of a person. @returns the number of forms; rejects where the store cannot be reached */
    forget: (person: Named): Promise<number> => drafts.forget(ownerOf(personKey(person)))
  };
}

export type Drafts = ReturnType<typeof createDrafts>;

function readDraft(plain: string, assessment: Assessment): Draft | undefined {
  const { progress: written, answers: given, at } = JSON.parse(plain) as Record<string, unknown>;
  const progress = readProgress(String(written));
  if (!progress || typeof given !== 'object' || given === null) return undefined;
  const { answers, lost } = fittingAnswers(assessment, given as Answers);
  const changed = lost || progress.version !== assessment.version;
  return { progress, answers, at: Number(at), changed };
}

/** Id of the form that asks whether to go on or to begin again. */
export const resumeForm = 'assess.resume';

/**
 * Creates the form that asks whether to go on or to begin again.
 *
 * @param anew progress of a form that begins again
 */
export function askToResume(assessment: Assessment, { progress, at }: Draft, anew: Progress): Form {
  const where = placeOf(assessment, progress);
  const named = progress.project ? ` for “${progress.project}”` : '';
  return {
    id: resumeForm,
    title: assessment.modalTitle,
    text: `You began this${named} on ${longDateAt(at)} and did not send it. Go on where you were (${where}), or begin again? What you gave then is kept for a day, sealed, and goes when you begin again.`,
    value: writeProgress(anew),
    fields: [],
    submit: `Go on (${where})`,
    back: 'Begin again'
  };
}
