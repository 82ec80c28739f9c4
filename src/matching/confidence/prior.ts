import type { ConfidenceModel } from './model.ts';

/**
 * The weights before a knowledge base has said anything of its own: fitted on the validation halves of the public sets, real
 * traffic that a bot could not answer included, and on the tuning half of the golden questions, a family of sets weighing as
 * much as another, of whose questions 35 in 100 have no answer. `npm run bench -- --public DIR --fit` prints them.
 */
export const prior: ConfidenceModel = {
  candidate: [4.22, 4.19, 3.57, 1.16, 3.58, 1.44],
  none: [5.53, 3.63, 1.24, -1.14, -0.02]
};
