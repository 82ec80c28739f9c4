import path from 'node:path';
import { DocumentError, type Progress, type Reading, type Section } from './document.ts';
import { unmarked } from './flatten.ts';
import { formatOfDocument } from './formats/index.ts';
import { limits } from './limits.ts';
import { realAddress } from './real-address.ts';
import { splitSections } from './sections.ts';
import { countTokens, wordsLost } from './words.ts';

/**
 * Reads a document of any known format. Some documents make this slow or large, so it should run in a separate thread:
 * see `readInWorker`.
 *
 * @param name the file's name, for its extension and as a fallback title
 * @param address published address, in place of the one that the document states
 * @throws DocumentError when it cannot be read
 */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  address: string | undefined,
  progress: Progress
): Promise<Reading> {
  if (bytes.length === 0) throw new DocumentError('The file is empty.');
  const format = formatOfDocument(name, bytes);
  const read = await format.read(bytes, progress);
  const isNamed = read.title && !nameless.test(read.title);
  const promoted = promoteBold(read.markdown, !isNamed);
  const markup = { ...read, markdown: isNamed ? promoted : titled(promoted) };
  const stated = address ?? markup.address;
  const place = stated && URL.canParse(stated) ? realAddress(new URL(stated)).href : stated;
  const headings = [...markup.markdown.matchAll(/^# +(.{1,300})$/gm)]
    .map(([, text]) => unmarked(text!))
    .filter(Boolean);
  const fallback = path.basename(name, path.extname(name)).replace(/[-_]+/g, ' ');
  const own = headings.length === 1 && !/^\d/.test(headings[0]!) ? headings[0] : undefined;
  const stating = isNamed ? markup.title?.replace(/^(?:home(?: ?page)?|welcome) [|–—-] (?=\S)/i, '') : undefined;
  const first = headings[0]?.replace(/^(?:\d+\.)*\d+\.?\s+(?=\p{L})/u, '');
  const title = (markup.named && stating) || (own ?? stating ?? first ?? fallback);
  const { sections, skipped, empty, lent } = splitSections(markup.markdown, title, place);
  if (sections.length === 0) throw new DocumentError(`No text was found in this ${format.name} document.`);
  const notes = [...markup.notes];
  if (skipped.length > 0) notes.push(`Left out: ${skipped.join(', ')}.`);
  if (empty.length > 0) {
    const some = empty.slice(0, 5).join('; ');
    notes.push(
      `Nothing stands under ${empty.length === 1 ? 'this heading' : `${empty.length} headings`}: ${some}${empty.length > 5 ? '; …' : ''}.`
    );
  }
  if (sections.length > limits.sections)
    notes.push(`Only the first ${limits.sections} of ${sections.length} sections were taken. Split the document.`);
  // Numbers before headings are left out of titles.
  const numbers = [...markup.markdown.matchAll(/^#{1,6} +((?:\d+\\?\.)*\d+)/gm)].map(([, number]) => number);
  const kept = [title, ...numbers, ...lent, ...skipped, ...empty, ...sections.flatMap(allOf)].join('\n');
  const lost = wordsLost((read.text ?? read.markdown).replace(/https?:\/\/[^\s<>()"]+/g, plainAddress), kept);
  if (lost.length > 0)
    notes.push(
      lostNote(
        lost,
        sections.reduce((sum, part) => sum + countTokens(part.body), 0)
      )
    );
  return { title, ...(place && { address: place }), sections: sections.slice(0, limits.sections), notes };
}

/** Titles that a program gives to a document without one. */
const nameless = /^(?:untitled(?: document| page)?|new page|document\d*|home ?page|index|microsoft word - .*)$/i;

const plainAddress = (url: string): string => (URL.canParse(url) ? realAddress(new URL(url)).href : url);

/**
 * Turns short paragraphs that are wholly bold into headings if other text follows them, in a document without headings
 * below its title: many authors write headings this way.
 */
function promoteBold(markdown: string, untitled: boolean): string {
  if (/^#{2,6} /m.test(markdown) || /^```/m.test(markdown)) return markdown;
  const top = untitled && !/^# /m.test(markdown);
  const blocks = markdown.split(/\n{2,}/);
  const isBold = (block: string): boolean => /^\*\*[^*\n]{2,90}[^*\n.,;]\*\*$/.test(block.trim());
  const bold = blocks.filter(isBold).length;
  if (bold === 0 || bold > blocks.length * 0.6) return markdown;
  return blocks
    .map((block, index) =>
      isBold(block) && index < blocks.length - 1
        ? `${top && index === 0 ? '#' : '##'} ${block.trim().slice(2, -2).replace(/:$/, '').trimEnd()}`
        : block
    )
    .join('\n\n');
}

/** Turns a single short line at the top of a document without headings into its title. */
function titled(markdown: string): string {
  if (/^#{1,6} /m.test(markdown)) return markdown;
  const top = /^\s*([^\n]{3,100})\n\s*\n(?=[\s\S]*\S)/.exec(markdown);
  const line = top?.[1]?.trim();
  if (!top || !line || /^[-*+>|`]|^\d+\.|[.,;:!?]$|\]\(|^\[/.test(line) || countTokens(line) > 12) return markdown;
  return `# ${line.replace(/^\*\*(.+)\*\*$/, '$1')}\n\n${markdown.slice(top[0].length)}`;
}

const allOf = ({ title, heading, body, lost }: Section): string[] => [
  title,
  heading,
  body,
  ...lost.map(({ said }) => said)
];

/** Returns a note of how many words of a document are in no draft, with the first of them. */
function lostNote(lost: readonly string[], kept: number): string {
  const some = lost.slice(0, 8).join(' ');
  return `${lost.length} of ${kept + lost.length} words that were read are in no draft: ${some}${lost.length > 8 ? ' …' : ''}. Look at the original.`;
}
