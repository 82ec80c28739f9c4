import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../src/knowledge/compile.ts';
import type { SourceFile } from '../../src/knowledge/formats/format.ts';
import { groupEntries, groupText } from '../../src/knowledge/group-sources.ts';
import { readSources } from '../../src/knowledge/index.ts';
import { problemLine } from '../../src/knowledge/problem.ts';
import { runs } from '../support/property-runs.ts';

const today = '2026-11-23';

const fields: Readonly<Record<string, string>> = {
  id: 'plan-it',
  title: 'Plan it',
  kind: 'guide',
  topic: 'spread',
  status: 'current',
  contact: 'contact-us',
  asks: '[how do I plan it]',
  owner: 'QI team',
  compiled: '2026-11-22',
  review_by: '2027-11-22',
  source: 'https://example.org/plan'
};

/** One knowledge file; a field set to undefined is left out. */
function file(
  changes: Record<string, string | undefined> = {},
  body = 'A plan for a start.',
  name?: string
): SourceFile {
  const all = { ...fields, ...changes };
  const lines = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  const folder = all.kind === 'contact' ? 'contacts' : 'resources';
  return { file: name ?? `${folder}/${all.id}.md`, text: ['---', ...lines, '---', '', body, ''].join('\n') };
}

const contact = file({ id: 'contact-us', title: 'Us', kind: 'contact', contact: undefined, asks: '[who are you]' });
const linesOf = (...files: SourceFile[]): string[] => compile([contact, ...files], today).problems.map(problemLine);

describe('a good folder', () => {
  test('compiles to entries without problems', () => {
    const { knowledge, problems } = compile([contact, file()], today);
    expect(problems).toEqual([]);
    expect(knowledge.entries.get('plan-it')).toMatchObject({
      title: 'Plan it',
      reviewBy: '2027-11-22',
      sources: ['https://example.org/plan'],
      summary: 'A plan for a start.',
      file: 'resources/plan-it.md'
    });
  });
});

describe('with entries that were compiled before', () => {
  const plain = [contact, file(), file({ id: 'other', title: 'Other', asks: '[what is other]' })];
  const { entries } = compile(plain, today).knowledge;
  const known = new Map(
    [...groupEntries(plain).values()].map((group) => [
      group.id,
      { text: groupText(group), entry: entries.get(group.id)! }
    ])
  );

  test.each([
    ['nothing changed', plain],
    ['one changed', [contact, file({ title: 'Plan it better' }), plain[2]!]],
    ['one gone that others lead to', plain.slice(1)],
    ['one that now asks what another asks', [...plain.slice(0, 2), file({ id: 'other', asks: '[how do I plan it]' })]],
    ['one with a mistake', [contact, file({ status: 'curent' }), plain[2]!]],
    ['one more', [...plain, file({ id: 'third', asks: '[what is third]', see: '[nowhere]' })]]
  ])('%s: the result is that of compiling all anew', (_, files) => {
    expect(compile(files, today, known)).toEqual(compile(files, today));
  });

  test('those whose text is the same are not read again', () => {
    expect(compile(plain, today, known).knowledge.entries.get('plan-it')).toBe(entries.get('plan-it'));
  });
});

