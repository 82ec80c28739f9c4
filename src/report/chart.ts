import { escapeHtml } from '../core/model/escape-html.ts';

/**
 * A segment type of a bar. Distinguished by pattern as well as by colour, for readers who see no colour and for print.
 */
export interface Series {
  name: string;
  style: 'plain' | 'striped' | 'dotted';
}

/** One bar, with a value for each series. */
export interface Bar {
  label: string;
  values: readonly number[];
}

/** Returns the next round number, so that the axis ends on one: 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}

/** Width of the drawing in its own units: narrow, so that its letters can be read on a phone. */
const width = 420;
/** Longest label; longer ones are cut, and the table beside the chart shows them whole. */
const longestLabel = 24;
/**
 * Width of the widest letter of the common system fonts at 14 px, averaged over a label (DejaVu Sans; others are
 * narrower).
 */
const letter = 8.8;
const fill = (style: Series['style']): string => (style === 'plain' ? 'var(--first)' : `url(#${style})`);

/** Fill patterns of the charts; included once in a page. */
export const patterns = `<svg width="0" height="0" aria-hidden="true" focusable="false" class="patterns"><defs>
<pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--second-ground)"/><rect width="3" height="6" fill="var(--second)"/></pattern>
<pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="var(--third-ground)"/><circle cx="3" cy="3" r="1.7" fill="var(--third)"/></pattern>
</defs></svg>`;

/** Returns the legend of the patterns. */
export function legend(series: readonly Series[]): string {
  const items = series.map(
    ({ name, style }) =>
      `<li><svg width="18" height="18" aria-hidden="true" focusable="false"><rect class="part" width="18" height="18" fill="${fill(style)}"/></svg> ${escapeHtml(name)}</li>`
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

/**
 * Returns a chart of horizontal bars, one below another, each stacked from its series. It is an image with a name; its
 * numbers are in the table beside it, to which `tableId` refers.
 */
export function barChart(name: string, tableId: string, series: readonly Series[], bars: readonly Bar[]): string {
  const shown = bars.map(({ label }) => {
    const letters = [...label];
    if (letters.length <= longestLabel) return label;
    const begun = letters.slice(0, longestLabel).join('');
    // At the end of a word, where one ends not far before.
    return `${/^.{12,}(?= )/u.exec(begun)?.[0] ?? letters.slice(0, longestLabel - 1).join('')}…`;
  });
  const left = 12 + letter * Math.max(...shown.map((label) => [...label].length), 0);
  const [right, row, top] = [44, 26, 26];
  const totals = bars.map(({ values }) => values.reduce((a, b) => a + b, 0));
  const end = roundUp(Math.max(1, ...totals));
  const scale = (value: number): number => Math.round((10 * value * (width - left - right)) / end) / 10;
  const height = top + bars.length * row + 8;
  const ticks = [...new Set([0, end / 2, end])].filter(Number.isInteger).map((value) => {
    const x = left + scale(value);
    return `<line class="grid" x1="${x}" y1="${top - 4}" x2="${x}" y2="${height - 6}"/><text class="tick" x="${x}" y="${top - 10}" text-anchor="middle">${value}</text>`;
  });
  const drawn = bars.map(({ values }, index) => {
    const y = top + index * row;
    let x = left;
    const parts = values.map((value, at) => {
      const size = scale(value);
      const part =
        value > 0
          ? `<rect class="part" x="${x}" y="${y + 3}" width="${size}" height="${row - 8}" fill="${fill(series[at]!.style)}"/>`
          : '';
      x = Math.round((x + size) * 10) / 10;
      return part;
    });
    return `<text x="${left - 8}" y="${y + row / 2 + 3}" text-anchor="end">${escapeHtml(shown[index]!)}</text>${parts.join('')}<text class="value" x="${x + 6}" y="${y + row / 2 + 3}">${totals[index]}</text>`;
  });
  const titleId = `${tableId}-chart`;
  return `<svg class="chart" role="img" aria-labelledby="${titleId}" aria-describedby="${tableId}-caption" viewBox="0 0 ${width} ${height}"><title id="${titleId}">${escapeHtml(name)}</title>${ticks.join('')}${drawn.join('')}</svg>`;
}
