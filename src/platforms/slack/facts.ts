import type { PlatformFacts } from '../platform.ts';

/** Facts of Slack that hold whether or not it is connected. */
export const slackFacts: PlatformFacts = {
  name: 'slack',
  title: 'Slack',
  deliveryPath: '/slack/events',
  // chat.scheduleMessage is of tier 3, 50 and more a minute (https://docs.slack.dev/apis/web-api/rate-limits).
  postsPerMinute: 50,
  reachesAbsent: true,
  isConfigured: ({ slack }) => slack !== undefined,
  // What waits at Slack can be listed; a tip posted there without an answer is listed as not sure.
  repeatsUnknown: () => false,
  channelOf(written, { slack }) {
    const [channel = '', tenant] = written.split('/').reverse();
    // With one workspace a link may name the organisation instead, and the name is not needed.
    return { platform: 'slack', address: channel, direct: false, ...(tenant && slack?.oauth && { tenant }) };
  }
};
