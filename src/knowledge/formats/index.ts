import type { Format } from './format.ts';
import { markdownFormat } from './markdown.ts';
import { yamlFormat } from './yaml.ts';

/** All formats in which a knowledge folder may be written. */
const formats: readonly Format[] = [markdownFormat, yamlFormat];

/** Returns the format for a file name, by its extension; undefined for any other file. */
export function formatOf(file: string): Format | undefined {
  return formats.find((format) => format.extensions.some((extension) => file.endsWith(extension)));
}
