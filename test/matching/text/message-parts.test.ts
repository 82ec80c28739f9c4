import { describe, expect, test } from '@jest/globals';
import { partMessage } from '../../../src/matching/text/message-parts.ts';

const kinds = (text: string) => partMessage(text).pieces.map(({ kind }) => kind);

describe('what is asked', () => {
  test.each([
    ["Hi, hope you're well. What is SQUIRE? Many thanks, Priya", ['What is SQUIRE?']],
    ['I am a band 6 nurse on a surgical ward in Taunton. what is squire', ['what is squire']],
    ["Sorry to bother you, I know you're busy. What is PDSA?", ['What is PDSA?']],
    ['Apologies if this is a silly question but where can I publish?', ['where can I publish?']],
    ["It's urgent. My boss wants it by Monday. What is the LTST?", ['What is the LTST?']],
    ['quick question - what is PDSA? need it by friday', ['what is PDSA?']],
    ['hi, spread guide please', ['spread guide']],
    ["I'm the only statistician in a trust of 9,000. What can they read?", ['What can they read?']],
    ['Evening. Deputy sister in ITU at Leeds here, what is PDSA?', ['what is PDSA?']],
    ['So sorry, probably the wrong place and a silly thing to ask, but what is PDSA?', ['what is PDSA?']],
    ['what are adopters, can you explain it in plain words please', ['what are adopters']],
    ['Dear all, who can be an author. Best wishes Jo', ['who can be an author.']],
    [
      "Hello, my name is Aoife Byrne, I'm a physio at St Mary's. Is there a template?\nThank you\nAoife",
      ['Is there a template?']
    ],
    [
      'who can help us spread our work? also how do we measure spread?',
      ['who can help us spread our work?', 'how do we measure spread?']
    ],
    ['what is the LTST and how do I use it', ['what is the LTST', 'how do I use it']],
    ['tell me how it spreads and who pays', ['tell me how it spreads and who pays']],
    ['*what is* `SQUIRE` :pray:', ['what is SQUIRE']],
    ['> somebody wrote this\nwhat is SQUIRE', ['what is SQUIRE']]
  ])('%j', (text, asks) => {
    expect(partMessage(text).asks).toEqual(asks);
  });

  test('an introduction is one where the name in it is masked', () => {
    const { introduction, asks } = partMessage(
      'My name is  and I work as a ward clerk in Wigan, how do I map stakeholders?'
    );
    expect(introduction).toBe('My name is and I work as a ward clerk in Wigan,');
    expect(asks).toEqual(['how do I map stakeholders?']);
  });

  test('a pasted report wishes to be checked, and a question beside it stands', () => {
    const report =
      'Background: handover was poor. Methods: three PDSA cycles, to see whether it helps. Results: 41 to 88 %.';
    expect(partMessage(report)).toMatchObject({ core: 'can you check my draft', asks: ['can you check my draft'] });
    expect(partMessage(`Where can I publish this?\n${report}`)).toMatchObject({
      core: 'Where can I publish this?',
      asks: ['Where can I publish this?', 'can you check my draft']
    });
  });

  test('a story stays with its question', () => {
    const { core, asks } = partMessage(
      'Hello! We got our falls down by half. Other wards asked about it. How do we spread it? Ta'
    );
    expect(core).toBe('We got our falls down by half. Other wards asked about it. How do we spread it?');
    expect(asks).toEqual(['How do we spread it?']);
  });

  test('a message of nothing but frame is itself', () => {
    for (const text of ['hi', 'thanks', 'help', 'Good morning all', 'please can you help me'])
      expect(partMessage(text).asks).toEqual([text]);
  });

  test('what only looks like a frame is not taken away', () => {
    for (const text of [
      "I'm a bit stuck getting others to adopt our change",
      'I am the only one still using the new form',
      'thanks for explaining squire',
      'who can help me spread',
      'what is Q'
    ])
      expect(partMessage(text).core).toBe(text);
  });
});

describe('the parts', () => {
  test('are named', () => {
    expect(
      kinds(
        "Hello team, I'm Priya from the falls team and I want to publish. Any help appreciated.\nPriya Patel\nMatron"
      )
    ).toEqual(['greeting', 'introduction', 'ask', 'sign-off', 'sign-off', 'sign-off']);
  });

  test("an editor's phrases count beside the built-in ones", () => {
    expect(partMessage('Shwmae! what is squire', { greeting: ['shwmae'] }).asks).toEqual(['what is squire']);
  });

  test('emoji alone are thanks, a greeting or a complaint', () => {
    expect(
      [':+1:', '👍🏽', ':pray::skin-tone-3:', '❤️', ':wave:', '👋 👋', '👎', ':-1:'].map(
        (text) => partMessage(text).emoji
      )
    ).toEqual(['thanks', 'thanks', 'thanks', 'thanks', 'greeting', 'greeting', 'insult', 'insult']);
    expect(['?', '…', '❓'].map((text) => partMessage(text).emoji)).toEqual(['greeting', 'greeting', 'greeting']);
    for (const text of ['thanks :+1:', '', '2']) expect(partMessage(text).emoji).toBeUndefined();
  });

  test('what is asked for in general behind a comma is no question of its own', () => {
    expect(partMessage('our huddle has slipped since easter, any tips x').core).toBe(
      'our huddle has slipped since easter'
    );
    expect(partMessage('do you have any tips').core).toBe('do you have any tips');
  });

  test('of a very long message its beginning and its end are read', () => {
    const paste = 'The minutes of the last meeting were agreed by everybody. '.repeat(300);
    expect(partMessage(`How do we spread this?\n${paste}\nWho can help us with it?`).asks).toEqual([
      'How do we spread this?',
      'Who can help us with it?'
    ]);
  });

  test('nothing at all has no asks', () => {
    expect(partMessage('').asks).toEqual([]);
    expect(partMessage(' \n ').asks).toEqual([]);
  });

  test('hostile texts of 4,000 characters take no time to speak of', () => {
    const texts = [
      'sorry '.repeat(700),
      'hi '.repeat(1400),
      `${'a '.repeat(2000)}`,
      `thanks ${'Aa '.repeat(1300)}`,
      'I am a '.repeat(600),
      '*'.repeat(4000),
      ':a'.repeat(2000)
    ];
    for (const text of texts) {
      const before = process.cpuUsage();
      partMessage(text);
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
    }
  });
});
