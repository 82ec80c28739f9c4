import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { packWordTable } from '../../../scripts/word-table/pack.ts';
import { openWordTable, type WordTable } from '../../../src/matching/corpus/word-table.ts';

const packed = packWordTable(['the', 'ward', 'nurse'], Float32Array.of(0.1, 0, 0, 2, -1, 0.5, 2, -1, 0.4), 3);

function vectorOf(table: WordTable, word: string): number[] {
  const sum = new Float32Array(table.dim);
  table.add(word, sum);
  return [...sum];
}

describe('word table', () => {
  test('gives back what was packed, to about one part in a hundred of its largest number', () => {
    const table = openWordTable(packed);
    expect(table.dim).toBe(3);
    expect(['the', 'ward', 'nurse'].map((word) => table.rowOf(word))).toEqual([0, 1, 2]);
    const [x, y, z] = vectorOf(table, 'ward');
    expect(x).toBeCloseTo(2, 1);
    expect(y).toBeCloseTo(-1, 1);
    expect(z).toBeCloseTo(0.5, 1);
  });

  test('has nothing for a word it does not hold', () => {
    const table = openWordTable(packed);
    expect(table.rowOf('sourdough')).toBe(-1);
    expect(vectorOf(table, 'sourdough')).toEqual([0, 0, 0]);
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['another file', new TextEncoder().encode('not a table, but long enough')],
    ['a cut file', packed.slice(0, -1)],
    ['a longer file', Uint8Array.of(...packed, 0)]
  ])('refuses %s with a RangeError', (_, bytes) => {
    expect(() => openWordTable(bytes)).toThrow(RangeError);
  });

  test('opens from the middle of a larger buffer', () => {
    const larger = new Uint8Array(packed.length + 8);
    larger.set(packed, 4);
    expect(openWordTable(larger.subarray(4, 4 + packed.length)).rowOf('nurse')).toBe(2);
  });

  test('the shipped table brings words of like meaning together', () => {
    const table = openWordTable(readFileSync('models/word-table.bin'));
    const likeness = (a: string, b: string) => {
      const [x, y] = [vectorOf(table, a), vectorOf(table, b)];
      const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
      return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    };
    expect(likeness('nurse', 'doctor')).toBeGreaterThan(likeness('nurse', 'jam') + 0.2);
    expect(likeness('publish', 'journal')).toBeGreaterThan(likeness('publish', 'weather') + 0.1);
  });
});
