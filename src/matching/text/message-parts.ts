import {
  asking,
  bareName,
  endingClause,
  type FrameKind,
  openings,
  type PieceKind,
  signature,
  trailing
} from './frames.ts';
import { type EmojiMeaning, plainMessage } from './marks.ts';

/** A message split into its parts. */
export interface MessageParts {
  /** Pieces in order, each with its kind. */
  pieces: readonly { kind: PieceKind; text: string }[];
  /** The questions in order, one text each; never empty unless the message is empty. */
  asks: readonly string[];
  /**
   * Everything but the frame, joined: the questions and the text before them. The whole message if all of it is frame.
   */
  core: string;
  /** Set if the message holds emoji and no words. */
  emoji?: EmojiMeaning;
}

/** Additional frame phrases of editors, by kind. */
export type FramePhrases = Readonly<Partial<Record<FrameKind, readonly string[]>>>;

/** Most characters of a message that are read. */
const longestMessage = 4000;
/** Most questions into which a message is split. */
const mostAsks = 4;
/** Fewest words of a separate question. */
const shortestAsk = 2;
/** Most words in a line of a signature. */
const longestSignature = 8;

type Piece = MessageParts['pieces'][number];

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Splits a line into sentences. A full stop inside a number, an abbreviation or an initial does not end one. */
function sentencesOf(line: string): string[] {
  return line
    .split(
      /(?<=[?!…])\s+|(?<=(?<!(?:^|[\s.(])(?:\p{L}|dr|mr|mrs|ms|prof|st|vs|no|eg|e\.g|i\.e|etc|approx|dept))\.)\s+|;\s+|(?<=\?)(?=\p{L})/iu
    )
    .map((sentence) => sentence.trim())
    .filter(hasWords);
}

const ownPhrase = (clause: string, phrases: FramePhrases): { kind: FrameKind; length: number } | undefined => {
  for (const [kind, texts] of Object.entries(phrases) as [FrameKind, readonly string[]][])
    for (const text of texts) {
      if (text === '' || clause.slice(0, text.length).toLowerCase() !== text.toLowerCase()) continue;
      const after = /^[\s,.;:!?…–—-]*/u.exec(clause.slice(text.length))![0];
      if (after !== '' || clause.length === text.length) return { kind, length: text.length + after.length };
    }
  return undefined;
};

/** Removes consecutive frames from the start of a sentence. */
function peel(sentence: string, phrases: FramePhrases, into: Piece[]): string {
  let rest = sentence;
  for (let n = 0; n < 8 && rest !== ''; n++) {
    const own = ownPhrase(rest, phrases);
    const found = own ?? openingOf(rest);
    if (!found) break;
    const text = rest.slice(0, found.length).trim();
    if (text) into.push({ kind: found.kind, text });
    rest = rest.slice(found.length).replace(/^(?:(?:and|but|so|anyway)[,\s]+)(?=\p{L})/iu, '');
  }
  return rest;
}

function openingOf(clause: string): { kind: FrameKind; length: number } | undefined {
  for (const { kind, pattern } of openings) {
    const [found] = pattern.exec(clause) ?? [];
    if (found) return { kind, length: found.length };
  }
  return undefined;
}

/** Removes thanks, "please" and similar endings from a sentence. */
function trim(sentence: string, into: Piece[]): string {
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

const isCapital = (text: string): boolean => /^\s*\p{Lu}\p{Ll}/u.test(text);

/** Splits a sentence that asks several questions, at the words that join them. */
function askedIn(sentence: string): string[] {
  const pieces = sentence
    .split(/\b(?:and also|also|another thing|secondly|thirdly)\b[,:]?\s+/i)
    .map((piece) => piece.trim().replace(/[\s,;]+(?:and|or)?$/i, ''))
    .filter((piece) => wordCount(piece) >= shortestAsk);
  return pieces.length > 0 ? pieces : [sentence];
}

/**
 * Splits a message into greeting, courtesy, introduction, apology, hurry, ending, quoted text, context of a question,
 * and the questions.
 *
 * @param text the message; the first 4,000 characters are read
 * @param phrases phrases of the knowledge's editors besides the built-in English
 */
export function partMessage(text: string, phrases: FramePhrases = {}): MessageParts {
  const { text: plain, emoji } = plainMessage(text.slice(0, longestMessage));
  const pieces: Piece[] = [];
  const lines = plain.split(/\n+/).map((line) => line.trim());
  let signed = false;
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    if (/^(?:>|&gt;)/.test(line)) {
      pieces.push({ kind: 'quoted', text: line.replace(/^(?:>|&gt;|\s)+/, '') });
      continue;
    }
    const sentences = sentencesOf(line.replace(/^[-•*]\s+/, ''));
    for (const [n, sentence] of sentences.entries()) {
      const last = at >= lines.length - 3 && n === sentences.length - 1;
      const asked = pieces.some(({ kind }) => kind === 'ask' || kind === 'context');
      if (signed && wordCount(sentence) <= longestSignature && !/\?/.test(sentence)) {
        pieces.push({ kind: 'sign-off', text: sentence });
        continue;
      }
      if (
        asked &&
        (endingClause.test(sentence) ||
          signature.test(sentence) ||
          (last && isCapital(sentence) && bareName.test(sentence) && at > 0 && n === 0))
      ) {
        signed ||= signature.test(sentence) || bareName.test(sentence);
        pieces.push({ kind: 'sign-off', text: sentence });
        continue;
      }
      const after: Piece[] = [];
      const rest = trim(peel(sentence, phrases, pieces), after);
      if (hasWords(rest)) {
        if (endingClause.test(rest)) pieces.push({ kind: 'sign-off', text: rest });
        else pieces.push({ kind: asking.test(rest) ? 'ask' : 'context', text: rest });
      }
      pieces.push(...after);
    }
  }
  const core = pieces.filter(({ kind }) => kind === 'ask' || kind === 'context').map(({ text: own }) => own);
  const quoted = pieces.filter(({ kind }) => kind === 'quoted').map(({ text: own }) => own);
  const asks = pieces
    .filter(({ kind }) => kind === 'ask')
    .flatMap(({ text: own }) => askedIn(own))
    .filter((ask) => wordCount(ask) >= shortestAsk)
    .slice(0, mostAsks);
  const whole = core.join(stop) || quoted.join(stop) || plain;
  return {
    pieces,
    asks: asks.length > 0 ? asks : whole === '' ? [] : [whole],
    core: whole,
    ...(emoji && { emoji })
  };
}

/** Separator of the core's sentences, which keep their own punctuation. */
const stop = ' ';
