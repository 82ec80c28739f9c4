import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Entry } from '../core/model/entry.ts';
import { type EntryUrl, hitOf } from './hit.ts';
import type { LookUp } from './look-up.ts';
import { hitText } from './texts.ts';

/** Returns the address of an entry as a resource. */
export const resourceUri = (id: string): string => `spread://entry/${id}`;

/** Returns the day of an entry's text, in the form that a resource gives it. */
export function lastModified({
  reviewed,
  compiled
}: {
  reviewed?: string | undefined;
  compiled?: string | undefined;
}): { lastModified?: string } {
  const day = reviewed ?? compiled;
  return day === undefined ? {} : { lastModified: `${day}T00:00:00Z` };
}

/** Adds every published entry as a resource, with the day of its text. */
export function addResources(server: McpServer, { lookUp, entryUrl }: { lookUp: LookUp; entryUrl: EntryUrl }): void {
  const describe = (entry: Entry) => ({
    name: entry.id,
    title: entry.title,
    description: entry.summary,
    mimeType: 'text/markdown',
    annotations: { ...lastModified(entry) }
  });
  const list = () => ({
    resources: [...lookUp.knowledge().entries.values()].map((entry) => ({
      uri: resourceUri(entry.id),
      ...describe(entry)
    }))
  });
  const complete = (begun: string): string[] =>
    [...lookUp.knowledge().entries.keys()].filter((id) => id.startsWith(begun)).slice(0, 100);
  server.registerResource(
    'entry',
    new ResourceTemplate('spread://entry/{id}', { list, complete: { id: complete } }),
    {
      title: 'An entry of the knowledge base',
      description: 'Its text word for word, with source, date and address',
      mimeType: 'text/markdown'
    },
    (uri, { id }) => {
      const knowledge = lookUp.knowledge();
      const entry = knowledge.entries.get(String(id));
      if (!entry) throw new ResourceNotFoundError(uri.href);
      const text = hitText(hitOf(entry, knowledge, entryUrl));
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text, _meta: lastModified(entry) }] };
    }
  );
}

/** Adds the one prompt: a question to be answered from the knowledge base, with its sources named. */
export function addPrompt(server: McpServer): void {
  server.registerPrompt(
    'spread_answer',
    {
      title: 'Answer from the knowledge base',
      description: 'Answers a question from the curated entries alone, and names source and date',
      argsSchema: z.object({ question: z.string().min(1).max(300).describe('The question, without personal details') })
    },
    ({ question }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'text',
            text: `Look this up with spread_search, and answer from what it returns and from nothing else. Quote the entry, name its source and its date, and link its url. If nothing is found, say so and name whom to ask.\n\nQuestion: ${question}`
          }
        }
      ]
    })
  );
}
