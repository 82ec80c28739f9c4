import type { Format } from './format.ts';
import { markdownFormat } from './markdown.ts';
import { yamlFormat } from './yaml.ts';

/** Every format the knowledge folder may be written in. */
export const formats: readonly Format[] = [markdownFormat, yamlFormat];

/** The format for a file name, by its ending; undefined for a file that is none of ours. */
export function formatOf(file: string): Format | undefined {
  return formats.find((format) => format.extensions.some((extension) => file.endsWith(extension)));
}
