import { el, hidden, icon, outside } from './element.js';

/**
 * Draws, below a message, the JSON exactly as the platform takes it and a link to the vendor's own designer. Block Kit Builder
 * takes the payload in its address; the Adaptive Cards designer has no such address (microsoft/AdaptiveCards issue
 * 8998), so there the payload goes to the clipboard first.
 *
 * @param {'slack' | 'teams'} platform
 * @param {object} json
 */
export function drawPayload(platform, json) {
  const text = JSON.stringify(json, null, 2);
  const code = el('pre', {
    class: 'payload-code',
    tabindex: 0,
    role: 'region',
    'aria-label': `JSON for ${names[platform]}`
  });
  const copy = el('button', { type: 'button', class: 'quiet' }, icon('copy'), 'Copy');
  copy.addEventListener('click', () => copied(text, copy));
  const details = el(
    'details',
    { class: 'payload' },
    el('summary', {}, 'Payload'),
    el('div', { class: 'payload-box' }, copy, code)
  );
  details.addEventListener('toggle', () => code.replaceChildren(...coloured(text)), { once: true });
  const leaves = el(
    'p',
    { class: 'leaves' },
    `The designer belongs to ${owners[platform]}: opening it hands this card to that company’s page.`
  );
  return el('footer', { class: 'side-foot' }, details, platform === 'slack' ? builder(json) : designer(text), leaves);
}

const names = { slack: 'Slack', teams: 'Teams' };
const owners = { slack: 'Slack', teams: 'Microsoft' };

/** @param {object} json */
function builder(json) {
  const href = `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify(json))}`;
  return el(
    'a',
    { class: 'quiet', href, ...outside },
    'Block Kit Builder',
    icon('out'),
    hidden(' (opens in a new tab)')
  );
}

/** @param {string} text */
function designer(text) {
  const link = el(
    'a',
    {
      class: 'quiet',
      href: 'https://adaptivecards.microsoft.com/designer',
      title: 'Copies the payload, then opens the designer: paste it into its Card Payload Editor',
      ...outside
    },
    'Copy and open designer',
    icon('out'),
    hidden(' (opens in a new tab)')
  );
  link.addEventListener('click', () => copied(text));
  return link;
}

/** @param {string} text @param {HTMLElement} [button] says how it went */
async function copied(text, button) {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false
  );
  if (!button) return;
  button.lastChild?.replaceWith(done ? 'Copied' : 'Select the text and copy it');
  setTimeout(() => button.lastChild?.replaceWith('Copy'), 2500);
}

/** Names, strings and the rest of the JSON each in a colour of its own. @param {string} text */
function coloured(text) {
  return text.split(/("(?:\\.|[^"\\])*")/).map((part, index, parts) => {
    if (index % 2 === 0) return part;
    return el('span', { class: parts[index + 1]?.startsWith(':') ? 'json-name' : 'json-text' }, part);
  });
}
