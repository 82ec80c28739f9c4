import type { Topic } from '../model/entry.ts';
import type { Token } from '../time/schedule-words.ts';
import type { Zones } from '../time/zones.ts';
import type { ReadTime } from './parse-time.ts';
import type { RuleChange } from './rule.ts';

/** A topic with the names that identify it in a request. */
export interface Named {
  id: Topic;
  title: string;
}

/** A request, as far as it is read. */
export interface Reading {
  zones: Zones;
  topics: readonly Named[];
  /** `YYYY-MM-DD` where the person is. */
  today: string;
  /** Words left to be read. */
  rest: string;
  /** Parts of the rule read so far. */
  change: RuleChange;
  /** True where the day on which it begins was named. */
  dayNamed?: boolean;
  /** The half of the day, where a part of the day without an hour gave the time. */
  half?: ReadTime['half'];
  /** Words that the days have left. */
  left?: readonly Token[];
}

/** Removes a pattern's match from what is left to be read, and returns it. */
export function take(reading: Reading, pattern: RegExp): RegExpExecArray | undefined {
  const found = pattern.exec(reading.rest);
  if (!found) return undefined;
  const { rest } = reading;
  reading.rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  return found;
}
