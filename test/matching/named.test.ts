import { beforeAll, describe, expect, test } from '@jest/globals';
import { wordLists } from '../../src/config/word-lists.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { writeShown } from '../../src/core/model/store.ts';
import { kindsAsked } from '../../src/matching/text/follow-up.ts';
import { headed } from '../../src/matching/text/phrases.ts';
import { trained } from '../support/trained.ts';

let matcher: Matcher;

beforeAll(async () => {
  ({ matcher } = await trained('knowledge'));
});

describe('facts of entries that a message names', () => {
  test.each([
    ['what does the LTST ask and how long does it take', 'long-term-success-tool', /15 minutes/],
    ['how many questions in PSAT and how long does it take', 'psat', /40 questions .* 10 to 15 minutes/],
    ['when did NHS IMPACT start and what are its components', 'nhs-impact', /April 2023.*\n.*five components/],
    ['how many items has SQIRE', 'squire-2', /18 items/],
    ['how many members does FutureNHS have', 'futurenhs', /200,000 members/],
    ['is Think Check Submit free', 'think-check-submit', /^It is free\.$/],
    ['can I adapt NoMAD', 'npt-nomad', /adapt them/]
  ])('“%s” is told the sentences that tell them', (text, id, said) => {
    const { outcome, matches, followUp } = matcher.find(text);
    expect({ outcome, followUp, id: matches[0]?.entry.id }).toEqual({ outcome: 'answer', followUp: 'detail', id });
    expect(matches[0]?.passage).toMatch(said);
  });

  test('what no sentence tells is named besides', () => {
    expect(matcher.find('how many items does SQUIRE have and who wrote it')).toMatchObject({
      matches: [{ passage: expect.stringContaining('18 items') }],
      also: ['source']
    });
    expect(matcher.find('how many items has SQUIRE and is it free')).toMatchObject({ also: ['detail'] });
  });

  test('a message that also finds others is told the facts of the entry that it names', () => {
    const { outcome, matches } = matcher.find('Is BMJ Open Quality free and is it peer reviewed');
    expect({ outcome, id: matches[0]?.entry.id }).toEqual({ outcome: 'answer', id: 'bmj-open-quality' });
    expect(matches[0]?.passage).toMatch(/not free for authors.*\n.*peer-reviewed/);
    expect(matcher.find('is TIDieR free and how many items')).toMatchObject({
      matches: [{ entry: { id: 'tidier' }, passage: expect.stringContaining('12-item') }],
      also: ['detail']
    });
  });

  test('facts of which none is told are said to be untold', () => {
    const { outcome, followUp, matches } = matcher.find('how long does squire take n is it free');
    expect({ outcome, followUp }).toEqual({ outcome: 'answer', followUp: 'detail' });
    expect(matches[0]).toMatchObject({ entry: { id: 'squire-2' }, passage: undefined });
  });

  test('an everyday word that is the name of a concept asks for none of its facts', () => {
    expect(matcher.find('when is the next pay award and how much is it').outcome).not.toBe('answer');
  });

  test('facts of several entries stand side by side', () => {
    const { outcome, followUp, matches } = matcher.find('how many items has SQUIRE and how long does CSAT take');
    expect({ outcome, followUp }).toEqual({ outcome: 'choices', followUp: 'detail' });
    expect(matches.map(({ entry, passage }) => [entry.id, passage])).toEqual([
      ['squire-2', expect.stringContaining('18 items')],
      ['csat', expect.stringContaining('10 to 15 minutes')]
    ]);
  });

  test('two facts of the last answer are told together', () => {
    const { matches } = matcher.find('how many questions is it and how long does it take', ['csat']);
    expect(matches[0]).toMatchObject({ entry: { id: 'csat' }, passage: expect.stringContaining('35 questions') });
  });

  test.each([
    ['how do I write a business case', 'concept-business-case'],
    ['what is the difference between PSAT and CSAT and which is quicker', 'csat'],
    ['how do I get patients involved in spread and how do I pay them', 'concept-coproduction-in-spread']
  ])('“%s” asks for no fact', (text, id) => {
    const { matches, followUp } = matcher.find(text);
    expect({ id: matches[0]?.entry.id, followUp }).toEqual({ id, followUp: undefined });
  });

  test.each(['tell me about SQUIRE and about TIDieR', 'what is SQUIRE and what is TIDieR'])(
    '“%s” gets both',
    (text) => {
      const { matches, rest } = matcher.find(text);
      expect([...matches, ...rest].map(({ entry }) => entry.id)).toEqual(
        expect.arrayContaining(['squire-2', 'tidier'])
      );
    }
  );

  test('what a message names besides is not lost', () => {
    const { matches, rest } = matcher.find('what does ISAT stand for and what does NASSS stand for');
    expect([...matches, ...rest].map(({ entry }) => entry.id)).toEqual(
      expect.arrayContaining(['nasss-framework', 'isat-scalability-tool'])
    );
  });
});

