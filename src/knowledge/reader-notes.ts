import { type SourceFile, shownFile } from './formats/format.ts';
import { isEntryFile } from './group-sources.ts';
import type { Problem } from './problem.ts';

/** Words that address the editors of a text and not its readers. */
const toEditors =
  /\b(?:we|I) (?:did not|didn't|could not|couldn't|were unable to) (?:find|check|see|tell|open|verify)\b|\b(?:we|I) found (?:no|nothing|only)\b|\b(?:the )?copy (?:we|I) saw\b|\bstored cop(?:y|ies)\b|\b(?:todo|fixme|tbc|tbd)\b|^\W*to do: (?:add|check|find|link|update|write)\b|\bplease (?:add|check|confirm|replace|update) (?:the|this) (?:address|date|entry|link|source|text|wording)\b/i;

/** Body of a new entry's file, for its editor to replace. */
export const templateBody = [
  'Say in one plain sentence what it is and when to use it.',
  '',
  '- A fact.',
  '- Another one.'
];
const placeholders: ReadonlySet<string> = new Set(templateBody.filter(Boolean));

/** Value of a text field followed by what YAML reads as a comment. */
const cutShort = /^(?:(?:title|publisher|link_label):|\s+-)\s+[^'"#\s][^\n]*?\s#\S/;

/**
 * Finds valid files that do not say what their editor means: text that YAML cuts at a `#`, lines of the template, and
 * sentences that address editors where readers see them.
 */
export function readerNotes(sources: readonly SourceFile[]): Problem[] {
  return sources.flatMap((source) => (isEntryFile(source.file) ? notesOf(source) : []));
}

function notesOf(source: SourceFile): Problem[] {
  const notes: Problem[] = [];
  const lines = source.text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
  const isDraft = lines.slice(0, Math.max(0, end)).some((line) => /^status:\s*draft\b/.test(line));
  for (const [index, line] of lines.entries()) {
    const say = (message: string, blocks: boolean): void => {
      notes.push({ file: shownFile(source), line: index + 1, message, blocks });
    };
    if (index < end && cutShort.test(line)) {
      say('What follows the # is a comment to YAML and is not read. Put quotation marks round the whole text.', false);
    }
    if (index > end && !isDraft && placeholders.has(line.trim())) {
      say('This line is still that of the template, and readers see it. Write your own, or remove it.', true);
    }
    const spoken = index > end ? toEditors.exec(line) : null;
    if (spoken) {
      say(`“${spoken[0]}” speaks to editors, and readers see it. Say what readers can do instead.`, true);
    }
  }
  return notes;
}
