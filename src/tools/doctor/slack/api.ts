import { type Answer, isAnswer } from '../ask.ts';
import type { CheckParts } from '../check.ts';
import { noAnswer } from '../no-answer.ts';
import { fault, type Result, skipped } from '../result.ts';

/** Response of Slack: `error` is its name for the fault, absent if there is none. */
export interface SlackResponse {
  answer: Answer;
  error?: string;
}

/**
 * Calls a method of the Web API.
 *
 * @param check name of the result if Slack does not answer
 * @returns Slack's response, or the result to report if it is unusable
 */
export async function callSlack(
  { ask, config }: CheckParts,
  check: string,
  method: string,
  { token, args = {} }: { token?: string; args?: Record<string, string> }
): Promise<SlackResponse | Result> {
  const root = config.slack?.apiUrl ?? 'https://slack.com/api/';
  const response = await ask(`${root}${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token && { authorization: `Bearer ${token}` })
    },
    body: new URLSearchParams(args).toString()
  });
  if (!isAnswer(response)) return noAnswer(check, response, 'The bot reaches nobody in Slack.');
  const { status, json, headers } = response;
  if (status === 429) {
    return skipped(check, `Slack asks to wait ${headers.get('retry-after') ?? 30} s.`, 'Run it again then.');
  }
  if (status >= 500)
    return skipped(check, `Slack answered ${status}: a fault of its own.`, 'Run it again in a minute.');
  if (typeof json.ok !== 'boolean') {
    return fault(check, {
      what: `It is not Slack that answers at ${new URL(root).host}: status ${status}, and no JSON.`,
      why: 'A proxy with a sign-in page, or another program, stands where Slack should; the bot reaches nobody.',
      fix: config.slack?.apiUrl
        ? 'Correct SLACK_API_URL (https://slack.com/api/, or https://slack-gov.com/api/), or remove it.'
        : 'Ask who runs the network to let this machine reach slack.com on port 443 without a sign-in.'
    });
  }
  return json.ok ? { answer: response } : { answer: response, error: String(json.error) };
}

export const isSlackResponse = (response: SlackResponse | Result): response is SlackResponse => 'answer' in response;
