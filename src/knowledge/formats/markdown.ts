import type { Format } from './format.ts';
import { parseYaml, unfinishedMerge } from './yaml.ts';

/** The front matter of a file, from its first hyphens to the line after its last. */
export const frontMatter = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/;

/** Markdown with YAML front matter between two lines of three hyphens. */
export const markdownFormat: Format = {
  extensions: ['.md'],
  parse: (source) => {
    const text = source.text.replace(/^\uFEFF/, '');
    // before the front matter, since git's marks may stand in it and in the body
    if (unfinishedMerge(text) !== undefined) return parseYaml({ ...source, text }, 0);
    const found = frontMatter.exec(text);
    if (!found) {
      const message =
        text.trim() === ''
          ? 'The file is empty. Begin it with a line "---", the fields, and another line "---"; or remove it.'
          : /^---[ \t]*\r?\n/.test(text)
            ? 'The front matter has no end. Put a line "---" between its fields and the text.'
            : 'Found no front matter. Begin the file with a line "---", the fields, and another line "---".';
      const problems = [{ file: source.file, line: 1, message, blocks: true }];
      return { data: undefined, body: text, bodyLine: 1, lineOf: () => 1, problems };
    }
    const bodyLine = found[0].split('\n').length;
    return {
      ...parseYaml({ file: source.file, text: found[1] ?? '' }, 1),
      body: text.slice(found[0].length).trim(),
      bodyLine: bodyLine + (/^\s*\n/.test(text.slice(found[0].length)) ? 1 : 0)
    };
  }
};
