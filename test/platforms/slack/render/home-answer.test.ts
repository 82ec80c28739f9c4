import { expect, test } from '@jest/globals';
import { holdsAnswer, homeAnswerView } from '../../../../src/platforms/slack/render/views.ts';

const minute = 60_000;
const card = { title: 'One ward first', text: 'Then the next.' };

test.each([
  ['ten minutes by default', undefined, 10],
  ['as long as is wished', 24 * 60 * minute, 24 * 60]
])('an answer stands on the Home tab for %s', (_, standsMs, minutes) => {
  const now = Date.parse('2026-12-01T09:00:00Z');
  const view = { ...homeAnswerView(card, now, standsMs) };
  expect(holdsAnswer(view, now + minutes * minute - 1)).toBe(true);
  expect(holdsAnswer(view, now + minutes * minute)).toBe(false);
  expect(view.private_metadata).toBe(`answer:${now + minutes * minute}`);
});

test('a Home tab without an answer, or with a mark that is no time, may be replaced', () => {
  for (const private_metadata of [undefined, '', 'answer:', 'answer:soon'])
    expect(holdsAnswer({ private_metadata }, Date.now())).toBe(false);
});
