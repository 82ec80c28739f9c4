import { readAsk } from '../conversation/next-steps.ts';
import { UserFacingError } from '../model/errors.ts';
import type { ActionPress, Conversation, FormAnswer, Person } from '../model/message.ts';
import { inPlace, type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { maskPersonal } from '../privacy/index.ts';
import { receivedCard, sentCard, withdrawnCard } from './asker-cards.ts';
import { formToAsk, type Journey, type ShownAgain } from './forms.ts';
import { type Handover, type OutboxMessageKind, openStates, shownAside, type TrackedHandover } from './handover.ts';
import type { HandoverParts } from './handover-parts.ts';
import { away, findTracked, forgotten, isOpen, obsolete, overReply, unlessAway, withForm } from './replies.ts';

/**
 * Returns the conversation for the answer, which nobody but the asker reads.
 *
 * @throws UserFacingError where the platform names none
 */
function backTo(conversation: Conversation, from: Person): Conversation {
  const alone = conversation.direct ? conversation : from.direct;
  if (alone) return alone;
  throw new UserFacingError('I cannot answer you alone here. Write to me in a message of your own, and ask there.');
}

/** Returns the other of the asker's two addresses, where they have one. */
function alsoAt(conversation: Conversation, from: Person): Conversation | undefined {
  return conversation.direct ? from.direct : from.direct && conversation;
}

/** Creates the asker's actions: preview, send, withdraw, send again. */
export function createAskerSide({
  store,
  experts,
  newId,
  onChange,
  sent,
  onFailure,
  platformTitle,
  entryTitle
}: HandoverParts) {
  const journey = (conversation: Conversation): Journey => ({
    to: `the experts’ channel in ${platformTitle(experts.platform)}`,
    back: conversation.direct
      ? 'The answer comes here.'
      : 'The answer comes to you alone, in a message from me where I may write one.'
  });

  /** Finds a question in the workspace in which it was asked; one of another workspace is treated as missing. */
  const findOwn = async (id: string, { platform, tenant }: Conversation): Promise<TrackedHandover> => {
    const found = await findTracked(store, id);
    const { asker } = found.handover;
    if (!asker || (asker.platform === platform && asker.tenant === tenant)) return found;
    throw new UserFacingError(forgotten);
  };

  return {
    ask({ value, conversation, from }: ActionPress): Reply {
      const { question, entryId } = readAsk(value);
      backTo(conversation, from);
      return withForm(formToAsk(question, `${newId()} ${entryId}`, journey(conversation)));
    },

    async send({ value, fields, conversation, from }: FormAnswer, now: number): Promise<Reply> {
      const [id = '', entryId = ''] = value.split(' ');
      // Teams returns the client's value, which may differ from the one in the form.
      if (!/^[\w-]{8,64}$/.test(id))
        throw new UserFacingError('I do not know that form; it may be an old one. Open it again.');
      const typed = (fields.question ?? '').trim();
      const again = (text: string, how: ShownAgain) => withForm(formToAsk(text, value, journey(conversation), how));
      if (!typed) return again('', { error: 'Write your question first.' });
      const { text: question, found } = maskPersonal(typed);
      if (question !== typed) return again(question, { masked: found });
      const handover: Handover = {
        id,
        state: 'waiting',
        askedAt: now,
        platform: conversation.platform,
        question,
        ...(entryTitle(entryId) !== undefined && { entryId }),
        asker: backTo(conversation, from)
      };
      const second = alsoAt(conversation, from);
      if (second) handover.alsoAt = second;
      // The question follows once the asker is told: without a way to them no answer would arrive.
      const first: OutboxMessageKind = from.direct ? 'received' : 'question';
      const kept = await unlessAway(() => store.add(handover, [first]), onFailure);
      if (kept === 'away') return again(question, { error: away });
      if (!kept) return toAsker({ title: 'Sent already', text: 'I have this question already; you will hear of it.' });
      if (from.direct) {
        await sent(now);
        const found = await unlessAway(() => store.find(id), onFailure);
        const received = found === 'away' ? undefined : found?.notices.received;
        const told = conversation.direct && received?.state === 'sent' && received.remoteId !== shownAside;
        return { ...toAsker(receivedCard(handover, received)), ...(told && { told }) };
      }
      onChange(now);
      return toEveryone(sentCard(handover, journey(conversation).back));
    },

    async withdraw({ value: id, conversation }: ActionPress, now: number): Promise<Reply> {
      const found = await findOwn(id, conversation);
      const change = { from: openStates, to: 'withdrawn' as const, erase: true as const };
      const drop: readonly OutboxMessageKind[] = ['question', ...obsolete];
      if (!(await store.change(id, { ...change, tell: ['card'], drop }, now))) {
        return overReply(isOpen(found) ? await findTracked(store, id) : found);
      }
      onChange(now);
      return inPlace(withdrawnCard(), 'asker');
    },

    async sendAgain({ value: id, conversation }: ActionPress, now: number): Promise<Reply> {
      const found = await findOwn(id, conversation);
      if (!isOpen(found)) return overReply(found);
      if (!(await store.tell(id, 'question', ['unsure'], now))) {
        return toAsker({
          title: 'It has arrived',
          text: 'The experts have your question; there is no need to send it again.'
        });
      }
      onChange(now);
      return inPlace(sentCard(found.handover), 'asker');
    }
  };
}
