import type { Entry } from '../../core/model/entry.ts';

/** Nations, with the words that name them in a question or an entry. */
const nations: readonly { name: string; pattern: RegExp }[] = [
  { name: 'scotland', pattern: /\b(?:scotland|scottish|scots)\b/i },
  { name: 'wales', pattern: /\b(?:wales|welsh|cymru)\b/i },
  { name: 'northern-ireland', pattern: /\b(?:northern ireland|northern irish|ulster)\b/i },
  { name: 'ireland', pattern: /\b(?:(?<!northern )ireland|hse ireland|republic of ireland)\b/i },
  { name: 'england', pattern: /\b(?:england|english nhs)\b/i },
  { name: 'australia', pattern: /\b(?:australian?|new south wales)\b/i },
  { name: 'usa', pattern: /\b(?:usa|united states|america|american)\b/i },
  { name: 'canada', pattern: /\b(?:canada|canadian)\b/i }
];

/**
 * Demands that a question may make besides its subject. An entry that does not mention a demand, or says the opposite,
 * is not a sure answer. `not` matches uses of the words that demand nothing.
 */
const demands: readonly { name: string; asked: RegExp; not?: RegExp; said: RegExp; denied?: RegExp }[] = [
  {
    name: 'free',
    asked: /\b(?:free|no cost|no charge|without paying|for nothing|costs? nothing|no fees?)\b/i,
    not: /\b(?:feel free|free text|free[- ]?up|free time|smoke[- ]?free|error[- ]?free|harm[- ]?free|free of|set free|jargon[- ]?free)\b/i,
    said: /\b(?:free|no (?:charge|cost|fee)s?|without (?:charge|paying)|costs nothing)\b/i,
    denied: /[£$€]\s?\d|\bthere is a (?:charge|fee)\b|\bfee is\b|\bcosts? [£$€]/i
  },
  {
    name: 'afterwards',
    asked:
      /\b(?:afterwards|after the (?:fact|event)|retrospective(?:ly)?|in hindsight|too late|already (?:done|finished|collected|completed|started|run|happened))\b/i,
    said: /\b(?:afterwards|after the (?:fact|event)|retrospective(?:ly)?|too late|already (?:done|finished|collected|completed|started)|before you (?:start|begin))\b/i
  },
  {
    name: 'without a login',
    asked:
      /\b(?:without (?:a |an )?(?:log ?in|account|registering|registration|password|signing (?:up|in))|no (?:log ?in|registration|sign[- ]?up))\b/i,
    said: /\b(?:no (?:log ?in|account|registration|sign[- ]?up)|without (?:a |an )?(?:log ?in|account|registering|registration)|log ?in|register|account|open to (?:all|anyone|everybody|everyone))\b/i
  }
];

const texts = new WeakMap<Entry, { name: string; all: string; body: string }>();

function textOf(entry: Entry): { name: string; all: string; body: string } {
  const known = texts.get(entry);
  if (known) return known;
  const name = [entry.title, entry.publisher, ...entry.aliases].filter(Boolean).join(' \n');
  const made = { name, body: entry.body, all: [name, entry.body, ...entry.asks].join(' \n') };
  texts.set(entry, made);
  return made;
}

const nationsIn = (text: string): string[] => {
  // New South Wales is in Australia
  const own = text.replace(/\bnew south wales\b/gi, 'australia').replace(/\bnhs england\b/gi, 'nhs');
  return nations.filter(({ pattern }) => pattern.test(own)).map(({ name }) => name);
};

/** Returns the nations of an entry, from its field or its name. */
const nationOf = (entry: Entry): readonly string[] => {
  const own = (entry as { nation?: string }).nation;
  return own ? [own.toLowerCase().replaceAll(' ', '-')] : nationsIn(textOf(entry).name);
};

/**
 * Returns the reason why an entry cannot be a sure answer to a question that names a fact: another nation, or a demand
 * that the entry denies or does not mention. Undefined if nothing contradicts it.
 */
export function vetoOf(question: string, entry: Entry): string | undefined {
  const asked = nationsIn(question);
  if (asked.length > 0) {
    const own = nationOf(entry);
    const elsewhere = own.length > 0 && !asked.some((nation) => own.includes(nation));
    const silent = !asked.includes('england') && !asked.some((nation) => nationsIn(textOf(entry).all).includes(nation));
    if (elsewhere || silent) return 'nation';
  }
  for (const { name, asked: pattern, not, said, denied } of demands) {
    if (!pattern.test(not ? question.replace(new RegExp(not, 'gi'), ' ') : question)) continue;
    const { body, all } = textOf(entry);
    if (denied?.test(body) || !said.test(name === 'afterwards' ? all : body)) return name;
  }
  return undefined;
}
