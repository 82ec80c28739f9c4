import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver } from '@slack/bolt';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';
import { answerFigures } from './answer-figures.ts';
import { type ServerPlan, slackSecret, slackToken } from './plan.ts';

/** A bare Bolt and a bare botbuilder bot that say what they hear, on one port: what an answer costs at the very least. */
const plan = JSON.parse(process.argv[2] ?? '{}') as ServerPlan;
const receiver = new ExpressReceiver({ signingSecret: slackSecret });
const slack = new App({
  token: slackToken,
  receiver,
  deferInitialization: true,
  clientOptions: { slackApiUrl: plan.slackApi }
});
slack.message(async ({ message, say }) => {
  const { text = '' } = message as { text?: string };
  await say(text);
});
await slack.init();
const teams = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
receiver.router.post('/api/messages', express.json(), (request, response) =>
  teams.process(request, response as never, async (context) => {
    await context.sendActivity(context.activity.text);
  })
);
answerFigures();
const server = receiver.app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('SIGTERM', () => process.exit(0));
