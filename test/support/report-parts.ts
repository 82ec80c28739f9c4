import type { Entry } from '../../src/core/model/entry.ts';
import type { AskedQuestion } from '../../src/core/model/store.ts';
import { readTrainingData } from '../../src/knowledge/training/index.ts';
import { prior } from '../../src/matching/confidence/fit-confidence.ts';
import { createMatcher } from '../../src/matching/index.ts';
import type { ReportParts } from '../../src/report/build.ts';
import { aKnowledge, anEntry } from './entries.ts';

/** Monday 2 November 2026, 00:00 UTC. */
export const start = Date.UTC(2026, 10, 2);
export const day = 86_400_000;
export const end = start + 21 * day - 1;

const reportEntries: readonly Entry[] = [
  anEntry({
    id: 'squire-2',
    title: 'SQUIRE 2.0',
    topic: 'publishing',
    asks: ['what is SQUIRE', 'how do I write up a quality improvement project'],
    aliases: ['SQUIRE']
  }),
  anEntry({
    id: 'planner',
    title: 'Spread planner <b>',
    topic: 'spread',
    asks: ['how do I plan spread to other wards'],
    aliases: ['spread plan']
  }),
  anEntry({ id: 'nobody', title: 'Nobody asks for this', topic: 'improvement', asks: ['run chart rules'] }),
  anEntry({ id: 'draft', title: 'Only a draft', status: 'draft', asks: ['secret plan'] })
];

const asked = (at: number, outcome: AskedQuestion['outcome'], more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  at,
  platform: 'slack',
  outcome,
  confidence: 0.5,
  ...more
});

/** Three weeks in which the second was silent. */
const reportQuestions: readonly AskedQuestion[] = [
  asked(start - 1, 'answer', { entryId: 'squire-2' }),
  asked(start, 'answer', { entryId: 'squire-2' }),
  asked(start + day, 'answer', { entryId: 'squire-2', platform: 'teams' }),
  asked(start + 2 * day, 'answer', { entryId: 'planner' }),
  asked(start + 3 * day, 'none', { text: 'who pays for open access fees' }),
  asked(start + 3 * day, 'none', { text: 'Who pays for open access fees?', platform: 'teams' }),
  asked(start + 15 * day, 'none', { text: 'open acces fees, who pays them' }),
  asked(start + 15 * day, 'choices', {
    entryId: 'planner',
    text: '=HYPERLINK("http://evil","x"), "plan" <script>alert(1)</script>\nspread?'
  }),
  asked(start + 16 * day, 'none', { text: 'where do I park my bicycle' }),
  asked(start + 17 * day, 'none'),
  asked(end, 'answer', { entryId: 'planner', platform: 'teams' }),
  asked(end + 1, 'answer', { entryId: 'planner' })
];

export function reportParts(): ReportParts {
  const knowledge = {
    ...aKnowledge(...reportEntries),
    tips: [{ id: 'tip-1', topic: 'spread', text: 'Ask who must change.', resource: 'planner' }] as const
  };
  // As the program has it: what people ask besides the knowledge is known as words.
  const parts = { knowledge, training: readTrainingData() };
  return {
    questions: reportQuestions,
    votes: [
      { about: 'squire-2', helpful: 3, unhelpful: 1 },
      { about: 'planner', helpful: 0, unhelpful: 2 },
      { about: 'tip-1', helpful: 4, unhelpful: 0 }
    ],
    reasons: [
      { about: 'planner', helpful: false, reason: '=too <b>long</b> for a ward' },
      { about: 'gone', helpful: true, reason: 'just right' }
    ],
    knowledge,
    matcher: createMatcher({ ...parts, trained: prior }),
    from: start,
    to: end
  };
}
