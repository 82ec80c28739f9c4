import { isAnswer } from '../ask.ts';
import type { Check } from '../check.ts';
import { isOwnFault, noAnswer } from '../no-answer.ts';
import { fault, ok, skipped } from '../result.ts';

const check = 'slack-hooks';

const why = 'Answers to commands, and to buttons that only one person sees, go there; they come late or not at all.';

/** Checks the host that receives answers to commands and buttons, which firewalls often do not allow. */
export const hooks: Check = async ({ ask, config }) => {
  const root = config.slack?.apiUrl ?? 'https://slack.com/api/';
  const known = /(?:^|\.)(slack(?:-gov)?\.com)$/.exec(new URL(root).hostname)?.[1];
  if (!config.slack || !known) return [];
  const host = `hooks.${known}`;
  const [api, response] = await Promise.all([ask(`${root}auth.test`), ask(`https://${host}/`)]);
  if (isAnswer(response)) return [ok(check, `${host} can be reached.`)];
  if (isOwnFault(response)) return [noAnswer(check, response, why)];
  if (!isAnswer(api)) return [skipped(check, `${response.reason}.`, 'Run it again where Slack can be reached.')];
  return [
    fault(check, {
      what: `Slack's Web API answers, but ${response.reason}.`,
      why,
      fix: `Ask who runs the network to let this machine reach ${host} on port 443.`
    })
  ];
};
