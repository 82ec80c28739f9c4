import type { GoldenQuestion, Synonyms, Tip } from '../core/model/entry.ts';
import { type SourceFile, shownFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import { parseYaml, unfinishedMerge } from './formats/yaml.ts';
import { mergeParts, type Part } from './layered-parts.ts';
import type { Located, Place } from './located.ts';
import type { Problem } from './problem.ts';
import { keysAt, sayIssue } from './schema.ts';

type Issue = Parameters<typeof sayIssue>[0];

/** The part of a zod schema that is used here. */
interface Shape<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false; error: { issues: Issue[] } };
}

/** A value, and the faults of the file it was read from. */
interface Read<T> {
  value: T;
  problems: Problem[];
}

/** Reads one YAML file by its schema. Items of its lists that do not fit it are left out, and the rest stays. */
export function readFile<T>(source: SourceFile, shape: Shape<T>): Read<Located<T> | undefined> {
  const file = shownFile(source);
  const parsed = formatOf(source.file)!.parse(source);
  const placeOf = (path: readonly PropertyKey[]): Place => ({ file, line: parsed.lineOf(path) });
  const found = parsed.problems.map((problem) => ({ ...problem, file }));
  if (found.some(({ blocks }) => blocks)) return { value: undefined, problems: found };
  const result = shape.safeParse(parsed.data);
  if (result.success) return { value: { value: result.data, file, placeOf }, problems: found };
  const problems = result.error.issues.map((issue) => ({
    ...placeOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path),
    message: sayIssue(issue, parsed.data, keysAt(shape, issue.path)),
    blocks: true
  }));
  const rest = withoutItems(parsed.data, result.error.issues);
  const fits = rest && shape.safeParse(rest.data);
  const value = fits?.success
    ? { value: fits.data, file, placeOf: (path: Path) => placeOf(rest!.pathOf(path)) }
    : undefined;
  return { value, problems: [...found, ...problems] };
}

type Path = readonly PropertyKey[];

/**
 * Removes the items of lists that have faults; each item is one of the outermost list that it stands in.
 *
 * @returns the rest, and how paths in it lead to places in the whole; undefined if a fault stands in no list
 */
function withoutItems(
  data: unknown,
  issues: readonly Issue[]
): { data: unknown; pathOf: (path: Path) => Path } | undefined {
  const faulty = issues.map(({ path }) => path.slice(0, path.findIndex((step) => typeof step === 'number') + 1));
  if (faulty.some(({ length }) => length === 0)) return undefined;
  const keys = new Set(faulty.map((path) => JSON.stringify(path)));
  const kept = new Map<string, number[]>();
  const copy = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      const indexes = [...value.keys()].filter((index) => !keys.has(JSON.stringify([...path, index])));
      kept.set(JSON.stringify(path), indexes);
      return indexes.map((index) => value[index] as unknown);
    }
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner, [...path, key])]));
  };
  const pathOf = (path: Path): Path => {
    const at = path.findIndex((step) => typeof step === 'number');
    const index = kept.get(JSON.stringify(path.slice(0, at)))?.[Number(path[at])];
    return at < 0 || index === undefined ? path : path.with(at, index);
  };
  return { data: copy(data, []), pathOf };
}

/** Reads the items of a list one by one, each from the line that begins with its mark, and joins those that fit. */
function readItems<T>(source: SourceFile, shape: Shape<readonly T[]>): Located<readonly T[]> | undefined {
  const file = shownFile(source);
  const starts = [...source.text.matchAll(/^- /gm)].map(({ index }) => index);
  const items = starts.flatMap((start, at) => {
    const before = source.text.slice(0, start).split('\n').length - 1;
    const parsed = parseYaml({ file: source.file, text: source.text.slice(start, starts[at + 1]) }, before);
    const result = shape.safeParse(parsed.problems.some(({ blocks }) => blocks) ? undefined : parsed.data);
    return result.success ? [{ value: result.data[0]!, lineOf: parsed.lineOf }] : [];
  });
  if (items.length === 0) return undefined;
  return {
    value: items.map(({ value }) => value),
    file,
    placeOf: ([index, ...path]) => ({ file, line: (items[Number(index)] ?? items[0]!).lineOf([0, ...path]) })
  };
}

