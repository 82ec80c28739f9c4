import { alternatives } from '../model/alternatives.ts';

/** The wishes that a `tips` command may state. */
export type Wish = 'help' | 'status' | 'next' | 'preview' | 'stop' | 'skip' | 'pause' | 'resume' | 'subscribe';

const them = `(?: (?:any|more|the|these|them|tips?))*(?: (?:still|any ?more|now|here))?`;
const states = 'on|off|paused|running|going|coming|stopped|active|set up|daily|weekly|fortnightly|monthly';

/** Returns a pattern of what a text begins with; `end` is what has to follow, the end of a word where not given. */
const begins = (words: string, end = String.raw`(?![\w-])`): RegExp => new RegExp(`^(?:${words})${end}`);

/**
 * Verbs that introduce each wish, longer ones first; in lower case. With any of them a text after `tips` is a command: what follows
 * is read whole by the tips (core/tips/parse-intent.ts).
 */
export const tipVerbs: readonly [RegExp, Wish][] = [
  // A wish that nothing should change is answered with the state.
  [/^(?:do not|don't|dont|never) (?:stop|end|cancel|pause|resume|restart|unpause|change)(?![\w-])/, 'status'],
  [
    begins(
      alternatives`
      never ?mind|forget (?:it|that)|as you were|keep going|not yet
      leave (?:it|them|the tips) (?:as (?:it is|they are)|alone)
      `,
      '$'
    ),
    'status'
  ],
  [
    begins(
      alternatives`
      (?:(?:are|do|will|did) )?we (?:still |all )*(?:get|getting|have|having|receive|receiving)${them}
      (?:are|do|will|did) (?:still |all )*(?:get|getting|have|having|receive|receiving)${them}
      `,
      '$'
    ),
    'status'
  ],
  [
    /^(?:help|\?|how(?= (?:do|can) (?:i|we) (?:stop|end|pause|change|move|skip) (?:it|them|these|this|the (?:tips?|day|time|schedule))\b))(?![\w-])/,
    'help'
  ],
  [
    begins(alternatives`
      status|list|when(?=$| (?:is|does|do|are|will) (?:it|they|these|we|i|one|the (?:next|tips?)|our)\b)|what is set|how does it stand
      what(?:'s| is) (?:the |our |my )?(?:schedule|plan|setting)s?$|who set (?:this|it|them) up
      (?:what|which) (?:day|days|time)(?=$| (?:is|are|do|does|will) (?:it|they|these|we|the tips?)\b)
      (?:when|what)(?:'s| is| are) (?:the |our |my )?next(?=$| (?:one|tip))|who gets (?:this|these|them)
      how (?:often|regularly)(?:$| (?:do|does|will|are|is) (?:we|they|it|these|the tips?|tips?|a tip))
      (?:are|is) (?:they|it|these|the tips?|tips?) (?:still )?(?:${states})$
      (?:what|which) topics?(?:$| (?:are|is|do|does))
    `),
    'status'
  ],
  [/^(?:show|preview|test|now|demo)(?![\w-])/, 'preview'],
  [
    begins(
      alternatives`
      (?:send|post|give|have|get)(?: me| us)?(?: one| it| this| a tip| another)?(?: one)? (?:(?:right )?now|straight away|at once)
      (?:send|post|give|have|get)(?: me| us)? (?:one|another|a tip)(?: one)?
      `,
      '$'
    ),
    'preview'
  ],
  [
    /^next(?! (?:week|month|year|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?![\w-])/,
    'next'
  ],
  [/^(?:skip|miss(?: out)?|leave out)(?![\w-])/, 'skip'],
  [
    begins(alternatives`
      (?:extend|prolong|lengthen) (?:(?:the|this|our) )?(?:pause|break)
      (?:leave|keep|put|place) (?:(?:it|them|these|the tips?|tips?) )?(?:paused|quiet|silent|on hold|off(?= (?:until|till|for) ))
      (?:stay|remain|keep|be|go) (?:paused|quiet|silent)
      pause|snooze|mute|hold(?: off)?|quiet(?=$| (?:until|till|til|for|over|during|from|next|in|them|it|these|the tips?)\b)|suspend|silence
      (?:(?:have|take|give (?:us|me|it|them|this)) )?a (?:break|rest|pause)(?: from (?:these|tips|them))?
      (?:we)?(?:'re| ?are|'ll be| will be) (?:all )?(?:off|away|closed|shut|on leave|on holiday)(?= )
    `),
    'pause'
  ],
  [
    begins(alternatives`
      resume|restart|unpause|unmute|back(?= (?:on|from|in) (?!again))|continue|carry on|go on|on again
      (?:we|i)(?:'re|'m| are| am)(?: all)? back(?: (?:now|at work))?$
      (?:(?:turn|switch) (?:them |it |(?:the )?tips? )?)?back on|(?:turn|switch) (?:them |it |tips? )?(?:back )?on again
    `),
    'resume'
  ],
  [
    /^(?:cancel|end|stop|lift|undo|remove|delete|finish) (?:(?:the|this|that|our|my) )?(?:pause|break)(?![\w-])/,
    'resume'
  ],
  [
    begins(alternatives`
      stop|end(?! of (?:the )?(?:day|play|business)\b)|finish|off|cancel|unsubscribe|quit|remove|delete|disable
      (?:turn|switch)(?: (?:them|it|(?:the )?tips?))? off|no more|never again|(?:make|let) (?:it|them|the tips|this) (?:stop|end)
      leave (?:us|me) (?:alone|be|in peace)
      (?:(?:that's|that is|we've had|we have had|i've had|i have had) )?enough(?: of (?:this|these|them|tips|that))?(?: now)?
    `),
    'stop'
  ],
  [
    /^(?:do not|don't|dont|no longer) (?:want|need)(?= .*\b(?:any ?more|any longer)$)|^no longer (?:want|need)(?![\w-])/,
    'stop'
  ],
  [
    begins(alternatives`
      start|begin|subscribe|sign (?:(?:us|me) )?up|set(?: up)?|schedule|change|move|switch|drop|bump|push|bring
      (?:go |switch )?back to(?= (?:mon|tue|wed|thu|fri|week|month|fort|daily))|make(?= (?:it|them)\b)
      (?:send|post)(?=$| (?:me|us|it)$)|on(?=$)|(?:turn|switch) (?:them |it |tips? )?on
    `),
    'subscribe'
  ]
];

/** Verbs that a question may begin with too: they count only where it is clear that the tips are meant. */
export const vagueTipVerbs: readonly [RegExp, Wish][] = [
  [/^how(?! (?:about|often|regularly)\b)(?![\w-])/, 'help'],
  [begins('(?:go |switch )?back to|swap|shift|make|put|send|post|on'), 'subscribe']
];

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const month = String.raw`(?:${months})\w*`;
const weekday = '(?:mon|tue|wed|thu|fri|sat|sun)';
const ordinal = '(?:st|nd|rd|th)';

/** Beginnings of a rule for the tips: days, times, how often, what is left out. */
const tipRules = alternatives`
  today|tomorrow|daily|weekly|fortnightly|bi-?weekly|monthly|every|each|alternate|twice a|all year round
  week ?days?|work ?days?|working days?|on ${weekday}\w*
  (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?
  (?:the )?(?:first|second|third|fourth|last|[1-4]${ordinal}) (?:mon(?!th)|tue|wed|thu|fri|sat|sun|day|of|and (?:last|second|third|fourth|\d)|working)\w*
  on the (?:first|second|third|fourth|last)(?: (?:of|at|${weekday})\w*|$)

  (?:on )?(?:the )?\d{1,2}${ordinal}? (?:of )?${month}$|${month} \d{1,2}${ordinal}?$|\d{1,2}${ordinal} of
  (?:on )?the \d{1,2}${ordinal}|in ${month} (?:too|again)|from|starting|beginning|end of
  (?:send |post )?(?:on )?(?:bank|public) holidays (?:too|as well)

  at|@|around \d+|\d{1,2}(?:[:.h]\d{2}|h| ?[ap]\.?m\b|$)|\d{1,2} ?o\W?clock|half|quarter|same (?:time|day)
  noon|midday|lunch ?time|after lunch|mornings?|afternoons?|evenings?|(?:a bit |much )?(?:later|earlier)$
  (?:half an|an?|one|two|\d{1,2}) (?:hours?|min(?:ute)?s?) (?:later|earlier)

  yes|fewer|(?:more|less) often|too (?:early|late|many|often)|once (?:a|every|per)|hourly|all topics|only about
  (?:just |only )?(?:one|two|three|\d) (?:tips? )?(?:a|per|each|every)
  next (?:week|month|${weekday})\w*|(?:do not|don't) (?:post|send|want)
  except|(?:but )?not (?:on|in|over|during|at|next|this|between|from|before|until|the week|tomorrow)
  no tips? (?:in|on|over|during|between|next|this)
  includ(?:e|ing) (?:bank|public|hol|${months})\w*|even on (?:bank|public)|also in ${month}
`;

/** Matches polite words before the rest: "could we", "please". */
export const polite =
  "(?:(?:please|pls|can|could|we|you|i|let['’]?s|i['’]d like to|i['’]d(?= like a)|we['’]d(?= like a))[ ,]+)*(?:(?:have|get) (?:it|them|these|this|the tips?) )?";

/** Matches polite words, and the beginning of a rule after them. */
const politely = new RegExp(`^(?:(?:ok|okay) )?${polite}`, 'i');
const beginsRule = new RegExp(`^(?:$|\\?|(?:${tipRules})(?!\\w))`, 'i');

/**
 * Returns true for a text after `tips` that their own grammar (core/tips/parse-intent.ts) is to read: a verb of theirs, a rule or
 * nothing. Anything else, such as "tips for getting published", is a question.
 */
export function meansTips(text: string): boolean {
  const said = text
    .toLowerCase()
    .replace(/^["“`]+/, '')
    .replaceAll('’', "'");
  return [said, said.replace(politely, '')].some(
    (words) => beginsRule.test(words) || tipVerbs.some(([verb]) => verb.test(words))
  );
}
