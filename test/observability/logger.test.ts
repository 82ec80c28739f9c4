import { expect, test } from '@jest/globals';
import { createLogger, createTally } from '../../src/observability/logger.ts';

function logged(readable: boolean, secrets: string[] = []) {
  const lines: string[] = [];
  return { lines, log: createLogger({ level: 'info', readable, secrets, write: (line) => lines.push(line) }) };
}

test.each([true, false])('no secret reaches a line, wherever it hides (readable: %s)', (readable) => {
  const { lines, log } = logged(readable, ['0123456789abcdef-signing']);
  const token = 'xoxb-12345-abcdefg';
  log.error(`failed with ${token}`, {
    error: new Error(`postgres://bot:pa55word@db/x refused ${token}`),
    header: 'Bearer abc.def.ghi',
    nested: { deep: ['xapp-1-A-b', '0123456789abcdef-signing', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'] }
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/xoxb-1|xapp-1|pa55word|abc\.def|signing|eyJ/);
  expect(lines[0]).toContain('postgres://bot:***@db/x');
});

test('a sentence about a bearer token keeps its words', () => {
  const { lines, log } = logged(false);
  log.warn('refused', { reason: 'there is no bearer token', sent: 'Bearer token-of-somebody' });
  expect(JSON.parse(lines[0]!)).toMatchObject({ reason: 'there is no bearer token', sent: '***' });
});

test('one line an event, with its level, and errors by name and message', () => {
  const { lines, log } = logged(false);
  log.child({ platform: 'slack' }).warn('post refused', { error: new TypeError('two\nlines') });
  log.debug('not shown');
  expect(lines).toHaveLength(1);
  expect(lines[0]!.trimEnd()).not.toContain('\n');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'warn',
    event: 'post refused',
    platform: 'slack',
    error: { name: 'TypeError', message: 'two\nlines' }
  });
});

test('a tally goes on where the clock is set back', () => {
  const { lines, log } = logged(false);
  let now = 30 * 86_400_000;
  const tally = createTally(log, 'refused', () => now);
  for (const _ of [1, 2, 3]) tally('signature');
  now = 0;
  tally('signature');
  expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>).alsoInTheMinuteBefore)).toEqual([
    undefined,
    2
  ]);
});
