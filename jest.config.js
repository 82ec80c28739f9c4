import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  // A third of the time the tests wait for sockets, disks and processes: three workers for two cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A worker keeps every module of every suite it ran: at 4.7 GB a suite of 2 s took 43 s. A new one costs a second.
  workerIdleMemoryLimit: '600MB',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
    // The Agents SDK requires jose, which is ESM only: Node 20 can do that, jest on Node 20 cannot.
    'node_modules/jose/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }]
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)']
};
