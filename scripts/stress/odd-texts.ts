/** A question that only a machine or a cat on a keyboard would ask. */
export interface OddText {
  name: string;
  text: string;
}

const question = 'how do we spread this to other wards? ';

/** Rows of 256 code points: planes 0 to 3 whole, and the first row of every other plane. Every Unicode block lies in them. */
function everyBlock(): OddText[] {
  const rows = [...Array(0x400).keys(), ...Array.from({ length: 13 }, (_, plane) => (plane + 4) * 0x100)];
  return rows.map((row) => {
    const points = Array.from({ length: 256 }, (_, n) => row * 256 + n);
    return { name: `U+${(row * 256).toString(16).toUpperCase()}`, text: String.fromCodePoint(...points) };
  });
}

/** @param every how many of the rows of Unicode to take: 1 for all, 10 for every tenth */
export function oddTexts(every: number): OddText[] {
  const marks = Array.from({ length: 30 }, (_, n) => String.fromCodePoint(0x300 + n)).join('');
  return [
    { name: '100 kB of a question', text: question.repeat(2700).slice(0, 100_000) },
    { name: '100 kB of one letter', text: 'a'.repeat(100_000) },
    { name: '10,000 words of one letter', text: 'a '.repeat(10_000) },
    {
      name: '10,000 words, each another',
      text: Array.from({ length: 10_000 }, (_, n) => `w${n.toString(36)}`).join(' ')
    },
    { name: '50,000 spaces', text: `${' '.repeat(50_000)}spread` },
    { name: 'right to left', text: 'كيف ننشر هذا التحسين إلى أجنحة أخرى؟ \u202e'.repeat(10) },
    { name: 'Hebrew and English', text: `איך ${question} מפיצים`.repeat(5) },
    { name: 'zero width', text: [...question.repeat(20)].join('\u200b\u200d\ufeff') },
    { name: '30 marks on each letter', text: [...question].map((letter) => letter + marks).join('') },
    { name: 'family of emoji', text: '👩🏽‍⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(500) },
    { name: 'halves of characters', text: '\ud83d\udc00\ud83d'.repeat(2000) },
    {
      name: 'NUL and controls',
      text: Array.from({ length: 32 }, (_, n) => String.fromCharCode(n))
        .join('')
        .repeat(200)
    },
    { name: 'made to trip patterns', text: `${'(a+)+'.repeat(2000)}${'x'.repeat(5000)}!` },
    { name: 'markup', text: '<!channel> <@U0BOT> [x](http://x) **_~`'.repeat(500) },
    { name: 'addresses', text: 'http://a.b/?'.repeat(4000) },
    { name: 'digits', text: '9434765919 '.repeat(5000) },
    ...everyBlock().filter((_, index) => index % every === 0)
  ];
}
