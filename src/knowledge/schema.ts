import { z } from 'zod';
import { kinds, statuses } from '../core/model/entry.ts';
import { nearest } from './problem.ts';

/**
 * Lengths in characters. A title must fit a Slack header (150) and a button value (75 after its action); a question is
 * cut to 300 characters before matching, so a longer wording could never match whole; a tip is one short paragraph.
 */
export const lengths = {
  id: 60,
  title: 150,
  publisher: 150,
  ask: 300,
  alias: 80,
  url: 2000,
  label: 30,
  tip: 300,
  owner: 80
};

/** Maximum number of words in a body: what a phone shows without much scrolling. */
export const bodyWords = 130;

/** Schema of an id. */
export const id = z
  .string()
  .max(lengths.id)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'small letters, digits and single hyphens' });
/** Schema of a web address. */
export const address = z
  .string()
  .max(lengths.url)
  .refine((text) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''), {
    error: 'an address that begins with https:// or http://'
  });
export const date = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text), {
    error: 'a real date written YYYY-MM-DD'
  });
/** Returns the schema of one line of text. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\r\n]*$/, { error: 'one line' });

/** Schema of an entry's front matter, as an editor writes it. */
export const frontMatter = z.strictObject({
  id,
  title: line(lengths.title),
  kind: z.enum(kinds),
  topic: id,
  publisher: line(lengths.publisher).optional(),
  year: z.int().min(1850).max(2100).optional(),
  url: address.optional(),
  link_label: line(lengths.label).optional(),
  archived_url: address.optional(),
  status: z.enum(statuses),
  superseded_by: id.optional(),
  contact: id.optional(),
  for: z.array(id).default([]),
  nation: id.optional(),
  asks: z.array(line(lengths.ask)).min(1),
  aliases: z.array(line(lengths.alias)).default([]),
  see: z.array(id).default([]),
  owner: line(lengths.owner).optional(),
  compiled: date.optional(),
  reviewed: date.optional(),
  reviewed_by: line(lengths.owner).optional(),
  review_by: date,
  source: z.union([address.transform((one) => [one]), z.array(address)]).default([])
});

/** Schema of `tips.yaml`. */
export const tipsFile = z.array(
  z.strictObject({
    id,
    topic: id,
    text: line(lengths.tip),
    resource: id,
    weeks: z.array(z.int().min(1).max(53)).min(1).optional()
  })
);

/** Schema of `synonyms.yaml`. */
export const synonymsFile = z.strictObject({
  abbreviations: z
    .record(z.string().regex(/^[a-z0-9&.+-]+$/, { error: 'one word in small letters' }), line(80))
    .default({}),
  groups: z.array(z.array(line(80)).min(2)).default([])
});

/** Schema of `questions.yaml`. */
export const questionsFile = z.array(
  z.strictObject({ ask: z.string().trim().min(1).max(2000), expect: z.array(id), style: line(40) })
);

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

const at = (path: readonly PropertyKey[], data: unknown): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    data
  );

const named = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) =>
      typeof step === 'number'
        ? `${index > 0 ? '' : 'item'} ${step + 1}`
        : index > 0
          ? `, ${String(step)}`
          : String(step)
    )
    .join('');

/** Names that people give to fields, and that are not like the fields' own. */
const otherNames: Readonly<Record<string, string>> = {
  question: 'asks',
  questions: 'asks',
  wordings: 'asks',
  phrasings: 'asks',
  name: 'title',
  heading: 'title',
  link: 'url',
  links: 'url',
  website: 'url',
  address: 'url',
  type: 'kind',
  category: 'topic',
  tags: 'topic',
  author: 'publisher',
  created: 'compiled',
  date: 'compiled',
  updated: 'reviewed',
  related: 'see',
  see_also: 'see',
  synonyms: 'aliases',
  sources: 'source'
};

/** Words for expected types that editors understand. */
const plainTypes: Readonly<Record<string, string>> = {
  array: 'a list, each line beginning with "- "',
  string: 'a text',
  object: 'fields, each a name, a colon and what it holds',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number'
};
const plain = (expected: string): string => plainTypes[expected] ?? expected;

/**
 * Formats a zod issue so that an editor can act on it: what was found, what is allowed, what to do.
 *
 * @param data the whole value that was checked
 * @param keys the keys allowed at the top level, to suggest the one that was meant
 */
