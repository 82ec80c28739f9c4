import type { Chart, PeopleChart, StepsChart } from '../../../core/model/card.ts';
import { type Node, words } from './elements.ts';
import { limits } from './limits.ts';
import { line } from './text.ts';

/**
 * Draws a chart of steps as signs, a line a row: the bars of Teams' own chart end at the highest value, so that a low
 * step would fill the picture. A chart of people is Teams' own, and left out where a client has none, as on iPhones
 * (microsoft/Teams-AdaptiveCards-Mobile issue 314).
 */
export function drawChart(chart: Chart): Node[] {
  if (chart.rows.length === 0) return [];
  return chart.kind === 'steps' ? drawSteps(chart) : [drawPeople(chart)];
}

function drawSteps({ title, max, rows }: StepsChart): Node[] {
  const bars = rows.slice(0, limits.tiles).map(({ label, step, says }): Node => {
    const drawn =
      step === undefined
        ? []
        : [run('■'.repeat(step), { color: 'Accent' }), run(`${'□'.repeat(max - step)} `, { isSubtle: true })];
    const bar = { type: 'RichTextBlock', inlines: [...drawn.filter(({ text }) => text !== ''), run(says)] };
    return {
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        { type: 'Column', width: 'stretch', items: [words(line(label, limits.line))] },
        { type: 'Column', width: 'auto', items: [bar] }
      ]
    };
  });
  return [{ type: 'Container', items: [words(line(title, limits.line), { weight: 'Bolder' }), ...bars] }];
}

const run = (text: string, look: { color?: 'Accent'; isSubtle?: boolean } = {}) => ({ type: 'TextRun', text, ...look });

/** Colours from low to high that people who see few colours tell apart too, and that of no answer. */
const colours = ['divergingMaroon', 'divergingLightRed', 'divergingYellow', 'divergingCyan', 'divergingBlue'] as const;
const noAnswer = 'divergingGray';

/**
 * Draws `Chart.HorizontalBar.Stacked`: each row is one bar of all people. Clients take four rows. Source:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards, and
 * Microsoft's renderer in the Agents Playground 0.2.28, which refuses a fifth row.
 */
function drawPeople({ title, answers, rows }: PeopleChart): Node {
  const last = Math.max(1, answers.length - 1);
  const data = rows.slice(0, limits.chartRows).map(({ label, people, unknown }) => ({
    // The title of the chart itself is read out, not shown.
    title: `${line(label, limits.line)} (people)`,
    data: [
      ...answers.map((legend, at) => ({
        legend,
        value: people[at] ?? 0,
        color: colours[Math.round((at / last) * (colours.length - 1))]
      })),
      { legend: 'Did not know', value: unknown, color: noAnswer }
    ].filter(({ value }) => value > 0)
  }));
  return { type: 'Chart.HorizontalBar.Stacked', title: line(title, limits.line), data, fallback: 'drop' };
}
