import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { createTips } from '../../src/core/tips/index.ts';
import { housekeeping } from '../../src/jobs/retention.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openStore } from '../../src/storage/index.ts';
import { keyPeriod } from '../../src/storage/pseudonym.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { knowledgeOf } from '../support/tips-world.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 9);
const retentionDays = 90;

type Row = Record<string, string | number | null>;

const handover = (id: string, finished: number): Row => ({
  ...{ id, state: 'answered', asked_at: finished - day, platform: 'slack', question: 'words', entry_id: 'pdsa' },
  ...{ asker: '{}', taken_by: null, answer: 'words', finished_at: finished }
});

const reminder: Row = { conversation: '{}', rule: '{}', state: 'ended', changed_at: now, planned_at: 0 };

/**
 * Rows the hourly job takes from each table: a row that has been kept for its time, to the millisecond, stays; one that is a
 * millisecond older goes. The order is that of the references between tables.
 */
const taken: Record<string, { kept: Row; gone: Row }> = {
  handled: {
    kept: { key: 'kept', claimed_at: now - 3 * day },
    gone: { key: 'gone', claimed_at: now - 3 * day - 1 }
  },
  memory: {
    kept: { conversation: 'kept', entries: '[]', until: now + 1 },
    gone: { conversation: 'gone', entries: '[]', until: now }
  },
  inbox: {
    kept: { id: 'kept', owner: 'o', payload: 'p', kept_at: now - day, seen_at: now, tries: 1 },
    gone: { id: 'gone', owner: 'o', payload: 'p', kept_at: now - day - 1, seen_at: now, tries: 1 }
  },
  questions: {
    kept: { id: 'kept', at: now - retentionDays * day, platform: 'slack', outcome: 'none', confidence: 0, text: 'w' },
    gone: {
      id: 'gone',
      at: now - retentionDays * day - 1,
      platform: 'slack',
      outcome: 'none',
      confidence: 0,
      text: 'w'
    }
  },
  votes: {
    kept: { about: 'kept', voter: 'v', helpful: 1, reason: 'w', at: now - retentionDays * day },
    gone: { about: 'gone', voter: 'v', helpful: 1, reason: 'w', at: now - retentionDays * day - 1 }
  },
  hand_overs: {
    kept: handover('kept', now - 7 * day),
    gone: { ...handover('gone', now - retentionDays * day - 1), asked_at: now - retentionDays * day - 1 }
  },
  hand_over_notices: {
    kept: { id: 'kept/card', hand_over_id: 'kept', kind: 'card', state: 'sent', attempts: 1, at: now },
    gone: { id: 'gone/card', hand_over_id: 'gone', kind: 'card', state: 'sent', attempts: 1, at: now }
  },
  ignored_gaps: {
    kept: { id: 'kept', wordings: '[]', at: now - retentionDays * day },
    gone: { id: 'gone', wordings: '[]', at: now - retentionDays * day - 1 }
  },
  entry_changes: {
    kept: changed('kept', now - hour),
    gone: changed('gone', now - hour - 1)
  },
  voter_keys: {
    kept: { period: keyPeriod(now), key: 'kept' },
    gone: { period: keyPeriod(now) - 1, key: 'gone' }
  },
  digests: {
    kept: { week: 'kept', state: 'sent', attempts: 1, at: now - 366 * day },
    gone: { week: 'gone', state: 'sent', attempts: 1, at: now - 366 * day - 1 }
  },
  assessment_rounds: {
    kept: round('kept', now - retentionDays * day),
    gone: round('gone', now - retentionDays * day - 1)
  },
  assessment_counts: {
    kept: { day: '2026-08-25', assessment: 'a', step: 'page-1', count: 1 },
    gone: { day: '2026-08-24', assessment: 'a', step: 'page-1', count: 1 }
  },
  assessment_results: {
    kept: { id: 'kept', owner: 'o', workspace: 'slack/T1/', sealed: 's', until: now + 1 },
    gone: { id: 'gone', owner: 'o', workspace: 'slack/T1/', sealed: 's', until: now }
  },
  reminders: {
    kept: { id: 'kept', place: 'fake/T1/reminder/kept', ...reminder },
    gone: { id: 'gone', place: 'fake/T1/reminder/gone', ...reminder }
  },
  reminder_deliveries: {
    kept: { ...delivery('kept', now), subscription_id: 'kept' },
    gone: { ...delivery('gone', now), subscription_id: 'gone' }
  },
  assessment_drafts: {
    kept: { owner: 'kept', about: 'a', workspace: 'slack/T1/', sealed: 's', until: now + 1 },
    gone: { owner: 'gone', about: 'a', workspace: 'slack/T1/', sealed: 's', until: now }
  },
  assessment_answers: {
    kept: { round_id: 'kept', voter: 'v', answers: '01', at: now },
    gone: { round_id: 'gone', voter: 'v', answers: '01', at: now }
  },
  deliveries: {
    kept: delivery('kept', now - 730 * day),
    gone: delivery('gone', now - 730 * day - 1)
  }
};

