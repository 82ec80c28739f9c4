import { z } from 'zod';
import type { Card } from '../../core/model/card.ts';
import type { Entry } from '../../core/model/entry.ts';
import { cardDialog, closing, type DialogAnswer, formDialog } from './dialog.ts';
import { parseDialog, parseLookUp } from './parse/parse.ts';
import { htmlWords } from './parse/words.ts';
import { limits } from './render/limits.ts';
import { adaptiveCardType, renderTeams } from './render/render.ts';
import { line } from './render/text.ts';
import { htmlMax } from './transport/activity.ts';
import type { TurnContext } from './turn-context.ts';

/** Ids of the message extension's commands; the manifest names the same. */
export const searchCommand = 'resources';
export const searchParameter = 'query';
export const findCommand = 'findResources';

/** Answers to invokes of a message extension. */
type ExtensionAnswer =
  | { composeExtension: { type: 'message'; text: string } }
  | { composeExtension: { type: 'result'; attachmentLayout: 'list'; attachments: readonly unknown[] } };

/** Text that was typed: clients send a number as one, and null for nothing. */
const typed = z.union([z.string(), z.number().transform(String)]).catch('');
const query = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string().catch(''), value: typed })).catch([]),
  queryOptions: z
    .looseObject({ skip: z.number().int().min(0).max(10_000).catch(0), count: z.number().int().min(1).catch(25) })
    .catch({ skip: 0, count: 25 })
});
const link = z.looseObject({ url: z.string().max(2000) });
const onMessage = z.looseObject({
  messagePayload: z.looseObject({ body: z.looseObject({ content: z.string().max(200_000) }) })
});

/** Answers the search box: entries for the typed text, each as the card of the chat, with a preview for the list. */
export function answerQuery({ inbound, parts: { bot } }: TurnContext): ExtensionAnswer {
  const { parameters, queryOptions } = query
    .catch({ parameters: [], queryOptions: { skip: 0, count: 25 } })
    .parse(inbound.value);
  const words = parameters.filter(({ name }) => name !== 'initialRun');
  const text = (words.find(({ name }) => name === searchParameter) ?? words[0])?.value ?? '';
  const count = Math.min(queryOptions.count, limits.searchResults);
  const found = bot.suggest(text.slice(0, limits.line), { limit: queryOptions.skip + count }).slice(queryOptions.skip);
  if (found.length === 0)
    return message(queryOptions.skip > 0 ? 'That is all.' : 'Nothing fits that. Try fewer or other words.');
  return results(found.flatMap((entry) => attachment(entry, bot.entryCard(entry.id)?.card)));
}

/**
 * Answers a pasted address of an entry with its preview: without buttons, which need a newer card than Teams accepts
 * here.
 */
export function answerLink({ inbound, parts: { bot } }: TurnContext): ExtensionAnswer {
  const entry = bot.entryAt(link.safeParse(inbound.value).data?.url ?? '');
  const card = entry && bot.entryCard(entry.id)?.card;
  if (!entry || !card) return message('There is nothing about this address.');
  const { actions: _, feedback: __, ...plain } = card;
  const tiles = plain.tiles?.map(({ actions: ___, ...tile }) => tile);
  return results(attachment(entry, { ...plain, ...(tiles && { tiles }) }, '1.3'));
}

/**
 * Answers "Find resources" on a message: a look-up of its words, in a dialog that only the asker sees. The message is
 * never read as a command, since another person may have written it.
 */
export async function openFindResources(context: TurnContext): Promise<DialogAnswer> {
  const read = onMessage.safeParse(context.inbound.value).data;
  const words = read ? htmlWords(read.messagePayload.body.content.slice(0, htmlMax)).slice(0, wordsMax) : '';
  const reply = await context.ask(parseLookUp(words, context.inbound));
  return dialog(reply?.card ?? closing);
}

/** Answers a button pressed or a form sent in that dialog. */
export async function answerSubmit(context: TurnContext): Promise<DialogAnswer> {
  const parsed = parseDialog(context.inbound);
  const reply = parsed && (await context.ask(parsed.message));
  return reply?.form ? formDialog(reply.form) : dialog(reply?.card ?? closing);
}

const dialog = (card: Card): DialogAnswer => cardDialog(card, 'Find resources');

function message(text: string): ExtensionAnswer {
  return { composeExtension: { type: 'message', text } };
}

function results(attachments: readonly unknown[]): ExtensionAnswer {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

function attachment(entry: Entry, card: Card | undefined, version: string = limits.cardVersion): unknown[] {
  if (!card) return [];
  const preview = { title: line(entry.title, limits.title), text: escapeHtml(line(entry.summary, limits.line)) };
  return [
    {
      contentType: adaptiveCardType,
      content: { ...renderTeams(card).card, version },
      preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: preview }
    }
  ];
}

/** Maximum number of characters of a message that are looked up. */
const wordsMax = 2000;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
