import { wordLists } from '../../config/word-lists.ts';
import type { Entry } from '../../core/model/entry.ts';
import { anyOf, linesOf } from './phrases.ts';

const { facts } = wordLists;
const pattern = (lines: readonly string[]): RegExp | undefined =>
  lines.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(lines)}(?![\\p{L}\\p{N}])`, 'gu') : undefined;

/** Words that name a nation, longest first, each with the nation, or with none: "nhs england". */
const nations = facts
  .filter(({ name }) => name.startsWith('nation/') || name === 'no nation')
  .flatMap(({ name, lines }) => lines.map((line) => ({ line, nation: name.split('/')[1], said: pattern([line])! })))
  .sort((a, b) => b.line.length - a.line.length);

/**
 * Demands that a question may make besides its subject. An entry that does not mention a demand, or says the opposite,
 * is not a sure answer. `not` matches uses of the words that demand nothing.
 */
const demands = facts
  .filter(({ name }) => name.endsWith('/asked'))
  .map(({ lines, name: heading }) => {
    const name = heading.slice(0, -'/asked'.length);
    const of = (what: string) => pattern(linesOf(facts, `${name}/${what}`));
    const anywhere = of('said anywhere');
    return {
      name,
      asked: pattern(lines)!,
      not: of('not asked'),
      anywhere,
      said: anywhere ?? of('said'),
      denied: of('denied')
    };
  });

const texts = new WeakMap<Entry, { name: string; all: string; body: string }>();

function textOf(entry: Entry): { name: string; all: string; body: string } {
  const known = texts.get(entry);
  if (known) return known;
  const name = [entry.title, entry.publisher, ...entry.aliases].filter(Boolean).join(' \n');
  const made = { name, body: entry.body, all: [name, entry.body, ...entry.asks].join(' \n') };
  texts.set(entry, made);
  return made;
}

/** Returns the nations that a text names, by their name or by a city or board of theirs. */
export const nationsIn = (text: string): string[] => {
  const found = new Set<string>();
  let rest = text;
  for (const { nation, said } of nations)
    rest = rest.replace(said, () => {
      if (nation) found.add(nation);
      return ' ';
    });
  return [...found];
};

/** Returns the nations of an entry, from its field or its name. */
const nationOf = (entry: Entry): readonly string[] => {
  const own = (entry as { nation?: string }).nation;
  return own ? [own.toLowerCase().replaceAll(' ', '-')] : nationsIn(textOf(entry).name);
};

/** Returns true for an entry of other nations than those asked about; false where either names none. */
export function isElsewhere(asked: readonly string[], entry: Entry): boolean {
  const own = asked.length > 0 ? nationOf(entry) : [];
  return own.length > 0 && !asked.some((nation) => own.includes(nation));
}

/**
 * Returns the reason why an entry cannot be a sure answer to a question that names a fact: another nation, or a demand
 * that the entry denies or does not mention. Undefined if nothing contradicts it.
 */
export function vetoOf(question: string, entry: Entry): string | undefined {
  const asked = nationsIn(question);
  if (asked.length > 0) {
    const silent = !asked.includes('england') && !asked.some((nation) => nationsIn(textOf(entry).all).includes(nation));
    if (isElsewhere(asked, entry) || silent) return 'nation';
  }
  const says = (pattern: RegExp | undefined, text: string): boolean =>
    pattern !== undefined && text.search(pattern) >= 0;
  for (const { name, asked: demand, not, anywhere, said, denied } of demands) {
    if (!says(demand, not ? question.replace(not, ' ') : question)) continue;
    const { body, all } = textOf(entry);
    if (says(denied, body) || !says(said, anywhere ? all : body)) return name;
  }
  return undefined;
}
