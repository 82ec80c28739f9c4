/** Time zones, as the schedule needs them. Implemented outside the core, on the zone data of the machine. */
export interface Zones {
  /** The zone's own spelling of its IANA name; undefined for a name it does not know. */
  canonical(zone: string): string | undefined;
  /**
   * The moment a wall clock shows a time on a date. A time that is missing (clocks forward) gives the first moment after
   * the gap; a time that comes twice (clocks back) gives its first pass.
   *
   * @param date `YYYY-MM-DD`
   * @param minutes after midnight
   * @returns milliseconds since 1970; undefined where the whole day is missing
   */
  toUtc(date: string, minutes: number, zone: string): number | undefined;
  /** What a wall clock shows at a moment. */
  toLocal(at: number, zone: string): { date: string; minutes: number };
}
