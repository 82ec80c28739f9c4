import { jest } from '@jest/globals';

/**
 * On a shared CI machine a browser or a socket can be starved for a minute. There a test that fails gets a second try,
 * and the first failure is printed; what is broken fails twice.
 */
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
