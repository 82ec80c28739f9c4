/** Tips that one channel needs most: ids in the order in which they are to come, each with a sentence that says why. */
export type NeededTips = ReadonlyMap<string, string>;

/** Tells which tips channels need most, by `place`; those of which nothing is known are left out. */
export type TipNeeds = (places: readonly string[]) => Promise<ReadonlyMap<string, NeededTips>>;

/** For where nothing is known of any channel. */
export const noNeeds: TipNeeds = async () => new Map();

/** Returns what one channel needs; empty where nothing is known of it. */
export async function neededIn(needs: TipNeeds, place: string): Promise<NeededTips> {
  return (await needs([place])).get(place) ?? new Map();
}
