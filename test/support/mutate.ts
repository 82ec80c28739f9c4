/** Creates a generator of numbers with a seed, so that a failing run can be run again (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values that break what trusts its input. */
const nasty: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  ' ',
  'null',
  '<!channel>',
  '\u0000\uD800\u202E',
  'x'.repeat(5000),
  [],
  {},
  [null],
  [[]],
  { id: null },
  { id: {} },
  { __proto__: null, constructor: { prototype: {} } },
  'toString',
  '__proto__'
];

/** Returns a copy of a JSON value with one to four places changed: removed, replaced, duplicated, nested deep, or renamed. */
export function mutate(value: unknown, random: () => number): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const holder = { root: copy };
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  for (let n = 1 + Math.floor(random() * 4); n > 0; n -= 1) {
    const places: [Record<string, unknown>, string][] = [];
    collect(holder, places);
    if (places.length === 0) break;
    const [parent, key] = pick(places);
    switch (Math.floor(random() * 5)) {
      case 0:
        delete parent[key];
        break;
      case 1:
        parent[key] = deep(Math.floor(random() * 200));
        break;
      case 2:
        parent[`${key}${pick(['', '_', 's', '\u0000'])}`] = structuredClone(pick(nasty));
        break;
      default:
        parent[key] = structuredClone(pick(nasty));
    }
  }
  return holder.root;
}

function collect(value: object, places: [Record<string, unknown>, string][]): void {
  for (const [key, item] of Object.entries(value)) {
    places.push([value as Record<string, unknown>, key]);
    if (item !== null && typeof item === 'object') collect(item, places);
  }
}

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let n = 0; n < levels; n += 1) value = n % 2 ? [value] : { value };
  return value;
}
