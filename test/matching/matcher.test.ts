import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Knowledge } from '../../src/core/model/entry.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { writeShown } from '../../src/core/model/store.ts';
import { readTrainingData } from '../../src/knowledge/training/index.ts';
import { isElsewhere, nationsIn } from '../../src/matching/doubts.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { meantBy } from '../../src/matching/text/follow-up.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';
import { runs } from '../support/property-runs.ts';
import { smallKnowledge, trained } from '../support/trained.ts';

let knowledge: Knowledge;
let matcher: Matcher;

beforeAll(async () => {
  ({ knowledge, matcher } = await trained('knowledge'));
});

const ids = (text: string, last?: string[]) => matcher.find(text, last).matches.map(({ entry }) => entry.id);

describe('answers', () => {
  test('a name gets its entry, whatever the case and the spelling', () => {
    for (const text of ['SQUIRE 2.0', 'squire 2', 'what is sqiure 2.0']) {
      expect(ids(text)[0]).toBe('squire-2');
    }
    expect(matcher.find('what is SQUIRE 2.0').outcome).toBe('answer');
  });

  test('whoever asks for a thing by its name gets it, in whatever polite words', () => {
    const owners = new Map<string, string[]>();
    for (const { id, title, aliases } of knowledge.entries.values())
      for (const name of new Set([title, ...aliases].map((n) => n.toLowerCase())))
        owners.set(name, [...(owners.get(name) ?? []), id]);
    const names = [...owners].filter(([name, own]) => own.length === 1 && name.split(/\s+/).length <= 8);
    expect(names.length).toBeGreaterThan(500);
    const forms = [
      (n: string) => n,
      (n: string) => `can you send me the ${n} please`,
      (n: string) => `${n} link`,
      (n: string) => `could you please explain ${n} to me`
    ];
    // All of them in all forms, or by turns.
    const every = Math.round(names.length / runs(names.length));
    for (const [turn, form] of forms.entries()) {
      const asked = names.filter((_, place) => (place + turn) % every === 0);
      const missed = asked.filter(([name, [id]]) => ids(form(name))[0] !== id);
      expect(missed.length / asked.length).toBeLessThan(0.02);
    }
  });

  test('an abbreviation and its full words find the same', () => {
    expect(ids('plan do study act')[0]).toBe('pdsa');
    expect(ids('pdsa')[0]).toBe('pdsa');
  });

  test('matches come best first, at most five, confidence between 0 and 1', () => {
    const { matches } = matcher.find('how do we keep the gains after the project ends');
    expect(matches.length).toBeLessThanOrEqual(5);
    const confidences = matches.map(({ confidence }) => confidence);
    expect([...confidences].sort((a, b) => b - a)).toEqual(confidences);
    expect(confidences.every((c) => c >= 0 && c <= 1)).toBe(true);
  });

  test('the same question always finds the same, also from a matcher built anew', async () => {
    const small = await trained(smallKnowledge);
    const again = createMatcher({
      knowledge: small.knowledge,
      wordTable: readFileSync('models/word-table.bin'),
      training: readTrainingData()
    });
    for (const text of ['how do I spread our project', 'who can be an author', 'what is for lunch']) {
      expect(JSON.stringify(again.find(text))).toBe(JSON.stringify(small.matcher.find(text)));
    }
  });

  test('drafts are never found', () => {
    const entries = ['a', 'b', 'c', 'd'].map((id) =>
      anEntry({ id, title: `Guide ${id}`, asks: [`how do I use guide ${id}`, `where is guide ${id}`] })
    );
    const small = createMatcher({
      training: readTrainingData(),
      knowledge: aKnowledge(...entries, anEntry({ id: 'secret', title: 'Zebra plan', status: 'draft' }))
    });
    expect(small.find('zebra plan').matches.map(({ entry }) => entry.id)).not.toContain('secret');
    expect(small.suggest('zebra').map(({ id }) => id)).not.toContain('secret');
  });
});

describe('choices', () => {
  test('a wish for an assessment finds the entries it stands on, for whoever reads no card', () => {
    const { outcome, matches, talk } = matcher.find('Hi, is our tea trolley project ready to spread? Thanks, Jo');
    expect([outcome, talk]).toEqual(['choices', 'command/assess ready-to-spread']);
    expect(matches[0]?.entry.id).toBe('healthinnowest-scalability-tool');
  });

  test.each([
    ['how do I sustain our hoist buddy check', 'concept-sustainability'],
    ['is our hypothermia blanket research or audit', 'concept-audit-evaluation-research'],
    ['our skin to skin work has slipped since band 7 left', 'concept-holding-the-gains']
  ])('“%s” is not kept from its entry by a phrasing that says little of it', (text, id) => {
    const { outcome, matches } = matcher.find(text);
    expect(outcome).not.toBe('none');
    expect(matches[0]?.entry.id).toBe(id);
  });

  test.each([
    ['BMJ Open Quality, is it free?', 'bmj-open-quality', /not free/],
    ['how many items does SQUIRE have', 'squire-2', /18 items/],
    ['do we have to pay for Life QI', 'life-qi', /licence/],
    ['is the q community free to join', 'contact-q-community', /free to attend/],
    ['how many domains does nasss have', 'nasss-framework', /seven domains/]
  ])('“%s” is told what the entry that it names says of that', (text, id, said) => {
    const { outcome, matches, followUp } = matcher.find(text);
    expect({ outcome, followUp, id: matches[0]?.entry.id }).toEqual({ outcome: 'answer', followUp: 'detail', id });
    expect(matches[0]?.passage).toMatch(said);
  });

  test('a fact that the entry of that name does not tell is said to be untold', () => {
    const { outcome, matches, followUp } = matcher.find('Is SQUIRE-EDU free to use?');
    expect({ outcome, followUp }).toEqual({ outcome: 'answer', followUp: 'detail' });
    expect(matches[0]).toMatchObject({ entry: { id: 'squire-edu' }, passage: undefined });
    expect(matcher.find('who made the NASSS framework')).toMatchObject({ outcome: 'answer', followUp: 'source' });
  });

  test('names that stand together are each asked for', () => {
    const { outcome, matches, rest } = matcher.find('TIDieR and SQUIRE please');
    expect(outcome).toBe('answer');
    expect([matches[0]?.entry.id, ...rest.map(({ entry }) => entry.id)]).toEqual(['tidier', 'squire-2']);
  });

  test.each([
    ['CSAT, PSAT or LTST?', 'csat', 'psat', 'long-term-success-tool'],
    ['run chart or spc chart?', 'concept-run-charts', 'making-data-count'],
    ['which is better, psat or csat?', 'psat', 'csat']
  ])('“%s” is offered each of them side by side', (text, ...ids) => {
    const { outcome, followUp, matches } = matcher.find(text);
    expect({ outcome, followUp }).toEqual({ outcome: 'choices', followUp: 'all' });
    expect(matches.map(({ entry }) => entry.id)).toEqual(ids);
  });

  test('a word that many entries share offers two to four', () => {
    const { outcome, matches } = matcher.find('guide');
    expect(outcome).toBe('choices');
    expect(matches.length).toBeGreaterThanOrEqual(2);
    expect(matches.length).toBeLessThanOrEqual(4);
  });
});

