import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportChanges } from '../../src/editing/index.ts';
import { createEditingWorld, type EditingWorld } from '../support/editing-world.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 23, 10);
const psat = 'resources/psat.md';
const zebra = {
  title: 'Zebra planner',
  kind: 'tool',
  topic: 'spread',
  body: 'A planner for zebras.',
  asks: 'how do zebras gallivant'
};

let world: EditingWorld;
/** Another replica, with the same store and files of its own. */
let other: EditingWorld;

beforeEach(async () => {
  world = await createEditingWorld({ stored: true });
  other = await createEditingWorld({ stored: true, store: world.store });
});
afterEach(async () => {
  await other.close();
  await world.close();
});

const edit = async (fields: Record<string, string>, save = 'keep', at = world) => {
  await at.press('curate.edit', 'psat');
  await at.fill(fields);
  return at.fill({ save });
};
const add = async () => {
  await world.press('curate.add', '');
  await world.fill(zebra);
  return world.fill({ save: 'current' });
};
const knows = ({ knowledgeBase }: EditingWorld, id = 'psat') => knowledgeBase.current().knowledge.entries.get(id);

describe('with several replicas', () => {
  test('a change is in the store, no file is touched, and every replica answers with it', async () => {
    const before = await world.file(psat);
    const { card } = await add();
    expect(card.text).toContain('kept in the store for every replica of me, until `spread-bot entries export`');
    await edit({ title: 'PSAT, renamed' });
    for (const replica of [world, other]) {
      await replica.learn();
      expect((await replica.ask('how do zebras gallivant')).card.title).toBe('Zebra planner');
      expect(knows(replica)?.title).toBe('PSAT, renamed');
      expect(await replica.file(psat)).toBe(before);
    }
  });

  test('a replica that starts later lays them over too, and a draft stays a draft', async () => {
    await edit({ title: 'PSAT, renamed' }, 'draft');
    const late = await createEditingWorld({ stored: true, store: world.store });
    expect(knows(late)).toMatchObject({ title: 'PSAT, renamed', status: 'draft' });
    expect((await late.ask('PSAT link')).card.title).not.toMatch(/PSAT/);
    await late.close();
  });

  test('of two editors at two replicas who have the same entry open, the second is told', async () => {
    await other.press('curate.edit', 'psat');
    await other.fill({ title: 'PSAT, theirs' });
    await edit({ title: 'PSAT, mine' });
    expect((await other.fill({ save: 'keep' })).card.title).toBe('Not saved');
    expect(other.errors()).toEqual({ title: 'It says now: PSAT, mine' });
  });

  test('the last change of an entry can be undone, until it is exported', async () => {
    await edit({ title: 'PSAT, first' });
    await edit({ title: 'PSAT, second' });
    expect((await other.command('undo psat')).card.text).toMatch(/Taken back: “Edit” of psat\. 1 earlier changes/);
    await world.learn();
    expect(knows(world)?.title).toBe('PSAT, first');
    await exportChanges(world.folder, world.store.entryChanges, now);
    expect((await world.command('undo psat')).card.text).toContain('has been written into the files');
    expect((await world.command('undo tidier')).card.text).toContain('No change of tidier waits');
  });

  test('what was changed in the files by hand meanwhile stays beside it', async () => {
    await edit({ title: 'PSAT, renamed', asks: 'PSAT link' });
    await writeFile(
      path.join(world.folder, psat),
      (await world.file(psat)).replace('year: 2014', 'year: 2016 # checked')
    );
    await world.learn();
    expect(knows(world)).toMatchObject({ title: 'PSAT, renamed', year: 2016, asks: ['PSAT link'] });
  });

  test('a change that no longer fits the files is left out and told, and the rest goes on', async () => {
    await add();
    await edit({ title: 'PSAT, renamed' });
    const tidier = path.join(world.folder, 'resources/tidier.md');
    await writeFile(tidier, (await readFile(tidier, 'utf8')).replace('  - TIDieR checklist\n', `  - ${zebra.asks}\n`));
    await world.learn();
    expect(knows(world, 'zebra-planner')).toBeUndefined();
    expect(knows(world)?.title).toBe('PSAT, renamed');
    expect(world.knowledgeBase.state().refused).toBeUndefined();
    expect(world.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'entry.change.skipped' }));
  });

  test('a change of a file that somebody broke for a while waits until it can be read again', async () => {
    const whole = await world.file(psat);
    await edit({ title: 'PSAT, renamed' });
    await writeFile(path.join(world.folder, psat), whole.replace('---', 'broken'));
    await world.learn();
    expect((await world.store.entryChanges.all()).map(({ landedAt }) => landedAt)).toEqual([undefined]);
    await writeFile(path.join(world.folder, psat), whole);
    await world.learn();
    expect(knows(world)?.title).toBe('PSAT, renamed');
  });

  test('undoing what can be no id names nothing in a text', async () => {
    const { card } = await world.command('undo [a page](https://example.org)');
    expect(card).toMatchObject({ quote: '[a page](https://example.org)' });
    expect(card.text).not.toContain('example.org');
  });

  test('while the store is away, what is known stays', async () => {
    await edit({ title: 'PSAT, renamed' });
    await world.learn();
    const { all } = world.store.entryChanges;
    world.store.entryChanges.all = () => Promise.reject(new Error('away'));
    await writeFile(path.join(world.folder, psat), (await world.file(psat)).replace('year: 2014', 'year: 2016'));
    await world.learn();
    expect(knows(world)).toMatchObject({ title: 'PSAT, renamed', year: 2016 });
    expect(world.lines.filter(({ event }) => event === 'entry.changes.unreadable')).toHaveLength(1);
    world.store.entryChanges.all = all;
  });
});

