/**
 * The English that people put around what they ask: greetings, courtesy, introductions, apologies, hurry and endings.
 * Each pattern reads from the start of a clause; all repetitions are bounded, so that no text takes long.
 */

/** Kind of a piece of a message. */
export type PieceKind =
  | 'greeting'
  | 'courtesy'
  | 'introduction'
  | 'apology'
  | 'hurry'
  | 'sign-off'
  | 'quoted'
  | 'context'
  | 'ask';

/** Kinds that carry nothing about the question, and that an editor may add phrases to. */
export type FrameKind = Exclude<PieceKind, 'quoted' | 'context' | 'ask'>;
export const frameKinds: readonly FrameKind[] = [
  'greeting',
  'courtesy',
  'introduction',
  'apology',
  'hurry',
  'sign-off'
];

/** Words for professions, which distinguish an introduction from a story. */
const roles =
  'nurse|sister|matron|midwife|doctor|dr|medic|registrar|consultant|trainee|student|junior|intern|fellow|surgeon|anaesthetist|physician|gp|physio(?:therapist)?|therapist|psychologist|psychiatrist|pharmacist|dietiti?an|radiographer|sonographer|paramedic|podiatrist|dentist|hygienist|optometrist|scientist|technician|hca|healthcare assistant|health care assistant|support worker|care worker|carer|volunteer|patient|manager|lead|leader|head|director|chief|executive|officer|coordinator|co-ordinator|administrator|admin|secretary|clerk|receptionist|assistant|associate|analyst|facilitator|coach|advisor|adviser|specialist|practitioner|researcher|lecturer|professor|academic|librarian|teacher|trainer|educator|governor|commissioner|member|rep|champion|engineer|designer|developer|owner|chair|trustee|charity|practice|hospice|trust|ward|team|care home|hospital|clinic|surgery|company|school|department|service|network|band \\d|f[12]|st\\d|ct\\d|cns|anp|acp|hcsw|newbie|beginner';
const name = "\\p{Lu}[\\p{L}'’-]{1,20}";
const names = `${name}(?: ${name}){0,2}`;
/** End of a clause of an introduction, where the request begins. */
const end = '(?:[.,;:!?…–—-]+\\s*|\\s+-+\\s+|\\s*$)';
const request =
  "(?=(?:i|we|i'm|we're|i'd|we'd|im|would|want|need|wonder|wanted|how|what|which|where|when|why|who|whom|can|could|is|are|do|does|may|please|looking|trying|just|have|has|had|was|were|my|our)\\b)";
/** The same for case-sensitive patterns. */
const Request = request.replace(
  /\b(?:i|we|would|want|how|what|which|where|when|why|who|can|could|is|are|do|does|may|please|looking|my|our)\b/g,
  (word) => `[${word[0]!.toUpperCase()}${word[0]}]${word.slice(1)}`
);
const joined = `(?:${end}|,?\\s+(?:and|so|but)\\s+${request}|\\s+${request})`;

const i = (source: string): RegExp => new RegExp(`^(?:${source})`, 'iu');
/** Creates a case-sensitive pattern, since names are recognised by their capitals. */
const cased = (source: string): RegExp => new RegExp(`^(?:${source})`, 'u');

const anyone =
  '(?:all|everyone|everybody|team|folks|there|again|bot|both|guys|colleagues?|friends?|sir|madam|sir or madam|sir/madam|mate|love|spread ?bot)';
const hello =
  '(?:hi+|hello+|hey+|hiya|hallo|heya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|gm|morning|afternoon|evening|salutations)';
const Hello =
  '(?:[Hh]i+|[Hh]ello|HI|HELLO|[Hh]ey|[Hh]iya|[Dd]ear|[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay)|[Mm]orning|[Aa]fternoon|[Ee]vening)';
const you = '(?:you|u|ya|yous|everyone|everybody|all|your|this|things)';

