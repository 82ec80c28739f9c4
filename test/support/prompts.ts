import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { commands } from '../../src/core/conversation/commands.ts';

const about = parse(readFileSync(new URL('../../knowledge/about.yaml', import.meta.url), 'utf8')) as {
  name: string;
  covers: string;
  prompts: { title: string; text: string }[];
};

/** The questions that the shipped knowledge offers to begin with. */
export const { prompts } = about;

/** Name, subjects and commands for the manifests, of the shipped knowledge. */
export const told = { name: about.name, about, commands };
