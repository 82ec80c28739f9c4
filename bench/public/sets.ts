import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hash32 } from '../../src/matching/corpus/word-table.ts';
import { sample, shuffled } from './random.ts';

/** Choices are made on the one half; the other is reported once. */
export type Half = 'validation' | 'test';

/** One entry of a public set: a class with its name as title and some of its phrasings. */
export interface SetEntry {
  id: string;
  title: string;
  asks: string[];
  body: string;
}

/** A public set as a knowledge base with questions that it answers and questions that it does not. */
export interface PublicSet {
  name: string;
  entries: SetEntry[];
  questions: { text: string; right: ReadonlySet<string> }[];
  /** Unanswerable questions: `near` are of the same field, `far` of another, `real` is what users of that bot typed. */
  outside: Partial<Record<'near' | 'far' | 'real', string[]>>;
}

interface Labelled {
  text: string;
  label: string;
}

const bodyWords = 128;
const inHalf = (text: string, half: Half): boolean => (hash32(`half\n${text}`) & 1) === (half === 'test' ? 1 : 0);
const human = (label: string): string => label.replace(/[_-]+/g, ' ').replace(/\?/g, '').trim().toLowerCase();
const textsOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const firstWords = (text: string): string => text.split(/\s+/).slice(0, bodyWords).join(' ');

/** Reads rows of two cells: quoted cells, doubled quotes, line ends inside quotes (RFC 4180). */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g;
  let row: string[] = [];
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') {
      if (row.some((value) => value !== '')) rows.push(row);
      row = [];
    }
    if (cell.lastIndex >= text.length) break;
  }
  return rows;
}

function labelled(folder: string): Labelled[] {
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
  const labels = read('label');
  return read('seq.in').map((text, i) => ({ text: text.trim(), label: labels[i]!.trim() }));
}

function entriesOf(train: readonly Labelled[]): SetEntry[] {
  const entries = new Map<string, SetEntry>();
  for (const { text, label } of train) {
    const entry = entries.get(label) ?? { id: label, title: human(label), asks: [], body: 'See here.' };
    entry.asks.push(text);
    entries.set(label, entry);
  }
  return [...entries.values()];
}

const questionsOf = (texts: readonly Labelled[]): PublicSet['questions'] =>
  texts.map(({ text, label }) => ({ text, right: new Set([label]) }));

const farTexts = (root: string, half: Half): string[] =>
  textsOf(
    path.join(root, 'few-shot-intent-detection/Datasets/CLINC150/oos', half === 'test' ? 'test' : 'valid', 'seq.in')
  );

function fewShot(root: string, set: string, asks: number, half: Half): PublicSet {
  const folder = path.join(root, 'few-shot-intent-detection', 'Datasets', set);
  const split = half === 'test' ? 'test' : 'valid';
  return {
    name: `${set.toLowerCase()}-k${asks}`,
    entries: entriesOf(labelled(path.join(folder, `train_${asks}`))),
    questions: questionsOf(labelled(path.join(folder, split))),
    outside: set === 'CLINC150' ? { far: farTexts(root, half) } : {}
  };
}

/** Reads fifty of the topics of BANKING77, ten phrasings each; the other 27 topics' questions are the near outside. */
function banking50(root: string, half: Half): PublicSet {
  const folder = path.join(root, 'few-shot-intent-detection', 'Datasets', 'BANKING77-OOS');
  const split = half === 'test' ? 'test' : 'valid';
  const all = entriesOf(labelled(path.join(folder, 'train')));
  return {
    name: 'banking50-oos-k10',
    entries: all.map((entry) => ({ ...entry, asks: sample(entry.asks, 10, `banking50|${entry.id}`) })),
    questions: questionsOf(labelled(path.join(folder, split))),
    outside: {
      near: textsOf(path.join(folder, 'id-oos', split, 'seq.in')),
      far: textsOf(path.join(folder, 'ood-oos', split, 'seq.in'))
    }
  };
}

/** Reads a live bot's traffic, most of which it could not answer. */
function hint3(root: string, bot: string, half: Half): PublicSet {
  const read = (kind: string): Labelled[] =>
    readCsv(readFileSync(path.join(root, 'hint3', 'dataset', 'v1', kind, `${bot}_${kind}.csv`), 'utf8'))
      .slice(1)
      .map(([text = '', label = '']) => ({ text: text.trim(), label: label.trim() }));
  const none = 'NO_NODES_DETECTED';
  const entries = entriesOf(read('train').filter(({ label }) => label !== none));
  const known = new Set(entries.map(({ id }) => id));
  const asked = read('test').filter(({ text }) => inHalf(text, half));
  return {
    name: `hint3-${bot}`,
    entries,
    questions: questionsOf(asked.filter(({ label }) => known.has(label))),
    outside: { real: asked.filter(({ label }) => label === none).map(({ text }) => text) }
  };
}

