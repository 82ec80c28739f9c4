import type { Knowledge } from '../model/entry.ts';
import { candidates, chooseTip } from './choose.ts';
import type { Contents } from './contents.ts';
import type { TipStore } from './ledger.ts';
import { neededIn, type TipNeeds } from './needs.ts';
import { tipCard } from './tip-card.ts';

interface TipContentParts {
  store: Pick<TipStore, 'posted'>;
  knowledge: () => Knowledge;
  needs: TipNeeds;
}

/** Creates the contents of the weekly tips: for each day the tip that is next in its channel. */
export function createTipContents({ store, knowledge, needs }: TipContentParts): Contents {
  return {
    name: 'tip',
    async choose(subscriptions) {
      const posted = await store.posted(subscriptions.map(({ id }) => id));
      const needed = await needs(subscriptions.map(({ place }) => place));
      return ({ id, rule, place }, date) => {
        const tips = candidates(knowledge(), rule.topics);
        return chooseTip(tips, date, posted.get(id) ?? new Map(), place, needed.get(place)?.keys())?.id;
      };
    },
    async contentOf({ delivery, subscription: { id, rule, place } }) {
      const tips = candidates(knowledge(), rule.topics);
      const needed = await neededIn(needs, place);
      const planned = tips.find((tip) => tip.id === delivery.tip);
      const posted = planned ? undefined : (await store.posted([id])).get(id);
      const tip = planned ?? chooseTip(tips, delivery.date, posted ?? new Map(), place, needed.keys());
      return tip && { id: tip.id, card: async () => tipCard(tip, knowledge(), needed.get(tip.id)) };
    }
  };
}
