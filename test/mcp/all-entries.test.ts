import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { entryCard } from '../../src/core/conversation/entry-card.ts';
import type { Entry, Knowledge } from '../../src/core/model/entry.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { hitOf } from '../../src/mcp/hit.ts';
import { hitText } from '../../src/mcp/texts.ts';
import { renderForSlackbot } from '../../src/platforms/slack/render/slackbot.ts';
import { slackbotBlocks } from '../support/slackbot-blocks.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  ({ knowledge } = await loadKnowledge(path.join(packageRoot, 'knowledge'), '2026-11-23'));
});

const known = ({ url, archivedUrl, sources }: Entry): string[] =>
  [url, archivedUrl, ...sources].filter((address) => address !== undefined);

/** Every block, also those within others. */
function typesIn(blocks: readonly object[]): string[] {
  return blocks.flatMap((block) => {
    const { type, child_blocks: inner = [] } = block as { type: string; child_blocks?: object[] };
    return [type, ...typesIn(inner)];
  });
}

describe('every entry that ships', () => {
  test('is drawn for Slackbot within what it allows: one other block, and it shows none', () => {
    const wrong = [...knowledge.entries.values()].flatMap((entry) => {
      const blocks = renderForSlackbot(entryCard(entry, knowledge, { question: 'a question', handsOver: true }));
      const addresses = [...JSON.stringify(blocks).matchAll(/"(?:url|image_url)":"([^"]*)"/g)].map(([, url]) => url!);
      const ids = [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]*)"/g)].map(([, id]) => id!);
      return [
        ...typesIn(blocks).filter((type) => !slackbotBlocks.has(type)),
        ...addresses.filter((url) => !url.startsWith('https://')),
        ...ids.filter((id) => !/^(tool:spread_get_entry|link:\d+)$/.test(id)),
        ...(blocks.length > 50 ? ['too many blocks'] : [])
      ].map((fault) => `${entry.id}: ${fault}`);
    });
    expect(wrong).toEqual([]);
  });

  test('can be cited: an https address where it has one, a source by name and a date, in the text too', () => {
    const wrong = [...knowledge.entries.values()].filter((entry) => {
      const hit = hitOf(entry, knowledge, () => undefined);
      const text = hitText(hit);
      const addresses = known(entry);
      const https = addresses.some((url) => url.startsWith('https://'));
      // Three printed guides have no address of their own: only a page of this server can be cited for them.
      const cited =
        addresses.length === 0 ? hit.url === undefined : hit.url?.startsWith(https ? 'https://' : 'http://');
      return !(
        cited &&
        /^Source: \S/.test(hit.source) &&
        /(Compiled|Reviewed) \d/.test(hit.source) &&
        text.includes(hit.source) &&
        text.includes(hit.url ?? '') &&
        !/\]\(http|\*\*/.test(hit.text)
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
