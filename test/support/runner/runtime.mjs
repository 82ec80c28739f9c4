import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { sourceMap } from '../typescript-hooks.mjs';

// jest's own runtime loads every module anew for each suite, in a context of its own: a third of the processor time of all
// suites. This one lets Node.js load them, once a worker. The rest of jest stays as it is: its workers, its time limits, its report.

register('./hooks.mjs', import.meta.url);
const require = createRequire(import.meta.url);

/** Number of suites that this worker has run, so that one that is run again is loaded again. */
let suites = 0;
let environment;
let globals;
let stateAtFirst;

/** Returns `describe`, `test`, `expect` and the like of jest-circus; they are the same for every suite of a worker. */
export const suiteGlobals = () => globals;

/** jest's object without what mocks modules: functions, spies and the fake clock. */
export const jest = {
  fn: (implementation) => environment.moduleMocker.fn(implementation),
  spyOn: (...of) => environment.moduleMocker.spyOn(...of),
  clearAllMocks: () => environment.moduleMocker.clearAllMocks(),
  resetAllMocks: () => environment.moduleMocker.resetAllMocks(),
  restoreAllMocks: () => environment.moduleMocker.restoreAllMocks(),
  setTimeout: (ms) => {
    globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms;
  },
  useFakeTimers: (options) => environment.fakeTimersModern.useFakeTimers(options),
  useRealTimers: () => environment.fakeTimersModern.useRealTimers(),
  setSystemTime: (time) => environment.fakeTimersModern.setSystemTime(time),
  advanceTimersByTime: (ms) => environment.fakeTimersModern.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms) => environment.fakeTimersModern.advanceTimersByTimeAsync(ms)
};

/**
 * Gives jest-circus, which is loaded once a worker, the state it has before a suite: no tests, no handlers of events but its own.
 *
 * @throws where jest-circus keeps its state in another way than that of jest 30
 */
function resetCircus() {
  const handlers = globalThis[Symbol.for('EVENT_HANDLERS')];
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL'
  );
  if (!handlers || !symbol) throw new Error('test/support/runner does not know this version of jest-circus');
  stateAtFirst ??= { handlers: [...handlers], state: fresh(globalThis[symbol]) };
  handlers.splice(0, handlers.length, ...stateAtFirst.handlers);
  globalThis[symbol] = fresh(stateAtFirst.state);
  delete globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')];
}

/** Copies the state of jest-circus before any test: whatever can be filled is empty. */
function fresh(state) {
  const root = { ...state.rootDescribeBlock, children: [], hooks: [], tests: [] };
  const copied = Object.entries(state).map(([name, value]) => {
    if (value === state.rootDescribeBlock) return [name, root];
    if (Array.isArray(value)) return [name, []];
    return [name, value instanceof Map || value instanceof WeakMap ? new value.constructor() : value];
  });
  return Object.fromEntries(copied);
}

const sourceMaps = new (class extends Map {
  get(url) {
    if (!this.has(url)) this.set(url, sourceMap(url));
    return super.get(url);
  }
})();

/** jest's option `runtime`: what jest-runner and jest-circus ask of one, and nothing of mocked modules or coverage. */
export default class PlainRuntime {
  constructor(_config, ofSuite, _resolver, _transformer, _cacheFS, _coverage, _testPath, { watch, watchAll }) {
    if (watch || watchAll) throw new Error('jest --watch would run the modules that it loaded first: start it anew');
    environment = ofSuite;
  }
  unstable_shouldLoadAsEsm() {
    return true;
  }
  unstable_importModule(file) {
    return import(`${pathToFileURL(file).href}?suite=${++suites}`);
  }
  requireInternalModule(file) {
    const circus = require(file);
    resetCircus();
    return circus;
  }
  requireModule(file) {
    return require(file);
  }
  setGlobalsForRuntime(given) {
    globals = given;
  }
  /** Makes a map where a stack asks for it: hardly a module ever stands in one. */
  getSourceMaps() {
    return sourceMaps;
  }
  getAllCoverageInfoCopy() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {
    environment.moduleMocker.restoreAllMocks();
  }
}
