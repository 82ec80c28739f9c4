import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/command.ts';
import { createReportCommand } from '../../src/cli/report.ts';
import { quietKnowledgeBase } from '../../src/cli/settings.ts';
import { mondayOf, weekName } from '../../src/core/time/calendar.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { textIn } from '../support/terminal.ts';

const shipped = fileURLToPath(new URL('../../knowledge', import.meta.url));
let folder: string;
let knowledgeBase: ReturnType<typeof quietKnowledgeBase> | undefined;
const report = createReportCommand((terminal) => (knowledgeBase ??= quietKnowledgeBase(terminal)));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-report-'));
  const text = await readFile(path.join(shipped, 'contacts/contact-your-nhs-library.md'), 'utf8');
  await mkdir(path.join(folder, 'knowledge/contacts'), { recursive: true });
  // Without the ids of entries that are not there, and with nothing to review on any day.
  await writeFile(
    path.join(folder, 'knowledge/contacts/contact-your-nhs-library.md'),
    text.replace(/^see:\n(?: {2}- .*\n)+/m, '').replace(/^review_by: .*$/m, 'review_by: 9999-12-31')
  );
  const store = await openStore({ dataDir: path.join(folder, 'data') }, createListeningLogger());
  const now = Date.now();
  await store.questions.record({
    at: now,
    platform: 'slack',
    outcome: 'answer',
    entryId: 'contact-your-nhs-library',
    confidence: 0.9
  });
  await store.questions.record({
    at: now,
    platform: 'teams',
    outcome: 'none',
    confidence: 0.1,
    text: 'who pays for parking'
  });
  await store.questions.record({
    at: now - 40 * 86_400_000,
    platform: 'teams',
    outcome: 'none',
    confidence: 0.1,
    text: 'long ago'
  });
  await store.feedback.vote({ about: 'contact-your-nhs-library', voter: 'a', helpful: true, at: now });
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function run(values: Record<string, string | boolean>) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const environment = { KNOWLEDGE_DIR: path.join(folder, 'knowledge'), DATA_DIR: path.join(folder, 'data') };
  const code = await report.run({ values, positionals: [] }, { stdin: new PassThrough(), stdout, stderr, environment });
  return { code, printed: textIn(stdout), errors: textIn(stderr) };
}

test('the table is of the days asked for', async () => {
  const { code, printed } = await run({ days: '7' });
  expect(code).toBe(0);
  expect(printed).toContain('2 asked: 1 answered (50 %), 0 with choices (0 %), 1 declined (50 %)');
  expect(printed).toContain('who pays for parking');
  expect(printed).not.toContain('long ago');
  expect((await run({})).printed).toContain('3 asked');
});

test('--csv and --json print, --html writes a page', async () => {
  expect((await run({ csv: true, days: '7' })).printed).toContain('\r\ngap,who pays for parking,1,1,0,0,1,');
  expect(JSON.parse((await run({ json: true, days: '7' })).printed).totals).toMatchObject({ asked: 2, helpful: 1 });
  const file = path.join(folder, 'report.html');
  const { printed, errors } = await run({ html: file, days: '7' });
  expect({ printed, errors }).toEqual({ printed: '', errors: `Wrote ${file}\n` });
  expect(await readFile(file, 'utf8')).toContain('who pays for parking');
});

test('--digest prints what would go out, of the week that came due last or of the one named', async () => {
  const asked = Date.now() - 40 * 86_400_000;
  const monday = mondayOf(Math.floor(asked / 86_400_000));
  const { code, printed } = await run({ digest: true, week: weekName(monday) });
  expect(code).toBe(0);
  expect(printed).toMatch(/^Last week: 1 question, 1 gap\n/);
  expect(printed).toContain('“long ago” · Asked once: 1 declined');
  // nothing can be pressed in what was printed
  expect(printed).not.toMatch(/\[\d\]/);
  expect((await run({ week: weekName(monday) })).printed).toContain('1 asked: 0 answered (0 %)');
  expect((await run({ digest: true, week: '2019-W01' })).printed).toBe(
    'Nobody asked anything and nothing needs looking after: no digest goes out.\n'
  );
});

test('usage errors', async () => {
  await expect(run({ days: '7', week: '2026-W47' })).rejects.toThrow('--days and --week exclude each other');
  await expect(run({ week: '2026-W60' })).rejects.toThrow('--week is "2026-W60"; write a week as 2026-W47.');
  await expect(run({ csv: true, digest: true })).rejects.toThrow('--csv and --digest exclude each other');
  await expect(run({ days: '0' })).rejects.toThrow(UsageError);
  await expect(run({ csv: true, json: true })).rejects.toThrow('exclude each other');
});
