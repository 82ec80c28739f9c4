import { ask } from './api.js';
import { el } from './element.js';
import { exchange } from './transcript.js';

const box = /** @type {HTMLInputElement} */ (document.getElementById('look-up'));
const list = /** @type {HTMLElement} */ (document.getElementById('found'));
const status = /** @type {HTMLElement} */ (document.getElementById('found-status'));
const topic = /** @type {HTMLSelectElement} */ (document.getElementById('look-up-topic'));

/** @typedef {{ id: string, title: string, topic: string, byline: string, status: string }} Found */
/** @type {Found[]} */
let found = [];
let active = -1;
/** @type {AbortController | undefined} */
let running;

/** Starts the look-up box: a combobox with a list, as the ARIA authoring practices describe it. */
export function startLookUp() {
  box.addEventListener('input', () => look());
  box.addEventListener('focus', () => look());
  topic.addEventListener('change', () => look());
  box.addEventListener('keydown', (event) => onKey(event));
  const form = /** @type {HTMLElement} */ (box.closest('form'));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('focusout', (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
}

/** Shows everything on one topic. @param {string} name */
export function lookUpTopic(name) {
  box.value = '';
  topic.value = name;
  box.focus();
}

async function look() {
  running?.abort();
  const own = new AbortController();
  running = own;
  const query = { q: box.value, ...(topic.value && { topic: topic.value }) };
  if (!box.value.trim() && !topic.value) return close();
  try {
    const { entries } = await ask('suggest', query, own.signal);
    if (own.signal.aborted) return;
    found = entries;
    open();
  } catch {
    // An abort can turn up as any fault, while the answer is being read; what came after it must not be closed.
    if (own.signal.aborted) return;
    close();
    status.textContent = 'The look-up cannot be reached.';
  }
}

function open() {
  active = -1;
  list.replaceChildren(...found.map(option));
  list.hidden = found.length === 0;
  // Room for the list above the box to ask in.
  if (list.getBoundingClientRect().bottom > innerHeight - 100) list.closest('form')?.scrollIntoView({ block: 'start' });
  box.setAttribute('aria-expanded', String(found.length > 0));
  box.removeAttribute('aria-activedescendant');
  status.textContent =
    found.length === 0 ? 'Nothing by that name. Ask in your own words below.' : `${found.length} shown`;
}

function close() {
  running?.abort();
  found = [];
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
  status.textContent = '';
}

/** @param {Found} entry @param {number} index */
function option(entry, index) {
  const old = entry.status !== 'current' && el('span', { class: 'found-status' }, entry.status);
  const row = el(
    'li',
    { role: 'option', id: `found-${index}`, 'aria-selected': 'false' },
    el('span', { class: 'found-title' }, entry.title, old),
    el('span', { class: 'found-from' }, entry.byline)
  );
  row.addEventListener('mousedown', (event) => event.preventDefault());
  row.addEventListener('click', () => choose(entry));
  return row;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (found.length === 0) void look();
    else move(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter') {
    const entry = found[Math.max(active, 0)];
    if (entry) choose(entry);
  } else if (event.key === 'Escape') {
    if (list.hidden) box.value = '';
    close();
  }
}

/** @param {number} step */
function move(step) {
  list.children[active]?.setAttribute('aria-selected', 'false');
  active = (active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length;
  const row = list.children[active];
  row?.setAttribute('aria-selected', 'true');
  row?.scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', `found-${active}`);
}

/** @param {Found} entry */
function choose(entry) {
  close();
  box.value = '';
  void exchange({ kind: 'action', action: 'open', value: entry.id }, entry.title);
}
