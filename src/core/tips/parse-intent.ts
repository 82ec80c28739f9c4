/** What somebody wants of a channel's tips, before dates and rules in it are read. */
export type TipIntent =
  | { wish: 'help' | 'status' | 'next' | 'preview' | 'skip' | 'stop' }
  /** `until` is what was written of an end; empty for no end. */
  | { wish: 'pause' | 'resume'; until: string }
  /** `rule` is what was written of times and days; empty where nothing was. */
  | { wish: 'subscribe'; rule: string }
  /** A word of command with something after it that was not understood: nothing is to be done. */
  | { wish: 'unclear'; word: string; left: string };

/** Words by which each wish begins. Longer ones stand first. */
const verbs: readonly [RegExp, Exclude<TipIntent['wish'], 'unclear'>][] = [
  [/^(?:help|\?|how)(?![\w-])/, 'help'],
  [/^(?:status|list|when(?= (?:is|does|do|are|will)\b|$)|what is set|how does it stand)(?![\w-])/, 'status'],
  [/^(?:show|preview|test|now|demo)(?![\w-])/, 'preview'],
  [
    /^next(?! (?:week|month|year|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?![\w-])/,
    'next'
  ],
  [/^(?:skip|miss|leave out)(?![\w-])/, 'skip'],
  [/^(?:pause|snooze|mute|hold(?: off)?|suspend|silence)(?![\w-])/, 'pause'],
  [/^(?:resume|restart|unpause|unmute|continue|carry on|go on|on again)(?![\w-])/, 'resume'],
  [
    /^(?:stop|end|off|cancel|unsubscribe|quit|remove|delete|disable|(?:turn|switch)(?: (?:them|it|tips))? off|no more|never again)(?![\w-])/,
    'stop'
  ],
  [
    /^(?:start|begin|subscribe|sign up|set(?: up)?|schedule|change|move|switch|make|put|send|post|on)(?![\w-])/,
    'subscribe'
  ]
];

/** Words that say nothing beside a verb: "stop the tips here please", "pause them for now". */
const fillers =
  /\b(?:please|pls|the|this|these|those|all|any|it|them|us|me|to|here|in|our|channel|chat|room|team|weekly|improvement|tips?|one|sending|posting|coming|altogether|completely|for good|for ever|forever|from now on|thanks|thank you|now|again|just|can you|could you|we|i|want|would like|off)\b|[.,!?;:]/g;

/** Words after "pause" that name no end. */
const openEnded =
  /^(?:for now|for a (?:bit|while)|until further notice|till further notice|a (?:bit|while)|indefinitely)$/;

/** One tip, and not those after it. */
const nextOne = /^(?:next|this|(?:next|this) week(?:'s)?)$/;

/** An end in time: what follows "stop" with it is a pause, whatever the verb. */
const limited = /^(?:until|till|til|'til|for|over|during|from)\b|^in (?:a|\d|two|three|four|six)\b/;

const withoutFillers = (text: string): string => text.replace(fillers, ' ').replace(/\s+/g, ' ').trim();

/**
 * Reads what follows `tips`. What stands after a word of command is either understood with it or told as unclear: it is
 * never thrown away, and nothing ends tips but a plain wish to end them.
 *
 * @param written as typed
 */
export function readIntent(written: string): TipIntent {
  const text = plainWords(written);
  if (text === '') return { wish: 'status' };
  for (const [pattern, wish] of verbs) {
    const found = pattern.exec(text);
    if (!found) continue;
    const word = found[0];
    const rest = text.slice(word.length).trim();
    return completed(wish, word, rest, written);
  }
  return { wish: 'subscribe', rule: asTyped(written) };
}

function completed(
  wish: Exclude<TipIntent['wish'], 'unclear'>,
  word: string,
  rest: string,
  written: string
): TipIntent {
  const bare = withoutFillers(rest);
  const holidays = /\b(?:bank|public) holidays?\b/.test(rest);
  switch (wish) {
    case 'subscribe':
      if (word === 'on' && /^again\b/.test(rest)) return { wish: 'resume', until: '' };
      return { wish: 'subscribe', rule: word === 'on' ? asTyped(written) : afterVerb(written, word) };
    case 'pause':
      return { wish: 'pause', until: openEnded.test(rest) || bare === '' ? '' : rest };
    case 'resume':
      return { wish: 'resume', until: bare === '' ? '' : rest };
    case 'skip':
      if (holidays) return { wish: 'subscribe', rule: asTyped(written) };
      if (bare === '' || nextOne.test(bare)) return { wish: 'skip' };
      return limited.test(rest) ? { wish: 'pause', until: rest } : { wish: 'unclear', word, left: rest };
    case 'stop':
      if (holidays) return { wish: 'subscribe', rule: `skip bank holidays${nationIn(rest)}` };
      if (/^of (?:the|each|every) month\b/.test(rest) && word === 'end') {
        return {
          wish: 'subscribe',
          rule: `monthly on the 31st ${rest.replace(/^of (?:the|each|every) month/, '')}`.trim()
        };
      }
      if (bare === '') return { wish: 'stop' };
      if (nextOne.test(bare)) return { wish: 'skip' };
      if (openEnded.test(rest)) return { wish: 'pause', until: '' };
      return limited.test(rest) ? { wish: 'pause', until: rest } : { wish: 'unclear', word, left: rest };
    case 'status':
      // "when" begins questions that want no more than the state.
      return { wish: 'status' };
    case 'next':
      return bare === '' ? { wish: 'next' } : { wish: 'unclear', word, left: rest };
    default:
      return bare === '' || wish === 'help' ? { wish } : { wish: 'unclear', word, left: rest };
  }
}

const nationIn = (text: string): string => / in (?:scotland|northern ireland|wales|england)\b/.exec(text)?.[0] ?? '';

/** Small letters, one space between words; quotation marks, backticks and the punctuation of a phone's keyboard gone. */
function plainWords(written: string): string {
  return asTyped(written).toLowerCase();
}

function asTyped(written: string): string {
  return written
    .replace(/[`"“”„«»]/g, ' ')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:please|pls|can you|could you)[ ,]+/i, '')
    .replace(/^tips? /i, '')
    .replace(/[.!,;:]+$/, '')
    .trim();
}

/** What follows the verb, in the capitals it was typed with, since zones have them; "to", "it" and the like go too. */
function afterVerb(written: string, verb: string): string {
  return asTyped(written)
    .slice(verb.length)
    .trim()
    .replace(/^(?:(?:it|them|tips?|to|for|the|day|time|at)\s+)*?(?=\S)/i, '')
    .trim();
}
