import type { Answers, Assessment, ChecklistAssessment, RatedAssessment } from '../model/assessment.ts';

/** One letter an answer, so that a form carries those of earlier pages in the few characters that a platform keeps with it. */
const letters: Readonly<Record<string, string>> = {
  dont_know: '?',
  not_relevant: '-',
  yes: 'y',
  partly: 'p',
  no: 'n'
};
const skipped = '.';

type Pointed = RatedAssessment | ChecklistAssessment;

/** Lists the answers that a point takes, in the order in which they are shown. */
export function allowedAnswers(assessment: Pointed): readonly string[] {
  if (assessment.kind === 'checklist') return assessment.choices.map(({ value }) => value);
  const steps = Array.from({ length: assessment.max + 1 }, (_, step) => String(step));
  return [...steps, 'dont_know', 'not_relevant'];
}

/** Writes answers as one letter a point, in the file's order; `.` for what was skipped. */
export function packAnswers(assessment: Pointed, answers: Answers): string {
  return assessment.points
    .map(({ id }) => {
      const answer = answers[id];
      return answer === undefined ? skipped : (letters[answer] ?? answer);
    })
    .join('');
}

/** Reads what {@link packAnswers} wrote. Letters that no answer has, and what is too long, are left out. */
export function unpackAnswers(assessment: Pointed, packed: string): Answers {
  const answers: Record<string, string> = {};
  assessment.points.forEach(({ id }, index) => {
    const letter = packed[index];
    const answer = allowedAnswers(assessment).find((allowed) => (letters[allowed] ?? allowed) === letter);
    if (answer !== undefined) answers[id] = answer;
  });
  return answers;
}

/**
 * Keeps the answers that the assessment as it is now can take: its file may have changed since they were given.
 *
 * @returns what fits, and whether anything was left out
 */
export function fittingAnswers(assessment: Assessment, given: Answers): { answers: Answers; lost: boolean } {
  const fits = (id: string, answer: string): boolean => {
    switch (assessment.kind) {
      case 'rated':
      case 'checklist':
        return assessment.points.some((point) => point.id === id) && allowedAnswers(assessment).includes(answer);
      case 'plan':
        return assessment.fields.some((field) => field.id === id && answer.length <= field.max);
      case 'tree':
        if (id === 'flags') return true;
        return assessment.nodes.some(
          (node) => node.id === id && /^\d$/.test(answer) && Number(answer) < node.choices.length
        );
    }
  };
  const kept = Object.entries(given).filter(([id, answer]) => fits(id, answer));
  return { answers: Object.fromEntries(kept), lost: kept.length < Object.keys(given).length };
}