describe('none', () => {
  test.each(['it', 'us', 'his', 'or', 'to', 'how', 'is it', 'in the'])('%s names nothing', (text) => {
    expect(matcher.find(text).outcome).toBe('none');
  });

  test('a name that is read as a word of grammar is asked for by nobody who says the word', () => {
    const entry = anEntry({ id: 'plain', title: 'Plain summaries', aliases: ['PLS'] });
    const { find } = createMatcher({ knowledge: aKnowledge(entry) });
    expect(find('please').outcome).not.toBe('answer');
  });

  test.each([
    'what is the weather tomorrow',
    'dose of paracetamol for a child',
    'how does norovirus spread on a ward',
    'propellant in inhalers',
    'publish the rota for next week',
    'stop the jam spreading on my toast'
  ])('%s is declined as outside', (text) => {
    const { outcome, talk, matches } = matcher.find(text);
    expect(outcome).toBe('none');
    expect(talk).toBe('outside');
    expect(matches.length).toBeLessThanOrEqual(3);
  });

  test.each([
    ['hello there', 'greeting'],
    ['thanks so much', 'thanks'],
    ['bye for now', 'goodbye'],
    ['you are brilliant', 'praise'],
    ['you are useless', 'insult'],
    ['are you a real person?', 'about-me']
  ] as const)('%s is %s', (text, talk) => {
    expect(matcher.find(text)).toMatchObject({ outcome: 'none', talk });
  });

  test.each([
    'I feel suicidal',
    'my colleague is talking of ending her life',
    'somebody has collapsed',
    'I really can not cope'
  ])('%s gets the numbers to ring, and no entry', (text) => {
    expect(matcher.find(text)).toMatchObject({ outcome: 'none', talk: 'crisis' });
  });

  test.each([
    'how do we sustain our cardiac arrest training',
    'how do we spread our suicide prevention work',
    'where can we publish our self harm project',
    'our cardiac arrest audit needs sustaining'
  ])('%s is a question like others', (text) => {
    expect(matcher.find(text).outcome).not.toBe('none');
  });

  test.each([
    'the change has collapsed since the lead left',
    'my team has had enough of change',
    'we need help urgently to spread this',
    'I am not coping with the measurement part',
    'the fight against sepsis on our ward',
    'it took my breath away'
  ])('%s tells of no danger', (text) => {
    expect(matcher.find(text).talk).not.toBe('crisis');
  });

  test('a short form is explained', () => {
    for (const text of ['what does PSAT stand for', 'PSAT meaning'])
      expect(matcher.find(text).matches[0]).toMatchObject({ confidence: 0.97, entry: { id: 'psat' } });
  });

  test('a name in everyday words is a name where it stands for a thing', () => {
    expect(matcher.find('what does COPE say').matches[0]!.entry.id).toBe('cope-audit-service-evaluation');
    expect(matcher.find('we could not cope').outcome).not.toBe('answer');
  });

  test.each([
    ['our matron swears by HSCQI and I have never come across it', 'contact-hscqi-northern-ireland'],
    ['my boss told me to look at PSAT', 'psat'],
    ['before the steering group I have to say something on NoMAD', 'npt-nomad']
  ])('%s offers what is named in capitals first', (text, id) => {
    const { outcome, matches } = matcher.find(text);
    expect(outcome).not.toBe('none');
    expect(matches[0]!.entry.id).toBe(id);
  });

  test('a name in small letters, or in a message all in capitals, may be another word', () => {
    for (const text of ['the heat on our ward is unbearable', 'MY TEA IS COLD AND SO IS THE FRAME OF THE WINDOW'])
      expect(matcher.find(text).outcome).toBe('none');
  });

  test('of a quoted question and what is said below it the clearer one is answered', () => {
    for (const text of ['> what is PDSA\ncan you answer Ravi?', '> when is lunch?\nwhat is PDSA'])
      expect(matcher.find(text)).toMatchObject({ outcome: 'answer', matches: [{ entry: { id: 'pdsa' } }] });
  });

  test.each([
    ['list everything on writing up', 'command/topics publishing'],
    ['list everything on run charts', 'command/find run charts'],
    ['list all resources about posters in colour', 'command/find posters in colour'],
    ['who do I contact about spreading', 'command/contacts spread'],
    ['who do I contact?', 'command/contacts']
  ])('%s is the command of its own topic: %s', (text, talk) => {
    expect(matcher.find(text).talk).toBe(talk);
  });

  test.each([
    ['nothing', ''],
    ['spaces', '   \n\t '],
    ['marks', '?!?!... — «»'],
    ['emoji', '🎉🎉🎉'],
    ['another alphabet', 'как опубликовать проект'],
    ['half a surrogate pair', '\ud83d how'],
    ['names of object properties', 'constructor __proto__ toString hasOwnProperty'],
    ['one endless word', 'a'.repeat(100_000)],
    ['words without end', 'spread '.repeat(50_000)],
    ['brackets and stars', '*_~`[](){}<>&lt;'.repeat(500)]
  ])('%s is read without harm', (_, text) => {
    const { outcome, matches, explanation } = matcher.find(text);
    expect(['answer', 'choices', 'none']).toContain(outcome);
    for (const { confidence } of matches) expect(Number.isFinite(confidence)).toBe(true);
    expect(explanation.read.split(' ').length).toBeLessThanOrEqual(80);
  });
});

