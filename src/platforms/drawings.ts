import type { Form } from '../core/model/form.ts';
import { parseForm } from './slack/parse/parse-form.ts';
import { parsePress } from './slack/parse/press.ts';
import { formView } from './slack/render/form-view.ts';
import { renderSlack } from './slack/render/render.ts';
import { readForm, readPress } from './teams/parse/parse.ts';
import { renderForm } from './teams/render/form-card.ts';
import { renderTeams } from './teams/render/render.ts';
import type { Press } from './web/parse.ts';
import type { Drawings } from './web/render.ts';

/** Functions by which Slack and Teams draw cards and forms and read their data; the playground uses the same ones. */
export const drawings: Drawings = {
  slack: {
    card: (card) => renderSlack(card),
    form: (form) => formView(withoutErrors(form), { channel: 'D0', direct: true, inThread: false, inView: false }),
    press: readSlackPress,
    answer({ back, ...view }) {
      const press = back === true && { type: 'block_actions' };
      const parsed = parseForm({ ...press, user: { id: 'U0' }, view: { id: 'V0', ...view } });
      return parsed?.message;
    }
  },
  teams: {
    card: (card) => renderTeams(card),
    form: (form) => renderForm(form, { surface: 'dialog', opener: '' }),
    press: readPress,
    answer: readForm
  }
};

/** Returns the form without its errors, which Slack shows itself, at the fields of the open form. */
function withoutErrors(form: Form): Form {
  return { ...form, fields: form.fields.map(({ error: _, ...field }) => field) };
}

/** Reads a button of Slack's drawing with Slack's own parser, as if its server had sent it. */
function readSlackPress(pressed: Record<string, unknown>): Press | undefined {
  const parsed = parsePress({ user: { id: 'U0' }, channel: { id: 'D0' }, trigger_id: '0', actions: [pressed] });
  const message = parsed?.message;
  if (message?.kind === 'action') return { action: message.action, value: message.value };
  return message?.kind === 'feedback' ? { about: message.about, helpful: message.helpful } : undefined;
}
