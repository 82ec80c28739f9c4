import type { ChatModule } from '../model/chat-module.ts';
import { UserFacingError } from '../model/errors.ts';
import { type ActionPress, type FormAnswer, isIn } from '../model/message.ts';
import { inPlace } from '../model/reply.ts';
import { createAskerSide } from './asker-side.ts';
import { forgottenCard } from './expert-cards.ts';
import { createExpertSide } from './expert-side.ts';
import { answerForm, askForm } from './forms.ts';
import type { HandoverParts } from './handover-parts.ts';

/** Creates the module with the buttons and forms of the handover, for the asker and for the experts. */
export function createHandoverModule(parts: HandoverParts): ChatModule {
  const { store, experts } = parts;
  const asker = createAskerSide(parts);
  const expert = createExpertSide(parts);

  const onlyExperts = ({ conversation }: ActionPress | FormAnswer): void => {
    if (!isIn(experts, conversation)) {
      throw new UserFacingError('Only the experts can do that, in their own channel.');
    }
  };

  return {
    name: 'experts',
    async press(message, now) {
      const { action, value: id, from } = message;
      switch (action) {
        case 'experts.ask':
          return asker.ask(message);
        case 'experts.withdraw':
          return asker.withdraw(message, now);
        case 'experts.again':
          return asker.sendAgain(message, now);
      }
      onlyExperts(message);
      if (!(await store.find(id))) return inPlace(forgottenCard());
      switch (action) {
        case 'experts.take':
          return expert.take(id, from, now);
        case 'experts.answer':
          return expert.openAnswer(id);
        case 'experts.close':
          return expert.close(id, now);
        case 'experts.resend':
          return expert.resend(id, now);
        default:
          throw new UserFacingError('I do not know that button; the card may be an old one.');
      }
    },
    async submit(message, now) {
      if (message.form === askForm) return asker.send(message, now);
      if (message.form !== answerForm) throw new UserFacingError('I do not know that form; it may be an old one.');
      onlyExperts(message);
      return expert.answer(message, now);
    }
  };
}
