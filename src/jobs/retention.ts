import type { Digest } from '../core/digest/index.ts';
import { closeOld, type Experts } from '../core/handover/index.ts';
import type { Tips } from '../core/tips/index.ts';
import { keyPeriod } from '../storage/pseudonym.ts';
import type { Store } from '../storage/store.ts';
import type { GuidedAssessments } from './guided-assessments.ts';
import type { Job } from './scheduler.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;

/** A delivery is told apart from a repeat for three days; Slack's last repeat comes after 24 hours (delayed events). */
const handledDays = 3;
/** An answer a day late is of no use. Slack gives such deliveries up itself; where it is switched off, nobody else would. */
const inboxDays = 1;
/** Two years, so that no tip comes again before all others of its topic. */
const tipDays = 730;

/** An answer that may not have arrived can be sent again for a week; then the words of what is over are deleted. */
const overDays = 7;
/** A change of an entry that is in the files is laid over those of replicas that are yet to be renewed for an hour more. */
const landedHours = 1;

/** Nobody has a step of a team's assessment in hand for so long; longer than any request takes. */
const inHandMinutes = 15;

/** Which digests went out is known for a year; the words of people that an ignored gap holds go with the questions. */
const digestDays = 366;

/** What is done from time to time: tips and digests are posted, experts and askers told, and what may not be kept any longer is deleted. */
export function housekeeping(
  store: Store,
  tips: Tips,
  retentionDays: number,
  experts: Pick<Experts, 'run'> | undefined,
  digest: Pick<Digest, 'run'>,
  assessments: Pick<GuidedAssessments, 'run'>
): Job[] {
  return [
    { name: 'tips', everyMs: 10 * second, run: (now, signal) => tips.run(now, signal) },
    ...(experts
      ? [{ name: 'experts', everyMs: 10 * second, run: (now: number, signal: AbortSignal) => experts.run(now, signal) }]
      : []),
    { name: 'digest', everyMs: 60 * second, run: (now) => digest.run(now) },
    { name: 'assessments', everyMs: 60 * second, run: (now) => assessments.run(now) },
    {
      name: 'forget',
      everyMs: 60 * 60 * second,
      run: async (now) => {
        await store.handled.forget(now - handledDays * day);
        await store.inbox.forget(now - inboxDays * day);
        await store.memory.forget(now);
        await store.questions.purge(now - retentionDays * day);
        await store.feedback.purge(now - retentionDays * day);
        await store.voterKeys.destroy(keyPeriod(now));
        await closeOld(store.handovers, now - retentionDays * day, now);
        await store.handovers.erase(now - overDays * day);
        await store.handovers.purge(now - retentionDays * day);
        await store.gaps.purge(now - retentionDays * day);
        await store.digests.forget(now - digestDays * day);
        await store.assessments.purge(now - retentionDays * day, now, now - inHandMinutes * 60 * second);
        await store.entryChanges.forget(now - landedHours * 60 * 60 * second);
        await tips.purge(now - tipDays * day);
        await store.compact();
      }
    }
  ];
}
