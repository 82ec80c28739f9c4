import type { GoldenQuestion, Knowledge } from '../src/core/model/entry.ts';
import type { Matcher } from '../src/core/model/matcher.ts';
import { type Judgement, judge } from '../test/support/golden.ts';
import { withTwoSlips } from '../test/support/slips.ts';
import { build, engineNames, titles } from './engines.ts';

/** fuse.js takes up to a second for a question: a fixed part of the questions is asked of every engine. */
const mostAsked = 40;

const percent = (part: number, whole: number) =>
  whole > 0 ? `${((100 * part) / whole).toFixed(1)}`.padStart(6) : '     -';

/** Measures how often the right entry is first, and among the first four, for every engine; clean and with two slips. */
export function engineTable(
  knowledge: Knowledge,
  questions: readonly GoldenQuestion[],
  wordTable: Uint8Array | undefined
): string[] {
  const inside = questions.filter(({ expect }) => expect.length > 0);
  const asked = inside.filter((_, i) => i % Math.ceil(inside.length / mostAsked) === 0);
  const lines = [`Quality on ${asked.length} of the golden test questions with an answer, per cent`];
  lines.push('  engine                   first   in 4   two slips: first   in 4');
  for (const name of engineNames) {
    const engine = build(name, knowledge, wordTable);
    const count = (write: (ask: string) => string) => {
      let first = 0;
      let four = 0;
      for (const { ask, expect } of asked) {
        const ids = engine.search(write(ask)).slice(0, 4);
        if (expect.includes(ids[0] ?? '')) first++;
        if (ids.some((id) => expect.includes(id))) four++;
      }
      return { first: percent(first, asked.length), four: percent(four, asked.length) };
    };
    const clean = count((ask) => ask);
    const slips = count(withTwoSlips);
    lines.push(`  ${titles[name].padEnd(22)} ${clean.first} ${clean.four}             ${slips.first} ${slips.four}`);
  }
  return lines;
}

/** Counts our outcomes by kind of question. */
export function outcomeTable(matcher: Matcher, questions: readonly GoldenQuestion[]): string[] {
  const lines = ['Our outcomes by kind of question, per cent'];
  lines.push('  kind              n   first   shown   answered   wrong of answers   declined');
  for (const [kind, j] of byKind(matcher, questions)) {
    lines.push(
      `  ${kind.padEnd(14)} ${String(j.count).padStart(4)}  ${percent(j.first, j.inside)}  ${percent(j.shown, j.inside)}     ` +
        `${percent(j.answered, j.count)}             ${percent(j.wrong, j.answered)}     ${percent(j.declined, j.count)}`
    );
  }
  return lines;
}

function byKind(matcher: Matcher, questions: readonly GoldenQuestion[]): [string, Judgement][] {
  const kinds = [...new Set(questions.map(({ style }) => style))].sort();
  const of = (keep: (question: GoldenQuestion) => boolean) => judge(matcher, questions.filter(keep));
  return [
    ...kinds.map((kind): [string, Judgement] => [kind, of(({ style }) => style === kind)]),
    ['all with answer', of(({ expect }) => expect.length > 0)],
    ['all without', of(({ expect }) => expect.length === 0)]
  ];
}