describe('each fault is told with its line, what was found and what to do', () => {
  const cases: [string, SourceFile[], string][] = [
    [
      'an unknown key',
      [file({ alias: 'x' })],
      'resources/plan-it.md:13: Unknown field "alias"; allowed: id, title, kind, topic, publisher, year, url, link_label, archived_url, status, superseded_by, contact, for, nation, asks, aliases, see, owner, compiled, reviewed, reviewed_by, review_by, source. Did you mean "aliases"?'
    ],
    [
      'a key by another name',
      [file({ link: 'https://a.example' })],
      'resources/plan-it.md:13: Unknown field "link"; allowed: id, title, kind, topic, publisher, year, url, link_label, archived_url, status, superseded_by, contact, for, nation, asks, aliases, see, owner, compiled, reviewed, reviewed_by, review_by, source. Did you mean "url"?'
    ],
    [
      'a question that begins with a bracket',
      [file({ asks: '\n  - [how] do I plan' })],
      'resources/plan-it.md:9: The [ at the beginning of this text has a meaning of its own in YAML. Put quotation marks round the whole text.'
    ],
    [
      'a question that goes on after its quotation mark',
      [file({ asks: '\n  - "how" do I plan' })],
      'resources/plan-it.md:9: The text in this line goes on after its quotation mark. Put single quotation marks round the whole text.'
    ],
    [
      'a question with a colon',
      [file({ asks: '\n  - plan: how' })],
      'resources/plan-it.md:9: asks 1 has a colon followed by a space, which YAML takes for a field. Put quotation marks round the whole text.'
    ],
    [
      'a list with the bullets of a word processor',
      [file({ asks: '\n  • how do I plan\n  • how do I start' })],
      'resources/plan-it.md:8: asks is "• how do I plan • how do I start"; allowed: a list. Begin each line with a hyphen and a space, such as "- how do I start".'
    ],
    [
      'a colon of another script',
      [{ ...file(), text: file().text.replace('topic: ', 'topic：') }],
      'resources/plan-it.md:5: The colon in this line is that of another script, which is no colon to YAML. Type it again: "topic: spread".'
    ],
    [
      'a field without the space behind its colon',
      [{ ...file(), text: file().text.replace('topic: ', 'topic:') }],
      'resources/plan-it.md:5: A colon needs a space behind it: "topic: spread".'
    ],
    [
      'a field without its colon',
      [{ ...file(), text: file().text.replace('topic: ', 'topic ') }],
      'resources/plan-it.md:5: This line is no field, which is a name, a colon, a space and what it holds. If it goes on from the line above, begin it with two spaces.'
    ],
    [
      'a list behind the name of its field',
      [file({ asks: '- how do I plan' })],
      'resources/plan-it.md:8: A list begins in the line below its field. Leave nothing behind "asks:", and give each item a line of its own.'
    ],
    [
      'an item of a list at another column',
      [file({ asks: '\n  - how do I plan\n - how do I start' })],
      'resources/plan-it.md:10: This item of a list begins at another column than those above it. Begin all at the same one.'
    ],
    [
      'a brace that nothing closes',
      [file({ title: '{Plan it' })],
      'resources/plan-it.md:4: The { in the line above has no } at its end. Put one there, or quotation marks round the whole text.'
    ],
    [
      'a title that begins with the sign of a remark',
      [file({ title: '#1 plan' })],
      'resources/plan-it.md:3: What follows # is a remark to YAML, so this field is empty. Put quotation marks round a text that begins with #.'
    ],
    [
      'a golden question that expects what is no entry',
      [file(), { file: 'questions.yaml', text: '- ask: where is the tea\n  expect: [none]\n  style: plain\n' }],
      'questions.yaml:2: expect leads to "none", which no file has as its id. Correct it, or write expect: [] where no entry is to answer.'
    ],
    [
      'an entry that leads to itself',
      [file({ see: '[plan-it]' })],
      'resources/plan-it.md:13: see leads to the entry itself. Remove it.'
    ],
    [
      'a missing key',
      [file({ review_by: undefined })],
      'resources/plan-it.md:2: Missing field "review_by" (a text). Add it.'
    ],
    [
      'no day at all',
      [file({ compiled: undefined })],
      'resources/plan-it.md:2: Missing field "compiled": the day on which the text was put together (YYYY-MM-DD). Add it.'
    ],
    [
      'a review by nobody',
      [file({ owner: undefined, reviewed: '2026-11-23' })],
      'resources/plan-it.md:12: Missing field "reviewed_by": the team or role that checked it, since reviewed is given. Add it, or remove reviewed.'
    ],
    [
      'a review of before the words',
      [file({ reviewed: '2026-11-01' })],
      'resources/plan-it.md:13: reviewed is 2026-11-01, which is before compiled, 2026-11-22. The words changed since: check them and set reviewed to today, or remove reviewed and reviewed_by.'
    ],
    [
      'a topic by its name',
      [file({ topic: 'Spread' })],
      'resources/plan-it.md:5: topic is "Spread"; allowed: small letters, digits and single hyphens. Did you mean "spread"?'
    ],
    [
      'a misspelt value',
      [file({ status: 'curent' })],
      'resources/plan-it.md:6: status is "curent"; allowed: current, archived, superseded, closed, draft. Did you mean "current"?'
    ],
    [
      'an address that is not on the web',
      [file({ url: 'javascript:alert(1)' })],
      'resources/plan-it.md:13: url is "javascript:alert(1)"; allowed: an address that begins with https:// or http://. Change it.'
    ],
    [
      'a day that does not exist',
      [file({ compiled: '2026-02-30' })],
      'resources/plan-it.md:10: compiled is "2026-02-30"; allowed: a real date written YYYY-MM-DD. Change it.'
    ],
    [
      'a review in the past',
      [file({ compiled: '2025-01-01', review_by: '2026-01-01' })],
      'resources/plan-it.md:11: The review was due on 2026-01-01. Check the entry and its links, then set reviewed to today, reviewed_by to your team and review_by to a later date.'
    ],
    [
      'an id that leads nowhere',
      [file({ contact: 'contact-uss' })],
      'resources/plan-it.md:7: contact leads to "contact-uss", which no file has as its id. Did you mean "contact-us"?'
    ],
    [
      'a question two entries ask',
      [file(), file({ id: 'other', asks: '["How do I plan it?"]' })],
      'resources/other.md:8: The question "How do I plan it?" is asked by resources/plan-it.md. A question belongs to one entry; remove one of the two.'
    ],
    [
      'an id that stands twice',
      [file(), file({ title: 'Again', asks: '[something else]' }, 'Text.', 'resources/again.md')],
      'resources/again.md:2: The id "plan-it" is already that of plan-it.md. Ids are unique; if this is a copy, give it and its file an id of its own.'
    ],
    [
      'markup that is not drawn',
      [file({}, 'Text.\n\n# Heading\n\nMore.')],
      'resources/plan-it.md:17: Found a heading; allowed: paragraphs, lists, bold, italic, code and links. Write it as a paragraph or a list.'
    ],
    [
      'a link without words',
      [file({}, 'Text [](https://example.org).')],
      'resources/plan-it.md:15: The link to https://example.org has no words. Say where it leads.'
    ],
    [
      'a body that is too long',
      [file({}, 'word '.repeat(131))],
      'resources/plan-it.md:15: The body has 131 words; allowed: at most 130. Shorten it.'
    ],
    [
      'YAML that cannot be read',
      [file({ title: '"open' })],
      'resources/plan-it.md:3: The quotation mark that begins this text has no other at its end. Put one there.'
    ],
    [
      'a field that stands twice',
      [{ ...file(), text: file().text.replace('kind: guide', 'kind: guide\nkind: tool') }],
      'resources/plan-it.md:5: The field "kind" stands twice. Keep one of the two lines.'
    ],
    [
      'a field that is indented',
      [{ ...file(), text: file().text.replace('kind:', ' kind:') }],
      'resources/plan-it.md:4: This line begins at another column than the fields above it. Remove or add spaces at its beginning.'
    ],
    [
      'a tab',
      [{ ...file(), text: file().text.replace('kind:', '\tkind:') }],
      'resources/plan-it.md:4: This line begins with a tab, which is no indentation to YAML. Put two spaces in its place.'
    ],
    [
      'one word in place of a list',
      [file({ aliases: 'plan' })],
      'resources/plan-it.md:13: aliases is "plan"; allowed: a list. Write aliases: [plan].'
    ],
    [
      'a day in figures as people write it',
      [file({ review_by: '3/4/2027' })],
      'resources/plan-it.md:11: review_by is "3/4/2027"; allowed: a real date written YYYY-MM-DD. Did you mean "2027-04-03"?'
    ],
    [
      'an apostrophe in single quotation marks',
      [file({ title: "'The trust's plan'" })],
      'resources/plan-it.md:3: An apostrophe ends a text in single quotation marks. Put double ones round the whole text: "the trust\'s prize".'
    ],
    [
      'one quotation mark of a word processor',
      [file({ url: '“https://example.org/plan' })],
      'resources/plan-it.md:13: url is "“https://example.org/plan", with the quotation marks of a word processor, which YAML takes for text. Type straight ones, or none.'
    ],
    [
      'quotation marks of a word processor round a colon',
      [file({ title: '“Plan: do it”' })],
      'resources/plan-it.md:3: The quotation marks in this line are those of a word processor. Type straight ones: "like this".'
    ],
    [
      'a kind with two slips',
      [file({ kind: 'tols' })],
      'resources/plan-it.md:4: kind is "tols"; allowed: tool, guide, framework, journal, checklist, course, contact, organisation, page, concept, succession. Did you mean "tool"?'
    ],
    [
      'front matter without an end',
      [{ ...file(), text: file().text.replace('\n---\n\n', '\n\n') }],
      'resources/plan-it.md:1: The front matter has no end. Put a line "---" between its fields and the text.'
    ],
    [
      'nothing at all',
      [{ ...file(), text: '\n' }],
      'resources/plan-it.md:1: The file is empty. Begin it with a line "---", the fields, and another line "---"; or remove it.'
    ],
    [
      'two entries in one file',
      [file({}, `A plan.\n\n${file({ id: 'other' }).text}`)],
      'resources/plan-it.md:17: A second entry begins here. An entry is a file of its own: move it into one named by its id.'
    ],
    [
      'an alias bomb',
      [file({ asks: '&a [x]', see: '*a' })],
      'resources/plan-it.md:13: Found the alias *a; anchors and aliases are not allowed. Write the value out.'
    ],
    [
      'a tip to nothing',
      [file(), { file: 'tips.yaml', text: '- id: t\n  topic: spread\n  text: Do it.\n  resource: plan-itt\n' }],
      'tips.yaml:4: resource leads to "plan-itt", which no file has as its id. Did you mean "plan-it"?'
    ],
    [
      'phrasings of a command there is not',
      [file(), { file: 'talk.yaml', text: 'commands:\n  help:\n    - help me\n  asses:\n    - assess us\n' }],
      'talk.yaml:4: Unknown field "asses"; allowed: help, topics, topics {topic}, contacts, contacts {topic}, ask a person, assess, tips stop, tips pause, tips resume, tips weekly, tips status, tips now. Did you mean "assess"?'
    ]
  ];
  test.each(cases)('%s', (_name, files, expected) => {
    expect(linesOf(...files)).toContain(expected);
  });

  test('an id that is none is told alone, without the advice to name the file after it', () => {
    expect(linesOf(file({ id: 'Plan It' }, undefined, 'resources/plan-it.md'))).toEqual([
      'resources/plan-it.md:2: id is "Plan It"; allowed: small letters, digits and single hyphens. Did you mean "plan-it"?'
    ]);
  });

  test('all of them at once, not only the first', () => {
    const lines = linesOf(
      file({ status: 'x', review_by: undefined, url: 'ftp://a' }),
      file({ id: 'b', topic: 'Y y', asks: '[b]' })
    );
    expect(lines).toHaveLength(4);
  });
});

