/** A piece of text on a page from pdf.js. Coordinates are in points, from the page's lower left. */
export interface TextItem {
  str: string;
  /** Transformation matrix; the last two numbers are the position. */
  transform: readonly number[];
  width: number;
  height: number;
  hasEOL: boolean;
  fontName: string;
}

/** A linked area of a page: left, bottom, right, top. */
export interface LinkArea {
  url: string;
  rect: readonly number[];
}

/** A segment of a line, with its link target. */
export interface Run {
  text: string;
  url?: string;
}

/** One line of a page. */
export interface Line {
  page: number;
  runs: Run[];
  text: string;
  left: number;
  right: number;
  /** Position of the baseline. */
  y: number;
  /** Font size in points, of most of the line. */
  size: number;
  /** The font of the whole line; undefined if it changes. */
  font: string | undefined;
  /** True if it has gaps like those between table columns; each is written as "; " in the text. */
  columns: boolean;
}

interface Glyph {
  character: string;
  /** Horizontal centre. */
  x: number;
}

interface Draft {
  items: TextItem[];
  y: number;
}

/** Joins the pieces of a page into lines, in the order in which the page gives them. */
export function linesOf(page: number, items: readonly TextItem[], areas: readonly LinkArea[]): Line[] {
  const drafts: Draft[] = [];
  let open: Draft | undefined;
  for (const item of items) {
    const y = item.transform[5]!;
    if (item.str.trim()) {
      // Half a line off still belongs to it: raised or lowered figures.
      const height = Math.max(item.height, open?.items.at(-1)?.height ?? 0);
      if (!open || Math.abs(open.y - y) > Math.max(2, height * 0.5)) {
        open = { items: [], y };
        drafts.push(open);
      }
      open.items.push(item);
    }
    if (item.hasEOL) open = undefined;
  }
  return drafts.map((draft) => toLine(page, draft, areas));
}

function toLine(page: number, { items, y }: Draft, areas: readonly LinkArea[]): Line {
  const glyphs: Glyph[] = [];
  let end = items[0]!.transform[4]!;
  let columns = false;
  for (const { str, transform, width, height } of items) {
    const x = transform[4]!;
    if (glyphs.length > 2 && x - end > height * 1.5) {
      columns = true;
      glyphs.push({ character: ';', x: end }, { character: ' ', x: end });
    } else if (glyphs.length > 0 && x - end > height * 0.15 && glyphs.at(-1)!.character !== ' ')
      glyphs.push({ character: ' ', x: end });
    const step = width / Math.max(1, str.length);
    for (let i = 0; i < str.length; i++) glyphs.push({ character: str[i]!, x: x + step * (i + 0.5) });
    end = x + width;
  }
  const longest = items.reduce((a, b) => (b.str.length > a.str.length ? b : a));
  const near = areas.filter(({ rect }) => rect[1]! - 2 <= y && y <= rect[3]!);
  const runs = runsOf(glyphs, near);
  return {
    page,
    runs,
    text: runs.map(({ text }) => text).join(''),
    left: items[0]!.transform[4]!,
    right: end,
    y,
    size: Math.round(longest.height * 2) / 2,
    font: items.every(({ fontName }) => fontName === longest.fontName) ? longest.fontName : undefined,
    columns
  };
}

/** Splits a line into runs; a word belongs to a link if most of it is in the link's area. */
function runsOf(glyphs: readonly Glyph[], areas: readonly LinkArea[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < glyphs.length) {
    let end = at + 1;
    const space = glyphs[at]!.character === ' ';
    while (end < glyphs.length && (glyphs[end]!.character === ' ') === space) end++;
    const word = glyphs.slice(at, end);
    const area = space
      ? undefined
      : areas.find(({ rect }) => word.filter(({ x }) => rect[0]! <= x && x <= rect[2]!).length * 2 > word.length);
    add(runs, word.map(({ character }) => character).join(''), area?.url);
    at = end;
  }
  return runs;
}

/** Appends text to the last run if both have the same target; a space between two halves of a link joins them. */
export function add(runs: Run[], text: string, url: string | undefined): void {
  const last = runs.at(-1);
  const beforeLast = runs.at(-2);
  if (last && last.url === url) last.text += text;
  else if (url !== undefined && last && !last.text.trim() && beforeLast?.url === url) {
    beforeLast.text += last.text + text;
    runs.pop();
  } else runs.push(url === undefined ? { text } : { text, url });
}
