import { newId } from './api.js';
import { el, icon, isSafeAddress } from './element.js';
import { teamsHost } from './teams-host.js';
import { teamsMarkdown } from './teams-markdown.js';

/** Microsoft's own renderer, loaded by the page as a plain script. @type {typeof import('adaptivecards')} */
const AC = /** @type {any} */ (globalThis).AdaptiveCards;

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = teamsMarkdown(text);
  result.didProcess = true;
};

/**
 * Draws a Teams message: the Adaptive Card by Microsoft's renderer, and under it the thumbs that Teams itself adds.
 *
 * @param {{ card: object, feedback?: { about: string } }} message what our renderer for Teams made
 * @param {(data: Record<string, any>, button?: HTMLElement) => void} press gets what Teams would send
 * @param {(vote: { about: string, helpful: boolean, reason?: string }) => void} vote
 */
export function drawTeams({ card, feedback }, press, vote) {
  const { body } = drawTeamsCard(card, press);
  return el(
    'div',
    { class: 'teams-message-body' },
    el('div', { class: 'teams-card' }, body),
    feedback && drawThumbs(feedback.about, vote)
  );
}

/**
 * Draws an Adaptive Card by Microsoft's renderer.
 *
 * @param {object} card
 * @param {(data: Record<string, any>, button?: HTMLElement) => void} press gets what Teams would send, inputs included
 */
export function drawTeamsCard(card, press) {
  const drawn = new AC.AdaptiveCard();
  drawn.hostConfig = new AC.HostConfig(teamsHost);
  drawn.onExecuteAction = (action) => {
    if (action instanceof AC.OpenUrlAction) open(action.url ?? '');
    else if (action instanceof AC.SubmitAction || action instanceof AC.ExecuteAction) {
      press(/** @type {Record<string, any>} */ (action.data ?? {}), action.renderedElement);
    }
  };
  drawn.parse(card);
  return { body: drawn.render() ?? el('p', {}, 'This card cannot be drawn.'), card: drawn };
}

/** @param {string} url */
function open(url) {
  if (isSafeAddress(url)) window.open(url, '_blank', 'noopener,noreferrer');
}

/**
 * Draws Teams' own thumbs: a press asks what was liked or not, and only Submit sends.
 *
 * @param {string} about
 * @param {(vote: { about: string, helpful: boolean, reason?: string }) => void} vote
 */
function drawThumbs(about, vote) {
  let helpful = true;
  const id = `reason-${newId()}`;
  const label = el('label', { for: id });
  const reason = /** @type {HTMLInputElement} */ (
    el('input', { id, type: 'text', maxlength: 1000, autocomplete: 'off' })
  );
  const form = el('form', { class: 'teams-reason', hidden: true }, label, reason, el('button', {}, 'Submit'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.hidden = true;
    vote({ about, helpful, ...(reason.value.trim() && { reason: reason.value.trim() }) });
  });
  const thumbs = [true, false].map((liked) => {
    const name = { 'aria-label': liked ? 'Like' : 'Dislike', 'aria-pressed': 'false' };
    const thumb = el('button', { type: 'button', class: `teams-thumb${liked ? '' : ' down'}`, ...name }, icon('thumb'));
    thumb.addEventListener('click', () => {
      helpful = liked;
      for (const each of thumbs) each.setAttribute('aria-pressed', String(each === thumb));
      label.textContent = liked ? 'What did you like? (optional)' : 'What did you dislike? (optional)';
      form.hidden = false;
      reason.focus();
    });
    return thumb;
  });
  return el('div', {}, el('div', { class: 'teams-thumbs', role: 'group', 'aria-label': 'Feedback' }, ...thumbs), form);
}
