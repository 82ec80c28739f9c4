import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readByHand } from './allowed.ts';
import { shipped } from './shipped.ts';

/**
 * `npm run sbom [-- FILE]`: writes the software bill of materials of what is shipped, as CycloneDX JSON (to `sbom.cdx.json`
 * when no file is named).
 *
 * npm makes it (`npm sbom`, of the lock file); we take out what is there for tests only. npm's own `--omit=dev` also takes out
 * whatever the tests need as well, 130 of 281 packages here (npm 11.19.1).
 */
interface Component {
  'bom-ref': string;
  licenses?: unknown[];
}
interface Bom {
  metadata: { component: { 'bom-ref': string; name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const [file = 'sbom.cdx.json'] = process.argv.slice(2);
const options = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
const printed = execFileSync('npm', ['sbom', ...options], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore']
});
const bom = JSON.parse(printed) as Bom;
const kept = new Set(shipped('package-lock.json').map(({ name, version }) => `${name}@${version}`));

bom.components = bom.components.filter((component) => kept.has(component['bom-ref']));
for (const component of bom.components) {
  const licence = readByHand[component['bom-ref']];
  if (licence) component.licenses = [{ license: { id: licence } }];
}
const root = bom.metadata.component['bom-ref'];
// npm writes the name of the folder.
bom.metadata.component.name = root.slice(0, root.lastIndexOf('@'));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => ref === root || kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));

const missing = [...kept].filter((id) => !bom.components.some((component) => component['bom-ref'] === id));
if (missing.length > 0)
  throw new Error(`npm left out ${missing.join(', ')}; the bill of materials would not be whole.`);
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${bom.components.length} packages written to ${file}.`);
