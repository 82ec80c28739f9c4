import { escapeHtml } from '../core/model/escape-html.ts';
import { stopWords, weakestRows } from './assessed.ts';
import { type Counts, disliked, neverUsed, type Report } from './build.ts';
import { type Bar, barChart, legend, type Series } from './chart.ts';
import { handoverRows, medianSentence, outcomeCells, outcomeHead } from './words.ts';

const outcomeSeries: readonly Series[] = [
  { name: 'Answered', style: 'plain' },
  { name: 'Choices offered', style: 'striped' },
  { name: 'Declined', style: 'dotted' }
];
const outcomeBar = (label: string, { answered, choices, declined }: Counts): Bar => ({
  label,
  values: [answered, choices, declined]
});

/** Maximum number of bars in a ranking; the table beside it lists all. */
const mostBars = 15;

/** A cell: a number, plain text, or trusted HTML built in this module. */
type Cell = number | string | { html: string };

/** Maximum number of rows of a table that are open to see; further ones unfold. */
const mostRows = 25;

/** Roles are written out because on a phone the rows are drawn as blocks, of which some browsers make no table. */
function table(id: string, caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell, column: number): string => {
    const inner = typeof value === 'object' ? value.html : escapeHtml(String(value));
    if (column === 0) return `<th scope="row" role="rowheader">${inner}</th>`;
    const number = typeof value === 'number' ? ' class="number"' : '';
    return `<td role="cell" data-head="${escapeHtml(head[column]!)}"${number}>${inner}</td>`;
  };
  const heads = head.map(
    (name, column) =>
      `<th scope="col" role="columnheader"${typeof rows[0]?.[column] === 'number' ? ' class="number"' : ''}>${escapeHtml(name)}</th>`
  );
  const draw = (name: string, title: string, shown: typeof rows): string => {
    const body = shown.map((row) => `<tr role="row">${row.map(cell).join('')}</tr>`).join('\n');
    return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${name}-caption"><table id="${name}" role="table"><caption id="${name}-caption">${escapeHtml(title)}</caption><thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead><tbody role="rowgroup">\n${body}\n</tbody></table></div>`;
  };
  const first = draw(id, caption, rows.slice(0, mostRows));
  const rest = rows.slice(mostRows);
  if (rest.length === 0) return first;
  return `<div>${first}<details><summary>${rest.length} more</summary>${draw(`${id}-more`, `${caption}: the rest`, rest)}</details></div>`;
}

function section(title: string, ...parts: readonly string[]): string {
  return `<section><h2>${escapeHtml(title)}</h2>\n${parts.join('\n')}\n</section>`;
}

const pair = (chart: string, beside: string): string => `<div class="pair"><div>${chart}</div>${beside}</div>`;

function gapRow({ wordings, count, declined, choices, nearest, settled, ignored }: Report['gaps'][number]): Cell[] {
  const [first, ...others] = wordings;
  const more = others
    .map(({ text, count: times }) => `<li>${escapeHtml(text)}${times > 1 ? ` (${times} times)` : ''}</li>`)
    .join('');
  const html = `${escapeHtml(first!.text)}${ignored ? ' (ignored by the editors)' : ''}${more && `<details><summary>${others.length} other ${others.length === 1 ? 'wording' : 'wordings'}</summary><ul>${more}</ul></details>`}`;
  const near = nearest
    ? `${nearest.title} (${nearest.id}, ${settled ? 'answers it now' : `${Math.round(nearest.confidence * 100)} %`})`
    : 'Nothing near';
  return [{ html }, count, declined, choices, near];
}

function weekSection({ weeks }: Report): string {
  const busy = weeks.filter(({ asked }) => asked > 0);
  const quiet = weeks.length - busy.length;
  return section(
    'Week by week',
    legend(outcomeSeries),
    quiet > 0 ? `<p>${quiet === 1 ? 'One week' : `${quiet} weeks`} without a question left out.</p>` : '',
    pair(
      barChart(
        'Questions by week and outcome',
        'weeks',
        outcomeSeries,
        busy.map((week) => outcomeBar(week.from, week))
      ),
      table(
        'weeks',
        'Questions by week; each begins on the Monday named',
        ['Week of', ...outcomeHead],
        busy.map((week) => [week.from, ...outcomeCells(week)])
      )
    )
  );
}

function topicSection({ topics, platforms }: Report): string {
  return section(
    'Topics',
    legend(outcomeSeries),
    pair(
      barChart(
        'Questions by topic and outcome',
        'topics',
        outcomeSeries,
        topics.map((row) => outcomeBar(row.title, row))
      ),
      table(
        'topics',
        'Questions by the topic of the answer or the nearest entry',
        ['Topic', ...outcomeHead],
        topics.map((row) => [row.title, ...outcomeCells(row)])
      )
    ),
    platforms.length > 0
      ? table(
          'platforms',
          'Questions by platform',
          ['Platform', ...outcomeHead],
          platforms.map((row) => [row.platform, ...outcomeCells(row)])
        )
      : ''
  );
}

