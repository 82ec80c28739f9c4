import { isAllowed, readByHand } from './allowed.ts';
import { shipped } from './shipped.ts';

/**
 * `npm run licences`: lists every package that is shipped with its licence, and ends with status 1 when one is copyleft,
 * unknown or missing. The texts themselves lie in each package's folder, also in the image.
 */
const packages = shipped('package-lock.json').map(({ name, version, licence }) => {
  const id = `${name}@${version}`;
  return { id, licence: readByHand[id] ?? licence };
});
for (const { id, licence } of packages) console.log(`${licence.padEnd(24)} ${id}`);

const refused = packages.filter(({ licence }) => !isAllowed(licence));
console.log(`\n${packages.length} packages, ${refused.length} with a licence that is not on the list.`);
for (const { id, licence } of refused) {
  console.error(
    `${id} has the licence "${licence || 'none'}"; allowed are permissive ones. Read its licence file: use another package, or add what you read to scripts/supply-chain/allowed.ts.`
  );
}
process.exitCode = refused.length > 0 ? 1 : 0;
