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
 */
export function drawTeams({ card, feedback }, press) {
  const drawn = new AC.AdaptiveCard();
  drawn.hostConfig = new AC.HostConfig(teamsHost);
  drawn.onExecuteAction = (action) => {
    if (action instanceof AC.OpenUrlAction) open(action.url ?? '');
    else if (action instanceof AC.SubmitAction || action instanceof AC.ExecuteAction) {
      press(/** @type {Record<string, any>} */ (action.data ?? {}), action.renderedElement);
    }
  };
  drawn.parse(card);
  const body = drawn.render() ?? el('p', {}, 'This card cannot be drawn.');
  return el(
    'div',
    { class: 'teams-message-body' },
    el('div', { class: 'teams-card' }, body),
    feedback && drawThumbs(feedback.about, press)
  );
}

/** @param {string} url */
function open(url) {
  if (isSafeAddress(url)) window.open(url, '_blank', 'noopener,noreferrer');
}

/** @param {string} about @param {(data: Record<string, any>, button?: HTMLElement) => void} press */
function drawThumbs(about, press) {
  const thumbs = [true, false].map((helpful) => {
    const thumb = el('button', {
      type: 'button',
      class: `teams-thumb${helpful ? '' : ' down'}`,
      'aria-label': helpful ? 'Like' : 'Dislike',
      'aria-pressed': 'false'
    });
    thumb.append(icon('thumb'));
    thumb.addEventListener('click', () => {
      for (const each of thumbs) each.setAttribute('aria-pressed', String(each === thumb));
      press({ feedback: about, helpful }, thumb);
    });
    return thumb;
  });
  return el('div', { class: 'teams-thumbs', role: 'group', 'aria-label': 'Feedback' }, ...thumbs);
}
