import type { HomeView, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { byline, kindNames } from '../../../core/conversation/entry-card.ts';
import { toPlainText } from '../../../core/conversation/plain-text.ts';
import type { Card } from '../../../core/model/card.ts';
import { type Entry, kinds, type Topic } from '../../../core/model/entry.ts';
import { every, lookUp } from '../parse/look-up.ts';
import { type Fields, type Filter, fields, list, text } from '../parse/payload.ts';
import { plainText, section } from './elements.ts';
import { limits } from './limits.ts';
import { shorten } from './mrkdwn.ts';
import { renderSlack } from './render.ts';

/** A topic of the knowledge, as {@link Bot.topics} gives it. */
export type ShownTopic = { id: Topic; title: string };

/** Returns the look-up: a search-as-you-type box, two filters, and the last result. */
export function lookUpView(filter: Filter, topics: readonly ShownTopic[], found?: Card): ModalView {
  return {
    type: 'modal',
    callback_id: lookUp.callback,
    title: plainText('Find resources', limits.modalTitle),
    close: plainText('Close', limits.modalButton),
    blocks: [
      searchBlock('Type a few letters of a title, or choose a topic and a kind.'),
      {
        type: 'actions',
        block_id: lookUp.filters,
        elements: [
          select(lookUp.topic, 'Topic', [['Every topic', every], ...topics.map((t) => [t.title, t.id])], filter.topic),
          select(lookUp.kind, 'Kind', [['Every kind', every], ...kinds.map((k) => [kindNames[k], k])], filter.kind)
        ]
      },
      ...(found ? [{ type: 'divider' as const }, ...inView(found)] : [])
    ]
  };
}

/**
 * Returns a modal that holds a reply.
 *
 * @param name what the bot is called
 */
export function answerView(card: Card, name: string): ModalView {
  return {
    type: 'modal',
    title: plainText(name, limits.modalTitle),
    close: plainText('Close', limits.modalButton),
    blocks: inView(card)
  };
}

/** Returns a modal with a card as plain text, where Slack refuses every other drawing of it. */
export function textView(card: Card, name: string): ModalView {
  return { ...answerView(card, name), blocks: bareBlocks(card) };
}

/** Returns a card as plain text, for a view. */
export function bareBlocks(card: Card): KnownBlock[] {
  return [{ type: 'section', text: plainText(toPlainText(card), limits.sectionText) }];
}

/** Prefix of the `private_metadata` of a Home tab that holds an answer; the time until which it stands follows. */
const answerMark = 'answer:';

/**
 * Returns a Home tab with one answer, for a person who cannot be reached in any other place.
 *
 * @param standsMs time for which it stays before the usual view replaces it, in milliseconds
 */
export function homeAnswerView(card: Card, now: number, standsMs = answerStandsMs): HomeView {
  return {
    type: 'home',
    private_metadata: `${answerMark}${now + standsMs}`,
    blocks: [
      section('*I could not send you this as a message, so it is here.*'),
      ...inView(card),
      { type: 'divider' },
      { type: 'context', elements: [plainText('Open this tab again later for topics, search and tips.', limits.text)] }
    ]
  };
}

/** Time for which an answer to a question just asked stays on the Home tab, in milliseconds. */
const answerStandsMs = 10 * 60_000;

/**
 * Returns true where the Home tab, as Slack sends it with `app_home_opened`, holds an answer that must not be replaced
 * yet.
 */
export function holdsAnswer(view: Fields, now: number): boolean {
  const mark = text(view.private_metadata) ?? '';
  return mark.startsWith(answerMark) && now < Number(mark.slice(answerMark.length));
}

/**
 * Returns a modal as it stands, with one line of thanks in place of its thumbs: the answer stays where it is.
 *
 * @param shown the view of the payload
 */
export function thankedView(shown: Fields, thanks: Card): ModalView {
  const line: KnownBlock[] = inView({ ...thanks, title: '', text: `*${thanks.title}.* ${thanks.text}` });
  const blocks = list(shown.blocks).flatMap((block) =>
    list(fields(block).elements).some((element) => text(fields(element).action_id)?.startsWith('feedback'))
      ? line
      : [block]
  );
  const keep = ['callback_id', 'private_metadata', 'title', 'submit', 'close', 'clear_on_close', 'notify_on_close'];
  const kept = keep.flatMap((key) => (shown[key] ? [[key, shown[key]] as const] : []));
  return { ...(Object.fromEntries(kept) as Pick<ModalView, 'title'>), type: 'modal', blocks: blocks as KnownBlock[] };
}

/** Facts of the Home tab from outside the renderer. */
export interface HomeFacts {
  /** This week's tip. */
  tip?: Card;
  /** Channels of this workspace that get the weekly tip. */
  channels: readonly string[];
  /** Reviews due, for editors only. */
  reviews?: Card;
}

/**
 * Returns the Home tab: search, topics, first questions, this week's tip, subscribed channels, reviews for editors,
 * help.
 *
 * @param offers returns true if a command is of use; every one is where it is not given
 */
export function homeView(
  welcome: Card,
  prompts: readonly { title: string; text: string }[],
  facts: HomeFacts,
  topics: readonly ShownTopic[],
  offers: (command: string) => boolean = () => true
): HomeView {
  const { actions: _asked, ...greeting } = welcome;
  return {
    type: 'home',
    blocks: [
      ...inView(greeting),
      searchBlock('*Find resources* by a few letters of their title.'),
      {
        type: 'actions',
        elements: [
          button(lookUp.callback, 'Browse with filters', '', 'Find resources by topic and kind'),
          ...(offers('assess')
            ? [button('assess.list', 'Check our project', '', 'Check our project: short guided assessments')]
            : [])
        ]
      },
      ...topicBlocks(topics),
      { type: 'header', text: plainText('Ask me', limits.header) },
      {
        type: 'actions',
        elements: prompts
          .slice(0, limits.prompts)
          .map(({ title, text: asked }, i) => button(`prompt:${i}`, title, asked, `Ask: ${asked}`))
      },
      ...(facts.tip
        ? [
            { type: 'header' as const, text: plainText('This week’s tip', limits.header) },
            ...inView(bareTip(facts.tip))
          ]
        : []),
      ...(offers('tips') || facts.channels.length > 0
        ? [{ type: 'header' as const, text: plainText('Weekly tips', limits.header) }, channelsBlock(facts.channels)]
        : []),
      ...(facts.reviews ? inView(facts.reviews) : []),
      { type: 'header', text: plainText('Help', limits.header) },
      section(
        'Write to me under *Messages*, mention me in a channel, or type `/spread` and some words. `/spread help` shows the rest.'
      ),
      ...(offers('contacts')
        ? [
            {
              type: 'actions' as const,
              elements: [button('contacts:0', 'Who can help me?', '', 'Who can help me? Shows people to contact')]
            }
          ]
        : [])
    ]
  };
}

/** Returns a button for each topic; nothing for a knowledge without any. */
function topicBlocks(topics: readonly ShownTopic[]): KnownBlock[] {
  const elements = topics
    .slice(0, limits.actionElements)
    .map(({ id, title }, i) => button(`topic:${i}`, title, id, `Topic: ${title}`));
  if (elements.length === 0) return [];
  return [
    { type: 'header', text: plainText('Topics', limits.header) },
    { type: 'actions', elements }
  ];
}

/** Returns the tip without its own title, and without the footer on pausing tips, which does not apply here. */
function bareTip({ footer: _footer, ...tip }: Card): Card {
  return { ...tip, title: '' };
}

/** Returns entries as the options of the search box, each with its description. */
export function searchOptions(entries: readonly Entry[]): PlainTextOption[] {
  return entries
    .filter((entry) => entry.id.length <= limits.optionValue)
    .slice(0, limits.selectOptions)
    .map((entry) => ({
      text: plainText(entry.title, limits.optionText),
      description: plainText(byline(entry), limits.optionText),
      value: entry.id
    }));
}

function searchBlock(prompt: string): KnownBlock {
  return {
    ...section(prompt),
    block_id: 'look_up_box',
    accessory: {
      type: 'external_select',
      action_id: lookUp.search,
      min_query_length: 1,
      placeholder: plainText('Search titles', limits.placeholder)
    }
  };
}

function select(id: string, label: string, choices: readonly (readonly string[])[], chosen: string | undefined) {
  const options = choices.map(([name = '', value = '']) => ({ text: plainText(name, limits.optionText), value }));
  return {
    type: 'static_select' as const,
    action_id: id,
    placeholder: plainText(label, limits.placeholder),
    options,
    initial_option: options.find(({ value }) => value === (chosen ?? every)) ?? options[0]!
  };
}

/** @param name what a screen reader says */
function button(id: string, label: string, value: string, name: string) {
  return {
    type: 'button' as const,
    action_id: id,
    text: plainText(label, limits.buttonText),
    value,
    accessibility_label: shorten(name, limits.accessibilityLabel)
  };
}

function channelsBlock(channels: readonly string[]): KnownBlock {
  if (channels.length === 0) {
    return section('No channel gets them yet. In a channel, type `/spread tips weekly monday 09:00`.');
  }
  const shown = channels.slice(0, 30).filter((channel) => /^[CG][A-Z0-9]+$/.test(channel));
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: shown.map((channel) => ({
          type: 'rich_text_section' as const,
          elements: [{ type: 'channel' as const, channel_id: channel }]
        }))
      }
    ]
  };
}

/** Draws a card for a view, which has no channel to share with and does not support carousels and thumbs everywhere. */
export function inView({ actions, more, ...card }: Card): KnownBlock[] {
  const kept = (all: Card['actions']) => ({ actions: all?.filter(({ id }) => id !== 'share') ?? [] });
  const folded = more && { ...more, ...kept(more.actions) };
  const { text, links, tiles } = folded ?? {};
  const isFilled = text || links || tiles || folded?.actions.length;
  return renderSlack({ ...card, ...kept(actions), ...(folded && isFilled && { more: folded }) }, 'classic').blocks;
}