test('the name of a kind of answer asks for it, so that it is asked again by its name', () => {
  const names = [...headed(wordLists.followUps, 'given').keys()];
  expect(names.filter((name) => !kindsAsked(name).includes(name))).toEqual([]);
});

describe('what leans on the last answer', () => {
  test.each([
    ['how long would it take the whole team', 'long-term-success-tool', /15 minutes/],
    ['how many patients do I start with', 'pdsa', /one patient/],
    ['is it open access', 'cfir', /open access/],
    ['is ther a user guide', 'cfir', /user guide/],
    ["what's it based on", 'nasss-cat', /built on/],
    ['is there a short version', 'nasss-cat', /SHORT/],
    ['is it still going', 'futurenhs', /in use/],
    ['when did it start', 'nhs-impact', /April 2023/],
    ['how many case studies', 'against-the-odds', /ten case studies/],
    ['12 what', 'long-term-success-tool', /12 things/],
    ['can a hospice use it', 'futurenhs', /including charities/],
    ['who is it for', 'woe-adoption-spread-guide', /member organisations/],
    ['does it work in England', 'scottish-approach-to-change', /if you work in Scotland/],
    ['who should fill it in', 'isat-scalability-tool', /several people/],
    ['what are the five', 're-aim', /Reach: .* Maintenance:/],
    ['can we send in an audit', 'rcpch-qi-central', /An audit alone is not enough/],
    ['how do I reach them', 'contact-cfsd-scotland', /Scotland Innovates/],
    ['how long does it usually take', 'concept-peer-review', /varies/],
    ['how many members', 'q-community', /231/]
  ])('“%s” after %s is told what that says', (text, last, said) => {
    const { matches, followUp } = matcher.find(text, [last]);
    expect({ id: matches[0]?.entry.id, followUp }).toEqual({ id: last, followUp: 'detail' });
    expect(matches[0]?.passage).toMatch(said);
  });

  test.each(['what does the R stand for', 'list them', 'no, the first one then'])('“%s” shows it once more', (text) => {
    const list = writeShown({ last: ['re-aim'], list: ['re-aim', 'cfir'] });
    expect(matcher.find(text, list)).toMatchObject({ outcome: 'answer', matches: [{ entry: { id: 're-aim' } }] });
  });

  test.each([
    ['who wrote it', 'nhs-sustainability-model', /Maher, Gustafson and Evans/],
    ['who wrote it', 'squire-2', undefined]
  ])('“%s” after %s names who made it where that says so', (text, last, said) => {
    const { followUp, matches } = matcher.find(text, [last]);
    expect({ followUp, id: matches[0]?.entry.id }).toEqual({ followUp: said ? 'detail' : 'source', id: last });
    if (said) expect(matches[0]?.passage).toMatch(said);
    else expect(matches[0]?.passage).toBeUndefined();
  });

  test.each([
    ['is the training free', 'making-data-count'],
    ['can patients join', 'q-community'],
    ['does it cover hospices', 'frame-adaptation']
  ])('“%s” is asked of %s', (text, last) => {
    expect(matcher.isFollowUp?.(text)).toBe(true);
    expect(matcher.find(text, [last])).toMatchObject({ followUp: 'detail', matches: [{ entry: { id: last } }] });
  });

  test.each([
    ['how do I choose a journal', 'bmj-open-quality'],
    ['what is a logic model and do I need one', 'driver-diagram'],
    ['tell me about TIDieR', 'squire-2'],
    ['is it research?', 'squire-2']
  ])('“%s” after %s is a question of its own, though that shares a word with it', (text, last) => {
    expect(matcher.find(text, [last])).toMatchObject({ matches: matcher.find(text).matches });
  });

  test('“no, I meant” is no part of what is asked', () => {
    const { followUp } = matcher.find('no i meant who can I talk to', ['concept-holding-the-gains']);
    expect(followUp).toBe('contact');
  });

  test.each([
    ['sorry', 'thanks'],
    ['nos da, see you tomorrow', 'goodbye'],
    ['can you give the tips a rest', 'command/tips pause']
  ])('“%s” alone is %s', (text, talk) => {
    expect(matcher.find(text).talk).toBe(talk);
  });

  test('a statement in which the word for a contact stands asks for nobody', () => {
    expect(matcher.find('i got an email from one', ['concept-predatory-publishing']).followUp).not.toBe('contact');
  });
});
