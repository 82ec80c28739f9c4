import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { controlFault } from '../decode-text.ts';
import type { Problem } from '../problem.ts';
import type { Format, Parsed, SourceFile } from './format.ts';

/** YAML 1.2 by the `yaml` package: words such as `yes` and dates stay text. Anchors and aliases are refused. */
export const yamlFormat: Format = { extensions: ['.yaml', '.yml'], parse: (source) => parseYaml(source, 0) };

/** Returns the line of the first conflict mark left by git; undefined if there is none. */
export function unfinishedMerge(text: string): number | undefined {
  const at = text.search(/^<{7}(?: |$)/m);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

/** Matches spaces that YAML takes for letters. */
const hardSpace = /[\u00a0\u2007\u202f\u200b]/;

/** Matches a whole text in the quotation marks of a word processor, which YAML would keep as letters. */
const curlyQuoted = /^[“”„]([^“”„]+)[“”]$/;

/** Returns the line of a text that holds a position. */
function lineOfText(text: string, position: number): string {
  const end = text.indexOf('\n', position);
  return text.slice(text.lastIndexOf('\n', position - 1) + 1, end < 0 ? text.length : end);
}

const otherColumn =
  'This line begins at another column than the fields above it. Remove or add spaces at its beginning.';

const otherItem = 'This item of a list begins at another column than those above it. Begin all at the same one.';

const closing = { '[': ']', '{': '}' } as const;
const unclosedBracket = (where: 'this line' | 'the line above', bracket: keyof typeof closing): string =>
  `The ${bracket} in ${where} has no ${closing[bracket]} at its end. Put one there, or quotation marks round the whole text.`;

/** Describes a line that YAML takes for the name of a field, and which is none. */
function sayNoField(line: string): string {
  if (/^\s*-\s/.test(line))
    return 'This item of a list goes on in the line below, which has a colon. Begin that line like this one, or put quotation marks round a text with a colon in it.';
  const [, name, value] = /^\s*([\w-]{1,40}):(\S.{0,39})/.exec(line) ?? [];
  if (name && value) return `A colon needs a space behind it: "${name}: ${value}".`;
  return 'This line is no field, which is a name, a colon, a space and what it holds. If it goes on from the line above, begin it with two spaces.';
}

/**
 * Describes a fault of YAML for editors, by what stands in its line.
 *
 * @param fault as the `yaml` package says it
 */
function sayFault(fault: string, line: string): string {
  if (hardSpace.test(line))
    return 'This line has a no-break space, as web pages and Word have, which is no space to YAML. Type it again with the space bar.';
  if (/(?:^|[:-]\s+)[“”„]/.test(line))
    return 'The quotation marks in this line are those of a word processor. Type straight ones: "like this".';
  if (fault.startsWith('Nested mappings are not allowed in compact mappings'))
    return 'This text has a colon followed by a space, which YAML takes for a field. Put quotation marks round the whole text.';
  const key = /^\s*([\w-]{1,40})\s*:/.exec(line)?.[1];
  if (fault.startsWith('Map keys must be unique') && key)
    return `The field "${key}" stands twice. Keep one of the two lines.`;
  if (/^\s*\t/.test(line))
    return 'This line begins with a tab, which is no indentation to YAML. Put two spaces in its place.';
  if (fault.startsWith('All mapping items must start at the same column')) return otherColumn;
  if (fault.startsWith('A block sequence may not be used as an implicit map key')) return otherItem;
  if (fault.startsWith('Unexpected block-seq-ind on same line'))
    return `A list begins in the line below its field. Leave nothing behind "${key ?? 'the field'}:", and give each item a line of its own.`;
  const open = /^Flow (map|sequence) in block collection must be sufficiently indented/.exec(fault)?.[1];
  if (open && !/[[{]/.test(line)) return unclosedBracket('the line above', open === 'map' ? '{' : '[');
  if (/^[^']*:\s*'[^']*'[^']*'/.test(line))
    return 'An apostrophe ends a text in single quotation marks. Put double ones round the whole text: "the trust\'s prize".';
  if (/^\s*[\w-]{1,40}：/.test(line))
    return 'The colon in this line is that of another script, which is no colon to YAML. Type it again: "topic: spread".';
  const first = /^\s*(?:-\s+)?(?:[\w-]{1,40}:\s+)?(?:-\s+)?([[\]{}"'`@%*&!|>])/.exec(line)?.[1];
  if (first === '"' || first === "'")
    return `The text in this line goes on after its quotation mark. Put ${first === '"' ? 'single' : 'double'} quotation marks round the whole text.`;
  if ((first === '[' || first === '{') && !line.includes(closing[first])) return unclosedBracket('this line', first);
  if (first)
    return `The ${first} at the beginning of this text has a meaning of its own in YAML. Put quotation marks round the whole text.`;
  if (/^Implicit (map )?keys need to be/.test(fault)) return sayNoField(line);
  return `This is not valid YAML: ${fault.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}. Check quotes, colons and indentation here; text with a colon in it needs quotes round it.`;
}

const remark =
  'What follows # is a remark to YAML, so this field is empty. Put quotation marks round a text that begins with #.';
const unclosed = 'The quotation mark that begins this text has no other at its end. Put one there.';

/** Returns the position of the quoted text that runs up to a position. */
function openedAt(document: Document, end: number): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] <= end && range[1] >= end - 1) found = range[0];
    }
  });
  return found;
}

/**
 * Parses YAML.
 *
 * @param offset lines that precede this text in its file
 */
export function parseYaml({ file, text }: SourceFile, offset: number): Parsed {
  const merge = unfinishedMerge(text);
  if (merge !== undefined) {
    const message =
      'A merge was left unfinished here: two versions stand between <<<<<<< and >>>>>>>. Keep one of them and remove the three marks.';
    const problems = [{ file, line: merge + offset, message, blocks: true }];
    return { data: undefined, body: '', bodyLine: 1, lineOf: () => merge + offset, problems };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core', stringKeys: true });
  const lineAt = (position: number): number => lines.linePos(position).line + offset;
  const faulted = new Set<number>();
  const problems: Problem[] = document.errors.flatMap((error) => {
    const [start] = error.pos;
    const opened = error.message.startsWith('Missing closing') ? openedAt(document, start) : undefined;
    if (opened !== undefined) return { file, line: lineAt(opened), message: unclosed, blocks: true };
    const line = lineAt(start);
    // One slip in a line is several faults to YAML.
    if (faulted.has(line)) return [];
    faulted.add(line);
    const said = lineOfText(text, start);
    const below = text.split('\n')[line - offset] ?? '';
    const indented = /^[\w-]+:\s*[^\s|>]/.test(said) && /^\s+[\w-]{1,40}:(?:\s|$)/.test(below);
    return indented
      ? { file, line: line + 1, message: otherColumn, blocks: true }
      : { file, line, message: sayFault(error.message, said), blocks: true };
  });
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (!isScalar(value) || value.source !== '' || !value.comment || !isNode(key) || !key.range) return;
      const line = lineAt(key.range[0]);
      if (!/:\s*#\S/.test(lineOfText(text, key.range[0]))) return;
      problems.push({ file, line, message: remark, blocks: true });
    },
    Scalar: (_key, node) => {
      const quoted = node.type === 'PLAIN' && typeof node.value === 'string' && curlyQuoted.exec(node.value);
      if (quoted) node.value = quoted[1];
      // The whole file has none; an escape such as "\e" makes one.
      const fault = typeof node.value === 'string' ? controlFault(node.value) : undefined;
      if (fault) problems.push({ file, line: lineAt(node.range?.[0] ?? 0), message: fault.message, blocks: true });
    },
    Alias: (_key, node) => {
      const line = lineAt(node.range?.[0] ?? 0);
      if (faulted.has(line)) return undefined;
      problems.push({
        file,
        line,
        message: `Found the alias *${node.source}; anchors and aliases are not allowed. Write the value out.`,
        blocks: true
      });
      return visit.BREAK;
    }
  });
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents;
    let position = 0;
    for (const step of path) {
      const pair = isMap(node) ? node.items.find(({ key }) => isNode(key) && String(key) === String(step)) : undefined;
      const next = pair ?? (isSeq(node) ? node.items[Number(step)] : undefined);
      if (!next) break;
      const located = pair ? pair.key : next;
      if (isNode(located) && located.range) position = located.range[0];
      node = pair ? pair.value : next;
    }
    return lineAt(position);
  };
  return { data: problems.length > 0 ? undefined : document.toJS(), body: '', bodyLine: 1, lineOf, problems };
}
