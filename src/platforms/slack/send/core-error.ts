import {
  ConversationGoneError,
  MessageRefusedError,
  RetryLaterError,
  UnknownOutcomeError
} from '../../../core/model/errors.ts';
import { isUnknown, slackErrorName, waitAsked } from '../transport/faults.ts';
import { refusals } from './refusals.ts';

/** One of Slack's refusals: plain words for people, and the operator's next step. */
interface Refusal {
  why: string;
  fix?: string;
}

const invite = 'Add the app to the channel: write `/invite` and its name there.';
const posting =
  "Ask the channel's owner or the workspace's administrators to let the app post: channel settings, posting permissions.";
const intoWorkspace = "Ask the organisation's administrator to add the app to the workspace.";
const addressees = 'Nothing can be done: the account is no longer there.';
const threads = 'Ask a channel manager to open the thread; until then such answers come another way.';

const noPerson = { why: 'That person has no account there any more.', fix: addressees };
const mayNotWrite = { why: 'I may not write there.', fix: posting };
const noWorkspace = { why: 'I am not let into that workspace any more.', fix: intoWorkspace };

/**
 * Errors after which the conversation is closed to the bot for good.
 * docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const gone: Readonly<Record<string, Refusal>> = {
  channel_not_found: { why: 'The channel is gone, or I am not a member there.', fix: invite },
  is_archived: { why: 'The channel is archived.', fix: 'Restore the channel, or name another one.' },
  not_in_channel: { why: 'I am not a member there.', fix: invite },
  user_not_found: noPerson,
  user_disabled: noPerson,
  cannot_dm_bot: { why: 'Apps cannot be written to.' },
  messages_tab_disabled: {
    why: 'Direct messages to me are switched off.',
    fix: 'In the app’s settings choose App Home and switch on the Messages tab.'
  },
  no_permission: mayNotWrite,
  restricted_action: mayNotWrite,
  restricted_action_thread_only_channel: mayNotWrite,
  restricted_action_read_only_channel: mayNotWrite,
  team_not_found: noWorkspace
};

const closedThread = { why: 'The thread is closed to me.', fix: threads };

/**
 * Errors after which Slack takes no such message, while the conversation is there: an administrator's rule, or a thread.
 * Same page.
 */
const closedNow: Readonly<Record<string, Refusal>> = {
  access_denied: {
    why: 'Slack denies me access there.',
    fix: "Ask the workspace's administrators whether they have restricted the app: Manage apps, the app, permissions."
  },
  channel_is_limited_access: { why: 'The channel has limited access.', fix: posting },
  channel_type_not_supported: { why: 'Apps cannot write in such a conversation.' },
  ekm_access_denied: {
    why: "The workspace's administrators have suspended posting.",
    fix: "Ask the workspace's administrators to allow posting again (Enterprise Key Management)."
  },
  enterprise_is_restricted: { why: 'The organisation does not let me write.', fix: intoWorkspace },
  team_access_not_granted: { why: 'I am not let into that workspace.', fix: intoWorkspace },
  user_not_in_channel: { why: 'That person is not in the channel.' },
  cannot_reply_to_message: closedThread,
  invalid_thread_ts: closedThread,
  restricted_action_non_threadable_channel: closedThread,
  restricted_action_thread_locked: closedThread,
  thread_not_found: closedThread
};

/** Errors that pass, or that the operator ends for every call at once: the same is sent again later. */
const lifted: Readonly<Record<string, string>> = {
  accesslimited: "Ask the workspace's administrators to allow the address of this machine.",
  org_login_required: 'Wait until the move of the workspace is over, then reinstall the app.'
};

/** Returns the operator's next step after a refusal, by Slack's error code. */
export function fixOf(code: string): string | undefined {
  if (code === 'missing_scope')
    return 'Reinstall the app with the manifest of this version, so that Slack asks for its scopes.';
  return (gone[code] ?? closedNow[code])?.fix ?? lifted[code];
}

/**
 * Converts an error of the SDK to one of the core's; one after which nothing can have arrived, and which may pass, stays
 * as it is, without its payload.
 */
export function coreError(error: unknown): Error {
  const wait = waitAsked(error);
  if (wait !== undefined) return new RetryLaterError(`Slack asks to wait ${wait / 1000} s.`, wait, { cause: error });
  if (isUnknown(error)) return new UnknownOutcomeError('Slack gave no clear answer.', { cause: error });
  const name = slackErrorName(error);
  const [fix, advice] = [fixOf(name ?? ''), adviceFor[name ?? '']];
  const facts = { cause: error, ...(name && { refusal: name }), ...(fix && { fix }), ...(advice && { advice }) };
  const closed = name === undefined ? undefined : gone[name];
  if (closed) return new ConversationGoneError(closed.why, facts);
  const step = refusals[name ?? ''];
  if (step && step !== 'without-id' && !lifted[name ?? ''])
    return new MessageRefusedError(closedNow[name ?? '']?.why ?? 'Slack does not take this message.', facts);
  const reason = name ?? (error instanceof Error ? error.message : 'no reason given');
  return new Error(`Slack did not take the message: ${reason}.`, { cause: error });
}

/** Advice to a person where the bot may not post. For a conversation of two people Slack says `channel_not_found`. */
const adviceFor: Readonly<Record<string, string>> = {
  not_in_channel: 'Write `/invite` and my name in this channel first, then the same again.',
  channel_not_found:
    'Write `/invite` and my name in this channel first, then the same again. In a conversation of two people I cannot be added; write to me directly.'
};
