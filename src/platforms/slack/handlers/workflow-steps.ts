import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Bot } from '../../../core/model/bot.ts';
import type { Card } from '../../../core/model/card.ts';
import { type Reply, toAsker } from '../../../core/model/reply.ts';
import { steps } from '../manifest.ts';
import { conversationOf, fields, tenantOf, text, workspaceOf } from '../parse/payload.ts';
import { renderSlack } from '../render/render.ts';
import { sendByWays, type Tools } from '../send/ways.ts';

interface StepParts {
  bot: Bot;
  tools: (client: WebClient) => Tools;
  now: () => number;
  /** Returns this week's tip; undefined where there is none. */
  tip: (tenant: string | undefined, now: number) => Promise<Card | undefined>;
}

/**
 * Answers custom steps of workflows: looking something up, and the tip of the week. The question may be a field of a form or of
 * another step, so it is not the words of a person who asks.
 * Source: https://docs.slack.dev/workflows/creating-custom-steps-dynamic-options (event `function_executed`)
 */
export function listenToSteps(app: App, { bot, tools, now, tip }: StepParts): void {
  app.function(steps.lookUp, async ({ body, client, inputs, complete, fail }) => {
    const payload = fields(body);
    const event = fields(payload.event);
    const question = text(inputs.question)?.trim();
    if (!question) return void (await fail({ error: 'The step “Look something up” needs a question.' }));
    const place = text(event.workflow_execution_id) ?? text(event.function_execution_id) ?? 'workflow';
    const reply = await bot.handle(
      {
        kind: 'question',
        id: text(event.function_execution_id) ?? text(payload.event_id) ?? place,
        conversation: conversationOf({ channel: place }, false, workspaceOf(payload)),
        from: { id: place },
        text: question
      },
      now()
    );
    if (!reply) return;
    await handOver(reply, { complete, fail }, tools(client));
  });

  app.function(steps.tip, async ({ body, client, complete, fail }) => {
    const card = await tip(tenantOf(fields(body)), now());
    if (!card) return void (await fail({ error: 'There is no tip this week.' }));
    await handOver(toAsker(card), { complete, fail }, tools(client));
  });
}

/** The two ways in which a step ends. */
interface StepEnds {
  complete(end: { outputs: ReturnType<typeof outputsOf> }): Promise<unknown>;
  fail(end: { error: string }): Promise<unknown>;
}

/** Hands an answer over to the workflow; one that Slack does not take ends the step, so that the workflow does not wait. */
async function handOver(reply: Reply, { complete, fail }: StepEnds, tools: Tools): Promise<void> {
  const error = 'The answer could not be handed over. Run the workflow again.';
  await sendByWays(
    reply,
    () => [
      { name: 'step-complete', place: 'here', send: ({ card }) => complete({ outputs: outputsOf(card) }) },
      { name: 'step-fail', place: 'direct', send: () => fail({ error }) }
    ],
    randomUUID(),
    tools
  );
}

/** Returns the answer in words, and the page to open; an empty text where there is none. */
function outputsOf(card: Card): { answer: string; title: string; link: string } {
  return { answer: renderSlack(card).text, title: card.title, link: card.links?.[0]?.url ?? '' };
}
