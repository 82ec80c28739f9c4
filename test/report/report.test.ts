import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HandoverStore } from '../../src/core/handover/handover.ts';
import { aboutOf } from '../../src/core/model/about-of.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { buildReport, disliked, neverUsed, type Report } from '../../src/report/build.ts';
import { groupQuestions } from '../../src/report/group.ts';
import { makeReport, reportCsv, reportHtml, reportTable } from '../../src/report/index.ts';
import { runs } from '../support/property-runs.ts';
import { day, end, reportParts, start } from '../support/report-parts.ts';

let report: Report;
let matcher: Matcher;
let knowledge: ReturnType<typeof reportParts>['knowledge'];
beforeAll(() => {
  const parts = reportParts();
  ({ matcher, knowledge } = parts);
  report = buildReport(parts);
});

test('counts are of the time asked for, both ends included, and add up', () => {
  expect(report).toMatchObject({ from: '2026-11-02', to: '2026-11-22' });
  expect(report.totals).toEqual({ asked: 10, answered: 4, choices: 1, declined: 5, helpful: 7, unhelpful: 3 });
  for (const part of [report.weeks, report.topics, report.platforms]) {
    for (const key of ['asked', 'answered', 'choices', 'declined'] as const) {
      expect(part.reduce((sum, row) => sum + row[key], 0)).toBe(report.totals[key]);
    }
  }
});

test('topics bear the titles that the knowledge gives them', () => {
  const parts = reportParts();
  const [first, ...others] = aboutOf(parts.knowledge).topics;
  const about = { ...aboutOf(parts.knowledge), topics: [{ ...first!, title: 'Library cards' }, ...others] };
  const { topics } = buildReport({ ...parts, knowledge: { ...parts.knowledge, about } });
  expect(topics.find(({ topic }) => topic === first!.id)?.title).toBe('Library cards');
  expect(topics.find(({ topic }) => topic === undefined)?.title).toBe('No topic');
});

test('a silent week stands in the row too, weeks begin on Monday', () => {
  expect(report.weeks.map(({ week, from, asked }) => [week, from, asked])).toEqual([
    ['2026-W45', '2026-11-02', 5],
    ['2026-W46', '2026-11-09', 0],
    ['2026-W47', '2026-11-16', 5]
  ]);
});

test('entries by use, never-used ones told, drafts left out; votes on tips apart from those on entries', () => {
  expect(report.entries.map(({ id, answered, helpful, unhelpful }) => [id, answered, helpful, unhelpful])).toEqual([
    ['planner', 2, 0, 2],
    ['squire-2', 2, 3, 1],
    ['nobody', 0, 0, 0]
  ]);
  expect(neverUsed(report).map(({ id }) => id)).toEqual(['nobody']);
  expect(disliked(report).map(({ id }) => id)).toEqual(['planner', 'squire-2']);
  expect(report.tips).toEqual([{ id: 'tip-1', text: 'Ask who must change.', helpful: 4, unhelpful: 0 }]);
});

describe('grouping', () => {
  const group = (...texts: string[]) =>
    groupQuestions(
      texts.map((text) => ({ text, outcome: 'none' })),
      matcher
    );

  test('wordings of the same question are one gap, the most asked first; different questions stay apart', () => {
    expect(
      report.gaps.map(({ count, wordings }) => [count, wordings.map(({ text, count: times }) => `${text} ${times}`)])
    ).toEqual([
      [3, ['who pays for open access fees 2', 'open acces fees, who pays them 1']],
      [1, [expect.stringContaining('HYPERLINK')]],
      [1, ['where do I park my bicycle 1']]
    ]);
    expect(report.unworded).toBe(1);
  });

  test('the nearest entry is named, and a gap that the knowledge has closed since is told apart', () => {
    const entry = knowledge.entries.get('squire-2')!;
    const knowing: Matcher = {
      ...matcher,
      find: (text) => ({ ...matcher.find(text), outcome: 'answer', matches: [{ entry, confidence: 0.9 }] })
    };
    expect(groupQuestions([{ text: 'what is SQUIRE', outcome: 'none' }], knowing)).toMatchObject([
      { settled: true, nearest: { id: 'squire-2', title: 'SQUIRE 2.0', confidence: 0.9 } }
    ]);
    expect(group('where do I park my bicycle')).toMatchObject([{ settled: false }]);
  });

  test('words of grammar alone bring nothing together', () => {
    expect(
      group('how do I do this', 'what is that for', 'who pays the fees', 'where is the bicycle noted down by whom')
    ).toHaveLength(4);
  });

  test('counts are kept whatever is asked, and the order of asking does not matter for them', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom('open access fees', 'who pays fees', 'parking', '')
      ),
      { maxLength: 12 }
    );
    fc.assert(
      fc.property(texts, (asked) => {
        const groups = group(...asked);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(asked.length);
        for (const { count, choices, declined, wordings } of groups) {
          expect(choices + declined).toBe(count);
          expect(wordings.reduce((sum, wording) => sum + wording.count, 0)).toBe(count);
        }
      }),
      { numRuns: runs(50) }
    );
  });
});

