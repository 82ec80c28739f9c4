import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import type { EntryEdit } from '../../src/core/editing/entry-text.ts';
import { compile } from '../../src/knowledge/compile.ts';
import type { SourceFile } from '../../src/knowledge/formats/format.ts';
import { editLayered, readLayered } from '../../src/knowledge/layered-entry.ts';
import { layersOf } from '../../src/knowledge/layers.ts';
import { problemLine } from '../../src/knowledge/problem.ts';

const today = '2026-11-29';

function entry(id: string, fields: Record<string, string>, body = 'A plan for a start.'): string {
  const all: Record<string, string> = {
    id,
    title: id,
    kind: 'guide',
    topic: 'spread',
    status: 'current',
    asks: `[what is ${id}]`,
    compiled: '2026-11-22',
    review_by: '2027-11-22',
    ...fields
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}`);
  return ['---', ...lines, '---', '', body, ''].join('\n');
}
const own = (lines: string[], body = ''): string => ['---', ...lines, '---', body].join('\n');
const shipped = (file: string, text: string): SourceFile => ({ file, text });
const local = (file: string, text: string): SourceFile => ({ file, text, layer: 'local' });

const base = [
  shipped('contacts/contact-us.md', entry('contact-us', { kind: 'contact' })),
  shipped(
    'resources/plan.md',
    entry('plan', {
      contact: 'contact-us',
      url: 'https://example.org/a',
      link_label: 'Page A',
      asks: '[how do we plan, which plan]'
    })
  ),
  shipped('resources/other.md', entry('other', { contact: 'contact-us' })),
  shipped('wordings/plan.txt', 'planning it\n'),
  shipped('tips.yaml', '- id: t\n  topic: spread\n  text: Do it.\n  resource: plan\n')
];
const made = (...files: SourceFile[]) => compile([...base, ...files], today);
const faults = (problems: ReturnType<typeof compile>['problems']): string[] =>
  problems.filter(({ blocks }) => blocks).map(problemLine);

test.each([
  ['https://example.org/content/uploads/2020/01/tool.xlsx', 'Open the tool'],
  ['https://intranet.example.org/articles/our-tool', 'Open the tool'],
  ['https://doi.org/10.1/x', "Open the tool's paper"],
  ['https://doi.org/10.1/x', 'Open the checklist page']
])('a label that promises no more than its address is left alone: %s, %s', (url, label) => {
  const tool = entry('a', { kind: 'tool', contact: 'contact-us', url, link_label: label });
  expect(faults(made(shipped('resources/a.md', tool)).problems)).toEqual([]);
});

test('a button without words of its own is told of where its usual ones promise more', () => {
  const { problems } = made(
    shipped('resources/a.md', entry('a', { kind: 'checklist', contact: 'contact-us', url: 'https://doi.org/10.1/x' }))
  );
  expect(problems.map(problemLine)).toContainEqual(
    expect.stringMatching(/^resources\/a\.md:\d+: The button would say “Open the checklist”/)
  );
});

describe('a later layer', () => {
  test('replaces the fields it gives, takes away those it leaves empty, and leaves the rest', () => {
    const text = own(['id: plan', 'title: Our plan', 'url:', 'see: [other]'], '\nOurs is better.\n');
    const { knowledge, problems } = made(local('resources/plan.md', text));
    expect(faults(problems)).toEqual([]);
    const plan = knowledge.entries.get('plan')!;
    expect(plan).toMatchObject({
      title: 'Our plan',
      contact: 'contact-us',
      see: ['other'],
      body: 'Ours is better.',
      asks: ['how do we plan', 'which plan', 'planning it'],
      file: 'local/resources/plan.md'
    });
    expect(plan.url).toBeUndefined();
  });

  test('states a review; a newer text below it is no longer reviewed, which is a warning and nobody’s fault', () => {
    const review = ['id: plan', 'reviewed: 2026-11-25', 'reviewed_by: QI team', 'review_by: 2027-11-25'];
    const reviewed = (compiled: string) =>
      compile(
        [shipped('resources/plan.md', entry('plan', { compiled })), local('resources/plan.md', own(review))],
        '2028-01-01'
      );
    const before = reviewed('2026-11-22').knowledge.entries.get('plan')!;
    expect(before).toMatchObject({ reviewed: '2026-11-25', reviewedBy: 'QI team' });
    for (const compiled of ['2026-11-28', '2027-12-01']) {
      const { knowledge, problems } = reviewed(compiled);
      expect(knowledge.entries.get('plan')!.reviewed).toBeUndefined();
      expect(problems.map(problemLine)).toContainEqual(expect.stringMatching(/The words changed since/));
      expect(faults(problems)).toEqual([]);
    }
  });

  test('says of the journals that it has reviewed them, until the table below is newer', () => {
    const table = (compiled: string) => `compiled: '${compiled}'\njournals: []\n`;
    const reviewedOver = (compiled: string) =>
      compile(
        [
          shipped('journals.yaml', table(compiled)),
          local('journals.yaml', `${table('2026-11-22')}reviewed: 2026-11-25\nreviewed_by: QI team\n`)
        ],
        today
      ).knowledge.journals;
    expect(reviewedOver('2026-11-22')).toMatchObject({ reviewed: '2026-11-25', reviewedBy: 'QI team' });
    expect(reviewedOver('2026-11-28')?.reviewed).toBeUndefined();
  });

  test('is told of an address that it took from an entry below, and that entry is not', () => {
    const { problems } = made(
      local(
        'contacts/contact-b.md',
        entry('contact-b', { kind: 'contact', url: 'https://example.org/a', link_label: 'Its page' })
      )
    );
    expect(faults(problems)).toEqual([
      expect.stringMatching(/^local\/contacts\/contact-b\.md:\d+: The address is that of resources\/plan\.md too/)
    ]);
    const below = compile(
      [
        shipped(
          'contacts/contact-b.md',
          entry('contact-b', { kind: 'contact', url: 'https://example.org/b', link_label: 'Its page' })
        ),
        local(
          'resources/b.md',
          entry('b', { contact: 'contact-b', url: 'https://example.org/b', link_label: 'Their page' })
        )
      ],
      today
    );
    expect(faults(below.problems)).toEqual([]);
  });

  test('names the own team in place of the contact that most entries lead to, which has no address', () => {
    const team = { kind: 'contact', topic: 'spread' };
    const below = [
      shipped(
        'contacts/contact-us.md',
        entry('contact-us', { ...team, asks: '[who is our team]', aliases: '[QI team]' })
      ),
      shipped('contacts/office.md', entry('office', { ...team, asks: '[who is the office]' })),
      shipped('resources/plan.md', entry('plan', { contact: 'contact-us' })),
      shipped('questions.yaml', '- ask: which team is ours\n  expect: [contact-us, plan]\n  style: plain\n')
    ];
    const naming = (topic: string) =>
      compile(
        [
          ...below,
          local('contacts/ours.md', `---\ntitle: Our office\nfor: [${topic}]\ncompiled: 2026-11-29\n---\nRing 5.\n`)
        ],
        today
      );
    const { knowledge, questions } = naming('spread');
    expect(knowledge.entries.get('ours')).toMatchObject({
      asks: expect.arrayContaining(['who is our team']),
      aliases: ['QI team']
    });
    expect(knowledge.entries.get('contact-us')).toMatchObject({ asks: [], aliases: [] });
    expect(knowledge.entries.get('office')!.asks).toEqual(['who is the office']);
    expect(knowledge.reworded).toEqual(['contact-us', 'ours']);
    expect(questions[0]!.expect).toEqual(['ours', 'plan']);
    expect(naming('publishing').knowledge.entries.get('contact-us')!.asks).toEqual(['who is our team']);
  });

  test('takes a name along with the question that asks for nothing else', () => {
    const below = [
      ...base,
      shipped(
        'resources/squire.md',
        entry('squire', { contact: 'contact-us', asks: '[what is SQUIRE, items of SQUIRE]', aliases: '[SQUIRE, SQR]' })
      )
    ];
    const take = (ask: string) => {
      const mine = local('concepts/our-sheet.md', entry('our-sheet', { kind: 'concept', asks: `["${ask}"]` }));
      const { entries, reworded } = compile([...below, mine], today).knowledge;
      const names = ['squire', 'our-sheet'].map((id) => entries.get(id)!.aliases);
      return { names, reworded };
    };
    expect(take("What's SQUIRE?").names).toEqual([['SQUIRE', 'SQR'], []]);
    expect(take('What is SQUIRE?')).toEqual({ names: [['SQR'], ['SQUIRE']], reworded: ['squire', 'our-sheet'] });
    expect(take('items of SQUIRE').names).toEqual([['SQUIRE', 'SQR'], []]);
  });

  test('withdraws an entry, adds others, wordings, and tips of the same id', () => {
    const { knowledge, problems } = made(
      local('resources/other.md', own(['id: other', 'status: draft'])),
      local('resources/mine.md', entry('mine', { contact: 'contact-us' })),
      local('wordings/plan.txt', 'how on earth do I plan\n'),
      local('tips.yaml', '- id: t\n  topic: spread\n  text: Do it well.\n  resource: mine\n')
    );
    expect(problems).toEqual([]);
    expect(knowledge.entries.get('other')?.status).toBe('draft');
    expect(knowledge.entries.has('mine')).toBe(true);
    expect(knowledge.entries.get('plan')?.asks.at(-1)).toBe('how on earth do I plan');
    expect(knowledge.tips.map(({ text }) => text)).toEqual(['Do it well.']);
  });

  test('keeps a question that a lower one has too, with a warning and no fault', () => {
    const { knowledge, problems } = made(
      local('resources/mine.md', entry('mine', { contact: 'contact-us', asks: '["Which plan?"]' }))
    );
    expect(faults(problems)).toEqual([]);
    expect(problems.map(problemLine)).toEqual([
      expect.stringMatching(
        /^resources\/plan\.md:\d+: The question "which plan" is also asked by local\/resources\/mine\.md/
      )
    ]);
    expect(knowledge.entries.get('mine')?.asks).toEqual(['Which plan?']);
    expect(knowledge.entries.get('plan')?.asks).toEqual(['how do we plan', 'planning it']);
  });

  test('takes no question with a draft, and says so; within a layer a draft is at fault, whatever its name', () => {
    const draft = { contact: 'contact-us', status: 'draft', asks: '["Which plan?"]' };
    const [above, beside] = [
      made(local('resources/mine.md', entry('mine', draft))),
      made(shipped('resources/a.md', entry('a', draft)))
    ];
    expect(above.problems.map((problem) => [problemLine(problem), problem.blocks])).toEqual([
      [
        expect.stringMatching(
          /^local\/resources\/mine\.md:\d+: The question "Which plan\?" is asked by resources\/plan\.md too, which keeps it while this is a draft\./
        ),
        false
      ]
    ]);
    expect(faults(beside.problems)).toEqual([
      expect.stringMatching(
        /^resources\/a\.md:\d+: The question "Which plan\?" is asked by resources\/plan\.md\. A question/
      )
    ]);
    for (const { knowledge } of [above, beside]) expect(knowledge.entries.get('plan')?.asks).toContain('which plan');
  });

  test('names a contact for a topic in six lines', () => {
    const text = '---\ntitle: The library\nfor: [spread]\ncompiled: 2026-11-29\n---\nRing 01234 567890.';
    const { knowledge, problems } = made(local('contacts/our-library.md', text));
    expect(faults(problems)).toEqual([]);
    expect(knowledge.entries.get('our-library')).toMatchObject({
      kind: 'contact',
      topic: 'spread',
      for: ['spread'],
      status: 'current',
      asks: expect.arrayContaining(['how do I get in touch with The library']),
      reviewBy: '2027-11-29'
    });
    const incomplete = made(local('contacts/our-library.md', text.replace('for: [spread]\n', '')));
    expect(faults(incomplete.problems)).toEqual([
      expect.stringMatching(
        /still needs kind, topic, status, asks and review_by;.* A contact with "for: \[TOPIC\]" needs only/
      )
    ]);
    const undated = made(local('contacts/our-library.md', text.replace(/compiled: .*\n/, '')));
    expect(faults(undated.problems)).toEqual([expect.stringContaining('Missing field "compiled"')]);
  });

  test('with a file for an entry that is not there says so once, with the id that was meant and what else is wrong', () => {
    const { problems } = made(
      local('resources/plann.md', own(['status: curent', 'url:', 'kind:'])),
      local('resources/quite-new.md', entry('quite-new', { kind: '', contact: 'contact-us' }))
    );
    expect(faults(problems)).toEqual([
      'local/resources/plann.md:2: Nothing of the id "plann" is shipped, so this file changes no entry. Did you mean "plan"? Then rename the file, and its id if it has one. As an entry of your own it still needs title, kind, topic, asks, compiled, review_by and a body; "spread-bot new KIND TITLE" writes a file with all of it.',
      expect.stringContaining('status is "curent"'),
      'local/resources/plann.md:3: url is empty. Fill it in, or remove the line.',
      expect.stringMatching(/^local\/resources\/quite-new\.md:4: kind is empty; allowed: tool, .* Fill it in\.$/)
    ]);
  });

  test('that takes a link away takes the words on its button with it; one that changes it is told of words that no longer fit', () => {
    const gone = made(local('resources/plan.md', own(['url:'])));
    expect(gone.problems).toEqual([]);
    expect(gone.knowledge.entries.get('plan')).not.toHaveProperty('linkLabel');
    const site = shipped(
      'resources/site.md',
      entry('site', { contact: 'contact-us', url: 'https://example.org/', link_label: 'Home page' })
    );
    const moved = made(site, local('resources/site.md', own(['id: site', 'url: https://example.org/deep'])));
    expect(moved.problems.map(problemLine)).toEqual([
      expect.stringMatching(
        /^local\/resources\/site\.md:3: “Home page” promises more .* The label is that of resources\/site\.md: write your own here\.$/
      )
    ]);
    const both = own(['id: site', 'url: https://example.org/deep', 'link_label: Our plan']);
    expect(made(site, local('resources/site.md', both)).problems).toEqual([]);
  });

  test('with a wording that its entry has already, in the same layer, is told of it and costs nothing', () => {
    const { knowledge, problems } = made(local('wordings/plan.txt', 'our plan\nOur plan?\n'));
    expect(problems.map((problem) => [problemLine(problem), problem.blocks])).toEqual([
      [
        'local/wordings/plan.txt:2: The question "Our plan?" stands in this entry already, at local/wordings/plan.txt:1. Once is enough; remove this line.',
        false
      ]
    ]);
    expect(knowledge.leftOut).toBeUndefined();
  });

  test('that is faulty costs its own file only: the layer below stands', () => {
    const { knowledge, problems } = made(local('resources/plan.md', own(['id: plan', 'status: curent'])));
    expect(faults(problems)).toEqual([
      'local/resources/plan.md:3: status is "curent"; allowed: current, archived, superseded, closed, draft. Did you mean "current"?'
    ]);
    expect(knowledge.entries.get('plan')?.status).toBe('current');
    expect(knowledge.leftOut).toMatchObject([{ file: 'local/resources/plan.md', line: 3 }]);
  });

  test('that replaces a whole entry is told of, also where the title is the same; one that changes fields is not', () => {
    const warned = (text: string) =>
      made(local('resources/other.md', text))
        .problems.filter(({ blocks }) => !blocks)
        .map(problemLine);
    expect(warned(entry('other', { contact: 'contact-us' }))).toEqual([
      expect.stringMatching(
        /^local\/resources\/other\.md:3: This file replaces the whole of resources\/other\.md, “other”, and wins\. If that is not meant, remove it/
      )
    ]);
    expect(warned(own(['id: other', 'title: Another title']))).toEqual([]);
  });

  test('with an assessment that cannot be carried out leaves the one below it served', async () => {
    const text = await readFile(path.join(packageRoot, 'knowledge/assessments/is-it-research.yaml'), 'utf8');
    const below = shipped('assessments/is-it-research.yaml', text);
    const title = (changed: string, ...files: SourceFile[]) => {
      const { knowledge } = made(...files, local('assessments/is-it-research.yaml', changed));
      return { title: knowledge.assessments.get('is-it-research')?.title, leftOut: knowledge.leftOut };
    };
    const titled = text.replace(/^title: .*$/m, 'title: As we ask it');
    expect(title(titled, below)).toEqual({ title: 'As we ask it', leftOut: undefined });
    const faulty = titled.replace(/go: [\w-]+/, 'go: nowhere');
    expect(faulty).not.toBe(titled);
    expect(title(faulty, below)).toEqual({
      title: /^title: (.*)$/m.exec(text)![1],
      leftOut: expect.arrayContaining([expect.objectContaining({ file: 'local/assessments/is-it-research.yaml' })])
    });
  });

  test('has a name of its own', () => {
    expect(layersOf(['/a/knowledge', '/b/local', '/c/local'])).toEqual([
      { folder: '/a/knowledge' },
      { folder: '/b/local', name: 'local' },
      { folder: '/c/local', name: 'local-2' }
    ]);
  });
});

describe('an entry edited in its last layer', () => {
  const below = entry('plan', { url: 'https://example.org/a', asks: '[how do we plan, which plan]' });
  const edit = (set: EntryEdit['set'], lists: EntryEdit['lists'] = {}): EntryEdit => ({ set, lists });

  test('gets a file that says what differs, and nothing else', () => {
    const change = edit({ title: 'Our plan', url: '' }, { asks: { add: ['our way'], remove: ['which plan'] } });
    const text = editLayered('plan', [below], undefined, change)!;
    expect(text).toBe('---\nid: plan\ntitle: Our plan\nurl:\nasks:\n  - how do we plan\n  - our way\n---\n');
    const entryNow = readLayered([below, text])!;
    expect(entryNow.single).toMatchObject({ title: 'Our plan', status: 'current' });
    expect(entryNow.single.url).toBeUndefined();
    expect(entryNow.lists.asks).toEqual(['how do we plan', 'our way']);
    expect(entryNow.body).toBe('A plan for a start.');
  });

  test('is changed again in the same file, comments and all', () => {
    const top = '---\nid: plan\n# ours\ntitle: Our plan\n---\n';
    const change = edit({ title: 'Our better plan', url: '' }, { asks: { add: ['our way'], remove: [] } });
    const text = editLayered('plan', [below], top, change)!;
    expect(text).toContain('# ours\ntitle: Our better plan\n');
    expect(readLayered([below, text])).toMatchObject({
      lists: { asks: ['how do we plan', 'which plan', 'our way'] }
    });
    expect(readLayered([below, text])?.single.url).toBeUndefined();
  });
});

describe('what an editor meets', () => {
  const lines = (...files: SourceFile[]): string[] => made(...files).problems.map(problemLine);

  test.each<[string, SourceFile, RegExp]>([
    [
      'a merge left unfinished',
      shipped('resources/a.md', entry('a', { title: '<<<<<<< HEAD' }).replace('title: ', '')),
      /^resources\/a\.md:3: A merge was left unfinished here/
    ],
    [
      'a colon in a title',
      shipped('resources/a.md', entry('a', { title: 'Spread: a guide' })),
      /^resources\/a\.md:3: This text has a colon followed by a space/
    ],
    [
      'a number as a title',
      shipped('resources/a.md', entry('a', { title: '2024' })),
      /^resources\/a\.md:3: title is 2024, which YAML reads as a number. Put quotation marks round it: "2024"/
    ],
    [
      'a comment in a title',
      shipped('resources/a.md', entry('a', { title: 'SQUIRE #2 guidelines' })),
      /^resources\/a\.md:3: What follows the # is a comment/
    ],
    [
      'a longer word for a kind',
      shipped('resources/a.md', entry('a', { kind: 'Toolkit' })),
      /kind is "Toolkit"; allowed: .* Did you mean "tool"\?/
    ],
    [
      'a contact in words',
      shipped('resources/a.md', entry('a', { contact: '"my team"' })),
      /contact is "my team"; allowed: the id of a contact: contact-us/
    ],
    [
      'a copied file',
      shipped('resources/plan-copy.md', entry('plan', {})),
      /^resources\/plan-copy\.md:2: The id "plan" is already that of plan\.md\. .* if this is a copy/
    ],
    [
      'a contact with the address of another entry',
      shipped(
        'contacts/contact-b.md',
        entry('contact-b', { kind: 'contact', url: 'https://example.org/a', link_label: 'Its page' })
      ),
      /^contacts\/contact-b\.md:\d+: The address is that of resources\/plan\.md too/
    ],
    [
      'a label that promises more',
      shipped(
        'resources/a.md',
        entry('a', { kind: 'tool', url: 'https://doi.org/10.1/x', link_label: 'Open the tool' })
      ),
      /“Open the tool” promises more than the address: it is a paper about it/
    ],
    ...[
      'https://qualitysafety.bmj.com/content/25/3/147',
      'https://www.nature.com/articles/s41598-020-1',
      'https://www.cambridge.org/core/journals/x/article/y',
      'https://ajph.aphapublications.org/doi/10.2105/x',
      'https://www.thelancet.com/journals/lancet/article/PIIS1/fulltext'
    ].map((url): [string, SourceFile, RegExp] => [
      `the tool at a paper, ${url}`,
      shipped('resources/a.md', entry('a', { kind: 'tool', url, link_label: 'Open the questionnaire' })),
      /“Open the questionnaire” promises more than the address: it is a paper about it/
    ]),
    [
      'words to editors',
      shipped('resources/a.md', entry('a', {}, 'A guide. We did not find its page.')),
      /“We did not find” speaks to editors, and readers see it/
    ],
    [
      'a task of the editors',
      shipped('resources/a.md', entry('a', {}, 'A guide. Please check this link before publication.')),
      /“Please check this link” speaks to editors, and readers see it/
    ],
    [
      'a task of the editors in a list',
      shipped('resources/a.md', entry('a', {}, 'A guide.\n\n- To do: add the address.')),
      /“- To do: add” speaks to editors, and readers see it/
    ]
  ])('%s is told once, at its place, with what to do', (_, file, expected) => {
    const found = lines(file);
    expect(found.filter((line) => expected.test(line))).toHaveLength(1);
    expect(found.filter((line) => line.startsWith(file.file))).toHaveLength(found.length);
  });

  test('words of any script are words', () => {
    const text = entry('a', { contact: 'contact-us' }, 'Це план для поширення змін у лікарнях.');
    expect(lines(shipped('resources/a.md', text))).toEqual([]);
  });
});

describe('about.yaml in layers', () => {
  const about = (texts: [string, ...string[]]) => {
    const [first, ...others] = texts;
    const files = [shipped('about.yaml', first), ...others.map((text) => local('about.yaml', text))];
    return compile([...base, ...files], today);
  };
  const shippedTopics = 'topics:\n  - {id: spread, title: Spread}\n  - {id: publishing, title: Publishing}\n';
  const titlesOf = (...texts: [string, ...string[]]) => about(texts).knowledge.about?.topics.map(({ title }) => title);

  test('a topic of its own is added behind those of the shipped entries, which keep theirs', () => {
    const own = 'name: Tea Bot\ntopics:\n  - {id: tea, title: Tea}\n';
    expect(titlesOf(shippedTopics, own)).toEqual(['Spread', 'Publishing', 'Tea']);
    expect(about([shippedTopics, own]).problems.filter(({ message }) => message.startsWith('topic is'))).toEqual([]);
  });

  test('one of a shipped id takes its place; one that lists all gives the order', () => {
    expect(titlesOf(shippedTopics, 'topics:\n  - {id: spread, title: Roll-out}\n')).toEqual(['Roll-out', 'Publishing']);
    const all = 'topics:\n  - {id: publishing, title: Writing}\n  - {id: spread, title: Spread}\n';
    expect(titlesOf(shippedTopics, all)).toEqual(['Writing', 'Spread']);
  });

  test('words for a nation are added to those of the others', () => {
    const nations = (own: string) => `nations:\n  ${own}\n`;
    const { knowledge } = about([nations('wales: [Cymru]'), nations('scotland: [Alba]')]);
    expect([knowledge.about?.nations?.wales?.[0], knowledge.about?.nations?.scotland?.[0]]).toEqual(['Cymru', 'Alba']);
  });
});
