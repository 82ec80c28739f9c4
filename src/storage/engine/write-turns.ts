/** Runs something soon, in a turn of the event loop of its own, with what others asked for at the same time. */
export type WriteTurn = (work: () => void) => void;

/**
 * Turns with a time between them, so that what is written in it is one commit: the first comes at once, and under load they
 * come at most every `gapMs` milliseconds.
 */
export function createWriteTurns(gapMs: number): WriteTurn {
  let works: (() => void)[] = [];
  let before = Number.NEGATIVE_INFINITY;
  const go = (): void => {
    const due = works;
    works = [];
    before = performance.now();
    for (const work of due) work();
  };
  return (work) => {
    if (works.push(work) > 1) return;
    const left = before + gapMs - performance.now();
    if (left > 0) setTimeout(go, left);
    else setImmediate(go);
  };
}