test('an empty store gives a whole report without faults', () => {
  const empty = buildReport({ questions: [], votes: [], knowledge, matcher, from: start, to: end });
  expect(empty.totals).toEqual({ asked: 0, answered: 0, choices: 0, declined: 0, helpful: 0, unhelpful: 0 });
  expect(reportTable(empty)).toContain('0 asked: 0 answered (–)');
  expect(reportCsv(empty)).toContain('total,2026-11-02 to 2026-11-22,,0,0,0,0,0,0,,');
  expect(reportHtml(empty)).toContain('None were kept in this time.');
});

test('the store is asked for the very time', async () => {
  const asked: number[] = [];
  const store = {
    questions: {
      record: async () => {},
      purge: async () => 0,
      since: async (at: number) => {
        asked.push(at);
        return reportParts().questions;
      }
    },
    feedback: {
      vote: async () => {},
      purge: async () => 0,
      tally: async (from: number, to?: number) => {
        asked.push(from, to!);
        return reportParts().votes;
      },
      reasons: async (from: number, to?: number) => {
        asked.push(from, to!);
        return reportParts().reasons!;
      }
    },
    handovers: {
      figures: async (from: number, to?: number) => {
        asked.push(from, to!);
        return { states: { waiting: 0, taken: 0, answered: 0, closed: 0, withdrawn: 0 } };
      }
    } as unknown as HandoverStore,
    gaps: { ignored: async () => [], ignore: async () => {}, restore: async () => {}, purge: async () => 0 },
    assessmentCounts: { since: async () => [] },
    assessments: { closed: async () => [] }
  };
  expect(await makeReport(store, { knowledge, matcher }, start, end)).toEqual(report);
  expect(asked).toEqual([start, start, end, start, end, start, end]);
});

