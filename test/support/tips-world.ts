import type { Entry, Knowledge, Tip } from '../../src/core/model/entry.ts';
import type { Command, Conversation } from '../../src/core/model/message.ts';
import { createTips, type Tips, type TipsParts } from '../../src/core/tips/index.ts';
import type { TipStore } from '../../src/core/tips/ledger.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openStore } from '../../src/storage/index.ts';
import { createFarSide } from './far-side.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const entry = {
  id: 'pdsa',
  title: 'PDSA cycles',
  kind: 'tool',
  topic: 'improvement',
  url: 'https://example.org/pdsa',
  status: 'current',
  asks: [],
  aliases: [],
  see: [],
  sources: [],
  owner: 'Library',
  reviewed: '2026-11-01',
  reviewBy: '2027-11-01',
  body: 'Plan, do, study, act.',
  summary: 'Plan, do, study, act.',
  file: 'resources/pdsa.md'
} satisfies Entry as Entry;

/** An entry of a topic that has no tips. */
const ofAnotherTopic: Entry = {
  ...entry,
  id: 'squire-2',
  title: 'SQUIRE 2.0',
  topic: 'publishing',
  body: 'Headings for a report.',
  summary: 'Headings for a report.',
  file: 'resources/squire-2.md'
};

export function knowledgeOf(tips: readonly Tip[]): Knowledge {
  return {
    version: '1',
    entries: new Map([entry, ofAnotherTopic].map((one) => [one.id, one])),
    tips,
    synonyms: { abbreviations: {}, groups: [] },
    assessments: new Map()
  };
}

export const someTips: readonly Tip[] = Array.from({ length: 8 }, (_, index) => ({
  id: `tip-${index}`,
  topic: index % 2 ? 'spread' : 'sustainability',
  text: `Tip number ${index}.`,
  resource: 'pdsa'
}));

export function channel(name: string, more: Partial<Conversation> = {}): Conversation {
  return { platform: 'fake', address: name, direct: false, tenant: 'T1', ...more };
}

let said = 0;
/** Returns the command `tips …`, written in a channel. */
export function tipsCommand(rest: string, conversation: Conversation, from: Partial<Command['from']> = {}): Command {
  said += 1;
  return { kind: 'command', name: 'tips', rest, id: `m${said}`, conversation, from: { id: 'U1', ...from } };
}

export type Way = 'schedule' | 'post once' | 'post again';

/** Creates a clock that tests move, a platform, one store, and any number of replicas that share it. */
export async function createWorld(way: Way, start: string, parts: Partial<TipsParts> = {}) {
  let now = Date.parse(start);
  let elapsed = 0;
  let made = 0;
  const far = createFarSide(() => now);
  const opened = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  const zones = createZones();
  const lines: LoggedLine[] = [];
  let knowledge = knowledgeOf(someTips);

  const replica = (store: TipStore = opened.tips): Tips =>
    createTips({
      store,
      knowledge: () => knowledge,
      messengers: new Map([['fake', way === 'schedule' ? far.scheduling : far.plain]]),
      zones,
      log: (event, fields) => lines.push({ level: 'info', event, fields }),
      elapsed: () => elapsed,
      newId: () => {
        made += 1;
        return `id${String(made).padStart(9, '0')}`;
      },
      repeatOnUnknown: new Set(way === 'post again' ? ['fake'] : []),
      perMinute: new Map([['fake', 100_000]]),
      ...parts
    });

  return {
    far,
    store: opened.tips,
    lines,
    replica,
    now: () => now,
    know(tips: readonly Tip[]) {
      knowledge = knowledgeOf(tips);
    },
    /** Sets the wall clock to another time, as by hand; nothing else moves. */
    setClock(at: number) {
      now = at;
    },
    /** Lets time pass while no replica runs. */
    pass(ms: number) {
      now += ms;
      elapsed += ms;
      far.tick();
    },
    /** Lets time pass up to a moment while replicas run in turn. A failing run is a run that did nothing. */
    async live(until: string | number, replicas: readonly Tips[], stepMs = 20_000) {
      const end = typeof until === 'number' ? until : Date.parse(until);
      for (let turn = 0; now < end; turn += 1) {
        const passed = Math.min(stepMs, end - now);
        now += passed;
        elapsed += passed;
        far.tick();
        await replicas[turn % replicas.length]!.run(now).catch(() => undefined);
      }
    },
    /** Tips that people saw, by channel. */
    seen(address: string) {
      return far.shown.filter((message) => message.address === address && message.key.startsWith('tip/'));
    },
    close: () => opened.close()
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;
