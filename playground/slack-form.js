import { newId } from './api.js';
import { closeButton, el } from './element.js';
import { drawBlocks } from './slack-blocks.js';
import { drawText } from './slack-elements.js';

/** The `action_id` of the button that goes back a page. */
const backAction = 'form.back';

/**
 * Draws a Slack modal: its blocks, and its inputs as Slack has them, with errors under their field.
 *
 * @param {Record<string, any>} view as our renderer for Slack made it
 * @param {Record<string, string>} errors by the input's `action_id`
 * @param {(view: Record<string, any>) => void} submit gets what Slack would send of the view
 * @param {() => void} close
 * @returns {import('./form-window.js').DrawnWindow}
 */
export function drawModal(view, errors, submit, close) {
  const { title, blocks, callback_id, private_metadata } = view;
  /** @type {Input[]} */
  const inputs = [];
  const body = blocks.map((/** @type {Record<string, any>} */ block) => {
    if (block.type !== 'input') return drawBlocks([block], ({ action_id }) => send(action_id === backAction));
    const input = drawInput(block);
    inputs.push(input);
    input.complain(errors[block.element.action_id]);
    return input.node;
  });
  const node = el(
    'form',
    { class: 'slack-modal', novalidate: true },
    el('div', { class: 'slack-modal-head' }, el('h4', { dir: 'auto' }, drawText(title)), closeButton(close)),
    el('div', { class: 'slack-modal-body' }, ...body),
    el(
      'div',
      { class: 'slack-modal-foot' },
      el('button', { type: 'button', class: 'slack-button', onclick: close }, drawText(view.close)),
      el('button', { class: 'slack-button slack-primary' }, drawText(view.submit))
    )
  );
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    for (const input of inputs) input.complain(input.isMissing() ? 'Please complete this required field.' : undefined);
    const missing = inputs.find((input) => input.isMissing());
    if (missing) return missing.control.focus();
    send(false);
  });
  /** @param {boolean} back */
  function send(back) {
    const values = Object.fromEntries(inputs.map(({ block, state }) => [block.block_id, state()]));
    submit({ callback_id, private_metadata, state: { values }, ...(back && { back }) });
  }
  const focus = () => (inputs.find(({ control }) => control.ariaInvalid === 'true') ?? inputs[0])?.control.focus();
  return { node, focus };
}

/**
 * @typedef {object} Input
 * @property {HTMLElement} node
 * @property {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control
 * @property {Record<string, any>} block
 * @property {() => boolean} isMissing
 * @property {(error?: string) => void} complain
 * @property {() => Record<string, any>} state as in the `state` of a view
 */

/** @param {Record<string, any>} block an `input` block @returns {Input} */
function drawInput(block) {
  const { element, label, hint, optional } = block;
  const id = `slack-${newId()}`;
  const described = [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
  const control = drawControl(element, { id, required: !optional, 'aria-describedby': described });
  const error = el('p', { class: 'slack-input-error', id: `${id}-error`, hidden: true });
  const node = el(
    'div',
    { class: 'slack-input' },
    el(
      'label',
      { for: id, id: `${id}-label`, dir: 'auto' },
      drawText(label),
      optional && el('span', {}, ' (optional)')
    ),
    control,
    error,
    hint && el('p', { class: 'slack-input-hint', id: `${id}-hint`, dir: 'auto' }, drawText(hint))
  );
  return {
    node,
    control,
    block,
    isMissing: () => !optional && control.value.trim() === '',
    complain(text) {
      error.textContent = text ?? '';
      error.hidden = text === undefined;
      control.ariaInvalid = String(text !== undefined);
    },
    state: () => ({ [element.action_id]: stateOf(element, control.value) })
  };
}

/** @param {Record<string, any>} element @param {Record<string, any>} attributes @returns {any} */
function drawControl(element, attributes) {
  const { type, multiline, max_length: maxlength, initial_value = '', initial_date, initial_option } = element;
  const placeholder = element.placeholder?.text;
  if (type === 'static_select') {
    const groups = element.option_groups?.map((/** @type {Record<string, any>} */ group) =>
      el('optgroup', { label: group.label.text }, ...group.options.map(option))
    );
    const empty = el('option', { value: '' }, 'Select an option');
    const select = /** @type {HTMLSelectElement} */ (
      el('select', attributes, empty, ...(groups ?? element.options.map(option)))
    );
    select.value = initial_option?.value ?? '';
    return select;
  }
  if (type === 'radio_buttons' || type === 'checkboxes') return drawOptions(element, attributes);
  if (type === 'datepicker') return el('input', { ...attributes, type: 'date', value: initial_date });
  if (!multiline) {
    return el('input', {
      ...attributes,
      type: 'text',
      maxlength,
      placeholder,
      value: initial_value,
      dir: 'auto',
      autocomplete: 'off'
    });
  }
  return el('textarea', { ...attributes, maxlength, placeholder, rows: 4, dir: 'auto' }, initial_value);
}

/**
 * Draws all options at once, one below the other. The group answers to `value` as a single control does.
 *
 * @param {Record<string, any>} element @param {Record<string, any>} attributes
 */
function drawOptions({ type, options, initial_option, initial_options = [] }, { id, ...attributes }) {
  const chosen = new Set([initial_option, ...initial_options].map((shown) => shown?.value));
  const kind = type === 'checkboxes' ? 'checkbox' : 'radio';
  const boxes = options.map((/** @type {Record<string, any>} */ shown) =>
    el('input', { type: kind, name: id, value: shown.value, checked: chosen.has(shown.value) })
  );
  const rows = boxes.map((/** @type {HTMLInputElement} */ box, /** @type {number} */ index) =>
    el('label', { class: 'slack-option' }, box, el('span', { dir: 'auto' }, drawText(options[index].text)))
  );
  const role = kind === 'radio' ? 'radiogroup' : 'group';
  const group = el(
    'div',
    { id, role, class: 'slack-options', ...attributes, 'aria-labelledby': `${id}-label` },
    ...rows
  );
  const ticked = () => boxes.filter((/** @type {HTMLInputElement} */ box) => box.checked);
  Object.defineProperty(group, 'value', {
    get: () =>
      ticked()
        .map((/** @type {HTMLInputElement} */ box) => box.value)
        .join(',')
  });
  group.focus = () => (ticked()[0] ?? boxes[0])?.focus();
  return group;
}

/** @param {Record<string, any>} shown an option object */
function option({ text, value }) {
  return el('option', { value }, drawText(text));
}

/** Returns Slack's data of an input. @param {Record<string, any>} element @param {string} value */
function stateOf({ type }, value) {
  if (type === 'static_select' || type === 'radio_buttons') {
    return { type, selected_option: value === '' ? null : { value } };
  }
  if (type === 'checkboxes') {
    return { type, selected_options: value === '' ? [] : value.split(',').map((one) => ({ value: one })) };
  }
  if (type === 'datepicker') return { type, selected_date: value === '' ? null : value };
  return { type, value: value === '' ? null : value };
}
