import all from './jest.config.js';

// Without what starts the whole program, a browser, a server or a compiler, and without training on the whole knowledge.
const slow = [
  'test/e2e/',
  'test/(image|stress|packaging|security)\\.test',
  'test/knowledge/(live-knowledge|training/)',
  'test/editing/',
  'test/matching/(golden|matcher|confusions)',
  'test/report/page',
  'test/storage/(disk-full|power-cut|engine/postgres)',
  'test/tools/',
  'test/cli/'
];

export default { ...all, testPathIgnorePatterns: ['/node_modules/', ...slow] };
