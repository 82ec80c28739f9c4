import { escapeMarkdown } from '../escape.ts';
import { add, type Line, type Run } from './pdf-lines.ts';

const bullet = /^\s*(?:[•◦▪▫‣·●○■□–∙\uf0b7\uf0a7]|o(?=\s))\s*/;
/** Matches a hyphen typed as a bullet; of two lines in a row at least, since one may be a dash. */
const dash = /^\s*[-–]\s+(?=\S)/;
const numbered = /^\s*\(?(\d{1,3})[.)]\s+(?=\S)/;
/** A numbered item whose stop is escaped. */
const numberedItem = /^\(?(\d{1,3})\\?[.)]\s+/;
const pageNumber = /^(?:page )?\d+(?: of \d+)?$/i;
const caption = /^(?:figure|fig\.|table|box|source|note|page|©|\d+$)/i;

interface Block {
  kind: 'heading' | 'item' | 'paragraph';
  size: number;
  runs: Run[];
  last: Line;
}

/** Returns the value with the largest total weight. */
function mode<T>(values: Iterable<readonly [value: T, weight: number]>): T | undefined {
  const weights = new Map<T, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].reduce<readonly [T, number] | undefined>((a, b) => (a && a[1] >= b[1] ? a : b), undefined)?.[0];
}

/**
 * Returns the distance between lines of a paragraph, in points: the smallest common one, since that between paragraphs
 * is larger.
 */
function linePitch(lines: readonly Line[], size: number): number | undefined {
  const steps = new Map<number, number>();
  lines.slice(1).forEach((line, index) => {
    const step = Math.round((lines[index]!.y - line.y) * 2) / 2;
    const counts = line.size === size && line.page === lines[index]!.page && step >= size * 0.9 && step < size * 3;
    if (counts) steps.set(step, (steps.get(step) ?? 0) + line.text.length);
  });
  const common = Math.max(0, ...steps.values()) * 0.1;
  const all = [...steps].filter(([, weight]) => weight >= common).map(([step]) => step);
  return all.length > 0 ? Math.min(...all) : undefined;
}

/** Returns true for lines at the top or bottom of pages that recur on many, apart from their numbers. */
function runningHeads(lines: readonly Line[], pages: number): (line: Line) => boolean {
  const edges = new Map<number, { top: number; bottom: number }>();
  for (const { page, y } of lines) {
    const edge = edges.get(page) ?? { top: y, bottom: y };
    edges.set(page, { top: Math.max(edge.top, y), bottom: Math.min(edge.bottom, y) });
  }
  const key = ({ text }: Line): string => text.replace(/\d+/g, '#').trim();
  const atEdge = ({ page, y }: Line): boolean => y > edges.get(page)!.top - 30 || y < edges.get(page)!.bottom + 30;
  const seen = new Map<string, Set<number>>();
  for (const line of lines) if (atEdge(line)) seen.set(key(line), (seen.get(key(line)) ?? new Set()).add(line.page));
  const many = Math.max(3, pages * 0.3);
  return (line) => atEdge(line) && (seen.get(key(line))!.size >= many || pageNumber.test(line.text.trim()));
}

/**
 * Converts lines to Markdown. Headings are lines that are larger than most of the text, or stand alone in another font;
 * a paragraph ends before a larger gap, or at a line that ends well short.
 *
 * @returns the Markdown, and the lines at the top and bottom of pages that are not in it, without page numbers
 */
