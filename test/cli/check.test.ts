import path from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../src/package-root.ts';
import { runCli } from '../support/terminal.ts';

const environment = { KNOWLEDGE_DIR: path.join(packageRoot, 'test/fixtures/knowledge/small') };
const check = (...args: string[]) => runCli(['check', ...args], { environment });

test('what is due for review is summed up beside the problems, and is none itself', async () => {
  const soon = await check('--as-of', '2027-05-22');
  expect(soon).toMatchObject({ status: 0 });
  expect(soon.out).toMatch(/^Review due within 60 days: 2\n {2}2027-05-22 {2}\S+\.md {2}Knowledge editors\n/m);
  expect(soon.out).toMatch(/: no problems\.\n$/);

  const late = await check('--as-of', '2027-10-01');
  expect(late).toMatchObject({ status: 1 });
  expect(late.out.match(/The review was due on 2027-05-22/g)).toHaveLength(2);
  expect(late.out).toContain('Review overdue: 2, named above.\nReview due within 60 days: 12\n');
  expect(late.out.match(/^ {2}2027-11-22/gm)).toHaveLength(10);
  expect(late.out).toMatch(/^ {2}and 2 more\n14 entries.*: 2 problems\.\n$/m);
});
