/** A message of several questions is taken apart at most this far. */
const mostQuestions = 4;
const shortestWords = 2;
const longestMessage = 4000;

/**
 * The questions of a message, in order; the message itself when it is one. A sentence that only leads up to a question
 * stays with it, because stories are told that way.
 */
export function splitQuestions(text: string): string[] {
  const pieces = text
    .slice(0, longestMessage)
    .split(/(?<=\?)\s*|\n+|\b(?:and also|also|another thing|secondly)\b[,:]?\s+/i)
    .map((piece) => piece.trim())
    .filter((piece) => piece.split(/\s+/).length >= shortestWords);
  if (pieces.length < 2) return [text];
  return pieces.slice(0, mostQuestions);
}
