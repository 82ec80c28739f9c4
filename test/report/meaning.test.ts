import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { packageRoot } from '../../src/config/package-root.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { groupQuestions } from '../../src/report/group.ts';
import { trained, trainingMs } from '../support/trained.ts';

let matcher: Matcher;
beforeAll(async () => {
  ({ matcher } = await trained(path.join(packageRoot, 'knowledge')));
}, trainingMs);

const pairs = (count: number): number => (count * (count - 1)) / 2;
const group = (texts: readonly string[], ignored: Parameters<typeof groupQuestions>[2] = []) =>
  groupQuestions(
    texts.map((text) => ({ text, outcome: 'none', platform: 'slack' })),
    matcher,
    ignored
  );

/**
 * Groups the wordings of a file (`meaning: wordings`): share of pairs of one meaning in one gap, and the share right.
 *
 * @param half 0 for the first, third … meaning, 1 for the others
 */
async function measured(file: string, half?: number): Promise<{ together: number; belong: number }> {
  const text = await readFile(path.join(packageRoot, 'test/fixtures/gaps', file), 'utf8');
  const meanings = Object.entries(parse(text) as Record<string, string[]>).filter(
    (_, index) => half === undefined || index % 2 === half
  );
  const meaningOf = new Map(meanings.flatMap(([name, texts]) => texts.map((wording) => [wording, name])));
  let [right, put] = [0, 0];
  for (const { wordings } of group([...meaningOf.keys()])) {
    put += pairs(wordings.length);
    const counts = new Map<string, number>();
    for (const { text: wording } of wordings) {
      const name = meaningOf.get(wording)!;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const count of counts.values()) right += pairs(count);
  }
  const wanted = meanings.reduce((sum, [, texts]) => sum + pairs(texts.length), 0);
  return { together: right / wanted, belong: right / put };
}

// The floors are what was measured, with room for changes of the matcher. `earlier.yaml`, `chosen-on.yaml` and the first half of `fresh.yaml` chose the
// figures; `reported.yaml` was looked at once, at the end: 62 % of pairs of one meaning together, and 93 % right of those put
// together. Wordings that share no word and no near one stay apart ("our sponsor has left", "the executive who backed us moved"):
// a table of words cannot see that, and a gap shown twice does less harm than two gaps shown as one.
test.each([
  ['earlier.yaml', undefined, 0.75, 0.8],
  ['chosen-on.yaml', undefined, 0.55, 0.8],
  ['fresh.yaml', 0, 0.5, 0.65],
  ['fresh.yaml', 1, 0.38, 0.75],
  ['held-out.yaml', undefined, 0.62, 0.75],
  ['held-out-other-words.yaml', undefined, 0.28, 0.5],
  ['reported.yaml', undefined, 0.55, 0.82]
])('wordings of one meaning stand in one gap: %s %s', async (file, half, together, belong) => {
  const found = await measured(file, half);
  expect(found.together).toBeGreaterThanOrEqual(together);
  expect(found.belong).toBeGreaterThanOrEqual(belong);
});

test('a wording of another meaning brings an ignored gap up again, a wording of the same meaning does not', () => {
  const set = [{ id: 'a', at: 5, wordings: ['poster printing cost'] }];
  expect(group(['the cost of printing a poster'], set)).toMatchObject([{ ignored: { since: 5, by: ['a'] } }]);
  const [gap, ...others] = group(['poster printing cost', 'cost of a conference poster'], set);
  expect(others).toEqual([]);
  expect(gap).toMatchObject({ count: 2 });
  expect(gap).not.toHaveProperty('ignored');
});
