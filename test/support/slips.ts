import { seededRandom } from '../../src/matching/confidence/random.ts';
import { hash32 } from '../../src/matching/corpus/word-table.ts';

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function neighbours(letter: string): string {
  const row = rows.findIndex((keys) => keys.includes(letter));
  if (row < 0) return 'e';
  const at = rows[row]!.indexOf(letter);
  const near = [rows[row]![at - 1], rows[row]![at + 1], rows[row - 1]?.[at], rows[row + 1]?.[at]];
  return near.filter((key) => key !== undefined).join('');
}

function slip(text: string, random: () => number): string {
  const words = [...text.matchAll(/[A-Za-z]{4,}/g)];
  if (words.length === 0) return text;
  const word = words[Math.floor(random() * words.length)]!;
  const i = word.index + Math.floor(random() * word[0].length);
  const near = neighbours(text[i]!.toLowerCase());
  const key = near[Math.floor(random() * near.length)]!;
  switch (Math.floor(random() * 4)) {
    case 0: {
      const j = i === word.index + word[0].length - 1 ? i - 1 : i;
      return text.slice(0, j) + text[j + 1] + text[j] + text.slice(j + 2);
    }
    case 1:
      return text.slice(0, i) + text.slice(i + 1);
    case 2:
      return text.slice(0, i + 1) + key + text.slice(i + 1);
    default:
      return text.slice(0, i) + key + text.slice(i + 1);
  }
}

/** Makes two slips of the keyboard in words of four letters or more: swapped, dropped, added or neighbouring keys. The same text always gets the same. */
export function withTwoSlips(text: string): string {
  const random = seededRandom(hash32(text));
  return slip(slip(text, random), random);
}
