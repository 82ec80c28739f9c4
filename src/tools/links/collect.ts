import type { Token, Tokens } from 'marked';
import { type SourceFile, shownFile } from '../../knowledge/formats/format.ts';
import { formatOf } from '../../knowledge/formats/index.ts';
import { tokensOf } from '../../knowledge/markup.ts';
import type { Place } from './result.ts';

/** Fields of the front matter that hold addresses, alone or as lists. */
const fields = ['url', 'archived_url', 'source'] as const;

/** Returns every http(s) address of the knowledge files once, with the places where it occurs. Fragments are kept. */
export function collectAddresses(sources: readonly SourceFile[]): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const add = (url: unknown, file: string, line: number): void => {
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return;
    const places = found.get(url) ?? [];
    if (!places.some((place) => place.file === file && place.line === line)) places.push({ file, line });
    found.set(url, places);
  };
  for (const source of sources) {
    const parsed = formatOf(source.file)?.parse(source);
    if (!parsed) continue;
    for (const [value, at] of addressesIn(parsed.data)) add(value, shownFile(source), parsed.lineOf(at));
    for (const url of linksIn(parsed.body)) {
      const at = parsed.body.indexOf(url);
      add(url, shownFile(source), parsed.bodyLine + (at < 0 ? 0 : parsed.body.slice(0, at).split('\n').length - 1));
    }
  }
  return found;
}

/** Yields what may be an address in the data of a file, with its place: in the texts of a list, or in fields of an entry. */
function* addressesIn(data: unknown): Generator<[value: unknown, at: (string | number)[]]> {
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) {
      const text: unknown = item?.text;
      if (typeof text === 'string') for (const url of linksIn(text)) yield [url, [index, 'text']];
    }
    return;
  }
  if (!data || typeof data !== 'object') return;
  for (const field of fields) {
    const value = (data as Record<string, unknown>)[field];
    if (Array.isArray(value)) yield* value.map((one, index): [unknown, (string | number)[]] => [one, [field, index]]);
    else yield [value, [field]];
  }
}

/** Returns the targets of the links in a text; none if it nests too deeply, which `check` reports. */
function linksIn(markdown: string): string[] {
  const urls: string[] = [];
  const walk = (token: Token): void => {
    if (token.type === 'link') urls.push((token as Tokens.Link).href);
    if (token.type === 'list') for (const item of (token as Tokens.List).items) item.tokens.forEach(walk);
    else if ('tokens' in token && token.tokens) token.tokens.forEach(walk);
  };
  tokensOf(markdown)?.forEach(walk);
  return urls;
}
