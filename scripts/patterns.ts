import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parseSync } from '@swc/core';
import { check } from 'recheck';
import { type Bound, bounds } from './patterns/bounds.ts';

/**
 * `npm run patterns`: asks recheck about every regular expression in `src/`, those that are put together while the
 * program runs as well, and keeps what it said in `scripts/patterns/verdicts.json`: it asks about those that are not in
 * that file. `--all` asks about all anew, `--check` writes nothing. Ends with 1 where one takes exponential time, may take more than linear
 * time (or is undecided) and has no bound in `scripts/patterns/bounds.ts`, or took too long at its bound when it was
 * attacked.
 */
interface Pattern {
  file: string;
  source: string;
  flags: string;
}
/** `linear`; `polynomial` with the milliseconds that an attack of the longest text took; or `undecided`. */
type Verdict = string;

const src = join(import.meta.dirname, '..', 'src');
const verdictsFile = join(import.meta.dirname, 'patterns', 'verdicts.json');
const [all, justLook] = ['--all', '--check'].map((option) => process.argv.includes(option));
/** Time for the checker to come to an end with one pattern, in milliseconds. */
const patienceMs = 15_000;
/** Longest that an attack may take, in milliseconds of processor time. */
const mostMs = 2000;

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const made = spyOnRegExp();
const { literals, makers } = readSources();
await runEverything();
const unseen = [...makers].filter((file) => ![...made.values()].some((pattern) => pattern.file === file));
const patterns = new Map([...literals, ...made]);
const known = JSON.parse(readFileSync(verdictsFile, 'utf8')) as Record<string, Verdict>;
const verdicts: Record<string, Verdict> = {};
const faults: string[] = unseen.map((file) => `${file} makes patterns that this script does not bring about`);
for (const [key, pattern] of [...patterns].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const verdict = (!all && known[key]) || (await judge(pattern));
  if (verdict !== 'linear' && !known[key]) process.stderr.write(`${pattern.file}: ${verdict} ${key.slice(0, 100)}\n`);
  verdicts[key] = verdict;
  const bound = boundOf(pattern);
  const fault =
    verdict === 'exponential'
      ? 'takes exponential time'
      : verdict !== 'linear' && !bound
        ? `is ${verdict}, and nothing bounds it`
        : Number(/(\d+) ms/.exec(verdict)?.[1] ?? 0) > mostMs
          ? `is ${verdict} at its longest text`
          : undefined;
  if (fault) faults.push(`${pattern.file} ${fault}: /${pattern.source}/${pattern.flags}`);
}
if (!justLook) writeFileSync(verdictsFile, `${JSON.stringify(verdicts, undefined, 2)}\n`);
const count = (kind: string) => Object.values(verdicts).filter((verdict) => verdict.startsWith(kind)).length;
const kinds = ['linear', 'polynomial', 'undecided', 'exponential'].map((kind) => `${count(kind)} ${kind}`);
process.stdout.write(`${patterns.size} patterns: ${kinds.join(', ')}\n${faults.map((fault) => `${fault}\n`).join('')}`);
process.exit(faults.length > 0 ? 1 : 0);

function boundOf({ file }: Pattern): Bound | undefined {
  return bounds.find(({ files }) => file.startsWith(files));
}

async function judge(pattern: Pattern): Promise<Verdict> {
  // The checker does not know these two flags; neither changes how a pattern is searched for.
  const found = await check(pattern.source, pattern.flags.replace(/[dv]/g, ''), { timeout: patienceMs });
  if (found.status === 'safe') return 'linear';
  if (found.status === 'unknown') return 'undecided';
  if (found.complexity.type === 'exponential') return 'exponential';
  const longest = boundOf(pattern)?.longest ?? 4000;
  const { pumps, suffix } = found.attack;
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const each = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  const times = Math.max(1, Math.floor((longest - fixed) / Math.max(1, each)));
  const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
  const before = process.cpuUsage();
  try {
    runInNewContext("text.replace(new RegExp(source, flags), '')", { ...pattern, text }, { timeout: 5 * mostMs });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return `polynomial, ${Math.ceil((user + system) / 1000)} ms`;
}

/** Finds the patterns that are written in the sources, and the files that put some together. */
function readSources(): { literals: Map<string, Pattern>; makers: Set<string> } {
  const literals = new Map<string, Pattern>();
  const makers = new Set<string>();
  const walk = (file: string, node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(file, one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, pattern, flags, callee } = node as Record<string, unknown>;
    if (type === 'RegExpLiteral') keep(literals, { file, source: String(pattern), flags: String(flags) });
    if ((callee as { value?: string } | undefined)?.value === 'RegExp') makers.add(file);
    for (const [name, part] of Object.entries(node)) if (name !== 'span') walk(file, part);
  };
  for (const file of files) {
    walk(file, parseSync(readFileSync(join(src, file), 'utf8'), { syntax: 'typescript' }).body);
  }
  return { literals, makers };
}

function keep(patterns: Map<string, Pattern>, pattern: Pattern): void {
  patterns.set(`/${pattern.source}/${pattern.flags}`, pattern);
}

/** Replaces `RegExp`, so that the patterns which our files put together at run time are recorded. */
function spyOnRegExp(): Map<string, Pattern> {
  const patterns = new Map<string, Pattern>();
  const note = (pattern: RegExp): RegExp => {
    const file = new Error().stack?.match(/\/src\/([^:)]+\.ts)/)?.[1];
    if (file) keep(patterns, { file, source: pattern.source, flags: pattern.flags });
    return pattern;
  };
  const spy: RegExpConstructor = new Proxy(RegExp, {
    construct: (target, given, as) => note(Reflect.construct(target, given, as === spy ? target : as) as RegExp),
    apply: (target, _this, given) => note(target(...(given as [string])))
  });
  globalThis.RegExp = spy;
  return patterns;
}

/** Loads every file, and calls what puts patterns together later. */
async function runEverything(): Promise<void> {
  const runsAtOnce = new Set(['cli/index.ts', 'tools/importing/worker.ts']);
  for (const file of files) if (!runsAtOnce.has(file)) await import(join(src, file));
  const load = (file: string) => import(join(src, file)) as Promise<Record<string, (...given: unknown[]) => unknown>>;
  (await load('core/privacy/index.ts')).maskPersonal!(
    'Dr Hill, 12 Acacia Road, London, born 12/03/1947, Datix W123456'
  );
  const noZones = { canonical: () => undefined };
  const topics = [{ id: 'spread', title: 'Spread' }];
  (await load('core/tips/parse-rule.ts')).parseRule!('weekly', noZones, topics, '2026-11-29');
  const own = [{ id: 'own-topic', title: 'Own', words: [] }];
  (await load('tools/importing/propose.ts')).proposeTopic!({ title: 'x', body: '' }, 'x', own);
  const page = '<html><title>x</title><meta http-equiv="refresh" content="0; url=/y"><a id="z">z</a></html>';
  const address = new URL('https://example.org/');
  (await load('tools/links/soft-404.ts')).suspectNotFound!(page, address, address);
  (await load('tools/links/page-parts.ts')).refreshTarget!(page);
  const command = { usage: '--as-of DATE', summary: '', options: { 'as-of': { type: 'string' } }, optionHelp: {} };
  (await load('cli/help.ts')).helpOf!(command, { name: '', example: '' }, 80);
  const bot = { id: 'b', name: 'Bot' };
  (await load('platforms/teams/parse/words.ts')).spokenWords!({
    text: '<at>Bot</at> x',
    attachments: [],
    mentions: [{ ...bot, text: '' }],
    bot
  });
}
