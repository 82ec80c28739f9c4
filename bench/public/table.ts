import { build, type EngineName, titles } from '../engines.ts';
import { type Figures, type Given, knowledgeOf, measure, measureOurs } from './measure.ts';
import type { PublicSet } from './sets.ts';

const peers: readonly EngineName[] = ['fuse', 'minisearch', 'bm25'];
const number = (value: number): string => value.toFixed(1).padStart(6);

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
export function publicTable(sets: readonly PublicSet[], given: Given, tell: (what: string) => void): string[] {
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
    const own = measureOurs(set, given);
    count(titles.ours, own);
    const beside = peers.map((peer) => {
      const engine = build(peer, knowledge, undefined);
      const theirs = measure({ ...set, outside: {} }, (text) => ({ ids: engine.search(text) }));
      count(titles[peer], theirs);
      return `${theirs.first.toFixed(1)}/${theirs.slipsFirst.toFixed(1)}`;
    });
    lines.push(`${rowOf(set.name, own)}; first/slips of fuse.js, MiniSearch, BM25 ${beside.join(', ')}`);
  }
  lines.push('', '  means                  first  in 4  slips: first');
  for (const [name, values] of means) lines.push(`  ${name.padEnd(22)}${values.map(number).join('')}`);
  return lines;
}
