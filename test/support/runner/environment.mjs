import https from 'node:https';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

// Those before any fake clock.
const { setImmediate } = globalThis;

/** Returns what a suite may change for itself and has to put back, since the next one runs in the same process. */
const shared = () => ({
  ...Object.fromEntries(Object.entries(process.env).map(([name, value]) => [`process.env.${name}`, value])),
  'process.cwd()': process.cwd(),
  'Date.now': Date.now,
  fetch: globalThis.fetch,
  'https.globalAgent': https.globalAgent
});

/** jest's option `testEnvironment`: the process itself, and a check that a suite leaves it as it was. */
export default class PlainEnvironment {
  global = globalThis;
  fakeTimers = null;
  #before = shared();
  #console = globalThis.console;
  #exit = process.exit;

  constructor({ projectConfig }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }
  getVmContext() {
    return null;
  }
  async setup() {}
  /** Gives Node.js a turn to tell of rejections that nobody handled, while they still count as the suite's. */
  async handleTestEvent({ name }) {
    if (name === 'run_describe_finish') await new Promise(setImmediate);
  }
  /** @throws with the names of what is not as it was */
  async teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.#console;
    process.exit = this.#exit;

    const after = shared();
    const changed = Object.keys({ ...this.#before, ...after }).filter((name) => this.#before[name] !== after[name]);
    if (changed.length > 0) throw new Error(`The suite leaves changed: ${changed.join(', ')}`);
  }
}