export function blocksToMarkdown(all: readonly Line[], pages: number): { markdown: string; runningHeads: string[] } {
  const found = all.filter(runningHeads(all, pages));
  // If most lines recur, they are the text.
  const heads = new Set(found.length > all.length / 2 ? [] : found);
  const lines = all.filter((line) => !heads.has(line));
  const size = mode(lines.map((line) => [line.size, line.text.length])) ?? 0;
  const font = mode(lines.filter((line) => line.size === size).map((line) => [line.font, line.text.length]));
  const pitch = linePitch(lines, size);
  const margin = mode(lines.map((line) => [Math.round(line.right / 10) * 10, line.text.length])) ?? 0;
  const words = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+/gu) ?? []));
  const blocks: Block[] = [];
  lines.forEach((line, index) => {
    const open = blocks.at(-1);
    const kind = kindOf(line, lines[index - 1], lines[index + 1]);
    if (open && continues(open, line, kind)) join(open, line);
    else blocks.push({ kind, size: line.size, runs: line.runs.map((run) => ({ ...run })), last: line });
  });

  function kindOf(line: Line, before: Line | undefined, after: Line | undefined): Block['kind'] {
    const text = line.text.trim();
    const isDashed = dash.test(text) && [before, after].some((other) => other && dash.test(other.text));
    if (line.columns || bullet.test(text) || isDashed || (numbered.test(text) && line.size <= size * 1.1))
      return 'item';
    if (line.size >= size * 1.14 && text.length <= 200 && /\p{L}/u.test(text)) return 'heading';
    // Without gaps between paragraphs, a heading follows the end of a sentence or an item, and text begins anew below it.
    const begins =
      before && after && /[.!?]$|^[•◦▪–-]\s/.test(before.text.trim()) && /^\s*(?:[\p{Lu}\d]|[•–-]\s)/u.test(after.text);
    const alone = (far(before, line) || begins) && (!after || after.font !== line.font);
    const other = line.font !== undefined && font !== undefined && line.font !== font;
    if (
      alone &&
      other &&
      text.length <= 80 &&
      /^[\p{Lu}\d]/u.test(text) &&
      !/[.,;:]$/.test(text) &&
      !caption.test(text)
    )
      return 'heading';
    return 'paragraph';
  }
  function far(before: Line | undefined, line: Line): boolean {
    if (!before || before.page !== line.page || pitch === undefined) return true;
    return before.y - line.y > pitch * 1.3 || before.y < line.y;
  }
  function continues(open: Block, line: Line, kind: Block['kind']): boolean {
    const { last } = open;
    if (open.kind === 'heading' || kind === 'heading') {
      return (
        open.kind === kind &&
        open.size === line.size &&
        last.page === line.page &&
        last.y > line.y &&
        last.y - line.y < line.size * 1.7
      );
    }
    if (kind === 'item' || last.columns || Math.abs(open.size - line.size) > 1) return false;
    const unfinished = !/[.!?:;]["”')]?\s*$/.test(last.text);
    const runsOn = unfinished && /^[\s(“"]*\p{Ll}/u.test(line.text);
    if (last.page !== line.page || last.y < line.y) return runsOn;
    if (far(last, line)) return false;
    return runsOn || last.right > margin - (margin - last.left) * 0.3;
  }
  function join(open: Block, line: Line): void {
    const tail = open.runs.at(-1)!;
    const [end = ''] = /\p{L}*[-\u00ad\u2010]$/u.exec(tail.text.trimEnd()) ?? [];
    const [start = ''] = /^\p{Ll}+/u.exec(line.text) ?? [];
    const stem = end.slice(0, -1);
    tail.text = tail.text.trimEnd();
    if (stem && start) {
      if (!end.endsWith('-') || words.has((stem + start).toLowerCase())) tail.text = tail.text.slice(0, -1);
    } else add(open.runs, ' ', undefined);
    for (const { text, url } of line.runs) add(open.runs, text, url);
    open.last = line;
  }
  return {
    markdown: render(blocks),
    runningHeads: [...heads].map(({ text }) => text.trim()).filter((text) => !pageNumber.test(text))
  };
}

function render(blocks: readonly Block[]): string {
  const sizes = [...new Set(blocks.filter(({ kind }) => kind === 'heading').map(({ size }) => size))].sort(
    (a, b) => b - a
  );
  return blocks
    .map(({ kind, size, runs }) => {
      const text = runs.map(runText).join('').replace(/\s+/g, ' ').trim();
      if (kind === 'heading') return `\n${'#'.repeat(Math.min(sizes.indexOf(size) + 1, 6))} ${text}\n`;
      if (kind === 'item')
        return numberedItem.test(text)
          ? text.replace(numberedItem, '$1. ')
          : `- ${text.replace(bullet, '').replace(/^\\?[-–] {1,5}/, '')}`;
      return `\n${text}\n`;
    })
    .join('\n');
}

function runText({ text, url }: Run): string {
  const escaped = escapeMarkdown(text);
  const words = text.trim().replace(/[,;:.]$/, '');
  if (url === undefined || !words) return escaped;
  const [before = '', after = ''] = [
    text.slice(0, text.indexOf(words)),
    text.slice(text.indexOf(words) + words.length)
  ];
  return `${before}[${words.replace(/[[\]\\]/g, '\\$&')}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)${after}`;
}
