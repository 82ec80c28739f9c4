import { expect, test } from '@jest/globals';
import { createInbox } from '../../../src/platforms/web/inbox.ts';

const card = { title: 'A tip', text: '' };

test('keeps the newest twenty cards of a conversation, and their numbers go on', () => {
  const inbox = createInbox();
  for (let n = 1; n <= 25; n++) inbox.put('one', `key-${n}`, card);
  expect(inbox.after('one', 0).map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 6));
});

test('keeps the 200 conversations written to last, however many there are', () => {
  const inbox = createInbox();
  for (let n = 0; n < 200; n++) inbox.put(`conversation-${n}`, 'key', card);
  inbox.put('conversation-0', 'another', card);
  inbox.put('conversation-200', 'key', card);
  expect(inbox.after('conversation-0', 0)).toHaveLength(2);
  expect(inbox.after('conversation-1', 0)).toEqual([]);
  expect(inbox.after('conversation-200', 0)).toHaveLength(1);
});
