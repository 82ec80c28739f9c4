import { chmod, mkdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buttonsOf, createEditingWorld, type EditingWorld, stranger } from '../support/editing-world.ts';

let world: EditingWorld;
afterEach(() => world.close());

const zebra = {
  title: 'Zebra crossing planner',
  kind: 'tool',
  topic: 'spread',
  body: 'A planner for gallivanting zebras.\n\n- It is free.',
  asks: 'how do zebras gallivant\nwhere is the zebra planner',
  url: 'https://example.org/zebra'
};
const zebraFile = 'resources/zebra-crossing-planner.md';

/** Fills in the form, looks at it, and saves it so. */
const write = async (fields: Record<string, string>, save: string) => {
  await world.fill(fields);
  return world.fill({ save });
};

describe('undo of files in git', () => {
  const retitle = async (title: string) => {
    await world.press('curate.edit', 'psat');
    await write({ title }, 'current');
    await world.learn();
  };
  const undo = async (id: string): Promise<string> => {
    const { card } = await world.command(`undo ${id}`);
    await world.learn();
    return card.text;
  };
  beforeEach(async () => {
    world = await createEditingWorld({ git: true });
  });

  test('takes the last change back with a commit of its own, then the one before, and nothing that was not made in chat', async () => {
    const began = await world.file('resources/psat.md');
    await retitle('First title');
    const first = await world.file('resources/psat.md');
    await retitle('Second title');
    expect(await undo('psat')).toMatch(
      /^Taken back: “.*psat”\. resources\/psat\.md is as it was before, committed as [\da-f]+\.$/
    );
    expect(await world.file('resources/psat.md')).toBe(first);
    expect(world.inGit('status', '--porcelain')).toBe('');
    expect(await undo('psat')).toMatch(/^Taken back/);
    expect(await world.file('resources/psat.md')).toBe(began);
    expect(await undo('psat')).toMatch(/was not made in chat, so I leave it/);
    await retitle('Third title');
    expect(await undo('psat')).toMatch(/^Taken back/);
    expect(await world.file('resources/psat.md')).toBe(began);
    expect(world.inGit('log', '--format=%an', '-7').split('\n')).toEqual([...Array(6).fill('Brindle Watch'), 'A']);
  });

  test('of a new entry removes its file; what somebody changed by hand since stays', async () => {
    await world.press('curate.add', '');
    await write(zebra, 'draft');
    await world.learn();
    expect(await undo('zebra-crossing-planner')).toMatch(/zebra-crossing-planner\.md is gone again/);
    await expect(world.file(zebraFile)).rejects.toThrow('ENOENT');
    await retitle('First title');
    const mine = `${await world.file('resources/psat.md')}\nMine.\n`;
    await writeFile(path.join(world.folder, 'resources/psat.md'), mine);
    expect(await undo('psat')).toMatch(/has not committed it. Nothing was taken back/);
    world.inGit('commit', '--quiet', '--all', '--message', 'Mine');
    expect(await undo('psat')).toMatch(/was not made in chat, so I leave it/);
    expect(await world.file('resources/psat.md')).toBe(mine);
  });
});

