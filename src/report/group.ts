import type { IgnoredGap } from '../core/digest/ledger.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { groupByLinkage } from './cluster.ts';
import {
  type Comparable,
  comparable,
  crowdOf,
  likenessInMeaning,
  measureRarity,
  type Rarity,
  standingOut
} from './likeness.ts';
import { keyOf, type Reading, readingOf } from './readings.ts';

/** A question without a sure answer, as it was asked. */
interface Asked {
  text: string;
  outcome: 'choices' | 'none';
}

/** Wordings that ask for the same thing, most frequent first. */
export interface Group {
  wordings: readonly { text: string; count: number }[];
  count: number;
  declined: number;
  choices: number;
  /** True if the current knowledge would answer every wording for sure. */
  settled: boolean;
  /**
   * Set if an editor ignores the meaning of every wording: the time since when all are ignored, and the ignored gaps
   * that cover them.
   */
  ignored?: { since: number; by: readonly string[] };
  /** The nearest entry; absent if there is none. */
  nearest?: { id: string; title: string; confidence: number };
}

interface Wording extends Comparable, Pick<Reading, 'key' | 'settled' | 'nearest'> {
  text: string;
  count: number;
  declined: number;
}

/**
 * Shared weight of words, as a share of all their weight, from which two wordings ask for the same; much less suffices
 * if the same entry is nearest to both. Where words have no vectors this is most of what is known, and less is asked.
 * Chosen with the figures of `likeness.ts`, on the same wordings, and without vectors on the golden questions.
 */
const alike = { words: 0.9, sameEntry: 0.14 };
const alikeWithoutVectors = { words: 0.5, sameEntry: 0.12 };
/**
 * Least likeness to an ignored wording at which a wording is ignored too. More than for grouping: a gap shown again costs
 * an editor one press, a gap hidden is lost. In meaning "print cost of posters" and "poster printing cost" have 4.7,
 * tools "for a staff survey" and "for a patient survey" 4.0.
 */
const surelyAlike = { words: 1.5, meaning: 4.4 };
/** Maximum number of different wordings that are grouped; the rarest beyond them stand alone. */
const mostWordings = 5_000;
/** Number of the most frequent wordings that are grouped first, each compared by meaning with every other. */
const mostCompared = 300;

/**
 * Groups questions by meaning: by the words that carry it (spelling repaired, endings cut, weighted by rarity; beside
 * each other and together) and by the entries near them, as far as two stand out from what else is near. The most
 * frequent wordings are grouped by linkage; each rarer one joins the group it resembles most on average. Ignored gaps do
 * not affect the grouping: a group is ignored if each of its wordings resembles an ignored one, so that a new meaning is
 * shown again.
 *
 * @returns the most asked first, ignored ones last
 */
export function groupQuestions(
  asked: readonly Asked[],
  matcher: Matcher,
  ignored: readonly IgnoredGap[] = []
): Group[] {
  const collected = collect(asked, matcher);
  const rarity = measureRarity(
    collected.map(({ reading }) => reading),
    matcher.typical?.()
  );
  const wordings = collected.map(({ reading, ...said }) => ({ ...wordingOf(reading, rarity), ...said }));
  const setAside = ignored.map(({ id, at, wordings: texts }) => ({
    id,
    at,
    wordings: texts.map((text) => wordingOf(readingOf(text, matcher), rarity))
  }));
  return groupWordings(wordings)
    .map((members) => {
      const since = ignoredBy(members, setAside);
      return { ...toGroup(members), ...(since && { ignored: since }) };
    })
    .sort(
      (a, b) =>
        Number(Boolean(a.ignored)) - Number(Boolean(b.ignored)) ||
        b.count - a.count ||
        a.wordings[0]!.text.localeCompare(b.wordings[0]!.text)
    );
}

/** Returns the wordings, most frequent first, in groups of one meaning. */
function groupWordings(wordings: readonly Wording[]): Wording[][] {
  const first = wordings.slice(0, mostCompared);
  const inMeaning = first.map((a, i) => first.slice(0, i).map((b) => meaningOf(a, b)));
  const between = (a: number, b: number): number => (a > b ? inMeaning[a]![b]! : inMeaning[b]![a]!);
  const crowds = new Map(
    first.map((wording, a) => [wording, crowdOf(first.flatMap((_, b) => (a === b ? [] : between(a, b))))])
  );
  const groups = groupByLinkage(first.length, (a, b) =>
    likenessOf(first[a]!, first[b]!, standingOut(between(a, b), crowds.get(first[a]!)!, crowds.get(first[b]!)!))
  ).map((members) => members.map((member) => first[member]!));
  const byKey = new Map<string, Set<number>>();
  const keysOf = ({ terms, nearest }: Wording): string[] => [
    ...terms.keys(),
    ...(nearest ? [`entry ${nearest.id}`] : [])
  ];
  const index = (wording: Wording, group: number): void => {
    for (const key of keysOf(wording)) byKey.set(key, (byKey.get(key) ?? new Set()).add(group));
  };
  groups.forEach((members, group) => {
    for (const member of members) index(member, group);
  });
  wordings.slice(mostCompared).forEach((wording, rank) => {
    const keys = mostCompared + rank < mostWordings ? keysOf(wording) : [];
    const likely = [...new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))].map((group) => ({
      group,
      members: groups[group]!.map((member) => ({ member, likeness: meaningOf(wording, member) }))
    }));
    const own = crowdOf(likely.flatMap(({ members }) => members.map(({ likeness }) => likeness)));
    crowds.set(wording, own);
    let best: { group: number; likeness: number } | undefined;
    for (const { group, members } of likely) {
      const sum = members.reduce(
        (total, { member, likeness }) =>
          total + likenessOf(wording, member, standingOut(likeness, own, crowds.get(member)!)),
        0
      );
      const likeness = sum / members.length;
      if (likeness >= 1 && (!best || likeness > best.likeness)) best = { group, likeness };
    }
    const group = best?.group ?? groups.push([]) - 1;
    groups[group]!.push(wording);
    index(wording, group);
  });
  return groups;
}

