import { expect, test } from '@jest/globals';
import type { WeekFacts } from '../../../src/core/digest/facts.ts';
import { createDigest } from '../../../src/core/digest/index.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { openStore } from '../../../src/storage/index.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';

test('drawn again after a review, the digest counts the entry and offers the next one, before the files are read again', async () => {
  const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  const entries = ['a', 'b'].map((id) => anEntry({ id, title: id }));
  const facts: WeekFacts = {
    counts: { asked: 3, answered: 3, choices: 0, declined: 0 },
    gaps: [],
    disliked: [],
    answers: new Map([
      ['a', 2],
      ['b', 1]
    ])
  };
  const digest = createDigest({
    store,
    knowledge: () => aKnowledge(...entries),
    zones: createZones(),
    facts: async () => facts,
    mayEdit: () => true,
    editsInChat: true,
    team: 'Ward 7',
    retentionDays: 90,
    newId: () => 'x',
    log: () => undefined,
    warn: () => undefined
  });
  const now = Date.parse('2026-11-23T10:00:00Z');
  const titles = async (checked?: (typeof entries)[number]) =>
    (await digest.preview(now, '2026-W47', checked))?.tiles?.map(({ title }) => title);
  expect(await titles()).toEqual(['a', 'b']);
  expect(await titles({ ...entries[0]!, reviewed: '2026-11-23', reviewedBy: 'Ward 7' })).toEqual(['b']);
  await store.close();
});
