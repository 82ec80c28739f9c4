import { beforeAll, expect, test } from '@jest/globals';
import type { IgnoredGap } from '../../src/core/digest/ledger.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { buildReport } from '../../src/report/build.ts';
import { groupQuestions } from '../../src/report/group.ts';
import { reportCsv, reportHtml, reportTable } from '../../src/report/index.ts';
import { reportParts } from '../support/report-parts.ts';

let matcher: Matcher;
beforeAll(() => {
  ({ matcher } = reportParts());
});

const ignored = (id: string, at: number, ...wordings: string[]): IgnoredGap => ({ id, at, wordings });
const group = (texts: readonly string[], gaps: readonly IgnoredGap[], by: Matcher = matcher) =>
  groupQuestions(
    texts.map((text) => ({ text, outcome: 'none' })),
    by,
    gaps
  );

test('a gap is ignored by what it means: other wordings of it too, and nothing else', () => {
  const gaps = [ignored('a', 5, 'who pays for open access fees')];
  const [bicycle, fees] = group(
    ['open acces fees, who pays them?', 'Who pays for open-access fees', 'where do I park my bicycle'],
    gaps
  );
  expect(fees).toMatchObject({ count: 2, ignored: { since: 5, by: ['a'] } });
  expect(bicycle).not.toHaveProperty('ignored');
});

test('a new meaning that joins an ignored gap brings it up again', () => {
  const texts = ['parking bicycle fees', 'parking bicycle fees refund', 'bicycle fees refund'];
  // By words alone: the first and the last wording are then not alike.
  const { meaning: _, ...byWords } = matcher;
  const [one, ...others] = group(texts, [ignored('a', 5, texts[0]!)], byWords);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ count: 3 });
  expect(one).not.toHaveProperty('ignored');
  expect(group(texts, [ignored('a', 5, ...texts.slice(0, 2)), ignored('b', 7, texts[2]!)], byWords)).toMatchObject([
    { ignored: { since: 7, by: ['a', 'b'] } }
  ]);
});

test('what is ignored changes no group and no number, only the order', () => {
  const texts = ['who pays for fees', 'fees, who pays', 'fees', 'park a bicycle', 'bicycle parking', 'a plan to park'];
  const plain = (gaps: readonly IgnoredGap[]) =>
    group(texts, gaps)
      .map(({ ignored: _, ...rest }) => JSON.stringify(rest))
      .sort();
  expect(plain([ignored('a', 1, 'fees', 'bicycle'), ignored('b', 2, 'who parks for the fees')])).toEqual(plain([]));
});

test('table, CSV and page say which gaps are ignored, and name them last', () => {
  const report = buildReport({ ...reportParts(), ignored: [ignored('a', 5, 'who pays for open access fees')] });
  expect(report.gaps.at(-1)).toMatchObject({ count: 3, ignored: { since: 5 } });
  expect(reportTable(report)).toContain('who pays for open access fees (+1) (ignored)');
  expect(reportCsv(report)).toMatch(/gap,who pays for open access fees,3,3,0,0,3,.*,ignored\r\n/);
  expect(reportCsv(report)).toMatch(/gap,where do I park my bicycle,2,1,.*,open\r\n/);
  expect(reportHtml(report)).toContain('who pays for open access fees (ignored by the editors)');
});
