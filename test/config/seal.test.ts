import { expect, test } from '@jest/globals';
import { createSeal } from '../../src/config/seal.ts';

const label = 'T0CLINIC';

test('what was sealed with a secret that was replaced is read, and nothing is sealed with it any more', () => {
  const before = createSeal('the old secret', 'purpose');
  const after = createSeal('the new secret', 'purpose', ['one that is older still', 'the old secret']);
  const sealed = before.close('xoxb-token', label);
  expect(after.open(sealed, label)).toBe('xoxb-token');
  expect(after.isOld(sealed, label)).toBe(true);
  expect(after.open(sealed, 'T0OTHER')).toBeUndefined();

  const anew = after.close('xoxb-token', label);
  expect(after.isOld(anew, label)).toBe(false);
  expect(before.open(anew, label)).toBeUndefined();
  expect(createSeal('the new secret', 'purpose').open(anew, label)).toBe('xoxb-token');
});

test('a secret that is not named, another purpose and a changed text open nothing', () => {
  const sealed = createSeal('the old secret', 'purpose').close('xoxb-token', label);
  expect(createSeal('the new secret', 'purpose').open(sealed, label)).toBeUndefined();
  expect(createSeal('the new secret', 'another', ['the old secret']).open(sealed, label)).toBeUndefined();
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  const seal = createSeal('the new secret', 'purpose', ['the old secret']);
  expect([seal.open(changed, label), seal.isOld(changed, label)]).toEqual([undefined, false]);
});
