import type { Card } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import { UserFacingError } from '../model/errors.ts';
import type { ActionPress } from '../model/message.ts';
import { inPlace, type Reply } from '../model/reply.ts';
import type { Zones } from '../time/zones.ts';
import type { WeekFacts } from './facts.ts';
import { readGapValue } from './gap-tile.ts';
import type { GapStore } from './ledger.ts';
import { type DigestWeek, readWeek } from './week.ts';

export interface DigestModuleParts {
  gaps: Pick<GapStore, 'ignore' | 'restore'>;
  zones: Zones;
  /** Returns the current facts of a week. */
  facts: (week: DigestWeek, now: number) => Promise<WeekFacts>;
  /** Returns the week's digest, drawn again. */
  draw: (week: DigestWeek, now: number) => Promise<Card | undefined>;
  /** Returns whether the person who pressed may work on the gaps: in the editors' channel, or as an editor. */
  mayEdit: (press: ActionPress) => boolean;
  newId: () => string;
}

/** Maximum number of wordings stored of an ignored gap, the most frequent first: enough to recognise its meaning. */
const mostWordings = 20;

/**
 * Creates the module with the buttons of the digest, which ignore and restore a gap. The card is drawn again in place.
 */
export function createDigestModule({ gaps, zones, facts, draw, mayEdit, newId }: DigestModuleParts): ChatModule {
  return {
    name: 'digest',
    async press(message, now): Promise<Reply> {
      if (!mayEdit(message)) {
        throw new UserFacingError('Only the knowledge editors can do that. Ask in their channel.');
      }
      const { week: id, wording } = readGapValue(message.value);
      const week = readWeek(id, zones);
      const gap =
        week && (await facts(week, now)).gaps.find(({ wordings }) => wordings.some(({ text }) => text === wording));
      if (!week || !gap) {
        throw new UserFacingError('That question is no longer kept, so there is nothing to do about it here.');
      }
      switch (message.action) {
        case 'digest.ignore':
          if (!gap.ignored) {
            const wordings = gap.wordings.slice(0, mostWordings).map(({ text }) => text);
            await gaps.ignore({ id: newId(), wordings, at: now });
          }
          break;
        case 'digest.restore':
          await gaps.restore(gap.ignored?.by ?? []);
          break;
        default:
          throw new UserFacingError('I do not know that button; the card may be an old one.');
      }
      const card = await draw(week, now);
      return inPlace(card ?? { title: 'Done', text: '' });
    },
    async submit() {
      throw new UserFacingError('I do not know that form; it may be an old one.');
    }
  };
}
