import { isSafeAddress } from './element.js';

const marks =
  /\\([\\`*_{}[\]()#+\-.!<>~|])|\[((?:\\.|[^\]\\])*)\]\(([^()\s]+)\)|\*\*(?=\S)([\s\S]+?)(?<=\S)\*\*|(?<![\p{L}\p{N}])_(?=\S)([\s\S]+?)(?<=\S)_(?![\p{L}\p{N}])|(?<!\*)\*(?=[^\s*])([^*]+?)(?<=\S)\*/gu;

/**
 * Returns the Markdown that Teams reads in a card (bold, italic, lists, links) as HTML for the Adaptive Cards renderer. Every
 * character of the input is escaped; the only tags are the ones written here.
 *
 * @param {string} text
 */
export function teamsMarkdown(text) {
  return text
    .split(/\n{2,}/)
    .map(
      (block) =>
        drawList(block, /^\s*[-*+] /, 'ul') ?? drawList(block, /^\s*\d+[.)] /, 'ol') ?? `<p>${drawRuns(block)}</p>`
    )
    .join('');
}

/** @param {string} block @param {RegExp} sign @param {'ul' | 'ol'} tag */
function drawList(block, sign, tag) {
  const lines = block.split('\n').filter((line) => line.trim());
  if (lines.length === 0 || !lines.every((line) => sign.test(line))) return undefined;
  const start = tag === 'ol' ? ` start="${Number.parseInt(lines[0] ?? '1', 10)}"` : '';
  return `<${tag}${start}>${lines.map((line) => `<li>${drawRuns(line.replace(sign, ''))}</li>`).join('')}</${tag}>`;
}

/** @param {string} text @returns {string} */
function drawRuns(text) {
  let drawn = '';
  let end = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, sign, label, url, bold, italic, starred] = match;
    drawn += html(text.slice(end, match.index));
    if (sign !== undefined) drawn += html(sign);
    else if (url !== undefined) drawn += drawLink(label ?? '', url);
    else if (bold !== undefined) drawn += `<strong>${drawRuns(bold)}</strong>`;
    else drawn += `<em>${drawRuns(italic ?? starred ?? '')}</em>`;
    end = match.index + whole.length;
  }
  return drawn + html(text.slice(end));
}

/** @param {string} label @param {string} url */
function drawLink(label, url) {
  if (!isSafeAddress(url)) return drawRuns(label);
  return `<a href="${html(url)}" target="_blank" rel="noopener noreferrer">${drawRuns(label)}</a>`;
}

/** @param {string} text */
function html(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
