export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  // Half of the tests wait for sockets and processes: a worker for each core, where jest leaves one core out.
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
    // The Agents SDK requires jose, which is ESM only: Node 20 can do that, jest on Node 20 cannot.
    'node_modules/jose/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }]
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)']
};
