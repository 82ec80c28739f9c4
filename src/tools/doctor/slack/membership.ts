import type { CheckParts } from '../check.ts';
import { callSlack, isSlackResponse } from './api.ts';
import { grantedScopes } from './bot.ts';

/** Returns the bot's membership of a channel; `unknown` if Slack does not say. */
export type Membership = (channel: string) => Promise<'in' | 'out' | 'unknown'>;

/**
 * Creates a look-up of the bot's channel membership in Slack, if it has a scope that allows it.
 *
 * @returns undefined if it has none, or no token
 */
export async function createMembership(parts: CheckParts): Promise<Membership | undefined> {
  const token = parts.config.slack?.botToken;
  if (!token) return undefined;
  const who = await callSlack(parts, 'slack-channels', 'auth.test', { token });
  if (!isSlackResponse(who) || who.error) return undefined;
  const scopes = grantedScopes(who) ?? [];
  if (!scopes.includes('channels:read') && !scopes.includes('groups:read')) return undefined;
  return async (channel) => {
    const args = { channel: channel.split('/')[0] ?? '' };
    const response = await callSlack(parts, 'slack-channels', 'conversations.info', { token, args });
    if (!isSlackResponse(response)) return 'unknown';
    // For a private channel without groups:read, Slack gives only this answer, whether or not the bot is in it.
    if (response.error === 'channel_not_found') return scopes.includes('groups:read') ? 'out' : 'unknown';
    const { is_member, is_im, is_archived } = (response.answer.json.channel ?? {}) as Record<string, unknown>;
    if (response.error || (is_member === undefined && !is_im)) return 'unknown';
    return (is_member || is_im) && !is_archived ? 'in' : 'out';
  };
}
