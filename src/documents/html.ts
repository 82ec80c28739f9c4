import type { Block, ResultDocument } from '../core/assessments/document.ts';
import { escapeHtml } from '../core/model/escape-html.ts';
import { barLine } from './markdown.ts';

/** Style sheet for one A4 page in print and a narrow column on a phone; addresses are printed beside their links. */
const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin: 1.5rem 0 .25rem } h3 { font-size: 1rem; margin: 1rem 0 .25rem }
p, ul { margin: .25rem 0 .5rem } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #8886 } th { font-weight: 600 }
.bar { white-space: nowrap; letter-spacing: .1em } .blank { border-bottom: 1px solid #8886; height: 1.75rem }
footer { margin-top: 2rem; font-size: .85rem } a { overflow-wrap: anywhere }
@media print { @page { size: A4; margin: 16mm 18mm } :root { font-size: 10pt; line-height: 1.35 } h2 { margin: .9rem 0 .2rem } .blank { height: 1.5rem } footer { margin-top: 1rem } body { padding: 0; max-width: none } a::after { content: " (" attr(href) ")" } h2, h3 { break-after: avoid }
  .dense { font-size: 8.5pt; line-height: 1.25 } .dense .blank { height: 1.3rem } .dense h1 { font-size: 14pt } .dense h2, .dense h3 { font-size: 10pt; margin: 6pt 0 0 } .dense p { margin: 0 } .dense footer { margin-top: 6pt } }
`;

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.level + 1}>${escapeHtml(part.text)}</h${part.level + 1}>`;
    case 'text':
      return part.strong ? `<p><strong>${escapeHtml(part.text)}</strong></p>` : `<p>${escapeHtml(part.text)}</p>`;
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'links':
      return `<ul>${part.links.map(({ label, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></li>`).join('')}</ul>`;
    case 'bars': {
      const rows = part.rows.map(
        (row) => `<tr><th scope="row">${escapeHtml(row.label)}</th><td>${escapeHtml(barLine(row))}</td></tr>`
      );
      return `<table><thead><tr><th scope="col">Factor</th><th scope="col">Where you are</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'blank':
      return '<p class="blank"></p>'.repeat(part.lines);
  }
}

/** Writes a document as one HTML page that loads nothing and can be printed. */
export function toHtml({ title, blocks, foot, dense }: ResultDocument): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style>`;
  return `<!doctype html><html lang="en-GB"><head>${head}</head><body${dense ? ' class="dense"' : ''}><main><h1>${escapeHtml(title)}</h1>${blocks.map(block).join('\n')}</main><footer>${escapeHtml(foot)}</footer></body></html>\n`;
}
