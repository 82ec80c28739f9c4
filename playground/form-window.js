import { send } from './api.js';
import { el, hidden } from './element.js';
import { drawModal } from './slack-form.js';
import { drawDialog } from './teams-form.js';

/**
 * A form as the page got it from the server.
 *
 * @typedef {object} DrawnForm
 * @property {string} title
 * @property {Record<string, any>} slack the view
 * @property {Record<string, any>} teams the Adaptive Card
 * @property {Record<string, string>} errors by field id
 *
 * @typedef {object} DrawnWindow one platform's drawing of a form
 * @property {HTMLElement} node
 * @property {() => void} focus puts the focus on the first field that is wrong, else on the first
 */

/**
 * Opens a form in a window, as Slack and as Teams draw it, and sends off what is filled in. Errors and further steps stay in
 * the window; Escape and Cancel close it with nothing sent.
 *
 * @param {DrawnForm} form
 * @param {(reply: any) => void} answered is given the reply that ends it, once the window is closed
 */
export function openForm(form, answered) {
  const status = el('p', { class: 'form-status', role: 'alert' });
  const room = el('div', { class: 'sides' });
  const title = el('h2', { class: 'hidden', id: 'form-title' });
  const dialog = /** @type {HTMLDialogElement} */ (
    el('dialog', { class: 'form-window', 'aria-labelledby': 'form-title' }, title, status, room)
  );
  const close = () => dialog.close();

  /** @param {DrawnForm} shown @param {'slack' | 'teams'} [on] the drawing that was used */
  const show = (shown, on) => {
    title.textContent = `Form: ${shown.title}`;
    const drawn = {
      slack: drawModal(shown.slack, shown.errors, submitOn('slack'), close),
      teams: drawDialog(shown, submitOn('teams'), close)
    };
    room.replaceChildren(side('slack', 'Slack', drawn.slack.node), side('teams', 'Teams', drawn.teams.node));
    const wrong = Object.keys(shown.errors).length;
    say(wrong > 0 ? `Not sent yet: ${wrong === 1 ? 'one field needs' : `${wrong} fields need`} another look.` : '');
    const visible = on ?? (drawn.slack.node.offsetParent ? 'slack' : 'teams');
    drawn[visible].focus();
    if (wrong === 0) dialog.scrollTop = 0;
  };

  /** @param {string} text */
  const say = (text) => {
    status.replaceChildren(text);
    status.hidden = text === '';
  };

  const submitOn = (/** @type {'slack' | 'teams'} */ on) => async (/** @type {object} */ data) => {
    if (room.ariaBusy === 'true') return;
    room.ariaBusy = 'true';
    try {
      const reply = await send({ kind: 'form', on, data });
      if (reply?.form) return show(reply.form, on);
      close();
      if (reply) answered(reply);
    } catch (error) {
      say(
        `That did not reach the bot. ${error instanceof TypeError ? 'The server cannot be reached.' : error instanceof Error ? error.message : ''} What you wrote is still here.`
      );
    } finally {
      room.ariaBusy = 'false';
    }
  };

  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  show(form);
}

/** @param {string} id @param {string} name @param {Node} drawing */
function side(id, name, drawing) {
  const heading = el('h3', { class: 'side-name' }, hidden('As seen on '), name);
  const attributes = { class: `side side-${id}`, role: 'group', 'aria-label': `As seen on ${name}` };
  return el('div', attributes, heading, drawing);
}
