/**
 * Groups items by average link: the two groups that are most alike on average become one, until no two reach 1.
 *
 * @param likeness of two items, symmetric; 1 and more is alike
 * @returns groups of indices, each in rising order
 */
export function averageLink(count: number, likeness: (a: number, b: number) => number): number[][] {
  const groups: (number[] | undefined)[] = Array.from({ length: count }, (_, item) => [item]);
  const between = Array.from({ length: count }, () => new Float64Array(count));
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const alike = likeness(a, b);
      between[a]![b] = alike;
      between[b]![a] = alike;
    }
  }
  for (;;) {
    let best: { a: number; b: number; likeness: number } | undefined;
    for (let a = 0; a < count; a++) {
      for (let b = 0; groups[a] && b < a; b++) {
        const alike = between[a]![b]!;
        if (groups[b] && alike >= 1 && alike > (best?.likeness ?? 0)) best = { a, b, likeness: alike };
      }
    }
    if (!best) return groups.flatMap((group) => (group ? [group.sort((x, y) => x - y)] : []));
    const [into, from] = [groups[best.b]!, groups[best.a]!];
    for (let other = 0; other < count; other++) {
      const sum = between[best.b]![other]! * into.length + between[best.a]![other]! * from.length;
      between[best.b]![other] = sum / (into.length + from.length);
      between[other]![best.b] = between[best.b]![other]!;
    }
    into.push(...from);
    groups[best.a] = undefined;
  }
}
