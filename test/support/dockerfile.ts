import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';

/** One COPY: what goes where, and from which stage when not from the checkout. */
interface Copy {
  stage: number;
  from?: string;
  sources: string[];
  target: string;
}

/** Reads the Dockerfile as far as ours goes: one instruction a line, continued by a backslash. */
export function readDockerfile() {
  const lines = readFileSync(path.join(packageRoot, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const instructions = lines.map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`This is no instruction: ${line}`);
    return { name, rest };
  });
  const argument = (name: string): string =>
    instructions.find((each) => each.name === 'ARG' && each.rest.startsWith(`${name}=`))?.rest.slice(name.length + 1) ??
    '';
  const stages: string[] = [];
  const copies: Copy[] = [];
  let environment: Record<string, string> = {};
  for (const { name, rest } of instructions) {
    if (name === 'FROM') {
      stages.push(rest.replace(/\s+AS\s.*$/, '').replace(/\$\{(\w+)\}/g, (_, arg) => argument(arg)));
      environment = {};
    }
    if (name === 'ENV') for (const [, key, value] of rest.matchAll(/(\w+)=(\S+)/g)) environment[key!] = value!;
    if (name === 'COPY') {
      const words = rest.split(/\s+/);
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      const places = words.filter((word) => !word.startsWith('--'));
      const target = places.pop() ?? '';
      copies.push({ stage: stages.length - 1, sources: places, target, ...(from && { from }) });
    }
  }
  return {
    /** The image of each stage, with its arguments filled in. */
    stages,
    copies,
    /** Of the last stage. */
    environment,
    /** Returns the words after the last instruction of this name. */
    last: (name: string): string => instructions.findLast((each) => each.name === name)?.rest ?? ''
  };
}
