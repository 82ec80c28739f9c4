import type { PlatformFacts } from '../platform.ts';

/** What is true of Slack whether or not it is connected. */
export const slackFacts: PlatformFacts = {
  name: 'slack',
  title: 'Slack',
  deliveryPath: '/slack/events',
  // chat.scheduleMessage is of tier 3, 50 and more a minute (https://docs.slack.dev/apis/web-api/rate-limits).
  postsPerMinute: 50,
  channelOf(written, { slack }) {
    const [channel = '', tenant] = written.split('/').reverse();
    // Where there is one workspace its link may name the organisation above it; nothing then hangs on the name.
    return { platform: 'slack', address: channel, direct: false, ...(tenant && slack?.oauth && { tenant }) };
  }
};
