import type { Card } from '../../../core/model/card.ts';
import type { Form } from '../../../core/model/form.ts';
import { renderForm } from './form-card.ts';
import { type AdaptiveCard, renderTeams } from './render.ts';

/** A form shown in the conversation, where no dialog can be opened. */
export interface FormMessage {
  form: Form;
  /** Id of the message whose button opened it; empty where there was none. */
  opener: string;
}

/** Content of a message sent by the bot. */
export type Content = Card | FormMessage;

/**
 * Draws a card, or a form as a card with inputs.
 *
 * @param alone whether one person alone sees it among others; undefined where that is not known or no question
 */
export function drawContent(content: Content, alone: boolean | undefined): AdaptiveCard {
  return 'form' in content
    ? renderForm(content.form, { surface: 'message', opener: content.opener, alone })
    : renderTeams(content, { alone }).card;
}
