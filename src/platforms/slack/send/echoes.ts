import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../observability/logger.ts';
import { type Fields, text } from '../parse/payload.ts';
import { isUnknown } from '../transport/faults.ts';

/** Parts of a message by which its event is told. */
interface Posted {
  channel: string;
  thread_ts?: string;
  text: string;
}

/** Slack's answer to a post, as far as it is read. */
interface Answer {
  ts?: string | undefined;
}

/** The events by which Slack reports the bot's own messages in its direct conversations (`message.im`). */
export interface Echoes {
  /** Records the event of a message that an app wrote. */
  heard(event: Fields): void;
  /**
   * Returns Slack's answer to a post. Where that is unclear, the event of the same message answers in its place: chat.postMessage
   * has no documented id by which Slack tells a repeat, and a person is not to get an answer twice.
   *
   * @param sent the call, just begun
   * @throws the call's error where no event came in time
   */
  posted(message: Posted, sent: Promise<Answer>): Promise<Answer>;
}

/** Number of letters and digits compared. Slack writes the rest of a text in its own way. */
const compared = 80;

/** @param waitMs time for an event after the unclear answer, in milliseconds */
export function createEchoes(waitMs: number, logger: Logger): Echoes {
  const open = new Set<{ key: string; heard: (answer: Answer) => void }>();
  return {
    heard(event) {
      const key = keyOf(event);
      const post = [...open].find((each) => each.key === key);
      if (post) open.delete(post);
      post?.heard({ ts: text(event.ts) });
    },
    async posted(message, sent) {
      const late = new AbortController();
      let heard: (answer: Answer) => void = () => {};
      const echo = new Promise<Answer>((resolve) => {
        heard = resolve;
      });
      const post = { key: keyOf({ ...message }), heard };
      open.add(post);
      try {
        return await sent;
      } catch (error) {
        if (!isUnknown(error)) throw error;
        const silence = sleep(waitMs, undefined, { signal: late.signal }).catch(() => undefined);
        const answer = await Promise.race([echo, silence]);
        if (!answer) throw error;
        logger.info('slack.post.reported');
        return answer;
      } finally {
        open.delete(post);
        late.abort();
      }
    }
  };
}

function keyOf({ channel, thread_ts, text: said }: Fields): string {
  const letters = (text(said) ?? '').replace(/&(?:amp|lt|gt);|[^a-z0-9]/gi, '').slice(0, compared);
  return [channel, thread_ts, letters.toLowerCase()].join('\n');
}
