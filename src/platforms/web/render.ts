import { toPlainText } from '../../core/conversation/plain-text.ts';
import type { Card } from '../../core/model/card.ts';
import type { Form } from '../../core/model/form.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { ReadForm, ReadPress } from './parse.ts';

/** Pure functions of a platform that draw cards and forms and read their data, given by the registry. */
export interface Drawing {
  card: (card: Card) => unknown;
  /** @returns undefined for a form the platform has no room for */
  form: (form: Form) => unknown;
  press: ReadPress;
  answer: ReadForm;
}

export interface Drawings {
  slack: Drawing;
  teams: Drawing;
}

/** One card for the page: the neutral card, and the message of each platform. */
export interface Drawn {
  card: Card;
  /** The whole card in words, for screen readers. */
  text: string;
  slack: unknown;
  teams: unknown;
}

/** A form for the page: as each platform would receive it. */
export interface DrawnForm {
  title: string;
  slack: unknown;
  teams: unknown;
  /** Faults of the fields, by field id. */
  errors: Readonly<Record<string, string>>;
}

/** A reply for the page. */
export interface DrawnReply extends Drawn {
  id: string;
  audience: Reply['audience'];
  /** True where it takes the place of the card whose button was pressed. */
  inPlace: boolean;
  /** Form to be filled in, in a window. */
  form?: DrawnForm;
}

export function renderCard(card: Card, { slack, teams }: Drawings): Drawn {
  return { card, text: toPlainText(card), slack: slack.card(card), teams: teams.card(card) };
}

/** @param id of the message it answers */
export function renderReply({ card, form, audience, inPlace = false }: Reply, id: string, by: Drawings): DrawnReply {
  const drawn = form && renderForm(form, by);
  return { id, audience, inPlace, ...renderCard(card, by), ...(drawn && { form: drawn }) };
}

function renderForm(form: Form, by: Drawings): DrawnForm | undefined {
  const [slack, teams] = [by.slack.form(form), by.teams.form(form)];
  if (slack === undefined || teams === undefined) return undefined;
  const errors = form.fields.flatMap(({ id, error }) => (error ? [[id, error] as const] : []));
  return { title: form.title, slack, teams, errors: Object.fromEntries(errors) };
}
