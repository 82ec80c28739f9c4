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
