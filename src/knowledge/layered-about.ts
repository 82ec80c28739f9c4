import { type AboutFile, aboutFile, type TalkFile, talkFile } from './about-file.ts';
import type { SourceFile } from './formats/format.ts';
import { readFile, readLayeredFile } from './layered-lists.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

/** Reads `about.yaml` of all layers: a later one replaces the fields and single texts that it gives. */
export function joinAbout(sources: readonly SourceFile[]): {
  value: Located<AboutFile> | undefined;
  problems: Problem[];
} {
  const { value, problems } = readLayeredFile<AboutFile>(sources, aboutFile);
  const texts = sources.map((source) => readFile<AboutFile>(source, aboutFile).value?.value.texts ?? {});
  const all = Object.assign({}, ...texts) as AboutFile['texts'];
  return { value: value && { ...value, value: { ...value.value, ...(all && { texts: all }) } }, problems };
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
