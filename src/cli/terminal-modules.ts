import type { Card } from '../core/model/card.ts';
import type { ChatModule } from '../core/model/chat-module.ts';
import { UserFacingError } from '../core/model/errors.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { toAsker } from '../core/model/reply.ts';

/** Makes a module that answers one command by saying which command line does it: the terminal draws no forms. */
function pointer(word: string, card: () => Card): ChatModule {
  const elsewhere = async (): Promise<never> => {
    throw new UserFacingError('That button works in Slack and Teams; here, type a command.');
  };
  return { name: word, word, command: async () => toAsker(card()), press: elsewhere, submit: elsewhere };
}

/** Returns what the commands `assess` and `entries` lead to when they are typed in the terminal. */
export function terminalModules({ knowledge }: KnowledgeBase): ChatModule[] {
  const forms = [...knowledge.assessments.values()].map(
    ({ id, title }) => `- **${title}**: \`${ownCommand(`assess ${id}`)}\``
  );
  return [
    pointer('assess', () => ({
      title: forms.length > 0 ? 'Guided assessments' : 'There is no guided assessment',
      text: forms.join('\n')
    })),
    pointer('entries', () => ({
      title: 'Entries are files here',
      text: `\`${ownCommand('new')}\` begins one, \`${ownCommand('check')}\` says what is wrong, \`${ownCommand('entries review')}\` marks what your team has checked.`
    }))
  ];
}
