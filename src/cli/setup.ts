import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../config/package-root.ts';
import { type Setting, type SettingName, settings } from '../config/settings.ts';
import { assertWritable, writeWhole } from '../config/write-whole.ts';
import { nameOf } from '../core/model/about-of.ts';
import type { Knowledge } from '../core/model/entry.ts';
import { ownCommand } from '../core/model/own-command.ts';
import type { Subcommand, Terminal } from './command.ts';
import { readEnvFile, withSettings } from './env-file.ts';
import { openInBrowser } from './open-in-browser.ts';
import { environmentOf, today } from './settings.ts';

type Answers = Partial<Record<SettingName, string>>;

/** Asks one question after another; every answer is a line of the input. */
interface Interview {
  say(text: string): void;
  /**
   * Asks a question.
   *
   * @returns undefined if the answer is empty, or the input has ended
   */
  ask(question: string): Promise<string | undefined>;
  /** Asks for a setting until its value is valid. */
  askFor(name: SettingName, words: string): Promise<string | undefined>;
  /** Shows an address, and opens it on a terminal. */
  show(address: string): void;
  close(): void;
}

function createInterview({ stdin, stdout }: Terminal): Interview {
  const lines = createInterface({ input: stdin })[Symbol.asyncIterator]();
  const say = (text: string): void => void stdout.write(`${text}\n`);
  const ask = async (question: string): Promise<string | undefined> => {
    stdout.write(`${question} `);
    const { value, done } = await lines.next();
    if (!stdin.isTTY) stdout.write('\n');
    return done ? undefined : String(value).trim() || undefined;
  };
  return {
    say,
    ask,
    async askFor(name, words) {
      const { schema, fix } = (settings as readonly Setting[]).find((setting) => setting.name === name)!;
      for (;;) {
        const given = await ask(words);
        if (given === undefined || schema.safeParse(given).success) return given;
        say(`That is no ${name}. ${fix}`);
      }
    },
    show(address) {
      say(`  ${address}`);
      if (stdin.isTTY && stdout.isTTY) openInBrowser(address);
    },
    close: () => void lines.return?.()
  };
}

/** Places where people ask, by the words that may be typed for them. */
const places: Readonly<Record<string, string>> = {
  '1': 'slack',
  '2': 'teams',
  '3': 'page',
  slack: 'slack',
  teams: 'teams',
  page: 'page'
};

async function askPlace({ ask, say }: Interview): Promise<string> {
  say('1. Where shall people ask?\n   1 Slack   2 Microsoft Teams   3 a web page, to try it first');
  for (;;) {
    const given = await ask('   1, 2 or 3 [3]:');
    const place = places[(given ?? '3').toLowerCase()];
    if (place) return place;
    say('   Please type 1, 2 or 3.');
  }
}

/** Returns the knowledge that the bot will have: that of the settings so far, where it can be read. */
async function knowledgeFor(terminal: Terminal): Promise<Knowledge> {
  const { loadKnowledge } = await import('../knowledge/index.ts');
  const { readSettings } = await import('../tools/doctor/settings.ts');
  const { knowledgeDirs } = readSettings(environmentOf(terminal)).config;
  const shipped = () => loadKnowledge(path.join(packageRoot, 'knowledge'), today());
  return (await loadKnowledge(knowledgeDirs, today()).catch(shipped)).knowledge;
}

/** Returns the address at which Slack creates the app, with the manifest in it. */
async function slackAddress(knowledge: Knowledge): Promise<string> {
  const { installAddress, slackManifest } = await import('../platforms/slack/manifest.ts');
  const { toldOf } = await import('../core/conversation/help.ts');
  const { stringify } = await import('yaml');
  return installAddress(stringify(slackManifest(toldOf(knowledge))));
}