/**
 * Reads a YAML file that is a mapping, with the layers laid over one another field by field. A layer that does not fit
 * the schema is left out, and those below it stay.
 */
export function readLayeredFile<T>(sources: readonly SourceFile[], shape: Shape<T>): Read<Located<T> | undefined> {
  const problems: Problem[] = [];
  let good: Part[] = [];
  for (const source of sources) {
    const parsed = formatOf(source.file)!.parse(source);
    problems.push(...parsed.problems.map((problem) => ({ ...problem, file: shownFile(source) })));
    if (!parsed.problems.some(({ blocks }) => blocks)) good.push({ source, parsed });
  }
  for (; good.length > 0; good = good.slice(0, -1)) {
    const { data, placeOf } = mergeParts(good);
    const result = shape.safeParse(data);
    if (result.success)
      return { value: { value: result.data, file: shownFile(good.at(-1)!.source), placeOf }, problems };
    problems.push(
      ...result.error.issues.map((issue) => ({
        ...placeOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path),
        message: sayIssue(issue, data, keysAt(shape, issue.path)),
        blocks: true
      }))
    );
  }
  return { value: undefined, problems };
}

/** Reads a YAML file that is a list of objects. A faulty one costs itself alone, unless a merge was left unfinished. */
export function readList<T>(source: SourceFile, shape: object): Read<Located<readonly T[]> | undefined> {
  const list = shape as Shape<readonly T[]>;
  const read = readFile(source, list);
  if (read.value !== undefined || unfinishedMerge(source.text) !== undefined) return read;
  return { ...read, value: readItems(source, list) };
}

/** Joins the lists of several layers; of two equal items, the later layer's replaces the other in its position. */
function joined<T>(
  lists: readonly (Located<readonly T[]> | undefined)[],
  keyOf: (item: T) => string
): Located<T[]> | undefined {
  const items: { item: T; list: Located<readonly T[]>; index: number }[] = [];
  for (const list of lists) {
    if (!list) continue;
    const before = new Map(items.map(({ item }, at) => [keyOf(item), at]));
    for (const [index, item] of list.value.entries()) {
      const at = before.get(keyOf(item));
      if (at === undefined) items.push({ item, list, index });
      else items[at] = { item, list, index };
    }
  }
  if (items.length === 0 && !lists.some(Boolean)) return undefined;
  return {
    value: items.map(({ item }) => item),
    file: items.at(-1)?.list.file ?? lists.find(Boolean)!.file,
    placeOf: ([at, ...rest]) => {
      const { list, index } = items[Number(at)] ?? items.at(-1)!;
      return list.placeOf([index, ...rest]);
    }
  };
}

/** Joins the tips of all layers: a later one replaces an earlier one of the same id. */
export function joinTips(lists: readonly (Located<readonly Tip[]> | undefined)[]): Located<Tip[]> | undefined {
  return joined(lists, ({ id }) => id);
}

/** Joins the golden questions of all layers: a later one replaces an earlier one of the same words. */
export function joinGolden(
  lists: readonly (Located<readonly GoldenQuestion[]> | undefined)[]
): Located<GoldenQuestion[]> | undefined {
  return joined(lists, ({ ask }) => ask);
}

/** Joins the synonyms of all layers: a later meaning of an abbreviation replaces an earlier one, groups are added. */
export function joinSynonyms(sources: readonly SourceFile[], shape: Shape<Synonyms>): Read<Synonyms> {
  const read = sources.map((source) => readFile(source, shape));
  const values = read.flatMap(({ value }) => (value ? [value.value] : []));
  return {
    value: {
      abbreviations: Object.fromEntries(values.flatMap(({ abbreviations }) => Object.entries(abbreviations))),
      groups: values.flatMap(({ groups }) => groups)
    },
    problems: read.flatMap(({ problems }) => problems)
  };
}
