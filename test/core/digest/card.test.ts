import { describe, expect, test } from '@jest/globals';
import { type DigestContext, digestCard } from '../../../src/core/digest/card.ts';
import type { Gap, WeekFacts } from '../../../src/core/digest/facts.ts';
import { readWeek } from '../../../src/core/digest/week.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { renderSlack } from '../../../src/platforms/slack/render/render.ts';
import { limits as teamsLimits } from '../../../src/platforms/teams/render/limits.ts';
import { renderTeams, utf16Bytes } from '../../../src/platforms/teams/render/render.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';
import { blockProblems, hasMention, walk } from '../../support/slack-validator.ts';

const zones = createZones();
const week = readWeek('2026-W47', zones)!;
const gap = (text: string, count: number, more: Partial<Gap> = {}): Gap => ({
  wordings: [{ text, count }],
  count,
  declined: count,
  choices: 0,
  settled: false,
  ...more
});
const quiet: WeekFacts = { counts: { asked: 0, answered: 0, choices: 0, declined: 0 }, gaps: [], disliked: [] };
const busy: WeekFacts = {
  counts: { asked: 20, answered: 10, choices: 2, declined: 8 },
  before: { asked: 9, answered: 9, choices: 0, declined: 0 },
  gaps: Array.from({ length: 8 }, (_, index) => gap(`question ${index}`, 8 - index)),
  disliked: []
};

function draw(facts: WeekFacts, more: Partial<DigestContext> = {}) {
  return digestCard({
    week,
    facts,
    knowledge: aKnowledge(anEntry({ id: 'a' })),
    now: week.dueAt,
    retentionDays: 90,
    editsInChat: true,
    ...more
  });
}

