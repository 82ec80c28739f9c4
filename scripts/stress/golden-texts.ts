import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Returns everything people asked in the golden questions: every kind of wording, slips of the keyboard, and what is not ours. */
export function goldenTexts(): string[] {
  const all = parse(readFileSync(join('knowledge', 'questions.yaml'), 'utf8')) as { ask: string }[];
  return all.map(({ ask }) => ask);
}
