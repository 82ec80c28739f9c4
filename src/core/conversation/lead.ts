/**
 * Matches the end of a sentence: a stop before a capital, a quotation mark or markup, or at the end of the paragraph.
 */
const sentenceEnd = /[.!?](?=\s+[A-Z“"‘'*[]|\s*$)/g;
/** Minimum length of a sentence, in characters; anything shorter is taken for an abbreviation. */
const shortest = 20;

/** Returns true if all emphasis, code and links that begin in a piece of Markdown also end in it. */
function isWhole(markdown: string): boolean {
  const count = (sign: RegExp): number => markdown.match(sign)?.length ?? 0;
  return (
    count(/\*\*/g) % 2 === 0 && count(/`/g) % 2 === 0 && count(/\[/g) === count(/\]/g) && count(/\(/g) === count(/\)/g)
  );
}

/**
 * Splits the body of an entry into the sentence that answers and the rest.
 *
 * @param body Markdown
 * @returns `lead`, the first sentence, or the first paragraph where no sentence ends without cutting markup in two;
 * `rest`, the remaining text, which may be empty
 */
export function splitLead(body: string): { lead: string; rest: string } {
  const whole = body.trim();
  const end = whole.search(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/);
  const paragraph = end < 0 ? whole : whole.slice(0, end);
  const stop = [...paragraph.matchAll(sentenceEnd)]
    .map(({ index }) => index + 1)
    .find((length) => length > shortest && isWhole(paragraph.slice(0, length)));
  const lead = paragraph.slice(0, stop ?? paragraph.length);
  return { lead, rest: whole.slice(lead.length).trim() };
}
