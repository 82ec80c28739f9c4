import type { Entry, Knowledge } from '../src/core/model/entry.ts';
import { seededRandom } from '../src/matching/confidence/random.ts';
import { withTwoSlips } from '../test/support/slips.ts';

const syllables = 'ba cor den fi gal hin jo kam lor mi nex pol qui ras sto tav uro vel wen xan yor zip'.split(' ');
const asksEach = 5;

function madeUpWord(n: number): string {
  const random = seededRandom(n * 7919 + 1);
  const length = 2 + Math.floor(random() * 2);
  return Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}

/**
 * Makes as many entries as wanted from the real ones: the two longest words of each title and question give way to two
 * made-up words of the new entry, so that the vocabulary grows with the knowledge as a real one would. Five questions and
 * the summary each. The same every time.
 */
export function synthesise(knowledge: Knowledge, count: number): Knowledge {
  const real = [...knowledge.entries.values()];
  if (count <= real.length) {
    return { ...knowledge, entries: new Map(real.slice(0, count).map((entry) => [entry.id, entry])) };
  }
  const random = seededRandom(count);
  const vocabulary = Math.max(400, Math.round(30 * count ** 0.6));
  const common = () => Math.floor(Math.exp(random() * Math.log(vocabulary)));
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    const model = real[i % real.length]!;
    const own = [madeUpWord(common()), madeUpWord(Math.floor(random() * vocabulary))];
    const swap = (text: string) => {
      const words = text.split(' ');
      const longest = words.map((word, at) => ({ at, length: word.length })).sort((a, b) => b.length - a.length);
      own.forEach((word, n) => {
        const target = longest[n];
        if (target) words[target.at] = word;
      });
      return words.join(' ');
    };
    const from = Math.floor(random() * model.asks.length);
    const asks = Array.from({ length: asksEach }, (_, n) => swap(model.asks[(from + n) % model.asks.length]!));
    const id = `entry-${i}`;
    const body = model.summary;
    entries.set(id, { ...model, id, title: swap(model.title), aliases: [own.join(' ')], asks, body, see: [] });
  }
  return { ...knowledge, entries };
}

/** Questions about the entries, as people would put them: half with two slips, half in lower case and cut short. */
export function questionsAbout(knowledge: Knowledge, count: number): string[] {
  const entries = [...knowledge.entries.values()];
  const random = seededRandom(count + entries.length);
  return Array.from({ length: count }, (_, i) => {
    const entry = entries[Math.floor(random() * entries.length)]!;
    const ask = entry.asks[Math.floor(random() * entry.asks.length)] ?? entry.title;
    if (i % 2 === 0) return withTwoSlips(ask);
    const words = ask.toLowerCase().split(' ');
    return words.filter(() => random() > 0.2).join(' ') || ask;
  });
}
