import { wordLists } from '../../config/word-lists.ts';
import type { SmallTalk } from '../../core/model/entry.ts';
import type { MessagePiece } from '../../core/model/matcher.ts';
import { anyOf, linesOf, names, phrasesUnder, wordEnd, wordsUnder } from './phrases.ts';

const hello = wordsUnder(wordLists.words, 'greeting emoji');
const unhappy = wordsUnder(wordLists.words, 'unhappy emoji');

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Slack's notation of an emoji in text: `:+1:`, `:wave::skin-tone-2:`. */
const shortcode = /:([a-z][a-z0-9_+-]*|[+-]1)(?:::skin-tone-[2-6])?:/g;
/** Emoji with the regional letters, skin tones, joiners and variation selectors that belong to them. */
const picture = /(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|[\u{1f3fb}-\u{1f3ff}]|\u200d|\ufe0f|\u20e3)+/gu;
/** Placeholder of an emoji while a text is read: before a capital it ends a sentence. */
const emojiPlace = '\ue000';
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Marks of bold, italic, struck-out and code at the edge of a word. */
const opening = /(^|[\s(>"'“‘])[*_~`]+(?=\S)/g;
const closing = /(\S)[*_~`]+(?=$|[\s.,;:!?)"'”’])/g;

/** Returns the meaning of a message of emoji, or of marks only, such as "?". */
const meaningOf = (emoji: readonly string[]): SmallTalk => {
  const is = (list: ReadonlySet<string>) => emoji.some((name) => [name, ...name].some((part) => list.has(part)));
  if (is(unhappy)) return 'insult';
  return emoji.length === 0 || is(hello) ? 'greeting' : 'thanks';
};

/** Removes formatting marks, emoji (pictures and shortcodes) and invisible characters from a message. */
function plainMessage(text: string): { plain: string; emoji: readonly string[] } {
  const emoji: string[] = [];
  const note = (name: string): string => {
    emoji.push(name);
    return emojiPlace;
  };
  let plain = text;
  if (plain.includes(':')) plain = plain.replace(shortcode, (_, name: string) => note(name));
  if (/[^\u0020-\u024f\n]/.test(plain)) plain = plain.replace(picture, note).replace(invisible, '');
  if (emoji.length > 0)
    plain = plain
      .replace(/^\s*\ue000+\s*/g, '')
      .replace(/\s*\ue000[\s\ue000]*(?=\p{Lu})/gu, '. ')
      .replaceAll(emojiPlace, ' ');
  if (/[*_~`]/.test(plain)) plain = plain.replace(/```/g, ' ').replace(opening, '$1').replace(closing, '$1');
  return { plain: plain.replace(/[^\S\n]{2,}/g, ' ').trim(), emoji };
}

/** A message split into its parts. */
export interface MessageParts {
  /** Pieces in order: those of the frame, of a kind that an editor may add phrases to, `quoted`, `context` and `ask`. */
  pieces: readonly MessagePiece[];
  /** Introductions of the person who asks, joined. */
  introduction: string;
  /** The questions in order, one text each; never empty unless the message is empty. */
  asks: readonly string[];
  /** True where it holds a clause that asks for something. */
  isAsking: boolean;
  /**
   * Everything but the frame, joined: the questions and the text before them. The whole message if all of it is frame.
   */
  core: string;
  /** Text of others that the message quotes, joined. */
  quoted: string;
  /** Set if the message holds emoji or marks and no words. */
  emoji: SmallTalk | undefined;
}

/** Phrases by kind. */
type Phrases = Readonly<Record<string, readonly string[]>>;

/** Maximum number of characters of a message that are read: of a longer one half from its beginning, half from its end, where people ask. */
const longestMessage = 4000;
/** Maximum number of questions into which a message is split. */
const mostAsks = 4;
/** Minimum number of words of a separate question. */
const shortestAsk = 2;
/** Maximum number of words in a line of a signature. */
const longestSignature = 8;

const { frames } = wordLists;
const any = (heading: string): string => phrasesUnder(frames, heading);
const request = `(?=${any('request')}${wordEnd})`;
/** Patterns of what may follow a phrase, by the sign at the end of its line: see `data/english/frames.txt`. */
const stop = '(?:[.,;:!?…–—-]+(?!\\d)\\s*|\\s+-+\\s+|\\s*$|,?\\s+[Bb]ut\\s+';
const endings = {
  '*': `${wordEnd}[\\s,.;:!…–—-]*`,
  '.': `${stop}|,?\\s+(?:[Aa]nd|[Ss]o)\\s+${request})`,
  '': `${stop}|,?\\s+(?:(?:[Aa]nd|[Ss]o)\\s+)?${request})`
};
const openingKinds = ['greeting', 'courtesy', 'apology', 'introduction', 'hurry'] as const;
/** Patterns of what stands before a question, one for each ending, with a group named after each kind. */
const openings = Object.entries(endings).map(([sign, ending]) => {
  const kinds = openingKinds.flatMap((kind) => {
    const own = linesOf(frames, kind).flatMap((line) => {
      const mark = / ([*.])$/.exec(line)?.[1] ?? '';
      return mark === sign ? line.slice(0, mark ? -2 : undefined) : [];
    });
    return own.length > 0 ? `(?<${kind}>${anyOf(own, frames)})` : [];
  });
  return new RegExp(`^(?:${kinds.join('|')})${ending}`, 'u');
});
/** A clause that is wholly an ending. */
const endingClause = new RegExp(
  `^(?:${any('joining')},? ){0,2}(?:${any('thanks')}|${any('ending')})[\\s.!?,…–—-]*$`,
  'u'
);
/** An ending with a name after it, or alone on its line: everything below is a signature. */
const signature = new RegExp(
  `^(?:${any('thanks')}|${any('closing')})[\\s,.!–—-]*(?:\\p{L}[\\p{L}'’.-]{0,20}\\s?){0,3}[\\s.!]*$`,
  'u'
);
/** An ending at the end of a clause that asks for something, with the name of whom it is from; one that may be its subject behind a comma. */
const trailing = new RegExp(
  `(?:[\\s,.;!?–—-]+(?:${any('trailing')}|${any('thanks')}(?:[\\s,]+${names})?(?:\\s+x{1,3})?)|,\\s{1,3}${any('ending')})[\\s.!?,…]*$`,
  'u'
);
/** A line of one to three names, as in a signature. */
const bareName = new RegExp(`^[-–—~\\s]*${names}(?:[\\s,]+x+)?[\\s.!x]*$`, 'u');
/** A clause that asks for something. */
const asking = new RegExp(
  `\\?\\s*$|^(?:${any('starting to ask')}[,\\s]+)*${any('asking at the start')}${wordEnd}|(?<![\\p{L}])${any('asking')}${wordEnd}`,
  'u'
);
/** Ends of sentences. A full stop inside a number, an abbreviation or an initial is none. */
const sentenceEnd = new RegExp(
  `(?<=[?!…])\\s+|(?<=(?<!(?:^|[\\s.(])(?:\\p{L}|${any('abbreviation')}))\\.)\\s+|;\\s+|(?<=\\?)(?=\\p{L})`,
  'u'
);
const another = new RegExp(
  `(?<![\\p{L}])${any('another question')}${wordEnd}[,:]?\\s+|[\\s,]+(?:and|&)\\s+(?=${any('second question')}${wordEnd})`,
  'u'
);

/** Heads of the parts of a report, and what a pasted one asks for without saying so. */
const head = new RegExp(`(?:^|[\\n.])\\s{0,3}(${any('parts of a report')})(?:[ ]?[:\\n]|[ ](?=\\p{Lu}))`, 'gu');
const [checkIt = ''] = linesOf(frames, 'asked of a pasted report');
const fewestHeads = 3;

const wordCount = (text: string): number => text.split(/\s+/).filter(hasWords).length;

/** Returns what a clause begins with that is no question: a phrase of the editors, or else the longest. */
function openingOf(clause: string, phrases: Phrases): MessagePiece | undefined {
  for (const [kind, texts] of Object.entries(phrases))
    for (const text of texts) {
      if (text === '' || clause.slice(0, text.length).toLowerCase() !== text.toLowerCase()) continue;
      const [after] = /^[\s,.;:!?…–—-]*/u.exec(clause.slice(text.length))!;
      if (after !== '' || clause.length === text.length)
        return { kind, text: clause.slice(0, text.length + after.length) };
    }
  let longest: MessagePiece | undefined;
  for (const pattern of openings) {
    const found = pattern.exec(clause);
    if (!found || found[0].length <= (longest?.text.length ?? 0)) continue;
    longest = { kind: openingKinds.find((kind) => found.groups![kind] !== undefined)!, text: found[0] };
  }
  return longest;
}

/** Removes frames from the start of a sentence. */
function peel(sentence: string, phrases: Phrases, into: MessagePiece[]): string {
  let rest = sentence;
  for (let found = openingOf(rest, phrases); found; found = openingOf(rest, phrases)) {
    into.push({ kind: found.kind, text: found.text.trim() });
    rest = rest.slice(found.text.length).replace(/^(?:(?:and|but|so|anyway)[,\s]+)(?=\p{L})/iu, '');
  }
  return rest;
}

/** Removes thanks, "please" and similar endings from a sentence. */
function trim(sentence: string, into: MessagePiece[]): string {
  let rest = sentence;
  for (let n = 0; n < 4; n++) {
    const [found] = trailing.exec(rest) ?? [];
    if (!found || wordCount(rest.slice(0, -found.length)) === 0) break;
    into.unshift({ kind: 'sign-off', text: found.trim() });
    const mark = /\?/.test(found) || /\?\s*$/.test(rest) ? '?' : '';
    rest = rest.slice(0, -found.length).replace(/[\s,;–—-]+$/u, '') + mark;
  }
  return rest;
}

/** Splits a sentence that asks several questions, at the words that join them; none for a sentence of one word. */
function askedIn(sentence: string): string[] {
  const pieces: string[] = [];
  for (const written of sentence.split(another)) {
    const piece = written.trim().replace(/[\s,;]+(?:and|or)?$/i, '');
    if (wordCount(piece) >= shortestAsk) pieces.push(piece);
  }
  return pieces.length === 0 && wordCount(sentence) >= shortestAsk ? [sentence] : pieces;
}

/**
 * Splits a message into greeting, courtesy, introduction, apology, hurry, ending, quoted text, context of a question,
 * and the questions.
 *
 * @param text the message; of more than 4,000 characters the first and the last 2,000 are read
 * @param phrases phrases of the knowledge's editors besides the built-in English
 */
export function partMessage(text: string, phrases: Phrases = {}): MessageParts {
  const half = longestMessage / 2;
  const isLong = text.length > longestMessage;
  const { plain, emoji } = plainMessage(isLong ? `${text.slice(0, half)}\n${text.slice(-half)}` : text);
  const pieces: MessagePiece[] = [];
  let isSigned = false;
  for (const whole of plain.split(/\n+/)) {
    const line = whole.trim();
    if (/^(?:>|&gt;)/.test(line)) {
      pieces.push({ kind: 'quoted', text: line.replace(/^(?:>|&gt;|\s)+/, '') });
      continue;
    }
    const sentences = line
      .replace(/^[-•*]\s+/, '')
      .split(sentenceEnd)
      .filter(hasWords);
    for (const written of sentences) {
      const sentence = written.trim();
      const isName = sentences.length === 1 && bareName.test(sentence);
      const isSignature =
        pieces.some(({ kind }) => kind === 'ask' || kind === 'context') && (isName || signature.test(sentence));
      if (isSignature || (isSigned && wordCount(sentence) <= longestSignature && !sentence.includes('?'))) {
        isSigned = true;
        pieces.push({ kind: 'sign-off', text: sentence });
        continue;
      }
      const after: MessagePiece[] = [];
      const rest = trim(peel(sentence, phrases, pieces), after);
      const kind = endingClause.test(rest) ? 'sign-off' : asking.test(rest) ? 'ask' : 'context';
      if (hasWords(rest)) pieces.push({ kind, text: rest });
      pieces.push(...after);
    }
  }
  const textsOf = (...kinds: string[]): string[] => {
    const texts: string[] = [];
    for (const piece of pieces) if (kinds.includes(piece.kind)) texts.push(piece.text);
    return texts;
  };
  let asked = textsOf('ask');
  let said = textsOf('ask', 'context');
  const heads = new Set([...plain.matchAll(head)].map(([, name]) => name!.toLowerCase()));
  if (heads.size >= fewestHeads) {
    // Its sentences ask nothing, but those with a question mark.
    const open = asked.filter((one) => one.endsWith('?'));
    asked = [...open, checkIt];
    said = open.length > 0 ? open : [checkIt];
  }
  const quoted = textsOf('quoted').join(' ');
  const core = said.join(' ') || quoted || plain;
  const asks = asked.flatMap(askedIn).slice(0, mostAsks);
  return {
    pieces,
    introduction: textsOf('introduction').join(' '),
    asks: asks.length > 0 || core === '' ? asks : [core],
    core,
    isAsking: asked.length > 0,
    quoted,
    emoji: text.trim() !== '' && !hasWords(plain) ? meaningOf(emoji) : undefined
  };
}
