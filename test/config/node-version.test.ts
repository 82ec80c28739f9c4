import { expect, test } from '@jest/globals';
import { nodeAdvice } from '../../src/config/node-version.ts';

test.each(['22.0.0', '24.21.0', '26.1.0', '27.0.0'])('Node.js %s needs no word', (version) => {
  expect(nodeAdvice(version)).toBeUndefined();
});

test.each(['20.19.0', '21.7.3'])('Node.js %s is said to get no fixes, with what to install', (version) => {
  expect(nodeAdvice(version)).toMatch(new RegExp(`^Node\\.js ${version} gets no security fixes.*22, 24 and 26`));
});
