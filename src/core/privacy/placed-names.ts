import { givenNames } from '../../config/word-lists.ts';
import type { Span } from './kinds.ts';
import { addressedWords, ordinaryWords, publicNames, workWords } from './name-lists.ts';

/*
 * Names that no list holds, found by where they stand: "Hi Boteng,", "Best wishes, Teemu", "Spencer and I", "I am Studley, a porter".
 */

const start = '(?:^|[\\n.?!:;] {0,3})';
const end = '(?= {0,2}(?:[,.!?:;)\\n-]|$))';
const one = "\\p{Lu}[\\p{Ll}'’][\\p{L}'’-]{1,20}";
const capitals = `(?<name>${one}(?: ${one}){0,2})(?![\\p{L}\\d])`;
/** Matches the first words of a name of which the end alone would look like a person's: "the Long Term Success Tool". */
const longer = "(?:[\\p{Lu}\\d][\\p{L}\\d'’-]{0,20},? (?:(?:of|for|and|to|in|its) ){0,1}(?:the ){0,1}){0,4}";
const small = "(?<name>\\p{Ll}[\\p{Ll}'’-]{2,20}(?: \\p{Ll}[\\p{Ll}'’-]{2,20})?)(?![\\p{L}\\d])";
const smallOne = "(?<name>\\p{Ll}[\\p{Ll}'’-]{2,20})(?![\\p{L}\\d])";
const either = (words: string): string => words.replace(/(?<![\p{L}\\])\p{Ll}/gu, (a) => `[${a.toUpperCase()}${a}]`);

const greeting = either('(?:hi|hello|hey|hiya|dear|good morning|good afternoon|morning|afternoon|thanks|thank you)');
const closing = either(
  '(?:(?:with |many |kind |best |warm )?(?:wishes|regards|thanks)|thank you|cheers|yours(?: sincerely| faithfully| truly)?|signed|ta)'
);
/** Matches what only a person does; what a book says ("Kotter says") is not among it. */
const does =
  '(?:wants?|asks?|asked|would (?:like|love|prefer)|(?:told|asked|showed|sent) (?:me|us)|suggested|recommended|wonders?|hopes|says we|here(?! is| are)|speaking)(?![\\p{L}])';
const place = '(?:,? (?:from|in|of|at) \\p{L}{2,20})?';
const role =
  '(?:colleague|manager|consultant|matron|sister|nurse|doctor|boss|lead|director|midwife|porter|pharmacist|physio|registrar|professor|volunteer)';

const withCapitals = [
  `${start}${greeting},? ${capitals}(?= {0,2}(?:[,.!?:;\\n-]|$| (?:how|what|where|who|when|which|why|can|could|is|are|do|does|i|we|my|our|and)\\b))`,
  `(?<![\\p{L}])${closing}[,.!]? {1,3}${capitals}${end}`,
  `(?<![\\p{L}])${either("(?:i am|i'm|this is|it's)")} ${capitals}(?= {0,2}(?:[,.!?\\n]|$| (?:from|here|speaking)\\b))`,
  `(?<![\\p{L}])${either("my name(?:'s| is)")} ${capitals}`,
  `(?<!(?<!\\p{L})(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y|[Ii]n|[Oo]f|[Aa]t|[Ff]rom|[Ww]hat does|\\p{Lu}{2,6}) ${longer})(?<![\\p{L}\\d'-])${capitals}(?=${place},? ${does})`,
  `${start}${capitals} and (?:I|me)(?![\\p{L}'])`,
  `(?<![\\p{L}])(?:[Mm]e|I) and ${capitals}(?= (?:want|need|did|have|are|would|ask|work|were|made|ran)\\b)`,
  `(?<![\\p{L}])(?:[Mm]y|[Oo]ur)(?: \\p{Ll}{3,12})? ${role},? ${capitals}`,
  `(?<![\\p{L}])(?:Colleague|Matron|Sister|Nurse|Doctor|Professor|matron|sister|nurse) ${capitals}(?= and I\\b| ${does})`,
  `${start}[Ff]rom ${capitals}(?=[:,])`,
  `${start}${capitals}(?=, (?:my|our) (?:\\p{Ll}{3,12} )?${role}\\b)`,
  `(?<![\\p{L}])(?:help|helps|helping) ${capitals}(?= with\\b)`
].map((source) => new RegExp(source, 'dgu'));

/** Two people who do something: the first and the second are names. */
const two = new RegExp(
  `${start}(?<name>${one}) and (?<other>${one})(?= (?:want|ask|need|would|are|have|did|told|work|think)\\b)`,
  'dgu'
);

const inSmall = [
  `(?:^|\\n)(?:hi|hello|hey|hiya|dear|Hi|Hello|Hey|Dear) ${smallOne}(?= ?[,!])`,
  `(?<![\\p{L}])(?:regards|wishes|sincerely|Regards)[,.!]? {1,2}${small}(?= {0,2}(?:[.!\\n]|$))`,
  `(?<![\\p{L}])(?:cheers|thanks|yours|Cheers|Thanks), ${smallOne}(?= {0,2}(?:[.!\\n]|$))`,
  `(?<![\\p{L}])(?:sister|nurse|matron|sr) ${small}(?= (?:asks|asked|wants|says|told|would like))`,
  `${start}(?:it's|this is|i'm|i am|It's|This is|I'm|I am) ${smallOne}(?= from (?!the|a|an|my|our|this|that|what|where|one)\\p{L})`,
  `${start}${smallOne}(?= and i (?:want|need|did|have|are|would|work|made|ran)\\b)`
].map((source) => new RegExp(source, 'dgu'));

/** Endings of what is asked by no person: "Management wants", "Radiology asked us"; and by trades, and of nations: "I am Welsh". */
const unlikely =
  /(?:ment|ing|ology|ship|ics|[ts]ion|ance|ence|ity|ness|iatry|care|ally|nish|lish|ttish|elsh|rish|nese|ities|ists|[dgnrstv][eo]rs?|ists?|ians?|[^aeiousy]s)$/;
const surnames: ReadonlySet<string> = new Set([...publicNames].map((name) => name.split(' ').at(-1)!));

const isNobody = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/['’]s$/, '');
  return (
    addressedWords.has(plain) ||
    ordinaryWords.has(plain) ||
    workWords.has(plain) ||
    surnames.has(plain) ||
    (unlikely.test(plain) && !givenNames.has(plain)) ||
    plain.includes("'")
  );
};

/** Returns the span of a name; none where one of its words names nobody. */
function spanOf(text: string, from: number): Span[] {
  const parts = text.split(' ');
  return parts.some(isNobody) ? [] : [{ kind: 'name', from, to: from + text.length }];
}

/** Finds names by where they stand: after a greeting, a closing, an introduction or a role, and before what only people do. */
export function placedNames(shadow: string): Span[] {
  const patterns = /\p{Lu}\p{Ll}/u.test(shadow) ? [...inSmall, ...withCapitals, two] : inSmall;
  const found: Span[] = [];
  for (const pattern of patterns)
    for (const { groups, indices } of shadow.matchAll(pattern)) {
      found.push(...spanOf(groups!.name!, indices!.groups!.name![0]));
      if (groups!.other) found.push(...spanOf(groups!.other, indices!.groups!.other![0]));
    }
  return found;
}
