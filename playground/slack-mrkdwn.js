import { el, isSafeAddress, outside } from './element.js';

/** Emoji codes our cards use; any other is shown as typed. @type {Record<string, string>} */
const emoji = { warning: '⚠️', bulb: '💡', wave: '👋', thumbsup: '👍', thumbsdown: '👎', tada: '🎉', eyes: '👀' };

const boundary = '[\\p{L}\\p{N}]';
/** One mark-up run: code, <link or mention>, *bold*, _italic_, ~struck~, :emoji:. */
const runs = new RegExp(
  [
    '`([^`\\n]+)`',
    '<([^<>|\\n]+)(?:\\|([^<>\\n]*))?>',
    `(?<!${boundary})\\*(?=\\S)([^*\\n]+?)(?<=\\S)\\*(?!${boundary})`,
    `(?<!${boundary})_(?=\\S)([^_\\n]+?)(?<=\\S)_(?!${boundary})`,
    `(?<!${boundary})~(?=\\S)([^~\\n]+?)(?<=\\S)~(?!${boundary})`,
    ':([a-z][a-z0-9_+-]*):'
  ].join('|'),
  'gu'
);

/**
 * Draws Slack's mrkdwn as nodes, as https://docs.slack.dev/messaging/formatting-message-text describes it: what is not
 * escaped takes effect, so that a mention slipping through would be seen here.
 *
 * @param {string} text
 */
export function drawMrkdwn(text) {
  const parts = text.split(/```\n?([\s\S]*?)\n?```/);
  const nodes = parts.flatMap((part, index) =>
    index % 2 ? [el('pre', { tabindex: 0 }, unescaped(part))] : drawLines(part)
  );
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}

/** Lines that begin with an escaped `>` are a quotation. @param {string} text */
function drawLines(text) {
  const lines = text.split('\n');
  /** @type {(Node | string)[]} */
  const nodes = [];
  lines.forEach((line, index) => {
    const quoted = /^&gt; ?(.*)$/.exec(line);
    if (quoted) nodes.push(el('blockquote', {}, ...drawRuns(quoted[1] ?? '')));
    else nodes.push(...drawRuns(line), ...(index < lines.length - 1 ? ['\n'] : []));
  });
  return nodes;
}

/** @param {string} text @returns {(Node | string)[]} */
function drawRuns(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(runs)) {
    const [whole, code, target, label, bold, italic, struck, name] = match;
    nodes.push(unescaped(text.slice(end, match.index)));
    if (code !== undefined) nodes.push(el('code', {}, unescaped(code)));
    else if (target !== undefined) nodes.push(drawTarget(unescaped(target), label && unescaped(label)));
    else if (bold !== undefined) nodes.push(el('strong', {}, ...drawRuns(bold)));
    else if (italic !== undefined) nodes.push(el('em', {}, ...drawRuns(italic)));
    else if (struck !== undefined) nodes.push(el('s', {}, ...drawRuns(struck)));
    else nodes.push(withEmoji(whole, name ?? ''));
    end = match.index + whole.length;
  }
  nodes.push(unescaped(text.slice(end)));
  return nodes;
}

/** Draws the text between angle brackets: a link, or a mention of a person, channel or group. @param {string} target @param {string} [label] */
function drawTarget(target, label) {
  if (/^[@#!]/.test(target)) return el('span', { class: 'slack-mention' }, label || target.replace(/^!/, '@'));
  if (!isSafeAddress(target)) return label || target;
  return el('a', { href: target, ...outside }, label || target.replace(/^mailto:/, ''));
}

/** Draws emoji codes in plain text, as Slack does where `emoji` is set. @param {string} text */
export function drawEmoji(text) {
  return text.replace(/:([a-z][a-z0-9_+-]*):/g, withEmoji);
}

/** @param {string} whole @param {string} name */
function withEmoji(whole, name) {
  return emoji[name] ?? whole;
}

/** @param {string} text */
function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