describe('messages of more than one question', () => {
  test('the clearest is answered, the others are kept as choices', () => {
    const { matches, rest } = matcher.find('What is SQUIRE 2.0? And what is a driver diagram?');
    const found = [matches[0]?.entry.id, ...rest.map(({ entry }) => entry.id)];
    expect(found).toEqual(expect.arrayContaining(['squire-2', 'driver-diagram']));
    expect(rest.length).toBeLessThanOrEqual(4);
  });

  test('whoever says where they work is sent to the contact of their own nation', () => {
    const [first] = ids(
      'I work as a dietitian in Antrim and I want someone local to speak to about spreading our scheme'
    );
    expect(first).toBe('contact-hscqi-northern-ireland');
    expect(ids("I'm a doctor from Cardiff. How do I contact BMJ Open Quality?")[0]).toBe('contact-bmj-open-quality');
  });

  test.each([
    'I work in Swansea. What is the Health Innovation Network?',
    'I work in Swansea. Who do I email about the Academy toolkit?'
  ])('the nation of whoever asks makes no doubtful entry an answer: %s', (text) => {
    const { outcome, matches } = matcher.find(text);
    if (outcome === 'answer') expect(matches[0]!.confidence).toBeGreaterThanOrEqual(0.85);
    if (text.includes('Health Innovation Network'))
      expect(matches[0]!.entry.id).toBe('contact-health-innovation-network');
  });

  test.each([
    'Community team in Swansea, we would like some training in improvement. Is there an academy we can join?',
    'Practice in Fife: who can help us to spread our triage change?',
    'We are in Belfast. Which innovation network covers us?'
  ])('nobody who names a place is shown the contact of another nation: %s', (text) => {
    const { nations: own } = nationsIn(text.toLowerCase());
    expect(own).toHaveLength(1);
    const { outcome, matches, ranked = [] } = matcher.find(text);
    expect(outcome).not.toBe('none');
    for (const { entry } of ranked) expect(isElsewhere(own, entry)).toBe(false);
    const contacts = matches.slice(0, outcome === 'answer' ? 1 : 4).filter(({ entry }) => entry.kind === 'contact');
    expect(contacts.length).toBeGreaterThan(0);
    for (const { entry } of contacts) expect(isElsewhere(own, entry)).toBe(false);
  });

  test('behind choices stand the entries ranked next, those shown among them', () => {
    const { outcome, matches, ranked = [] } = matcher.find('guide');
    expect(outcome).toBe('choices');
    expect(ranked.length).toBeGreaterThan(matches.length);
    const next = ranked.map(({ entry }) => entry);
    expect(matches.map(({ entry }) => entry).filter((entry) => !next.includes(entry))).toEqual([]);
  });

  test('a question that names nothing is read with what stands before it', () => {
    const { outcome, matches } = matcher.find(
      'I am a new governor and everybody here talks of tacit knowledge. What do they mean by that?'
    );
    expect(outcome).not.toBe('none');
    expect(matches[0]!.entry.id).toBe('concept-tacit-knowledge');
  });

  test('of several questions none is offered twice', () => {
    const { outcome, matches, rest } = matcher.find(
      'Partners say our small audit is worth writing up. Does it count as research or do I need to ask ethics? Who decides?'
    );
    const shown = outcome === 'answer' ? matches.slice(0, 1) : matches;
    expect(outcome).not.toBe('none');
    const all = [...shown, ...rest].map(({ entry }) => entry.id);
    expect(new Set(all).size).toBe(all.length);
  });

  test('of a long story what it ends with is read', () => {
    const story = `${'We had a long week on the ward and everybody was tired. '.repeat(20)}What is a driver diagram?`;
    const { matches, explanation } = matcher.find(story);
    expect(explanation.read).toContain('driver diagram');
    expect(matches.map(({ entry }) => entry.id)).toContain('driver-diagram');
  });
});

