import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);
const file = new URL('../fixtures/teams/adaptive-card-1.5.0.schema.json', import.meta.url);

/**
 * Checks a card against Microsoft's published schema (test/fixtures/teams/README.md says where it came from), and its
 * charts, which Teams has beyond that schema, by the rules of Microsoft's renderer.
 *
 * @returns one line a fault, with its place; empty for a valid card
 */
export function adaptiveCardFaults(card: unknown): string[] {
  validate ??= compile();
  const faults = validate(withoutCharts(card)) ? [] : (validate.errors ?? []);
  return [...faults.map((each) => `${each.instancePath} ${each.message}`), ...chartsOf(card).flatMap(chartFaults)];
}

type Json = Record<string, unknown>;

const isChart = (value: unknown): value is Json => /^Chart\./.test(String((value as Json | null)?.type));

/** Returns a card as a client draws it that has no charts. */
export function withoutCharts(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isChart(each)).map(withoutCharts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutCharts(each)]));
}

function chartsOf(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return isChart(value) ? [value] : Object.values(value).flatMap(chartsOf);
}

/** Colours of charts: learn.microsoft.com, charts-in-adaptive-cards. */
const colour = /^(?:good|warning|attention|neutral|(?:categorical|sequential|diverging)\w+)$/;

/** Checks a stacked bar chart: at most four rows, as the renderer of the Agents Playground 0.2.28 has it. */
function chartFaults({ type, title, data, fallback }: Json): string[] {
  const rows = (Array.isArray(data) ? data : []) as Json[];
  const parts = rows.flatMap((row) => row.data as Json[]);
  return [
    ...(type === 'Chart.HorizontalBar.Stacked' ? [] : [`unknown chart ${String(type)}`]),
    ...(typeof title === 'string' && title !== '' ? [] : ['a chart without a title']),
    ...(rows.length >= 1 && rows.length <= 4 ? [] : [`a chart of ${rows.length} rows`]),
    ...(rows.every((row) => typeof row.title === 'string' && row.title !== '') ? [] : ['a row without a title']),
    ...(parts.every(({ legend, value }) => typeof legend === 'string' && Number(value) > 0) ? [] : ['a part of 0']),
    ...(parts.every(({ color }) => colour.test(String(color))) ? [] : ['an unknown colour']),
    ...(fallback === 'drop' ? [] : ['a chart without a fallback'])
  ];
}

let validate: ReturnType<Ajv['compile']> | undefined;

/** Compiles the schema without `id`, by which it names itself and which its own draft has renamed to `$id`. */
function compile() {
  const { id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  return ajv.compile(schema);
}
