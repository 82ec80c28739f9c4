/** Tips most relevant to one channel: ids in the order of posting, each with a sentence that gives the reason. */
export type NeededTips = ReadonlyMap<string, string>;

/** Returns the most relevant tips of channels, by `place`; channels without data are left out. */
export type TipNeeds = (places: readonly string[]) => Promise<ReadonlyMap<string, NeededTips>>;

/** Returns no tips; used where no data on channels exists. */
export const noNeeds: TipNeeds = async () => new Map();

/** Returns the most relevant tips of one channel; empty without data. */
export async function neededIn(needs: TipNeeds, place: string): Promise<NeededTips> {
  return (await needs([place])).get(place) ?? new Map();
}
