import { type AboutFile, aboutFile, type TalkFile, talkFile } from './about-file.ts';
import type { SourceFile } from './formats/format.ts';
import { readFile, readLayeredFile } from './layered-lists.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

type Topics = NonNullable<AboutFile['topics']>;

/**
 * Returns the topics of all layers: a later one replaces those of its ids and adds others behind them, since the entries of
 * the earlier ones keep theirs. One that lists all of them gives their order.
 */
function joinTopics(layers: readonly Topics[]): Topics {
  return layers.reduce((before, own) => {
    const changed = new Map(own.map((topic) => [topic.id, topic]));
    if (before.every(({ id }) => changed.has(id))) return own;
    const ids = new Set(before.map(({ id }) => id));
    return [...before.map((topic) => changed.get(topic.id) ?? topic), ...own.filter(({ id }) => !ids.has(id))];
  }, []);
}

/** Reads `about.yaml` of all layers: a later one replaces the fields, single texts, topics and nations that it gives. */
export function joinAbout(sources: readonly SourceFile[]): {
  value: Located<AboutFile> | undefined;
  problems: Problem[];
} {
  const { value, problems } = readLayeredFile<AboutFile>(sources, aboutFile);
  if (!value) return { value, problems };
  const files = sources.map((source) => readFile<AboutFile>(source, aboutFile).value?.value ?? {});
  const topics = joinTopics(files.flatMap((file) => (file.topics ? [file.topics] : [])));
  const joined = {
    ...value.value,
    texts: Object.assign({}, ...files.map(({ texts }) => texts)) as AboutFile['texts'],
    ...(value.value.topics && { topics }),
    ...(value.value.nations && { nations: Object.assign({}, ...files.map(({ nations }) => nations)) })
  };
  return { value: { ...value, value: joined }, problems };
}

type Lists = Partial<Record<string, string[]>>;

const added = (lists: readonly Lists[]): Lists => {
  const all: Lists = {};
  for (const each of lists) {
    for (const [key, lines] of Object.entries(each)) all[key] = [...new Set([...(all[key] ?? []), ...(lines ?? [])])];
  }
  return all;
};

/** Reads `talk.yaml` of all layers: a later one adds its phrasings. */
export function joinTalk(sources: readonly SourceFile[]): { value: TalkFile | undefined; problems: Problem[] } {
  const read = sources.map((source) => readFile<TalkFile>(source, talkFile));
  const problems = read.flatMap((file) => file.problems);
  const values = read.flatMap(({ value }) => (value ? [value.value] : []));
  if (values.length === 0) return { value: undefined, problems };
  return {
    value: {
      talk: added(values.map(({ talk }) => talk)) as TalkFile['talk'],
      commands: added(values.map(({ commands }) => commands)) as TalkFile['commands'],
      around: added(values.map(({ around }) => around)) as TalkFile['around']
    },
    problems
  };
}
