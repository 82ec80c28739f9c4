const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * Costs of likely slips. Any other letter added, left out or changed costs 1. Neighbouring keys are those of an English keyboard. Chosen
 * so that most misspelt words of the validation halves are repaired.
 */
const swapped = 0.8;
const keyBeside = 0.7;
const leftOut = 0.7;
const doubled = 0.7;

const places = 32;
const placeOf = (code: number): number => code & (places - 1);
/** Cost of a letter for another, by the last five bits of both. */
const changed = new Float64Array(places * places).fill(1);
const isBeside = new Uint8Array(places * places);
{
  const at = (a: string, b: string): number => placeOf(a.charCodeAt(0)) * places + placeOf(b.charCodeAt(0));
  for (const [r, keys] of keyRows.entries()) {
    for (const [i, key] of [...keys].entries()) {
      for (const other of [keys[i + 1], keyRows[r + 1]?.[i], keyRows[r + 1]?.[i - 1]]) {
        for (const pair of other ? [at(key, other), at(other, key)] : []) {
          changed[pair] = keyBeside;
          isBeside[pair] = 1;
        }
      }
    }
  }
}

/** Returns the cost of the surplus letter at a position: less for a letter typed twice or for the key beside a neighbour's. */
function added(word: string, i: number): number {
  const letter = word.charCodeAt(i);
  const row = placeOf(letter) * places;
  let cost = 1;
  for (let at = i - 1; at <= i + 1; at += 2) {
    const other = at >= 0 && at < word.length ? word.charCodeAt(at) : 0;
    if (other === letter) return doubled;
    if (isBeside[row + placeOf(other)] === 1) cost = keyBeside;
  }
  return cost;
}

const longest = 40;
/** Rows of the cost table, reused by the next call. */
let beforeLast = new Float64Array(longest + 1);
let last = new Float64Array(longest + 1);
let row = new Float64Array(longest + 1);

/**
 * Returns the cost of the slips between a typed word and the meant one: letters left out, added, changed or swapped with the next
 * (optimal string alignment with weights).
 *
 * @param most maximum cost of interest
 * @returns a number above `most` where the cost is larger or a word is longer than 40 letters
 */
export function slipCost(typed: string, meant: string, most: number): number {
  const { length } = meant;
  if (length > longest || Math.abs(typed.length - length) * doubled > most) return most + 1;
  last[0] = 0;
  for (let j = 1; j <= length; j++) last[j] = last[j - 1]! + leftOut;
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed.charCodeAt(i - 1);
    const tooMany = added(typed, i - 1);
    const changes = placeOf(letter) * places;
    let least = last[0]! + tooMany;
    row[0] = least;
    for (let j = 1; j <= length; j++) {
      const wanted = meant.charCodeAt(j - 1);
      let best = last[j - 1]! + (letter === wanted ? 0 : changed[changes + placeOf(wanted)]!);
      if (last[j]! + tooMany < best) best = last[j]! + tooMany;
      if (row[j - 1]! + leftOut < best) best = row[j - 1]! + leftOut;
      if (i > 1 && j > 1 && letter === meant.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === wanted)
        if (beforeLast[j - 2]! + swapped < best) best = beforeLast[j - 2]! + swapped;
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    const free = beforeLast;
    beforeLast = last;
    last = row;
    row = free;
  }
  return last[length]!;
}
