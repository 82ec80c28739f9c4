import path from 'node:path';
import { DocumentError, type Progress, type Reading } from './document.ts';
import { unmarked } from './flatten.ts';
import { formatOfDocument } from './formats/index.ts';
import { limits } from './limits.ts';
import { splitSections } from './sections.ts';

/**
 * Reads a document of any known format. What it holds may make this slow or large, so it belongs in a thread of its own:
 * see `readInWorker`.
 *
 * @param name the file's name, for its ending and as a title of last resort
 * @param address where it was published, over what the document says itself
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
  const markup = await format.read(bytes, progress);
  const place = address ?? markup.address;
  const headings = [...markup.markdown.matchAll(/^# +(.{1,300})$/gm)]
    .map(([, text]) => unmarked(text!))
    .filter(Boolean);
  const fallback = path.basename(name, path.extname(name)).replace(/[-_]+/g, ' ');
  const own = headings.length === 1 && !/^\d/.test(headings[0]!) ? headings[0] : undefined;
  const title = own ?? markup.title ?? headings[0] ?? fallback;
  const { sections, skipped, empty } = splitSections(markup.markdown, title, place);
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
  return { title, ...(place && { address: place }), sections: sections.slice(0, limits.sections), notes };
}
