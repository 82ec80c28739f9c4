import { decodeText } from '../encoding.ts';
import type { DocumentFormat } from './format.ts';

const frontMatter = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Markdown. Of its front matter, only the title and the address are taken. */
export const markdownDocument: DocumentFormat = {
  name: 'Markdown',
  extensions: ['.md', '.markdown'],
  read: async (bytes) => {
    const text = decodeText(bytes);
    const front = frontMatter.exec(text);
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}:[ \\t]*(["']?)(.{1,300}?)\\1[ \\t]*$`, 'm').exec(front?.[1] ?? '')?.[2];
    const title = field('title');
    const address = field('url') ?? field('source');
    return {
      markdown: front ? text.slice(front[0].length) : text,
      ...(title && { title }),
      ...(address && /^https?:\/\//.test(address) && { address }),
      notes: []
    };
  }
};
