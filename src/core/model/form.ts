import type { Card, Folded } from './card.ts';
import type { FormAnswer } from './message.ts';

/** One input of a form. */
export interface FormField {
  id: string;
  label: string;
  /**
   * Kind of input: one line, several lines, one of `options`, any of `options` (the values joined by commas), or a date
   * as `2026-11-23`.
   */
  kind: 'line' | 'text' | 'choice' | 'many' | 'date';
  /** True to show all options of a choice at once, one below the other, each with its whole text. */
  expanded?: boolean;
  /** Example text shown in an empty field. Plain text. */
  placeholder?: string;
  /** Initial value. */
  value?: string;
  /** Hint for the user. Plain text. */
  hint?: string;
  optional?: boolean;
  /** Maximum length, in characters; 3,000 when not given. */
  max?: number;
  options?: readonly { label: string; value: string }[];
  /** Validation error, in a form that is shown again. */
  error?: string;
}

/**
 * A form, independent of any platform: a modal in Slack, a dialog in Teams. Submitted, it arrives as a Message of kind
 * `form` with the same id and value.
 */
export interface Form {
  id: string;
  /** Title; Slack shows 24 characters (https://docs.slack.dev/reference/views). */
  title: string;
  /** Purpose of the form. Plain text; paragraphs are separated by an empty line. */
  text?: string;
  /** Preview of a card, drawn above the fields. */
  preview?: Card;
  /** Hidden value; at most 2,500 characters, so that it fits beside Slack's own data (3,000 in total). */
  value: string;
  /** Fields. Their values together hold at most 20,000 characters, the capacity of one Teams card. */
  fields: readonly FormField[];
  /** Label of the submit button. */
  submit: string;
  /**
   * Label of a second button, which goes back a page. Pressed, the form arrives with the typed values and with `back:
   * true`; required fields are not checked.
   */
  back?: string;
  /**
   * True if what stands in the form is kept while it is open, so that it can be taken up later: platforms that hear of a
   * choice, or of a closed window, report it as a form with `draft: true`.
   */
  keeps?: boolean;
}

/** Default maximum length of a field, in characters. */
export const fieldMax = 3000;

/** Returns the preview to draw above the fields, without its buttons: pressing one would leave the form. */
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

/** Note that says once what would stand at every field of a form that `leavesFree`. */
export const freeNote = 'You may leave out any of these.';

/** Returns true if a form has several fields and none of them has to be filled in. */
export const leavesFree = ({ fields }: Form): boolean => fields.length > 1 && fields.every(({ optional }) => optional);

/** Returns true if a field of the form has an error. */
export function hasErrors({ fields }: Form): boolean {
  return fields.some(({ error }) => error !== undefined);
}

/** Returns a form with errors, filled with the typed values instead of its initial ones. */
export function keepTyped(form: Form, { form: answered, fields }: FormAnswer): Form {
  if (form.id !== answered || !hasErrors(form)) return form;
  const kept = form.fields.map(({ value: _, ...field }): FormField => {
    const typed = fields[field.id];
    return typed === undefined ? field : { ...field, value: typed };
  });
  return { ...form, fields: kept };
}
