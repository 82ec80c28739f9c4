import { afterEach, expect, test } from '@jest/globals';
import { accountable, readConfig } from '../../src/config/config.ts';
import { connectTips } from '../../src/jobs/weekly-tips.ts';
import { createAudit } from '../../src/observability/audit.ts';
import { createEditingWorld, type EditingWorld, editor, stranger } from '../support/editing-world.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { channel, createWorld, knowledgeOf, someTips, tipsCommand } from '../support/tips-world.ts';

const now = Date.UTC(2026, 10, 23, 9);
const trail = (lines: readonly LoggedLine[]) =>
  lines.filter(({ event }) => event.startsWith('audit.')).map(({ event, fields }) => ({ event, ...fields }));

let world: EditingWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const edit = async (): Promise<void> => {
  await world!.press('curate.edit', 'squire-2');
  await world!.fill({ title: 'SQUIRE, again' });
  await world!.fill({ save: 'keep' });
};

test('who changed an entry is recorded, without what was written; who may not has changed nothing', async () => {
  world = await createEditingWorld({ git: true, audit: true });
  await world.press('curate.edit', 'squire-2', stranger);
  expect(trail(world.lines)).toEqual([]);
  await edit();
  await world.command('undo squire-2');
  const by = `slack//${editor}`;
  expect(trail(world.lines)).toEqual([
    { event: 'audit.entry.changed', by, entry: 'squire-2', what: expect.any(String) },
    { event: 'audit.entry.changed', by, entry: 'squire-2', what: 'Undo' }
  ]);
  expect(JSON.stringify(world.lines)).not.toContain('again');
});

test('without AUDIT_LOG no line names a person', async () => {
  world = await createEditingWorld({ git: true });
  await edit();
  expect(trail(world.lines)).toEqual([]);
  expect(JSON.stringify(world.lines)).not.toContain(editor);
});

test('who changed the tips of a channel is recorded; what time changes is nobody\u2019s', async () => {
  const lines: LoggedLine[] = [];
  const logger = createListeningLogger(lines);
  const tipsWorld = await createWorld('post once', new Date(now).toISOString());
  const { config } = readConfig({}) as { config: Parameters<typeof connectTips>[0] };
  const messengers = new Map([['fake', tipsWorld.far.plain]]);
  const parts = { store: tipsWorld.store, knowledge: () => knowledgeOf(someTips), messengers, logger };
  const tips = connectTips(config, { ...parts, rounds: { latestOf: async () => [] }, audit: createAudit(logger) });
  await tips.command(tipsCommand('weekly monday 09:00', channel('C1')), now);
  await tips.run(now + 1000);
  await tips.command(tipsCommand('status', channel('C1')), now);
  await tips.command(tipsCommand('stop', channel('C1'), { id: 'U2' }), now);
  const place = 'fake/T1/C1';
  expect(trail(lines)).toEqual([
    { event: 'audit.tips.changed', by: 'fake/T1/U1', place, state: 'active' },
    { event: 'audit.tips.changed', by: 'fake/T1/U2', place, state: 'ended' }
  ]);
  await tipsWorld.close();
});

test('the settings that are recorded at the start hold no secret', () => {
  const secret = 'xoxb-1-secret-of-the-tests';
  const environment = { SLACK_BOT_TOKEN: secret, SLACK_APP_TOKEN: 'xapp-1-secret', EDITORS: 'slack:U0EDITOR' };
  const read = readConfig({
    ...environment,
    PREVIOUS_SECRETS: 'older-secret',
    METRICS_TOKEN: 'token-of-the-monitoring'
  });
  if (!('config' in read)) throw new Error(read.problems.join());
  const written = JSON.stringify(accountable(read.config));
  expect(written).toContain('slack:U0EDITOR');
  expect(written).not.toMatch(/secret|token-of/);
});