describe('follow-ups', () => {
  test.each([
    ['who do I contact about it?', 'contact'],
    ['who do I ask?', 'contact'],
    ['how do I get in touch with them', 'contact'],
    ['is there a newer one?', 'newer'],
    ['is that the latest version', 'newer'],
    ['link?', 'link'],
    ['where do I find it', 'link'],
    ['can you send me the link to that', 'link'],
    ['tell me more', 'more'],
    ['where does this come from', 'source'],
    ['what is the evidence for that', 'source'],
    ['is it free?', 'detail'],
    ['how long does that take', 'detail'],
    ['can I have it in Word', 'detail'],
    ['not this one', 'others'],
    ['is there anything else?', 'others'],
    ['are there any alternatives', 'others'],
    ['anything shorter?', 'others'],
    ['does it cover care homes?', 'detail'],
    ['and is it suitable for students', 'detail'],
    ['do they take case reports', 'detail'],
    ['is it any good', 'detail'],
    ['who wrote it', 'source'],
    ['have they got a phone number', 'contact'],
    ['none of that is useful', 'others']
  ] as const)('%s asks for the %s of the last answer', (text, followUp) => {
    expect(matcher.isFollowUp?.(text)).toBe(true);
    expect(matcher.find(text, ['squire-2'])).toMatchObject({
      followUp,
      matches: [{ entry: { id: 'squire-2' } }]
    });
  });

  test('a detail is told in the words of the entry, and not where no sentence of it tells it', () => {
    expect(matcher.find('how much does it cost', ['bmj-open-quality']).matches[0]!.passage).toContain('£1,000');
    expect(matcher.find('is it in Welsh?', ['bmj-open-quality'])).toMatchObject({ followUp: 'detail' });
    expect(matcher.find('is it in Welsh?', ['bmj-open-quality']).matches[0]!.passage).toBeUndefined();
  });

  test('a property is told by the sentence that speaks of it, and by none that only shares a word', () => {
    expect(matcher.find('does it help with abstracts?', ['squire-2']).matches[0]!.passage).toContain(
      'title and abstract'
    );
    expect(matcher.find('does it cover literature reviews?', ['squire-2']).matches[0]!.passage).toBeUndefined();
  });

  test.each(['does it need ethics approval', 'is it research?', 'can it be published'])(
    '%s is about the work of whoever asks',
    (text) => {
      expect(matcher.find(text, ['squire-2']).followUp).toBeUndefined();
    }
  );

  test('another entry tells a detail of the last one where it is about that', () => {
    expect(matcher.find('how long does it take', ['concept-spread']).matches[0]!.entry.id).toBe(
      'concept-how-long-spread-takes'
    );
  });

  test.each(['what does it do?', 'and what is that for', "what's it about"])('%s shows it once more', (text) => {
    const found = matcher.find(text, ['squire-2']);
    expect(found).toMatchObject({ outcome: 'answer', matches: [{ entry: { id: 'squire-2' } }] });
    expect(found.followUp).toBeUndefined();
    expect(matcher.find('what is this').talk).toBe('about-me');
  });

  test('a number that nothing shown has is about nothing; what was shown is named, and choices are shown again', () => {
    expect(matcher.find('3')).toMatchObject({ outcome: 'none', followUp: 'more', matches: [] });
    expect(matcher.find('3', ['squire-2'])).toMatchObject({
      outcome: 'none',
      followUp: 'more',
      matches: [{ entry: { id: 'squire-2' } }]
    });
    for (const text of ['3', '20?'])
      expect(matcher.find(text, ['pdsa', 'squire-2'])).toMatchObject({ outcome: 'choices', followUp: 'more' });
  });

  test.each([
    ['the second one please', 'squire-2'],
    ['and the first?', 'pdsa'],
    ['3', 'driver-diagram'],
    ['can you open the last one', 'driver-diagram'],
    ['whichever', 'pdsa'],
    ['the one about the aim', 'driver-diagram']
  ])('after choices %s opens %s', (text, id) => {
    expect(matcher.isFollowUp?.(text)).toBe(true);
    const found = matcher.find(text, ['pdsa', 'squire-2', 'driver-diagram']);
    expect(found).toMatchObject({ outcome: 'answer', matches: [{ entry: { id } }] });
    expect(found.followUp).toBeUndefined();
  });

  test('a question that finds entries is answered by them after talk, also where it says "it"', () => {
    const alone = matcher.find('how do we measure it');
    expect(alone.outcome).not.toBe('none');
    const after = matcher.find('how do we measure it', ['talk/command/tips']);
    expect(after).toMatchObject({
      outcome: alone.outcome,
      matches: alone.matches.map(({ entry }) => ({ entry: { id: entry.id } }))
    });
    expect(after.talk).toBeUndefined();
  });

  test('"yes" to a command that was offered offers it again, and is thanks after any other talk', () => {
    const offered = 'command/tips stop';
    expect(matcher.find('yes please', [`talk/${offered}`])).toMatchObject({ outcome: 'none', talk: offered });
    expect(matcher.find('yes please', ['talk/about-me']).talk).not.toBe('about-me');
    for (const text of ['go on then', 'how long will that take me'])
      expect(matcher.find(text, ['talk/command/assess will-it-last']).talk).toBe('command/assess will-it-last');
  });

  test.each([[['talk/about-me']], [['talk/command/tips']], [['squire-2']], [['squire-2', 'pdsa']]])(
    'a danger comes first whatever was shown before: %j',
    (shown) => {
      for (const text of [
        'can they help me, I want to die',
        'I want to end it all',
        'I want to end my life, is it free'
      ])
        expect(matcher.find(text, shown).talk).toBe(matcher.find(text).talk);
      expect(matcher.find('can they help me, I want to die', shown).talk).toBe('crisis');
    }
  );

  test('what another version remembered and this one does not know is left out', () => {
    const lost = matcher.find('who wrote it', ['talk/something-new']);
    expect(lost).toMatchObject({ outcome: 'none', matches: [] });
    expect(lost.talk).toBeUndefined();
    const asked = writeShown({ last: ['pdsa', 'squire-2'], list: ['pdsa', 'squire-2'], asked: 'something-new' });
    const chosen = matcher.find('the second one', asked);
    expect(chosen).toMatchObject({ outcome: 'answer', matches: [{ entry: { id: 'squire-2' } }] });
    expect(chosen.followUp).toBeUndefined();
  });

  test('each place stays that of the same entry where one of the list is gone', () => {
    const shown = ['pdsa', 'gone-since', 'driver-diagram'];
    expect(matcher.find('the third one', shown).matches[0]!.entry.id).toBe('driver-diagram');
    expect(matcher.find('the second one', shown)).toMatchObject({ outcome: 'choices', followUp: 'more' });
    expect(matcher.find('1 and 3', shown).matches.map(({ entry }) => entry.id)).toEqual(['pdsa', 'driver-diagram']);
  });

  test.each(['the fourth one', 'who do I contact about it', 'link?'])(
    'after choices %s leaves open which is meant, and shows them again',
    (text) => {
      const found = matcher.find(text, ['pdsa', 'squire-2']);
      expect(found).toMatchObject({ outcome: 'choices', matches: [{ entry: { id: 'pdsa' } }, {}] });
      expect(found.followUp).toBeDefined();
    }
  );

  test('after choices a detail is told of each, and "none of these" ends in what comes next', () => {
    const found = matcher.find('which ones are free?', ['squire-2', 'bmj-open-quality']);
    expect(found).toMatchObject({ outcome: 'choices', followUp: 'detail' });
    expect(found.matches[1]!.passage).toContain('£1,000');
    expect(matcher.find('the free one', ['pdsa', 'bmj-open-quality'])).toMatchObject({
      outcome: 'answer',
      matches: [{ entry: { id: 'bmj-open-quality' }, passage: expect.stringContaining('£1,000') }]
    });
    const shown = writeShown({ last: ['pdsa', 'squire-2'], list: ['pdsa', 'squire-2'], further: ['driver-diagram'] });
    for (const text of ['none of these', 'what else', 'no', 'more'])
      expect(matcher.find(text, shown)).toMatchObject({
        followUp: 'others',
        matches: [],
        rest: [{ entry: { id: 'driver-diagram' } }]
      });
  });

  const opened = writeShown({
    last: ['squire-2'],
    list: ['pdsa', 'squire-2'],
    further: ['bmj-open-quality', 'driver-diagram']
  });
  test.each([
    ['and the first?', 'pdsa'],
    ['the other one', 'pdsa'],
    ['the driver diagram one', 'driver-diagram'],
    ['I meant the BMJ one', 'bmj-open-quality']
  ])('after one of a list was opened %s opens %s', (text, id) => {
    expect(matcher.isFollowUp?.(text)).toBe(true);
    const found = matcher.find(text, opened);
    expect(found).toMatchObject({ outcome: 'answer', matches: [{ entry: { id } }] });
    expect(found.followUp).toBeUndefined();
  });

  test.each([
    ['who made the second one', 'source', 'squire-2'],
    ['do you have a link for the first one', 'link', 'pdsa']
  ])('%s is asked of the one in that place', (text, followUp, id) => {
    expect(matcher.find(text, ['pdsa', 'squire-2'])).toMatchObject({ followUp, matches: [{ entry: { id } }] });
  });

  test('a short question that nothing answers is read as one about what was shown', () => {
    expect(matcher.find('how many points do I need', ['concept-run-charts'])).toMatchObject({
      followUp: 'detail',
      matches: [{ entry: { id: 'concept-run-charts' }, passage: expect.stringContaining('ten to twenty') }]
    });
    expect(matcher.find('any wifi here', ['bmj-open-quality']).talk).toBe('outside');
  });

  test('a question about one of the choices that nothing answers shows them again', () => {
    const found = matcher.find('how did they pay the band', ['pdsa', 'squire-2']);
    expect(found).toMatchObject({ outcome: 'choices', followUp: 'more', matches: [{ entry: { id: 'pdsa' } }, {}] });
    expect(matcher.find('how did they pay the band')).toMatchObject({ outcome: 'none' });
  });

  test('a message that says nothing of its own and finds nothing leaves what was shown', () => {
    expect(matcher.find('so what do we do now', ['squire-2']).isAside).toBe(true);
    expect(matcher.find("what's the wifi password", ['squire-2']).isAside).toBeUndefined();
  });

  test('who says where they are gets somebody there, also after an idea that is the same everywhere', () => {
    expect(matcher.find("I'm in Belfast", ['concept-coproduction-in-spread']).matches[0]!.entry.kind).toBe('contact');
  });

  test.each(['both please', 'show me both', 'all of them', '1 and 2'])('%s lays the choices side by side', (text) => {
    expect(matcher.find(text, ['pdsa', 'squire-2'])).toMatchObject({
      followUp: 'all',
      matches: [{ entry: { id: 'pdsa' } }, { entry: { id: 'squire-2' } }]
    });
  });

  test('one choice is opened by its name or, where it is the only one, by "yes"', () => {
    const found = { outcome: 'answer', matches: [{ entry: { id: 'squire-2' } }] };
    expect(matcher.find('squire', ['pdsa', 'squire-2'])).toMatchObject(found);
    expect(matcher.find('yes please', writeShown({ last: ['squire-2'], list: ['squire-2'] }))).toMatchObject(found);
    expect(matcher.find('yes', ['squire-2'])).toMatchObject({ talk: 'thanks' });
  });

  test('what was asked before it was clear of which is answered once it is', () => {
    const { asked } = matcher.find('is it free?');
    expect(asked).toBe('detail/cost');
    expect(matcher.find('how much is it').asked).toBe('detail/cost');
    const waiting = writeShown({ last: [], asked: asked! });
    const found = matcher.find('BMJ Open Quality', waiting);
    expect(found).toMatchObject({ followUp: 'detail', matches: [{ entry: { id: 'bmj-open-quality' } }] });
    expect(found.matches[0]!.passage).toContain('£1,000');
    expect(matcher.find('what is a driver diagram', waiting).followUp).toBeUndefined();
  });

  test.each([
    ['who made it', 'source'],
    ['why do you say that', 'source'],
    ['how old is that', 'newer'],
    ['who reviewed it', 'newer'],
    ['has it been checked', 'newer'],
    ['who decides', 'contact'],
    ['you already told me that', 'others'],
    ["I don't understand", 'more'],
    ['who has done this before', 'more'],
    ['any shorter version', 'others'],
    ["that's a bit vague", 'others'],
    ['and if they say no', 'detail'],
    ['have you got a template for that', 'more'],
    ['is there a proper paper on it', 'source'],
    ['who can advise us about that locally', 'contact'],
    ['how long does it take', 'detail'],
    ['can you send it to my colleague', 'share'],
    ['do you have others like it', 'others'],
    ["that's not what I asked", 'others'],
    ["we're a charity though, can we use it?", 'detail'],
    ['why', 'detail'],
    ["when's the deadline", 'detail'],
    ['does it come with a certificate', 'detail'],
    ['can a nurse join', 'detail'],
    ['even for the abstract?', 'detail'],
    ['you said it was free', 'detail'],
    ['really?', 'source'],
    ["I don't agree", 'source'],
    ['who else could I ask', 'contact'],
    ['who would know', 'contact'],
    ['keep it for me', 'share'],
    ['too long', 'others'],
    ['sounds complicated', 'others'],
    ['tried that', 'others'],
    ['still not what I was after', 'others'],
    ['nothing helps', 'others']
  ] as const)('%s is about what was shown: %s', (text, followUp) => {
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ followUp, matches: [{ entry: { id: 'squire-2' } }] });
  });

  test.each([
    'that is what I wanted thanks',
    "that's more like it",
    'exactly what I needed',
    'no more thanks',
    'no ta',
    'leave it there'
  ])('“%s” asks for nothing else', (text) => {
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ outcome: 'none', talk: 'thanks', matches: [] });
  });

  test.each(["I'm a student", "I'm a patient myself", 'as a ward clerk'])(
    '“%s” asks what was shown once more, for them',
    (text) => {
      const found = matcher.find(text, ['squire-2']);
      expect(found).toMatchObject({ followUp: 'detail', matches: [{ entry: { id: 'squire-2' } }] });
      expect(matcher.find(text, ['pdsa', 'squire-2'])).toMatchObject({ followUp: 'detail', matches: [{}, {}] });
    }
  );

  test.each(['fair enough', 'good point'])('“%s” is a remark', (text) => {
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ outcome: 'none', talk: 'thanks' });
  });

  test('who says only who they are is greeted, and a danger told with it is heard', () => {
    expect(matcher.find("I'm a patient myself").talk).toBe('greeting');
    expect(matcher.find("I'm a ward manager").talk).toBe('greeting');
    expect(matcher.find("I'm a nurse and I want to kill myself", ['squire-2']).talk).toBe('crisis');
  });

  test.each([
    ['sorry I meant spread not sustain', 'concept-spread'],
    ["not authorship, I'm asking about driver diagrams", 'driver-diagram']
  ])('“%s” is answered by what was meant', (text, id) => {
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ outcome: 'answer', matches: [{ entry: { id } }] });
  });

  test('what was said not to be done is no correction', () => {
    expect(meantBy('I said we should not publish it')).toBeUndefined();
    expect(meantBy('that is all, nothing else')).toBeUndefined();
    expect(meantBy('I said sustain, not spread')).toBe('sustain');
  });

  test('after an entry of another nation what goes with it elsewhere is offered', () => {
    const found = matcher.find("that's scottish, I'm in England", ['scottish-approach-to-change']);
    const offered = found.rest.map(({ entry }) => entry.id);
    expect(found).toMatchObject({ outcome: 'none', followUp: 'others' });
    expect(offered).toContain('nhs-impact');
    expect(offered).not.toContain('scottish-approach-to-change');
  });

  test.each([
    ['where do I send it', 'concept-title-and-abstract', 'concept-choosing-a-journal'],
    ["what if they don't want it", 'concept-spread-plan', 'concept-sceptical-colleagues']
  ])('“%s” asks for no link and refuses nothing', (text, last, id) => {
    expect(matcher.find(text, [last]).matches[0]?.entry.id).toBe(id);
  });

  test('who asks for somebody of a nation gets that contact, also after an entry of another', () => {
    for (const shown of ['dynamic-sustainability-framework', 'scottish-approach-to-change']) {
      const found = matcher.find('anyone in Wales who could help?', [shown]);
      expect(found.outcome).toBe('choices');
      expect(found.matches[0]).toMatchObject({ entry: { kind: 'contact', nation: 'wales' } });
    }
  });

  test('a piece of a question after choices is told of each', () => {
    const found = matcher.find('and in a submarine?', ['pdsa', 'squire-2']);
    expect(found).toMatchObject({ outcome: 'choices', followUp: 'detail', matches: [{}, {}] });
  });

  test('the only choice that has some of a name is the one', () => {
    const shown = ['nhs-sustainability-model', 'psat'];
    expect(ids('the NHS England one', writeShown({ last: shown, list: shown }))).toEqual(['nhs-sustainability-model']);
  });

  test.each(['difference between them', 'how do they differ?', 'which one should I use', 'which is better for a ward'])(
    '%s lays side by side what was shown: choices, or the last two answers of one kind',
    (text) => {
      const both = { followUp: 'all', matches: [{ entry: { id: 'pdsa' } }, { entry: { id: 'driver-diagram' } }] };
      expect(matcher.find(text, ['pdsa', 'driver-diagram'])).toMatchObject(both);
      const after = writeShown({ last: ['driver-diagram'], earlier: 'pdsa' });
      expect(matcher.find(text, after)).toMatchObject(both);
    }
  );

  test('a comparison is told of each of several, and of one alone asks for others', () => {
    const of = (...last: string[]) => matcher.find('which is cheapest', last);
    expect(of('squire-2', 'bmj-open-quality')).toMatchObject({ followUp: 'detail', matches: [{}, {}] });
    expect(of('bmj-open-quality')).toMatchObject({
      followUp: 'others',
      matches: [{ entry: { id: 'bmj-open-quality' } }]
    });
  });

  test('what came before is meant where nothing stands between but talk or a declined question', () => {
    const declined = writeShown({ last: [], earlier: 'squire-2' });
    expect(matcher.find('who wrote it', declined)).toMatchObject({
      followUp: 'source',
      matches: [{ entry: { id: 'squire-2' } }]
    });
  });

  test('what the bot knows about is asked of the bot, whatever was shown', () => {
    expect(matcher.find('what do you know about', ['squire-2']).talk).toBe('about-me');
  });

  test('a word of reaction before it makes a follow-up none the less one', () => {
    expect(matcher.find('hmm, looks complicated. anything simpler?', ['squire-2']).followUp).toBe('others');
    expect(matcher.find('cool. link?', ['squire-2']).followUp).toBe('link');
  });

  test('the newest of several comes first', () => {
    const several = ['nhs-sustainability-model', 'pdsa', 'bmj-open-quality'];
    expect(ids('which is the newest', several)).toEqual(['bmj-open-quality', 'nhs-sustainability-model', 'pdsa']);
    const pair = writeShown({ last: ['squire-edu'], earlier: 'squire-2' });
    expect(ids('which of the two is more recent', pair)).toContain('squire-2');
  });

  test('of choices the one that is not wanted is left out', () => {
    const three = ['pdsa', 'squire-2', 'driver-diagram'];
    expect(ids('not squire', three)).toEqual(['pdsa', 'driver-diagram']);
    expect(ids('anything but the pdsa one', ['pdsa', 'squire-2'])).toEqual(['squire-2']);
  });

  test('the answer before the last is shown again, and the list that one was opened from', () => {
    const after = writeShown({ last: ['squire-2'], earlier: 'pdsa' });
    for (const text of ['the one before', 'go back', 'the previous one please'])
      expect(ids(text, after)).toEqual(['pdsa']);
    const fromList = writeShown({ last: ['squire-2'], list: ['squire-2', 'driver-diagram'] });
    expect(ids('back', fromList)).toEqual(['squire-2', 'driver-diagram']);
  });

  test('a correction is not answered with what was shown', () => {
    const found = matcher.find('no I meant driver diagrams', ['driver-diagram']);
    expect(found).toMatchObject({ followUp: 'others' });
    expect(matcher.find('driver diagrams', ['driver-diagram']).followUp).toBeUndefined();
  });

  test.each(['when is the next one', 'what should go in it'])(
    '“%s” is about what was shown, and is not known of it where nothing else is found',
    (text) => {
      expect(matcher.find(text, ['concept-conferences'])).toMatchObject({
        followUp: 'detail',
        matches: [{ entry: { id: 'concept-conferences' } }]
      });
      expect(matcher.find('what is on this weekend', ['concept-conferences']).followUp).toBeUndefined();
    }
  );

  test('of commands that were listed one is named by its place or its name, and others come after them', () => {
    const listed = writeShown({
      last: ['talk/command/topics spread', 'talk/command/topics publishing'],
      list: ['talk/command/topics spread', 'talk/command/topics publishing']
    });
    for (const text of ['the second one', 'publishing', 'the publishing one'])
      expect(matcher.find(text, listed)).toMatchObject({ outcome: 'none', talk: 'command/topics publishing' });
    const page = writeShown({ last: ['pdsa'], list: ['pdsa'], further: ['talk/command/more 5|spread||'] });
    expect(matcher.find('next', page)).toMatchObject({ outcome: 'none', talk: 'command/more 5|spread||' });
  });

  test('"say that again" shows it again, and choices too', () => {
    for (const text of ['say that again', 'in plain English please', "what's it called again"])
      expect(matcher.find(text, ['squire-2']).matches[0]!.entry.id).toBe('squire-2');
    expect(matcher.find('say that again', ['pdsa', 'squire-2'])).toMatchObject({ followUp: 'all' });
  });

  test('a question about the bot that leans on what it said of itself gets that again', () => {
    expect(matcher.find('who wrote them', ['talk/about-me'])).toMatchObject({ talk: 'about-me' });
  });

  test.each([
    ['who helps with publishing', 'command/contacts publishing'],
    ['who helps with spread', 'command/contacts spread']
  ])('who asks for somebody gets those for the topic: %s', (text, talk) => {
    expect(matcher.find(text)).toMatchObject({ outcome: 'none', talk });
  });

  test('who asks for somebody in a field that an entry answers gets the one that it names', () => {
    expect(matcher.find('who can help me spread this')).toMatchObject({ outcome: 'answer', followUp: 'contact' });
    expect(matcher.find('who can use SQUIRE').followUp).not.toBe('contact');
  });

  test.each([
    'I want to kill myself. How do I publish my audit?',
    'where is the run chart template? my colleague has collapsed and is not breathing'
  ])('“%s” tells of a danger whatever else it asks', (text) => {
    expect(matcher.find(text).talk).toBe('crisis');
  });

  test.each(['our self harm pathway', 'self harm reduction project spread'])(
    '%s tells of a piece of work and of nobody in danger',
    (text) => {
      expect(matcher.find(text).talk).not.toBe('crisis');
    }
  );

  test.each(['theres a fire', 'he self harms', 'the patient has collapsed', 'he’s got a knife', 'someone is choking'])(
    '%s tells of a danger',
    (text) => {
      expect(matcher.find(text).talk).toBe('crisis');
    }
  );

  test('words of courtesy in a question thank for nothing', () => {
    expect(matcher.find('ok so who has done it before').talk).not.toBe('thanks');
  });

  test.each(['what does good look like', 'what is the next step', 'what else can you do', 'that is all, nothing else'])(
    '%s refers to nothing that was shown',
    (text) => {
      for (const last of [['squire-2'], ['pdsa', 'squire-2']])
        expect(matcher.find(text, last)).toMatchObject({ matches: matcher.find(text).matches });
    }
  );

  test('a nation alone asks for the same thing there', () => {
    const alone = matcher.find('and in Northern Ireland?');
    const found = matcher.find('and in Northern Ireland?', ['concept-ethics-of-qi']);
    expect(alone.outcome).toBe('answer');
    expect(found.outcome).toBe('choices');
    expect(found.matches.map(({ entry }) => entry.id)).toContain('concept-ethics-of-qi');
  });

  test('the memory is not asked for a whole question', () => {
    for (const text of ['who do I contact at BMJ Open Quality', 'what is a driver diagram'])
      expect(matcher.isFollowUp?.(text)).toBe(false);
  });

  test.each([
    'who do I contact at BMJ Open Quality',
    'what is a driver diagram',
    'thanks',
    'hello',
    'is it free for GP practices'
  ])('%s stands on its own', (text) => {
    const { followUp, matches } = matcher.find(text);
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ followUp, matches });
  });

  test('who names nothing but a contact is shown all of them where nothing was shown before', () => {
    for (const text of ['phone number', 'email address', 'contact?'])
      expect(matcher.find(text)).toMatchObject({ outcome: 'none', talk: 'command/contacts' });
  });

  test.each(['link?', 'who do I contact about it?', 'is there a newer one?', 'tell me more'])(
    'without a last answer, or after one that is gone, %s finds nothing and says what was wanted',
    (text) => {
      for (const last of [[], ['no-such-entry']]) {
        expect(matcher.find(text, last)).toMatchObject({ outcome: 'none', matches: [] });
        expect(matcher.find(text, last).followUp).toBeDefined();
      }
    }
  );

  test.each([
    ['ask a person', 'command/ask a person'],
    ['can I talk to a human?', 'command/ask a person'],
    ['I want to speak to somebody', 'command/ask a person'],
    ['who are you?', 'about-me'],
    ['who made you?', 'about-me'],
    [':+1:', 'thanks'],
    ['👋', 'greeting'],
    ['stop sending me tips', 'command/tips stop'],
    ['can we have the weekly tip here', 'command/tips weekly'],
    ['list all resources on sustaining', 'command/topics sustainability'],
    ['Hello, do you keep what I type? Thanks, Jo', 'privacy']
  ])('%s leans on nothing: %s', (text, talk) => {
    expect(matcher.find(text, ['squire-2'])).toMatchObject({ outcome: 'none', talk });
    expect(matcher.find(text, ['squire-2']).followUp).toBeUndefined();
  });
});

