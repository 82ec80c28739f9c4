import { escapeHtml } from '../core/model/escape-html.ts';
import type { Report } from './build.ts';
import { patterns } from './chart.ts';
import { reportSections } from './html-sections.ts';
import { style } from './style.ts';
import { percentOf, reviewedWords } from './words.ts';

/**
 * Returns the report as one self-contained page: no script, no external address, charts as images with their numbers in
 * the table beside them.
 */
export function reportHtml(report: Report, name = 'Spread Bot'): string {
  const { from, to, totals } = report;
  const sums: [number, string][] = [
    [totals.asked, 'asked'],
    [totals.answered, `answered (${percentOf(totals.answered, totals.asked)})`],
    [totals.choices, `given choices (${percentOf(totals.choices, totals.asked)})`],
    [totals.declined, `declined (${percentOf(totals.declined, totals.asked)})`],
    [totals.helpful, 'found helpful'],
    [totals.unhelpful, 'not helpful']
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(name)}: questions from ${from} to ${to}</title>
<style>${style}</style>
</head>
<body>
${patterns}
<main>
<h1>What was asked, <span class="whole">${from}</span> to <span class="whole">${to}</span></h1>
<ul class="sums">${sums.map(([count, label]) => `<li><b>${count}</b>${label}</li>`).join('')}</ul>
<p>${escapeHtml(reviewedWords(report))}.</p>
${reportSections(report).join('\n')}
</main>
<footer><p>Who asked is never kept. Days and weeks are in UTC.</p></footer>
</body>
</html>
`;
}
