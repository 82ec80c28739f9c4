import type { ListField } from './entry-text.ts';

/** Matches what people put before each line of a list; the form has a line for each item and needs none. */
const listMark = /^(?:[-*•·▪◦‣–][ \u00a0]|[•·▪◦‣]|\d{1,2}[.)][ \u00a0])[ \u00a0]*/;
/** Matches a whole text in quotation marks. */
const quoted = /^(?:"([^"]+)"|“([^“”]+)”|‘([^‘’]+)’)$/;
/** Matches an address as Slack writes one that was pasted. */
const slackAddress = /^<([^<>|\s]+)(?:\|[^<>]*)?>$/;

/** Returns an address as it was meant: without the marks of a chat, and with `https://` where it has none. */
export function tidyAddress(typed: string): string {
  const bare = slackAddress.exec(typed)?.[1] ?? typed;
  return /^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?$/i.test(bare) ? `https://${bare}` : bare;
}

/**
 * Returns the items of a list as they were meant, each once: without bullets, numbers and quotation marks around them;
 * ids and addresses may share a line.
 */
export function tidyItems(field: ListField, lines: readonly string[]): string[] {
  const items = lines.flatMap((line) => {
    const bare = line.trim().replace(/\s+/g, ' ').replace(listMark, '');
    if (field === 'see' || field === 'for') return bare.split(/[\s,;]+/);
    if (field === 'source') return bare.split(/[\s,;]+(?=<?https?:)/).map(tidyAddress);
    const [, ...inner] = quoted.exec(bare) ?? [];
    return inner.find(Boolean)?.trim() ?? bare;
  });
  return [...new Set(items.filter(Boolean))];
}

/** Returns the answer without spaces at the ends of its lines, and with hyphens for the bullets of its lists. */
export function tidyBody(typed: string): string {
  const lines = typed.split('\n').map((line) => line.trimEnd().replace(/^ {0,3}[•·▪◦‣][ \u00a0]*(?=\S)/, '- '));
  return lines.join('\n');
}