export function sayIssue(issue: z.core.$ZodIssue, data: unknown, keys: readonly string[]): string {
  const found = at(issue.path, data);
  const name = named(issue.path) || 'The file';
  if (typeof found === 'string' && /^[“”‘’„]|[“”]$/.test(found))
    return `${name} is ${show(found)}, with the quotation marks of a word processor, which YAML takes for text. Type straight ones, or none.`;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const other = otherNames[key.toLowerCase()];
      const meant = nearest(key, keys) ?? (other && keys.includes(other) ? other : undefined);
      return `Unknown field "${key}"; allowed: ${keys.join(', ')}. ${meant ? `Did you mean "${meant}"?` : 'Remove it.'}`;
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const meant = nearest(String(found), allowed);
      if (found === null) return `${name} is empty; allowed: ${allowed.join(', ')}. Fill it in.`;
      if (found === undefined) return `Missing field "${name}"; allowed: ${allowed.join(', ')}. Add it.`;
      return `${name} is ${show(found)}; allowed: ${allowed.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`;
    }
    case 'too_big': {
      const unit = issue.origin === 'string' ? 'characters' : issue.origin === 'array' ? 'items' : undefined;
      return unit
        ? `${name} is too long: ${show(found)}; allowed: at most ${issue.maximum} ${unit}. Shorten it.`
        : `${name} is ${show(found)}; allowed: at most ${issue.maximum}. Lower it.`;
    }
    case 'too_small':
      return `${name} is ${show(found)}; allowed: at least ${issue.minimum}. Fill it in.`;
    case 'invalid_type':
      if (found === undefined) return `Missing field "${name}" (${plain(issue.expected)}). Add it.`;
      if (found === null) return `${name} is empty. Fill it in, or remove the line.`;
      if (issue.expected === 'string' && (typeof found === 'number' || typeof found === 'boolean'))
        return `${name} is ${show(found)}, which YAML reads as a ${typeof found === 'number' ? 'number' : 'yes or no'}. Put quotation marks round it: "${found}".`;
      if (issue.expected === 'array' && typeof found === 'string' && /^[•·*–—-]/.test(found))
        return `${name} is ${show(found)}; allowed: a list. Begin each line with a hyphen and a space, such as "- how do I start".`;
      if (issue.expected === 'array' && typeof found === 'string')
        return `${name} is ${show(found)}; allowed: a list. Write ${/[,:#[\]{}]/.test(found) ? `it in lines that begin with "- "` : `${name}: [${found}]`}.`;
      if (issue.expected === 'string' && typeof issue.path.at(-1) === 'number' && typeof found === 'object')
        return `${name} has a colon followed by a space, which YAML takes for a field. Put quotation marks round the whole text.`;
      if (issue.path.length === 0 && Array.isArray(found))
        return `The file is a list; allowed: the fields ${keys.join(', ')}. Put the list below one of these.`;
      return `${name} is ${show(found)}; allowed: ${plain(issue.expected)}. Change it.`;
    case 'invalid_union':
      return `${name} is ${show(found)}; allowed: one address or a list of addresses that begin with https:// or http://. Change it.`;
    default: {
      const meant = asDate(found) ?? asId(found);
      const change =
        (issue.code === 'invalid_format' || asDate(found)) && meant && meant !== found
          ? `Did you mean "${meant}"?`
          : 'Change it.';
      return `${name} is ${show(found)}; allowed: ${issue.message}. ${change}`;
    }
  }
}

/** Returns a day as people in the United Kingdom write it in figures, `30/11/2026`, as `2026-11-30`; undefined for others. */
function asDate(found: unknown): string | undefined {
  const [, day = '', month = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(String(found)) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year && date.safeParse(written).success ? written : undefined;
}

/** Returns a word or name as an id: "Our prize" as `our-prize`; undefined for what is longer, an address or no text. */
function asId(found: unknown): string | undefined {
  if (typeof found !== 'string' || !/^[\p{L}\d _-]{1,60}$/u.test(found)) return undefined;
  const id = found
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return id || undefined;
}

/**
 * Returns the fields that a schema allows at a place of a file, so that a misspelt one is answered with the right list.
 */
export function keysAt(shape: unknown, path: readonly PropertyKey[]): string[] {
  let at = shape;
  for (const step of path) {
    const { shape: fields, element, valueType } = unwrapped(at);
    at = typeof step === 'number' ? element : (fields?.[step] ?? valueType);
    if (!at) return [];
  }
  const { shape: fields, keyType } = unwrapped(at);
  return fields ? Object.keys(fields) : [...(keyType?.options ?? [])];
}

/** Internal structure of zod's objects, arrays and records. */
interface Structure {
  shape?: Record<PropertyKey, unknown>;
  element?: unknown;
  keyType?: { options?: readonly string[] };
  valueType?: unknown;
}

/** Returns the schema inside wrappers, such as a default. */
function unwrapped(type: unknown): Structure {
  const { def } = type as { def?: { innerType?: unknown; in?: unknown } };
  const inner = def?.innerType ?? def?.in;
  return inner ? unwrapped(inner) : (type as Structure);
}