function gapSection({ gaps, unworded }: Report): string {
  return section(
    'Questions without a sure answer',
    gaps.length > 0
      ? table(
          'gaps',
          'Grouped by meaning, the most asked first. Personal details were taken out before they were kept',
          ['Question', 'Asked', 'Declined', 'Choices', 'Nearest entry'],
          gaps.map(gapRow)
        )
      : '<p>None were kept in this time.</p>',
    unworded > 0 ? `<p>${unworded} more were kept without their words.</p>` : ''
  );
}

function handoverSection({ handedOver }: Report): string {
  if (!handedOver) return '';
  return section(
    'Questions handed to people',
    table(
      'handed',
      'By what became of them',
      ['State', 'Questions'],
      handoverRows.map(([state, label]) => [label, handedOver.states[state]])
    ),
    handedOver.medianMs === undefined ? '' : `<p>${medianSentence(handedOver.medianMs)}</p>`
  );
}

function dislikedSection(report: Report): string {
  const bad = disliked(report);
  return section(
    'Answers that did not help',
    bad.length > 0
      ? table(
          'disliked',
          'Entries marked as not helpful',
          ['Entry', 'Not helpful', 'Helpful', 'Answered'],
          bad.map(({ title, unhelpful, helpful, answered }) => [title, unhelpful, helpful, answered])
        )
      : '<p>No answer was marked as not helpful in this time.</p>'
  );
}

function reasonSection({ reasons }: Report): string {
  if (reasons.length === 0) return '';
  return section(
    'What people said of answers',
    table(
      'reasons',
      'Newest first. Personal details were taken out before it was kept',
      ['Words', 'Entry', 'Thumb'],
      reasons.map(({ reason, title, helpful }) => [reason, title, helpful ? 'up' : 'down'])
    )
  );
}

function usedSection({ entries }: Report): string {
  const used = entries.filter(({ answered }) => answered > 0);
  return section(
    'Entries most used',
    used.length > 0
      ? pair(
          barChart(
            'Answers by entry',
            'used',
            [{ name: 'Answered', style: 'plain' }],
            used.slice(0, mostBars).map(({ title, answered }) => ({ label: title, values: [answered] }))
          ),
          table(
            'used',
            'How often each entry was the answer',
            ['Entry', 'Answered', 'Helpful', 'Not helpful'],
            used.map(({ title, answered, helpful, unhelpful }) => [title, answered, helpful, unhelpful])
          )
        )
      : '<p>No question was answered in this time.</p>'
  );
}

function unusedSection(report: Report): string {
  const unused = neverUsed(report);
  const items = unused.map(({ title, id }) => `<li>${escapeHtml(title)} (${escapeHtml(id)})</li>`);
  return section(
    'Entries never used',
    unused.length > 0
      ? `<details><summary>${unused.length} of ${report.entries.length} entries</summary><ul>${items.join('')}</ul></details>`
      : '<p>Every entry was the answer at least once.</p>'
  );
}

function tipSection({ tips }: Report): string {
  if (tips.length === 0) return '';
  return section(
    'Tips',
    table(
      'tips',
      'Tips that were voted on, the most helpful first',
      ['Tip', 'Helpful', 'Not helpful'],
      tips.map(({ text, helpful, unhelpful }) => [text, helpful, unhelpful])
    )
  );
}

function assessmentSection({ assessments }: Report): string {
  if (assessments.length === 0) return '';
  const weakest = weakestRows(assessments);
  return section(
    'Guided assessments',
    table(
      'assessments',
      'How often each was begun and finished, and after which page nothing more came',
      ['Assessment', 'Begun', 'Finished', 'Where people stopped'],
      assessments.map((figures) => [figures.title, figures.begun, figures.finished, stopWords(figures)])
    ),
    weakest.length > 0
      ? table(
          'weakest',
          'What most people rated low, over all channels that did one together; five channels at least, none named',
          ['Factor', 'Rated low', 'Of', 'Channels', 'Assessment'],
          weakest.map(({ name, below, rated, channels, title }) => [name, below, rated, channels, title])
        )
      : ''
  );
}

/** Returns the sections of the page, in their order; a section that has nothing to show is left out. */
export function reportSections(report: Report): string[] {
  return [
    weekSection(report),
    topicSection(report),
    gapSection(report),
    handoverSection(report),
    dislikedSection(report),
    reasonSection(report),
    usedSection(report),
    unusedSection(report),
    tipSection(report),
    assessmentSection(report)
  ].filter(Boolean);
}