test('entries that supersede one another in a circle are told, each with the way, and stay', () => {
  const part = (id: string, by: string, asks: string) =>
    file({ id, asks: `[${asks}]`, status: 'superseded', superseded_by: by });
  const circle = [part('a', 'b', 'first one'), part('b', 'c', 'second one'), part('c', 'a', 'third one')];
  const { knowledge, problems } = compile([...circle, part('d', 'a', 'fourth one')], '2026-11-23');
  expect(problems.filter(({ message }) => message.includes('superseded by')).map(problemLine)).toEqual([
    expect.stringContaining(
      'a.md:13: It is superseded by b, that by c, and that by this entry again. Name the newest one.'
    ),
    expect.stringContaining(
      'b.md:13: It is superseded by c, that by a, and that by this entry again. Name the newest one.'
    ),
    expect.stringContaining(
      'c.md:13: It is superseded by a, that by b, and that by this entry again. Name the newest one.'
    )
  ]);
  expect(knowledge.entries.size).toBe(4);
});

test('a file that is left out is told all its faults in one run', () => {
  const about = { file: 'about.yaml', text: 'topics:\n  - id: spread\n    title: Spread\n' };
  const faulty = { kind: 'guid', topic: 'spred', contact: 'contact-uss', see: '[plan-itt]', aliass: 'x', owned: 'y' };
  const lines = linesOf(about, file({ id: 'other', asks: '[b]' }), file({ ...faulty, compiled: undefined }));
  const named = (start: string): boolean => lines.some((line) => line.includes(`: ${start}`));
  for (const start of [
    'kind is "guid"',
    'topic is "spred"',
    'contact leads to "contact-uss"',
    'see leads to "plan-itt"',
    'Unknown field "aliass"',
    'Unknown field "owned"',
    'Missing field "compiled"'
  ])
    expect({ start, told: named(start) }).toEqual({ start, told: true });
  const misnamed = linesOf(about, file({ topic: 'spred', status: 'live' }, 'Text.', 'resources/plan.md'));
  for (const start of ['This file should be', 'topic is "spred"', 'status is "live"'])
    expect(misnamed.some((line) => line.includes(`: ${start}`))).toBe(true);
});

