import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { GoldenQuestion } from '../../src/core/model/entry.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { readTrainingData } from '../../src/knowledge/training/index.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { framed, frames, projectQuestions, projects } from '../support/frames.ts';
import { type Judgement, judge, questionsOf } from '../support/golden.ts';
import { withShortForms } from '../support/short-forms.ts';
import { withTwoSlips } from '../support/slips.ts';
import { trained } from '../support/trained.ts';

/**
 * Only the test half of the golden questions is judged here; the matcher was tuned on the other, and learns how sure to be from
 * that one alone. The limits stand a
 * little below what was measured, so that a change for the worse fails and a reworded entry does not.
 */
let matcher: Matcher;
let questions: GoldenQuestion[];

beforeAll(async () => {
  const loaded = await loadKnowledge('knowledge', '2026-11-23');
  questions = questionsOf('test', loaded.questions);
  const folder = await mkdtemp(path.join(tmpdir(), 'knowledge-'));
  try {
    await cp('knowledge', folder, { recursive: true });
    await writeFile(path.join(folder, 'questions.yaml'), JSON.stringify(questionsOf('tuning', loaded.questions)));
    ({ matcher } = await trained(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const inside = () => questions.filter(({ expect: ids }) => ids.length > 0);
const outside = () => questions.filter(({ expect: ids }) => ids.length === 0);
const share = (part: number, whole: number) => (100 * part) / whole;

describe('golden questions with an answer', () => {
  let all: Judgement;
  beforeAll(() => {
    all = judge(matcher, inside());
  });

  test('there are enough of them to tell', () => {
    expect(all.count).toBeGreaterThanOrEqual(300);
  });

  test('the right entry comes first', () => {
    expect(share(all.first, all.count)).toBeGreaterThanOrEqual(94);
  });

  test('the right entry is shown, as the answer or among the choices', () => {
    expect(share(all.shown, all.count)).toBeGreaterThanOrEqual(95);
  });

  test('of direct answers few are wrong', () => {
    expect(share(all.wrong, all.answered)).toBeLessThanOrEqual(2.5);
    expect(share(all.answered, all.count)).toBeGreaterThanOrEqual(75);
  });

  test('two slips of the keyboard cost little', () => {
    const slips = judge(matcher, inside(), withTwoSlips);
    expect(share(all.first - slips.first, all.count)).toBeLessThanOrEqual(3);
    expect(share(all.shown - slips.shown, all.count)).toBeLessThanOrEqual(3);
  });

  test('short forms of common words cost little', () => {
    const short = judge(matcher, inside(), withShortForms);
    expect(share(all.first - short.first, all.count)).toBeLessThanOrEqual(1.5);
    expect(share(all.shown - short.shown, all.count)).toBeLessThanOrEqual(1.5);
  });

  test('of what is offered as choices seven in ten are right', () => {
    expect(share(all.acceptable, all.offered)).toBeGreaterThanOrEqual(69);
  });

  test.each([
    ['plain', 98, 98],
    ['typos', 96, 97],
    ['fragment', 98, 97],
    ['command', 92, 96],
    ['misremembered', 92, 92],
    ['multi', 90, 90],
    ['story', 88, 90],
    ['jargon-free', 82, 82]
  ])('%s: first in at least %i %%, shown in at least %i %%', (kind, first, shown) => {
    const j = judge(
      matcher,
      inside().filter(({ style }) => style === kind)
    );
    expect(share(j.first, j.count)).toBeGreaterThanOrEqual(first);
    expect(share(j.shown, j.count)).toBeGreaterThanOrEqual(shown);
  });
});

describe('golden questions to be declined', () => {
  test.each([
    ['outside', 92, 1],
    ['small-talk', 93, 1],
    ['near-miss', 89, 4]
  ])('%s: at least %i %% declined, at most %i %% answered as if known', (kind, declined, answered) => {
    const j = judge(
      matcher,
      outside().filter(({ style }) => style === kind)
    );
    expect(share(j.declined, j.count)).toBeGreaterThanOrEqual(declined);
    expect(share(j.answered, j.count)).toBeLessThanOrEqual(answered);
  });
});

test('predicaments that name a thing of one’s own find their entry', () => {
  const told: GoldenQuestion[] = parse(readFileSync('test/fixtures/messages/predicaments.yaml', 'utf8'));
  const j = judge(matcher, told);
  expect(j.count).toBeGreaterThan(50);
  expect(share(j.first, j.count)).toBeGreaterThanOrEqual(66);
  expect(share(j.shown, j.count)).toBeGreaterThanOrEqual(56);
});

// Of the near misses of messages-first some ask in the field what no entry answers.
describe.each([
  {
    file: 'another-hand',
    atLeast: 200,
    first: 87,
    shown: 88,
    wrong: 4,
    declined: 4,
    outside: [89, 1.5],
    nearMiss: [80, 4]
  },
  {
    file: 'messages-first',
    atLeast: 350,
    first: 82,
    shown: 83,
    wrong: 6,
    declined: 6,
    outside: [93, 1.5],
    nearMiss: [78, 8]
  },
  {
    file: 'own-words',
    atLeast: 700,
    first: 58,
    shown: 55,
    wrong: 10,
    declined: 22,
    outside: [90, 4.5],
    nearMiss: [53, 8]
  }
])('messages of people who did not know the entries: $file', ({ file, atLeast, ...limits }) => {
  const read = (): GoldenQuestion[] => parse(readFileSync(`test/fixtures/messages/${file}.yaml`, 'utf8'));

  test('the right entry comes first and is shown, and few answers are wrong', () => {
    const j = judge(
      matcher,
      read().filter(({ expect: ids }) => ids.length > 0)
    );
    expect(j.count).toBeGreaterThanOrEqual(atLeast);
    expect(share(j.first, j.count)).toBeGreaterThanOrEqual(limits.first);
    expect(share(j.shown, j.count)).toBeGreaterThanOrEqual(limits.shown);
    expect(share(j.wrong, j.answered)).toBeLessThanOrEqual(limits.wrong);
    expect(share(j.declined, j.count)).toBeLessThanOrEqual(limits.declined);
  });

  test.each([
    ['outside', limits.outside],
    ['near-miss', limits.nearMiss]
  ])('%s: most are declined, and few answered as if known', (kind, [declined, answered]) => {
    const j = judge(
      matcher,
      read().filter(({ style, expect: ids }) => ids.length === 0 && style === kind)
    );
    expect(j.count).toBeGreaterThan(20);
    expect(share(j.declined, j.count)).toBeGreaterThanOrEqual(declined!);
    expect(share(j.answered, j.count)).toBeLessThanOrEqual(answered!);
  });
});

test.each([
  [0, 74.5, 68, 28],
  [5, 82, 79, 16]
])(
  'with %i questions an entry and no golden ones: first, shown, and few declined',
  async (most, first, shown, declined) => {
    const { knowledge } = await loadKnowledge('knowledge', '2026-11-23');
    const entries = [...knowledge.entries].map(
      ([id, entry]) => [id, { ...entry, asks: entry.asks.slice(0, most) }] as const
    );
    const begun = createMatcher({
      knowledge: { ...knowledge, entries: new Map(entries) },
      wordTable: readFileSync('models/word-table.bin'),
      training: readTrainingData()
    });
    const j = judge(begun, inside());
    expect(share(j.first, j.count)).toBeGreaterThanOrEqual(first);
    expect(share(j.shown, j.count)).toBeGreaterThanOrEqual(shown);
    expect(share(j.declined, j.count)).toBeLessThanOrEqual(declined);
    const none = judge(
      begun,
      outside().filter(({ style }) => style === 'outside' || style === 'near-miss')
    );
    expect(share(none.declined, none.count)).toBeGreaterThanOrEqual(87);
    expect(share(none.answered, none.count)).toBeLessThanOrEqual(1);
  }
);

test('with five questions an entry the right one comes first for four in five, and few are declined', async () => {
  const { knowledge, questions: golden } = await loadKnowledge('knowledge', '2026-11-23');
  const entries = [...knowledge.entries].map(
    ([id, entry]) => [id, { ...entry, asks: entry.asks.slice(0, 5) }] as const
  );
  const few = createMatcher({
    knowledge: { ...knowledge, entries: new Map(entries) },
    wordTable: readFileSync('models/word-table.bin'),
    training: readTrainingData(),
    golden: questionsOf('tuning', golden)
  });
  const j = judge(few, inside());
  expect(share(j.first, j.count)).toBeGreaterThanOrEqual(81);
  expect(share(j.declined, j.count)).toBeLessThanOrEqual(11);
});

test('confidence means what it says: of answers given with about 0.9 about nine in ten are right', () => {
  const given = questions.flatMap(({ ask, expect: ids }) => {
    const { matches } = matcher.find(ask);
    return matches[0] ? [{ confidence: matches[0].confidence, right: ids.includes(matches[0].entry.id) }] : [];
  });
  for (const [from, to] of [
    [0, 0.1],
    // of thirty questions the sampling error is nine points: a band holds more
    [0.5, 0.85],
    [0.85, 0.95],
    [0.95, 1.01]
  ] as const) {
    const band = given.filter(({ confidence }) => confidence >= from && confidence < to);
    const said = band.reduce((sum, { confidence }) => sum + confidence, 0) / band.length;
    const right = band.filter((one) => one.right).length / band.length;
    expect(band.length).toBeGreaterThan(50);
    expect(Math.abs(said - right)).toBeLessThan(0.1);
  }
});

describe('messages as people write them', () => {
  const isShown = (text: string, expected: readonly string[]): boolean => {
    const { outcome, matches } = matcher.find(text);
    const offered = outcome === 'answer' ? matches.slice(0, 1) : outcome === 'choices' ? matches : [];
    return offered.some(({ entry }) => expected.includes(entry.id));
  };

  test('what is shown alone is shown inside greetings, introductions, apologies and signatures', () => {
    const alone = inside()
      .filter(({ ask, style, expect: ids }) => ask.length < 90 && style !== 'story' && isShown(ask, ids))
      .filter((_, i) => i % 5 === 0)
      .slice(0, 60);
    expect(alone.length).toBeGreaterThanOrEqual(40);
    const pairs = frames.flatMap((frame) => alone.map(({ ask, expect: ids }) => ({ text: framed(frame, ask), ids })));
    const kept = pairs.filter(({ text, ids }) => isShown(text, ids));
    expect(share(kept.length, pairs.length)).toBeGreaterThanOrEqual(97);
  });

  test('what is shown alone is shown among what two other people write around a question', () => {
    const written: [string, string][] = parse(readFileSync('test/fixtures/messages/frames.yaml', 'utf8'));
    const alone = inside().filter(({ ask, expect: ids }) => ask.length < 110 && isShown(ask, ids));
    const pairs = written.flatMap(([before, after], i) =>
      [0, 1, 2].map((n) => {
        const { ask, expect: ids } = alone[(37 * i + 61 * n) % alone.length]!;
        return { text: `${before}${ask}${after}`, ids };
      })
    );
    expect(pairs.length).toBeGreaterThan(500);
    const kept = pairs.filter(({ text, ids }) => isShown(text, ids));
    expect(share(kept.length, pairs.length)).toBeGreaterThanOrEqual(93);
  });

  test('a project of any name is no reason to decline', () => {
    const others: string[] = parse(readFileSync('test/fixtures/messages/projects.yaml', 'utf8'));
    const texts = projectQuestions.flatMap((ask) => [...projects, ...others].map((name) => ask.replace('…', name)));
    const declined = texts.filter((text) => matcher.find(text).outcome === 'none');
    expect(share(declined.length, texts.length)).toBeLessThanOrEqual(3);
  });
});
