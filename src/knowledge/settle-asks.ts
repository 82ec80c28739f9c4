import type { Entry, LeftOutFile } from '../core/model/entry.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

/**
 * Normalises a wording to a key without case, accents, punctuation and repeated spaces: equal keys are the same
 * question.
 */
export function wordingKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A name of one entry by which people mean another one of a later layer. */
export interface MovedName {
  name: string;
  from: string;
  to: string;
}

/** A question, the entry that has it, and the position of its layer. */
interface Asked {
  entry: Located<Entry>;
  ask: string;
  rank: number;
}

/** Words before a name in a question that asks for nothing but what it is. */
const onlyAsks = /^(?:(?:what|who)(?: s| is| are)|tell me about|explain) (?:(?:an?|the) )?/;

/** Returns the name of an entry, as it writes it, where a question asks for nothing else: "what is SQUIRE". */
function askedName({ entry, ask }: Asked): string | undefined {
  const asked = wordingKey(ask).replace(onlyAsks, '');
  return [...entry.value.aliases, entry.value.title].find((name) => wordingKey(name) === asked);
}

/**
 * Assigns each question to one entry: to that of the later layer, with a warning; within a layer, two entries are a fault. A
 * draft answers nothing and so takes no question from another.
 */
export function settleAsks(
  entries: ReadonlyMap<string, Located<Entry>>,
  rankOf: (file: string) => number,
  problems: Problem[]
) {
  const asked = new Map<string, Asked>();
  const lost = new Map<string, Set<string>>();
  const names: MovedName[] = [];
  const clashes: LeftOutFile[] = [];
  const lose = ({ entry, ask }: Asked): void => {
    const { id } = entry.value;
    lost.set(id, (lost.get(id) ?? new Set()).add(ask));
  };
  const isDraft = ({ value }: Located<Entry>): boolean => value.status === 'draft';
  for (const entry of [...entries.values()].sort((a, b) => Number(isDraft(a)) - Number(isDraft(b)))) {
    entry.value.asks.forEach((ask, index) => {
      const place = entry.placeOf(['asks', index]);
      const own = { entry, ask, rank: rankOf(place.file) };
      const key = wordingKey(ask);
      const other = asked.get(key);
      if (!other) {
        asked.set(key, own);
        return;
      }
      if (other.entry === entry) {
        if (other.rank !== own.rank) return;
        const { file, line } = entry.placeOf(['asks', entry.value.asks.indexOf(other.ask)]);
        const message = `The question "${ask}" stands in this entry already, at ${file}:${line}. Once is enough; remove this line.`;
        problems.push({ ...place, message, blocks: false });
        return;
      }
      if (other.rank === own.rank) {
        const message = `The question "${ask}" is asked by ${other.entry.file}. A question belongs to one entry; remove one of the two.`;
        problems.push({ ...place, message, blocks: true });
        lose(own);
        return;
      }
      if (isDraft(entry)) {
        const message = `The question "${ask}" is asked by ${other.entry.file} too, which keeps it while this is a draft. Reword or remove one of the two before you publish this.`;
        problems.push({ ...place, message, blocks: false });
        return;
      }
      const [winner, loser] = own.rank > other.rank ? [own, other] : [other, own];
      const message = `The question "${loser.ask}" is also asked by ${winner.entry.file}, which is laid over this one and keeps it.`;
      const at = loser === own ? place : loser.entry.placeOf(['asks', loser.entry.value.asks.indexOf(loser.ask)]);
      problems.push({ ...at, message, blocks: false });
      clashes.push({ ...at, message });
      const name = askedName(loser);
      if (name !== undefined) names.push({ name, from: loser.entry.value.id, to: winner.entry.value.id });
      lose(loser);
      asked.set(key, winner);
    });
  }
  return { asked: new Map([...asked].map(([key, { entry }]) => [key, entry])), lost, names, clashes };
}