describe('an entry added in chat', () => {
  beforeEach(async () => {
    world = await createEditingWorld({ git: true });
    await world.press('curate.add', '');
  });

  test('is shown as it will look, saved as a draft nobody is answered from, then published and answered', async () => {
    await world.fill(zebra);
    expect(world.form()).toMatchObject({ id: 'curate.entry', title: 'How it will look', submit: 'Save' });
    expect(world.form().preview).toMatchObject({ title: 'Zebra crossing planner' });
    const { card } = await world.fill({ save: 'draft' });
    expect(card).toMatchObject({ title: 'Saved as a draft', subtitle: 'Zebra crossing planner' });
    expect(card.text).toMatch(
      /Nobody is answered from it.*saved in resources\/zebra-crossing-planner\.md and committed/
    );
    await world.learn();
    expect((await world.ask('how do zebras gallivant')).card.title).not.toBe('Zebra crossing planner');

    await world.press('curate.publish', 'zebra-crossing-planner');
    expect(world.form()).toMatchObject({ title: 'Publish this entry?', submit: 'Publish' });
    expect((await world.fill()).card.title).toBe('Published');
    await world.learn();
    expect((await world.ask('how do zebras gallivant')).card.title).toBe('Zebra crossing planner');
    expect(await world.file(zebraFile)).toBe(`---
id: zebra-crossing-planner
title: Zebra crossing planner
kind: tool
topic: spread
url: https://example.org/zebra
status: current
asks:
  - how do zebras gallivant
  - where is the zebra planner
compiled: 2026-11-23
reviewed: 2026-11-23
reviewed_by: QI team, Northtown
review_by: 2027-11-23
---

A planner for gallivanting zebras.

- It is free.
`);
  });

  test('is one commit a change, of that file only, by the bot and without anybody’s name', async () => {
    await writeFile(path.join(world.folder, 'tips.yaml'), '[]\n');
    await writeFile(path.join(world.root, 'staged'), 'work of somebody else');
    world.inGit('add', 'staged');
    await write(zebra, 'current');
    expect(world.inGit('log', '-1', '--format=%an <%ae>|%B')).toBe(
      'Brindle Watch <spread-bot@localhost>|Add: zebra-crossing-planner\n\nBy an editor in Slack.'
    );
    expect(world.inGit('show', '--name-only', '--format=', 'HEAD')).toBe(`knowledge/${zebraFile}`);
    expect(world.inGit('status', '--porcelain')).toBe('M knowledge/tips.yaml\nA  staged');
    expect(JSON.stringify(world.lines)).not.toMatch(/U0EDITOR|gallivant/);
  });

  test('faults come back at their fields, in the compiler’s words, and what was typed stays', async () => {
    const taken = 'what is squire';
    await world.fill({
      ...zebra,
      url: 'our intranet',
      year: '20x4',
      body: '# Heading',
      asks: `how do zebras gallivant\n${taken}`
    });
    expect(world.errors()).toEqual({
      url: expect.stringMatching(/^url is "our intranet"; allowed: an address that begins with https/),
      year: expect.stringMatching(/^year is "20x4"; allowed: a number/),
      body: expect.stringMatching(/^Found a heading; allowed: paragraphs/)
    });
    expect(world.fieldValue('year')).toBe('20x4');
    await world.fill({ url: zebra.url, year: '2024', body: zebra.body });
    expect(world.errors()).toEqual({
      asks: expect.stringMatching(/^The question "what is squire" is asked by resources\/squire-2\.md/)
    });
    await world.fill({ asks: zebra.asks, title: '' });
    expect(world.errors()).toEqual({ title: expect.stringMatching(/^Missing field "title"/) });
    await expect(world.file(zebraFile)).rejects.toThrow(/ENOENT/);
  });

  test('what says the same is named, and questions that are answered with something else', async () => {
    await world.fill({
      ...zebra,
      url: 'https://sustaintool.org/assess',
      asks: 'Washington University sustainability tool'
    });
    expect(world.form().text).toMatch(/Like “Program Sustainability Assessment Tool \(PSAT\)”: the same address/);
    expect(world.form().text).toMatch(
      /Asked “Washington University sustainability tool”, I answer with “Program Sustain/
    );
  });

  test('patient data is pointed out before it is saved', async () => {
    await world.fill({ ...zebra, body: 'Zebra of 943 476 5919 gallivants on the ward.' });
    expect(world.form().text).toContain('It seems to hold patient data (nhs number).');
  });

  test('an id is never taken twice, and nothing but an entry’s file can be named', async () => {
    await write(zebra, 'draft');
    await world.press('curate.add', '');
    await write({ ...zebra, asks: 'another zebra', title: '../../Zebra: crossing/planner' }, 'draft');
    expect(await world.file('resources/zebra-crossing-planner-2.md')).toContain(
      'title: "../../Zebra: crossing/planner"'
    );
  });

  test('what is changed after the preview is shown again before it is saved', async () => {
    await world.fill(zebra);
    await world.fill({ title: 'Zebra planner', save: 'current' });
    expect(world.form().preview?.title).toBe('Zebra planner');
    expect(world.fieldValue('save')).toBe('draft');
    await world.fill({ save: 'current' });
    expect(await world.file('resources/zebra-planner.md')).toContain('status: current');
  });
});

