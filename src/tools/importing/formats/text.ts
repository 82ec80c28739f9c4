import { decodeText } from '../encoding.ts';
import { escapeMarkdown } from '../escape.ts';
import type { DocumentFormat } from './format.ts';

const bullet = /^\s*(?:[•◦▪‣·●–*-]|o(?= {2,}|\t))\s+(?=\S)/;
const numbered = /^\s*(\d{1,3})[.)]\s+(?=\S)/;
const underline = /^\s*(?:={3,}|-{3,}|~{3,}|\*{3,})\s*$/;

/**
 * Returns true for a heading: a short line that stands alone, begins with a capital or a number, and ends without a
 * stop.
 */
function isHeading(line: string, before: string, after: string): boolean {
  if (before.trim() || bullet.test(line)) return false;
  const text = line.trim();
  if (text.length < 3 || text.length > 90 || !/^[\p{Lu}\d]/u.test(text)) return false;
  if (underline.test(after)) return true;
  if (text.length > 4 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) return true;
  const isSaid = /[.!?]\s|@|https?:\/\//.test(text);
  return !after.trim() && !isSaid && !/[.,;:]$/.test(text) && text.split(/\s+/).length <= 10;
}

/**
 * Returns true for a heading in text saved by Word or LibreOffice, one paragraph a line without empty lines between:
 * there a heading is short and a sentence follows.
 */
function isParagraphHeading(line: string, after: string): boolean {
  const text = line.trim();
  if (text.length < 3 || text.length > 90 || !/^[\p{Lu}\d]/u.test(text) || /[.,;:!]$/.test(text) || bullet.test(line))
    return false;
  return text.split(/\s+/).length <= 12 && (after.trim().length > 60 || /[.?!:]$/.test(after.trim()));
}

const longestLinkLine = 2200;

/**
 * Returns a line of a list of links as an item, with the name before or after the address as the words of the link;
 * undefined for other lines.
 */
function linkItem(line: string): string | undefined {
  const start = line.length <= longestLinkLine ? line.search(/https?:\/\//) : -1;
  if (start < 0) return undefined;
  const url = /^[^\s<>]+/.exec(line.slice(start))![0];
  const [before, after] = [line.slice(0, start).trim(), line.slice(start + url.length).trim()];
  const isNamed = before
    ? !after && /[-–—:|]$/.test(before)
    : !after || /^[-–—:|]/.test(after) || !/[.!?]$/.test(after);
  const name = (before || after).replace(/^[-–—:|]\s*/, '').replace(/\s*[-–—:|]$/, '');
  if (!isNamed || name.includes('://') || name.length > 200 || !URL.canParse(url)) return undefined;
  return name ? `- [${escapeMarkdown(name)}](<${url}>)` : `- ${url}`;
}

/** Plain text, with headings and lists as people type them. */
export const textDocument: DocumentFormat = {
  name: 'plain text',
  extensions: ['.txt', '.text'],
  read: async (bytes) => {
    const lines = decodeText(bytes).split('\n');
    const markdown: string[] = [];
    const paragraphs = lines.filter((line) => line.length > 120).length > lines.filter((line) => !line.trim()).length;
    const linked = lines.map((line) => (bullet.test(line) ? undefined : linkItem(line)));
    const top = lines.findIndex((line) => line.trim());
    lines.forEach((line, index) => {
      const link = linked[index];
      if (link && (linked[index - 1] || linked[index + 1] || !(lines[index - 1] ?? '').trim())) {
        markdown.push(link);
        return;
      }
      const before = lines[index - 1] ?? '';
      const heading = paragraphs
        ? isParagraphHeading(line, lines[index + 1] ?? '')
        : isHeading(line, underline.test(before) ? '' : before, lines[index + 1] ?? '');
      if (underline.test(line)) markdown.push('');
      else if (heading) {
        const numbers = /^(?:(\d+\.)+\d*)/.exec(line.trim())?.[0].split('.').filter(Boolean).length;
        const level = index === top && !numbers ? 0 : (numbers ?? 1);
        markdown.push('', `${'#'.repeat(Math.min(level + 1, 6))} ${escapeMarkdown(line.trim())}`, '');
      } else if (bullet.test(line)) markdown.push(`- ${escapeMarkdown(line.replace(bullet, '').trim())}`);
      else if (numbered.test(line))
        markdown.push(line.trim().replace(numbered, (all) => `${all.trimEnd().replace(')', '.')} `));
      else if (!line.trim()) markdown.push('');
      else
        markdown.push(
          `${/^\s+/.test(line) && /^\s*(?:-|\d+\.) /.test(markdown.at(-1) ?? '') ? '  ' : ''}${escapeMarkdown(line.trim())}`
        );
    });
    return { markdown: markdown.join(paragraphs ? '\n\n' : '\n'), notes: [] };
  }
};
