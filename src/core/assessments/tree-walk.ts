import type { Answers, TreeAssessment, TreeNode, TreeOutcome } from '../model/assessment.ts';

/** Path through a tree given by the answers so far. */
export interface TreePath {
  /** Answered questions, in order, with the chosen label. */
  taken: readonly { node: TreeNode; chosen: string }[];
  /** Next question; undefined at the end. */
  next?: TreeNode;
  outcome?: TreeOutcome;
  /** Text of the outcome with the reason from the person's own answers. */
  says?: string;
}

/**
 * Follows the answers from the start as far as they lead. Answers outside the path are ignored.
 *
 * @param most number of answers to follow; all when not given
 */
export function walkTree(assessment: TreeAssessment, answers: Answers, most = Infinity): TreePath {
  const taken: { node: TreeNode; chosen: string }[] = [];
  let because: string | undefined;
  let at = assessment.start;
  // Each node is visited at most once: `check` refuses a path that leads back.
  for (let left = assessment.nodes.length; left >= 0; left--) {
    const outcome = assessment.outcomes.find(({ id }) => id === at);
    if (outcome) return { taken, outcome, says: outcome.says.replaceAll('{because}', because ?? '') };
    const node = assessment.nodes.find(({ id }) => id === at);
    if (!node) break;
    const choice = node.choices[Number(answers[node.id] ?? Number.NaN)];
    if (!choice || taken.length >= most) return { taken, next: node };
    taken.push({ node, chosen: choice.label });
    because = choice.because;
    at = choice.go;
  }
  return { taken };
}

/** Lists the lines for the ticked flags; unknown ids are ignored. */
export function flagLines({ flags }: TreeAssessment, answers: Answers): readonly string[] {
  const ticked = new Set((answers.flags ?? '').split(','));
  return flags.items.filter(({ id }) => ticked.has(id)).map(({ adds }) => adds);
}
