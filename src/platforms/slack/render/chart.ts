import type { Block, KnownBlock } from '@slack/types';
import type { Chart } from '../../../core/model/card.ts';
import { chunks, type Style } from './elements.ts';
import { limits } from './limits.ts';
import { shorten } from './mrkdwn.ts';

/**
 * A bar chart of Slack, which `@slack/types` 3.2 does not have yet. Messages take it since June 2026, views do not.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface DataVisualizationBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label?: string; y_label?: string };
  };
}

/** Groups of bars that a phone shows apart from each other. Ours. */
const mostGroups = 3;

/**
 * Draws a chart of people: a group of bars for each of the first rows, a bar for each answer. A chart of steps is left
 * out: the axis of Slack ends at the highest bar, so that a low step would fill the picture, and a row without a step
 * would have to stand at 0.
 */
export function chartBlocks(chart: Chart | undefined, style: Style): KnownBlock[] {
  if (chart?.kind !== 'people' || style !== 'native') return [];
  const [rows = []] = chunks(chart.rows, mostGroups);
  const categories = rows.map(({ label }) => shorten(label, limits.chartLabel));
  const doubt = rows.some(({ unknown }) => unknown > 0) ? ['Did not know'] : [];
  const names = [...chart.answers, ...doubt].map((name) => shorten(name, limits.chartLabel));
  const title = shorten(chart.title, limits.chartTitle);
  if (title === '' || names.length > limits.chartSeries || !areNames(categories) || !areNames(names)) return [];
  const series = names.map((name, answer) => ({
    name,
    data: rows.map(({ people, unknown }, row) => ({
      label: categories[row]!,
      value: answer < chart.answers.length ? (people[answer] ?? 0) : unknown
    }))
  }));
  const block: DataVisualizationBlock = {
    type: 'data_visualization',
    title,
    chart: { type: 'bar', series, axis_config: { categories, y_label: 'People' } }
  };
  return [block as Block as KnownBlock];
}

/** Returns true for one name or more, none empty and none twice: Slack refuses the rest. */
const areNames = (names: readonly string[]): boolean =>
  names.length > 0 && new Set(names).size === names.length && !names.includes('');
