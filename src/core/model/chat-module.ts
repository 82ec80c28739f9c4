import type { ActionPress, Command, FormAnswer } from './message.ts';
import type { Reply } from './reply.ts';

/**
 * A part of the bot with buttons, forms and commands of its own, such as handing a question over to a person. It owns
 * every action and form whose id begins with its name and a full stop: `experts` owns `experts.take`.
 */
export interface ChatModule {
  name: string;
  /** Its word in `commands.ts`, where that is not its name. */
  word?: string;
  press(message: ActionPress, now: number): Promise<Reply>;
  submit(message: FormAnswer, now: number): Promise<Reply>;
  /** What follows the desk's own word, where `commands.ts` has a row of it. */
  command?(message: Command, now: number): Promise<Reply>;
}
