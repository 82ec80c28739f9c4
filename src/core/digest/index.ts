import type { Card } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import type { ActionPress } from '../model/message.ts';
import type { Zones } from '../time/zones.ts';
import { digestCard } from './card.ts';
import { createDigestModule } from './chat-module.ts';
import type { WeekFacts } from './facts.ts';
import type { DigestState, DigestStore, GapStore } from './ledger.ts';
import { createDigestRun } from './run.ts';
import { type DigestWeek, readWeek, weekBefore, weekDue } from './week.ts';

export interface DigestParts {
  store: { gaps: GapStore; digests: DigestStore };
  knowledge: () => Knowledge;
  zones: Zones;
  /** Returns the current facts of a week. */
  facts: (week: DigestWeek, now: number) => Promise<WeekFacts>;
  /**
   * Sends to the editors' channel; throws as a Messenger does. Absent without such a channel: then no digest is sent.
   */
  send?: (card: Card, key: string) => Promise<void>;
  /** Returns whether the person who pressed may work on the gaps. */
  mayEdit: (press: ActionPress) => boolean;
  /** True where the buttons that change the knowledge have a handler. */
  editsInChat: boolean;
  /** Team in whose name the editors review, where the settings name one. */
  team?: string | undefined;
  retentionDays: number;
  newId: () => string;
  log: (event: string, fields: Record<string, unknown>) => void;
  warn: (event: string, fields: Record<string, unknown>) => void;
}

export interface Digest {
  /** Module with the buttons of the card. */
  chatModule: ChatModule;
  /** Sends a due digest. Safe in any number of processes at once. */
  run(now: number): Promise<void>;
  /**
   * Returns the digest as it would be sent now.
   *
   * @param week such as `2026-W47`; the week due last when not given
   * @param checked an entry just reviewed, which the knowledge may not hold in that form yet
   * @returns undefined if there is nothing to report, or the year has no such week
   */
  preview(now: number, week?: string, checked?: Entry): Promise<Card | undefined>;
}

/** States after which the editors may not have received the digest. */
const notSent: ReadonlySet<DigestState | undefined> = new Set<DigestState>(['failed', 'skipped', 'unsure']);

/** Returns the knowledge with an entry in place of its earlier form. */
const withEntry = (knowledge: Knowledge, entry: Entry): Knowledge => ({
  ...knowledge,
  entries: new Map([...knowledge.entries].map(([id, known]) => [id, id === entry.id ? entry : known]))
});

/** Creates the weekly digest. */
export function createDigest(parts: DigestParts): Digest {
  const { store, knowledge, zones, facts, send, editsInChat, team, retentionDays } = parts;
  const draw = async (week: DigestWeek, now: number, checked?: Entry): Promise<Card | undefined> => {
    const previous = weekBefore(week, zones);
    const [current, before] = await Promise.all([facts(week, now), store.digests.find(previous.id)]);
    return digestCard({
      week,
      facts: current,
      knowledge: checked ? withEntry(knowledge(), checked) : knowledge(),
      now,
      retentionDays,
      editsInChat,
      team,
      ...(notSent.has(before?.state) && { missed: previous })
    });
  };
  const run = send && createDigestRun({ ...parts, digests: store.digests, draw, send });
  return {
    chatModule: createDigestModule({ ...parts, gaps: store.gaps, draw }),
    run: async (now) => run?.(now),
    preview: async (now, id, checked) => {
      const week = id === undefined ? weekDue(now, zones) : readWeek(id, zones);
      return week && draw(week, now, checked);
    }
  };
}
