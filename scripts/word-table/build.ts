import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { readTrainingData } from '../../src/knowledge/training/index.ts';
import { seededRandom } from '../../src/matching/confidence/random.ts';
import { documentsOf } from '../../src/matching/corpus/documents.ts';
import { createConcepts } from '../../src/matching/corpus/vocabulary.ts';
import { wordsOf } from '../../src/matching/text/text.ts';
import { commonWords, glosses, knowledgeSentences } from './corpus.ts';
import { alignToSentences, projection, shuffled, startingWeight } from './distil.ts';
import { packWordTable } from './pack.ts';
import { loadTeacher, type Teacher } from './teacher.ts';
import { whiten } from './whiten.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    knowledge: { type: 'string', default: 'knowledge' },
    out: { type: 'string', default: 'models/word-table.bin' },
    cache: { type: 'string' },
    words: { type: 'string', default: '50000' },
    dim: { type: 'string', default: '128' },
    sentences: { type: 'string', default: '40000' },
    rounds: { type: 'string', default: '6' },
    repeat: { type: 'string', default: '1' }
  }
});
if (!values.packages)
  throw new Error('--packages FOLDER is needed: where the packages that README.md names were installed');

/** Embeds, or takes the vectors from the cache folder: the teacher is slow and the trials with its vectors are many. */
async function embedOnce(teacher: () => Promise<Teacher>, name: string, texts: readonly string[]) {
  const file = values.cache ? join(values.cache, `${name}-${texts.length}.f32`) : undefined;
  if (file && existsSync(file)) {
    const bytes = readFileSync(file);
    const flat = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    const size = flat.length / texts.length;
    return texts.map((_, i) => flat.slice(i * size, (i + 1) * size));
  }
  const vectors = await (await teacher()).embed(texts);
  if (file) writeFileSync(file, Buffer.concat(vectors.map((v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength))));
  return vectors;
}

let loaded: Promise<Teacher> | undefined;
const teacher = () => (loaded ??= loadTeacher(values.packages!));
const dim = Number(values.dim);
const words = commonWords(values.packages, Number(values.words));
const general = shuffled(glosses(values.packages), seededRandom(7)).slice(0, Number(values.sentences));
const field = knowledgeSentences(values.knowledge);
const wordVectors = await embedOnce(teacher, 'words', words);
const generalVectors = await embedOnce(teacher, 'glosses', general);
const fieldVectors = await embedOnce(teacher, 'field', field);
const project = projection(generalVectors.concat(fieldVectors), dim);
const vectors = new Float32Array(words.length * dim);
words.forEach((word, i) => {
  const row = project(wordVectors[i]!);
  const weight = startingWeight(word, i);
  for (let d = 0; d < dim; d++) vectors[i * dim + d] = row[d]! * weight;
});
const sentences = [...general];
const targets = generalVectors.map(project);
for (let n = 0; n < Number(values.repeat); n++) {
  sentences.push(...field);
  targets.push(...fieldVectors.map(project));
}
const cosines = alignToSentences(words, vectors, dim, sentences, targets, {
  rounds: Number(values.rounds),
  rate: 0.05,
  hold: 0.002
});
const { knowledge } = await loadKnowledge(values.knowledge, '2026-01-01');
const { expand } = createConcepts(knowledge.synonyms);
const rowOf = new Map(words.map((word, row) => [word, row]));
const rowsIn = (text: string) => expand(wordsOf(text)).flatMap((word) => rowOf.get(word) ?? []);
const documents = documentsOf(knowledge.entries.values(), readTrainingData().negativeExamples, knowledge.talk?.groups);
whiten(
  vectors,
  dim,
  documents.map(({ names, asks, sentences }) => [...names, ...asks, ...sentences].map(rowsIn))
);
const bytes = packWordTable(words, vectors, dim);
writeFileSync(values.out, bytes);
console.log(
  `${values.out}: ${words.length} words, ${dim} numbers each, ${(bytes.length / 1e6).toFixed(1)} MB; ` +
    `mean cosine with the teacher by round: ${cosines.map((c) => c.toFixed(3)).join(', ')}`
);
