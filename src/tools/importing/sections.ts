import type { Token, Tokens } from 'marked';
import { alternatives } from '../../core/model/alternatives.ts';
import { bodyWords, lengths } from '../../knowledge/schema.ts';
import type { Section } from './document.ts';
import { type Block, countWords, type Flat, flatten, tokensOf, unmarked } from './flatten.ts';
import { findLost } from './lost.ts';

const bareWords = alternatives`
  introduction|overview|(?:the|our) (?:problem|solution|approach|results?|team|aims?|impact|offer|change|story)
  what (?:we (?:did|changed|found|learn(?:t|ed)|need(?:ed)?)|you (?:need|will need|get)|happened|worked|next|others can (?:take|learn|do)|it (?:is|does|costs))
  before you (?:start|begin|apply)|getting started
  how (?:to|do I|can I|we) (?:start|begin|apply|book|join|register|use it|did it)|how it works
  who (?:can apply|is it for|to ask|it is for|should apply)|when to (?:stop|start|use it)|(?:useful|quick) links
  (?:before|on|after) the day|afterwards|background|summary|conclusions?|about|aims?|method(?:s|ology)?|results?
  discussion|key points|next steps|resources|references|further (?:reading|information|help)|contacts?(?: us)?
  get in touch|appendix(?: \w{1,3})?|why|how|what|examples?|evidence|benefits|downloads?|more information
`;
/** Generic headings: the parent heading is put before them. */
const bare = new RegExp(`^(?:${bareWords})$`, 'i');
/** Matches a heading that speaks of what stands above it: “How to run one”, “What it costs”. */
const pointsUp = /^(?!.*[:–—])(?:[Ww]hich one\b|.*\b(?:it|its|they|them|these|this|ones?(?=\W*$))\b)/;
const skipped =
  /^(?:(?:table of )?contents|on this page|cookies?(?: policy)?|share(?: this)?(?: page)?|navigation(?: menu)?|skip to .{1,30})$/i;

/** Headings of furniture that may as well be those of text, which is longer. */
const ambiguous = /^(?:share|cookies?|navigation)$/i;
const mostFurnitureWords = 8;

interface Part {
  title: string;
  heading: string;
  level: number;
  url?: string;
  tokens: Token[];
  /** The heading itself, as Markdown. */
  said?: Tokens.Heading;
}

/** Maximum number of words in a heading; more are a paragraph that looks like one. */
const mostHeadingWords = 30;
/** Least number of headings in a row with nothing under them that are taken for lines of text, as in an agenda in bold. */
const leastLines = 3;

/**
 * Splits Markdown at its headings into sections of at most the words of an entry; a longer one continues in parts.
 * Headings without content only contribute their name to those below.
 *
 * @param title of the document, for content before the first heading
 */
export function splitSections(
  markdown: string,
  title: string,
  address: string | undefined
): { sections: Section[]; skipped: string[]; empty: string[]; lent: string[] } {
  const parts = withLines(partsOf(markdown, title, address), address);
  const left: string[] = [];
  const empty: string[] = [];
  const lent: string[] = [];
  const sections = parts.flatMap((part, index): Section[] => {
    const flat = flatten(part.tokens, address);
    const words = flat.blocks.reduce((sum, block) => sum + block.words, 0);
    if (skipped.test(part.heading) && (words <= mostFurnitureWords || !ambiguous.test(part.heading))) {
      left.push(part.title);
      return [];
    }
    if (flat.blocks.length === 0) {
      const lends = (parts[index + 1]?.level ?? 0) > part.level;
      if (!part.url && !lends && part.heading !== title) empty.push(part.title);
      else lent.push(part.heading);
      return part.url ? [linkOnly(part)] : [];
    }
    return cut(part, flat);
  });
  return { sections, skipped: left, empty, lent };
}

function linkOnly({ title, heading, url }: Part): Section {
  return {
    title,
    heading,
    body: `[${title.replace(/[[\]\\]/g, '\\$&')}](<${url}>)`,
    links: [{ text: title, url: url! }],
    lost: [],
    url: url!
  };
}

