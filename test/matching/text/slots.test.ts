import { describe, expect, test } from '@jest/globals';
import { createSlots } from '../../../src/matching/text/slots.ts';
import { wordsOf } from '../../../src/matching/text/text.ts';

const slots = createSlots((words) => ['driver diagram', 'spread', 'research'].includes(words.join(' ')), wordsOf);
const filled = (text: string) => slots.fill(text).map(({ text: own }) => own);

describe('the object of a question', () => {
  test.each([
    ['how do I spread our sepsis bundle to other wards', 'how do I spread our project to other wards'],
    ['how do I sustain our falls project', 'how do I sustain our project'],
    ['the surgeons ignore our checklist', 'the surgeons ignore our project'],
    ['is our asthma bus ready to go to other areas', 'is our project ready to go to other areas'],
    ['how do we publish our last audit', 'how do we publish our project'],
    ['how can I write up my VTE assessment', 'how can I write up my project'],
    ['is our hypothermia blanket research or audit', 'is our project research or audit'],
    ['how do we get our hand hygiene improvement taken up by others', 'how do we get our project taken up by others'],
    ['we reduced self harm and falls, how do we spread it', 'we reduced project, how do we spread it'],
    ['how do we sustain a reduction in C. diff', 'how do we sustain a reduction in project'],
    ['blood transfusion wastage project poster', 'project poster']
  ])('%s', (text, by) => {
    expect(filled(text)).toContain(by);
  });

  test('is left alone where the knowledge knows it by name, or nothing else is said', () => {
    for (const text of [
      'how do I draw our driver diagram',
      'what are our visiting times',
      'we want to know if there is a checklist for other wards',
      'what is the time',
      'we use what the other ward has',
      'we need a new checklist for the notes',
      'is there a research project on spread',
      'spread my leave over two years',
      'who books the spread workshop'
    ])
      expect(filled(text)).toEqual([]);
  });

  test('needs a sure entry where only what health care works on is named, and no work', () => {
    const least = (text: string) => slots.fill(text).map((each) => each.least);
    expect(least('meaning of DNACPR')).toEqual([0.85]);
    expect(least('keeping nasogastric tube checks going')).toEqual([0.65]);
    expect(least('which dressing for a sacral pressure ulcer')).toEqual([0.85]);
    for (const text of ['keeping our nasogastric tube checks going', 'poster on swallow screening'])
      expect(least(text)).toContain(undefined);
    expect(filled('keeping nasogastric tube checks going')).toEqual(['keeping project going']);
  });
});
