import { expect, test } from '@jest/globals';
import { connectReviews } from '../../src/editing/review-reminder.ts';
import { homeView } from '../../src/platforms/slack/render/views.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';
import { viewProblems } from '../support/slack-validator.ts';

const knowledge = {
  ...aKnowledge(
    ...['2025-01-31', '2026-11-22', '2026-11-23', '2026-12-01', '2027-01-01', '2027-01-02', '2028-01-01'].map(
      (reviewBy) => anEntry({ id: reviewBy, title: `Entry <${reviewBy}>`, reviewBy })
    )
  ),
  today: '2026-11-23'
};
const knowledgeBase = () => ({ knowledge, matcher: { find: () => ({}) as never, suggest: () => [] } });

const person = (id: string, platform = 'slack', tenant = 'T1') => ({
  conversation: { platform, tenant },
  from: { id }
});

test('editors see what is to be reviewed, the longest due first, and a way to all of it; others nothing', () => {
  const reviews = connectReviews({ editors: ['slack:U0EDITOR', 'slack:T2/U0SISTER'] }, knowledgeBase);
  expect(reviews(person('U0OTHER'))).toBeUndefined();
  expect(reviews(person('U0EDITOR', 'teams'))).toBeUndefined();
  expect(reviews(person('U0SISTER'))).toBeUndefined();
  expect(reviews(person('U0SISTER', 'slack', 'T2'))).toBeDefined();
  const card = reviews(person('U0EDITOR'))!;
  expect(card).toMatchObject({
    title: 'To review: 2 overdue, 4 soon',
    actions: [
      { id: 'curate.list', value: 'due 0' },
      { id: 'curate.list', value: 'unreviewed 0' }
    ]
  });
  expect(card.text.split('\n')).toHaveLength(7);
  expect(card.text).toMatch(/\n\nReviewed by your organisation: 0 of 7 entries\.$/);
  expect(card.text).toMatch(
    /^- \*\*Entry <2025-01-31>\*\*: was due by 31 January 2025\n.*was due.*\n.*: due by 23 Nov/
  );

  const view = homeView(
    { title: 'Hello', text: '' },
    [{ title: 'Ask', text: 'What?' }],
    {
      channels: [],
      reviews: card
    },
    []
  );
  expect(viewProblems(view)).toEqual([]);
  expect(JSON.stringify(view)).toContain('To review: 2 overdue, 4 soon');
  expect(JSON.stringify(homeView({ title: 'Hello', text: '' }, [], { channels: [] }, []))).not.toContain('To review');
});

test('nothing due and all reviewed is nothing to say; what is not reviewed is counted', () => {
  const [last] = [...knowledge.entries.values()].slice(-1);
  const open = { ...knowledge, ...aKnowledge(last!), today: knowledge.today };
  expect(
    connectReviews({ editors: ['slack:U'] }, () => ({ ...knowledgeBase(), knowledge: open }))(person('U'))
  ).toMatchObject({
    title: 'How much you have reviewed',
    text: 'Reviewed by your organisation: 0 of 1 entries.',
    actions: [{ value: 'unreviewed 0' }]
  });
  const reviewed = { ...last!, reviewed: '2026-11-22', reviewedBy: 'Ward 7' };
  const quiet = { ...knowledge, ...aKnowledge(reviewed), today: knowledge.today };
  expect(
    connectReviews({ editors: ['slack:U'] }, () => ({ ...knowledgeBase(), knowledge: quiet }))(person('U'))
  ).toBeUndefined();
});