/** Patterns by kind, tried in this order at the start of every clause. */
export const openings: readonly { kind: FrameKind; pattern: RegExp }[] = [
  {
    kind: 'greeting',
    pattern: cased(`${Hello} ${names}(?: (?:and|&) ${names})?(?=\\s*[,.!:;–—-]|\\s*\\n|\\s*$)${end}`)
  },
  { kind: 'greeting', pattern: i(`dear [^,.;:!?\\n]{1,40}[,.;:!]+\\s*`) },
  { kind: 'greeting', pattern: i(`${hello}(?: ${anyone}){0,2}(?![\\p{L}'’])[\\s,.;:!…–—-]*`) },
  { kind: 'greeting', pattern: i(`(?:happy|merry) (?:new year|christmas|easter|\\w+day)(?: all| everyone)?${end}`) },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:i |we |just )?(?:do )?(?:hope|hoping|trust)(?: that)? ${you}[^.?!;\\n]{0,60}?(?:[.?!;]+\\s*|$|,\\s*|\\s+-+\\s+|\\s+(?:and|but|so)\\s+${request})`
    )
  },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:how (?:are|r) (?:you|u|things|we)(?: all)?(?: doing| getting on| keeping)?(?: today| this \\w+)?|how'?s (?:it going|things|your (?:day|week)[^.?!,]{0,20})|how do you do|you (?:ok|okay|alright)|all (?:ok|well|good)(?: with you)?)\\s*(?:[?.,!;…–—-]+\\s*|$)`
    )
  },
  { kind: 'courtesy', pattern: i(`(?:nice|good|lovely|pleased) to (?:meet|hear from|see) you[^.?!,\\n]{0,20}${end}`) },
  {
    kind: 'apology',
    pattern: i(
      `(?:(?:i'm|im|i am|so|very|really|many|my|huge|sincere) ){0,3}(?:sorry|apologies|apologise|apologize|soz)(?: again| in advance)?(?: (?:to|for|if|that|about|but) [^.?!;,:\\n]{0,80}?)?(?:[.?!;,:…–—]+\\s*|\\s+-+\\s+|\\s+but\\s+|$|,?\\s+${request})`
    )
  },
  {
    kind: 'apology',
    pattern: i(
      `(?:excuse me|pardon me|forgive (?:me|the|my)[^.?!,;:\\n]{0,50}|pardon (?:the|my)[^.?!,;:\\n]{0,40}|please (?:excuse|forgive)[^.?!,;:\\n]{0,50}|bear with me[^.?!,;:\\n]{0,30})(?:${end}|\\s+but\\s+)`
    )
  },
  {
    kind: 'apology',
    pattern: i(
      `(?:i (?:know|realise|realize|appreciate)|i'm (?:aware|conscious)) (?:that )?(?:you(?:'re| are)|this is|it'?s|i am|i'm|i should)[^.?!;,\\n]{0,50}?(?:busy|silly|stupid|basic|late|obvious|dumb|daft|asked|know this|simple|cheeky|a lot)[^.?!;,\\n]{0,20}?(?:${end}|\\s+but\\s+)`
    )
  },
  {
    kind: 'apology',
    pattern: i(
      `(?:this|it|that)? ?(?:is|may be|might be|'s|’s)? ?(?:probably |possibly |maybe |perhaps |likely )?(?:an? )?(?:very |really |bit of a |rather )?(?:silly|stupid|daft|dumb|basic|random|cheeky|odd|weird|quick|simple|long) (?:one|question|query|q|ask|request)(?: (?:for you|from me|but|really|maybe|perhaps|here)){0,2}(?:${end}|\\s+${request})`
    )
  },
  {
    kind: 'apology',
    pattern: i(
      `(?:(?:i'm |im |i am )?not (?:sure|certain)|i (?:don't|dont|do not) know) (?:if|whether|that|who|where)(?: (?:this|it|you|i|to|i'm|you're|else|who))[^.?!;,\\n]{0,60}?(?:place|person|channel|ask|help|one|can|right thing|go|turn|best person)(?: (?:for this|to ask|here|about this|for|to|me|this|with this|else)){0,3}(?:[.;,…–—]+\\s*|\\s+but\\s+|\\s+-+\\s+|$)`
    )
  },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:(?:just |i have |i've |i've got |i got |got |have |can i ask |may i ask |could i ask |i would like to ask |i'd like to ask )?(?:you )?(?:an? )?(?:quick |short |small |brief |general |little |another |few )?(?:question|query|qn|q|favour|thing)s?(?: for (?:you|the (?:team|group|bot))| to ask(?: you)?| please| if i may| about this)?)(?:[.;,:!…–—]+\\s*|\\s+-+\\s+)`
    )
  },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:(?:i was|i am|i'm|im|was|just|we were|we are|we're) )?(?:just )?(?:wondering|wonder|hoping)(?: if| whether)? (?:you|someone|somebody|anyone|anybody)(?: here)? (?:can|could|may|might|would|will|are able to|would be able to)(?: please| kindly| possibly)? (?:help|assist|advise|point me in the right direction)(?: me| us)?(?: out)?(?: with (?:this|something|a question|a query)| please| here)?(?:${end}|\\s+${request})`
    )
  },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:please )?(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: here)?(?: please| kindly| possibly)? (?:help|assist)(?: me| us)?(?: out)?(?: please| with (?:this|something|a question|a query))?(?:[.?!;,:…–—]+\\s*|\\s+-+\\s+|\\s*$)`
    )
  },
  { kind: 'courtesy', pattern: i(`(?:please )?(?:help|advise)(?: me| us)?(?: please)?[.!…]+\\s*`) },
  {
    kind: 'courtesy',
    pattern: i(
      `(?:thanks|thank you|cheers|thx|ta)(?: so much| very much| a lot| again| ever so| very kindly)?(?: in advance)?(?: for (?:your|the|any|all|having|taking|getting|being|adding|reading|coming|replying|last|everything|that|this)[^.?!;,\\n]{0,50})?(?:[.!;,…–—]+\\s*|\\s+-+\\s+)`
    )
  },
  {
    kind: 'introduction',
    pattern: cased(
      `(?:[Mm]y name is|[Mm]y name['’]s|[Nn]ame['’]s|(?:[Ii]t['’]s|[Tt]his is|[Ii] am|[Ii]['’]?m) (?=\\p{Lu}\\p{Ll})) ?${names}(?: (?:here|again))?(?:,? (?:from|at|in|of|with|on|an?|the|and I (?:am|work)|and I['’]m|who|based|working|one of|new|\\() ?[^.?!;\\n]{0,90}?)?(?:[.;!…–—]+\\s*|\\s+-+\\s+|$|,?\\s+(?:and|but|so)\\s+${Request}|,\\s+${Request}|\\s+(?=(?:how|what|which|where|who|can|could|please)\\b))`
    )
  },
  {
    kind: 'introduction',
    pattern: cased(
      `${names} (?:here|speaking)(?:,? (?:from|at|in|of|on|with|an?|the) [^.?!;,\\n]{0,60})?(?:[.;!,:…–—]+\\s*|\\s+-+\\s+)`
    )
  },
  {
    kind: 'introduction',
    pattern: i(
      `(?:(?:i'm|im|i’m|i am|we're|we’re|we are|as|speaking as|being)(?: currently| just| only| also| actually)?) (?:an? |the |one of (?:the|our|two|three|many) |part of |just an? |both )?(?!bit\\b|little\\b|only\\b|last\\b|first\\b)[^.?!;\\n]{0,60}?\\b(?:${roles})s?\\b[^.?!;\\n]{0,80}?${joined}`
    )
  },
  {
    kind: 'introduction',
    pattern: i(
      `(?:(?:i'm|im|i am|we're|we are|still|fairly|very|quite|totally|completely|really|also|just) ){0,3}(?:new (?:here|to (?:this|the|all this|qi|it|improvement|quality improvement|my|our|research|audit)\\b[^.?!;,\\n]{0,40}?)|a (?:newbie|beginner|novice)[^.?!;,\\n]{0,40}?|(?<= )from [^.?!;,\\n]{1,50}?|based (?:in|at) [^.?!;,\\n]{1,50}?|(?<= )on (?:nights|days|call|shift|placement|rotation|maternity leave)[^.?!;,\\n]{0,40}?)${joined}`
    )
  },
  {
    kind: 'introduction',
    pattern: i(
      `(?:i|we)(?: currently| also| just| both| only)? (?:work|worked|working|cover|come|run|manage|lead)(?: clinically| part[ -]time| full[ -]time)? (?:as|in|on|at|for|from|with|across|an?|the) [^.?!;\\n]{1,80}?(?:[.;!…–—]+\\s*|\\s+-+\\s+|$|,?\\s+(?:and|but|so)\\s+${request}|,\\s+${request})`
    )
  },
  {
    kind: 'hurry',
    pattern: i(
      `(?:(?:this|it|that)(?:'s| is|’s)? )?(?:a bit |rather |quite |very |really |kind of |pretty |super |not |somewhat )?(?:urgent(?:ly)?|asap|time[ -]sensitive|an emergency|rushed)(?: (?:please|pls|request|question|query|one|help needed|sorry)){0,2}${end}`
    )
  },
  {
    kind: 'hurry',
    pattern: i(
      `(?:(?:i|we)(?:'m| am|'re| are|’m|’re)? )?(?:only )?(?:have|got|need|needs|in|running|under|up against)(?: only| just)? (?:an? (?:hurry|rush|answer (?:asap|quickly|today|by)[^.?!;,\\n]{0,30})|(?:two|three|four|five|ten|\\d{1,2}|a few|a couple of) (?:mins?|minutes)[^.?!;,\\n]{0,30}|(?:this|it) (?:by|for|before|asap|today|tomorrow|quickly|urgently|sorted by|done by)[^.?!;,\\n]{0,30}|out of time|short of time|late for[^.?!;,\\n]{0,20}|pressure[^.?!;,\\n]{0,20})(?:${end}|\\s+(?:and|so|but)\\s+${request})`
    )
  },
  {
    kind: 'hurry',
    pattern: i(
      `(?:my |our |the )?(?:boss|manager|matron|chief executive|ceo|director|deadline|meeting|board|consultant|supervisor|lead)(?: (?:wants|needs|is asking for|has asked for|expects|is waiting for|keeps asking for))? ?(?:is|an answer|it|this|one)(?: is)? (?:due )?(?:by|in|on|for|at|before|today|tomorrow|this|next|asap|now)[^.?!;,\\n]{0,40}${end}`
    )
  },
  {
    kind: 'hurry',
    pattern: i(
      `(?:(?:there(?:'s| is) )?no (?:rush|hurry|panic)|whenever you (?:can|have (?:a|time))[^.?!;,\\n]{0,20}|when you (?:can|get a (?:chance|minute|moment))|please keep it (?:short|brief|simple)|as soon as (?:possible|you can))(?: (?:at all|please|though|but)){0,2}${end}`
    )
  }
];

