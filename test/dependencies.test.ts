import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8')
) as Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Record<string, string>>;

test('every package has its reason in docs/dependencies.md, and no other', () => {
  const rows = readFileSync('docs/dependencies.md', 'utf8').matchAll(
    /^\| `([^`]+)`(?: \((?:optional|development)\))? \| (.+) \| (.+) \|$/gm
  );
  const named = [...rows].map(([, name, does, why]) => ({ name: name!, does: does!, why: why! }));
  expect(named.map(({ name }) => name).sort()).toEqual(
    [dependencies, optionalDependencies, devDependencies].flatMap(Object.keys).sort()
  );
  for (const { name, does, why } of named) {
    expect([name, does.length > 4, why.length > 5]).toEqual([name, true, true]);
  }
});

test('a release waits for the audit of what is shipped, and the audit is asked every week', () => {
  interface Workflow {
    on: { schedule?: { cron: string }[] };
    jobs: Record<string, { needs?: string | string[]; steps: { run?: string; 'continue-on-error'?: boolean }[] }>;
  }
  const read = (name: string) => parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8')) as Workflow;
  const isAudit = (step: { run?: string; 'continue-on-error'?: boolean }): boolean =>
    step.run === 'npm audit --omit=dev --audit-level=high' && !step['continue-on-error'];
  const { jobs } = read('release');
  const audited = Object.keys(jobs).filter((job) => jobs[job]!.steps.some(isAudit));
  expect(audited).toHaveLength(1);
  const waits = (job: string): boolean =>
    audited.includes(job) || [jobs[job]!.needs ?? []].flat().some((before) => waits(before));
  expect(Object.keys(jobs).filter((job) => !waits(job))).toEqual([]);
  const weekly = read('audit');
  expect(weekly.on.schedule?.[0]?.cron).toMatch(/^\d+ \d+ \* \* \d$/);
  expect(Object.values(weekly.jobs).some(({ steps }) => steps.some(isAudit))).toBe(true);
});
