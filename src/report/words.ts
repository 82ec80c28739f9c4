import type { Topic } from '../core/entry.ts';

/** `No topic` is for questions that nothing came near to. */
export const topicLabel = (topic: Topic | undefined): string =>
  topic === undefined ? 'No topic' : `${topic[0]!.toUpperCase()}${topic.slice(1)}`;

/** A share of a whole in per cent, or a dash where there is no whole. */
export const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

/** How a gap stands: whether there is something left to do about it. */
export const gapState = ({ settled, ignored }: { settled: boolean; ignored: object | undefined }): string =>
  ignored ? 'ignored' : settled ? 'answered now' : 'open';
