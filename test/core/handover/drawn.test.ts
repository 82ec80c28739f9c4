import { expect, test } from '@jest/globals';
import { carriedQuestion } from '../../../src/core/conversation/next-steps.ts';
import { askerCard, sentCard } from '../../../src/core/handover/asker-cards.ts';
import { expertCard } from '../../../src/core/handover/expert-cards.ts';
import { formToAnswer, formToAsk, longestAnswer } from '../../../src/core/handover/forms.ts';
import type {
  Handover,
  HandoverState,
  OutboxMessage,
  OutboxMessageState,
  TrackedHandover
} from '../../../src/core/handover/handover.ts';
import type { Card } from '../../../src/core/model/card.ts';
import { formView } from '../../../src/platforms/slack/render/form-view.ts';
import { renderSlack } from '../../../src/platforms/slack/render/render.ts';
import { renderForm } from '../../../src/platforms/teams/render/form-card.ts';
import { renderTeams } from '../../../src/platforms/teams/render/render.ts';
import { adaptiveCardFaults } from '../../support/adaptive-card-schema.ts';
import { messageProblems, viewProblems } from '../../support/slack-validator.ts';

const line = (most: number, end: string): string => `${'*falls* <@U1> \n'.repeat(most).slice(0, most - 6)}${end}`;
const question = line(carriedQuestion, 'Q-END.');
const answer = line(longestAnswer, 'A-END.');
const handover: Handover = { id: 'a', state: 'waiting', askedAt: 0, platform: 'teams', question, answer };
const parts = { platformTitle: () => 'Microsoft Teams', entryTitle: () => 'SQUIRE', canDraft: true };

const told = (state: HandoverState, answered?: OutboxMessageState): TrackedHandover => {
  const notice: OutboxMessage = { handoverId: 'a', kind: 'answer', state: answered ?? 'sent', attempts: 1, at: 0 };
  return { handover: { ...handover, state, entryId: 'e' }, notices: { ...(answered && { answer: notice }) } };
};

/** Every card at its longest, with what has to be on it. */
const cards: readonly [string, Card, string][] = [
  ['waiting', expertCard(told('waiting'), parts), 'Q-END.'],
  ['taken', expertCard(told('taken'), parts), 'Q-END.'],
  ['answered', expertCard(told('answered'), parts), 'Answer: *falls*'],
  ['answered, not sure to have arrived', expertCard(told('answered', 'unsure'), parts), 'Send the answer again'],
  ['closed', expertCard(told('closed'), parts), 'Q-END.'],
  ['on its way', sentCard(handover), 'Q-END.'],
  ['the answer', askerCard('answer', told('answered')), 'A-END.'],
  ['in trouble', askerCard('deliveryFailed', told('waiting')), 'Q-END.']
];

test.each(cards)('%s is drawn whole on both platforms, and nobody’s words are markup', (_name, card, whole) => {
  const slack = renderSlack(card);
  expect(messageProblems(slack)).toEqual([]);
  expect(JSON.stringify(slack.blocks)).toContain(whole);
  const teams = renderTeams(card).card;
  expect(adaptiveCardFaults(teams)).toEqual([]);
  expect(JSON.stringify(teams.body)).toContain(whole);
  const text = JSON.stringify([slack.blocks.filter(({ type }) => type === 'section'), card.text]);
  expect(text).not.toMatch(/\*falls\*/);
});

test('forms are drawn whole on both platforms, what they are filled with included', () => {
  const journey = { to: 'the experts’ channel in Slack', back: 'The answer comes here.' };
  const origin = { channel: 'C0FALLS', direct: false, inThread: false, inView: false };
  const forms = [
    formToAsk(question, `${'i'.repeat(36)} squire-2`, journey),
    formToAsk(question, 'id', journey, { masked: ['name', 'phone'] }),
    formToAnswer(handover, answer, { error: 'Try again.' })
  ];
  for (const [form, end] of forms.map((form, index) => [form, index === 2 ? 'A-END.' : 'Q-END.'] as const)) {
    const view = formView(form, origin);
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain(end);
    const card = renderForm(form, { surface: 'dialog', opener: '1' });
    expect(adaptiveCardFaults(card)).toEqual([]);
    expect(JSON.stringify(card)).toContain(end);
  }
});
