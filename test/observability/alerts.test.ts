import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { instrumentPlatform, zeroStoreCalls } from '../../src/observability/instrument.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { noTracing } from '../../src/observability/tracing.ts';

interface Alert {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string };
  annotations: { summary: string; remedy: string };
}

const { groups } = parse(readFileSync('deploy/alerts.yaml', 'utf8')) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);

/** The figures of a program that has just started. */
async function figures(): Promise<string> {
  const metrics = createMetrics();
  const observers = { metrics, tracing: noTracing };
  instrumentPlatform('slack', observers);
  zeroStoreCalls({ handled: { claim: async () => true } }, observers.metrics);
  metrics.lookUp({
    work: () => ({ inWork: 0, waiting: 0 }),
    knowledge: () => ({ version: '1', entries: 1, tips: 0 }),
    tips: async () => ({})
  });
  return (await metrics.text()).body;
}

test('every alert has a severity, a summary and a remedy, and waits, unless one event is enough', () => {
  const atOnce = ['SpreadBotRestarts', 'SpreadBotRepliesLost'];
  for (const { alert, for: wait, labels, annotations } of alerts) {
    expect([alert, ['page', 'ticket'].includes(labels.severity)]).toEqual([alert, true]);
    expect([alert, annotations.summary.length > 10, annotations.remedy.length > 10]).toEqual([alert, true, true]);
    expect([alert, wait === undefined]).toEqual([alert, atOnce.includes(alert)]);
  }
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
});

test('alerts ask for figures that there are, and an instance that is not known at all is told of', async () => {
  const text = await figures();
  const names = alerts.flatMap(({ expr }) => expr.match(/\b(?:spread_bot|process)_\w+/g) ?? []);
  for (const name of new Set(names)) {
    const known = name.replace(/_(?:bucket|count|sum)$/, '');
    expect([name, text.includes(`# TYPE ${known} `)]).toEqual([name, true]);
  }
  expect(alerts.find(({ alert }) => alert === 'SpreadBotDown')!.expr).toContain('absent(');
});

test('what an alert asks the increase of stands at zero from the start', async () => {
  const text = await figures();
  for (const line of [
    'spread_bot_refused_total{why="busy"} 0',
    'spread_bot_refused_total{why="full"} 0',
    'spread_bot_failures_total{where="bot.question"} 0',
    'spread_bot_replies_total{platform="slack",outcome="lost"} 0',
    'spread_bot_store_call_seconds_count{call="handled.claim",result="failed"} 0',
    'spread_bot_tips{state="unsure"} 0'
  ])
    expect(text.split('\n')).toContain(line);
});
