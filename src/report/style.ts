/**
 * Style sheet of the report page: one column on a phone, chart beside table on a wide screen; dark mode by preference; prints.
 */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1a1d21; --quiet: #4a5058; --line: #8a9099; --first: #00579c; --second: #8a4b00; --second-ground: #ffd9a0; --third: #5a1e6b; --third-ground: #f0d8f6; }
@media (prefers-color-scheme: dark) { :root { --ground: #16181b; --text: #eceef1; --quiet: #b9c0c8; --line: #7c848d; --first: #6db3f2; --second: #ffc477; --second-ground: #4d2f06; --third: #e3a6f0; --third-ground: #3c1747; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; }
p { max-width: 44rem; }
.sums { display: flex; flex-wrap: wrap; gap: 0.75rem; padding: 0; list-style: none; }
.sums li { flex: 1 1 8rem; border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 0.9rem; }
.sums b { display: block; font-size: 1.7rem; line-height: 1.2; }
.pair { display: grid; gap: 1rem 2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 76rem) { .pair { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
.chart { width: 100%; max-width: 36rem; height: auto; fill: var(--text); font-size: 14px; }
.chart .grid { stroke: var(--line); stroke-dasharray: 2 3; }
.chart .value { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; }
.chart .tick { fill: var(--quiet); font-size: 13px; }
.part { stroke: var(--text); stroke-width: 0.75; }
.patterns { position: absolute; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
.legend svg { vertical-align: -0.25rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
p + .scroll, .scroll + .scroll, .pair + .scroll { margin-top: 1.25rem; }
.whole { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; color: var(--quiet); padding-bottom: 0.3rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
th[scope=col] { overflow-wrap: normal; }
th[scope=row] { font-weight: 500; }
details ul { margin: 0.25rem 0; padding-inline-start: 1.2rem; }
footer { margin-top: 3rem; color: var(--quiet); }
@media (max-width: 40rem) {
  table, caption, tbody, tr, th, td { display: block; }
  caption { margin-top: 0.6rem; }
  thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  th, td, td.number { border: 0; padding: 0; text-align: start; }
  td::before { content: attr(data-head) ': '; color: var(--quiet); }
  td.number { display: inline-block; margin-inline-end: 1rem; }
}
@media print { body { max-width: none; } .pair { break-inside: avoid; } }
`;