function changed(id: string, landed: number): Row {
  const words = { file: 'x.md', created: 0, edit: '{}', what: 'x', platform: 'slack' };
  return { entry_id: id, number: 1, ...words, at: landed, exported_at: null, landed_at: landed };
}

function round(id: string, opened: number): Row {
  const what = { assessment: 'a', version: 1, quick: 0, project: '', place: 'fake/T1/C1', conversation: '{}' };
  return { id, ...what, key: 'k', opener: 'o', opened_at: opened, reminded: 0 };
}

function delivery(id: string, due: number): Row {
  return { id, subscription_id: 'C1', date: id, due_at: due, tip: 'tip-1', state: 'sent', attempts: 1, try_at: null };
}

/** Tables from which time alone takes nothing, with the reason. */
const lasting: Record<string, string> = {
  schema_version: 'holds nothing of anybody',
  health: 'one row that is written over',
  installations: 'until it is uninstalled',
  subscriptions: 'until the channel stops its tips'
};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-tables-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Does something with the tables themselves. */
function inTables<T>(work: (db: InstanceType<typeof Database>) => T): T {
  const db = new Database(path.join(dataDir, 'spread-bot.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const namesOf = (rows: unknown): string[] => (rows as { name: string }[]).map(({ name }) => name);

/** Runs the hourly job over a real store. */
async function forget(): Promise<void> {
  const store = await openStore({ dataDir }, createListeningLogger());
  const tips = createTips({
    store: store.tips,
    knowledge: () => knowledgeOf([]),
    messengers: new Map(),
    zones: createZones(),
    log: () => undefined,
    elapsed: () => 0,
    newId: () => 'id'
  });
  const idle = { run: async () => undefined, remind: async () => undefined };
  const jobs = housekeeping({ store, tips, retentionDays, handovers: undefined, digest: idle, assessments: idle });
  await jobs.find(({ name }) => name === 'forget')?.run(now, new AbortController().signal);
  await store.close();
}

test('of every table the hourly job takes what is too old, and nothing else', async () => {
  await (await openStore({ dataDir }, createListeningLogger())).close();
  const tables = inTables((db) => namesOf(db.prepare("select name from sqlite_master where type = 'table'").all()));
  expect(tables.filter((name) => !name.startsWith('sqlite_')).sort()).toEqual(
    [...Object.keys(taken), ...Object.keys(lasting)].sort()
  );

  inTables((db) => {
    const insert = (table: string, row: Row): void => {
      const columns = Object.keys(row);
      db.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`).run(Object.values(row));
    };
    insert('subscriptions', {
      ...{ id: 'C1', place: 'fake/T1/C1', conversation: '{}', rule: '{}', state: 'ended' },
      ...{ changed_at: now - 1000 * day, planned_at: 0 }
    });
    insert('installations', { id: 'slack/T1', installation: 'sealed', at: now - 1000 * day });
    for (const [table, { kept, gone }] of Object.entries(taken)) for (const row of [kept, gone]) insert(table, row);
  });

  await forget();
  for (const [table, { kept }] of Object.entries(taken)) {
    const [column, key] = Object.entries(kept)[0]!;
    const left = inTables((db) => db.prepare(`select ${column} as name from ${table}`).all());
    expect([table, namesOf(left)]).toEqual([table, [key]]);
  }
  for (const table of ['subscriptions', 'installations']) {
    expect(inTables((db) => db.prepare(`select * from ${table}`).all())).toHaveLength(1);
  }
});

test('the words of a question that is over go after seven days, and its times stay for the figures', async () => {
  await (await openStore({ dataDir }, createListeningLogger())).close();
  inTables((db) => {
    for (const [id, finished] of [
      ['kept', now - 7 * day],
      ['over', now - 7 * day - 1]
    ] as const) {
      const row = handover(id, finished);
      db.prepare(`insert into hand_overs (${Object.keys(row)}) values (${Object.keys(row).map(() => '?')})`).run(
        Object.values(row)
      );
    }
  });
  await forget();
  const rows = inTables((db) =>
    db.prepare('select id, question, answer, asker, state from hand_overs order by id').all()
  );
  expect(rows).toEqual([
    { id: 'kept', question: 'words', answer: 'words', asker: '{}', state: 'answered' },
    { id: 'over', question: null, answer: null, asker: null, state: 'answered' }
  ]);
});
