import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../config/package-root.ts';
import { writeWhole } from '../config/write-whole.ts';
import { compile } from '../knowledge/compile.ts';
import { layersOf, readSources, shownFile } from '../knowledge/index.ts';
import { writeLinks } from '../report/link-results.ts';
import { bypasses } from '../server/proxy.ts';
import {
  type CheckOptions,
  checkLinks,
  collectAddresses,
  fixMoved,
  type LinkResult,
  type LinkState,
  linkStates
} from '../tools/links/index.ts';
import type { Given, Subcommand, Terminal } from './command.ts';
import { harmless } from './print.ts';
import { createProgressLine } from './progress.ts';
import { configured, today } from './settings.ts';

const headings: Readonly<Record<LinkState, string>> = {
  dead: 'Dead',
  refused: 'Not in the public internet',
  suspect: 'Perhaps dead',
  failing: 'Failing now',
  moved: 'Moved for good',
  redirected: 'Redirected for now',
  slow: 'Slow',
  untried: 'Not tried',
  ok: 'Fine'
};
/** States that are listed by default: those that an editor can act on. */
const listed: readonly LinkState[] = ['dead', 'refused', 'suspect', 'failing', 'moved', 'slow', 'untried'];

function table(results: readonly LinkResult[], all: boolean): string {
  const lines: string[] = [];
  for (const state of all ? linkStates : listed) {
    const these = results.filter((result) => result.state === state);
    if (these.length === 0) continue;
    lines.push(`${headings[state]} (${these.length})`);
    for (const { url, detail, places, hops } of these) {
      lines.push(`  ${url}`, `      ${detail}`);
      if (hops.length > 1)
        lines.push(`      by way of ${hops.map((hop) => `${hop.url} (${hop.status ?? 'no answer'})`).join(' → ')}`);
      lines.push(`      in ${places.map(({ file, line }) => `${file}:${line}`).join(', ')}`);
    }
    lines.push('');
  }
  const counts = linkStates.flatMap((state) => {
    const count = results.filter((result) => result.state === state).length;
    return count > 0 ? [`${count} ${headings[state].toLowerCase()}`] : [];
  });
  lines.push(`${results.length} addresses: ${counts.join(', ') || 'none'}.`);
  return `${harmless(lines.join('\n'))}\n`;
}

/**
 * Writes moved addresses into the files, unless the compiler would then find more faults in the knowledge than before.
 */
async function fixFiles(
  folders: readonly string[],
  results: readonly LinkResult[],
  say: (line: string) => void
): Promise<void> {
  const sources = await readSources(folders);
  const layers = layersOf(folders);
  const faults = (files: typeof sources): number => compile(files, today()).problems.length;
  const before = faults(sources);
  let written = 0;
  for (const own of sources) {
    const file = shownFile(own);
    const whole = path.join(layers.find(({ name }) => name === own.layer)!.folder, own.file);
    const { text, changed } = fixMoved(await readFile(whole, 'utf8'), results);
    if (changed === 0) continue;
    const after = faults(sources.map((source) => (source === own ? { ...own, text } : source)));
    if (after > before)
      say(`${file}: left as it was, since the new address would break a rule of the knowledge. Change it by hand.`);
    else {
      await writeWhole(whole, text);
      written += changed;
      say(`${file}: ${changed} ${changed === 1 ? 'address' : 'addresses'} changed`);
    }
  }
  say(written === 0 ? 'Nothing to change.' : 'Read the changes before you publish them, for example with "git diff".');
}

/** Returns the proxy for an address: the configured one, except for hosts that are excluded there. */
function proxyOf(proxy: { address: string; except: string } | undefined): (url: URL) => string | undefined {
  return ({ hostname, port, protocol }) => {
    if (!proxy || proxy.except.trim() === '*') return undefined;
    const at = Number(port || (protocol === 'https:' ? 443 : 80));
    return bypasses(proxy.except, hostname, at) ? undefined : proxy.address;
  };
}

async function run({ values }: Given, terminal: Terminal, parts: Partial<CheckOptions>): Promise<number> {
  const { knowledgeDirs, dataDir, proxy } = configured(terminal);
  const sources = await readSources(knowledgeDirs);
  const line = createProgressLine(terminal, 'Links');
  const checkedAt = new Date().toISOString();
  const userAgent = `spread-bot-links/${version}`;
  const results = await checkLinks(collectAddresses(sources), {
    userAgent,
    progress: (done, of) => line.show(done, of, 'addresses'),
    proxyFor: proxyOf(proxy),
    ...parts
  });
  line.clear();
  if (results.length > 0 && results.every(({ hops }) => hops.every(({ status }) => status === undefined))) {
    const [{ url, detail }] = results as [LinkResult];
    throw new Error(
      `No site answered at all. Is this machine connected to the internet? ${proxy ? 'HTTPS_PROXY is set: is its address right?' : 'Where it has to go by a proxy, set HTTPS_PROXY.'} Nothing was saved. Of ${url}: ${detail}`
    );
  }
  const saved = { checkedAt, results };
  await writeLinks(dataDir, saved);
  terminal.stdout.write(values.json ? `${JSON.stringify(saved)}\n` : table(results, Boolean(values.all)));
  if (values.fix)
    await fixFiles(
      knowledgeDirs,
      results,
      (text) => void (values.json ? terminal.stderr : terminal.stdout).write(`${text}\n`)
    );
  return results.some(({ state }) => state === 'dead' || state === 'refused') ? 1 : 0;
}

/**
 * Creates the links command.
 *
 * @param parts replacements for the internet, for tests
 */
export function createLinksCommand(parts: Partial<CheckOptions> = {}): Subcommand {
  return {
    name: 'links',
    usage: '[--all] [--json] [--fix]',
    summary:
      'Try every address in the knowledge and report the dead, moved and slow ones. Exit status 1 when one is dead.',
    options: { all: { type: 'boolean' }, json: { type: 'boolean' }, fix: { type: 'boolean' } },
    optionHelp: {
      all: 'List the fine and the redirected ones too.',
      json: 'Print one JSON object in place of the table.',
      fix: 'Write addresses that have moved for good into the knowledge files, where they are surely the same page.'
    },
    positionals: 0,
    run: (given, terminal) => run(given, terminal, parts)
  };
}

export const links = createLinksCommand();
