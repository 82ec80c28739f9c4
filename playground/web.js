// The page without this script reads, asks and prints; with it, it answers in place, looks up names, takes forms and votes.

export {};

const root = document.documentElement;
root.classList.add('script');

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId('ask'));
const box = /** @type {HTMLInputElement} */ (byId('q'));
const talk = byId('talk');
const status = byId('status');
const found = byId('found');
const sheet = /** @type {HTMLDialogElement} */ (byId('window'));

const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A new conversation with each page: what is on the page is all that a question leans on. */
const conversation = newId();
/** Takes what our own server drew, where every value was escaped. The page's policy knows this one by name. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('spread-bot', {
  createHTML: (/** @type {string} */ html) => html
});

/** @param {string} html @returns {HTMLElement} */
function pieceOf(html) {
  const template = document.createElement('template');
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** @param {Response} response @returns {Promise<any>} */
async function read(response) {
  const body = await response.json().catch(() => undefined);
  if (response.ok && body) return body;
  if (response.status === 429 || response.status === 503)
    throw new Error('Too much at once. Please try again in ten seconds.');
  throw new Error(body?.error ?? `No answer came back (${response.status}). Please try again in a minute.`);
}

/**
 * Returns the id under which this tab finds a half-filled form again: made by chance when the first one is opened, and gone with the
 * tab, so that nobody finds it on a computer that is shared.
 *
 * @param {boolean} [make] whether to make one where there is none
 */
function person(make) {
  try {
    if (make && !sessionStorage.person) sessionStorage.person = newId();
    return sessionStorage.person ? { person: sessionStorage.person } : {};
  } catch {
    return {};
  }
}

/** @param {Record<string, unknown>} message @param {string} [label] what was pressed */
async function send(message, label) {
  const query = new URLSearchParams({ as: 'page', ...(label && { label }) });
  const response = await fetch(`/playground/messages?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ conversation, id: newId(), ...person(), ...message }),
    // A draft is sent while the page goes away.
    keepalive: message.kind === 'form'
  });
  return response.status === 204 ? undefined : read(response);
}

/** @param {unknown} error */
const plainly = (error) =>
  error instanceof TypeError ? 'The server cannot be reached.' : error instanceof Error ? error.message : '';

/** The entry that is on the page before anything was asked here. */
let leansOn = /** @type {HTMLElement | null} */ (talk.querySelector('[data-entry]'))?.dataset.entry;

/** @param {HTMLElement} piece @param {HTMLElement} [inPlaceOf] */
function show(piece, inPlaceOf) {
  if (inPlaceOf) inPlaceOf.replaceWith(piece);
  else talk.prepend(piece);
  const heading = /** @type {HTMLElement | null} */ (piece.querySelector('h1, h2'));
  const { top } = piece.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) piece.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/**
 * @param {any} reply @param {HTMLElement} [from] the card whose button was pressed
 */
function receive(reply, from) {
  if (!reply) return;
  if (reply.form) return openForm(reply.form, from);
  show(pieceOf(reply.html), reply.inPlace ? from : undefined);
}

/** @param {string} text */
async function ask(text) {
  close();
  if (!root.classList.contains('answered')) {
    // The first page's questions and topics give way to the answer.
    for (const part of talk.querySelectorAll(':scope > section[aria-labelledby]')) part.remove();
    const label = byId('ask-label');
    label.className = 'ask-label';
    label.textContent = 'Ask another question';
    document.getElementById('ask-hint')?.setAttribute('hidden', '');
    root.classList.add('answered');
  }
  for (const failed of talk.querySelectorAll(':scope > .failed')) failed.remove();
  const waiting = document.createElement('p');
  waiting.className = 'wait';
  waiting.textContent = 'Looking …';
  talk.prepend(waiting);
  status.textContent = 'Looking for an answer';
  try {
    const reply = await send({ kind: 'question', text, ...(leansOn && { about: leansOn }) });
    leansOn = undefined;
    waiting.remove();
    receive(reply);
    if (!reply) return;
    document.title = `${reply.title} – Spread Bot`;
    if (reply.asked.length <= 400) history.pushState({ asked: true }, '', `/?q=${encodeURIComponent(reply.asked)}`);
    box.value = '';
    preview();
  } catch (error) {
    waiting.className = 'failed';
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'plain';
    again.textContent = 'Try again';
    again.onclick = () => {
      waiting.remove();
      void ask(text);
    };
    waiting.replaceChildren(`${plainly(error)} `, again);
  } finally {
    status.textContent = '';
  }
}

/** @param {HTMLElement} button @param {Record<string, unknown>} message @param {string} label */
async function press(button, message, label) {
  const card = /** @type {HTMLElement} */ (button.closest('.card') ?? button);
  card.ariaBusy = 'true';
  try {
    const reply = await send(message, label);
    // A thumb down asks at once what was missing.
    if (message.helpful === false && reply?.opens) {
      const { id, value } = reply.opens;
      const next = await send({ kind: 'action', action: id, value }, label);
      if (next?.form) return openForm(next.form, undefined, 'Thank you. Your vote is counted.');
    }
    receive(reply, card);
  } catch (error) {
    const line = document.createElement('p');
    line.className = 'failed';
    line.textContent = plainly(error);
    button.after(line);
    setTimeout(() => line.remove(), 8000);
  } finally {
    card.ariaBusy = 'false';
  }
}

/** @param {string} html @param {HTMLElement} [from] @param {string} [note] */
function openForm(html, from, note) {
  const drawn = /** @type {HTMLFormElement} */ (pieceOf(html));
  if (drawn.dataset.keeps !== undefined) person(true);
  sheet.replaceChildren(drawn);
  if (note)
    drawn
      .querySelector('h2')
      ?.after(Object.assign(document.createElement('p'), { className: 'hint', textContent: note }));
  if (!sheet.open) sheet.showModal();
  const first = drawn.querySelector('[aria-invalid="true"], input, select, textarea');
  /** @type {HTMLElement | null} */ (first ?? drawn.querySelector('h2'))?.focus();
  const submit = async (/** @type {boolean} */ back) => {
    if (drawn.ariaBusy === 'true') return;
    drawn.ariaBusy = 'true';
    try {
      const { form: name, value = '' } = drawn.dataset;
      const data = { form: name, value, fields: fieldsOf(drawn), ...(back && { back }) };
      const title = drawn.querySelector('h2')?.textContent ?? '';
      const reply = await send({ kind: 'form', on: 'page', data }, title);
      if (reply?.form) return openForm(reply.form, from);
      sheet.close();
      if (name?.startsWith('experts.')) waitForReplies();
      receive(reply, from?.isConnected ? from : undefined);
    } catch (error) {
      const line = document.createElement('p');
      line.className = 'wrong';
      line.role = 'alert';
      line.textContent = `${plainly(error)} What you wrote is still here.`;
      drawn.append(line);
    } finally {
      drawn.ariaBusy = 'false';
    }
  };
  drawn.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(false);
  });
  drawn.querySelector('[data-back]')?.addEventListener('click', () => submit(true));
}

/** Has what stands in an open form kept, where its form asks for that: the window is closed, or the page goes out of sight. */
function keepDraft() {
  const drawn = sheet.querySelector('form');
  const { form, value = '', keeps } = drawn?.dataset ?? {};
  if (!drawn || !sheet.open || keeps === undefined || drawn.ariaBusy === 'true') return;
  const data = { form, value, fields: fieldsOf(drawn), draft: true };
  void send({ kind: 'form', on: 'page', data }).catch(() => undefined);
}
document.addEventListener('visibilitychange', () => document.hidden && keepDraft());
sheet.addEventListener('cancel', keepDraft);

/** @param {HTMLFormElement} drawn fields that were filled in, several ticks joined by commas */
function fieldsOf(drawn) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const [name, value] of new FormData(drawn)) {
    const text = String(value);
    if (text) fields[name] = fields[name] === undefined ? text : `${fields[name]},${text}`;
  }
  return fields;
}

document.addEventListener('click', (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('button'));
  if (!button) return;
  const { action, value = '', vote, about, copy } = button.dataset;
  const label = button.ariaLabel ?? button.textContent?.trim() ?? '';
  if (action) void press(button, { kind: 'action', action, value }, label);
  else if (vote) void press(button, { kind: 'feedback', about, helpful: vote === 'yes' }, label);
  else if (copy) void copied(button, new URL(copy, location.href).href);
  else if (button.dataset.close !== undefined) {
    keepDraft();
    sheet.close();
  }
});

/** @param {HTMLElement} button @param {string} address */
async function copied(button, address) {
  const done = await navigator.clipboard?.writeText(address).then(
    () => true,
    () => false
  );
  button.textContent = done ? 'Copied' : address;
  status.textContent = done ? 'The link is copied' : '';
  if (done) setTimeout(() => button.replaceChildren('Copy link'), 2500);
}

// The question

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = options()[active];
  const text = box.value.trim();
  if (chosen) location.assign(/** @type {string} */ (chosen.dataset.href));
  else if (text) void ask(text);
});
addEventListener('popstate', () => location.reload());
if (talk.querySelector('.turn')) root.classList.add('answered');

// Looking up by name, as the ARIA authoring practices describe a combobox with a list

let active = -1;
/** @type {AbortController | undefined} */
let running;
const options = () => /** @type {HTMLElement[]} */ ([...found.children]);
box.role = 'combobox';
box.setAttribute('aria-autocomplete', 'list');
box.setAttribute('aria-expanded', 'false');
box.setAttribute('aria-controls', 'found');

/** A name has few words; what is longer is a question, and a list under it would only be in the way. */
const mostWords = 4;

box.addEventListener('input', async () => {
  running?.abort();
  const own = new AbortController();
  running = own;
  const text = box.value.trim();
  if (text.length < 2 || text.split(/\s+/).length > mostWords || text.includes('?')) return close();
  try {
    const response = await fetch(`/playground/suggest?${new URLSearchParams({ q: text })}`, { signal: own.signal });
    const { entries } = await read(response);
    if (own.signal.aborted) return;
    active = -1;
    found.replaceChildren(...entries.slice(0, 6).map(option));
    found.hidden = entries.length === 0;
    box.setAttribute('aria-expanded', String(!found.hidden));
    box.removeAttribute('aria-activedescendant');
    status.textContent = found.hidden ? '' : `${Math.min(6, entries.length)} found by name. Enter asks.`;
  } catch {
    if (!own.signal.aborted) close();
  }
});

/** @param {{ id: string, title: string, byline: string }} entry @param {number} index */
function option({ id, title, byline }, index) {
  const row = document.createElement('li');
  row.role = 'option';
  row.id = `found-${index}`;
  row.ariaSelected = 'false';
  row.dataset.href = `/entry/${encodeURIComponent(id)}`;
  const name = document.createElement('b');
  name.textContent = title;
  const from = document.createElement('span');
  from.className = 'kind';
  from.textContent = ` ${byline}`;
  row.append(name, from);
  row.addEventListener('mousedown', (event) => event.preventDefault());
  row.addEventListener('click', () => location.assign(/** @type {string} */ (row.dataset.href)));
  return row;
}

function close() {
  running?.abort();
  active = -1;
  found.hidden = true;
  found.replaceChildren();
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
}

box.addEventListener('keydown', (event) => {
  const rows = options();
  if (event.key === 'Escape' && !found.hidden) {
    event.preventDefault();
    close();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && rows.length > 0) {
    event.preventDefault();
    rows[active]?.setAttribute('aria-selected', 'false');
    active = (active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + rows.length) % rows.length;
    const row = /** @type {HTMLElement} */ (rows[active]);
    row.ariaSelected = 'true';
    row.scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', row.id);
  }
});
form.addEventListener('focusout', (event) => {
  if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
});

// Replies that come later: only where somebody was asked, and also after a reload of the tab

/** Interval in milliseconds. */
const lookEvery = 20_000;

/** @returns {Record<string, number>} conversations that wait for a reply, with the number of the last one shown */
function waiting() {
  try {
    return JSON.parse(sessionStorage.getItem('waiting') ?? '{}');
  } catch {
    return {};
  }
}

/** @param {Record<string, number>} all */
function keepWaiting(all) {
  try {
    sessionStorage.setItem('waiting', JSON.stringify(all));
  } catch {
    // Without storage replies come for as long as the page is open.
  }
}

let looking = false;
function lookOn() {
  if (!looking) setInterval(lookForReplies, lookEvery);
  looking = true;
}

function waitForReplies() {
  keepWaiting({ [conversation]: 0, ...waiting() });
  lookOn();
}

async function lookForReplies() {
  if (document.hidden) return;
  const all = waiting();
  for (const [id, after] of Object.entries(all)) {
    const query = new URLSearchParams({ as: 'page', conversation: id, after: String(after) });
    const { cards } = await fetch(`/playground/inbox?${query}`).then(read, () => ({ cards: [] }));
    for (const card of cards) {
      all[id] = card.number;
      talk.prepend(pieceOf(card.html));
      status.textContent = `A reply has come: ${card.title}`;
    }
  }
  keepWaiting(all);
}
if (Object.keys(waiting()).length > 0) lookOn();

// The preview shows the same question

function preview() {
  const link = /** @type {HTMLAnchorElement} */ (byId('preview'));
  const asked = new URLSearchParams(location.search).get('q');
  link.href = `/playground/preview${asked ? `?${new URLSearchParams({ q: asked })}` : ''}`;
}
preview();

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});
