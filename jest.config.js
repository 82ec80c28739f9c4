import { availableParallelism } from 'node:os';

const runner = '<rootDir>/test/support/runner';

export default {
  runtime: `${runner}/runtime.mjs`,
  testEnvironment: `${runner}/environment.mjs`,
  testSequencer: `${runner}/sequencer.mjs`,
  transform: {},
  // Only ends what hangs: on a machine that is busy with ten other things a test of ten seconds takes minutes.
  testTimeout: 600_000,
  // A third of the time the tests wait for sockets, disks and processes: three workers for two cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // After all suites a worker holds some 500 MB; one that keeps more than it should is replaced, which costs two seconds.
  workerIdleMemoryLimit: '1GB',
  // Nothing is open any more when a worker ends, but giving back its memory takes a busy machine longer than the usual half second.
  workerGracefulExitTimeout: 20_000,
  testMatch: ['<rootDir>/test/**/*.test.ts']
};
