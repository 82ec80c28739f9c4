import type { Card, Folded } from './card.ts';
import type { FormAnswer } from './message.ts';

/** One thing to fill in. */
export interface FormField {
  id: string;
  label: string;
  /** One line, several lines, one of `options`, any of `options` (the value is theirs joined by commas), or a date as `2026-11-23`. */
  kind: 'line' | 'text' | 'choice' | 'many' | 'date';
  /** A choice whose options are all to be seen at once, one below the other, each with its whole text. */
  expanded?: boolean;
  /** An example that stands in an empty field. Plain text. */
  placeholder?: string;
  /** What stands in it at first. */
  value?: string;
  /** Helps to fill it in. Plain text. */
  hint?: string;
  optional?: boolean;
  /** Characters at most; 3,000 when not given. */
  max?: number;
  options?: readonly { label: string; value: string }[];
  /** What was wrong with it, in a form that is shown again. */
  error?: string;
}

/**
 * A window to fill in, before any platform draws it: a modal in Slack, a dialog in Teams. Sent off, it comes back as a
 * Message of kind `form` with the same id and value.
 */
export interface Form {
  id: string;
  /** 24 characters are shown by Slack (https://docs.slack.dev/reference/views). */
  title: string;
  /** What it is for. Plain text. */
  text?: string;
  /** A card as it will look, drawn above the fields. */
  preview?: Card;
  /** Carried along unseen; at most 2,500 characters, so that it fits beside what Slack keeps (3,000). */
  value: string;
  /** What stands in all of them together is at most 20,000 characters, which is what one card of Teams has room for. */
  fields: readonly FormField[];
  /** The label of the button that sends it off. */
  submit: string;
  /**
   * The label of a second button, which goes back a page. Pressed, the form comes back with what was typed and with
   * `back: true`; nothing is checked for being filled in.
   */
  back?: string;
}

/** Characters a field takes where it does not say. */
export const fieldMax = 3000;

/** The preview as it is drawn above the fields: what can be pressed there would leave the form, so it is left out. */
export function previewOf({ preview }: Form): Card | undefined {
  if (!preview) return undefined;
  const { actions: _, feedback: __, more, ...card } = preview;
  const still = (tiles: Card['tiles']) => tiles?.map(({ actions: ___, ...tile }) => tile);
  const tiles = still(card.tiles);
  return { ...card, ...(tiles && { tiles }), ...(more && { more: stillFolded(more, still(more.tiles)) }) };
}

function stillFolded({ actions: _, ...more }: Folded, tiles: Card['tiles']): Folded {
  return { ...more, ...(tiles && { tiles }) };
}

/** True where something in the form has to be put right before it can be sent off. */
export function hasErrors({ fields }: Form): boolean {
  return fields.some(({ error }) => error !== undefined);
}

/** A form that comes back because of errors keeps what the person typed, whatever stood in it at first. */
export function keepTyped(form: Form, { form: answered, fields }: FormAnswer): Form {
  if (form.id !== answered || !hasErrors(form)) return form;
  const kept = form.fields.map(({ value: _, ...field }): FormField => {
    const typed = fields[field.id];
    return typed === undefined ? field : { ...field, value: typed };
  });
  return { ...form, fields: kept };
}
