import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '../config/make-folder.ts';
import { packageRoot, version } from '../config/package-root.ts';
import { writeWhole } from '../config/write-whole.ts';
import { toldOf } from '../core/conversation/help.ts';
import { retiredHosts } from '../core/conversation/known-address.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import { installAddress, slackManifest } from '../platforms/slack/manifest.ts';
import { lookUpPackage } from '../platforms/teams/look-up-agent.ts';
import { appVersion, teamsManifest, teamsPackage } from '../platforms/teams/manifest.ts';
import { type Subcommand, UsageError } from './command.ts';
import { configured, today } from './settings.ts';

/**
 * Returns the next revision: another package of the same version gets a higher one, since Teams accepts only a higher
 * version.
 */
async function nextRevision(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { version: last } = JSON.parse(text) as { version?: string };
  const first = appVersion(version, 0).split('.');
  const parts = last?.split('.') ?? [];
  const behind = Number(parts[2]) - Number(first[2]);
  return parts[0] === first[0] && parts[1] === first[1] && behind >= 0 && behind < 999 ? behind + 1 : 0;
}

function address(name: string, value: string | boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:') return value;
  throw new UsageError(`--${name} is ${JSON.stringify(value)}; write a whole address that begins with https://.`);
}

/** Returns the address of the server for assistants, if the bot's own was given. */
function assistantAddress(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = new URL(given);
  if (url.pathname === '/') url.pathname = '/mcp';
  return url.href;
}

export const manifest: Subcommand = {
  name: 'manifest',
  usage:
    '[--url URL] [--out FOLDER] [--no-agent] [--time-zones] [--org] [--steps] [--unfurl] [--copilot] [--old-teams] [--mcp URL] [--mcp-key ID] [--developer NAME] [--website URL] [--privacy URL] [--terms URL]',
  summary: 'Write the Slack manifest and the Teams package for this configuration.',
  options: {
    url: { type: 'string' },
    out: { type: 'string' },
    'no-agent': { type: 'boolean' },
    'time-zones': { type: 'boolean' },
    org: { type: 'boolean' },
    steps: { type: 'boolean' },
    unfurl: { type: 'boolean' },
    copilot: { type: 'boolean' },
    'old-teams': { type: 'boolean' },
    mcp: { type: 'string' },
    'mcp-key': { type: 'string' },
    developer: { type: 'string' },
    website: { type: 'string' },
    privacy: { type: 'string' },
    terms: { type: 'string' }
  },
  optionHelp: {
    url: 'Public https address of this bot, for Slack over HTTP; not needed for Socket Mode.',
    out: 'Folder to write to; manifests when not given.',
    'no-agent': 'Leave the assistant pane out, for a Slack plan without agents.',
    'time-zones':
      "Ask Slack for users:read too: a channel's tips then begin in the time zone of whoever asks for them.",
    org: 'For Slack Enterprise Grid: the app can be installed for a whole organisation.',
    steps: 'Offer steps for Slack’s Workflow Builder: look something up, tip of the week.',
    unfurl:
      'Show what has taken the place of an old address below messages in which it stands: asks Slack for links:read and links:write, for at most five domains.',
    copilot: 'Offer the bot in Microsoft 365 Copilot too; try its cards there before everybody gets it.',
    'old-teams': 'Write the Teams package without slash commands and private replies, for a tenant that refuses them.',
    mcp: 'Public https address of this bot: Slackbot and Microsoft 365 Copilot may then look things up at its /mcp.',
    'mcp-key': 'Id under which your tenant keeps MCP_TOKEN as an API key, for Copilot; not needed with MCP=open.',
    developer: 'Who runs the bot, as its page in Teams shows; at most 32 characters.',
    website: 'Https address of whoever runs the bot; Teams needs one.',
    privacy: 'Https address of the privacy notice; the website when not given.',
    terms: 'Https address of the terms of use; the website when not given.'
  },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const config = configured(terminal);
    const { knowledge } = await loadKnowledge(config.knowledgeDirs, today());
    const told = toldOf(knowledge);
    const [url, website] = [address('url', values.url), address('website', values.website)];
    const [privacy, terms] = [address('privacy', values.privacy), address('terms', values.terms)];
    const mcp = assistantAddress(address('mcp', values.mcp));
    const overHttp = config.slack && !config.slack.appToken;
    if (overHttp && !url)
      throw new UsageError('Slack over HTTP needs --url with the public https address of this bot.');
    const out = path.resolve(typeof values.out === 'string' ? values.out : path.join(packageRoot, 'manifests'));
    const teams = path.join(out, 'teams');
    makeFolder(teams);
    const write = async (file: string, content: string | Uint8Array, what: string): Promise<void> => {
      await writeWhole(file, content);
      terminal.stdout.write(`${path.relative(process.cwd(), file) || file}: ${what}\n`);
    };

    const oauth = config.slack?.oauth !== undefined;
    const slack = slackManifest({
      ...(url && { url }),
      oauth,
      agent: !values['no-agent'],
      timeZones: values['time-zones'] === true,
      org: values.org === true,
      steps: values.steps === true,
      ...(values.unfurl && { unfurl: retiredHosts(knowledge) }),
      ...(mcp && { mcp: { url: mcp, identity: config.slack?.workspaces !== undefined } }),
      ...told
    });
    const yaml = stringify(slack);
    await write(path.join(out, 'slack.yaml'), yaml, `Slack, ${url ? `over HTTP at ${url}` : 'over Socket Mode'}`);
    const { unfurl_domains: domains } = slack.features ?? {};
    if (domains) terminal.stdout.write(`Previews for addresses at: ${domains.join(', ')}\n`);
    terminal.stdout.write(`To make the app from it, open: ${installAddress(yaml, config.slack?.apiUrl)}\n`);

    const appId = config.teams?.appId;
    if (!appId) terminal.stdout.write('Teams: not written, since MicrosoftAppId is not set.\n');
    if (!appId && !(mcp && website)) return 0;
    if (!website) throw new UsageError('Teams needs --website with the https address of whoever runs the bot.');
    const icon = (name: string): Promise<Buffer> => readFile(path.join(packageRoot, 'manifests', 'teams', name));
    const icons = { color: await icon('color.png'), outline: await icon('outline.png') };
    const developer = {
      name: typeof values.developer === 'string' ? values.developer : told.name,
      website,
      ...(privacy && { privacy }),
      ...(terms && { terms })
    };
    if (mcp) {
      const key = values['mcp-key'];
      const options = {
        url: mcp,
        packageVersion: version,
        developer,
        ...told,
        ...(typeof key === 'string' && { keyReference: key })
      };
      await write(
        path.join(teams, 'look-up.zip'),
        lookUpPackage(options, icons),
        `Microsoft 365 Copilot, looking up at ${mcp}`
      );
    }
    if (!appId) return 0;
    const file = path.join(teams, 'manifest.json');
    const old = values['old-teams'] === true;
    const copilot = values.copilot === true;
    const revision = await nextRevision(file);
    const written = teamsManifest({ appId, packageVersion: version, revision, developer, ...told, old, copilot });
    const what = old ? 'without slash commands and private replies' : 'with slash commands and private replies';
    await write(
      path.join(teams, 'spread-bot.zip'),
      teamsPackage(written, icons),
      `Teams, ${what}${copilot ? ', and for Microsoft 365 Copilot' : ''}`
    );
    await write(file, `${JSON.stringify(written, null, 2)}\n`, `the manifest in it, version ${written.version}`);
    return 0;
  }
};