describe('an entry edited in chat', () => {
  const psat = 'resources/psat.md';

  beforeEach(async () => {
    world = await createEditingWorld({ git: true });
  });

  test('differs in the lines of what was changed only', async () => {
    await world.press('curate.edit', 'psat');
    await write({ year: '2015', asks: `${world.fieldValue('asks')}\nis PSAT free of charge` }, 'keep');
    expect(
      world
        .inGit('show', '--format=%s', '--unified=0', 'HEAD')
        .split('\n')
        .filter((line) => /^[-+][^-+]|^Edit/.test(line))
    ).toEqual(['Edit: psat', '-year: 2014', '+year: 2015', '+  - is PSAT free of charge']);
    await world.learn();
    expect(world.knowledgeBase.current().knowledge.entries.get('psat')?.compiled).toBe('2026-11-22');
  });

  test('by somebody else meanwhile: nothing is overwritten, both are shown, and what was typed stays', async () => {
    await world.press('curate.edit', 'psat');
    await world.fill({ title: 'PSAT, mine' });
    const theirs = (await world.file(psat))
      .replace('year: 2014', 'year: 2016')
      .replace('- PSAT link', '- link to PSAT');
    await writeFile(path.join(world.folder, psat), theirs);
    const { card } = await world.fill({ save: 'keep' });
    expect(card.title).toBe('Not saved');
    expect(await world.file(psat)).toBe(theirs);
    expect(world.errors()).toEqual({
      title: 'It says now: Program Sustainability Assessment Tool (PSAT)',
      year: 'It says now: 2016',
      asks: 'It says now: with “link to PSAT”, without “PSAT link”'
    });
    expect(world.fieldValue('title')).toBe('PSAT, mine');
    await write({ year: '2016' }, 'keep');
    expect(await world.file(psat)).toMatch(/title: PSAT, mine[\s\S]*year: 2016/);
  });

  test('by somebody else before the preview is told at once; a withdrawal too, with the entry as it is now', async () => {
    const renamed = (await world.file(psat)).replace('year: 2014', 'year: 2016');
    await world.press('curate.edit', 'psat');
    const form = world.form();
    await world.press('curate.withdraw', 'psat');
    await writeFile(path.join(world.folder, psat), renamed);
    expect((await world.fill()).card.title).toBe('Not saved');
    expect(world.form().text).toMatch(/^Somebody changed this entry since you opened it[\s\S]*becomes a draft/);
    expect((await world.fill()).card.title).toBe('Withdrawn');
    const withdrawn = await world.file(psat);
    await world.send({ kind: 'form', form: form.id, value: form.value, fields: { title: 'PSAT, mine' } });
    expect(world.form().title).toBe('Edit an entry');
    expect(world.errors()).toMatchObject({ year: 'It says now: 2016' });
    expect(await world.file(psat)).toBe(withdrawn);
  });

  test('while somebody works on the same file: saved, not committed, and said so', async () => {
    const before = world.inGit('rev-parse', 'HEAD');
    await writeFile(path.join(world.folder, psat), (await world.file(psat)).replace('year: 2014', 'year: 2016'));
    await world.press('curate.edit', 'psat');
    const { card } = await write({ title: 'PSAT, mine' }, 'keep');
    expect(card.text).toContain('not committed: somebody was changing the same file');
    expect(await world.file(psat)).toMatch(/title: PSAT, mine[\s\S]*year: 2016/);
    expect(world.inGit('rev-parse', 'HEAD')).toBe(before);
  });

  test('while git is busy: saved, not committed, and said so; hooks are not run', async () => {
    const hook = path.join(world.root, '.git/hooks/pre-commit');
    await mkdir(path.dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\ntouch ../hook-was-run\nexit 1\n');
    await chmod(hook, 0o755);
    await world.press('curate.edit', 'psat');
    expect((await write({ year: '2015' }, 'keep')).card.text).toMatch(/committed as [0-9a-f]{7}/);
    await writeFile(path.join(world.root, '.git/index.lock'), '');
    await world.press('curate.edit', 'psat');
    const { card } = await write({ year: '2016' }, 'keep');
    expect(card.text).toContain('not committed: git would not take it now. Commit it by hand.');
    expect(await world.file(psat)).toContain('year: 2016');
    await expect(readFile(path.join(world.root, 'hook-was-run'))).rejects.toThrow();
  });

  test('in a file that begins with a byte order mark is saved, and the mark stays', async () => {
    const psat = 'resources/psat.md';
    await writeFile(path.join(world.folder, psat), `\uFEFF${await world.file(psat)}`);
    await world.learn();
    await world.press('curate.edit', 'psat');
    await world.fill({ title: 'PSAT, renamed' });
    expect((await world.fill({ save: 'keep' })).card.title).toBe('Saved');
    expect(await world.file(psat)).toMatch(/^\uFEFF---\n[\s\S]*title: PSAT, renamed/);
  });

  test('that is a link leading out of the folder is not written to', async () => {
    const outside = path.join(world.root, 'outside.md');
    await writeFile(outside, await world.file(psat));
    await unlink(path.join(world.folder, psat));
    await symlink(outside, path.join(world.folder, psat));
    await world.press('curate.edit', 'psat');
    await world.fill({ year: '2015' });
    await world.fill({ save: 'keep' });
    expect(world.form().text).toMatch(/^It could not be written, and nothing was saved/);
    expect(world.fieldValue('year')).toBe('2015');
    expect(world.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'entry.change.failed' }));
    expect(await readFile(outside, 'utf8')).toContain('year: 2014');
  });

  test('as superseded asks for what to use instead, at the choice', async () => {
    await world.press('curate.edit', 'psat');
    await world.fill({});
    await world.fill({ save: 'superseded' });
    expect(world.errors().save).toMatch(/superseded_by is missing/);
    await world.fill({ superseded_by: 'long-term-success-tool', save: 'superseded' });
    const { card } = await world.fill({ save: 'superseded' });
    expect(card.title).toBe('Saved as superseded');
    await world.learn();
    expect((await world.ask('PSAT link')).card.note).toMatch(/A newer one has taken its place/);
  });
});

