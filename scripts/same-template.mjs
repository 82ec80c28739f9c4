// Says whether two Azure templates have the same parameters, resources and outputs. What a compiler writes down of itself does not count.
//
//     node scripts/same-template.mjs compiled.json deploy/azure/main.json
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** Returns a template without what differs from one compiler to the next: its own name, and the order of dependencies. */
function plain(file) {
  const { parameters, resources, outputs } = JSON.parse(readFileSync(file, 'utf8'));
  const list = Array.isArray(resources) ? resources : Object.values(resources);
  return { parameters, outputs, resources: list.map(({ dependsOn: _order, ...resource }) => resource) };
}

const [compiled, kept] = process.argv.slice(2).map(plain);
const same = isDeepStrictEqual(compiled, kept);
process.stdout.write(
  same ? 'The two templates are the same.\n' : 'They differ: copy the compiled one over the other.\n'
);
process.exitCode = same ? 0 : 1;
