import type { Answers, Assessment, ChecklistAssessment, RatedAssessment } from '../model/assessment.ts';

/** One letter per answer, so that a form carries those of other pages within the platforms' limit. */
const letters: Readonly<Record<string, string>> = {
  dont_know: '?',
  not_relevant: '-',
  yes: 'y',
  partly: 'p',
  no: 'n'
};
type Pointed = RatedAssessment | ChecklistAssessment;

/** Lists the valid answers of a point, in display order. */
function allowedAnswers(assessment: Pointed): readonly string[] {
  if (assessment.kind === 'checklist') return assessment.choices.map(({ value }) => value);
  const steps = Array.from({ length: assessment.max + 1 }, (_, step) => String(step));
  return [...steps, 'dont_know', 'not_relevant'];
}

/**
 * Writes each answer under its question's id, as `works:2,core:?`. A file whose questions were added, removed or put in
 * another order meanwhile reads none as the answer to another question.
 *
 * @param ids questions, in the file's order
 */
export function packById(ids: readonly string[], answers: Answers): string {
  return ids
    .flatMap((id) => {
      const answer = answers[id];
      return answer === undefined ? [] : [`${id}:${letters[answer] ?? answer}`];
    })
    .join(',');
}

/** Reads the value of {@link packById}, which a client may have altered: the letter of each id. */
export function unpackById(packed: string): ReadonlyMap<string, string> {
  return new Map(
    packed.split(',').flatMap((one) => {
      const [id = '', letter = ''] = one.split(':');
      return id === '' ? [] : [[id, letter] as const];
    })
  );
}

/** Writes answers in the format of {@link packById}. */
export const packAnswers = ({ points }: Pointed, answers: Answers): string =>
  packById(
    points.map(({ id }) => id),
    answers
  );

/** Reads the value of {@link packAnswers}. Unknown ids and letters are ignored. */
export function unpackAnswers(assessment: Pointed, packed: string): Answers {
  const given = unpackById(packed);
  const answers: Record<string, string> = {};
  for (const { id } of assessment.points) {
    const letter = given.get(id);
    const answer = allowedAnswers(assessment).find((allowed) => (letters[allowed] ?? allowed) === letter);
    if (answer !== undefined) answers[id] = answer;
  }
  return answers;
}

/**
 * Returns the answers that are valid in the current version of the assessment, whose file may have changed since.
 *
 * @returns the valid answers, and whether any was left out
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
