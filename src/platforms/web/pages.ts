import { byline } from '../../core/conversation/entry-card.ts';
import type { Entry } from '../../core/model/entry.ts';
import { type Html, html, safeAddress } from './html.ts';

/** Operator of the page, with the addresses of their statements. */
export interface Site {
  /** Name of the operator, and their contact address. */
  owner?: string;
  /** Addresses of statements of the organisation's own, in place of the built-in ones. */
  privacy?: string;
  accessibility?: string;
  /** True where search engines may list the page. */
  indexed: boolean;
}

/** Returns the address of one of the page's own files; it changes with the file's contents. */
export type AssetUrl = (name: string) => string;

interface PageParts {
  title: string;
  main: Html;
  /** Text in the question box. */
  asked?: string;
  /** On the first page what one can ask about: the heading of the page is the label of its box. */
  home?: string;
  /** False for pages that search engines must not list, such as an answer to a question. */
  listed?: boolean;
}

/** Returns `a, b and c`. */
const joined = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');

/** Maximum length of a question left in the box. */
const longestInBox = 120;

/** Creates the whole pages of one site. `nameOf` returns what the bot is called. */
export function createPages(site: Site, asset: AssetUrl, nameOf: () => string) {
  /** Returns a whole page as it is sent. */
  function page({ title, main, asked = '', home, listed = false }: PageParts): string {
    const label = home
      ? html`<h1 id="ask-label">Ask about ${home}</h1>`
      : html`<p id="ask-label" class="ask-label">Ask another question</p>`;
    const robots = !(site.indexed && listed) && html`<meta name="robots" content="noindex">`;
    return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Ask a question and get the right tool, guide or person, with its source.">
${robots}
<title>${title}</title>
<link rel="icon" href="${asset('mark.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${asset('base.css')}">
<link rel="stylesheet" href="${asset('web.css')}">
<script src="${asset('web.js')}" type="module"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the answer</a>
<header class="top"><a class="brand" href="/"><img src="${asset('mark.svg')}" alt="" width="28" height="28">${nameOf()}</a><a class="plain" id="preview" href="/playground/preview">Preview for Slack and Teams</a></header>
<form class="ask" id="ask" role="search" action="/" method="get">
${label}
${home && html`<p class="lead" id="ask-hint">Write a question, or the name of a tool. Please leave out patient details.</p>`}
<div class="ask-row"><input id="q" name="q" type="search" value="${asked}" maxlength="4000" aria-labelledby="ask-label"${home && html` aria-describedby="ask-hint"`} autocomplete="off" autocapitalize="off" spellcheck="true" enterkeyhint="search" required><button class="button main">Ask</button></div>
<ul id="found" class="found" role="listbox" aria-label="Found by name" hidden></ul>
<p id="status" role="status" class="unseen"></p>
</form>
<main id="main" tabindex="-1"><div id="talk">${main}</div></main>
<dialog id="window" aria-labelledby="sheet-title"></dialog>
${footer()}
</body>
</html>
`.markup;
  }

  function footer(): Html {
    const privacy = (site.privacy && safeAddress(site.privacy)) ?? '/about#privacy';
    const accessibility = (site.accessibility && safeAddress(site.accessibility)) ?? '/about#accessibility';
    return html`<footer class="end"><ul>${site.owner && html`<li>Run by ${site.owner}</li>`}<li><a href="/about">How this works</a></li><li><a href="${privacy}">Privacy</a></li><li><a href="${accessibility}">Accessibility</a></li></ul></footer>`;
  }

  return {
    /** Returns the first page: the box, questions to begin with, the topics. */
    home(
      prompts: readonly { title: string; text: string }[],
      topics: readonly { id: string; title: string; entries: number }[]
    ): string {
      const main = html`<section aria-labelledby="starters"><h2 id="starters">For example</h2><ul class="starters">${prompts.map(({ text }) => html`<li><a href="/?q=${encodeURIComponent(text)}">${text}</a></li>`)}</ul></section>
<section aria-labelledby="topics"><h2 id="topics">Or look through a topic</h2><ul class="topics">${topics.map(({ id, title, entries }) => html`<li><a href="/topic/${encodeURIComponent(id)}">${title}</a> <span class="kind">${entries}</span></li>`)}</ul></section>`;
      return page({
        title: nameOf(),
        main,
        home: joined(topics.map(({ title }) => title.toLowerCase())),
        listed: true
      });
    },

    /**
     * Returns the page of one answer. The question stands in the box, or above the answer where it is too long for it.
     */
    answer(asked: string, title: string, card: Html): string {
      const fits = asked.length <= longestInBox;
      const main = turnHtml(fits ? undefined : asked, card);
      return page({ title: `${title} – ${nameOf()}`, main, asked: fits ? asked : '' });
    },

    /** Returns the page of one entry. */
    entry(title: string, card: Html): string {
      return page({
        title: `${title} – ${nameOf()}`,
        main: html`<section class="turn">${card}</section>`,
        listed: true
      });
    },

    /** Returns all entries of a topic: tools first, then people, ideas and what has changed. */
    topic(topic: string, groups: readonly { title: string; entries: readonly Entry[] }[]): string {
      const all = groups.reduce((sum, { entries }) => sum + entries.length, 0);
      const main = html`<section class="turn"><article class="card"><h1 tabindex="-1">${topic}</h1><p class="kind">All ${all} entries, those that people use most first.</p>
${groups.filter(({ entries }) => entries.length > 0).map(({ title, entries }) => html`<h2>${title} (${entries.length})</h2><ul class="rows">${entries.map((entry) => html`<li><a href="/entry/${encodeURIComponent(entry.id)}">${entry.title}</a><span class="kind">${byline(entry)}${entry.status !== 'current' && ` · ${entry.status}`}</span><span>${entry.summary}</span></li>`)}</ul>`)}</article></section>`;
      return page({ title: `${topic} – ${nameOf()}`, main, listed: true });
    },

    /** Returns the page on its purpose, the data it keeps, and its accessibility. */
    about(retentionDays: number): string {
      const main = html`<section class="turn"><article class="card prose"><h1 tabindex="-1">How this works</h1>
<p>You ask in your own words. The page looks your question up among answers that were prepared beforehand. Each shows its source and date, and says whether your organisation has reviewed it. Nothing is made up while you ask, and when there is no answer it says so. <a href="/?q=who+wrote+these+answers">Who wrote the answers, and how many are reviewed</a></p>
<p>The same answers are given in Slack and Microsoft Teams, where your organisation has added ${nameOf()}.</p>
<h2 id="privacy">Privacy</h2>
<p>What you type stays on this server. There are no cookies, no trackers and nothing from other companies on this page. Your browser keeps a random number for as long as the tab is open, so that a reply can reach you.</p>
<p>Questions without a clear answer are kept for ${retentionDays} days, without who asked and with names and numbers taken out, so that the answers can be improved. A question that you open from an address such as <code>/?q=…</code> stands in your browser’s history.</p>
<h2 id="accessibility">Accessibility</h2>
<p>The page is made to meet WCAG 2.2 at level AA. It works with the keyboard alone, without a script for reading, at 400 % zoom and in high contrast, and each version is tested with axe. Pages that answers lead to belong to others and may be less accessible.</p>
<p>If something does not work for you, please tell ${site.owner ?? 'the people who gave you this address'}.</p></article></section>`;
      return page({ title: `How this works – ${nameOf()}`, main, listed: true });
    },

    /** Returns a page with a sentence: an address that is not there, or too much at once. */
    notice(title: string, text: string | Html): string {
      const main = html`<section class="turn"><article class="card"><h1 tabindex="-1">${title}</h1><p>${text}</p></article></section>`;
      return page({ title: `${title} – ${nameOf()}`, main });
    }
  };
}

/** Maximum length of a question shown without folding. */
const shownAsked = 240;

/** Returns what was asked; a long question is folded after its first lines. */
export function askedHtml(asked: string, how: 'asked' | 'pressed' = 'asked'): Html {
  const lead = how === 'asked' ? 'You asked: ' : 'You chose: ';
  if (asked.length <= shownAsked)
    return html`<p class="asked" dir="auto"><span class="lead-in">${lead}</span>${asked}</p>`;
  return html`<details class="asked" dir="auto"><summary><span class="lead-in">${lead}</span>${asked.slice(0, shownAsked)}…</summary>${asked.slice(shownAsked)}</details>`;
}

/** Returns a question and its answer as one piece. */
export function turnHtml(asked: string | undefined, card: Html, how: 'asked' | 'pressed' = 'asked'): Html {
  return html`<section class="turn">${asked !== undefined && askedHtml(asked, how)}${card}</section>`;
}
