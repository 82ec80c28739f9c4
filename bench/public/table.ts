import type { Knowledge } from '../../src/core/model/entry.ts';
import type { TrainingData } from '../../src/matching/index.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../../test/support/entries.ts';
import { build, type EngineName, titles } from '../engines.ts';
import { type Asked, type Figures, measure } from './measure.ts';
import type { PublicSet } from './sets.ts';

const peers: readonly EngineName[] = ['fuse', 'minisearch', 'bm25'];
const number = (value: number): string => value.toFixed(1).padStart(6);

/** Returns a public set as a knowledge base. */
export function knowledgeOf(set: PublicSet): Knowledge {
  return aKnowledge(...set.entries.map((entry) => anEntry({ ...entry, summary: entry.body })));
}

function rowOf(name: string, figures: Figures): string {
  const { first, inFour, slipsFirst, shown, slipsShown, answered, wrong, declined, said, outside } = figures;
  const far = Object.entries(outside).flatMap(([kind, o]) =>
    o
      ? [
          `${kind} ${o.answered.toFixed(1)}/${o.choices.toFixed(0)}/${o.declined.toFixed(0)} auroc ${o.auroc.toFixed(1)}`
        ]
      : []
  );
  const numbers = [first, inFour, slipsFirst, shown, slipsShown, answered, wrong, declined].map(number).join('');
  return `  ${name.padEnd(20)}${numbers}   ${said.count}/${said.right.toFixed(0)}`.padEnd(82) + far.join('; ');
}

/**
 * Asks the matcher, fuse.js, MiniSearch and BM25 the questions of the public sets and tells what came of them.
 *
 * @returns the lines of one table; figures in per cent
 */
export function publicTable(
  sets: readonly PublicSet[],
  parts: { wordTable?: Uint8Array | undefined; training: TrainingData },
  tell: (what: string) => void
): string[] {
  const lines = [
    '  set                  first  in 4  slips: first  shown  slips: shown  answered  wrong of these  declined  said .85-.95: n/right  outside: answered/choices/declined'
  ];
  const means = new Map<string, number[]>();
  const count = (name: string, { first, inFour, slipsFirst }: Figures) => {
    const own = means.get(name) ?? [0, 0, 0];
    [first, inFour, slipsFirst].forEach((value, i) => {
      own[i]! += value / sets.length;
    });
    means.set(name, own);
  };
  for (const set of sets) {
    tell(set.name);
    const knowledge = knowledgeOf(set);
    const matcher = createMatcher({ knowledge, ...parts });
    const ask = (text: string): Asked => {
      const { outcome, matches } = matcher.find(text);
      return { ids: matches.map(({ entry }) => entry.id), outcome, confidence: matches[0]?.confidence ?? 0 };
    };
    const own = measure(set, ask);
    count(titles.ours, own);
    lines.push(rowOf(set.name, own));
    for (const peer of peers) {
      const engine = build(peer, knowledge, undefined);
      count(
        titles[peer],
        measure({ ...set, outside: {} }, (text) => ({ ids: engine.search(text) }))
      );
    }
  }
  lines.push('', '  means                  first  in 4  slips: first');
  for (const [name, values] of means) lines.push(`  ${name.padEnd(22)}${values.map(number).join('')}`);
  return lines;
}
