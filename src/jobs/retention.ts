import type { Digest } from '../core/digest/index.ts';
import { closeOld, type Handovers } from '../core/handover/index.ts';
import { dateAt, dayMs } from '../core/time/calendar.ts';
import type { Tips } from '../core/tips/index.ts';
import { keyPeriod } from '../storage/pseudonym.ts';
import type { Store } from '../storage/store.ts';
import type { GuidedAssessments } from './guided-assessments.ts';
import type { Job } from './scheduler.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Days for which repeats of a delivery are recognised; Slack's last repeat comes after 24 hours (delayed events). */
const handledDays = 3;
/**
 * Days after which an unanswered request is dropped. Slack gives up such deliveries itself, but not where Slack is
 * switched off.
 */
const inboxDays = 1;
/** Days for which sent tips are kept: two years, so that no tip repeats before all others of its topic. */
const tipDays = 730;

/** Days for which a possibly lost answer can be sent again; then the words of closed questions are deleted. */
const overDays = 7;
/** Hours for which a change already in the files is still laid over those of replicas that have not been updated. */
const landedHours = 1;

/** Minutes after which an unfinished step of a team's assessment counts as abandoned; longer than any request takes. */
const inHandMinutes = 15;

/** Days for which sent digests are remembered; the words that an ignored gap holds are deleted with the questions. */
const digestDays = 366;

interface HousekeepingParts {
  store: Store;
  tips: Pick<Tips, 'run' | 'purge'>;
  retentionDays: number;
  /** Absent where no person can be asked. */
  handovers: Pick<Handovers, 'run'> | undefined;
  digest: Pick<Digest, 'run'>;
  assessments: Pick<GuidedAssessments, 'run' | 'remind'>;
}

/**
 * Lists the periodic jobs: posting tips and digests, delivering handover messages, and deleting data past its
 * retention.
 */
export function housekeeping({ store, tips, retentionDays, handovers, digest, assessments }: HousekeepingParts): Job[] {
  return [
    { name: 'tips', everyMs: 10 * second, run: (now, signal) => tips.run(now, signal) },
    { name: 'experts', everyMs: 10 * second, run: async (now, signal) => handovers?.run(now, signal) },
    { name: 'digest', everyMs: minute, run: (now) => digest.run(now) },
    { name: 'assessments', everyMs: minute, run: (now) => assessments.run(now) },
    { name: 'reminders', everyMs: 10 * second, run: (now, signal) => assessments.remind(now, signal) },
    {
      name: 'forget',
      everyMs: hour,
      run: async (now) => {
        const keptFrom = now - retentionDays * dayMs;
        await store.handled.forget(now - handledDays * dayMs);
        await store.inbox.forget(now - inboxDays * dayMs);
        await store.memory.forget(now);
        await store.questions.purge(keptFrom);
        await store.feedback.purge(keptFrom);
        await store.voterKeys.destroy(keyPeriod(now));
        await closeOld(store.handovers, keptFrom, now);
        await store.handovers.erase(now - overDays * dayMs);
        await store.handovers.purge(keptFrom);
        await store.gaps.purge(keptFrom);
        await store.digests.forget(now - digestDays * dayMs);
        await store.assessments.purge(keptFrom, now, now - inHandMinutes * minute);
        await store.drafts.purge(now);
        await store.results.purge(now);
        await store.assessmentCounts.purge(dateAt(keptFrom));
        await store.entryChanges.forget(now - landedHours * hour);
        await tips.purge(now - tipDays * dayMs);
        await store.compact();
      }
    }
  ];
}