/** Endings that may follow the question, in the same clause or on lines of their own. */
const closes = [
  '(?:(?:many|with|very|kind|kindest|best|warm|warmest|huge|big|much) ){0,3}(?:thanks|thank you|thankyou|thank u|thanx|thnx|thx|tia|ta|cheers|regards|wishes|rgds)(?: (?:so much|very much|a lot|lots|a million|a bunch|again|ever so much|all|everyone|team|both|bot|you|indeed|much)){0,2}(?: in (?:advance|anticipation))?(?: for (?:your|the|any|all|reading|looking|taking|everything)[^.?!;\\n]{0,40})?',
  '(?:kr|bw|kind regards|br)(?![\\p{L}])',
  '(?:yours(?: (?:sincerely|faithfully|truly))?|sincerely|all the best|all best|take care|speak soon|bye(?: for now)?|xx+|respectfully|over and out)(?![\\p{L}])',
  'have a (?:good|great|nice|lovely|fab|wonderful|restful) (?:day|weekend|one|week|evening|afternoon|morning|christmas|easter)',
  '(?:(?:any|all|your|a) ?)?(?:help|advice|thoughts?|ideas?|pointers?|guidance|support|suggestions?|tips|assistance|reply|info|information)(?: (?:you|that|with|on|at|here|this|can|could|offer|give|have|or|and|advice|pointers|guidance|anyone|all|provide|share|might|may)){0,5}(?: (?:is|are|would be|will be|be|gratefully|much|very|greatly|really|most|so|massively|hugely)){0,3} (?:appreciated|welcomed?|received|great|lovely|brilliant|amazing|helpful|wonderful|fab|good)(?: please)?',
  "(?:(?:i|we)(?:'d| would|’d)? )?(?:really |very much |greatly |much |so )?appreciate(?:d| it| your[^.?!;\\n]{0,20}| any[^.?!;\\n]{0,20})?",
  '(?:i |we )?(?:look|looking) forward to (?:hearing|your|an answer|a reply)[^.?!;\\n]{0,30}',
  '(?:please )?(?:let me know|do let me know|advise|help)(?: please| if (?:you can|possible|that makes sense))?',
  "(?:i )?hope (?:that|this|it|i|you)(?:'s| is|'m| am)? ?(?:makes? sense|making sense|ok|okay|clear|alright|can help|are able to help)[^.?!;\\n]{0,20}",
  '(?:does|do) (?:that|this|it|i) make (?:any )?sense',
  "(?:(?:is|are) (?:that|this|you) (?:ok|okay|right|possible|able to help)|any (?:ideas?|thoughts?|clues?|advice|suggestions?|pointers?|help|tips)|(?:can|could|would) (?:you|anyone|anybody|someone|somebody) (?:please )?(?:help|advise|assist)(?: me| us)?(?: out)?(?: with this)?|asking for a (?:friend|colleague)|if (?:possible|you can|you could|that(?:'s| is) ok|you know|you have (?:a minute|time))|not sure who else to ask|it is driving me mad|please and thank you)"
];
/** Returns the pattern in either case, for use beside names, which are recognised by their capitals. */
const eitherCase = (source: string): string =>
  source.replace(/\\?[a-z]/g, (found) => (found.length > 1 ? found : `[${found.toUpperCase()}${found}]`));
