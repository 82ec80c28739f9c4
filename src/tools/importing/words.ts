const token = /[\p{L}\p{N}]+/gu;

/** Returns the number of runs of letters or figures in a text, in any script. */
export function countTokens(text: string): number {
  return text.match(token)?.length ?? 0;
}

/**
 * Returns text without the targets of its Markdown links, of which only the words count, without signs within a word, and
 * with raised figures as plain ones.
 */
const withoutTargets = (markdown: string): string =>
  markdown
    .normalize('NFKC')
    .replace(/(?<=[\p{L}\p{N}])\*{1,3}(?=[\p{L}\p{N}])/gu, '')
    .replace(/\]\((?:<[^>\n]{0,2100}>|[^)\s]{0,2100})(?:[ \t][^)\n]{0,300})?\)/g, '] ')
    .replace(/\\/g, '');

/**
 * Compares the words that were read with those that were kept, in any position.
 *
 * @returns the words that were read but not kept, in the order of reading
 */
export function wordsLost(read: string, kept: string): string[] {
  const left = new Map<string, number>();
  for (const [word] of withoutTargets(kept).toLowerCase().matchAll(token)) left.set(word, (left.get(word) ?? 0) + 1);
  return [...withoutTargets(read).matchAll(token)].flatMap(([word]) => {
    const times = left.get(word.toLowerCase()) ?? 0;
    if (times === 0) return [word];
    left.set(word.toLowerCase(), times - 1);
    return [];
  });
}