describe('an export', () => {
  let checkout: string;
  beforeEach(async () => {
    checkout = await mkdtemp(path.join(tmpdir(), 'checkout-'));
    await cp(world.folder, checkout, { recursive: true });
  });
  afterEach(() => rm(checkout, { recursive: true }));

  test('leaves a file that cannot be read, and its changes wait', async () => {
    await edit({ title: 'PSAT, renamed' });
    await writeFile(path.join(checkout, psat), 'no front matter');
    const done = await exportChanges(checkout, world.store.entryChanges, now);
    expect(done).toEqual({ written: [], held: [], busy: [psat] });
    expect((await world.store.entryChanges.all())[0]?.exportedAt).toBeUndefined();
  });

  test('writes the changes as files; shipped, they are laid over no longer, and a later change by hand stands', async () => {
    await add();
    await edit({ title: 'PSAT, renamed' });
    const dry = await exportChanges(checkout, world.store.entryChanges, now, true);
    expect(dry.written).toEqual([psat, 'resources/zebra-planner.md']);
    expect(await readFile(path.join(checkout, psat), 'utf8')).not.toContain('renamed');
    const done = await exportChanges(checkout, world.store.entryChanges, now);
    expect(done).toEqual({ ...dry, held: [], busy: [] });
    expect(await readFile(path.join(checkout, psat), 'utf8')).toBe(
      (await world.file(psat)).replace(/^title: .*$/m, 'title: PSAT, renamed')
    );
    await world.learn();
    expect(await world.store.entryChanges.forget(Number.MAX_SAFE_INTEGER)).toBe(0);

    await cp(checkout, world.folder, { recursive: true });
    await world.learn();
    expect(knows(world)?.title).toBe('PSAT, renamed');
    world.pass(2 * hour);
    expect(await world.store.entryChanges.forget(Date.UTC(2026, 10, 23, 10))).toBe(2);
    await writeFile(path.join(world.folder, psat), (await world.file(psat)).replace('PSAT, renamed', 'By hand'));
    await world.learn();
    expect(knows(world)?.title).toBe('By hand');
    expect((await exportChanges(checkout, world.store.entryChanges, now)).written).toEqual([]);
  });
});

// Root may write anywhere, so that a folder cannot refuse it.
const asNobody = process.getuid?.() === 0 ? test.skip : test;
asNobody(
  'a folder that cannot be written to keeps its changes in the store, without several replicas too',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'read-only-'));
    await cp(world.folder, folder, { recursive: true });
    await chmod(path.join(folder, 'resources'), 0o555);
    const lone = await createEditingWorld({ folder });
    expect((await edit({ title: 'PSAT, renamed' }, 'keep', lone)).card.text).toContain('kept in the store');
    await chmod(path.join(folder, 'resources'), 0o755);
    await lone.close();
    await rm(folder, { recursive: true });
  }
);
