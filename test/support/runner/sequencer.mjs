import Sequencer from '@jest/test-sequencer';

/** Suites of more than a minute, which they mostly wait: begun last, they would end alone. */
const longest = ['e2e/hanging-store', 'core/tips/torture', 'stress'];

/** jest's option `testSequencer`: the longest suites first, then as jest has them, by their last time or their size. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const place = ({ path }) => {
      const found = longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? longest.length : found;
    };
    return [...(await super.sort(tests))].sort((a, b) => place(a) - place(b));
  }
}
