import { closeButton, el } from './element.js';
import { drawTeamsCard } from './teams-card.js';

/**
 * Draws a Teams dialog: a head, and in it the Adaptive Card with its inputs by Microsoft's renderer, which itself sees to it
 * that what is required is filled in.
 *
 * @param {import('./form-window.js').DrawnForm} form
 * @param {(data: Record<string, any>) => void} submit gets what Teams would send
 * @param {() => void} close
 * @returns {import('./form-window.js').DrawnWindow}
 */
export function drawDialog({ title, teams, errors }, submit, close) {
  const { body, card } = drawTeamsCard(teams, (data) => submit(data));
  const node = el(
    'div',
    { class: 'teams-dialog' },
    el('div', { class: 'teams-dialog-head' }, el('h4', { dir: 'auto' }, title), closeButton(close)),
    el('div', { class: 'teams-card' }, body)
  );
  const inputs = card.getAllInputs();
  const wrong = inputs.filter(({ id }) => errors[(id ?? '').replace(/^field\./, '')] !== undefined);
  for (const { renderedElement } of wrong)
    renderedElement?.querySelector('.ac-input')?.setAttribute('aria-invalid', 'true');
  return { node, focus: () => (wrong[0] ?? inputs[0])?.focus() };
}