describe('publishing, withdrawing and wordings', () => {
  beforeEach(async () => {
    world = await createEditingWorld();
  });

  test('a withdrawn entry is never answered from nor led to, and can be published again', async () => {
    const [name, id] = ['NHS Sustainability Model and Guide', 'nhs-sustainability-model'];
    const asked = async () => JSON.stringify((await world.ask('long term success tool')).card);
    expect(await asked()).toContain(name);
    await world.press('curate.withdraw', id);
    expect(world.form().text).toMatch(
      /nobody is answered from it any more[\s\S]*1 entry leads to it, and 1 tip leads to it/
    );
    expect((await world.fill()).card).toMatchObject({ title: 'Withdrawn' });
    await world.learn();
    expect((await world.ask('nhs sustainability model')).card.title).not.toBe(name);
    expect(await asked()).not.toContain(name);
    expect((await world.press('open', id)).card.title).toBe('That did not work');

    await world.press('curate.publish', id);
    await world.fill({ review_by: '2028-01-31' });
    const file = await world.file(`resources/${id}.md`);
    expect(file).toMatch(/status: current[\s\S]*reviewed: 2026-11-23\nreviewed_by: QI team, Northtown\n/);
    expect(file).toContain('review_by: 2028-01-31\n');
    await world.learn();
    expect((await world.ask('nhs sustainability model')).card.title).toBe(name);
  });

  test('one press reviews an entry in the name of the team, keeps its words, and a second one changes nothing', async () => {
    const before = await world.file('resources/psat.md');
    const { card } = await world.command('unreviewed');
    expect(card).toMatchObject({ title: 'Not yet reviewed', text: '1 to 5 of 14.' });
    const button = buttonsOf(card).find(({ label }) => label === 'I have checked this')!;
    expect(button).toMatchObject({ id: 'curate.review', name: expect.stringMatching(/^I have checked this: ./) });
    expect(button.opens).toBeUndefined();
    const reply = await world.press('curate.review', 'psat');
    expect(reply.form).toBeUndefined();
    expect(reply.card).toMatchObject({ title: 'Checked by QI team, Northtown' });
    const after = await world.file('resources/psat.md');
    expect(after).toContain('reviewed: 2026-11-23\nreviewed_by: QI team, Northtown\n');
    expect(after.replace(/^reviewed.*\n/gm, '')).toBe(before.replace('review_by: 2027-11-22', 'review_by: 2027-11-23'));
    await world.learn();
    expect((await world.command('unreviewed')).card.text).toBe('1 to 5 of 13.');
    expect((await world.press('open', 'psat')).card.footer).toContain(
      'Reviewed 23 November 2026 by QI team, Northtown'
    );
    await world.press('curate.review', 'psat');
    expect(await world.file('resources/psat.md')).toBe(after);
  });

  test('one press on the digest reviews, and the digest is drawn again in its place with the entry as it now is', async () => {
    const title = (await world.press('open', 'psat')).card.title;
    expect(await world.press('curate.review', 'psat 2026-W47')).toMatchObject({
      card: { title: 'Digest of 2026-W47', text: `${title}: QI team, Northtown` },
      audience: 'everyone',
      inPlace: true
    });
    expect(await world.file('resources/psat.md')).toContain('reviewed: 2026-11-23\n');
  });

  test('nobody else reviews by a press, and a draft is looked at first', async () => {
    expect((await world.press('curate.review', 'psat', stranger)).card.title).toBe('Only editors change entries');
    await world.press('curate.add', '');
    await write(zebra, 'draft');
    await world.press('curate.review', 'zebra-crossing-planner');
    expect(world.form()).toMatchObject({ id: 'curate.publish', title: 'Publish this entry?' });
  });

  test('a date of review that cannot be is said, and nothing saved', async () => {
    await world.press('curate.publish', 'psat');
    expect(world.form().title).toBe('Have you checked it?');
    await world.fill({ review_by: '2020-01-01' });
    expect(world.errors().review_by).toMatch(/review_by is 2020-01-01; allowed: a date after reviewed/);
    expect(await world.file('resources/psat.md')).toContain('review_by: 2027-11-22');
  });

  test('a wording from the digest is shown, added to the questions, and known', async () => {
    await world.press('curate.wording', 'psat wherefore do zebras gallivant', undefined, false);
    expect(world.form()).toMatchObject({ id: 'curate.wording', submit: 'Add' });
    expect(world.form().text).toContain('Today I have no sure answer to it.');
    const reply = await world.fill({}, undefined, false);
    expect(reply).toMatchObject({
      audience: 'everyone',
      card: { title: 'Wording added', quote: 'wherefore do zebras gallivant' }
    });
    expect(reply.inPlace).toBeUndefined();
    await world.learn();
    expect((await world.ask('wherefore do zebras gallivant')).card.title).toMatch(/Program Sustainability/);

    await world.press('curate.wording', 'tidier Wherefore do zebras gallivant?');
    expect(world.form().text).toContain('Today I answer it with “Program Sustainability');
    await world.fill();
    expect(world.errors().wording).toMatch(/is asked by resources\/psat\.md/);
  });

  test('a wording that seems to hold patient data is not added, and is shown without it', async () => {
    await world.press('curate.wording', 'psat wherefore do zebras gallivant');
    const before = await world.file('resources/psat.md');
    const { card } = await world.fill({ wording: 'is 943 476 5919 a zebra' });
    expect(card.text).toContain('an NHS number');
    expect(world.fieldValue('wording')).toBe('is [NHS number] a zebra');
    expect(await world.file('resources/psat.md')).toBe(before);
  });

  test('a wording with a gap where something personal stood says so', async () => {
    await world.press('curate.wording', 'psat where does [name] get the PSAT');
    expect(world.form().text).toContain('[name] stands where something personal was taken out');
  });

  test('a draft begun from a question and its answer has both', async () => {
    await world.press('curate.new', 'Where do zebras sleep?\n\nIn the ward.\n\n- Standing up.');
    expect(['title', 'asks', 'body'].map(world.fieldValue)).toEqual([
      'Where do zebras sleep',
      'Where do zebras sleep?',
      'In the ward.\n\n- Standing up.'
    ]);
    expect((await write({}, 'draft')).card.title).toBe('Saved as a draft');
    expect(await world.file('resources/where-do-zebras-sleep.md')).toContain('status: draft');
  });
});

