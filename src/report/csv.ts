import type { Counts, Report, Thumbs } from './build.ts';
import { gapState, handoverRows } from './words.ts';

const head = [
  'part',
  'name',
  'id',
  'asked',
  'answered',
  'choices',
  'declined',
  'helpful',
  'unhelpful',
  'nearest',
  'confidence',
  'state'
] as const;
type Row = Partial<Record<(typeof head)[number], string | number>>;

/** Beginnings of formulas, also in full-width signs, after spaces of any kind and in any line of a cell. */
const formula = /(?:^|[\n\v\f\u0085\u2028\u2029])[\p{Z}\t\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－−＠]|^\t/u;

/**
 * Formats a cell; a value that a spreadsheet would read as a formula is prefixed with an apostrophe, as OWASP's "CSV
 * injection" advises.
 */
function cell(value: string | number | undefined): string {
  if (value === undefined || typeof value === 'number') return String(value ?? '');
  const plain = value.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
  const harmless = formula.test(plain) ? `'${plain}` : plain;
  return /["\r\n,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const counts = ({ asked, answered, choices, declined }: Counts): Row => ({ asked, answered, choices, declined });
const thumbs = ({ helpful, unhelpful }: Thumbs): Row => ({ helpful, unhelpful });

/**
 * Returns the whole report as one CSV table (RFC 4180, with the byte order mark that Excel needs to read it as UTF-8).
 * `part` is the type of a row: total, week, topic, platform, gap, wording, handed (questions handed over, by state),
 * entry, tip, reason (given with a vote); of guided assessments begun, finished and stopped (`state` is the page), and of
 * the weakest factors rated (people who rated it) and low (those of them below what to aim for), each counted in `asked`.
 */
export function reportCsv(report: Report): string {
  const { from, to, totals, weeks, topics, platforms, gaps, entries, tips, reasons, handedOver } = report;
  const rows: Row[] = [
    { part: 'total', name: `${from} to ${to}`, ...counts(totals), ...thumbs(totals) },
    ...weeks.map((week) => ({ part: 'week', name: week.from, id: week.week, ...counts(week) })),
    ...topics.map((row) => ({ part: 'topic', name: row.title, id: row.topic ?? '', ...counts(row) })),
    ...platforms.map((row) => ({ part: 'platform', name: row.platform, id: row.platform, ...counts(row) })),
    ...gaps.flatMap(({ wordings, count, choices, declined, nearest, settled, ignored }, index) => [
      {
        part: 'gap',
        name: wordings[0]!.text,
        id: index + 1,
        asked: count,
        answered: 0,
        choices,
        declined,
        ...(nearest && { nearest: nearest.id, confidence: Number(nearest.confidence.toFixed(2)) }),
        state: gapState({ settled, ignored })
      },
      ...wordings.map((wording) => ({ part: 'wording', name: wording.text, id: index + 1, asked: wording.count }))
    ]),
    ...(handedOver
      ? handoverRows.map(([id, name]) => ({ part: 'handed', name, id, asked: handedOver.states[id] }))
      : []),
    ...entries.map((entry) => ({
      part: 'entry',
      name: entry.title,
      id: entry.id,
      answered: entry.answered,
      state: entry.reviewed ? 'reviewed' : 'not reviewed',
      ...thumbs(entry)
    })),
    ...tips.map((tip) => ({ part: 'tip', name: tip.text, id: tip.id, ...thumbs(tip) })),
    ...reasons.map(({ id, reason, helpful }) => ({
      part: 'reason',
      name: reason,
      id,
      ...thumbs({ helpful: Number(helpful), unhelpful: Number(!helpful) })
    })),
    ...report.assessments.flatMap(({ id, title: name, begun, finished, stops, weakest }): Row[] => [
      { part: 'begun', name, id, asked: begun },
      { part: 'finished', name, id, asked: finished },
      ...stops.map(({ page, count }) => ({ part: 'stopped', name, id, state: `page ${page}`, asked: count })),
      ...weakest.flatMap((factor) => [
        { part: 'rated', name: factor.name, id: `${id}/${factor.id}`, asked: factor.rated },
        { part: 'low', name: factor.name, id: `${id}/${factor.id}`, asked: factor.below }
      ])
    ])
  ];
  const lines = [head.join(','), ...rows.map((row) => head.map((column) => cell(row[column])).join(','))];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
