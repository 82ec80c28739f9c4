import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';
import type { Assessment } from '../../src/core/model/assessment.ts';
import { readAssessment } from '../../src/knowledge/assessments/read-assessment.ts';
import { yamlFormat } from '../../src/knowledge/formats/yaml.ts';

const folder = path.join(packageRoot, 'knowledge', 'assessments');

let known: ReadonlyMap<string, Assessment> | undefined;

/** Returns the assessments that ship, by id; they are read once. @throws where one has a fault */
export function shippedAssessments(): ReadonlyMap<string, Assessment> {
  known ??= readAll();
  return known;
}

function readAll(): ReadonlyMap<string, Assessment> {
  const all = new Map<string, Assessment>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    const source = { file: `assessments/${name}`, text: readFileSync(path.join(folder, name), 'utf8') };
    const [assessment, problems] = readAssessment(source, yamlFormat.parse(source));
    if (!assessment) throw new Error(problems.map(({ line, message }) => `${name}:${line}: ${message}`).join('\n'));
    all.set(assessment.id, assessment);
  }
  return all;
}

/** Picks one of them, of the kind that is asked for. */
export function shipped<K extends Assessment['kind']>(id: string, kind: K): Extract<Assessment, { kind: K }> {
  const found = shippedAssessments().get(id);
  if (found?.kind !== kind) throw new Error(`${id} is ${found?.kind}`);
  return found as Extract<Assessment, { kind: K }>;
}
