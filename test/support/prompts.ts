import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The questions that the shipped knowledge offers to begin with. */
export const { prompts } = parse(readFileSync(new URL('../../knowledge/about.yaml', import.meta.url), 'utf8')) as {
  prompts: { title: string; text: string }[];
};
