import type { ActionPress, Command, FormAnswer } from './message.ts';
import type { Reply } from './reply.ts';

/**
 * A part of the bot with its own buttons, forms and commands, such as handing a question over to a person. It owns
 * every action and form whose id begins with its name and a full stop: `experts` owns `experts.take`.
 */
export interface ChatModule {
  name: string;
  /** Command word in `commands.ts`, where it differs from the name. */
  word?: string;
  press(message: ActionPress, now: number): Promise<Reply>;
  submit(message: FormAnswer, now: number): Promise<Reply>;
  /** Keeps what stands in an open form that has `keeps`; nothing is answered. */
  keep?(message: FormAnswer, now: number): Promise<void>;
  /** Handles the module's command, where `commands.ts` has a row for it. */
  command?(message: Command, now: number): Promise<Reply>;
}
