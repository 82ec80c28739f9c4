import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { aboutOf } from '../../src/core/model/about-of.ts';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import { type McpStand, openMcpStand } from '../support/mcp-stand.ts';
import { trainedSmall } from '../support/trained.ts';

let knowledgeBase: KnowledgeBase;
let stand: McpStand;
beforeAll(async () => {
  knowledgeBase = await trainedSmall();
  stand = await openMcpStand({ knowledgeBase, ways: ['open'], now: () => Date.UTC(2026, 10, 25) });
});
afterAll(() => stand.close());

const textOf = ({ content }: Awaited<ReturnType<Client['callTool']>>): string => {
  const [first] = content as { type: string; text: string }[];
  return first?.text ?? '';
};

test('another field is described by its own words, and none of ours', async () => {
  const about = { ...aboutOf(knowledgeBase.knowledge), name: 'Borrow Shed', covers: 'lending tools to neighbours' };
  const knowledge = { ...knowledgeBase.knowledge, about };
  const shed = await openMcpStand({ knowledgeBase: { ...knowledgeBase, knowledge }, ways: ['open'] });
  try {
    const client = await shed.client('2025');
    const { tools } = await client.listTools();
    const told = [client.getInstructions(), ...tools.flatMap(({ title, description }) => [title, description])].join(
      ' '
    );
    expect(client.getServerVersion()).toMatchObject({ title: 'Borrow Shed' });
    expect(told).toContain('lending tools to neighbours');
    expect(told).not.toMatch(/improve|health/i);
  } finally {
    await shed.close();
  }
});

describe.each(['2025', '2026'] as const)('a client of %s', (generation) => {
  let client: Client;
  beforeAll(async () => {
    client = await stand.client(generation);
  });

  test('is told what it may ask, and that nothing is changed by it', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'spread_search',
      'spread_get_entry',
      'spread_find_contacts',
      'spread_get_tip',
      'spread_list_topics',
      'spread_list_assessments'
    ]);
    for (const { name, title, description, annotations, inputSchema, outputSchema } of tools) {
      expect({ name, annotations }).toMatchObject({
        annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false }
      });
      expect(title).toMatch(/^[A-Z]/);
      expect(description?.length).toBeGreaterThan(40);
      expect(inputSchema.type).toBe('object');
      expect(outputSchema?.type).toBe('object');
    }
    expect(client.getInstructions()).toMatch(/source and its date/);
  });

  test('searches, reads what it found and can cite it', async () => {
    const found = await client.callTool({
      name: 'spread_search',
      arguments: { query: 'what is the squire checklist' }
    });
    const { outcome, results } = found.structuredContent as { outcome: string; results: Record<string, string>[] };
    expect(outcome).toBe('answer');
    expect(results[0]).toMatchObject({
      id: 'squire-2',
      title: knowledgeBase.knowledge.entries.get('squire-2')!.title,
      url: expect.stringMatching(/^https:\/\//)
    });
    const entry = knowledgeBase.knowledge.entries.get('squire-2')!;
    const told = textOf(found);
    // An assistant that sees text alone has all that a citation needs, and the entry word for word.
    for (const part of [results[0]!.url, results[0]!.source, results[0]!.text, '[squire-2]'])
      expect(told).toContain(part);
    expect(results[0]!.text).toContain(entry.body.split('\n')[0]!.trim());
    expect(results[0]!.source).toMatch(/\d{4}/);
    expect(found.content).toContainEqual(
      expect.objectContaining({ type: 'resource_link', uri: 'spread://entry/squire-2' })
    );

    const read = await client.callTool({ name: 'spread_get_entry', arguments: { id: results[0]!.id } });
    expect(read.structuredContent).toMatchObject({ entry: { id: 'squire-2', text: results[0]!.text } });

    const { contents } = await client.readResource({ uri: 'spread://entry/squire-2' });
    expect(contents[0]).toMatchObject({ uri: 'spread://entry/squire-2', text: expect.stringContaining('SQUIRE') });
  });

  test('is told that there is no answer as a normal result, with whom to ask', async () => {
    const none = await client.callTool({ name: 'spread_search', arguments: { query: 'blorf the wibble' } });
    expect(none.isError).toBeFalsy();
    expect(none.structuredContent).toMatchObject({ outcome: 'none', results: [] });
    expect(textOf(none)).toMatch(/Nothing in the knowledge base/);
  });

  test('finds contacts, a tip, topics and assessments', async () => {
    const contacts = await client.callTool({ name: 'spread_find_contacts', arguments: {} });
    expect((contacts.structuredContent as { contacts: { kind: string }[] }).contacts.length).toBeGreaterThan(0);
    const tip = await client.callTool({ name: 'spread_get_tip', arguments: {} });
    expect(tip.structuredContent).toMatchObject({ tip: { week: 48, text: expect.any(String) } });
    const again = await client.callTool({ name: 'spread_get_tip', arguments: { week: 48 } });
    expect(again.structuredContent).toEqual(tip.structuredContent);
    const topics = await client.callTool({ name: 'spread_list_topics', arguments: {} });
    const listed = (topics.structuredContent as { topics: { id: string; entries: number }[] }).topics;
    expect(listed.reduce((sum, { entries }) => sum + entries, 0)).toBe(knowledgeBase.knowledge.entries.size);
    const assessments = await client.callTool({ name: 'spread_list_assessments', arguments: {} });
    expect(assessments.structuredContent).toHaveProperty('assessments');
  });

  test('is told what is wrong with what it asked', async () => {
    const unknown = await client.callTool({ name: 'spread_get_entry', arguments: { id: 'no-such' } });
    expect(unknown).toMatchObject({ isError: true });
    expect(textOf(unknown)).toMatch(/no entry "no-such".*spread_search/);
    const topic = await client.callTool({ name: 'spread_search', arguments: { query: 'squire', topic: 'cooking' } });
    expect(topic).toMatchObject({ isError: true });
    expect(textOf(topic)).toMatch(/no topic "cooking"\. Topics: /);
    const long = await client
      .callTool({ name: 'spread_search', arguments: { query: 'a'.repeat(301) } })
      .catch((error: Error) => ({ isError: true, content: [{ type: 'text', text: error.message }] }));
    expect(long).toMatchObject({ isError: true });
    await expect(client.readResource({ uri: 'spread://entry/no-such' })).rejects.toMatchObject({ code: -32602 });
    expect(stand.faults).toEqual([]);
  });

  test('gets every published entry as a resource with its date, and one prompt', async () => {
    const { resources } = await client.listResources();
    expect(resources).toHaveLength(knowledgeBase.knowledge.entries.size);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(['spread_answer']);
    const { messages } = await client.getPrompt({ name: 'spread_answer', arguments: { question: 'What is SQUIRE?' } });
    expect(JSON.stringify(messages)).toContain('What is SQUIRE?');
  });
});

