import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEditingWorld, type EditingWorld } from '../support/editing-world.ts';
import { runs } from '../support/property-runs.ts';

let world: EditingWorld;
beforeAll(async () => {
  world = await createEditingWorld();
});
afterAll(() => world.close());

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 80 }),
  fc.constantFrom(
    '---',
    '- a\n---\nid: x',
    '../../etc/passwd',
    '*alias',
    '&a b',
    '{{DATE()}}',
    '<script>',
    '\u202e',
    'null',
    '~',
    '2024-01-01',
    'yes: no',
    '"',
    "'",
    '|',
    '>',
    '#',
    '%YAML',
    '!!js/function'
  )
);

test('whatever is typed is either refused at a field or saved and read back as it was shown', async () => {
  const fields = fc.record({
    title: nasty,
    body: nasty,
    asks: nasty,
    publisher: nasty,
    aliases: nasty,
    year: nasty,
    see: nasty
  });
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(fields, async (typed) => {
      const own = `ask ${++saved} `;
      await world.press('curate.add', '');
      await world.fill({ ...typed, title: `T ${typed.title}`, asks: own + typed.asks, kind: 'guide', topic: 'spread' });
      const form = world.form();
      if (form.title !== 'How it will look') {
        expect(Object.keys(world.errors())).not.toEqual([]);
        return;
      }
      const { card } = await world.fill({ save: 'draft' });
      expect(card.title).toBe('Saved as a draft');
      const id = card.actions?.[0]?.value ?? '';
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      await world.press('curate.edit', id);
      for (const field of ['title', 'body', 'asks', 'publisher', 'year']) {
        expect(world.fieldValue(field)).toBe(form.fields.find((each) => each.id === field)?.value);
      }
    }),
    { numRuns: runs(40) }
  );
  expect((await readdir(world.root)).sort()).toEqual(['knowledge']);
  expect(await readdir(world.folder)).toEqual(['concepts', 'contacts', 'resources', 'tips.yaml']);
});