/** Threads of question sites: phrasings of one annotator are indexed, those of the other asked; 25 threads are left out. */
function stackFaq(root: string, asks: 0 | 5, half: Half): PublicSet {
  const file = path.join(root, 'bert-faq', 'data', 'StackFAQ', 'stackExchange-FAQ.json');
  interface Thread {
    rephr: (string | null)[];
    question: string;
    answer: string | string[];
  }
  const threads = (JSON.parse(readFileSync(file, 'utf8')) as { root: { qapair: Thread[] } }).root.qapair;
  const isText = (text: string | null): text is string => typeof text === 'string' && /\p{L}/u.test(text);
  const all = threads.map(({ rephr, question, answer }, i) => {
    const cut = rephr.indexOf('*');
    const [first, second] = [rephr.slice(0, cut).filter(isText), rephr.slice(cut + 1).filter(isText)];
    return { id: `thread-${i}`, title: question, first, second, body: firstWords([answer].flat().join(' ')) };
  });
  const held = new Set(shuffled(all, 'stackfaq').slice(0, 25));
  const inside = all.filter((thread) => !held.has(thread));
  const asked = inside.flatMap(({ id, first, second }) =>
    (asks ? second : [...first, ...second]).map((text) => ({ text, right: new Set([id]) }))
  );
  return {
    name: `stackfaq-k${asks}`,
    entries: inside.map(({ id, title, first, body }) => ({ id, title, asks: asks ? first : [], body })),
    questions: asked.filter(({ text }) => inHalf(text, half)),
    outside: {
      near: [...held].flatMap(({ first, second }) => [...first, ...second]).filter((text) => inHalf(text, half)),
      far: farTexts(root, half)
    }
  };
}

/** Messages to a help line about an illness, 67 answers, several of which may be right. */
function covidFaq(root: string, asks: 0 | 5, half: Half): PublicSet {
  const file = path.join(root, 'bert-faq', 'data', 'CovidFAQ', 'query_answer_pairs.json');
  const pairs = JSON.parse(readFileSync(file, 'utf8')) as { query_type: string; question: string; answer: string }[];
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const ids = new Map<string, string>();
  const entries: SetEntry[] = [];
  for (const { query_type, question, answer } of pairs) {
    if (query_type !== 'faq' || ids.has(answer)) continue;
    ids.set(answer, `answer-${ids.size}`);
    entries.push({ id: ids.get(answer)!, title: question.trim(), asks: [], body: firstWords(answer) });
  }
  const asked = new Map<string, { text: string; right: Set<string> }>();
  for (const { query_type, question, answer } of pairs) {
    const id = ids.get(answer);
    if (query_type === 'faq' || !id || plain(question) === '') continue;
    const known = asked.get(plain(question)) ?? { text: question.trim(), right: new Set<string>() };
    known.right.add(id);
    asked.set(plain(question), known);
  }
  for (const entry of asks ? entries : []) {
    const own = [...asked].filter(([, { right }]) => right.size === 1 && right.has(entry.id));
    for (const [key, { text }] of sample(own, Math.min(asks, Math.floor(own.length / 2)), `covid|${entry.id}`)) {
      entry.asks.push(text);
      asked.delete(key);
    }
  }
  const titles = new Set(entries.map(({ title }) => plain(title)));
  const questions = [...asked].filter(([key]) => !titles.has(key)).map(([, question]) => question);
  return {
    name: `covidfaq-k${asks}`,
    entries,
    questions: questions.filter(({ text }) => inHalf(text, half)),
    outside: { far: farTexts(root, half) }
  };
}

const readers: readonly ((root: string, half: Half) => PublicSet)[] = [
  (root, half) => stackFaq(root, 0, half),
  (root, half) => stackFaq(root, 5, half),
  (root, half) => covidFaq(root, 0, half),
  (root, half) => covidFaq(root, 5, half),
  ...['curekart', 'powerplay11', 'sofmattress'].map((bot) => (root: string, half: Half) => hint3(root, bot, half)),
  (root, half) => fewShot(root, 'BANKING77', 5, half),
  (root, half) => fewShot(root, 'BANKING77', 10, half),
  banking50,
  (root, half) => fewShot(root, 'CLINC150', 5, half),
  (root, half) => fewShot(root, 'CLINC150', 10, half),
  (root, half) => fewShot(root, 'HWU64', 10, half)
];

/**
 * Reads the public sets.
 *
 * @param root folder with checkouts: `bert-faq`, `few-shot-intent-detection`, `hint3` (bench/README.md names them)
 * @param limit questions and outside questions of each sort that are asked at most, the same ones every time
 */
export function readPublicSets(root: string, half: Half, limit: number): PublicSet[] {
  return readers.map((read) => {
    const set = read(root, half);
    const cut = (texts: string[], kind: string) => sample(texts, limit, `${set.name}|${kind}`);
    return {
      ...set,
      questions: sample(set.questions, limit, set.name),
      outside: Object.fromEntries(Object.entries(set.outside).map(([kind, texts]) => [kind, cut(texts, kind)]))
    };
  });
}
