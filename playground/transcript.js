import { send } from './api.js';
import { el, hidden } from './element.js';
import { openForm } from './form-window.js';
import { drawSides } from './reply.js';

const log = /** @type {HTMLElement} */ (document.getElementById('log'));
const announcer = /** @type {HTMLElement} */ (document.getElementById('announcer'));

/**
 * Sends a message and shows what was said and what came back.
 *
 * @param {Record<string, unknown>} message as `send` takes it
 * @param {string} said what the person sees as their own words
 * @param {{ quiet?: boolean, from?: HTMLElement }} [how] `quiet` leaves the focus where it is; `from` is the reply whose
 * button was pressed
 */
export async function exchange(message, said, how = {}) {
  const { from } = how;
  const waiting = el('div', { class: 'waiting' }, hidden('Waiting for the reply'), el('i'), el('i'), el('i'));
  const words = el(
    'p',
    { class: `said${from ? ' pressed' : ''}`, dir: 'auto' },
    hidden(from ? 'You pressed: ' : 'You: '),
    said
  );
  const row = el('li', { class: 'exchange' }, words, waiting);
  const place = () => {
    log.append(row);
    show(row);
  };
  // A pressed card stays where it is until it is known whether the reply takes its place.
  if (from) from.setAttribute('aria-busy', 'true');
  else place();
  try {
    const reply = await send(message);
    waiting.remove();
    if (!reply) return row.remove();
    if (reply.form) {
      row.remove();
      return openForm(reply.form, (/** @type {any} */ answer) => {
        if (answer.inPlace && from) return settle(from, answer, false);
        receive(answer, `You sent: ${reply.form.title}`, false);
      });
    }
    if (reply.inPlace && from) return settle(from, reply, false);
    place();
    settle(row.appendChild(article()), reply, how.quiet ?? false);
  } catch (error) {
    place();
    const again = () => {
      row.remove();
      void exchange(message, said, how);
    };
    waiting.replaceWith(failure(error, again));
    announce(`That did not reach the bot. ${error instanceof Error ? error.message : ''}`);
  } finally {
    from?.removeAttribute('aria-busy');
  }
}

/**
 * Shows a card that answers no words of this conversation: the welcome, a weekly tip, what became of a form.
 *
 * @param {import('./reply.js').Drawn} drawn
 * @param {string} why
 * @param {boolean} [quiet] leaves the focus where it is
 */
export function receive(drawn, why, quiet = true) {
  const row = el('li', { class: 'exchange' }, el('p', { class: 'unasked' }, why));
  log.append(row);
  settle(row.appendChild(article()), drawn, quiet);
}

function article() {
  return el('article', { class: 'reply', tabindex: -1 });
}

/** @param {HTMLElement} reply @param {import('./reply.js').Drawn} drawn @param {boolean} quiet */
function settle(reply, drawn, quiet) {
  const at = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  reply.setAttribute('aria-label', `Reply: ${drawn.card.title}`);
  const heading = el('h2', { class: 'hidden' }, `Reply: ${drawn.card.title}`);
  reply.replaceChildren(
    heading,
    drawSides({ ...drawn, at }, (message, label) => {
      void exchange(message, label, { from: reply });
    })
  );
  announce(`Spread Bot: ${drawn.text}`);
  if (!quiet) reply.focus({ preventScroll: true });
  show(/** @type {HTMLElement} */ (reply.parentElement));
}

/** @param {unknown} error @param {() => void} again */
function failure(error, again) {
  const text =
    error instanceof TypeError ? 'The server cannot be reached.' : error instanceof Error ? error.message : '';
  const retry = el('button', { type: 'button', class: 'quiet', onclick: again }, 'Try again');
  return el('p', { class: 'failure' }, el('b', {}, 'That did not reach the bot. '), text, ' ', retry);
}

/** @param {HTMLElement} row */
function show(row) {
  row.scrollIntoView({ block: 'start' });
}

/** Tells people who use a screen reader. @param {string} text */
function announce(text) {
  announcer.append(el('p', {}, text));
  while (announcer.childElementCount > 5) announcer.firstElementChild?.remove();
}
