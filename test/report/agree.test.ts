import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutcomeCounts } from '../../src/core/digest/facts.ts';
import type { AskedQuestion } from '../../src/core/model/store.ts';
import { connectDigest } from '../../src/jobs/weekly-digest.ts';
import { makeReport, reportCsv, reportHtml, reportTable } from '../../src/report/index.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { runs } from '../support/property-runs.ts';
import { reportParts } from '../support/report-parts.ts';

/** Monday 16 November 2026; its digest goes out a week and nine hours later. */
const monday = Date.UTC(2026, 10, 16);
const week = 7 * 86_400_000;
const due = monday + week + 9 * 3_600_000;
const { knowledge, matcher } = reportParts();
const logger = createListeningLogger();

const texts = [
  'who pays for open access fees',
  'open acces fees, who pays them',
  'park a bicycle',
  'Bicycles? Parking!',
  'ünïcode 🚲',
  ''
];
const question = fc.record({
  at: fc.integer({ min: monday - week - 5, max: due }),
  platform: fc.constantFrom('slack', 'teams', 'web'),
  outcome: fc.constantFrom('answer' as const, 'choices' as const, 'none' as const),
  entryId: fc.constantFrom('squire-2', 'planner', 'gone'),
  text: fc.constantFrom(...texts)
});
const vote = fc.record({
  about: fc.constantFrom('squire-2', 'planner'),
  voter: fc.constantFrom('a', 'b', 'c'),
  helpful: fc.boolean(),
  at: fc.integer({ min: monday - 5, max: due })
});

/** The four numbers of the digest, as a person reads them, this week's and those of the week before. */
function digestNumbers(facts: readonly { label: string; value: string }[]) {
  const read = (label: string) =>
    /^(\d+) \(week before: (\d+)\)$/
      .exec(facts.find((fact) => fact.label === label)!.value)!
      .slice(1)
      .map(Number);
  const [asked, answered, choices, declined] = ['Asked', 'Answered', 'Choices offered', 'Declined'].map(read);
  const of = (index: 0 | 1): OutcomeCounts => ({
    asked: asked![index]!,
    answered: answered![index]!,
    choices: choices![index]!,
    declined: declined![index]!
  });
  return { counts: of(0), before: of(1) };
}

const numbersIn = (text: string): number[] => [...text.matchAll(/\d+/g)].map(Number);
const row = ({ asked, answered, choices, declined }: OutcomeCounts) => [asked, answered, choices, declined];

test('table, CSV, page and digest tell the same numbers of whatever was asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(question, { maxLength: 25 }), fc.array(vote, { maxLength: 8 }), async (asked, votes) => {
      const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, logger);
      for (const { text, ...one } of asked) {
        const record: AskedQuestion = { ...one, confidence: 0.5, ...(one.outcome !== 'answer' && { text }) };
        await store.questions.record(record);
      }
      for (const one of votes) await store.feedback.vote(one);
      const knowledgeBase = { knowledge: { ...knowledge, today: '2026-11-23' }, matcher };
      const digest = connectDigest(
        { dataDir: '/nowhere', editors: ['slack:U0EDITOR'], retentionDays: 90 },
        { store, knowledgeBase: () => knowledgeBase, messengers: new Map(), logger }
      );
      const [card, report, two] = await Promise.all([
        digest.preview(due),
        makeReport(store, knowledgeBase, monday, monday + week - 1),
        makeReport(store, knowledgeBase, monday - week, monday + week - 1)
      ]);
      await store.close();
      if (report.totals.asked === 0 && report.totals.unhelpful === 0) {
        expect(card).toBeUndefined();
        return;
      }

      // Asked, answered, choices and declined, this week and the week before.
      const { counts, before } = digestNumbers(card!.facts!);
      expect(two.weeks.map(row)).toEqual([row(before), row(counts)]);
      const csv = reportCsv(two).split('\r\n');
      const table = reportTable(two);
      const cells = [...reportHtml(two).matchAll(/<th [^>]*>(2026-11-\d\d)<\/th>(.*?)<\/tr>/g)];
      for (const [index, [from, numbers]] of Object.entries({
        '2026-11-09': row(before),
        '2026-11-16': row(counts)
      }).entries()) {
        expect(csv.find((line) => line.startsWith(`week,${from},`))).toBe(
          `week,${from},2026-W${46 + index},${numbers.join(',')},,,,,`
        );
        const line = table.split('\n').find((each) => each.startsWith(`  ${from}`));
        expect(line && numbersIn(line).slice(3)).toEqual(numbers[0] === 0 ? undefined : numbers);
        const drawn = cells.find(([, week]) => week === from)?.[2]?.matchAll(/>(\d+)</g);
        expect(drawn && [...drawn].map(([, number]) => Number(number))).toEqual(numbers[0] === 0 ? undefined : numbers);
      }

      // Gaps: as many, as often asked, in the same order.
      const open = report.gaps.filter(({ settled }) => !settled);
      expect(card!.title).toBe(
        `Last week: ${counts.asked} question${counts.asked === 1 ? '' : 's'}, ${open.length} gap${open.length === 1 ? '' : 's'}`
      );
      const gapLines = reportCsv(report)
        .split('\r\n')
        .filter((line) => line.startsWith('gap,') && line.endsWith(',open'));
      expect(gapLines).toHaveLength(open.length);
      const told = (card!.tiles ?? []).flatMap(({ subtitle = '' }) => {
        if (!subtitle.startsWith('Asked')) return [];
        return subtitle.startsWith('Asked once') ? 1 : Number(/^Asked (\d+) times/.exec(subtitle)![1]);
      });
      expect(told).toEqual(open.slice(0, 5).map(({ count }) => count));

      // Reviewed, and what is not yet.
      const { entries, of } = report.reviewed;
      expect(reportTable(report)).toContain(`Reviewed by your organisation: ${entries} of ${of} entries`);
      expect(card!.text).toContain(`Reviewed by you: ${entries} of ${of} entries`);
      const answered = report.entries.filter((entry) => entry.answered > 0 && !entry.reviewed);
      const toReview = (card!.tiles ?? []).flatMap(
        ({ subtitle = '' }) => /answered (?:(\d+) times|once)/.exec(subtitle) ?? []
      );
      expect(toReview.length / 2).toBe(Math.min(3, answered.length));

      // Thumbs down.
      const down = /\*\*Not helpful:\*\* (.*)/.exec(card!.text)?.[1] ?? '';
      const totals = [...down.matchAll(/\((\d+) of \d+ votes?\)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
      expect(totals).toBe(report.totals.unhelpful);
    }),
    { numRuns: runs(25) }
  );
});
