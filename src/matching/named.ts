import type { Entry } from '../core/model/entry.ts';
import type { FollowUp } from '../core/model/matcher.ts';
import { shownOf } from './answer-message.ts';
import type { Decided } from './explain.ts';
import { choices, choose, opened } from './results.ts';
import { factOf, type Tell } from './telling.ts';
import { asksHow, followUpOf, kindsAsked, nextFact, refersBack, withoutKinds } from './text/follow-up.ts';
import { contentOf, stem, wordsOf } from './text/text.ts';

/** Minimum clarity of a sentence that is told where nothing shows what kind of answer is asked for. */
const quiteClear = 1;

const inStems = (text: string): string => ` ${wordsOf(text).map(stem).join(' ')} `;

/** Returns true where a text says one of an entry's names. */
function isNamed(text: string, { title, aliases }: Entry): boolean {
  const said = inStems(text);
  const names = [title, title.split(/[:(]/)[0]!, ...aliases].map((name) => inStems(name.replace(/^(?:an?|the) /i, '')));
  return names.some((name) => name.trim() !== '' && said.includes(name));
}

/** Returns true where a text has no content besides words of an entry's names. */
function isAll(text: string, { title, aliases }: Entry): boolean {
  const own = new Set(wordsOf([title, ...aliases].join(' ')).map(stem));
  return contentOf(wordsOf(text)).every((word) => own.has(stem(word)));
}

/** A clause's question to an entry: what is asked for where that is a fact, and the passage that tells it. */
interface Fact {
  entry: Entry;
  kind?: FollowUp | undefined;
  passage?: string | undefined;
}

function factIn(tell: Tell, clause: string, entry: Entry): Fact {
  const told = tell(clause, entry);
  const isFact = told.isGiven || told.clarity > quiteClear || kindsAsked(clause).length > 0;
  if (asksHow.test(clause) || !isFact) return { entry };
  return { entry, kind: factOf(clause, told), passage: told.passage };
}

/** Returns an answer with the fact of its entry that a question of one clause asks for: "is CSAT free?" */
function withFact(core: string, found: Decided, tell: Tell): Decided | undefined {
  const [match, ...more] = found.matches;
  // "does it need ethics approval", "tell me about SQUIRE and TIDieR"
  if (found.outcome === 'none' || refersBack(core) || found.rest.some((one) => isNamed(core, one.entry)))
    return undefined;
  const { entry } = match!;
  const { kind, passage } = isNamed(core, entry) ? factIn(tell, core, entry) : {};
  if (passage && found.outcome === 'answer')
    return { ...found, followUp: 'detail', matches: [{ ...match!, passage }, ...more] };
  // who asks for more than a fact gets the entry, whether that tells it or not
  return kind && isAll(withoutKinds(core), entry) ? opened(entry, kind, passage) : undefined;
}

/**
 * Answers questions for facts of entries that they name: "is CSAT free?" A clause that names none is about the entry of the clause before
 * it: "and how long does it take?"
 *
 * @param found result for the message by its own words
 * @param only the last answer
 * @param written returns the entries that a text names as names are written
 */
export function factsOf(
  core: string,
  found: Decided,
  only: Entry | undefined,
  written: (text: string) => readonly Entry[],
  tell: Tell
): Decided | undefined {
  const clauses = core.split(nextFact);
  if (clauses.length === 1) return withFact(core, found, tell);
  const isAnswer = found.outcome === 'answer';
  // a concept is called by everyday words: "when is the next pay award and how much is it"
  const [first] = shownOf(found).filter(({ entry }) => isAnswer || entry.kind !== 'concept');
  const near = first ? [first.entry] : [];
  const facts: Fact[] = [];
  let entry = only;
  for (const clause of clauses) {
    if (!entry || !refersBack(clause))
      entry = [...near, ...written(clause)].find((one) => isNamed(clause, one)) ?? entry;
    if (!entry || followUpOf(clause)?.compares) return undefined;
    // "BMJ Open Quality, is it free?"
    if (!isNamed(clause, entry) || !isAll(clause, entry)) facts.push(factIn(tell, clause, entry));
  }
  const told = facts.filter(({ kind }) => kind);
  // of an answer to a message that asks for more than facts, only what is told
  if (told.length === 0) return undefined;
  if (told.length < facts.length && !(isAnswer && entry === first?.entry && told.some(({ passage }) => passage)))
    return undefined;
  const entries = [...new Set(facts.map((fact) => fact.entry))];
  if (entries.length > 1) {
    if (entries.length < facts.length || facts.some(({ kind }) => kind !== 'detail')) return undefined;
    return choices(
      choose(entries).map((match, i) => ({ ...match, passage: facts[i]!.passage })),
      'detail'
    );
  }
  const passage = [...new Set(told.flatMap((fact) => fact.passage?.split('\n') ?? []))].join('\n') || undefined;
  return { ...opened(entry!, 'detail', passage), also: told.flatMap((fact) => (fact.passage ? [] : fact.kind!)) };
}
