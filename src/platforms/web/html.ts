import { escapeHtml } from '../../core/model/escape-html.ts';

/** A piece of a page that is safe to send: every value in it was escaped on insertion. */
export interface Html {
  readonly markup: string;
}

/** Value in a template: text is escaped; absent values draw nothing. */
type Part = string | number | false | undefined | Html | readonly Part[];

/** Characters removed from pages: controls, unpaired surrogates, marks that change the direction of the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu;

function write(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part.replace(unseen, ''));
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(write).join('');
}

/** Creates a piece of a page from a template; inserted values are escaped unless they are such pieces themselves. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: template.map((text, i) => (i === 0 ? text : write(parts[i - 1]) + text)).join('') };
}

/** Returns an address a page may lead to; undefined for anything but http, https and mailto. */
export function safeAddress(url: string): string | undefined {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url) ? url : undefined;
}
