import { stopWords, weakestRows } from './assessed.ts';
import { disliked, neverUsed, type Report } from './build.ts';
import { handoverRows, medianSentence, outcomeCells, outcomeHead, percentOf, reviewedWords } from './words.ts';

/** Maximum number of rows of a type that are shown; the page and the CSV have all. */
const most = 10;

type Cell = string | number;

/** Formats columns as wide as their widest cell, with numbers right-aligned. */
function columns(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const shown = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...shown.map((row) => [...row[column]!].length)));
  return shown.map(
    (row, index) =>
      `  ${row
        .map((cell, column) => {
          const gap = ' '.repeat(widths[column]! - [...cell].length);
          return typeof rows[Math.max(0, index - 1)]?.[column] === 'number' ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd()}`
  );
}

const clip = (text: string, length: number): string => {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
};

/**
 * Returns the lines of a section; none without rows.
 *
 * @param of number of rows that there are, where only the first are shown
 */
function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  of = rows.length
): string[] {
  if (rows.length === 0) return [];
  return ['', of > rows.length ? `${title} (${rows.length} of ${of})` : title, ...columns(head, rows)];
}

/** Formats the report for the terminal. */
export function reportTable(report: Report): string {
  const { totals, weeks, topics, platforms, entries, tips, reasons, gaps, unworded, handedOver } = report;
  const busy = weeks.filter(({ asked }) => asked > 0);
  const used = entries.filter(({ answered }) => answered > 0);
  const bad = disliked(report);
  const unused = neverUsed(report);
  const lines = [
    `Questions from ${report.from} to ${report.to}`,
    `  ${totals.asked} asked: ${totals.answered} answered (${percentOf(totals.answered, totals.asked)}), ${totals.choices} with choices (${percentOf(totals.choices, totals.asked)}), ${totals.declined} declined (${percentOf(totals.declined, totals.asked)})`,
    `  ${totals.helpful} found helpful, ${totals.unhelpful} not`,
    `  ${reviewedWords(report)}`,
    ...section(
      busy.length < weeks.length ? `By week (${weeks.length - busy.length} without a question left out)` : 'By week',
      ['Week of', ...outcomeHead],
      busy.map((week) => [week.from, ...outcomeCells(week)])
    ),
    ...section(
      'By topic',
      ['Topic', ...outcomeHead],
      topics.map((row) => [row.title, ...outcomeCells(row)])
    ),
    ...section(
      'By platform',
      ['Platform', ...outcomeHead],
      platforms.map((row) => [row.platform, ...outcomeCells(row)])
    ),
    ...section(
      'Not answered for sure, most asked first',
      ['Asked', 'Declined', 'Question', 'Nearest entry'],
      gaps
        .slice(0, most)
        .map(({ count, declined, wordings, nearest, settled, ignored }) => [
          count,
          declined,
          clip(wordings[0]!.text, 60) +
            (wordings.length > 1 ? ` (+${wordings.length - 1})` : '') +
            (ignored ? ' (ignored)' : ''),
          nearest
            ? `${nearest.id} (${settled ? 'answers it now' : `${Math.round(nearest.confidence * 100)} %`})`
            : 'none'
        ]),
      gaps.length
    ),
    ...(unworded > 0 ? ['', `  ${unworded} more were kept without their words.`] : []),
    ...(handedOver
      ? [
          ...section(
            `Handed to people (${handedOver.asked})`,
            ['Questions', 'State'],
            handoverRows.map(([state, label]) => [handedOver.states[state], label])
          ),
          ...(handedOver.medianMs === undefined ? [] : [`  ${medianSentence(handedOver.medianMs)}`])
        ]
      : []),
    ...section(
      'Answers that did not help',
      ['Not helpful', 'Helpful', 'Entry'],
      bad.slice(0, most).map(({ unhelpful, helpful, id }) => [unhelpful, helpful, id]),
      bad.length
    ),
    ...section(
      'What people said of answers',
      ['Thumb', 'Entry', 'Words'],
      reasons.slice(0, most).map(({ helpful, id, reason }) => [helpful ? 'up' : 'down', id, clip(reason, 70)]),
      reasons.length
    ),
    ...section(
      'Most used',
      ['Answered', 'Helpful', 'Entry'],
      used.slice(0, most).map(({ answered, helpful, id }) => [answered, helpful, id]),
      used.length
    ),
    ...section(
      'Tips that were voted on',
      ['Helpful', 'Not helpful', 'Tip'],
      tips.slice(0, most).map(({ helpful, unhelpful, text }) => [helpful, unhelpful, clip(text, 70)]),
      tips.length
    ),
    ...section(
      'Guided assessments',
      ['Begun', 'Finished', 'Assessment', 'Where people stopped'],
      report.assessments.map((figures) => [figures.begun, figures.finished, figures.title, stopWords(figures)])
    ),
    ...section(
      'Weakest over all channels that did one together',
      ['Rated low', 'Of', 'Channels', 'Factor', 'Assessment'],
      weakestRows(report.assessments).map(({ below, rated, channels, name, title }) => [
        below,
        rated,
        channels,
        name,
        title
      ])
    ),
    '',
    `${unused.length} of ${entries.length} entries were never the answer${unused.length > 0 ? '; --csv and --html list them' : ''}.`
  ];
  return `${lines.join('\n')}\n`;
}
