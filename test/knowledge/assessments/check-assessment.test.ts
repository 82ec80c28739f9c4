import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { compile } from '../../../src/knowledge/compile.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';

const today = '2030-01-01';
const shipped = await loadKnowledge(path.join(packageRoot, 'knowledge'), today);
const fileOf = (id: string): string =>
  readFileSync(path.join(packageRoot, 'knowledge', 'assessments', `${id}.yaml`), 'utf8');

/** Compiles one altered assessment alone and tells what is found in it, links that lead nowhere aside. */
function faultsOf(id: string, change: (text: string) => string): { messages: string[]; usable: boolean } {
  const file = `assessments/${id}.yaml`;
  const before = fileOf(id);
  const text = change(before);
  expect(text).not.toBe(before);
  const { knowledge, problems } = compile([{ file, text }], today);
  const messages = problems.filter((problem) => problem.blocks && problem.file === file).map(({ message }) => message);
  return { messages, usable: knowledge.assessments.has(id) };
}

describe('assessments in the knowledge folder', () => {
  test('all that ship are read, and every id in them leads somewhere', () => {
    expect([...shipped.knowledge.assessments.keys()].toSorted()).toEqual([
      'is-it-research',
      'ready-to-spread',
      'spread-plan',
      'will-it-last',
      'write-it-up'
    ]);
    expect(shipped.problems.filter(({ file }) => file.startsWith('assessments/'))).toEqual([]);
  });

  test.each([
    [
      'a misspelt field',
      'will-it-last',
      (text: string) => text.replace('purpose:', 'purpouse:'),
      /Unknown field "purpouse".*Did you mean "purpose"/
    ],
    [
      'a field misspelt inside a point',
      'will-it-last',
      (text: string) => text.replace('    short: An owner', '    shrt: An owner'),
      /Unknown field "shrt".*Did you mean "short"/
    ],
    [
      'a scale with a step missing',
      'will-it-last',
      (text: string) => text.replace('      - Nobody has been named\n', ''),
      /scale of "owner" has 4 steps; allowed: 5/
    ],
    [
      'a point on no page',
      'will-it-last',
      (text: string) => text.replace(/(points: \[[^\]]*)owner, /, '$1'),
      /"owner" stands on no page/
    ],
    [
      'a label that is cut',
      'will-it-last',
      (text: string) => text.replace('short: An owner', `short: ${'x'.repeat(30)}`),
      /at most 24 characters/
    ],
    [
      'a path that leads back',
      'is-it-research',
      (text: string) => text.replace('{label: "No", go: care}', '{label: "No", go: special}'),
      /leads back to "special"/
    ],
    [
      'a path that leads nowhere',
      'is-it-research',
      (text: string) => text.replace('go: wider', 'go: wide'),
      /"wide" is neither a node nor an outcome/
    ],
    [
      'a reason that is missing',
      'is-it-research',
      (text: string) => text.replace(', because: chance decides who gets what', ''),
      /add because:/
    ],
    [
      'a nudge nobody understands',
      'spread-plan',
      (text: string) => text.replace('no digit: how many hours', 'no number: how many hours'),
      /Found "no number: .*allowed: "no digit"/
    ]
  ])('%s is told with what is allowed, and the assessment is left out', (_what, id, change, message) => {
    const { messages, usable } = faultsOf(id, change);
    expect(messages.join('\n')).toMatch(message);
    expect(usable).toBe(false);
  });

  test('a link that leads nowhere is told, and the assessment still works', () => {
    const file = 'assessments/will-it-last.yaml';
    const { knowledge, problems } = compile([{ file, text: fileOf('will-it-last') }], today);
    expect(problems.some((problem) => problem.file === file && /is no entry/.test(problem.message))).toBe(true);
    expect(knowledge.assessments.has('will-it-last')).toBe(true);
  });
});

test('the topic of an assessment is one of about.yaml', () => {
  const file = 'assessments/is-it-research.yaml';
  const about = { file: 'about.yaml', text: 'topics:\n  - { id: lending, title: Lending }\n' };
  const messagesFor = (topic: string) =>
    compile([about, { file, text: fileOf('is-it-research').replace(/^topic: .*$/m, `topic: ${topic}`) }], today)
      .problems.filter((problem) => problem.file === file)
      .map(({ message }) => message);
  expect(messagesFor('lendin')).toContain(
    'topic is "lendin"; allowed: lending (the topics of about.yaml). Did you mean "lending"?'
  );
  expect(messagesFor('lending').join()).not.toContain('topic is');
});
