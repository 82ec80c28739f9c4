import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { BadLink, WeekFacts } from '../core/digest/facts.ts';
import { createDigest, type Digest } from '../core/digest/index.ts';
import type { DigestWeek } from '../core/digest/week.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { isIn, isNamed } from '../core/model/message.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { dayMs } from '../core/time/calendar.ts';
import type { Logger } from '../observability/logger.ts';
import { channelOf, channelSender } from '../platforms/channel.ts';
import { countOutcomes, disliked, makeReport } from '../report/index.ts';
import { readLinks } from '../report/link-results.ts';
import type { Store } from '../storage/store.ts';
import { createZones } from './time-zones.ts';

type DigestConfig = Pick<
  Config,
  'curatorsChannel' | 'dataDir' | 'editors' | 'editorsAs' | 'retentionDays' | 'slack' | 'teams'
>;

interface Parts {
  store: Pick<Store, 'assessmentCounts' | 'assessments' | 'questions' | 'feedback' | 'gaps' | 'handovers' | 'digests'>;
  knowledgeBase: () => KnowledgeBase;
  /** Messengers by platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger>;
  logger: Logger;
}

const weekMs = 7 * dayMs;

/** Connects the weekly digest to this machine's clock, zones and files, for the server and the command line alike. */
export function connectDigest(config: DigestConfig, { store, knowledgeBase, messengers, logger }: Parts): Digest {
  const { curatorsChannel, dataDir, editors, editorsAs, retentionDays } = config;
  const people = new Set(editors);
  const channel = curatorsChannel === undefined ? undefined : channelOf(curatorsChannel, config);

  const facts = async ({ from, to }: DigestWeek): Promise<WeekFacts> => {
    const [report, before, links] = await Promise.all([
      makeReport(store, knowledgeBase(), from, to),
      store.questions.since(from - weekMs).then((questions) => countOutcomes(questions.filter(({ at }) => at < from))),
      badLinks(dataDir)
    ]);
    const { totals, gaps, entries, handedOver } = report;
    return {
      counts: totals,
      before,
      gaps,
      answers: new Map(entries.flatMap(({ id, answered }) => (answered > 0 ? [[id, answered] as const] : []))),
      disliked: disliked(report),
      ...(handedOver && { handedOver: { asked: handedOver.asked, answered: handedOver.states.answered } }),
      ...(links && { links })
    };
  };

  return createDigest({
    store,
    knowledge: () => knowledgeBase().knowledge,
    zones: createZones(),
    facts,
    ...(curatorsChannel !== undefined && { send: channelSender(curatorsChannel, config, messengers) }),
    mayEdit: (press) => isNamed(people, press) || (channel !== undefined && isIn(channel, press.conversation)),
    editsInChat: editors.length > 0,
    team: editorsAs,
    retentionDays,
    newId: randomUUID,
    log: (event, fields) => logger.info(event, fields),
    warn: (event, fields) => logger.warn(event, fields)
  });
}

async function badLinks(dataDir: string): Promise<WeekFacts['links']> {
  const found = await readLinks(dataDir);
  if (!found) return undefined;
  const bad = found.results.flatMap(({ url, state }): BadLink[] => {
    if (state === 'moved') return [{ url, state }];
    return state === 'dead' || state === 'refused' ? [{ url, state: 'dead' }] : [];
  });
  return { checkedOn: found.checkedAt.slice(0, 10), bad };
}
