import { DocumentError, type Markup, type Progress } from '../document.ts';
import { limits } from '../limits.ts';
import type { DocumentFormat } from './format.ts';
import { blocksToMarkdown } from './pdf-blocks.ts';
import { type Line, type LinkArea, linesOf, type TextItem } from './pdf-lines.ts';

type Pdf = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

async function open(bytes: Uint8Array): Promise<Pdf> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      stopAtErrors: false,
      useSystemFonts: false,
      verbosity: 0
    });
  } catch (error) {
    const { name } = error as Error;
    throw new DocumentError(
      name === 'PasswordException'
        ? 'The PDF is protected with a password. Open it, print it to a new PDF without one, and import that.'
        : 'The PDF is damaged: its contents cannot be found. Open it in a PDF reader and save it again.',
      { cause: error }
    );
  }
}

async function pageLines(pdf: Pdf, number: number): Promise<Line[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const annotations: { subtype: string; url?: string; unsafeUrl?: string; rect: number[] }[] =
    await page.getAnnotations();
  const areas = annotations.flatMap(({ subtype, url, unsafeUrl, rect }): LinkArea[] => {
    const target = url ?? unsafeUrl;
    return subtype === 'Link' && typeof target === 'string' && target ? [{ url: target, rect }] : [];
  });
  page.cleanup();
  return linesOf(
    number,
    items.filter((item): item is typeof item & TextItem => 'str' in item),
    areas
  );
}

async function read(bytes: Uint8Array, progress: Progress): Promise<Markup> {
  const pdf = await open(bytes);
  const pages = Math.min(pdf.numPages, limits.pages);
  const lines: Line[] = [];
  let unread = 0;
  for (let number = 1; number <= pages; number++) {
    try {
      lines.push(...(await pageLines(pdf, number)));
    } catch {
      unread += 1;
    }
    progress(number, pages, 'pages');
  }
  if (lines.length === 0) {
    throw new DocumentError(
      unread > 0
        ? 'The PDF is damaged: none of its pages can be read. Open it in a PDF reader and save it again.'
        : 'The PDF holds no text, only pictures of it, as scanners make them. Have its text recognised first (OCR), then import it.'
    );
  }
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = (info as { Title?: unknown }).Title;
  const notes: string[] = [];
  if (pdf.numPages > pages) notes.push(`Only the first ${pages} of ${pdf.numPages} pages were read. Split the PDF.`);
  if (unread > 0) notes.push(`${unread} of ${pages} pages are damaged and were left out.`);
  await pdf.destroy();
  const { markdown, runningHeads } = blocksToMarkdown(lines, pages);
  if (runningHeads.length > 0) {
    const different = new Map(runningHeads.map((text) => [text.replace(/\d+/g, '#'), text]));
    const some = [...different.values()].slice(0, 3).map((text) => `“${text.slice(0, 80)}”`);
    notes.push(
      `Left out: ${runningHeads.length} lines that the pages repeat at their top or bottom, such as ${some.join(', ')}.`
    );
  }
  return {
    markdown,
    ...(typeof title === 'string' &&
      title.trim() &&
      !/^(?:untitled|microsoft word - |.*\.(?:docx?|indd|pptx?|pdf)$)/i.test(title.trim()) && { title: title.trim() }),
    notes
  };
}

/** PDF. Its scripts are not run; its forms and pictures are left out. */
export const pdfDocument: DocumentFormat = { name: 'PDF', extensions: ['.pdf'], read };
