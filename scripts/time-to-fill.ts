import { pathToFileURL } from 'node:url';
import { packageRoot } from '../src/config/package-root.ts';
import { planPages } from '../src/core/assessments/plan-pages.ts';
import { pageForm, pagesOf } from '../src/core/assessments/steps.ts';
import { begin } from '../src/core/assessments/take-step.ts';
import { walkTree } from '../src/core/assessments/tree-walk.ts';
import type { Answers, Assessment, TreeAssessment } from '../src/core/model/assessment.ts';
import type { Form, FormField } from '../src/core/model/form.ts';
import { loadKnowledge } from '../src/knowledge/index.ts';

/** Words a minute that adults read in silence: Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047 (English non-fiction). */
const readPerMinute = 238;
/** Words a minute typed on a phone: Palin et al. 2019, https://doi.org/10.1145/3338286.3340120 (37,000 people). */
const typedPerMinute = 36;
/** Seconds to reach and press something on a screen: Card, Moran and Newell 1980, https://doi.org/10.1145/358886.358895. */
const tapSeconds = 1.1;
/** Seconds to make up one's mind before a choice: the same, as the mental operator. */
const mindSeconds = 1.35;

/** Effort of going through an assessment once, with an answer to each question, from the start button to the result. */
export interface Effort {
  screens: number;
  questions: number;
  /** Words on the screens. */
  words: number;
  /** Presses with a finger or a mouse, the start and each *Next* among them. */
  taps: number;
  /** Presses of a key on the page, without the words of a plan. */
  keys: number;
  /** Minutes by the figures above: to read every word, to make up one's mind, to tap and to type. */
  minutes: number;
}

/** Returns the effort of one form after the other, each with the third choice, or the last of fewer. */
export function effortOf(assessment: Assessment, quick: boolean): Effort {
  const forms = formsOf(assessment, quick);
  const asked = forms.flatMap(({ fields }) => fields.filter(({ id }) => id !== 'project'));
  const words = forms.reduce((sum, form) => sum + wordsOf(form), 0);
  const typed = asked.reduce((sum, { kind, placeholder }) => sum + (kind === 'text' ? countWords(placeholder) : 0), 0);
  const chosen = asked.filter(({ kind }) => kind === 'choice');
  const taps = 1 + asked.length + forms.length;
  const seconds = taps * tapSeconds + asked.length * mindSeconds;
  return {
    screens: forms.length,
    questions: asked.length,
    words,
    taps,
    // Enter begins; an arrow a choice, from the first, which has the focus; Tab to each next control; Enter on the button.
    keys:
      1 +
      chosen.reduce((sum, field) => sum + arrows(field), 0) +
      forms.reduce((sum, { fields }) => sum + fields.reduce((tabs, field) => tabs + stops(field), 0) + 1, 0),
    minutes: words / readPerMinute + typed / typedPerMinute + seconds / 60
  };
}

/** Presses that choose an answer in a group whose first one has the focus: an arrow a place, or the space bar. */
function arrows({ options = [], value }: FormField): number {
  const way = options.findIndex((option) => option.value === value);
  return Math.max(1, way < 0 ? Math.min(2, options.length - 1) : way);
}

/** Controls at which Tab stops: one of a group of choices, each of several boxes. */
const stops = ({ kind, options = [] }: FormField): number => (kind === 'many' ? options.length : 1);

const countWords = (text = ''): number => text.split(/\s+/).filter(Boolean).length;

function wordsOf({ title, text, fields, submit, back }: Form): number {
  const ofField = ({ label, hint, placeholder, options = [] }: FormField): number =>
    [label, hint, placeholder, ...options.map((option) => option.label)].reduce((sum, one) => sum + countWords(one), 0);
  return (
    [title, text, submit, back].reduce((sum, one) => sum + countWords(one), 0) +
    fields.reduce((sum, field) => sum + ofField(field), 0)
  );
}

/** Returns the forms on the way to the result; of a tree on its longest way. */
function formsOf(assessment: Assessment, quick: boolean): Form[] {
  const form = (page: number, answers: Answers): Form =>
    pageForm(assessment, { ...begin(assessment, quick), page }, answers);
  if (assessment.kind === 'tree') {
    const way = longestWay(assessment, {});
    const pages = Object.keys(way).length;
    const { outcome } = walkTree(assessment, way);
    const flags = outcome && !assessment.flags.without.includes(outcome.id);
    return Array.from({ length: pages + (flags ? 1 : 0) }, (_, page) => form(page, way));
  }
  const pages = assessment.kind === 'plan' ? planPages(assessment).length : pagesOf(assessment, quick).length;
  return Array.from({ length: pages }, (_, page) => form(page, {}));
}

/** Returns the answers of a tree that lead over most questions. */
export function longestWay(assessment: TreeAssessment, answers: Answers): Answers {
  const { next } = walkTree(assessment, answers);
  if (!next) return answers;
  const ways = next.choices.map((_, choice) => longestWay(assessment, { ...answers, [next.id]: String(choice) }));
  return ways.reduce((longest, way) => (Object.keys(way).length > Object.keys(longest).length ? way : longest));
}

/** Lists every assessment with its versions, in the order of the list. */
function rows(all: Iterable<Assessment>): string[] {
  return [...all].flatMap((assessment) => {
    const versions = 'quick' in assessment && assessment.quick.length > 0 ? [false, true] : [false];
    return versions.map((quick) => {
      const { screens, questions, words, taps, keys, minutes } = effortOf(assessment, quick);
      const says = quick && 'quickMinutes' in assessment ? assessment.quickMinutes : assessment.minutes;
      const name = quick ? `${assessment.title} Quick version` : assessment.title;
      return `| ${name} | ${screens} | ${questions} | ${words} | ${taps} | ${keys} | ${minutes.toFixed(1)} | ${says} |`;
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { knowledge } = await loadKnowledge([`${packageRoot}/knowledge`], new Date().toISOString().slice(0, 10));
  const head = '| assessment | screens | questions | words | taps | keys | minutes, reckoned | minutes, said |';
  process.stdout.write(`${head}\n${'| --- '.repeat(8)}|\n${rows(knowledge.assessments.values()).join('\n')}\n`);
}