describe('whatever an editor writes', () => {
  const damaged = fc.record({
    body: fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constant('ok')),
    changes: fc.dictionary(
      fc.oneof(fc.constantFrom(...Object.keys(fields), 'url', 'see'), fc.string({ maxLength: 12 })),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(
          '',
          '[',
          '{',
          '*x',
          '&x y',
          '!!js/function x',
          '>-',
          '"',
          "'",
          '__proto__',
          '2026-13-99',
          '- a\n- b'
        )
      ),
      { maxKeys: 6 }
    ),
    cut: fc.nat(600)
  });

  test('it never throws, and no good entry is lost', () => {
    fc.assert(
      fc.property(fc.array(damaged, { maxLength: 4 }), (files) => {
        const broken = files.map(({ body, changes, cut }, index) => {
          const { text } = file({ ...changes, id: `broken-${index}` }, body);
          return { file: `resources/broken-${index}.md`, text: text.slice(0, cut) };
        });
        const { knowledge, problems } = compile([...broken, contact, file()], today);
        expect(knowledge.entries.get('plan-it')?.title).toBe('Plan it');
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.message.length).toBeGreaterThan(10);
        }
      }),
      { numRuns: runs(400), seed: 20261123 }
    );
  });

  test('no object gains anything by a file that names __proto__', () => {
    compile([file({ __proto__x: 'y', constructor: '{prototype: {polluted: 1}}' } as never)], today);
    compile([{ file: 'synonyms.yaml', text: 'abbreviations:\n  __proto__: polluted\n' }], today);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('one fault costs one entry', () => {
  const tip = (id: string, text = 'Do it.'): string =>
    `- id: ${id}\n  topic: spread\n  text: ${text}\n  resource: plan-it\n`;
  const compiled = (files: readonly SourceFile[], unread: readonly string[] = []) => {
    const { knowledge, problems } = compile([contact, ...files], today, undefined, unread);
    return { knowledge, lines: problems.map(problemLine) };
  };

  test.each([
    ['does not fit', 'One\n  tpic: x', 'tips.yaml:8: Unknown field "tpic"'],
    ['cannot be read', '"One', 'tips.yaml:7: The quotation mark that begins this text has no other at its end.'],
    ['has a colon', 'One: two', 'tips.yaml:7: This text has a colon followed by a space']
  ])('a tip that %s is left out alone, and its place is told', (_what, text, expected) => {
    const { knowledge, lines } = compiled([
      file(),
      { file: 'tips.yaml', text: `${tip('a')}${tip('b', text)}${tip('c').replace('plan-it', 'plan-itt')}` }
    ]);
    expect(knowledge.tips.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(lines.find((line) => line.startsWith(expected))).toBeDefined();
    expect(lines.filter((line) => line.includes('resource leads to "plan-itt"'))).toHaveLength(1);
  });

  test('a merge left unfinished is told once, and neither of its two versions is taken', () => {
    const text = `${tip('a')}<<<<<<< HEAD\n${tip('b')}=======\n${tip('c')}>>>>>>> up\n`;
    const { knowledge, lines } = compiled([file(), { file: 'tips.yaml', text }]);
    expect(knowledge.tips).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^tips\.yaml:5: A merge was left unfinished/)]);
  });

  test('a row of the journals that does not fit is left out alone', () => {
    const row = (name: string, more = ''): string =>
      `  - name: ${name}\n    for_whom: all\n    takes: reports\n${more}`;
    const text = `compiled: 2026-11-01\njournals:\n${row('A')}${row('B', '    most_words: many\n')}${row('C')}`;
    const { knowledge, lines } = compiled([file(), { file: 'journals.yaml', text }]);
    expect(knowledge.journals?.journals.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(lines).toEqual([expect.stringMatching(/^journals\.yaml:9: /)]);
  });

  test.each(['resources/plan-it.MD', 'resources/plan-it.md.txt', 'resources/plan-it'])(
    'nothing is told of what leads to %s, which is not read',
    (unread) => {
      expect(compiled([file({ id: 'other', asks: '[b]', see: '[plan-it]' })], [unread]).lines).toEqual([]);
    }
  );

  test('nor of what leads to an entry in the wrong folder', () => {
    const moved = { ...file(), file: 'plan-it.md' };
    const { lines } = compiled([moved, file({ id: 'other', asks: '[b]', see: '[plan-it]' })]);
    expect(lines).toEqual([expect.stringMatching(/^plan-it\.md:1: Not a place for knowledge/)]);
  });
});

test('a fault in a file of the shipped knowledge is told there alone, however much leads to it', async () => {
  const sources = await readSources('knowledge');
  const changed = (name: string, change: (text: string) => string): readonly SourceFile[] =>
    sources.map((source) => (source.file === name ? { ...source, text: change(source.text) } : source));
  for (const name of ['tips.yaml', 'assessments/is-it-research.yaml']) {
    const broken = compile(
      changed(name, (text) => `${text}- x: [y\n`),
      today
    ).problems.filter(({ message }) => /is no |leads to/.test(message));
    expect(broken).toEqual([]);
  }
});
