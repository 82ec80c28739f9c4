import type { Action, Tile } from '../model/card.ts';
import type { Gap } from './facts.ts';
import type { DigestWeek } from './week.ts';
import { clipped, many } from './words.ts';

interface TileContext {
  week: DigestWeek;
  retentionDays: number;
  editsInChat: boolean;
}

/** Maximum length of a wording shown, in characters; the button carries all of it. */
const shownWording = 140;

/** Returns the value of a gap's buttons: its week, and one of its wordings. */
function gapValue({ id }: DigestWeek, { wordings }: Gap): string {
  return `${id} ${wordings[0]!.text}`;
}

/** Reads the value of {@link gapValue}. */
export function readGapValue(value: string): { week: string; wording: string } {
  const [week = ''] = value.split(' ', 1);
  return { week, wording: value.slice(week.length + 1) };
}

/** Returns a gap with its actions. */
export function gapTile(gap: Gap, { week, retentionDays, editsInChat }: TileContext): Tile {
  const { wordings, count, declined, choices, nearest, ignored } = gap;
  const wording = wordings[0]!.text;
  const times = count === 1 ? 'Asked once' : `Asked ${count} times`;
  const ways = wordings.length > 1 ? ` in ${wordings.length} wordings` : '';
  const title = `“${clipped(wording, shownWording)}”`;
  if (ignored) {
    return {
      title,
      subtitle: `${times}${ways}`,
      text: `Ignored for ${many(retentionDays, 'day')}: it is left out of the next digests.`,
      actions: [{ id: 'digest.restore', label: 'Undo', value: gapValue(week, gap) }]
    };
  }
  const actions: Action[] = [];
  if (editsInChat && nearest) {
    actions.push({
      id: 'curate.wording',
      label: `Add this wording to ${nearest.title}`,
      value: `${nearest.id} ${wording}`,
      opens: true
    });
  }
  if (editsInChat) actions.push({ id: 'curate.new', label: 'Draft a new entry', value: wording, opens: true });
  actions.push({ id: 'digest.ignore', label: 'Ignore', value: gapValue(week, gap) });
  return {
    title,
    subtitle: `${times}${ways}: ${[declined && `${declined} declined`, choices && `${choices} with choices`].filter(Boolean).join(', ')}`,
    text: nearest
      ? `Nearest: ${clipped(nearest.title, 100)} (${Math.round(nearest.confidence * 100)} % sure)`
      : 'Nothing is near.',
    actions
  };
}
