/**
 * Maximum time by which a stored moment may lie ahead of this machine's clock, in milliseconds. A later one was written
 * while a clock was wrong: it counts as past, or it would hold rows back until the clock gets there.
 */
export const aheadMs = 60_000;
