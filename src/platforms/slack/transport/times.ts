import { type InboxTimes, inboxTimes } from '../../workload.ts';

/** Time limits and waits, in milliseconds. */
export interface SlackTimes extends InboxTimes {
  /** Until the first try to connect after a failure; half as long again after each further one. */
  firstWait: number;
  mostWait: number;
  /** Between tries when Slack refuses the token: only a person can fix that. */
  refusedWait: number;
  /** Time limit of a connection to say hello. */
  hello: number;
  /** Between tries to learn the bot's identity while Slack cannot be reached. */
  askAgain: number;
  /** Time limit of one call of the Web API, or of a response_url. The SDK has none of its own. */
  call: number;
  /** Time limit of the bot's answer to a form, before the window asks the person to wait: Slack itself gives three seconds. */
  form: number;
  /** Before a reply is sent again where Slack limits the rate without naming a time. */
  unsaidWait: number;
  /** For the event of a message that Slack did not say it took: events come within a second, mostly. */
  echo: number;
  /** The longest wait that Slack may ask for before another way to answer is tried. */
  wayWait: number;
}

export const slackTimes: SlackTimes = {
  firstWait: 1000,
  mostWait: 30_000,
  refusedWait: 300_000,
  hello: 30_000,
  askAgain: 5000,
  call: 10_000,
  form: 1800,
  unsaidWait: 30_000,
  echo: 3000,
  wayWait: 30_000,
  ...inboxTimes
};