describe('what goes with an answer', () => {
  test.each(['is there a template for it', 'got a video on it'])(
    '“%s” that is not told of is said to be untold, beside what goes with the entry',
    (text) => {
      const { outcome, matches, rest, followUp } = matcher.find(text, ['concept-business-case']);
      expect({ outcome, followUp }).toEqual({ outcome: 'answer', followUp: 'detail' });
      expect(matches[0]).toMatchObject({ entry: { id: 'concept-business-case' }, passage: undefined });
      expect(rest.length).toBeGreaterThan(0);
    }
  );

  test('an entry that the answer leads to is shown where its name says that it is one', () => {
    expect(matcher.find('is there a tool for it', ['concept-sustainability']).rest[0]?.entry.id).toBe(
      'long-term-success-tool'
    );
    expect(matcher.find('any checklist?', ['concept-reviewing-a-paper']).rest[0]?.entry.id).toBe('squire-2');
  });

  test('“where can I submit it” asks for the page of a journal', () => {
    expect(matcher.find('where can I submit it', ['bmj-open-quality'])).toMatchObject({
      followUp: 'link',
      matches: [{ entry: { id: 'bmj-open-quality' } }]
    });
  });

  test('a whole question after choices is looked up by itself', () => {
    const { followUp, matches } = matcher.find('who should be an author', ['life-qi', 'contact-your-trust-qi-team']);
    expect({ followUp, id: matches[0]?.entry.id }).toEqual({ followUp: undefined, id: 'concept-authorship' });
  });
});

