import { jest as object, suiteGlobals } from './runtime.mjs';

/** Stands for `@jest/globals` in a suite. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = suiteGlobals();
export const jest = object;