function collect(
  asked: readonly Asked[],
  matcher: Matcher
): { text: string; count: number; declined: number; reading: Reading }[] {
  const wordings = new Map<string, { text: string; count: number; declined: number }>();
  for (const { text, outcome } of asked) {
    const known = wordings.get(keyOf(text)) ?? { text, count: 0, declined: 0 };
    wordings.set(keyOf(text), known);
    known.count += 1;
    if (outcome === 'none') known.declined += 1;
  }
  return [...wordings.values()]
    .sort((a, b) => b.count - a.count)
    .map((said) => ({ ...said, reading: readingOf(said.text, matcher) }));
}

function wordingOf(reading: Reading, rarity: Rarity): Wording {
  const { key, settled, nearest } = reading;
  return {
    text: key,
    count: 0,
    declined: 0,
    key,
    settled,
    ...(nearest && { nearest }),
    ...comparable(reading, rarity)
  };
}

/**
 * Returns the ignored gaps that cover a group, and since when all of it; undefined if a wording resembles none of them.
 */
function ignoredBy(
  members: readonly Wording[],
  setAside: readonly { id: string; at: number; wordings: readonly Wording[] }[]
): Group['ignored'] {
  const by = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  for (const member of members) {
    const covering = setAside.filter(({ wordings }) => wordings.some((wording) => isCovered(member, wording)));
    if (covering.length === 0) return undefined;
    since = Math.max(since, Math.min(...covering.map(({ at }) => at)));
    for (const { id } of covering) by.add(id);
  }
  return { since, by: [...by] };
}

/** Returns the likeness of two wordings in meaning; 0 where nothing but the words is known. */
const meaningOf = (a: Wording, b: Wording): number => (a.senses.length === 0 ? 0 : likenessInMeaning(a, b));

/**
 * Returns the likeness of two wordings in words, or in meaning where they share few; 1 and more is alike.
 *
 * @param inMeaning their likeness in meaning, as far as it stands out
 */
function likenessOf(a: Wording, b: Wording, inMeaning: number): number {
  const byWords = likenessInWords(a, b);
  return byWords >= 1 || a.senses.length === 0 ? byWords : inMeaning;
}

/** Returns true if a wording surely means what an ignored one does. */
const isCovered = (wording: Wording, ignored: Wording): boolean =>
  wording.key === ignored.key ||
  (ignored.whole.length > 0
    ? likenessInMeaning(wording, ignored) >= surelyAlike.meaning
    : likenessInWords(wording, ignored) >= surelyAlike.words);

/** Returns the weighted Jaccard likeness over the words; 1 and more is alike. */
function likenessInWords(a: Wording, b: Wording): number {
  let [shared, all] = [0, 0];
  for (const [term, weight] of a.terms) {
    all += weight;
    if (b.terms.has(term)) shared += weight;
  }
  for (const [term, weight] of b.terms) if (!a.terms.has(term)) all += weight;
  const least = a.whole.length > 0 ? alike : alikeWithoutVectors;
  const needed = a.nearest && a.nearest.id === b.nearest?.id ? least.sameEntry : least.words;
  return all === 0 ? 0 : shared / all / needed;
}

function toGroup(members: readonly Wording[]): Group {
  const sum = (of: (wording: Wording) => number): number => members.reduce((total, member) => total + of(member), 0);
  const count = sum((member) => member.count);
  const declined = sum((member) => member.declined);
  const nearest = members.reduce<Group['nearest']>(
    (best, member) => ((member.nearest?.confidence ?? 0) > (best?.confidence ?? 0) ? member.nearest : best),
    undefined
  );
  return {
    wordings: members.map(({ text, count: times }) => ({ text, count: times })),
    count,
    declined,
    choices: count - declined,
    settled: members.every((member) => member.settled),
    ...(nearest && { nearest })
  };
}
