import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documents } from '../scripts/documents.ts';
import { catalogue } from '../src/cli/catalogue.ts';
import { packageRoot } from '../src/config/package-root.ts';
import { usualLimits } from '../src/core/limits/rate-limited-bot.ts';
import { usualBounds } from '../src/platforms/workload.ts';

const source = path.join(packageRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();
const textOf = (name: string): string => readFileSync(path.join(source, name), 'utf8');

interface Import {
  /** A file below src, or the name of a package; built-in modules as `node:`. */
  target: string;
}

function importsOf(file: string): Import[] {
  const statement = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;
  const code = textOf(file);
  const found = [
    ...[...code.matchAll(statement)].map(([, from]) => from!),
    ...[...code.matchAll(dynamic)].map(([, from]) => from!)
  ];
  return found.map((from) => {
    if (from.startsWith('.')) return { target: path.posix.normalize(path.posix.join(path.posix.dirname(file), from)) };
    if (from.startsWith('node:') || builtinModules.includes(from))
      return { target: `node:${from.replace(/^node:/, '')}` };
    return {
      target: from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/')
    };
  });
}

/**
 * Imports that the files below a folder may have; the longest folder that fits counts. `model`, `privacy`, `time` and the cards of
 * `conversation` are common to all capabilities of core; no capability imports another.
 */
const shared = '^core/(model|privacy|time|conversation)/';
const capability = (name: string) => ({ folder: `core/${name}/`, may: new RegExp(`${shared}|^core/${name}/`) });
const outer = '^(core|config|observability)/';
const rules: readonly { folder: string; may: RegExp }[] = [
  { folder: 'core/model/', may: /^core\/model\// },
  { folder: 'core/privacy/', may: /^core\/(model|privacy|time)\/|^config\/word-lists\.ts$/ },
  { folder: 'core/time/', may: /^core\/(model|time)\// },
  { folder: 'core/limits/', may: /^core\/(model|limits|conversation)\// },
  { folder: 'core/conversation/', may: /^core\/(model|privacy|time|conversation)\/|^config\/word-lists\.ts$/ },
  ...['tips', 'handover', 'digest', 'editing', 'assessments'].map(capability),
  { folder: 'config/', may: /^config\/|^node:|^zod$/ },
  {
    folder: 'observability/',
    may: /^observability\/|^core\/model\/|^node:|^(@opentelemetry\/[a-z-]+|pino|prom-client)$/
  },
  { folder: 'matching/', may: /^core\/(model|time)\/|^config\/word-lists\.ts$|^matching\/|^(?:fuse\.js|stemmer)$/ },
  {
    folder: 'knowledge/',
    may: new RegExp(`${outer}|^(knowledge|matching)/|^node:|^(yaml|zod|marked)$`)
  },
  { folder: 'storage/', may: new RegExp(`${outer}|^storage/|^node:|^(kysely|libsql|pg)$`) },
  {
    folder: 'platforms/slack/',
    may: new RegExp(
      `${outer}|^platforms/(slack/|platform\\.ts|workload\\.ts|uuid-of\\.ts)|^node:|^(express|marked|zod|undici|@slack/[a-z-]+)$`
    )
  },
  {
    folder: 'platforms/teams/',
    may: new RegExp(
      `${outer}|^platforms/(teams/|platform\\.ts|workload\\.ts|local-request\\.ts|uuid-of\\.ts)|^node:|^(express|marked|zod|fflate|jsonwebtoken|botbuilder|botframework-connector|@microsoft/agents-hosting|@azure/[a-z-]+)$`
    )
  },
  {
    folder: 'platforms/web/',
    may: new RegExp(
      `${outer}|^platforms/(web/|platform\\.ts|workload\\.ts|local-request\\.ts)|^node:|^(express|marked|zod)$`
    )
  },
  { folder: 'platforms/', may: new RegExp(`${outer}|^platforms/|^node:|^express$`) },
  {
    folder: 'tools/importing/',
    may: /^(core|config|tools\/importing|knowledge|matching)\/|^node:|^(turndown|@joplin\/turndown-plugin-gfm|mammoth|unpdf|marked|yaml|zod|fflate|linkedom|@mozilla\/readability)$/
  },
  {
    folder: 'tools/links/',
    may: /^(core|config|tools\/links|knowledge)\/|^node:|^(marked|robots-parser|ipaddr\.js|https-proxy-agent|yaml|zod)$/
  },
  {
    folder: 'tools/doctor/',
    may: /^(core|config|observability|tools\/doctor|knowledge|platforms|storage)\/|^node:/
  },
  { folder: 'editing/', may: new RegExp(`${outer}|^(editing|knowledge)/|^node:`) },
  { folder: 'mcp/', may: new RegExp(`${outer}|^mcp/|^node:|^(express|zod|@modelcontextprotocol/server)$`) },
  { folder: 'documents/', may: /^(core|documents)\/|^docx$/ },
  { folder: 'report/', may: /^(core|config|report|matching)\/|^node:|^zod$/ },
  {
    folder: 'server/',
    may: new RegExp(`${outer}|^(server|knowledge|platforms|documents)/|^node:|^(express|https-proxy-agent|undici)$`)
  },
  { folder: 'jobs/', may: new RegExp(`${outer}|^(jobs|platforms|report|storage)/|^node:|^croner$`) },
  { folder: 'cli/', may: /./ },
  { folder: '', may: /./ }
];

const ruleFor = (file: string) => rules.find(({ folder }) => file.startsWith(folder))!;

describe('who imports whom', () => {
  test('only what the table allows', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => !ruleFor(file).may.test(target))
        .map(({ target }) => `${file} imports ${target}`)
    );
    expect(broken).toEqual([]);
  });

  test('only the command line and main.ts know the command line and main.ts', () => {
    const broken = files
      .filter((file) => !file.startsWith('cli/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => /^(cli\/|main\.ts)/.test(target))
          .map(() => file)
      );
    expect(broken).toEqual([]);
  });

  test('only the command line reads the environment and loads dotenv', () => {
    const broken = files.filter(
      (file) =>
        !file.startsWith('cli/') &&
        (/process\.env\b/.test(textOf(file)) || importsOf(file).some(({ target }) => target === 'dotenv'))
    );
    expect(broken).toEqual([]);
  });

  test('folders are made and files written by the functions that say at once where that is not possible', () => {
    const own = ['config/make-folder.ts', 'config/write-whole.ts', 'knowledge/write-file.ts'];
    const direct = /\b(mkdir|mkdirSync|writeFile|writeFileSync|createWriteStream)\(/;
    expect(files.filter((file) => !own.includes(file) && direct.test(textOf(file)))).toEqual([]);
  });

  test('what is particular to a platform stands in its folder: no other part asks for one by name', () => {
    const knowing = /^(platforms|config|cli|tools|mcp)\//;
    const named = /(['"`])(slack|teams|web)\1/;
    const code = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const picked = /\| '(slack|teams)'|'(slack|teams)' \|/g;
    expect(files.filter((file) => !knowing.test(file) && named.test(code(file).replace(picked, '')))).toEqual([]);
  });

  test('core and matching have no clock, no chance, no timer and no network of their own', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|setTimeout|setInterval|fetch|process\.\w+)\b/;
    expect(files.filter((file) => /^(core|matching)\//.test(file) && impure.test(textOf(file)))).toEqual([]);
  });

  test('no circles among files, imports of types included', () => {
    const circles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const { target } of importsOf(file)) {
        if (files.includes(target)) visit(target, [...trail, file]);
      }
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});

test('no suite has a time limit of its own: that of all only ends what hangs, and a busy machine runs out of any other', () => {
  const folder = path.join(packageRoot, 'test');
  const suites = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const limited = /\bjest\.setTimeout\(|^ *\}, [0-9]+_000\);$/m;
  expect(suites.filter((name) => limited.test(readFileSync(path.join(folder, name), 'utf8')))).toEqual([]);
});

test('doc comments of functions begin with a verb in the third person', () => {
  const code = ['src', 'scripts', 'bench', 'playground', 'test/support'].flatMap((folder) =>
    readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.m?[jt]s$/.test(name))
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
  );
  const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n *(.*)/g;
  const aFunction =
    /^(export )?(async )?function\*? |^(export )?const \w+ = (async )?(<[^>]*>)?\(.*=>|^(async )?[a-z]\w*\??(<[^>]*>)?\(/;
  const nouns = /^(A|Access|Always|As|Class|Is|Its|Less|Nobody|Others|Ours|People|Series|This|Unless|Whereas|Words)$/;
  const wrong = code.flatMap((file) =>
    [...readFileSync(path.join(packageRoot, file), 'utf8').matchAll(documented)]
      .filter(([, , line]) => aFunction.test(line!))
      .map(([, comment]) => comment!.replace(/^[\s*]+/, '').split('\n')[0]!)
      .filter((first) => !first.startsWith('@'))
      .filter((first) => !/^[A-Z][a-z-]+s\b(?!['’])/.test(first) || nouns.test(/^\w+/.exec(first)![0]))
      .map((first) => `${file}: ${first}`)
  );
  expect(wrong).toEqual([]);
});

describe('size and names', () => {
  test('no file of code is longer than 300 lines', () => {
    const long = files
      .map((file) => ({ file, lines: textOf(file).split('\n').length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  test('no drawers', () => {
    expect(
      files.filter((file) => /(^|\/)(helpers?|utils?|common|lib|types|base|managers?)(\.ts|\/)/.test(file))
    ).toEqual([]);
  });

  test('every error class has a stable code of its own', () => {
    const classes = files.flatMap((file) =>
      [...textOf(file).matchAll(/^export class (\w+) extends (\w*Error)\b[\s\S]*?^}/gm)].map(([text, name, base]) => ({
        name,
        base,
        code: /readonly code = '([A-Z_]+)'/.exec(text)?.[1]
      }))
    );
    expect(classes.filter(({ base, code }) => base !== 'CodedError' || code === undefined)).toEqual([]);
    expect(new Set(classes.map(({ code }) => code)).size).toBe(classes.length);
    expect(classes.length).toBeGreaterThan(10);
  });

  test('log events are dotted names', () => {
    const events = files.flatMap((file) =>
      [...textOf(file).matchAll(/\b(?:log|logger|warn)(?:\.(?:debug|info|warn|error))?\(\s*'([^']*)'/g)].map(
        ([, event]) => `${file}: ${event}`
      )
    );
    expect(events.filter((event) => !/: [a-z]+(?:[-.][a-zA-Z]+)+$/.test(event))).toEqual([]);
  });

  test('named exports only', () => {
    expect(files.filter((file) => /^export default/m.test(textOf(file)))).toEqual([]);
  });
});

describe('what is written down agrees with the code', () => {
  const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');

  test.each(Object.entries(documents))('%s is what `npm run docs` writes', async (file, text) => {
    expect(readFileSync(path.join(packageRoot, file), 'utf8')).toBe(await text());
  });

  test('the map names every room', () => {
    const map = readFileSync(path.join(source, 'README.md'), 'utf8');
    const rooms = files.flatMap((file) => /^(?:core\/)?[a-z]+\//.exec(file)?.[0].replace(/^core\//, '') ?? []);
    expect([...new Set(rooms)].filter((room) => !map.includes(room))).toEqual([]);
  });

  test('the README names no command that is not there, and is short', () => {
    const named = [...readme.matchAll(/`spread-bot ([a-z]+)/g)].map(([, name]) => name!);
    const known = catalogue.map(({ name }) => name);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  test('the bounds that docs/reliability.md states are those of the code', () => {
    const { person, channel } = usualLimits;
    const { requests, inWork, waiting } = usualBounds;
    const text = readFileSync(path.join(packageRoot, 'docs/reliability.md'), 'utf8').replace(/\s+/g, ' ');
    expect(text).toContain(`${person.perMinute} messages a minute for a person, ${channel.perMinute} for a channel`);
    expect(text).toContain(
      `${inWork} messages in work, ${waiting} waiting, by turns of person, and ${requests} requests`
    );
  });

  test('every npm script the documents name is there', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
    const contributing = readFileSync(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8');
    const named = [...`${readme}${contributing}`.matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every file and picture the documents link to is there', () => {
    const documents = [
      ...['README.md', 'CONTRIBUTING.md', 'src/README.md'],
      ...readdirSync(path.join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`)
    ];
    const missing = documents.flatMap((document) => {
      const text = readFileSync(path.join(packageRoot, document), 'utf8');
      return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target]) => path.join(path.dirname(path.join(packageRoot, document)), target!))
        .filter((target) => !existsSync(target))
        .map((target) => `${document} links to ${path.relative(packageRoot, target)}`);
    });
    expect(missing).toEqual([]);
  });
});
