import { BoundedMap } from '../../core/model/bounded-map.ts';
import { dayMs } from '../../core/time/calendar.ts';
import { homeOf } from './parse/conversation.ts';
import type { Inbound } from './transport/activity.ts';
import type { HandlerParts, TurnContext } from './turn-context.ts';

/**
 * Time after which an unfinished welcome counts as lost, in milliseconds: the next event of the same day then sends it.
 */
const welcomeMs = 60_000;

/**
 * Events of a team that end everything in it, and those that end one channel (msteams-docs,
 * subscribe-to-conversation-events.md).
 */
const teamEnds: ReadonlySet<string> = new Set(['teamDeleted', 'teamHardDeleted', 'teamArchived']);
const channelEnds: ReadonlySet<string> = new Set(['channelDeleted']);

/**
 * Creates the handler of the bot's being added and removed. It shows one welcome a conversation and day, however often
 * Teams repeats the event (microsoft-teams-library-js issue 2981 reports hundreds of thousands), and ends the tips
 * where the bot can no longer post. What is stored of a place goes with the bot; that of an archived team stays, since it may come back.
 */
export function createMembership({ bot, handled, left, forget, logger, now }: HandlerParts) {
  /** Times until which a conversation's welcome is not tried again by this process, in milliseconds since 1970. */
  const welcomed = new BoundedMap<string, number>(500);

  /**
   * Returns true for the first event of this conversation and day, and after a minute for a next one while none was
   * welcomed, over all processes; without the store, of this process.
   */
  const isFirst = async (key: string): Promise<boolean> => {
    if ((welcomed.get(key) ?? 0) > now()) return false;
    welcomed.set(key, now() + welcomeMs);
    try {
      return await handled.claim(key, now(), welcomeMs);
    } catch (error) {
      logger.error('teams.welcome.claim-failed', { error });
      return true;
    }
  };

  const welcome = async (context: TurnContext): Promise<void> => {
    const { conversation, tenant } = context.inbound;
    const key = `teams/welcome/${tenant}/${homeOf(conversation.id)}/${Math.floor(now() / dayMs)}`;
    if (!(await isFirst(key))) return;
    // After a refusal the next event of the day tries again, once the claim has run out.
    if ((await context.say(bot.welcome())) === 'nowhere') return;
    welcomed.set(key, Number.POSITIVE_INFINITY);
    await handled
      .settle([key], now())
      .catch((error: unknown) => logger.error('teams.welcome.settle-failed', { error }));
  };

  return async (context: TurnContext): Promise<void> => {
    const { inbound } = context;
    if (inbound.type === 'installationUpdate' && inbound.action === 'add') await welcome(context);
    const gone = goneBy(inbound);
    if (!gone) return;
    const { tenant } = inbound;
    const { reason, forGood, ...place } = gone;
    const where = { platform: 'teams', ...(tenant && { tenant }), ...place };
    try {
      await left(where, reason, now());
      if (forGood) await forget?.(where);
    } catch (error) {
      logger.error('teams.left.failed', { error });
    }
  };
}

/**
 * Returns the channel or team that an event ends for the bot, the reason, and whether that is for good; undefined for any
 * other event.
 */
function goneBy({ type, action, event, conversation }: Inbound) {
  const { team } = conversation;
  if (type === 'installationUpdate') {
    if (action !== 'remove') return undefined;
    const reason = 'I was taken out of it.';
    return team ? { team, reason, forGood: true } : { place: homeOf(conversation.id), reason, forGood: true };
  }
  if (teamEnds.has(event.type) && team) {
    return { team, reason: 'Its team is closed.', forGood: event.type !== 'teamArchived' };
  }
  if (channelEnds.has(event.type) && event.channel) {
    return { place: event.channel, reason: 'The channel was deleted.', forGood: true };
  }
  return undefined;
}
