import type { Markup } from '../document.ts';
import { DocumentError } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { DocumentFormat } from './format.ts';

/** Parts of a page that are not its text. */
const furniture = [
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'canvas',
  'form',
  'select',
  'button',
  'nav',
  'footer',
  'aside',
  'dialog',
  'head',
  'title',
  'audio',
  'video',
  'map'
] as const;
const furnitureRoles = /^(?:navigation|banner|contentinfo|search|complementary|dialog|alertdialog|menu|menubar)$/;
/** Marks around the main part, from the private-use area; decoding has removed any that the page had. */
const [mainStart, mainEnd] = ['\ue001', '\ue002'];

/** Turndown's nodes, as much of them as is needed here. */
interface PageElement {
  nodeName: string;
  getAttribute(name: string): string | null;
  textContent: string | null;
  parentNode: PageElement | null;
}

function isHidden(node: PageElement): boolean {
  return (
    node.getAttribute('hidden') !== null ||
    node.getAttribute('aria-hidden') === 'true' ||
    /display:\s*none|visibility:\s*hidden/i.test(node.getAttribute('style') ?? '') ||
    furnitureRoles.test(node.getAttribute('role') ?? '') ||
    (node.nodeName === 'HEADER' && /^(?:BODY|X-TURNDOWN)$/.test(node.parentNode?.nodeName ?? ''))
  );
}

/** Cloudflare writes a mailbox as hexadecimal, each byte combined with the first by exclusive or. */
function decodeMailbox(code: string): string | undefined {
  if (!/^(?:[0-9a-f]{2}){4,150}$/i.test(code)) return undefined;
  const bytes = Buffer.from(code, 'hex');
  const mailbox = bytes
    .subarray(1)
    .map((byte) => byte ^ bytes[0]!)
    .toString();
  return /^[\w.+'-]+@[\w.-]+$/.test(mailbox) ? mailbox : undefined;
}

/**
 * HTML as Markdown: the main part where the page has one, without scripts, forms, menus and what is hidden. Nothing in it
 * is run or fetched.
 *
 * @throws DocumentError when it nests too deeply
 */
export async function htmlToMarkdown(html: string): Promise<{ markdown: string; pictures: number }> {
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
  let pictures = 0;
  turndown.addRule('picture', {
    filter: ['img', 'picture'],
    replacement: (_content, node) => {
      if (node.nodeName === 'IMG') pictures += 1;
      return '';
    }
  });
  turndown.addRule('main', {
    filter: (node) => node.nodeName === 'MAIN' || node.getAttribute('role') === 'main',
    replacement: (content) => `\n\n${mainStart}${content}${mainEnd}\n\n`
  });
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
  turndown.remove([...furniture] as never);
  turndown.remove((node) => isHidden(node as unknown as PageElement));
  let markdown: string;
  try {
    markdown = turndown.turndown(html);
  } catch (error) {
    if (error instanceof RangeError)
      throw new DocumentError('The page is nested too deeply to be read. Copy its text into a new document.');
    throw error;
  }
  const start = markdown.indexOf(mainStart);
  const end = markdown.lastIndexOf(mainEnd);
  const main = start >= 0 && end > start ? markdown.slice(start, end) : markdown;
  return { markdown: main.replaceAll(mainStart, '').replaceAll(mainEnd, ''), pictures };
}

const entity: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘'
};

function plain(html: string): string {
  const text = html.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    return code === undefined ? (entity[name] ?? all) : code < 0x110000 ? String.fromCodePoint(code) : all;
  });
  return text.replace(/\s+/g, ' ').trim();
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')`, 'i').exec(tag);
  return found ? plain(found[1] ?? found[2] ?? '') : undefined;
}

/** Title and address that a page states of itself; browsers write "saved from url" into pages they save. */
function stated(html: string): Pick<Markup, 'title' | 'address'> {
  const head = html.slice(0, 300_000);
  const title = /<title[^>]{0,200}>([^<]{1,500})<\/title/i.exec(head)?.[1];
  const saved = /<!-- saved from url=\(\d{1,5}\)(https?:\/\/[^\s>]{1,2000})/.exec(head)?.[1];
  const tags = [...head.matchAll(/<(?:link|meta|base)\s[^>]{1,3000}>/gi)].map(([tag]) => tag);
  const canonical = tags.find((tag) => attribute(tag, 'rel')?.toLowerCase() === 'canonical');
  const shared = tags.find((tag) => attribute(tag, 'property') === 'og:url');
  const base = tags.find((tag) => /^<base\s/i.test(tag));
  const address = [
    canonical && attribute(canonical, 'href'),
    shared && attribute(shared, 'content'),
    saved,
    base && attribute(base, 'href')
  ].find((url) => url && /^https?:\/\//i.test(url));
  return { ...(title && { title: plain(title) }), ...(address && { address }) };
}

/** Saved web pages. */
export const htmlDocument: DocumentFormat = {
  name: 'HTML',
  extensions: ['.html', '.htm', '.xhtml'],
  read: async (bytes) => {
    const html = decodeText(bytes, (start) => /charset\s*=\s*["']?([\w-]{2,40})/i.exec(start)?.[1]);
    const { markdown, pictures } = await htmlToMarkdown(html);
    return { markdown, ...stated(html), notes: picturesNote(pictures) };
  }
};

/** What to say of pictures that were left out. */
export function picturesNote(count: number): string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 picture was' : `${count} pictures were`} left out. Say in words what matters in them.`];
}
