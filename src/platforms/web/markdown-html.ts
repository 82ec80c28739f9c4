import { lexer, type Token, type Tokens } from 'marked';
import { memoize } from '../../core/model/bounded-map.ts';
import { type Html, html, safeAddress } from './html.ts';

/**
 * Draws the Markdown subset of `Card.text`. HTML and pictures in it are drawn as plain text; links other than http,
 * https and mailto as their label.
 */
export const markdownHtml: (markdown: string) => Html = memoize(
  (markdown) => html`${lexer(markdown, { gfm: true }).map((token) => block(token))}`
);

function block(token: Token): Html {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'hr':
      return html``;
    case 'heading':
      return html`<p><strong>${inline(token.tokens)}</strong></p>`;
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const lines = items.map(
        ({ tokens }) => html`<li>${tokens.map((each) => (each.type === 'text' ? inline([each]) : block(each)))}</li>`
      );
      return ordered ? html`<ol start="${Number(start) || 1}">${lines}</ol>` : html`<ul>${lines}</ul>`;
    }
    case 'blockquote':
      return html`${(token.tokens ?? []).map((each) => block(each))}`;
    case 'code':
      return html`<pre>${String(token.text)}</pre>`;
    case 'paragraph':
    case 'text':
      return html`<p>${inline(token.tokens ?? [token])}</p>`;
    default:
      return html`<p>${token.raw}</p>`;
  }
}

function inline(tokens: readonly Token[] = []): Html {
  return html`${tokens.map((token) => run(token))}`;
}

function run(token: Token): Html {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inline(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inline(token.tokens)}</em>`;
    case 'codespan':
      return html`<code>${String(token.text)}</code>`;
    case 'br':
      return html`<br>`;
    case 'link': {
      const address = safeAddress(token.href);
      return address ? html`<a href="${address}">${inline(token.tokens)}</a>` : inline(token.tokens);
    }
    case 'text':
      return token.tokens ? inline(token.tokens) : html`${String(token.text)}`;
    case 'escape':
      return html`${String(token.text)}`;
    default:
      return html`${token.raw}`;
  }
}
