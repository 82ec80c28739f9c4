import type { Bar, Block, ResultDocument } from '../core/assessments/document.ts';

/** Characters that Markdown reads as marks. */
const marks = /[\\`*_{}[\]<>#|~]/g;

/** Escapes plain text so that Markdown shows it as it is. */
const escaped = (text: string): string => text.replace(marks, '\\$&').replace(/\s*\n\s*/g, ' ');

/** Draws a bar as squares, with its words beside it. */
export function barLine({ step, max, says }: Bar): string {
  return step === undefined ? says : `${'■'.repeat(step)}${'□'.repeat(max - step)} ${step} of ${max}: ${says}`;
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.level + 1)} ${escaped(part.text)}`;
    case 'text':
      return part.strong ? `**${escaped(part.text)}**` : escaped(part.text);
    case 'list':
      return part.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'links':
      return part.links.map(({ label, url }) => `- [${escaped(label)}](<${url}>)`).join('\n');
    case 'bars':
      return part.rows.map((row) => `- **${escaped(row.label)}:** ${escaped(barLine(row))}`).join('\n');
    case 'blank':
      return Array.from({ length: part.lines }, () => '\\').join('\n');
  }
}

/** Writes a document as Markdown. */
export function toMarkdown({ title, blocks, foot }: ResultDocument): string {
  return `${[`# ${escaped(title)}`, ...blocks.map(block), '---', escaped(foot)].join('\n\n')}\n`;
}
