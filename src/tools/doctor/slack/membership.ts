import type { CheckParts } from '../check.ts';
import { callSlack, isSaid } from './api.ts';
import { grantedScopes } from './bot.ts';

/** `unknown` where Slack does not say. */
export type Membership = (channel: string) => Promise<'in' | 'out' | 'unknown'>;

/**
 * Asks Slack whether the bot is in a channel, where it happens to have a scope that lets it.
 *
 * @returns undefined where it has none, or no token
 */
export async function createMembership(parts: CheckParts): Promise<Membership | undefined> {
  const token = parts.config.slack?.botToken;
  if (!token) return undefined;
  const who = await callSlack(parts, 'slack-channels', 'auth.test', { token });
  if (!isSaid(who) || who.error) return undefined;
  const scopes = grantedScopes(who) ?? [];
  if (!scopes.includes('channels:read') && !scopes.includes('groups:read')) return undefined;
  return async (channel) => {
    const args = { channel: channel.split('/')[0] ?? '' };
    const said = await callSlack(parts, 'slack-channels', 'conversations.info', { token, args });
    if (!isSaid(said)) return 'unknown';
    // Of a private channel without groups:read Slack says only this, in it or not.
    if (said.error === 'channel_not_found') return scopes.includes('groups:read') ? 'out' : 'unknown';
    const { is_member, is_im, is_archived } = (said.answer.json.channel ?? {}) as Record<string, unknown>;
    if (said.error || (is_member === undefined && !is_im)) return 'unknown';
    return (is_member || is_im) && !is_archived ? 'in' : 'out';
  };
}
