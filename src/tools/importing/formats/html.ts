import { DocumentError, type Markup } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { DocumentFormat } from './format.ts';
import { type PageDocument, type PageElement, parsePage, statedBy, textOf } from './page.ts';
import { raiseFigures, removeHandles, reshape } from './page-blocks.ts';
import { findMainPart, removeUnseen } from './page-furniture.ts';
import { boldClasses, divideLines, markBold, markHeadings, removeSpokenOnly } from './page-headings.ts';
import { markLists } from './page-lists.ts';

/** A page converted to Markdown. */
export interface PageMarkdown extends Pick<Markup, 'title' | 'address'> {
  markdown: string;
  /** The words of its text, however they are marked up. */
  text: string;
  pictures: number;
  equations: number;
  /** Number of words of the whole page, and of its menus and notices. Both 0 if these were not searched for. */
  words: number;
  left: number;
}

/** Matches characters that only say where a word may be broken. */
const invisible = /[\u200b\u2060\u00ad]/g;

/** Returns the pages that a page of frames shows. */
function framesOf(html: string): string[] {
  if (!/<frameset[\s>]/i.test(html) || /<body[^>]{0,300}>(?![\s\S]{0,2000}<\/noframes)/i.test(html)) return [];
  return [...html.matchAll(/<frame\s[^>]{0,500}?src\s*=\s*["']?([^\s"'>]{1,300})/gi)].map(([, source]) => source!);
}

/** Writes links out that are relative to another address than the page's own. */
function resolveLinks(document: PageDocument, address: string | undefined): void {
  const base = document.querySelector('base[href]')?.getAttribute('href');
  if (!base || !URL.canParse(base, address)) return;
  const start = new URL(base, address);
  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href')!.trim();
    if (href && !/^#|^[a-z][a-z\d+.-]*:/i.test(href) && URL.canParse(href, start.href))
      link.setAttribute('href', new URL(href, start).href);
  }
}

/** Decodes a mailbox protected by Cloudflare: hexadecimal, each byte combined with the first by exclusive or. */
function decodeMailbox(code: string): string | undefined {
  if (!/^(?:[0-9a-f]{2}){4,150}$/i.test(code)) return undefined;
  const bytes = Buffer.from(code, 'hex');
  const mailbox = bytes
    .subarray(1)
    .map((byte) => byte ^ bytes[0]!)
    .toString();
  return /^[\w.+'-]+@[\w.-]+$/.test(mailbox) ? mailbox : undefined;
}

async function createTurndown() {
  const [{ default: TurndownService }, { gfm }] = await Promise.all([
    import('turndown'),
    import('@joplin/turndown-plugin-gfm')
  ]);
  const turndown = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*'
  });
  turndown.use(gfm);
  turndown.addRule('picture', { filter: ['img', 'picture'], replacement: () => '' });
  turndown.addRule('struck', { filter: ['del', 's'], replacement: (content) => content });
  turndown.addRule('mailbox', {
    filter: (node) =>
      Boolean(
        node.getAttribute('data-cfemail') ?? /\/cdn-cgi\/l\/email-protection#/.exec(node.getAttribute('href') ?? '')
      ),
    replacement: (content, node) => {
      const element = node as unknown as PageElement;
      const code = element.getAttribute('data-cfemail') ?? element.getAttribute('href')!.split('#')[1]!;
      const mailbox = decodeMailbox(code);
      return mailbox ? `<${mailbox}>` : content;
    }
  });
  // Turndown leaves these unchanged, and Markdown would read them as tags and as struck-through text.
  const escapeText = turndown.escape.bind(turndown);
  turndown.escape = (text) => escapeText(text).replace(/[<~]/g, '\\$&');
  return turndown;
}

/**
 * Converts HTML to Markdown, without scripts, frames and hidden parts. Nothing in it is run or fetched.
 *
 * @param kind `page` for a web page, whose menus and notices are left out; `text` for text that is kept whole
 * @throws DocumentError when it nests too deeply
 */
export async function htmlToMarkdown(html: string, kind: 'page' | 'text'): Promise<PageMarkdown> {
  try {
    const frames = kind === 'page' ? framesOf(html) : [];
    if (frames.length > 0) {
      const named = frames.slice(0, 5).join(', ');
      throw new DocumentError(
        `This page shows others in frames and has no text of its own. Save and import those: ${named}.`
      );
    }
    const document = await parsePage(html);
    if (kind === 'page')
      markBold(document, boldClasses([...document.querySelectorAll('style')].map((style) => style.textContent ?? '')));
    if (kind === 'page') for (const deleted of [...document.querySelectorAll('del')]) deleted.remove();
    const stated = statedBy(document, html);
    resolveLinks(document, stated.address);
    const equations = removeUnseen(document);
    markHeadings(document);
    removeSpokenOnly(document);
    const { element, words, left } =
      kind === 'page' ? await findMainPart(document) : { element: document.body, words: 0, left: 0 };
    removeHandles(element);
    raiseFigures(element);
    const pictures = [...element.querySelectorAll('img')].length;
    divideLines(document, element);
    markLists(document, element);
    const text = textOf(element).replace(invisible, '');
    reshape(document, element);
    const markdown = (await createTurndown()).turndown(element.innerHTML).replace(invisible, '');
    return { markdown, text, pictures, equations, words, left, ...stated };
  } catch (error) {
    if (error instanceof RangeError)
      throw new DocumentError('The page is nested too deeply to be read. Copy its text into a new document.');
    throw error;
  }
}

/** Saved web pages. */
export const htmlDocument: DocumentFormat = {
  name: 'HTML',
  extensions: ['.html', '.htm', '.xhtml'],
  read: async (bytes) => {
    const html = decodeText(bytes, (start) => /charset\s*=\s*["']?([\w-]{2,40})/i.exec(start)?.[1]);
    const { pictures, equations, words, left, ...markup } = await htmlToMarkdown(html, 'page');
    if (!/[\p{L}\p{N}]/u.test(markup.text) && /<script[\s>]/i.test(html)) {
      throw new DocumentError(
        'The page has no text of its own: a program in it writes the text when it is shown. Open it in a browser, copy what you see into a Word document, and import that.'
      );
    }
    const notes = [...picturesNote(pictures), ...equationsNote(equations)];
    if (left > 0) {
      const counted = `${left} of ${words} words of the page`;
      notes.push(`Left out: ${counted}, taken for menus, notices and adverts. Look at the page if you miss something.`);
    }
    return { ...markup, notes };
  }
};

/** Returns a note on equations that were left out. */
export function equationsNote(count: number): string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 equation was' : `${count} equations were`} left out. Say in words what matters in them.`];
}

/** Returns a note on pictures that were left out. */
export function picturesNote(count: number): string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 picture was' : `${count} pictures were`} left out. Say in words what matters in them.`];
}
