import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { parseCommand, parseMore } from '../../../src/core/conversation/commands.ts';

const isTopic = (name: string): boolean => ['spread', 'sustainability', 'publishing'].includes(name.toLowerCase());

describe('a word that is both a command and the beginning of a question', () => {
  test.each([
    ['help', 'help', ''],
    ['  HELP  ', 'help', ''],
    ['topics', 'topics', ''],
    ['topic publishing', 'topics', 'publishing'],
    ['contacts', 'contacts', ''],
    ['contact sustainability', 'contacts', 'sustainability'],
    ['tips', 'tips', ''],
    ['tips weekly monday 09:00', 'tips', 'weekly monday 09:00'],
    ['tips Fridays at half past two', 'tips', 'Fridays at half past two'],
    ['tips pause until 3 January', 'tips', 'pause until 3 January'],
    ['find squire', 'find', 'squire'],
    [': topics', 'topics', ''],
    [', tips weekly monday 09:00.', 'tips', 'weekly monday 09:00'],
    ['topics?', 'topics', ''],
    ['topics.', 'topics', ''],
    ['Contacts publishing?', 'contacts', 'publishing'],
    ['Help!', 'help', ''],
    ['help please', 'help', ''],
    ['please help', 'help', ''],
    ['Help, please!', 'help', ''],
    ['help tips', 'tips', 'help'],
    ['help assess', 'help', ''],
    ['Help contacts!', 'help', ''],
    ['tips stop, thanks', 'tips', 'stop'],
    ['tips ?', 'tips', '?'],
    ['find: squire', 'find', 'squire']
  ])('%s is a command', (text, name, rest) => {
    expect(parseCommand({ text, typed: true }, isTopic)).toEqual({ name, rest });
  });

  test.each(['tips stop', 'topics', 'entries withdraw squire-2', 'help', 'stop'])(
    '%s is none where nobody typed it to the bot',
    (text) => {
      expect(parseCommand({ text }, isTopic)).toBeUndefined();
      expect(parseMore({ text }, isTopic)).toBeUndefined();
    }
  );

  test('few places say that words were typed', () => {
    const source = path.join(packageRoot, 'src');
    const saying = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && /\btyped: true\b/.test(readFileSync(path.join(source, name), 'utf8'))
    );
    expect(saying.sort()).toEqual([
      'cli/ask.ts',
      'core/conversation/requests.ts',
      'platforms/slack/parse/command.ts',
      'platforms/slack/parse/said.ts',
      'platforms/slack/render/mrkdwn.ts',
      'platforms/teams/parse/parse.ts',
      'platforms/teams/parse/words.ts',
      'platforms/web/parse.ts'
    ]);
  });

  test.each([
    'help me get my project published',
    'help with tips',
    'topics for a poster',
    'contact for bmj open quality',
    'tips for spreading to other wards',
    'tips on writing up',
    'find out how to scale this',
    'find me the squire checklist',
    'how do I start?',
    '',
    '   '
  ])('%s is a question', (text) => {
    expect(parseCommand({ text, typed: true })).toBeUndefined();
  });
});
