import { Marked, type Token } from 'marked';
import { parse } from 'yaml';
import { decodeText } from '../encoding.ts';
import type { DocumentFormat } from './format.ts';
import { equationsNote, htmlToMarkdown, picturesNote } from './html.ts';

const frontMatter = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** Matches front matter in TOML, as Hugo and Zola write it, with its title. */
const tomlMatter = /^\+\+\+[ \t]*\n(?<fields>[\s\S]{0,20000}?)\n\+\+\+[ \t]*(?:\n|$)/;
const note = /^\[\^([\w-]{1,40})\]:[ \t]*(.{0,4000}(?:\n[ \t]+\S.{0,4000}){0,20})/gm;

/** Reads the fields of front matter; none if it is faulty. */
function fieldsOf(front: string | undefined): Record<string, unknown> {
  try {
    const fields: unknown = front === undefined ? {} : parse(front);
    return fields && typeof fields === 'object' ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Moves footnotes into brackets at their citations; those without a citation stay as paragraphs. */
function placeNotes(markdown: string): string {
  const notes = new Map<string, string>();
  const without = markdown.replace(note, (_all, id: string, text: string) => {
    notes.set(id, text.replace(/\s+/g, ' ').trim());
    return '';
  });
  if (notes.size === 0) return markdown;
  const cited = new Set<string>();
  const placed = without.replace(/\[\^([\w-]{1,40})\]/g, (all, id: string) => {
    const text = notes.get(id);
    if (text === undefined || cited.has(id)) return text === undefined ? all : '';
    cited.add(id);
    return ` (${text})`;
  });
  return [placed, ...[...notes].filter(([id]) => !cited.has(id)).map(([, text]) => text)].join('\n\n');
}

/** Converts the admonition boxes of MkDocs, Docusaurus, GitHub and Obsidian to ordinary text. */
function openBoxes(markdown: string): string {
  let inside = false;
  return markdown
    .split('\n')
    .flatMap((line) => {
      const box = /^(?:!!!|\?\?\?\+?)\s+[\w-]{1,40}(?:\s+"([^"]{0,200})")?\s*$/.exec(line);
      if (box) {
        inside = true;
        return ['', ...(box[1] ? [`**${box[1]}**`] : [])];
      }
      if (inside && /^ {4}|^\t/.test(line)) return [line.replace(/^(?: {4}|\t)/, '')];
      if (line.trim()) inside = false;
      const fence = /^:{3,}[ \t]{0,9}[\w-]{0,40}(?<rest>.{0,400})$/.exec(line)?.groups;
      if (fence) {
        const rest = fence.rest!.replace(/\{[^{}]{0,200}\}/, '').trim();
        const said = /^\[(.{1,200})\]$/.exec(rest)?.[1] ?? rest;
        return ['', ...(said ? [`**${said}**`, ''] : [])];
      }
      const callout = /^(\s*>\s*)\[![\w-]{1,40}\][+-]?\s*(.{0,200})$/.exec(line);
      return callout
        ? [callout[2] ? `${callout[1]}**${callout[2].trim()}**` : callout[1]!, ...(callout[2] ? ['>'] : [])]
        : [line];
    })
    .join('\n');
}

/**
 * Takes out what other programs read in Markdown: the tags of Jekyll and Hugo, the imports of MDX, attributes in braces,
 * the double brackets and highlights of Obsidian. Code stays as it is.
 */
function withoutTags(markdown: string): string {
  let code: string | undefined;
  return markdown
    .split('\n')
    .flatMap((line) => {
      const fence = /^\s*(```|~~~)/.exec(line)?.[1];
      if (fence && (code === undefined || code === fence)) code = code === undefined ? fence : undefined;
      if (fence || code !== undefined) return [line];
      if (
        /^(?:import\s.{1,200}\sfrom\s+['"].{1,200}['"];?|import\s+['"][^'"]{1,200}['"];?|export\s+(?:const|default)\s.{0,300})$/.test(
          line
        )
      )
        return [];
      if (/^\s*\{:.{0,300}\}\s*$/.test(line)) return [];
      const read = line
        .replace(/\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}|\{\{.{0,300}?\}\}/g, '')
        .replace(/^(#{1,6}\s.{1,300}?)\s*\{[#.:][^{}]{0,200}\}\s*$/, '$1')
        .replace(/!\[\[[^\]\n]{1,200}\]\]/g, '')
        .replace(/\[\[(?:[^\]|\n]{1,200}\|)?([^\]|\n]{1,200})\]\]/g, '$1')
        .replace(/==(?=\S)([^=\n]{1,300}?)(?<=\S)==/g, '$1');
      return read.trim() || !line.trim() ? [read] : [''];
    })
    .join('\n');
}

/** Tags with which a page begins or ends, or that hide what follows them up to their end. */
const hiding =
  /^<(?<slash>\/?)(?<name>html|head|body|title|meta|link|base|frameset|textarea|plaintext|xmp|script|style|noscript|template|iframe|object|svg|math|canvas|audio|video|map|select|option)(?=[\s>/])/i;

/** Those that stand in the middle of a text in earnest. */
const embedded = /^(?:iframe|object|svg|math|canvas|audio|video|map)$/i;

const tagOf = (token: Token): RegExpExecArray['groups'] =>
  token.type === 'html' ? hiding.exec(token.raw.trimStart())?.groups : undefined;

const isBlock = (token: Token): boolean => 'block' in token && token.block === true;

/** Turns tags that a text only mentions ("the <title> of a page") into words: as tags they would hide what follows. */
function nameTags(tokens: Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const tag = tagOf(token);
    if (!tag) continue;
    const [open, end] = ['<', '</'].map((start) => `${start}${tag.name!.toLowerCase()}`);
    const begins = (other: Token, start: string | undefined): boolean =>
      other.type === 'html' && other.raw.trimStart().toLowerCase().startsWith(start!);
    const isPair = tag.slash
      ? tokens.slice(0, index).some((other) => begins(other, open))
      : token.raw.toLowerCase().includes(end!) || tokens.slice(index + 1).some((other) => begins(other, end));
    if (isPair && (isBlock(token) || embedded.test(tag.name!))) continue;
    const text = token.raw.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    tokens[index] = isBlock(token)
      ? { type: 'paragraph', raw: token.raw, text, tokens: [{ type: 'text', raw: token.raw, text, escaped: true }] }
      : { type: 'text', raw: token.raw, text, escaped: true };
  }
}

const reader = new Marked({
  hooks: {
    processAllTokens: (tokens) => {
      nameTags(tokens);
      return tokens;
    }
  },
  walkTokens: (token) => {
    if ('tokens' in token && token.tokens) nameTags(token.tokens);
  }
});

/** Markdown, including embedded HTML. Only the title and the address of its front matter are used. */
export const markdownDocument: DocumentFormat = {
  name: 'Markdown',
  extensions: ['.md', '.markdown'],
  read: async (bytes) => {
    const decoded = decodeText(bytes);
    const toml = tomlMatter.exec(decoded);
    const text = toml ? decoded.slice(toml[0].length) : decoded;
    const front = frontMatter.exec(text);
    const fields = fieldsOf(front?.[1]);
    const body = openBoxes(withoutTags(placeNotes(front ? text.slice(front[0].length) : text)));
    const page = await htmlToMarkdown(await reader.parse(body), 'text');
    const address = [
      fields.url,
      fields.canonical,
      fields.canonical_url,
      fields.canonicalUrl,
      fields.permalink,
      fields.source,
      fields.link
    ].find((value) => typeof value === 'string' && /^https?:\/\//.test(value));
    const tomlTitle = /^title *= *"([^"\n]{1,500})"/m.exec(toml?.groups?.fields ?? '')?.[1];
    const title = String(fields.title ?? tomlTitle ?? '').trim();
    return {
      markdown: page.markdown,
      text: page.text,
      ...(title && { title, named: true }),
      ...(typeof address === 'string' && { address }),
      notes: [...picturesNote(page.pictures), ...equationsNote(page.equations)]
    };
  }
};
