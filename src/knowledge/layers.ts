import path from 'node:path';

/** A knowledge folder and its position among the layers. */
export interface Layer {
  folder: string;
  /** Absent for the first layer. */
  name?: string;
}

/** Returns the layers for folders, each named uniquely after its folder, with a number if the name is taken. */
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
