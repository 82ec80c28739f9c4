import type { FormAnswer, Person } from '../model/message.ts';
import { inPlace, type Reply, toAsker } from '../model/reply.ts';
import { maskPersonal, patientKinds } from '../privacy/index.ts';
import { expertCard, takerOf } from './expert-cards.ts';
import { formToAnswer, type ShownAgain } from './forms.ts';
import { type Handover, type OutboxMessageState, openStates } from './handover.ts';
import type { HandoverParts } from './handover-parts.ts';
import { away, findTracked, isOpen, obsolete, overReply, unlessAway, withForm } from './replies.ts';

/** States in which a message is not in transit. */
const atRest: readonly OutboxMessageState[] = ['sent', 'unsure', 'refused', 'dropped'];

/** Creates the experts' actions: take a question, answer it, close it, send an answer again. */
export function createExpertSide(parts: HandoverParts) {
  const { store, onChange, onFailure } = parts;

  /** Returns the current card, in place of the one whose button was pressed. */
  const redrawn = async (id: string): Promise<Reply> => inPlace(expertCard(await findTracked(store, id), parts));

  return {
    async take(id: string, { name }: Person, now: number): Promise<Reply> {
      const by = name ? { takenBy: name } : {};
      const change = { from: ['waiting'] as const, to: 'taken' as const, tell: ['assigned'] as const };
      if (await store.change(id, { ...change, ...by, drop: ['deliveryFailed'] }, now)) {
        onChange(now);
        return redrawn(id);
      }
      const found = await findTracked(store, id);
      // If their card is outdated, it is updated besides the reply.
      await store.tell(id, 'card', atRest, now);
      onChange(now);
      if (!isOpen(found)) return inPlace(expertCard(found, parts));
      // A name is a person's own words: in a text it would be interpreted as markup.
      const subtitle = `Taken by ${takerOf(found.handover)}`;
      const text = 'Somebody was a moment before you. You may still answer it, if you agree.';
      return toAsker({ title: 'Taken already', subtitle, text });
    },

    async openAnswer(id: string): Promise<Reply> {
      const found = await findTracked(store, id);
      return isOpen(found) ? withForm(formToAnswer(found.handover, '')) : inPlace(expertCard(found, parts));
    },

    async answer({ value: id, fields }: FormAnswer, now: number): Promise<Reply> {
      const typed = (fields.answer ?? '').trim();
      const found = await unlessAway(() => store.find(id), onFailure);
      const shown = found && found !== 'away' ? found.handover : unknown(id, now);
      const again = (text: string, how: ShownAgain) => withForm(formToAnswer(shown, text, how));
      if (found === 'away') return again(typed, { error: away });
      if (!found) return again(typed, { error: 'This question is deleted by now, so nothing was sent.' });
      if (!typed) return again('', { error: 'Write an answer first.' });
      // An answer may well name a colleague, with telephone and address.
      const masked = maskPersonal(typed, patientKinds);
      if (masked.text !== typed) return again(masked.text, { masked: masked.found });
      const change = { from: openStates, to: 'answered' as const, answer: typed, tell: ['answer'] as const };
      const done = await unlessAway(() => store.change(id, { ...change, drop: obsolete }, now), onFailure);
      if (done === 'away') return again(typed, { error: away });
      if (!done) {
        const error = `${overReply(await findTracked(store, id)).card.text} Yours was not sent; copy it if you want to keep it.`;
        return again(typed, { error });
      }
      onChange(now);
      return redrawn(id);
    },

    async close(id: string, now: number): Promise<Reply> {
      const change = { from: openStates, to: 'closed' as const, tell: ['closed'] as const, drop: obsolete };
      if (await store.change(id, change, now)) onChange(now);
      return redrawn(id);
    },

    async resend(id: string, now: number): Promise<Reply> {
      if (await store.tell(id, 'answer', ['unsure'], now)) onChange(now);
      return redrawn(id);
    }
  };
}

/** Returns a placeholder for a handover that cannot be read, so that the words of an answer can be shown again. */
function unknown(id: string, now: number): Handover {
  return { id, state: 'waiting', askedAt: now, platform: '' };
}
