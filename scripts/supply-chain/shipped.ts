import { readFileSync } from 'node:fs';

/** A package that a production install puts on a machine. */
export interface Shipped {
  name: string;
  version: string;
  /** As its author wrote it: an SPDX expression, or something else. */
  licence: string;
}

interface Locked {
  name?: string;
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}

/**
 * Returns what `npm ci --omit=dev` installs on some platform, by the lock file: once for each name and version, by name. Packages
 * that are there for tests only carry `dev` in it.
 *
 * @param lockFile path of package-lock.json
 */
export function shipped(lockFile: string): Shipped[] {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, Locked> };
  const found = new Map<string, Shipped>();
  for (const [place, { name, version = '', license, dev, devOptional }] of Object.entries(packages)) {
    if (place === '' || dev || devOptional) continue;
    const called = name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${called}@${version}`, { name: called, version, licence: license ?? '' });
  }
  return [...found.values()].sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
}