/** CSV as RFC 4180 has it, read back. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, after] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (after === '\r\n') rows.push([]);
    if (after === '') break;
  }
  const [head, ...body] = rows;
  return body
    .filter((row) => row.length === head!.length)
    .map((row) => Object.fromEntries(head!.map((name, column) => [name, row[column]!])));
}

test('table, CSV and page show the same numbers', () => {
  const rows = readCsv(reportCsv(report));
  const of = (part: string) => rows.filter((row) => row.part === part);
  expect(of('total')[0]).toMatchObject({
    asked: '10',
    answered: '4',
    choices: '1',
    declined: '5',
    helpful: '7',
    unhelpful: '3'
  });
  expect(of('week').map((row) => Number(row.asked))).toEqual(report.weeks.map(({ asked }) => asked));
  expect(of('gap').map((row) => Number(row.asked))).toEqual(report.gaps.map(({ count }) => count));
  expect(of('entry').map(({ id, answered }) => [id, Number(answered)])).toEqual(
    report.entries.map(({ id, answered }) => [id, answered])
  );
  const cells = (id: string): string[] =>
    [
      ...new RegExp(`<table id="${id}"[^>]*>([\\s\\S]*?)</table>`)
        .exec(reportHtml(report))![1]!
        .matchAll(/<td [^>]*class="number">(\d+)</g)
    ].map(([, number]) => number!);
  expect(cells('weeks')).toEqual(
    report.weeks
      .filter(({ asked }) => asked > 0)
      .flatMap((week) => [week.asked, week.answered, week.choices, week.declined].map(String))
  );
  expect(cells('topics')).toEqual(
    report.topics.flatMap((row) => [row.asked, row.answered, row.choices, row.declined].map(String))
  );
  const table = reportTable(report);
  expect(table).toContain('10 asked: 4 answered (40 %), 1 with choices (10 %), 5 declined (50 %)');
  expect(table).toMatch(/2026-11-16 +5 +1 +1 +3\n/);
  const silent = report.weeks.filter(({ asked }) => asked === 0).map(({ from }) => from);
  expect(silent.length).toBeGreaterThan(0);
  expect(table).toContain(`By week (${silent.length} without a question left out)`);
  for (const from of silent) expect(table).not.toContain(from);
  expect(table).toMatch(/ 3 +3 {2}who pays for open access fees \(\+1\)/);
});

test('what people said beside their thumbs is told alike everywhere, as plain text', () => {
  expect(report.reasons).toEqual([
    { id: 'planner', title: 'Spread planner <b>', helpful: false, reason: '=too <b>long</b> for a ward' },
    { id: 'gone', title: 'gone', helpful: true, reason: 'just right' }
  ]);
  const rows = readCsv(reportCsv(report)).filter(({ part }) => part === 'reason');
  expect(rows.map(({ id, name, helpful, unhelpful }) => [id, name, helpful, unhelpful])).toEqual([
    ['planner', "'=too <b>long</b> for a ward", '0', '1'],
    ['gone', 'just right', '1', '0']
  ]);
  expect(reportTable(report)).toMatch(/down +planner +=too <b>long<\/b> for a ward\n +up +gone +just right/);
  const page = reportHtml(report);
  expect(page).toContain('=too &lt;b&gt;long&lt;/b&gt; for a ward');
  expect(page).not.toContain('<b>long');
});

test('questions handed to people are told where there were any, alike everywhere', () => {
  const handed = buildReport({
    ...reportParts(),
    handovers: { states: { waiting: 1, taken: 0, answered: 4, closed: 2, withdrawn: 0 }, medianMs: 5.2 * 3_600_000 }
  });
  const rows = readCsv(reportCsv(handed)).filter(({ part }) => part === 'handed');
  expect(rows.map(({ id, asked: count }) => [id, Number(count)])).toEqual([
    ['answered', 4],
    ['closed', 2],
    ['withdrawn', 0],
    ['taken', 0],
    ['waiting', 1]
  ]);
  const table = reportTable(handed);
  expect(table).toMatch(/Handed to people \(7\)\n.*\n +4 {2}Answered\n +2 {2}Closed without an answer\n/);
  const page = reportHtml(handed);
  for (const [state, count] of [
    ['Answered', 4],
    ['Waiting for somebody', 1]
  ])
    expect(page).toMatch(new RegExp(`>${state}</th><td [^>]*>${count}</td>`));
  for (const view of [table, page]) expect(view).toContain('Half of the answers came within 6 hours.');
  for (const view of [reportTable(report), reportCsv(report), reportHtml(report)]) expect(view).not.toMatch(/handed/i);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\u0001=1+1'])('%j is no formula in a spreadsheet', (reason) => {
  const [one] = report.reasons;
  const csv = reportCsv({ ...report, reasons: [{ ...one!, reason }] });
  expect(readCsv(csv).find(({ part }) => part === 'reason')!.name).toMatch(/^'/);
});

test.each([
  '=1+1',
  '\t=1+1',
  '\t1',
  ' =1+1',
  '\u00a0 +1',
  '\n-1',
  'fine\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\u200b@SUM(1)'
])('a cell that begins like the formula %j gets an apostrophe before it', (text) => {
  const made = { ...report, reasons: [{ id: 'planner', title: 'Planner', helpful: false, reason: text }] };
  const row = readCsv(reportCsv(made)).find(({ part }) => part === 'reason')!;
  expect(row.name).toBe(`'${text}`);
});

test('what people wrote cannot become a formula, markup or a second line', () => {
  const csv = reportCsv(report);
  expect(readCsv(csv).find(({ part, name }) => part === 'gap' && name?.includes('HYPERLINK'))!.name).toBe(
    `'=HYPERLINK("http://evil","x"), "plan" <script>alert(1)</script>\nspread?`
  );
  const html = reportHtml(report);
  expect(html).not.toContain('<script');
  expect(html).not.toContain('Spread planner <b>');
  expect(reportTable(report)).not.toMatch(/^\s*spread\?/m);
});

test('the page asks for nothing outside itself', () => {
  const html = reportHtml(report);
  expect(html.replaceAll('http://evil', '').match(/(?:src|href)=|https?:\/\//g)).toBeNull();
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test('a year of days makes a row for every week, across the new year', () => {
  const parts = reportParts();
  const { weeks } = buildReport({ ...parts, questions: [], from: start, to: start + 364 * day });
  expect(weeks).toHaveLength(53);
  expect(weeks[8]).toMatchObject({ week: '2026-W53', from: '2026-12-28' });
  expect(weeks[9]).toMatchObject({ week: '2027-W01', from: '2027-01-04' });
});
