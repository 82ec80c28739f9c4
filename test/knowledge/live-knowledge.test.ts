import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import type { KnowledgeWatch } from '../../src/knowledge/index.ts';
import { createLiveKnowledge, KnowledgeError, type LiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { trainInProcess } from '../../src/knowledge/training/index.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { indexOnly, smallKnowledge, trained } from '../support/trained.ts';
import { until } from '../support/until.ts';

let folder: string;
let lines: LoggedLine[];
let knowledgeBase: LiveKnowledge;
let watch: KnowledgeWatch | undefined;

/** Changes are learnt as far as their index, unless a test looks at what is learnt to the end. */
const load = (trainer = indexOnly): Promise<LiveKnowledge> =>
  createLiveKnowledge({
    folder,
    wordTable: '/nowhere',
    today: () => '2026-11-23',
    logger: createListeningLogger(lines),
    trainer
  });
const spread = (): string => path.join(folder, 'concepts/concept-spread.md');
const edit = async (change: (text: string) => string): Promise<void> => {
  await writeFile(spread(), change(await readFile(spread(), 'utf8')));
};
/** A change is taken when two looks agree. */
const look = async (): Promise<void> => {
  await watch?.look();
  await watch?.look();
};

beforeAll(() => trained(smallKnowledge, '/nowhere'));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'knowledge-'));
  await cp(smallKnowledge, folder, { recursive: true });
  lines = [];
});
afterEach(async () => {
  watch?.stop();
  watch = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('a change of the knowledge folder', () => {
  beforeEach(async () => {
    knowledgeBase = await load();
    watch = await knowledgeBase.watch();
    watch.stop();
  });

  test('is live after it was seen twice, and the matcher learns it', async () => {
    const before = knowledgeBase.state().version;
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await watch?.look();
    expect(knowledgeBase.state().version).toBe(before);
    await watch?.look();
    expect(knowledgeBase.state().version).not.toBe(before);
    expect(knowledgeBase.current().matcher.find('wherefore do zebras gallivant').matches[0]?.entry.id).toBe(
      'concept-spread'
    );
    expect(lines.map(({ event }) => event)).toContain('knowledge.changed');
  });

  test('with a mistake costs that file: its last good text stays, the rest is live, the log and the state say why', async () => {
    const before = knowledgeBase.current().knowledge.version;
    await edit((text) => text.replace('status: current', 'status: odd'));
    await look();
    expect(knowledgeBase.current().knowledge.version).toBe(before);
    expect(knowledgeBase.state().faults).toEqual([
      expect.stringMatching(/concept-spread\.md:\d+: status is "odd"; allowed: current/)
    ]);
    expect(knowledgeBase.current().knowledge.leftOut).toMatchObject([{ file: 'concepts/concept-spread.md' }]);
    expect(lines.at(-1)).toMatchObject({ level: 'error', event: 'knowledge.file.left-out' });

    await mkdir(path.join(folder, 'wordings'));
    await writeFile(path.join(folder, 'wordings', 'concept-spread.txt'), 'wherefore zebras gallivant\n');
    await look();
    expect(knowledgeBase.current().matcher.find('wherefore do zebras gallivant').matches[0]?.entry.id).toBe(
      'concept-spread'
    );
    expect(knowledgeBase.state().faults).toHaveLength(1);

    await edit((text) => text.replace('status: odd', 'status: current'));
    await look();
    expect(knowledgeBase.state().faults).toBeUndefined();
  });

  test('to nothing is refused', async () => {
    await rm(path.join(folder, 'resources'), { recursive: true });
    await rm(path.join(folder, 'concepts'), { recursive: true });
    await rm(path.join(folder, 'contacts'), { recursive: true });
    await look();
    expect(knowledgeBase.state().entries).toBe(14);
    expect(knowledgeBase.state().refused).toBeDefined();
  });

  test('a folder that goes away is told, and answers go on; when it is back, nothing is told any more', async () => {
    const away = `${folder}-away`;
    await rename(folder, away);
    await look();
    expect(lines.at(-1)).toMatchObject({ level: 'warn', event: 'knowledge.folder.unreadable' });
    expect(knowledgeBase.state().refused).toContain('cannot be read (ENOENT)');
    expect(knowledgeBase.current().matcher.find('what is spread').matches.length).toBeGreaterThan(0);
    await rename(away, folder);
    await look();
    expect(knowledgeBase.state().refused).toBeUndefined();
  });
});

describe('a change while how sure to be is still being learnt', () => {
  /** Learning whose end the test decides; the learning itself is the real one. */
  let ends: (() => void)[];
  let abandoned: number;
  const slowly: typeof trainInProcess = (parts) => {
    const own = trainInProcess(parts);
    const whole = new Promise<void>((resolve) => ends.push(resolve)).then(() => own.whole);
    return {
      whole,
      abandon: () => {
        abandoned++;
        own.abandon();
      }
    };
  };
  const told = (): string[] => lines.map(({ event }) => event).filter((event) => event.startsWith('knowledge'));
  const findings = (live: LiveKnowledge) =>
    ['what is spread', 'zebras gallivant', 'how do I publish', 'when is lunch'].map((ask) => {
      const { outcome, matches } = live.current().matcher.find(ask);
      return { outcome, matches: matches.map(({ entry, confidence }) => ({ id: entry.id, confidence })) };
    });

  beforeEach(async () => {
    ends = [];
    abandoned = 0;
    knowledgeBase = await load(slowly);
    watch = await knowledgeBase.watch();
    watch.stop();
  });

  test('is live before, and afterwards the same as at a fresh start', async () => {
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await look();
    expect(told()).toEqual(['knowledge.changed']);
    expect(knowledgeBase.state().learning).toBe(true);
    expect(findings(knowledgeBase)[1]?.matches[0]?.id).toBe('concept-spread');
    ends[0]?.();
    await until(() => !knowledgeBase.state().learning);
    expect(told()).toEqual(['knowledge.changed', 'knowledge.trained']);
    expect(findings(knowledgeBase)).toEqual(findings(await load(trainInProcess)));
  });

  test('to a draft or away is never answered from, though it is the best match', async () => {
    expect(findings(knowledgeBase)[0]?.matches[0]?.id).toBe('concept-spread');
    await edit((text) => text.replace('status: current', 'status: draft'));
    await look();
    expect(knowledgeBase.state().learning).toBe(true);
    expect(findings(knowledgeBase).flatMap(({ matches }) => matches.map(({ id }) => id))).not.toContain(
      'concept-spread'
    );
  });

  test('gives way to a newer one, whose learning alone counts', async () => {
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await look();
    await edit((text) => text.replace('zebras', 'quaggas'));
    await look();
    expect(abandoned).toBe(1);
    const newest = knowledgeBase.current().knowledge.version;
    ends[0]?.();
    ends[1]?.();
    await until(() => !knowledgeBase.state().learning);
    expect(knowledgeBase.state().version).toBe(newest);
    expect(told()).toEqual(['knowledge.changed', 'knowledge.changed', 'knowledge.trained']);
    expect(findings(knowledgeBase)).toEqual(findings(await load(trainInProcess)));
  });
});

describe('a change whose trainer is killed', () => {
  /** The trainer dies so many times, and then learns. */
  const start = async (deaths: number): Promise<{ tries(): number }> => {
    let tries = 0;
    knowledgeBase = await load((parts) => {
      if (++tries > deaths) return indexOnly(parts);
      const whole = Promise.reject(new Error('Learning ended without a result.'));
      whole.catch(() => undefined);
      return { whole, abandon: () => undefined };
    });
    watch = await knowledgeBase.watch();
    watch.stop();
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await look();
    await until(() => !knowledgeBase.state().learning);
    return { tries: () => tries };
  };
  const answers = (): string | undefined =>
    knowledgeBase.current().matcher.find('wherefore do zebras gallivant').matches[0]?.entry.id;

  test('is live all the same, and is learnt at a second try', async () => {
    const { tries } = await start(1);
    expect(answers()).toBe('concept-spread');
    expect(tries()).toBe(2);
    expect(lines.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['knowledge.changed', 'knowledge.training.failed', 'knowledge.trained'])
    );
  });

  test('is not tried a third time, but a newer change is', async () => {
    const { tries } = await start(2);
    expect(tries()).toBe(2);
    expect(answers()).toBe('concept-spread');
    await edit((text) => text.replace('zebras', 'quaggas'));
    await look();
    await until(() => lines.at(-1)?.event === 'knowledge.trained');
    expect(tries()).toBe(3);
  });

  test('because the program stops is not told as failed', async () => {
    let die: (error: Error) => void = () => undefined;
    knowledgeBase = await load(() => ({
      whole: new Promise<never>((_, reject) => {
        die = reject;
      }),
      abandon: () => undefined
    }));
    watch = await knowledgeBase.watch();
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await until(() => knowledgeBase.state().learning === true);
    watch.stop();
    die(new Error('Learning ended without a result.'));
    await watch.look();
    expect(lines.map(({ level }) => level)).not.toContain('warn');
  });
});

describe('at start', () => {
  test('a file with a mistake is left out and told, and the rest is served', async () => {
    await edit((text) => text.replace('kind: concept', 'kind: notion').replace('status: current', 'status: odd'));
    knowledgeBase = await load();
    expect(knowledgeBase.state()).toMatchObject({
      entries: 13,
      faults: [/notion/, /odd/].map((text) => expect.stringMatching(text))
    });
    expect(lines.map(({ event }) => event)).toContain('knowledge.file.left-out');
  });

  test('a question that a later layer has taken is told in the log, at the second start too', async () => {
    const own = await mkdtemp(path.join(tmpdir(), 'own-'));
    const models = await mkdtemp(path.join(tmpdir(), 'models-'));
    await edit((text) => text.replace('asks:\n', 'asks:\n  - wherefore zebras gallivant\n'));
    await mkdir(path.join(own, 'concepts'));
    const text = (await readFile(spread(), 'utf8')).replaceAll('concept-spread', 'concept-zebra');
    const fields = text.replace(/asks:\n(?: {2}- .*\n)+/, 'asks:\n  - wherefore zebras gallivant\n');
    await writeFile(path.join(own, 'concepts/concept-zebra.md'), fields.replace(/^title: .*$/m, 'title: Zebras'));
    const begin = () =>
      createLiveKnowledge({
        folder: [folder, own],
        wordTable: '/nowhere',
        today: () => '2026-11-23',
        logger: createListeningLogger(lines),
        models,
        trainer: indexOnly
      });
    for (const _ of ['learns', 'takes what was learnt']) {
      lines = [];
      knowledgeBase = await begin();
      expect(knowledgeBase.current().matcher.find('wherefore zebras gallivant').matches[0]?.entry.id).toBe(
        'concept-zebra'
      );
      expect(lines).toContainEqual(
        expect.objectContaining({
          level: 'warn',
          event: 'knowledge.clash',
          fields: {
            problem: expect.stringMatching(
              /^concepts\/concept-spread\.md:\d+: The question "wherefore .*" is also asked by /
            )
          }
        })
      );
    }
    await rm(own, { recursive: true });
    await rm(models, { recursive: true });
  });

  test('where nothing can be read the start is refused with every mistake', async () => {
    await rm(path.join(folder, 'resources'), { recursive: true });
    await rm(path.join(folder, 'contacts'), { recursive: true });
    for (const name of await readdir(path.join(folder, 'concepts'))) {
      if (name !== 'concept-spread.md') await rm(path.join(folder, 'concepts', name));
    }
    await edit((text) => text.replace('kind: concept', 'kind: notion').replace('status: current', 'status: odd'));
    await expect(load()).rejects.toThrow(KnowledgeError);
    await expect(load()).rejects.toThrow(/no entry that can be read:[\s\S]*notion[\s\S]*odd/);
  });

  test('the day is told with the knowledge, and is a new one after midnight', async () => {
    let day = '2026-11-23';
    knowledgeBase = await createLiveKnowledge({
      folder,
      wordTable: '/nowhere',
      today: () => day,
      logger: createListeningLogger(lines),
      trainer: trainInProcess
    });
    const { knowledge, matcher } = knowledgeBase.current();
    expect(knowledge.today).toBe('2026-11-23');
    expect(knowledgeBase.current().knowledge).toBe(knowledge);
    day = '2026-11-24';
    expect(knowledgeBase.current().knowledge).toEqual({ ...knowledge, today: '2026-11-24' });
    expect(knowledgeBase.current().matcher).toBe(matcher);
  });

  test('an empty folder is refused', async () => {
    await rm(folder, { recursive: true });
    await cp(path.join(packageRoot, 'test/fixtures/slack'), folder, { recursive: true });
    await expect(load()).rejects.toThrow(/holds no entries/);
  });
});
