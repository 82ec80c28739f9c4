import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);
const file = new URL('../fixtures/teams/adaptive-card-1.5.0.schema.json', import.meta.url);

/**
 * Checks a card against Microsoft's published schema (test/fixtures/teams/README.md says where it came from).
 *
 * @returns one line a fault, with its place; empty for a valid card
 */
export function adaptiveCardFaults(card: unknown): string[] {
  validate ??= compile();
  return validate(card) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

let validate: ReturnType<Ajv['compile']> | undefined;

/** The schema names itself by `id`, which its own draft has renamed to `$id`: the only thing taken out. */
function compile() {
  const { id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  return ajv.compile(schema);
}
