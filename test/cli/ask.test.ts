import { describe, expect, test } from '@jest/globals';
import { runCli } from '../support/terminal.ts';

const environment = { KNOWLEDGE_DIR: 'test/fixtures/knowledge/small' };

interface Line {
  question: string;
  outcome: string;
  matches: { id: string; title: string; confidence: number }[];
  card: { title: string };
  explanation?: { reason: string };
}
const linesOf = (out: string): Line[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('ask --json', () => {
  test('prints one object for the question, as contracts.md lays down', async () => {
    const { status, out } = await runCli(['ask', '--json', 'what', 'is', 'squire'], { environment });
    expect(status).toBe(0);
    const [line] = linesOf(out);
    expect(Object.keys(line!)).toEqual(['question', 'outcome', 'matches', 'card']);
    expect(line!.question).toBe('what is squire');
    expect(['answer', 'choices', 'none']).toContain(line!.outcome);
    expect(line!.matches.length).toBeLessThanOrEqual(5);
    for (const { confidence } of line!.matches) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test('the contacts that a card lists are its choices', async () => {
    const { out } = await runCli(['ask', '--json', 'who can help us publish'], { environment: {} });
    const [line] = linesOf(out) as [Line & { card: { tiles: { title: string }[] } }];
    expect(line.outcome).toBe('choices');
    expect(line.matches.map(({ title }) => title)).toEqual(line.card.tiles.slice(0, 4).map(({ title }) => title));
  });

  test('answers one question a line of piped input, none leaning on the one before', async () => {
    const input = 'what is the squire checklist\n\nwho do I contact about it?\n';
    const { out } = await runCli(['ask', '--json'], { environment, input });
    const lines = linesOf(out);
    expect(lines.map(({ question }) => question)).toEqual([
      'what is the squire checklist',
      'who do I contact about it?'
    ]);
    expect((await runCli(['ask', '--json', 'who do I contact about it?'], { environment })).out).toBe(
      `${JSON.stringify(lines[1])}\n`
    );
  });

  test('the card offers a person where one can be asked, and is the same as ever where not', async () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    const asked = async (more: Record<string, string>) => {
      const { out } = await runCli(['ask', '--json', 'qwertz?'], { environment: { ...environment, ...more } });
      return JSON.stringify(linesOf(out)[0]!.card);
    };
    const plain = await asked({});
    expect(plain).not.toContain('experts.ask');
    expect(await asked(slack)).toBe(plain);
    expect(await asked({ EXPERTS_CHANNEL: 'slack:C0123456789' })).toBe(plain);
    expect(await asked({ ...slack, EXPERTS_CHANNEL: 'slack:C0123456789' })).toContain('"experts.ask"');
  });

  test('--explain says why', async () => {
    const { out } = await runCli(['ask', '--json', '--explain', 'squire checklist'], { environment });
    expect(linesOf(out)[0]!.explanation!.reason).toMatch(/\w+/);
  });
});

describe('a conversation in the terminal', () => {
  test('remembers the last answer, and a number presses a button', async () => {
    const input = 'what is the squire checklist\nwho do I contact about it?\n1\nbye\n';
    const { status, out } = await runCli(['ask'], { environment, input, tty: true });
    expect(status).toBe(0);
    expect(out).toContain('SQUIRE 2.0');
    expect(out).toContain('this is the one to turn to');
  });
});

describe('what is typed beside questions', () => {
  test('a command is one also where a single line is answered', async () => {
    const { out, err } = await runCli(['ask', 'topics'], { environment });
    expect(out).toMatch(/^What I know about/);
    expect(err).toBe('');
    expect((await runCli(['ask'], { environment, input: 'help\n' })).out).toMatch(/^How to use me/);
  });

  test('a number that no button has is told so, and is no question', async () => {
    const { out } = await runCli(['ask'], { environment, input: '99\n0\nbye\n', tty: true });
    expect(out).toMatch(/There is no button 99 on the last card; it has 1 to \d+\..*There is no button 0 /s);
    expect(out).not.toContain('“99”');
  });

  test('a terminal that does not tell its width gets lines, not single words', async () => {
    const { out } = await runCli(['ask'], { environment, input: 'bye\n', tty: true, columns: 0 });
    expect(out).toContain('Please leave personal details');
  });
});

test('a knowledge folder that cannot be read is told with what to do', async () => {
  const { status, err } = await runCli(['ask', 'x'], { environment: { KNOWLEDGE_DIR: '/nowhere' } });
  expect(status).toBe(1);
  expect(err).toMatch(/Cannot read the knowledge folder \/nowhere. Set KNOWLEDGE_DIR/);
});

describe('the end of the input', () => {
  test('while the bot thinks: the question is answered, and nothing is said of an interface that closed', async () => {
    const { status, out, err } = await runCli(['ask'], {
      environment,
      input: 'what is the squire checklist\n',
      tty: true
    });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('SQUIRE 2.0');
  });

  test('after a line without its end, as pasted before Ctrl-D: answered as well', async () => {
    const { status, out } = await runCli(['ask'], { environment, input: 'what is the squire checklist', tty: true });
    expect(status).toBe(0);
    expect(out).toContain('SQUIRE 2.0');
  });
});

test('with no words at all on a terminal the conversation begins', async () => {
  const { status, out } = await runCli([], { environment, input: 'bye\n', tty: true });
  expect(status).toBe(0);
  expect(out).toContain('Type a question, the number of a button, or "bye".');
});

test('what is folded is written for one question, and behind a number in a conversation', async () => {
  const plain = { ...environment, NO_COLOR: '1' };
  const once = await runCli(['ask', 'what is the squire checklist'], { environment });
  expect(once.out).toContain('Sources:');
  expect(once.out).not.toMatch(/\[\d\]/);
  const first = await runCli(['ask'], { environment: plain, input: 'what is the squire checklist\nbye\n', tty: true });
  expect(first.out).not.toContain('Sources:');
  const number = /\[(\d)\] More and sources/.exec(first.out)?.[1];
  const more = await runCli(['ask'], {
    environment: plain,
    input: `what is the squire checklist\n${number}\nbye\n`,
    tty: true
  });
  expect(more.out).toContain('Sources:');
});

test('--explain speaks to people: how sure, which words, what was corrected', async () => {
  const { out } = await runCli(['ask', '--explain', 'sqiure checklist'], { environment });
  expect(out).toMatch(/Why: /);
  expect(out).toMatch(/(?:very|fairly|not) sure \(\d+ %\)/);
  expect(out).not.toMatch(/centroid|near 0\./);
});

test.each([
  ['assess', /Guided assessments|There is no guided assessment/],
  ['entries', /spread-bot\s+entries review/]
])('%s says which command line does it', async (command, said) => {
  const environment = { KNOWLEDGE_DIR: 'test/fixtures/knowledge/small', DATA_DIR: '/nowhere' };
  expect((await runCli(['ask', command], { environment })).out).toMatch(said);
});
