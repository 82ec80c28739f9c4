import type { Words } from '../../../core/model/message.ts';
import type { Inbound } from '../transport/activity.ts';

/**
 * Marker of a quoted reply: Teams puts it into the text and the quoted words into an entity (teams-sdk, quoted replies,
 * May 2026). No tag here holds a `<`, so that a text full of them is read in linear time.
 */
const quoteMarker = /<\/?quoted\b[^<>]*>/gi;

/** The same around the quoted words, which are another's. */
const quotedWords = /<quoted\b[^<>]*(?<!\/)>[^<]*<\/quoted>/gi;

/** Placeholder in the text for a card inserted from the search extension. */
const insertedCard =
  /<span\b[^<>]*schema\.skype\.com\/InputExtension[^<>]*>(?:\s*<span\b[^<>]*>\s*<\/span>)*\s*<\/span>/gi;

/** Start of quoted words in a message's HTML: those of a reply, and those that its author pasted and marked as a quote. */
const quoteBegins = /<blockquote\b[^<>]*>/i;
/** Start of quoted or forwarded words that Teams itself put into a message. */
const othersBegin = /<blockquote\b[^<>]*schema\.skype\.com\/(?:Reply|Forward|Quote)[^<>]*>/i;

/** Quotes of either form, in the text. */
const quoteInText = /<(?:blockquote|quoted)\b/i;

/** Name of the quoted or forwarded author. */
const quotedName = /<strong\b[^<>]*itemprop="mri"[^<>]*>[^<]*<\/strong>/gi;

/** Emoji as Teams' editor writes them, `<emoji alt="👍">`, and older clients: pictures whose words are the emoji itself. */
const emoji = /<(?:emoji\b|img\b(?=[^<>]*schema\.skype\.com\/Emoji))[^<>]*>/gi;

/** Mention of somebody, a channel or a tag: whom a message calls is no part of what it asks. */
const mention = /<at\b[^<>]*>[^<]*<\/at>|<\/?at\b[^<>]*>/gi;

/** Block tags: they separate words. */
const tag = /<[^<>]*>/g;

/** Entities that Teams' own editor writes; all others come as numbers. */
const entities: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&', apos: "'", lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
  ...{ ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', pound: '£', euro: '€', deg: '°', shy: '' },
  ...{ copy: '©', reg: '®', trade: '™', times: '×', frac12: '½', eacute: 'é', zwnj: '', zwj: '', ensp: ' ', emsp: ' ' }
};

/** Zero-width characters, which copied text brings along: they prevent a word from matching. */
const invisible = /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/**
 * Stray joiners: they have a meaning between letters of some scripts and between emoji, and none beside Latin letters.
 */
const strayJoiner = /(?<=^|[\s\u0021-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\s\u0021-\u024f])/g;

/**
 * Returns the words that a person said to the bot: the text without mentions, quoted replies, inserted cards and a slash
 * before a command. What stands in a quote that the person made counts where there is nothing else, and is not typed.
 * Empty where nothing was said.
 */
export function spokenWords(inbound: Inbound): Words {
  const said = (text: string): string => {
    const own = text.replace(quotedWords, ' ').replace(quoteMarker, ' ').replace(insertedCard, ' ');
    return plainWords(withoutMention(own, inbound).replace(mention, ' '));
  };
  const typed = said(withoutQuotes(inbound.text));
  const words = typed || said(withoutQuotes(inbound.text, othersBegin).replace(blockquoteTag, ' '));
  // The words of a quote that stands in the HTML or an attachment alone may be in the text without a mark.
  const quotes = quoteBegins.test(inbound.html) || inbound.attachments.some((kind) => /messageReference$/i.test(kind));
  const isMixed = quotes && !quoteInText.test(inbound.text);
  return { text: words.replace(/^\/(?:spread\b)?\s*/i, ''), ...(typed && !isMixed && { typed: true }) };
}

const blockquoteTag = /<\/?blockquote\b[^<>]*>/gi;

/**
 * Returns the words of a message's HTML that its author wrote: without what is quoted or forwarded in it, unless there
 * is nothing else.
 *
 * @param html at most 20,000 characters are meant; every pattern reads it in one go
 */
export function htmlWords(html: string): string {
  const own = wordsOf(withoutQuotes(html));
  return own || wordsOf(html.replace(quotedName, ' '));
}

function wordsOf(html: string): string {
  const bare = html
    .replace(emoji, (whole) => /\balt="([^"<>]{1,40})"/i.exec(whole)?.[1] ?? ' ')
    .replace(quoteMarker, ' ')
    .replace(mention, ' ')
    .replace(/<(style|script|attachment|title)\b[^<>]*>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/?(?:b|i|em|strong|u|s|sub|sup|a|span|code)\b[^<>]*>/gi, '')
    .replace(tag, ' ');
  return plainWords(bare);
}

/** Returns one line of plain text: entities decoded, invisible characters removed, single spaces. */
function plainWords(text: string): string {
  return text
    .replace(/&(#x?[\da-f]{1,6}|[a-z]\w{1,10});/gi, (whole, entity: string) => decoded(entity) ?? whole)
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .trim();
}

function decoded(entity: string): string | undefined {
  if (!entity.startsWith('#')) return entities[entity.toLowerCase()];
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
  const real = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return real ? String.fromCodePoint(code) : ' ';
}

/** Removes quoted and forwarded words, which may be nested. An unclosed quote runs to the end. */
function withoutQuotes(html: string, begins = quoteBegins): string {
  let left = html;
  for (let at = left.search(begins); at >= 0; at = left.search(begins)) {
    left = `${left.slice(0, at)} ${left.slice(at + quoteLength(left.slice(at)))}`;
  }
  return left;
}

/** Returns the length of the quote at the beginning of a text. */
function quoteLength(text: string): number {
  let depth = 0;
  for (const found of text.matchAll(/<(\/?)blockquote\b[^<>]*>/gi)) {
    depth += found[1] ? -1 : 1;
    if (depth === 0) return found.index + found[0].length;
  }
  return text.length;
}

/**
 * Removes the mention of the bot: by its own words where the text has them, and otherwise by the bot's name, as on
 * clients that number the tag or leave the words out (botbuilder-dotnet issue 1934).
 */
function withoutMention(text: string, { mentions, bot }: Inbound): string {
  const own = mentions.filter(({ id }) => id === bot.id);
  if (own.length === 0 && !/<at\b/i.test(text)) return text;
  const said = own.filter((mention) => mention.text !== '' && text.includes(mention.text));
  if (own.length > 0 && said.length === own.length) {
    return said.reduce((left, mention) => left.replaceAll(mention.text, ' '), text);
  }
  const names = new Set([bot.name.trim()]);
  for (const mention of own) names.add(mention.name.trim()).add(mention.text.replace(tag, '').trim());
  names.delete('');
  let left = text;
  for (const name of names) left = withoutName(left, name, own.length > 0);
  return left;
}

/** @param mentioned whether the name may also stand without a tag, at the beginning */
function withoutName(text: string, name: string, mentioned: boolean): string {
  const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '(?:\\s|&nbsp;)+');
  const tagged = text.replace(new RegExp(`<at\\b[^<>]*>\\s*@?${written}\\s*</at>`, 'gi'), ' ');
  if (tagged !== text || !mentioned) return tagged;
  return text.replace(new RegExp(`^\\s*@?${written}(?![\\w-])`, 'i'), ' ');
}
