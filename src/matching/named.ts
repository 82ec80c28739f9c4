import type { Entry } from '../core/model/entry.ts';
import type { FollowUp } from '../core/model/matcher.ts';
import { shownOf } from './answer-message.ts';
import type { Decided } from './explain.ts';
import { choices, choose, opened, toldBy } from './results.ts';
import { passageOn } from './text/details.ts';
import { asksHow, followUpOf, nextFact, refersBack, untopical } from './text/follow-up.ts';
import { functionWords, stem, wordsOf } from './text/text.ts';

/**
 * Returns a question about an entry that it names as it is asked of "it": "how long does it take" of "how long does the PSAT take".
 * Undefined where it says no name of the entry.
 */
function ofIt(question: string, { title, publisher = '', aliases, kind }: Entry): string | undefined {
  const said = wordsOf(question);
  const stems = said.map(stem);
  const own = new Set(wordsOf([title, publisher, kind, ...aliases].join(' ')).map(stem));
  let [from, to] = [0, 0];
  for (const name of [title, title.split(/[:(]/)[0]!, ...aliases]) {
    const words = wordsOf(name.replace(/^(?:an?|the) /i, '')).map(stem);
    const at = stems.findIndex((_, i) => words.length > to - from && words.every((word, j) => stems[i + j] === word));
    if (at >= 0) [from, to] = [at, at + words.length];
  }
  if (from === to) return undefined;
  const isOwn = (i: number): boolean => own.has(stems[i]!) && !functionWords.has(said[i]!) && !untopical.has(said[i]!);
  while (isOwn(to)) to++;
  while (isOwn(from - 1)) from--;
  if (['the', 'a', 'an'].includes(said[from - 1]!)) from--;
  return [...said.slice(0, from), 'it', ...said.slice(to)].join(' ');
}

/** Requests that an entry answers where a message names it. */
const tellable = new Set<string | undefined>(['source', 'newer']);
/** Requests that the card of an entry answers, whatever its text tells. */
const onCard = new Set<string | undefined>(['contact', 'link']);

/** A clause's question about an entry: for the entry itself, a request that has a name, or what a passage of the entry tells. */
type Fact = { entry: Entry; kind?: FollowUp; passage?: string | undefined };

/** Returns true for a question for something that has a name or that the entry tells, and not for the entry itself. */
const isFact = ({ kind, passage }: Fact): boolean => kind !== undefined || passage !== undefined;

/**
 * Returns what a clause asks of an entry, which it names or the clause before it was about; undefined where it is about something else.
 *
 * @param isFirst true where the whole message finds the entry: only then it is untold what it does not tell
 * @param isAlone true where the whole message finds nothing else
 * @param isOne true for a message of one clause: "does it cover care homes" is then answered by the entry itself
 */
function factIn(clause: string, entry: Entry, isFirst: boolean, isAlone: boolean, isOne: boolean): Fact | undefined {
  const own = ofIt(clause, entry);
  const asked = own ?? clause;
  const { kind, points, isBare, detail, material, compares } = followUpOf(asked) ?? {};
  const mayTell = !asksHow.test(asked);
  const refers = mayTell && refersBack(asked);
  if (compares || !(own || (mayTell && (points || isBare)) || refers || isAlone)) return undefined;
  if (kind === 'itself') return { entry };
  if ((points || !own || !isOne) && (kind === 'detail' || kind === 'material')) {
    const passage = passageOn(material ?? asked, detail, entry.body);
    return { entry, kind: 'detail', passage };
  }
  const isTold = tellable.has(kind) ? points : !own && onCard.has(kind);
  if (isTold && (kind !== 'source' || entry.publisher))
    return { entry, kind: kind as FollowUp, passage: toldBy(asked, { kind: kind! }, entry) };
  if (kind && !own) return undefined;
  const passage = mayTell && (isFirst || refers) ? passageOn(asked, undefined, entry.body) : undefined;
  return own || refers || passage ? { entry, passage } : undefined;
}

/**
 * Answers questions for facts of entries that they name, each as it is answered after its entry: "is CSAT free?" A clause that names none
 * is about the entry of the clause before it: "and how long does it take?"
 *
 * @param found result for the message by its own words
 * @param only the last answer
 * @param written returns the entries that a text names as names are written
 */
export function factsOf(
  core: string,
  found: Decided,
  only: Entry | undefined,
  written: (text: string) => readonly Entry[]
): Decided | undefined {
  const clauses = core.split(nextFact);
  const isOne = clauses.length === 1;
  // "how many case studies" after a report that counts them, though an entry has that name
  const count = isOne && only && core.includes('many') ? passageOn(core, 'count', only.body) : undefined;
  if (count) return opened(only!, 'detail', count);
  const shown = shownOf(found).map(({ entry }) => entry);
  // a concept is called by everyday words: "when is the next pay award and how much is it"
  const isClear = (entry: Entry): boolean =>
    isOne || found.outcome === 'answer' || (entry === shown[0] && entry.kind !== 'concept');
  const near = [...shown, ...(isOne ? [] : found.rest.map(({ entry }) => entry))].filter(isClear);
  // "tell me about SQUIRE and TIDieR"
  if (isOne && found.rest.some(({ entry }) => ofIt(core, entry) !== undefined)) return undefined;
  const facts: Fact[] = [];
  for (const clause of clauses) {
    const before = facts.at(-1)?.entry ?? (isOne ? undefined : only);
    const isOfBefore = before !== undefined && refersBack(clause);
    const named = [...written(clause), ...(isOfBefore ? [] : near)].filter(
      (entry) => ofIt(clause, entry) !== undefined
    );
    if (before && (isOfBefore || named.length === 0)) named.unshift(before);
    const asked = named.flatMap(
      (entry) => factIn(clause, entry, entry === shown[0], found.rest.length === 0, isOne) ?? []
    );
    const fact = asked.find(({ passage }) => passage) ?? asked.find(isFact) ?? asked[0];
    if (!fact) return undefined;
    facts.push(fact);
  }
  const told = facts.filter(isFact);
  // of a message that asks for more than facts, only what is told
  if (
    told.length === 0 ||
    (told.length < facts.length && told.every(({ passage, kind }) => kind === 'detail' && !passage))
  )
    return undefined;
  const entries = [...new Set(facts.map(({ entry }) => entry))];
  if (entries.length > 1) {
    const isEach = entries.length === facts.length && facts.every(({ kind }) => kind === 'detail');
    const each = choose(entries).map((match, i) => ({ ...match, passage: facts[i]!.passage }));
    return isEach ? choices(each, 'detail') : undefined;
  }
  const [{ entry, kind }] = told as [Fact];
  const passage = [...new Set(told.flatMap((fact) => fact.passage ?? []))].join('\n') || undefined;
  if (!isOne)
    return { ...opened(entry, 'detail', passage), also: told.flatMap((fact) => (fact.passage ? [] : fact.kind!)) };
  if (kind) return opened(entry, kind, passage);
  const [match, ...more] = found.matches;
  return found.outcome === 'answer'
    ? { ...found, followUp: 'detail', matches: [{ ...match!, passage }, ...more] }
    : undefined;
}