describe('the digest', () => {
  test('is a heading, four numbers, the five gaps asked most, and where the rest is', () => {
    const card = draw(busy)!;
    expect(card).toMatchObject({
      title: 'Last week: 20 questions, 8 gaps',
      subtitle: '16 November 2026 to 22 November 2026',
      facts: [
        { label: 'Asked', value: '20 (week before: 9)' },
        { label: 'Answered', value: '10 (week before: 9)' },
        { label: 'Choices offered', value: '2 (week before: 0)' },
        { label: 'Declined', value: '8 (week before: 0)' }
      ]
    });
    expect(card.text).toBe(
      '10 questions had no sure answer. Those asked most stand below; 3 more gaps in the report.\n\nReviewed by you: 0 of 1 entries.'
    );
    expect(card.tiles?.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4].map((index) => `“question ${index}”`));
    expect(card.footer).toContain('spread-bot report --week 2026-W47 --html');
    expect(card).not.toHaveProperty('note');
  });

  test('says how much is reviewed, and offers the unreviewed entries that answered most, one press each', () => {
    const knowledge = aKnowledge(
      anEntry({ id: 'a', reviewed: '2026-11-20', reviewedBy: 'Ward 7' }),
      ...['b', 'c', 'd', 'e', 'f'].map((id) => anEntry({ id }))
    );
    const answers = new Map([
      ['a', 9],
      ['b', 1],
      ['c', 7],
      ['d', 2],
      ['e', 3]
    ]);
    const facts = { ...busy, gaps: [], answers };
    const card = draw(facts, { knowledge })!;
    expect(card.text).toContain('Reviewed by you: 1 of 6 entries, among them 1 of the 5 that answered most.');
    expect(card.tiles?.map(({ title, subtitle }) => `${title}: ${subtitle}`)).toEqual([
      'c: Not yet reviewed by you · answered 7 times',
      'e: Not yet reviewed by you · answered 3 times',
      'd: Not yet reviewed by you · answered 2 times'
    ]);
    const review = card.tiles![0]!.actions!.find(({ id }) => id === 'curate.review')!;
    expect(review).toEqual({
      id: 'curate.review',
      label: 'I have checked this',
      name: 'I have checked this: c',
      value: expect.stringMatching(/^c 2026-W\d\d$/)
    });
    expect(draw(facts, { knowledge, editsInChat: false })!.tiles).toBeUndefined();
  });

  test('offers what can be done about a gap; what changes the knowledge only where somebody answers it', () => {
    const nearest = { id: 'squire-2', title: 'SQUIRE 2.0', confidence: 0.423 };
    const facts = {
      ...busy,
      gaps: [gap('who pays?\nnow', 2, { nearest, declined: 1, choices: 1 }), gap('near nothing', 1)]
    };
    const [near, far] = draw(facts)!.tiles!;
    expect(near).toEqual({
      title: '“who pays? now”',
      subtitle: 'Asked 2 times: 1 declined, 1 with choices',
      text: 'Nearest: SQUIRE 2.0 (42 % sure)',
      actions: [
        {
          id: 'curate.wording',
          label: 'Add this wording to SQUIRE 2.0',
          value: 'squire-2 who pays?\nnow',
          opens: true
        },
        { id: 'curate.new', label: 'Draft a new entry', value: 'who pays?\nnow', opens: true },
        { id: 'digest.ignore', label: 'Ignore', value: '2026-W47 who pays?\nnow' }
      ]
    });
    expect(far).toMatchObject({ subtitle: 'Asked once: 1 declined', text: 'Nothing is near.' });
    expect(far!.actions!.map(({ id }) => id)).toEqual(['curate.new', 'digest.ignore']);
    for (const tile of draw(facts, { editsInChat: false })!.tiles!) {
      expect(tile.actions!.map(({ id }) => id)).toEqual(['digest.ignore']);
    }
  });

  test('leaves out what was ignored before it came due; what was ignored since stays in its place, to be undone', () => {
    const facts = {
      ...busy,
      gaps: [
        gap('open', 1),
        gap('old', 9, { ignored: { since: week.dueAt - 1, by: ['a'] } }),
        gap('new', 4, { ignored: { since: week.dueAt, by: ['b'] } })
      ]
    };
    const card = draw(facts)!;
    expect(card.title).toBe('Last week: 20 questions, 1 gap');
    expect(card.tiles!.map(({ title, actions }) => [title, actions!.map(({ id }) => id).at(-1)])).toEqual([
      ['“new”', 'digest.restore'],
      ['“open”', 'digest.ignore']
    ]);
    expect(card.tiles![0]!.text).toContain('Ignored for 90 days');
  });

  test('counts what would be answered by now and does not list it', () => {
    const card = draw({ ...busy, gaps: [gap('closed since', 3, { settled: true })] })!;
    expect(draw({ ...busy, handedOver: { asked: 3, answered: 2 } })!.facts!.at(-1)).toEqual({
      label: 'Handed to a person',
      value: '3 (2 answered)'
    });
    expect(card.text).toBe(
      '10 questions had no sure answer. Nothing is left to do about them. 1 gap of the week would get an answer now.\n\nReviewed by you: 0 of 1 entries.'
    );
    expect(card).not.toHaveProperty('tiles');
  });

  test('is silent where nobody asked and nothing needs care; else says so in a line', () => {
    expect(draw(quiet)).toBeUndefined();
    expect(draw({ ...quiet, counts: { asked: 3, answered: 3, choices: 0, declined: 0 } })!.text).toBe(
      'Every question had a sure answer.\n\nReviewed by you: 0 of 1 entries.'
    );
    expect(draw(quiet, { missed: readWeek('2026-W46', zones)! })).toMatchObject({
      text: 'Nobody asked me anything.\n\nReviewed by you: 0 of 1 entries.',
      note: 'The digest before this one did not go out for sure; “spread-bot report --week 2026-W46 --digest” shows it.'
    });
  });

  test('names reviews, links that still stand in the knowledge, and answers that did not help; three of each', () => {
    const entries = Array.from({ length: 5 }, (_, index) =>
      anEntry({
        id: `e${index}`,
        title: `Entry ${index}`,
        reviewBy: `2026-11-1${index}`,
        url: `https://example.org/${index}`
      })
    );
    const soon = anEntry({ id: 'soon', title: 'Soon', reviewBy: '2027-01-22', body: 'See <https://gone.example/x>.' });
    const later = anEntry({ id: 'later', title: 'Later', reviewBy: '2027-01-23' });
    const draft = anEntry({ id: 'draft', title: 'Draft', reviewBy: '2020-01-01', status: 'draft' });
    const card = draw(
      {
        ...quiet,
        disliked: [{ title: 'Entry 1', helpful: 1, unhelpful: 2 }],
        links: {
          checkedOn: '2026-11-20',
          bad: [
            { url: 'https://gone.example/x', state: 'dead' },
            { url: 'https://example.org/1', state: 'moved' },
            { url: 'https://example.org/mended', state: 'dead' }
          ]
        }
      },
      { knowledge: aKnowledge(...entries, soon, later, draft) }
    )!;
    expect(card.text.split('\n').slice(2)).toEqual([
      '- **Review overdue:** Entry 0 (10 November 2026), Entry 1 (11 November 2026), Entry 2 (12 November 2026) and 2 more',
      '- **Review due by 22 January 2027:** Soon (22 January 2027)',
      '- **Links, as of 20 November 2026:** 1 dead: Soon; 1 moved: Entry 1. `spread-bot links` says where each stands.',
      '- **Not helpful:** Entry 1 (2 of 3 votes)',
      '',
      'Reviewed by you: 0 of 7 entries.'
    ]);
  });

  test('compares with a week only while all its questions are kept, and says when its own are not', () => {
    expect(draw(busy, { retentionDays: 15 })!.facts![0]!.value).toBe('20 (week before: 9)');
    const short = draw(busy, { retentionDays: 14 })!;
    expect(short.facts![0]!.value).toBe('20');
    expect(short).not.toHaveProperty('note');
    expect(draw(busy, { retentionDays: 1 })!.note).toBe('Questions are kept for 1 day, so the week is not whole.');
  });

  test('fits Slack and Teams whatever people wrote, and none of it is markup', () => {
    const hostile = `<!channel> <@U123> *bold* [x](https://evil.example) ${'w'.repeat(260)}`;
    const nearest = { id: 'i'.repeat(80), title: 'T'.repeat(150), confidence: 1 };
    const facts = {
      ...busy,
      gaps: Array.from({ length: 6 }, (_, index) => gap(`${index} ${hostile}`, 3, { nearest }))
    };
    const card = draw(facts)!;
    const { blocks } = renderSlack(card);
    expect(blockProblems(blocks)).toEqual([]);
    walk(blocks, (node) => {
      const { type, text } = (node ?? {}) as { type?: string; text?: string };
      if (type === 'mrkdwn') expect(hasMention(String(text))).toBe(false);
    });
    const teams = renderTeams(card).card;
    expect(utf16Bytes(teams)).toBeLessThan(teamsLimits.cardBytes);
    for (const id of ['curate.wording', 'curate.new', 'digest.ignore']) {
      const buttons: unknown[] = [];
      walk(teams.body, (node) => {
        const { type, data } = (node ?? {}) as { type?: string; data?: { action?: string } };
        if (type?.startsWith('Action.') && data?.action === id) buttons.push(node);
      });
      // Each beside the one that older clients know.
      expect(buttons.length % 5).toBe(0);
      expect(buttons.length).toBeGreaterThan(0);
      expect(JSON.stringify(blocks).match(new RegExp(`"action_id":"${id}:\\d+"`, 'g'))).toHaveLength(5);
    }
  });
});