const closing = closes.join('|');
/** A clause that is wholly an ending. */
export const endingClause = new RegExp(
  `^(?:(?:so|and|or|but|anyway|also|right|ok|okay),? )?(?:please,? )?(?:${closing})[\\s.!?,…–—-]*$`,
  'iu'
);
/** An ending with a name after it, or alone on its line: everything below is a signature. */
export const signature =
  /^(?:(?:many|with|very|kind|kindest|best|warm|warmest|huge|big|much) ){0,3}(?:thanks|thank you|thankyou|thanx|thx|ta|cheers|regards|wishes|rgds|yours(?: sincerely| faithfully| truly)?|sincerely|all the best|kr|bw|br|take care|best)(?: (?:so much|very much|a lot|again|in advance|all|team|you|and regards|and best wishes|and kind regards)){0,2}[\s,.!–—-]*(?:\p{L}[\p{L}'’.-]{0,20}\s?){0,3}[\s.!]*$/iu;
/** An ending at the end of a clause that asks for something. */
export const trailing = new RegExp(
  `[\\s,.;!?–—-]+(?:${eitherCase('(?:please|pls|plz)')}|${eitherCase(closes[0]!)}(?:[\\s,]+\\p{Lu}[\\p{L}'’-]{1,20}(?: \\p{Lu}[\\p{L}'’-]{1,20})?)?(?:\\s+x{1,3})?|${eitherCase('asap|urgently|as soon as possible|if (?:possible|you can|you could|you know)|anyone|any ideas|xx*')})[\\s.!?,…]*$`,
  'u'
);
/** A line of one to three names, as in a signature. */
export const bareName = new RegExp(`^[-–—~\\s]*${names}(?:[\\s,]+x+)?[\\s.!x]*$`, 'u');
/** A clause that asks for something. */
export const asking =
  /\?\s*$|^(?:(?:and|so|but|or|ok|okay|right|well|also|anyway|now|then|basically|please)[,\s]+)*(?:how|what|what's|whats|which|who|who's|whos|whom|whose|where|where's|wheres|when|why|can|could|is|are|do|does|did|should|would|will|may|might|any|anyone|anybody|has|have you|tell|send|show|give|explain|find|recommend|suggest|help|list|define|describe|point|direct|signpost|compare|i need|need|looking|want|wanted|wondering|trying)\b|\b(?:how (?:do|can|to|should|would|might|could|did|does|best|we|i|you|long|much|many)|what (?:is|are|would|should|do|does|can|to|was|happened|has|have)|what's|where (?:can|do|is|are|to|could|would|should)|whether|if there (?:is|are)|which (?:one|of|is|are)|who (?:can|do|should|is|are|to|could|would)|(?:i|we)(?:'d| would|’d) (?:like|love|appreciate)|(?:i|we) (?:just |really |only |also |now |still )?(?:want|wanted|need|wish|wonder|require|seek|hope to|plan to|intend to|must|have to|should|cannot|can't|cant|could do with)|looking (?:for|to|at|into)|trying to|wondering|want to|(?:tell|send|show|give|teach|point) (?:me|us)|explain|recommend|advise|help (?:me|us)? ?(?:with|to|on|understand|find|get)|struggling)\b/iu;
