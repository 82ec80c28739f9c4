import { type Sample, samples } from '../../../platforms/slack/render/samples.ts';
import type { Check } from '../check.ts';
import { fault, ok, type Result, skipped } from '../result.ts';
import { callSlack, isSlackResponse } from './api.ts';

const check = 'slack-blocks';

/** Slack's errors for a payload that breaks its schema; any other error is unrelated to the payload. */
const broken: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_message', 'invalid_view']);

/**
 * Validates one of each kind of message and view with Slack's own schema check. Nothing is posted, and no scope is
 * needed. Source: https://docs.slack.dev/reference/methods/blocks.validate
 */
export const blocks: Check = async (parts) => {
  const token = parts.config.slack?.botToken;
  if (!token) return [];
  const all = samples();
  const refused: string[] = [];
  for (const sample of all) {
    const response = await callSlack(parts, check, 'blocks.validate', { token, args: payloadOf(sample) });
    if (!isSlackResponse(response)) return [response];
    if (response.error && !broken.has(response.error)) return [untried(response.error)];
    if (response.error) refused.push(`${sample.name}: ${problems(response.answer.json.errors) || response.error}`);
  }
  if (refused.length === 0) return [ok(check, `Slack takes each of the ${all.length} kinds of message and window.`)];
  return [
    fault(check, {
      what: `Slack refuses ${refused.join('; ')}.`,
      why: 'Slack has changed what it takes: such answers arrive in a plainer form, and such windows do not open.',
      fix: 'Update the bot; if that is the newest version, report these lines to who makes it.'
    })
  ];
};

const untried = (error: string): Result => skipped(check, `Slack does not check blocks here (${error}).`);

function payloadOf(sample: Sample): Record<string, string> {
  if ('view' in sample) return { view: JSON.stringify(sample.view) };
  return { message: JSON.stringify(sample.message) };
}

/** Returns the first three problems, each with the place that Slack reports. */
function problems(errors: unknown): string {
  if (!Array.isArray(errors)) return '';
  return errors
    .slice(0, 3)
    .map((error) => {
      const { pointer, message, code } = (error ?? {}) as Record<string, unknown>;
      return `${String(pointer ?? '')} ${String(message ?? code ?? '')}`.trim();
    })
    .join(', ');
}
