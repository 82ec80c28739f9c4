import type { Block, ResultDocument } from './document.ts';
import { barText } from './result-cards.ts';

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return part.text.toUpperCase();
    case 'text':
      return part.text;
    case 'list':
      return part.items.map((item) => `• ${item}`).join('\n');
    case 'links':
      return part.links.map(({ label, url }) => `• ${label}: ${url}`).join('\n');
    case 'bars':
      return part.rows.map(({ label, step, max, says }) => `${label}: ${barText(step, max, says)}`).join('\n');
    case 'blank':
      return '…';
  }
}

/** Writes a document as plain text to copy, for where no file can be offered. */
export function toText({ title, blocks, foot }: ResultDocument): string {
  return [title, ...blocks.map(block), foot].join('\n\n');
}