describe('explanations', () => {
  test('tell corrections, where words were found, the parts and the reason', () => {
    const { explanation } = matcher.find('what is a drivver diagram');
    expect(explanation.corrections).toEqual([{ from: 'drivver', to: 'driver' }]);
    expect(explanation.words).toContainEqual({ word: 'diagram', found: 'title' });
    expect(Object.values(explanation.parts).every((part) => part >= 0 && part <= 1)).toBe(true);
    expect(Object.values(explanation.parts).some((part) => part > 0)).toBe(true);
    expect(explanation.reason).toMatch(/Driver diagram/i);
  });

  test.each(['gran', 'font', 'stool', 'mould', 'kits', 'reset', 'loads'])(
    'leave rarer English as it is: %s',
    (word) => {
      expect(matcher.find(`where is my ${word}`).explanation.corrections).toEqual([]);
    }
  );

  test('read an emphasised word of grammar as what it is', () => {
    const { explanation } = matcher.find('the change was done TO them');
    expect([explanation.read, explanation.corrections]).toEqual(['the change was done to them', []]);
  });

  test('leave the name of a person who said something as it is', () => {
    for (const text of ['Aoife told me to look at PSAT', 'Bronwen Prynt says we need a spread plan'])
      expect(matcher.find(text).explanation.corrections).toEqual([]);
  });

  test('take no word for a slip of a name in capitals that is a word of grammar', () => {
    const entry = anEntry({ id: 'licence', title: 'CC BY: use it and name us', aliases: ['CC BY licence'] });
    const { find } = createMatcher({ knowledge: aKnowledge(entry) });
    expect(find('bynate').explanation.corrections).toEqual([]);
  });

  test('take a rare word for a slip of one hundreds of times commoner', () => {
    expect(matcher.find('what comes frist in a spread plan').explanation.corrections).toEqual([
      { from: 'frist', to: 'first' }
    ]);
  });

  test('name the words that nothing knows, and leave everyday English as it is', () => {
    const { explanation } = matcher.find('sourdough starter for the squire');
    expect(explanation.unknown).toContain('sourdough');
    expect(explanation.corrections).toEqual([]);
  });

  test('can be stored as JSON with the finding', () => {
    const stored = JSON.parse(JSON.stringify(matcher.find('what is pdsa')));
    expect(stored.explanation.read).toBe('what is plan do study act');
  });
});

describe('knowledge of any size', () => {
  test('no entries: everything is declined, nothing is suggested', () => {
    const empty = createMatcher({ knowledge: aKnowledge() });
    expect(empty.find('what is spread')).toMatchObject({ outcome: 'none', matches: [] });
    expect(empty.suggest('')).toEqual([]);
  });

  test('one entry with nothing but a title is found by it, without a word table too', () => {
    const one = createMatcher({ knowledge: aKnowledge(anEntry({ id: 'x', title: 'Fishbone diagram' })) });
    expect(one.find('fishbone diagram').matches[0]?.entry.id).toBe('x');
  });
});
