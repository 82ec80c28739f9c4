import type { Card } from './card.ts';

/** One thing to fill in. */
export interface FormField {
  id: string;
  label: string;
  /** One line, several lines, one of `options`, or a date as `2026-11-23`. */
  kind: 'line' | 'text' | 'choice' | 'date';
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
  fields: readonly FormField[];
  /** The label of the button that sends it off. */
  submit: string;
}
