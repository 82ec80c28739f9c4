import { z } from 'zod';
import type { Journals } from '../core/model/journals.ts';
import type { SourceFile } from './formats/format.ts';
import { readFile } from './layered-lists.ts';
import type { Problem } from './problem.ts';
import { address, date, id, line } from './schema.ts';

const journalsFile = z.strictObject({
  compiled: date,
  reviewed: date.optional(),
  reviewed_by: line(100).optional(),
  answers: z.array(id).default([]),
  sought_by: z.array(line(60)).default([]),
  filters: z
    .array(z.strictObject({ id, title: line(60), words: z.array(line(60)).min(1), note: line(200).optional() }))
    .default([]),
  journals: z
    .array(
      z.strictObject({
        name: line(150),
        publisher: line(150).optional(),
        entry: id.optional(),
        url: address.optional(),
        for_whom: line(200),
        takes: line(200),
        words: line(200).optional(),
        most_words: z.int().min(100).max(100_000).optional(),
        charge: line(200).optional(),
        squire: z.enum(['required', 'encouraged']).optional(),
        fits: z.array(id).default([]),
        source: z.array(address).default([])
      })
    )
    .default([])
});

/** Returns the review that the last layer states of the whole table; nothing if a row was compiled after it. */
function reviewOf(files: readonly z.output<typeof journalsFile>[]): Pick<Journals, 'reviewed' | 'reviewedBy'> {
  const { reviewed, reviewed_by: by } = files.at(-1)!;
  if (reviewed === undefined || by === undefined || files.some(({ compiled }) => compiled > reviewed)) return {};
  return { reviewed, reviewedBy: by };
}

/**
 * Reads the journals of all layers: a later one replaces an earlier one of the same name; filters and entries are
 * added.
 */
export function readJournals(sources: readonly SourceFile[]): { value: Journals | undefined; problems: Problem[] } {
  const read = sources.map((source) => readFile<z.output<typeof journalsFile>>(source, journalsFile));
  const problems = read.flatMap(({ problems: found }) => found);
  const values = read.flatMap(({ value }) => (value ? [value.value] : []));
  if (values.length === 0) return { value: undefined, problems };
  const rows = new Map(values.flatMap(({ journals }) => journals.map((journal) => [journal.name, journal] as const)));
  const filters = new Map(values.flatMap((file) => file.filters.map((filter) => [filter.id, filter] as const)));
  return {
    value: {
      compiled: values.at(-1)!.compiled,
      ...reviewOf(values),
      answers: [...new Set(values.flatMap(({ answers }) => answers))],
      soughtBy: [...new Set(values.flatMap(({ sought_by }) => sought_by))],
      filters: [...filters.values()].map(({ note, ...filter }) => ({ ...filter, ...(note && { note }) })),
      journals: [...rows.values()].map(
        ({ for_whom, publisher, entry, url, words, most_words, charge, squire, source, ...row }) => ({
          ...row,
          forWhom: for_whom,
          sources: source,
          ...(publisher && { publisher }),
          ...(entry && { entry }),
          ...(url && { url }),
          ...(words && { words }),
          ...(most_words && { mostWords: most_words }),
          ...(charge && { charge }),
          ...(squire && { squire })
        })
      )
    },
    problems
  };
}
