import { alternatives } from '../model/alternatives.ts';

/** The wishes that a `tips` command may state. */
export type Wish = 'help' | 'status' | 'next' | 'preview' | 'stop' | 'skip' | 'pause' | 'resume' | 'subscribe';

const them = `(?: (?:any|more|the|these|them|tips?))*(?: (?:still|any ?more|now|here))?`;
const states = 'on|off|paused|running|coming|stopped|active|set up|daily|weekly|fortnightly|monthly';

/** Returns a pattern of what a text begins with; `end` is what has to follow, the end of a word where not given. */
const begins = (words: string, end = String.raw`(?![\w-])`): RegExp => new RegExp(`^(?:${words})${end}`);

/** Verbs that introduce each wish, longer ones first. */
export const verbs: readonly [RegExp, Wish][] = [
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
  [/^(?:help|\?|how(?! (?:about|often|regularly)\b))(?![\w-])/, 'help'],
  [
    begins(alternatives`
      status|list|when(?= (?:is|does|do|are|will)\b|$)|what is set|how does it stand
      what(?:'s| is) (?:the |our |my )?(?:schedule|plan|setting)s?|who set (?:this|it|them) up
      (?:what|which) (?:day|days|time)(?= (?:is|are|do|does|will)\b|$)
      (?:when|what)(?:'s| is| are) (?:the |our |my )?next\b|who gets (?:this|these|them)
      how (?:often|regularly) (?:do|does|will|are|is) (?:we|they|it|these|the tips?|tips?|a tip)
      (?:are|is) (?:they|it|these|the tips?|tips?) (?:still )?(?:${states})$
      (?:what|which) topics? (?:are|is|do|does)
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
      (?:stay|remain|keep|be|go) (?:paused|quiet|silent)|quiet(?= (?:until|till|til|for|over|during|from) )
      pause|snooze|mute|hold(?: off)?|suspend|silence
      (?:(?:have|take|give (?:us|me|it|them|this)) )?a (?:break|rest|pause)(?: from (?:these|tips|them))?
      (?:we)?(?:'re| ?are|'ll be| will be) (?:all )?(?:off|away|closed|shut|on leave|on holiday)(?= )
    `),
    'pause'
  ],
  [
    begins(alternatives`
      resume|restart|unpause|unmute|back(?= (?:on|from|in) (?!again))|continue|carry on|go on|on again
      (?:we|i)(?:'re|'m| are| am)(?: all)? back(?: (?:now|at work))?$
      (?:(?:turn|switch) (?:them |it |tips? )?)?back on|(?:turn|switch) (?:them |it |tips? )?(?:back )?on again
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
      (?:turn|switch)(?: (?:them|it|tips))? off|no more|never again|(?:make|let) (?:it|them|the tips|this) (?:stop|end)
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
      start|begin|subscribe|sign (?:(?:us|me) )?up|set(?: up)?|(?:go |switch )?back to|schedule|change|move|switch|swap
      shift|make|put|send|post|drop|bump|push|bring|(?:(?:turn|switch) (?:them |it |tips? )?)?on
    `),
    'subscribe'
  ]
];
