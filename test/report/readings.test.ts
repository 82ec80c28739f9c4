import { expect, test } from '@jest/globals';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { readAhead, readingOf } from '../../src/report/readings.ts';
import { reportParts } from '../support/report-parts.ts';

test('wordings are read once while the knowledge stays, others have their turn between, and what is gone is forgotten', async () => {
  const { matcher } = reportParts();
  let asked = 0;
  const counting: Matcher = {
    ...matcher,
    find: (text) => {
      asked += 1;
      return matcher.find(text);
    }
  };
  const texts = Array.from({ length: 40 }, (_, index) => `open access fees ${index}`);
  let turns = 0;
  let going = true;
  const other = (): void => {
    turns += 1;
    if (going) setImmediate(other);
  };
  setImmediate(other);
  await readAhead([...texts, ...texts], counting);
  going = false;
  expect(asked).toBe(40);
  expect(turns).toBeGreaterThan(5);

  expect(readingOf(texts[3]!, counting)).toMatchObject({ key: 'open access fees 3', terms: expect.any(Array) });
  await readAhead(texts.slice(0, 2), counting);
  expect(asked).toBe(40);
  readingOf(texts[3]!, counting);
  expect(asked).toBe(41);
});
