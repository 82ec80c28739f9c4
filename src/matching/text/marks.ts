import { wordLists } from '../../config/word-lists.ts';
import { wordsUnder } from './phrases.ts';

/** Meaning of a message that consists of emoji only. */
export type EmojiMeaning = 'greeting' | 'thanks' | 'insult';

/** A message without formatting marks, emoji and invisible characters. */
export interface PlainMessage {
  text: string;
  /** Set if the message holds emoji and no words. */
  emoji?: EmojiMeaning;
}

const hello = wordsUnder(wordLists.words, 'greeting emoji');
const unhappy = wordsUnder(wordLists.words, 'unhappy emoji');

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

const meaningOf = (names: readonly string[]): EmojiMeaning => {
  const is = (list: ReadonlySet<string>) => names.some((name) => [name, ...name].some((part) => list.has(part)));
  if (is(unhappy)) return 'insult';
  return is(hello) ? 'greeting' : 'thanks';
};

/** Removes formatting marks, emoji (pictures and shortcodes) and invisible characters from a message. */
export function plainMessage(text: string): PlainMessage {
  const names: string[] = [];
  const note = (name: string): string => {
    names.push(name);
    return emojiPlace;
  };
  let plain = text;
  if (plain.includes(':')) plain = plain.replace(shortcode, (_, name: string) => note(name));
  if (/[^\u0020-\u024f\n]/.test(plain)) plain = plain.replace(picture, note).replace(invisible, '');
  if (names.length > 0)
    plain = plain
      .replace(/^\s*\ue000+\s*/g, '')
      .replace(/\s*\ue000[\s\ue000]*(?=\p{Lu})/gu, '. ')
      .replaceAll(emojiPlace, ' ');
  if (/[*_~`]/.test(plain)) plain = plain.replace(/```/g, ' ').replace(opening, '$1').replace(closing, '$1');
  plain = plain.replace(/[^\S\n]{2,}/g, ' ').trim();
  const silent = names.length > 0 && !/[\p{L}\p{N}]/u.test(plain);
  return { text: plain, ...(silent && { emoji: meaningOf(names) }) };
}
