import { dayMs } from '../../core/time/calendar.ts';
import type { Subscription } from '../../core/tips/ledger.ts';
import { inspectStore, openStore } from '../../storage/index.ts';
import { type Called, called } from './called.ts';
import type { Check, CheckParts } from './check.ts';
import { namedChannels } from './considered.ts';
import { fault, ok, type Result, skipped } from './result.ts';
import { createMembership } from './slack/membership.ts';

/** Period in which a lost channel is reported, and in which a delivered tip proves membership, in milliseconds. */
const recently = 21 * dayMs;
/** Maximum number of channels that are looked up in Slack. */
const mostAsked = 50;
const stopped = 'stopped by request';

type Platform = 'slack' | 'teams';

const advice = ({ slack, teams }: Called): Readonly<Record<Platform, string>> => ({
  slack: `In each, type /invite ${slack} and then: /spread tips weekly monday 09:00`,
  teams: `Add the app to each team again, then write there: ${teams} tips weekly monday 09:00`
});

/** Checks that the bot is a member of the channels it posts to: those that get tips, and those that settings name. */
export const channels: Check = async (parts) => {
  const { slack, teams } = parts.config;
  const on: Platform[] = [...(slack ? (['slack'] as const) : []), ...(teams?.appId ? (['teams'] as const) : [])];
  if (on.length === 0) return [];
  const found = await subscriptions(parts);
  const names = await called(parts.config, parts.now());
  return Promise.all(on.map((platform) => look(platform, found, names, parts)));
};

interface Found {
  subscription: Subscription;
  /** True if a tip was delivered recently. */
  arrived: boolean;
}

async function look(platform: Platform, all: readonly Found[], names: Called, parts: CheckParts): Promise<Result> {
  const check = `${platform}-channels`;
  const own = all.filter(({ subscription }) => subscription.conversation.platform === platform);
  const lost = own.filter(({ subscription: { state, reason, changedAt } }) => {
    return state === 'ended' && reason !== stopped && parts.now() - changedAt < recently;
  });
  if (lost.length > 0) {
    const shown = lost.slice(0, 10).map(({ subscription: { conversation, reason } }) => {
      return `${conversation.address.slice(0, 40)} (${reason?.replace(/\.$/, '')})`;
    });
    const what = `Tips have ended in ${count(lost.length)} the bot was shut out of: ${shown.join(', ')}.`;
    return fault(check, {
      what,
      why: 'People there were promised a tip a week and get none.',
      fix: advice(names)[platform]
    });
  }
  const active = own.filter(({ subscription }) => subscription.state === 'active');
  const named = namedChannels(parts.config).filter((channel) => channel.platform === platform);
  const open = [
    ...active.filter(({ arrived }) => !arrived).map(({ subscription }) => subscription.conversation.address),
    ...named.map(({ address }) => address)
  ];
  const proven = active.length - (open.length - named.length);
  if (open.length === 0)
    return ok(check, active.length > 0 ? `Tips arrive where they should: ${count(proven)}.` : 'It posts to none yet.');
  const membership = platform === 'slack' ? await createMembership(parts) : undefined;
  if (!membership) return unknown(check, platform, names, { open: open.length, proven });
  const answers = await Promise.all(open.slice(0, mostAsked).map(async (id) => ({ id, is: await membership(id) })));
  const out = answers.filter(({ is }) => is === 'out').map(({ id }) => id);
  if (out.length > 0) {
    return fault(check, {
      what: `The bot is not in ${out.join(', ')}.`,
      why: 'Slack refuses what it posts there, so nobody sees it.',
      fix: `In each, type: /invite ${names.slack}`
    });
  }
  const unsure = answers.filter(({ is }) => is === 'unknown').length + Math.max(0, open.length - mostAsked);
  if (unsure > 0)
    return unknown(check, platform, names, { open: unsure, proven: active.length + named.length - unsure });
  return ok(check, `The bot is where it posts to: ${count(active.length + named.length)}.`);
}

const count = (channels: number): string => (channels === 1 ? 'one channel' : `${channels} channels`);

function unknown(
  check: string,
  platform: Platform,
  names: Called,
  { open, proven }: { open: number; proven: number }
): Result {
  const known = proven > 0 ? ` In ${count(proven)} more it is.` : '';
  return platform === 'slack'
    ? skipped(
        check,
        `Whether the bot is in ${count(open)} only the scope channels:read would tell, which it does not ask for.${known}`,
        `Look whether the bot is among the members, or type /invite ${names.slack} there: it does no harm twice.`
      )
    : skipped(
        check,
        `Whether the app is in ${count(open)} only Microsoft Graph would tell, whose permission it does not ask for.${known}`,
        'Look whether the app is among those of the team.'
      );
}

/** Returns all subscriptions; none if the store has another version, since it must not be changed here. */
async function subscriptions({ config, logger, now }: CheckParts): Promise<Found[]> {
  const { schema, newest } = await inspectStore(config, logger);
  if (schema !== newest) return [];
  const { tips, close } = await openStore(config, logger);
  const found: Found[] = [];
  try {
    for (let last = ''; ; ) {
      const page = await tips.page(last, 200);
      for (const subscription of page) {
        const [newest] = await tips.deliveries(subscription.id, 1);
        const arrived = newest?.state === 'sent' && now() - newest.dueAt < recently;
        found.push({ subscription, arrived });
      }
      const { id } = page.at(-1) ?? {};
      if (!id) return found;
      last = id;
    }
  } finally {
    await close();
  }
}
