import { expect, test } from '@jest/globals';
import { saidCommandCard } from '../../../src/core/conversation/said-command.ts';
import { shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';
import { someTips } from '../../support/tips-world.ts';

const knowledge = { ...aKnowledge(), tips: someTips, assessments: shippedAssessments() };
const said = (command: string) =>
  saidCommandCard(command, { knowledge, matcher: { suggest: () => [] } }, { handsOver: true });
const buttons = (command: string) => said(command).actions?.map(({ id, value }) => `${id} ${value}`.trim());

test.each([...shippedAssessments().keys()])('a wish for the assessment %s gets the button that shows it', (id) => {
  expect(said(`assess ${id}`).title).toBe(shippedAssessments().get(id)!.title);
  expect(buttons(`assess ${id}`)).toEqual([`assess.show ${id}`]);
});

test.each([
  ['assess', 'assess.list'],
  ['assess withdrawn-since', 'assess.list'],
  ['tips stop', 'tips stop'],
  ['tips now', 'tips now']
])('"%s" is offered as a button; nothing is done by it', (command, button) => {
  expect(buttons(command)).toEqual([button]);
});

test('tips are offered where there are some; they are stopped in any case', () => {
  const bare = (command: string) =>
    saidCommandCard(
      command,
      { knowledge: { ...knowledge, tips: [] }, matcher: { suggest: () => [] } },
      { handsOver: true }
    );
  for (const command of ['tips weekly', 'tips now', 'tips status'])
    expect(bare(command)).toMatchObject({ title: 'I have no tips to send' });
  expect(bare('tips stop').actions).toHaveLength(1);
});

test('a wish for everything about something is a search for it', () => {
  const asked: string[] = [];
  const suggest = (text: string) => {
    asked.push(text);
    return [];
  };
  saidCommandCard('find run charts', { knowledge, matcher: { suggest } }, { handsOver: true });
  expect(asked).toContain('run charts');
});