function partsOf(markdown: string, title: string, address: string | undefined): Part[] {
  const parts: Part[] = [{ title, heading: title, level: 0, tokens: [] }];
  const trail: { level: number; name: string }[] = [];
  const seen = new Set<string>();
  for (const read of tokensOf(markdown)) {
    const token = isSentence(read) ? { ...read, type: 'paragraph' } : read;
    if (token.type !== 'heading') {
      parts.at(-1)!.tokens.push(token);
      continue;
    }
    const { depth, tokens } = token as Tokens.Heading;
    const { links } = flatten([{ type: 'paragraph', raw: token.raw, text: '', tokens }], address);
    const name = unmarked(tokens.map(({ raw }) => raw).join(''))
      .replace(/\s*[:¶#]\s*$/, '')
      .replace(/^(\d+\.)*\d+\.?\s+(?=\p{L})/u, '')
      .replace(/\s*\[\s*(?:edit)?\s*\]$/, '');
    if (!name) continue;
    while (trail.length > 0 && trail.at(-1)!.level >= depth) trail.pop();
    const above = trail.at(-1)?.name ?? (name === title ? undefined : title);
    const known = (bare.test(name) || pointsUp.test(name) || seen.has(name.toLowerCase())) && above && above !== name;
    const full = shorten(known ? `${above}: ${name}` : name);
    seen.add(name.toLowerCase());
    trail.push({ level: depth, name });
    const opening = parts.length === 1 && name === title ? parts.pop()! : undefined;
    const whole = links.find(({ text, url }) => text === name && url.startsWith('http'));
    parts.push({
      title: full,
      heading: name,
      level: depth,
      tokens: opening ? opening.tokens : [],
      said: token as Tokens.Heading,
      ...(whole && { url: whole.url })
    });
  }
  return parts;
}

/** Returns whether a heading is so long that it is text. */
const isSentence = (token: Token): boolean =>
  token.type === 'heading' && countWords(String((token as Tokens.Heading).text)) > mostHeadingWords;

/** Turns runs of headings with nothing under them into lines of the part before them. */
function withLines(parts: readonly Part[], address: string | undefined): Part[] {
  const isEmpty = ({ tokens, url, level, said }: Part, index: number): boolean =>
    said !== undefined &&
    url === undefined &&
    (parts[index + 1]?.level ?? 0) <= level &&
    flatten(tokens, address).blocks.length === 0;
  const empty = parts.map(isEmpty);
  const kept: Part[] = [];
  for (let at = 0; at < parts.length; at++) {
    let end = at;
    while (empty[end]) end++;
    if (end - at < leastLines) {
      kept.push(parts[at]!);
      continue;
    }
    const before = kept.at(-1)!;
    for (const { said } of parts.slice(at, end)) {
      const { raw, text, tokens } = said!;
      before.tokens.push({ type: 'paragraph', raw, text, tokens });
    }
    at = end - 1;
  }
  return kept;
}

/** Returns a title of allowed length, with room for ", part 12 of 12". */
function shorten(title: string): string {
  const most = lengths.title - 20;
  return title.length <= most ? title : `${title.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}

/**
 * Fills parts with whole blocks; only a block that is longer than an entry is split, at the end of a sentence if
 * possible.
 */
function cut(part: Part, flat: Flat): Section[] {
  const bodies: Block[][] = [[]];
  for (const block of flat.blocks.flatMap(breakBlock)) {
    const open = bodies.at(-1)!;
    // Counted together, as the compiler counts: list marks may add to the words of the blocks.
    if (open.length > 0 && countWords(join([...open, block])) > bodyWords) bodies.push([block]);
    else open.push(block);
  }
  return bodies.map((blocks, index): Section => {
    const body = join(blocks);
    const links = flat.links.filter(({ url }) => body.includes(url));
    return {
      title: bodies.length === 1 ? part.title : `${part.title}, part ${index + 1} of ${bodies.length}`,
      heading: part.heading,
      body,
      links: links.filter(
        ({ url, text }, place) => links.findIndex((other) => other.url === url && other.text === text) === place
      ),
      lost: findLost(bodies.length === 1 ? part.heading : '', {
        blocks,
        deadEnds: index === 0 ? flat.deadEnds : []
      }),
      ...(part.url && { url: part.url })
    };
  });
}

function join(blocks: readonly Block[]): string {
  return blocks
    .map(({ marker, markdown }, index) => {
      const gap = index === 0 ? '' : marker && blocks[index - 1]!.marker ? '\n' : '\n\n';
      return `${gap}${marker}${markdown}`;
    })
    .join('');
}

function breakBlock(block: Block): Block[] {
  if (block.words <= bodyWords) return [block];
  // A link or a marked phrase is one piece, so that no markup is split.
  const pieces =
    block.markdown.match(
      /(?:\[(?:[^\]\\]|\\.){0,2000}\]\((?:<[^>]{0,2100}>|[^)\s]{0,2100})\)|\*\*[^*]{1,400}\*\*|\*[^*]{1,400}\*|`[^`]{1,400}`|\S)+/g
    ) ?? [];
  const blocks: Block[] = [];
  let open: string[] = [];
  let [words, stop] = [0, 0];
  const close = (count: number): void => {
    const markdown = open.slice(0, count).join(' ');
    blocks.push({ marker: block.marker, markdown, words: countWords(markdown) });
    open = open.slice(count);
    words = open.length === 0 ? 0 : countWords(open.join(' '));
    stop = 0;
  };
  for (const piece of pieces) {
    // Alone, "2017." would be the number of a list.
    const more = countWords(`x ${piece}`) - 1;
    if (words + more > bodyWords && open.length > 0) close(stop > open.length / 2 ? stop : open.length);
    open.push(piece);
    words += more;
    if (/[.!?]["”')]*$/.test(piece)) stop = open.length;
  }
  if (open.length > 0) close(open.length);
  return blocks;
}
