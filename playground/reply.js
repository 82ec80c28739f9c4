import { el, hidden, icon } from './element.js';
import { drawPayload } from './payload.js';
import { drawBlocks } from './slack-blocks.js';
import { drawTeams } from './teams-card.js';

/**
 * One reply as the page got it from the server.
 *
 * @typedef {object} Drawn
 * @property {{ title: string }} card
 * @property {string} text all of it in words
 * @property {{ blocks: Record<string, any>[] }} slack
 * @property {{ card: object, feedback?: { about: string } }} teams
 * @property {'everyone' | 'asker'} [audience]
 * @property {string} [at] the time of day it was said
 *
 * @typedef {(message: Record<string, unknown>, label: string) => void} Say sends what a pressed control means
 */

/**
 * Draws one reply as both platforms show it.
 *
 * @param {Drawn} reply
 * @param {Say} say
 */
export function drawSides(reply, say) {
  const pressOn =
    (/** @type {'slack' | 'teams'} */ on) =>
    (/** @type {object} */ data, /** @type {HTMLElement | undefined} */ button) =>
      say({ kind: 'press', on, data }, nameOf(button));
  const blocks = drawBlocks(reply.slack.blocks, pressOn('slack'));
  const card = drawTeams(reply.teams, pressOn('teams'), (vote) =>
    say({ kind: 'feedback', ...vote }, vote.reason ?? (vote.helpful ? 'Like' : 'Dislike'))
  );
  return el(
    'div',
    { class: 'sides' },
    side('slack', 'Slack', slackMessage(blocks, reply), drawPayload('slack', { blocks: reply.slack.blocks })),
    side('teams', 'Teams', teamsMessage(card, reply), drawPayload('teams', reply.teams.card))
  );
}

/** @param {HTMLElement} [button] */
function nameOf(button) {
  return button?.textContent?.trim() || button?.title || button?.getAttribute('aria-label') || 'a button';
}

/** @param {string} id @param {string} name @param {Node} message @param {Node} foot */
function side(id, name, message, foot) {
  const heading = el('h3', { class: 'side-name' }, hidden('As seen on '), name);
  return el(
    'div',
    { class: `side side-${id}`, role: 'group', 'aria-label': `As seen on ${name}` },
    heading,
    message,
    foot
  );
}

/** @param {Node} blocks @param {Drawn} reply */
function slackMessage(blocks, { audience, at }) {
  const only = audience === 'asker' && el('div', { class: 'slack-only' }, icon('eye'), 'Only visible to you');
  return el(
    'div',
    { class: 'slack-message' },
    el('img', { class: 'slack-avatar', src: '/playground/mark.svg', alt: '', width: 36, height: 36 }),
    el(
      'div',
      { class: 'slack-main' },
      only,
      el('div', { class: 'slack-by' }, el('b', {}, 'Spread Bot'), el('span', { class: 'slack-app' }, 'APP'), clock(at)),
      blocks
    )
  );
}

/** @param {Node} card @param {Drawn} reply */
function teamsMessage(card, { audience, at }) {
  const only =
    audience === 'asker' && el('span', { class: 'teams-only' }, icon('eye'), 'Only you can see this message');
  return el(
    'div',
    { class: 'teams-message' },
    el('img', { class: 'teams-avatar', src: '/playground/mark.svg', alt: '', width: 32, height: 32 }),
    el(
      'div',
      { class: 'teams-main' },
      el('div', { class: 'teams-by' }, el('b', {}, 'Spread Bot'), clock(at)),
      only,
      card
    )
  );
}

/** @param {string} [at] */
function clock(at) {
  return at !== undefined && el('time', {}, at);
}
