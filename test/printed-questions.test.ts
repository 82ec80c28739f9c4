import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { createPrinter } from '../src/cli/print.ts';
import { packageRoot } from '../src/config/package-root.ts';
import { answerCard } from '../src/core/conversation/answer.ts';
import { aboutOf } from '../src/core/model/about-of.ts';
import { commandOf } from '../src/core/model/entry.ts';
import type { Matcher } from '../src/core/model/matcher.ts';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { trained } from './support/trained.ts';

/**
 * Questions that a document tells its reader to ask: in italics and quotation marks, as a mention of the bot, and as an
 * argument of `ask`.
 */
const printed = [/\*“([^”]+)”\*/g, /`@(?:spread-bot|Spread Bot) (?!tips)([^`]+)`/gi, /\bask "([^"<]+)"/g];
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'knowledge/README.md',
  ...readdirSync(path.join(packageRoot, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))
];
const inDocuments = documents.flatMap((document) =>
  printed
    .flatMap((pattern) => [...readFileSync(path.join(packageRoot, document), 'utf8').matchAll(pattern)])
    .map(([, question]) => ({ where: document, question: question!.replace(/\s+/g, ' ') }))
);
/** Those that the welcome, Slack's assistant pane and Teams' prompt starters offer. */
const { knowledge: shipped } = await loadKnowledge(path.join(packageRoot, 'knowledge'), '2026-11-23');
const offered = aboutOf(shipped).prompts.map(({ text }) => ({ where: 'prompts', question: text }));

let matcher: Matcher;
beforeAll(async () => {
  ({ matcher } = await trained('knowledge'));
});

test.each(['README.md', 'docs/slack.md', 'docs/teams.md'])('%s has a question to begin with', (document) => {
  expect(inDocuments.map(({ where }) => where)).toContain(document);
});

test.each([...inDocuments, ...offered])(
  '$where: “$question” is answered, or is a wish for an assessment that there is',
  ({ question }) => {
    const { outcome, talk } = matcher.find(question);
    const command = commandOf(talk)?.split(' ') ?? [];
    if (command[0] === 'assess') expect(shipped.assessments.has(command[1]!)).toBe(true);
    else expect(outcome).toBe('answer');
  }
);

test('the pictures of the README show what is answered today', () => {
  const shown = readFileSync(path.join(packageRoot, 'docs/images/answer.txt'), 'utf8');
  const question = shown.slice(0, shown.indexOf('\n'));
  const draw = createPrinter({ width: 80, colour: false, hyperlinks: false });
  const { text } = draw(answerCard(question, matcher.find(question), { knowledge: shipped, matcher }));
  // "npm run screenshots" takes them anew
  expect(shown).toBe(`${question}\n\n${text}\n`);
});
