import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { groupQuestions } from '../../src/report/group.ts';
import { trained, trainingMs } from '../support/trained.ts';

/** Unanswered wordings by what they mean; they decided between settings that were equal on the wordings of the tuning. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  consent: [
    'do I need patient consent to publish',
    'consent form for a case report',
    'is written consent from patients needed for our article'
  ],
  translate: ['is there a welsh version', 'guides in welsh please', 'resources in the welsh language'],
  award: [
    'how do I nominate our team for an award',
    'improvement awards to enter',
    'is there a prize for quality improvement'
  ],
  fees: [
    'who pays for open access fees',
    'open acces fees, who pays them',
    'can I get the publication charge waived',
    'article processing charge funding'
  ],
  training: [
    'is there a course on quality improvement for nurses',
    'QI training for beginners',
    'where can I learn improvement methods',
    'online improvement course'
  ],
  data: ['where do I get data on falls', 'how can I find falls figures for my ward', 'national data about falls'],
  dataprot: [
    'can I share patient data with another trust',
    'information governance for sharing data',
    'data protection for our project'
  ],
  leader: [
    'how do I get executives to support the project',
    'senior leaders are not interested in our work',
    'getting board buy in'
  ],
  staff: [
    'staff are resistant to change',
    'how to deal with colleagues who do not want to change',
    'overcoming resistance to change'
  ],
  sickness: ['how do I report sick', 'who do I ring when I am ill'],
  reviewers: [
    'how to answer reviewers',
    'responding to peer reviewer comments',
    'the reviewers rejected my paper what now'
  ],
  weather: ['what is the weather tomorrow'],
  canteen: ['what is for lunch in the canteen', 'canteen opening times'],
  cost: [
    'how do I work out the cost saving of our project',
    'return on investment of a QI project',
    'calculate savings from improvement'
  ]
};

let matcher: Matcher;
beforeAll(async () => {
  ({ matcher } = await trained(path.join(packageRoot, 'knowledge')));
}, trainingMs);

const pairs = (count: number): number => (count * (count - 1)) / 2;

test('of pairs with one meaning four in five stand in one gap, and of pairs in one gap nine in ten belong together', () => {
  const meaningOf = new Map(Object.entries(meanings).flatMap(([name, texts]) => texts.map((text) => [text, name])));
  const groups = groupQuestions(
    [...meaningOf.keys()].map((text) => ({ text, outcome: 'none', platform: 'slack' })),
    matcher
  );
  let [right, put] = [0, 0];
  for (const { wordings } of groups) {
    put += pairs(wordings.length);
    const counts = new Map<string, number>();
    for (const { text } of wordings) {
      const name = meaningOf.get(text)!;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const count of counts.values()) right += pairs(count);
  }
  const wanted = Object.values(meanings).reduce((sum, texts) => sum + pairs(texts.length), 0);
  expect(right / wanted).toBeGreaterThanOrEqual(0.8);
  expect(right / put).toBeGreaterThanOrEqual(0.9);
});
