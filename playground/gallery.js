import { ask } from './api.js';
import { el } from './element.js';
import { drawSides } from './reply.js';
import { startView } from './view.js';

const samples = /** @type {HTMLElement} */ (document.getElementById('samples'));
const entries = /** @type {HTMLElement} */ (document.getElementById('entries'));

startView();
const index = await ask('gallery/index');
samples.append(...index.samples.map((/** @type {string} */ name) => place(name, { sample: name })));
entries.append(...index.entries.map((/** @type {any} */ entry) => place(entry.title, { entry: entry.id })));
if (index.samples.length === 0) samples.closest('section')?.remove();

/** Adds a heading with room for a card, which is drawn when it comes near the window. @param {string} name @param {Record<string, string>} query */
function place(name, query) {
  const room = el('article', { class: 'exchange reply' }, el('h2', { class: 'gallery-name', dir: 'auto' }, name));
  new IntersectionObserver(
    async ([seen], observer) => {
      if (!seen?.isIntersecting) return;
      observer.disconnect();
      room.append(drawSides(await ask('gallery/card', query), () => {}));
    },
    { rootMargin: '600px' }
  ).observe(room);
  return room;
}