test('questions are counted as those in chat are: what was not answered with its text, and no personal detail in it', async () => {
  const client = await stand.client('2026');
  stand.asked.length = 0;
  await client.callTool({ name: 'spread_search', arguments: { query: 'what is the squire checklist' } });
  const masked = await client.callTool({
    name: 'spread_search',
    arguments: { query: 'blorf the wibble for my patient Mrs Ann Smith, NHS number 943 476 5919' }
  });
  expect(stand.asked).toHaveLength(2);
  expect(stand.asked[0]).toMatchObject({ platform: 'mcp', outcome: 'answer', entryId: 'squire-2' });
  expect(stand.asked[0]).not.toHaveProperty('text');
  expect(stand.asked[1]).toMatchObject({ text: expect.not.stringMatching(/943 476|Smith/) });
  expect(textOf(masked)).not.toMatch(/943 476|Smith/);
  expect(JSON.stringify(stand.lines)).not.toMatch(/943 476|Smith|squire/i);
});

test('drafts are not there', async () => {
  const { knowledge, matcher } = knowledgeBase;
  const entries = new Map(knowledge.entries);
  entries.set('squire-2', { ...entries.get('squire-2')!, status: 'draft' });
  const drafted = await openMcpStand({
    knowledgeBase: { knowledge: { ...knowledge, entries }, matcher },
    ways: ['open']
  });
  const client = await drafted.client('2026');
  const { resources } = await client.listResources();
  expect(resources.map(({ name }) => name)).not.toContain('squire-2');
  expect(await client.callTool({ name: 'spread_get_entry', arguments: { id: 'squire-2' } })).toMatchObject({
    isError: true
  });
  await drafted.close();
});
