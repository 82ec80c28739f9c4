import { ask, conversation } from './api.js';
import { el } from './element.js';
import { lookUpTopic, startLookUp } from './look-up.js';
import { exchange, receive } from './transcript.js';
import { startView } from './view.js';

/** Interval at which the page asks for cards the bot sent on its own account. Milliseconds. */
const inboxEvery = 20_000;

const form = /** @type {HTMLFormElement} */ (document.getElementById('composer'));
const question = /** @type {HTMLTextAreaElement} */ (document.getElementById('question'));

startView();
startLookUp();
startComposer();
void startWelcome();
startInbox();
startAsked();

function startComposer() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = question.value.trim();
    if (!text) return question.focus();
    question.value = '';
    grow();
    // On a phone the keyboard would come back and cover the reply.
    if (!matchMedia('(pointer: coarse)').matches) question.focus();
    void exchange({ kind: 'question', text }, text, { quiet: true });
  });
  question.addEventListener('input', grow);
  question.addEventListener('keydown', (event) => {
    // A phone's Enter makes a new line; with a real keyboard it sends, as in Slack and Teams.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

/** Lets the box grow with the text, up to six lines. */
function grow() {
  question.rows = Math.min(6, Math.max(1, question.value.split('\n').length, Math.ceil(question.value.length / 90)));
}

async function startWelcome() {
  const prompts = /** @type {HTMLElement} */ (document.getElementById('prompts'));
  const topics = /** @type {HTMLElement} */ (document.getElementById('topics'));
  const about = await ask('about').catch(() => undefined);
  if (!about) return;
  prompts.replaceChildren(...about.prompts.map(prompt));
  topics.replaceChildren(...about.topics.map(chip));
  document.getElementById('hello')?.addEventListener('click', async () => {
    receive(await ask('welcome'), 'What somebody sees who meets the bot for the first time');
  });
}

/** @param {{ title: string, text: string }} starter */
function prompt({ title, text }) {
  const button = el('button', { type: 'button', class: 'prompt' }, el('b', {}, title), el('span', {}, text));
  button.addEventListener('click', () => exchange({ kind: 'question', text }, text));
  return el('li', {}, button);
}

/** @param {{ topic: string, entries: number }} counted */
function chip({ topic, entries }) {
  const button = el('button', { type: 'button', class: 'chip' }, topic, el('span', {}, String(entries)));
  button.addEventListener('click', () => lookUpTopic(topic));
  return el('li', {}, button);
}

/** Asks what the address carries over from the page. */
function startAsked() {
  const text = new URLSearchParams(location.search).get('q')?.trim();
  if (text) void exchange({ kind: 'question', text }, text, { quiet: true });
}

function startInbox() {
  let last = 0;
  setInterval(async () => {
    if (document.hidden) return;
    const { cards } = await ask('inbox', { conversation, after: String(last) }).catch(() => ({ cards: [] }));
    for (const card of cards) {
      last = card.number;
      receive(card, 'The bot speaks first');
    }
  }, inboxEvery);
}
