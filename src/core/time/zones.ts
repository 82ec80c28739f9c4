/** Time zone conversions for the schedule. Implemented outside the core, on the zone data of the machine. */
export interface Zones {
  /** Returns the canonical spelling of an IANA name; undefined for an unknown name. */
  canonical(zone: string): string | undefined;
  /**
   * Returns the moment at which a wall clock shows a time on a date. A time that is missing (clocks forward) gives the
   * first moment after the gap; a time that occurs twice (clocks back) gives its first occurrence.
   *
   * @param date `YYYY-MM-DD`
   * @param minutes after midnight
   * @returns milliseconds since 1970; undefined where the whole day is missing
   */
  toUtc(date: string, minutes: number, zone: string): number | undefined;
  /** Returns the wall-clock date and time at a moment. */
  toLocal(at: number, zone: string): { date: string; minutes: number };
}
