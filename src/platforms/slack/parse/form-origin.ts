import { parseJson } from '../../../core/model/parse-json.ts';
import { limits } from '../render/limits.ts';
import { fields, type ReplyTarget, text } from './payload.ts';

/** Place of the button that opened a form, to which the answer is sent. Slack keeps it beside the form, invisibly. */
export interface Origin extends Pick<ReplyTarget, 'channel' | 'direct' | 'inThread' | 'thread' | 'card' | 'respondTo'> {
  /** True where it was pressed in a modal or on the Home tab. */
  inView: boolean;
  /** The form's shape when it was drawn last. */
  shape?: string;
}

/** Content written by {@link writeOrigin}. */
export interface Kept {
  origin: Origin;
  value: string;
}

/** Returns the origin of a press. */
export function originOf({ channel, direct, inThread, thread, card, respondTo, view }: ReplyTarget): Origin {
  return {
    channel,
    direct,
    inThread,
    inView: view !== undefined,
    ...(thread && { thread }),
    ...(card && { card }),
    ...(respondTo && { respondTo })
  };
}

/**
 * Writes both as the `private_metadata` of a view: the origin as one line of JSON, and after it the unescaped value,
 * which needs no more room than the core allows for.
 *
 * @returns undefined where the result is longer than Slack allows
 */
export function writeOrigin(origin: Origin, value: string): string | undefined {
  const { respondTo: _, ...rest } = origin;
  return [origin, rest]
    .map((each) => `${JSON.stringify(each)}\n${value}`)
    .find((written) => written.length <= limits.privateMetadata);
}

/** Reads the output of {@link writeOrigin}; undefined for any other text. */
export function readOrigin(metadata: string): Kept | undefined {
  const end = metadata.indexOf('\n');
  const read = fields(parseJson(metadata.slice(0, Math.max(end, 0))));
  const [channel, thread, ts] = [text(read.channel), text(read.thread), text(fields(read.card).ts)];
  const [respondTo, shape] = [text(read.respondTo), text(read.shape)];
  if (end < 0 || !channel) return undefined;
  const origin = {
    channel,
    direct: read.direct === true,
    inThread: read.inThread === true,
    inView: read.inView === true,
    ...(thread && { thread }),
    ...(ts && { card: { ts, ephemeral: fields(read.card).ephemeral === true } }),
    ...(respondTo && { respondTo }),
    ...(shape && { shape })
  };
  return { origin, value: metadata.slice(end + 1) };
}