describe('where no team is known', () => {
  test('the button opens the form that asks for it; from then on one press is enough', async () => {
    world = await createEditingWorld({ team: undefined });
    const button = async () =>
      buttonsOf((await world.command('unreviewed')).card).find(({ id }) => id === 'curate.review');
    expect(await button()).toMatchObject({ opens: true });
    await world.press('curate.review', 'psat');
    expect(world.form()).toMatchObject({ id: 'curate.publish', submit: 'I have checked this' });
    await world.fill({ reviewed_by: 'Ward 7' });
    await world.learn();
    expect((await button())?.opens).toBeUndefined();
    expect((await world.press('curate.review', 'tidier')).card.title).toBe('Checked by Ward 7');
  });
});

describe('the list', () => {
  beforeEach(async () => {
    world = await createEditingWorld();
  });

  test('shows drafts and what is due, each with its buttons, in windows', async () => {
    await world.press('curate.add', '');
    await write(zebra, 'draft');
    await world.learn();
    world.pass(320 * 86_400_000);
    const { card, audience } = await world.command('');
    expect(audience).toBe('asker');
    expect(card.text).toMatch(
      /\*\*14\*\* published, \*\*0\*\* of them reviewed by your organisation, \*\*1\*\* draft, \*\*2\*\* overdue for review, \*\*12\*\* to review soon/
    );
    expect(card.tiles?.[0]).toMatchObject({
      title: 'Zebra crossing planner',
      subtitle: expect.stringMatching(/^Draft/)
    });
    expect(
      buttonsOf(card)
        .filter(({ id }) => !['curate.list', 'curate.review', 'open'].includes(id))
        .every(({ opens }) => opens)
    ).toBe(true);
    const more = buttonsOf(card).find(({ label }) => label === 'All to review');
    const page = await world.press(more!.id, more!.value);
    expect(page.card.text).toBe('1 to 5 of 14.');
  });

  test.each([
    ['edit psat', 'Edit “Program Sustainability Assessment Tool (PSAT)”', 'curate.edit'],
    ['EDIT PSAT', 'Edit “Program Sustainability Assessment Tool (PSAT)”', 'curate.edit'],
    ['withdraw psat', 'Withdraw “Program Sustainability Assessment Tool (PSAT)”', 'curate.withdraw'],
    ['add', 'Add an entry', 'curate.add'],
    ['find sustainability tool', 'Which one?', 'curate.edit'],
    ['edit no such entry', 'I found no entry', 'curate.add']
  ])('entries %s', async (rest, title, action) => {
    const { card } = await world.command(rest);
    expect(card.title).toBe(title);
    expect(buttonsOf(card).map(({ id }) => id)).toContain(action);
  });

  test('undo says what it cannot do where the files are not in git', async () => {
    expect((await world.command('undo psat')).card.text).toMatch(
      /kept nowhere: knowledge\/ is not in git.*entries edit psat/
    );
    expect((await world.command('undo no-such-entry')).card.text).toMatch(/no file of no-such-entry/);
  });

  test('asked for in a channel is shown to the editor alone', async () => {
    expect((await world.ask('entries drafts', false)).audience).toBe('asker');
  });

  test.each(['', 'add', 'edit psat', 'undo psat'])(
    'entries %s is refused to others, who are told whom to ask',
    async (rest) => {
      const { card, form } = await world.command(rest, stranger);
      expect(card).toMatchObject({
        title: 'Only editors change entries',
        text: expect.stringContaining('whoever runs this bot')
      });
      expect(form).toBeUndefined();
    }
  );

  test('no button and no form works for others, whoever opened it', async () => {
    for (const action of ['add', 'new', 'edit', 'publish', 'withdraw', 'wording', 'list']) {
      const { card, form } = await world.press(`curate.${action}`, 'psat words', stranger);
      expect([card.title, form]).toEqual(['Only editors change entries', undefined]);
    }
    await world.press('curate.withdraw', 'psat');
    expect((await world.fill({}, stranger)).card.title).toBe('Only editors change entries');
    expect(await world.file('resources/psat.md')).toContain('status: current');
  });
});
