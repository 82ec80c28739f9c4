import path from 'node:path';

/** A knowledge folder and its place among those that are laid over one another. */
export interface Layer {
  folder: string;
  /** Absent for the first one. */
  name?: string;
}

/** Returns the layers that folders make, each with a name of its own: its folder's, with a number where that is taken. */
export function layersOf(folders: string | readonly string[]): Layer[] {
  const taken = new Set<string>();
  return [folders].flat().map((folder, index) => {
    if (index === 0) return { folder };
    const base = path.basename(folder) || 'layer';
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    return { folder, name };
  });
}
