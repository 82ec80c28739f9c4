/** Characters a card must not contain: controls, lone surrogates, and marks that change the direction of the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const loneSurrogates = /\p{Surrogate}/gu;
/** Characters that {@link plain} may have to replace; few texts have any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
const suspect = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\{\{/;
/** Start of `{{DATE(…)}}` and `{{TIME(…)}}`, which Adaptive Card clients replace anywhere in a text. */
const clientFunctions = /\{\{/g;

/**
 * Makes any text safe to stand in a card as plain text, and cuts it at a whole character.
 *
 * @param text what to draw
 * @param max characters kept, the ellipsis included
 * @returns the text without control characters and without the card language's own functions; never empty lines only
 */
export function plain(text: string, max: number): string {
  const head = text.slice(0, max * 4);
  return cut((suspect.test(head) ? mended(head) : head).trim(), max);
}

const mended = (text: string): string =>
  wellFormed(text).replace(/\r\n?/g, '\n').replace(controls, '').replace(clientFunctions, '{\u2060{');

/** Replaces unpaired surrogates, which UTF-8 cannot encode. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, '\ufffd');
}

/** Returns the same as {@link plain} on one line, for titles and buttons. */
export function line(text: string, max: number): string {
  return plain(text.slice(0, max * 4).replace(/\s+/g, ' '), max);
}

/** Shortens at the last word that fits, with an ellipsis; never inside a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
  const word = head.search(/\s\S*$/);
  return `${(word > max / 2 ? head.slice(0, word) : head).trimEnd()}…`;
}

/**
 * Escapes plain text for a slot that Teams reads as Markdown (TextBlock, Fact).
 *
 * Only what starts markup is escaped: Teams on phones draws needless backslashes (microsoft/AdaptiveCards issues 5590
 * and 5758), so text of people never comes here but goes to a TextRun, which knows no markup.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replace(/<(?=[a-z/!?])/gi, '<\u200b')
    .replace(/^(\s*)([-+#>]|~{3})/gm, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/gm, '$1\\$2');
}

/**
 * Returns true for an address that may stand on a button: http or https, parseable, without a name or password in it.
 */
export function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** Returns the host of a web address for display, without `www.`; empty for anything else. */
export function hostOf(address: string): string {
  return isWebAddress(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
}
