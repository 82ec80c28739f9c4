import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnowledgeWatch } from '../src/knowledge/index.ts';
import { createMind, KnowledgeError, type LiveMind } from '../src/mind.ts';
import { packageRoot } from '../src/package-root.ts';
import { createListeningLogger, type LoggedLine } from './support/listening-logger.ts';

let folder: string;
let lines: LoggedLine[];
let mind: LiveMind;
let watch: KnowledgeWatch | undefined;

const load = (): Promise<LiveMind> =>
  createMind({ folder, wordTable: '/nowhere', today: () => '2026-11-23', logger: createListeningLogger(lines) });
const spread = (): string => path.join(folder, 'concepts/concept-spread.md');
const edit = async (change: (text: string) => string): Promise<void> => {
  await writeFile(spread(), change(await readFile(spread(), 'utf8')));
};
/** A change is taken when two looks agree. */
const look = async (): Promise<void> => {
  await watch?.look();
  await watch?.look();
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'knowledge-'));
  await cp(path.join(packageRoot, 'test/fixtures/knowledge/small'), folder, { recursive: true });
  lines = [];
});
afterEach(async () => {
  watch?.stop();
  watch = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('a change of the knowledge folder', () => {
  beforeEach(async () => {
    mind = await load();
    watch = await mind.watch();
    watch.stop();
  });

  test('is live after it was seen twice, and the matcher learns it', async () => {
    const before = mind.state().version;
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await watch?.look();
    expect(mind.state().version).toBe(before);
    await watch?.look();
    expect(mind.state().version).not.toBe(before);
    expect(mind.current().matcher.find('wherefore do zebras gallivant').matches[0]?.entry.id).toBe('concept-spread');
    expect(lines.map(({ event }) => event)).toContain('knowledge changed');
  });

  test('with a mistake is refused: the last good knowledge stays, the log and the state say why', async () => {
    const before = mind.current();
    await edit((text) => text.replace('topic: spread', 'topic: spreed'));
    await look();
    expect(mind.current()).toBe(before);
    expect(mind.state().refused).toMatch(
      /concept-spread\.md:\d+: topic is "spreed"; allowed: .* Did you mean "spread"\?/
    );
    expect(lines.at(-1)).toMatchObject({ level: 'error', event: expect.stringMatching(/refused/) });

    await edit((text) => text.replace('topic: spreed', 'topic: spread'));
    await look();
    expect(mind.state().refused).toBeUndefined();
  });

  test('to nothing is refused', async () => {
    await rm(path.join(folder, 'resources'), { recursive: true });
    await rm(path.join(folder, 'concepts'), { recursive: true });
    await rm(path.join(folder, 'contacts'), { recursive: true });
    await look();
    expect(mind.state().entries).toBe(14);
    expect(mind.state().refused).toBeDefined();
  });

  test('a folder that goes away is told, and answers go on', async () => {
    await rm(folder, { recursive: true });
    await look();
    expect(lines.at(-1)).toMatchObject({ level: 'warn', event: 'knowledge folder cannot be looked at' });
    expect(mind.current().matcher.find('what is spread').matches.length).toBeGreaterThan(0);
  });
});

describe('at start', () => {
  test('knowledge with mistakes is refused with every one of them', async () => {
    await edit((text) => text.replace('topic: spread', 'topic: spreed').replace('status: current', 'status: odd'));
    await expect(load()).rejects.toThrow(KnowledgeError);
    await expect(load()).rejects.toThrow(/has 2 problems:[\s\S]*spreed[\s\S]*odd/);
  });

  test('an empty folder is refused', async () => {
    await rm(folder, { recursive: true });
    await cp(path.join(packageRoot, 'test/fixtures/slack'), folder, { recursive: true });
    await expect(load()).rejects.toThrow(/holds no entries/);
  });
});
