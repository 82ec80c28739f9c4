import { reviewedBy } from '../core/editing/publish.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Logger } from '../observability/logger.ts';
import { type ChangeSink, createWriter } from './writer.ts';

/** Result of the review of one entry. */
export interface Reviewed {
  id: string;
  /** True if it is reviewed now. */
  done: boolean;
  /** Says where it was saved, or why it was not. */
  said: string;
}

interface Review {
  ids: readonly string[];
  /** Team that has checked the words and links of the entries. */
  team: string;
  sink: ChangeSink;
  logger: Logger;
}

/**
 * Marks entries as reviewed today by a team, one after the other. A draft keeps its status: publishing is separate.
 *
 * @param now milliseconds since 1970
 */
export async function* reviewEntries({ ids, team, sink, logger }: Review, now: number): AsyncGenerator<Reviewed> {
  const writer = createWriter({ sink, logger });
  for (const id of ids) {
    const written = await writer.read(id);
    if (!written) {
      yield { id, done: false, said: 'there is no such entry' };
      continue;
    }
    const { entry, mark } = written;
    if (entry.single.status === 'draft') {
      yield { id, done: false, said: 'it is a draft; publish it first' };
      continue;
    }
    const change = { id, mark, entry: reviewedBy(entry, team, dateAt(now)), what: 'Review', platform: 'terminal' };
    const saved = await writer.save(change, now);
    if (saved.outcome === 'saved') yield { id, done: true, said: saved.where };
    else if (saved.outcome === 'changed') yield { id, done: false, said: 'somebody is changing it; try again' };
    else yield { id, done: false, said: saved.faults.map(({ message }) => message).join(' ') };
  }
}
