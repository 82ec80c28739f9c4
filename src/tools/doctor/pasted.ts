import type { SettingName } from '../../config/settings.ts';

/** A value pasted into the wrong setting, described without showing it. */
interface Mistake {
  what: string;
  why?: string;
  /** Absent if the setting's own advice fits. */
  fix?: string;
}

const rotating: Mistake = {
  what: 'is a token that expires after twelve hours: token rotation is on for this app.',
  why: 'The bot does not renew tokens, so it would fall silent the same day.',
  fix: 'Slack cannot switch rotation off again: make the app anew from manifests/slack.yaml, and use its xoxb- token.'
};

/** Recognised mistakes. Kinds of Slack's tokens: docs.slack.dev/authentication/tokens and …/using-token-rotation */
const mistakes: readonly (Mistake & { name: SettingName; form: RegExp })[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    form: /^xoxp-/,
    what: 'is a user token (xoxp-).',
    why: 'The bot would speak as that person, and hear nothing that is said to it.'
  },
  {
    name: 'SLACK_BOT_TOKEN',
    form: /^xapp-/,
    what: 'is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN.',
    why: 'An app-level token opens the connection, but cannot post.'
  },
  { name: 'SLACK_BOT_TOKEN', form: /^xoxe/, ...rotating },
  {
    name: 'SLACK_APP_TOKEN',
    form: /^xoxb-/,
    what: 'is a bot token (xoxb-), which belongs in SLACK_BOT_TOKEN.',
    why: 'Only an app-level token opens Socket Mode.'
  },
  {
    name: 'SLACK_APP_TOKEN',
    form: /^xoxp-/,
    what: 'is a user token (xoxp-).',
    why: 'Only an app-level token opens Socket Mode.'
  },
  {
    name: 'MicrosoftAppPassword',
    form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    what: 'is the Secret ID of a client secret, not its Value.',
    why: 'Microsoft takes only the value: with the ID no answer reaches Teams.'
  }
];

/** Returns the mistake recognised by the form of a value, with the setting's name in its text. */
export function mistakeIn(name: SettingName, value: string): Mistake | undefined {
  const found = mistakes.find((mistake) => mistake.name === name && mistake.form.test(value));
  return found && { ...found, what: `${name} ${found.what}` };
}