async function askSlack(interview: Interview, knowledge: Knowledge): Promise<Answers> {
  const { say, askFor, show } = interview;
  say('\n2. Make the app: this address opens Slack with everything filled in. Press Next, Create, then Install.');
  show(await slackAddress(knowledge));
  const bot = await askFor('SLACK_BOT_TOKEN', '   Install App > Bot User OAuth Token (xoxb-…):');
  say('   Basic Information > App-Level Tokens > Generate, with the scope connections:write.');
  const app = await askFor('SLACK_APP_TOKEN', '   That token (xapp-…):');
  return { ...(bot && { SLACK_BOT_TOKEN: bot }), ...(app && { SLACK_APP_TOKEN: app }) };
}

async function askTeams(interview: Interview, knowledge: Knowledge): Promise<Answers> {
  const { say, askFor } = interview;
  say("\n2. Make the bot: in another terminal, with your bot's public https address, run");
  say('   npx @microsoft/teams.cli login');
  const name = nameOf(knowledge).replace(/["$`\\]/g, '');
  say(`   npx @microsoft/teams.cli app create --name "${name}" --endpoint https://YOUR-ADDRESS/api/messages`);
  const id = await askFor('MicrosoftAppId', '   CLIENT_ID that it shows:');
  const secret = await askFor('MicrosoftAppPassword', '   CLIENT_SECRET:');
  const tenant = await askFor('MicrosoftAppTenantId', '   TENANT_ID:');
  return {
    ...(id && { MicrosoftAppId: id }),
    ...(secret && { MicrosoftAppPassword: secret }),
    ...(tenant && { MicrosoftAppTenantId: tenant })
  };
}

/** Number of settings that each place needs. */
const needed: Readonly<Record<string, number>> = { slack: 2, teams: 3, page: 0 };

export const setup: Subcommand = {
  name: 'setup',
  usage: '[--file FILE]',
  summary:
    'Ask what is needed to connect the bot, write it down, and check it. Exit status 1 when something is left to do.',
  options: { file: { type: 'string' } },
  optionHelp: { file: 'File to write the settings to; .env when not given. What else stands in it is kept.' },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const file = path.resolve(typeof values.file === 'string' ? values.file : '.env');
    const interview = createInterview(terminal);
    const { say, askFor } = interview;
    say('Three questions. Nothing is sent anywhere; an empty line skips a question.\n');
    const place = await askPlace(interview);
    if (place !== 'page') await assertWritable(file);
    const ask = place === 'slack' ? askSlack : place === 'teams' ? askTeams : undefined;
    const keys = (await ask?.(interview, await knowledgeFor(terminal))) ?? {};
    const complete = Object.keys(keys).length === needed[place];
    let experts: string | undefined;
    if (place !== 'page' && complete) {
      say('\n3. Who answers when the bot cannot? Copy the link of their channel, or leave it empty.');
      experts = await askFor('EXPERTS_CHANNEL', '   Link of the channel:');
    }
    interview.close();
    const answers: Answers = { ...keys, ...(experts && { EXPERTS_CHANNEL: experts }) };
    if (Object.keys(answers).length > 0) {
      await writeWhole(file, withSettings(readEnvFile(file), answers), 0o600);
      await chmod(file, 0o600);
      say(`\nWritten to ${path.relative(process.cwd(), file) || file}, for your eyes only.`);
    }
    if (!complete) {
      say(`\nSomething is left to do: run "${ownCommand('setup')}" again when you have the rest.`);
      return 1;
    }
    if (place === 'teams')
      say(
        `\nThen "${ownCommand('manifest --website https://YOUR-ORGANISATION')}" writes the package to upload in Teams.`
      );
    say(`\nLooking whether it works ("${ownCommand('doctor')}"):\n`);
    const { doctor } = await import('./doctor.ts');
    const status = await doctor.run(
      { values: {}, positionals: [] },
      { ...terminal, environment: { ...terminal.environment, ...answers } }
    );
    say(
      status === 0
        ? `\nReady. Start it with "${ownCommand('serve')}".`
        : `\nMend what stands above, then run "${ownCommand('doctor')}".`
    );
    return status;
  }
};
