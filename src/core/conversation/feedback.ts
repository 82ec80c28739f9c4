import type { Card } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import type { Form } from '../model/form.ts';
import { type Feedback, type Named, personKey } from '../model/message.ts';
import { inPlace, type Reply, toAsker } from '../model/reply.ts';
import type { FeedbackStore } from '../model/store.ts';
import { type Masked, maskPersonal, privacyNote } from '../privacy/index.ts';

interface VotingParts {
  store: Pick<FeedbackStore, 'vote'>;
  /** Returns the entries and tips that can be voted on. Button values come from the client and are not trusted. */
  knowledge: () => Pick<Knowledge, 'entries' | 'tips'>;
  /** Returns a name for a person's key that cannot be traced back. */
  pseudonym: (personId: string, now: number) => string | Promise<string>;
  /** Called with an error when the store is unavailable. */
  onFailure: (what: string, error: unknown) => void;
}

/** Thumbs votes, and the reason that may follow a thumbs down. */
export interface Voting {
  vote(message: Feedback, now: number): Promise<Reply>;
  /** Module with the button and the form that ask for the reason. */
  chatModule: ChatModule;
}

/** Id of the button under the thanks for a thumbs down, and of its form. The value is the entry or tip voted on. */
const reasonId = 'feedback.reason';
/** Maximum length of a reason kept for the editors, in characters. */
const reasonMax = 300;

/** Creates the voting: one vote per person and answer; voting again changes it, and a later reason is added to it. */
export function createVoting({ store, knowledge, pseudonym, onFailure }: VotingParts): Voting {
  /** Checks the target of a vote. @throws UserFacingError for anything but an entry or a tip */
  const check = (about: string): void => {
    const { entries, tips } = knowledge();
    if (entries.has(about) || tips.some(({ id }) => id === about)) return;
    throw new UserFacingError(
      'That answer is no longer here, so I kept no vote about it. Ask me again, and vote on what I say.'
    );
  };
  const keep = async (about: string, helpful: boolean, from: Named, now: number, reason?: string): Promise<boolean> => {
    try {
      const voter = await pseudonym(personKey(from), now);
      await store.vote({ about, helpful, voter, at: now, ...(reason && { reason: reason.slice(0, reasonMax) }) });
      return true;
    } catch (error) {
      onFailure('store.vote', error);
      return false;
    }
  };

  return {
    async vote(message, now) {
      const { about, helpful, reason } = message;
      check(about);
      const masked = maskPersonal(reason ?? '');
      if (!(await keep(about, helpful, message, now, masked.text))) return toAsker(notSaved);
      if (helpful) return toAsker({ title: 'Thank you', text: 'Good to know.' });
      return toAsker({
        title: 'Thank you',
        text: 'Thank you for saying so. Ask me in other words, or turn to the contact on the card.',
        ...noteOn(masked.found),
        ...(!reason && { actions: [{ id: reasonId, label: 'Say what was missing', value: about, opens: true }] })
      });
    },
    chatModule: {
      name: 'feedback',
      async press({ value }) {
        return { ...toAsker(noWindow), form: reasonForm(value) };
      },
      async submit(message, now) {
        const {
          value,
          fields: { reason }
        } = message;
        if (!value) throw new UserFacingError('I no longer know what that was about. Press the thumb again.');
        check(value);
        const masked = maskPersonal(reason ?? '');
        const kept = await keep(value, false, message, now, masked.text);
        return inPlace(kept ? thanks(masked.found) : notSaved, 'asker');
      }
    }
  };
}

const notSaved: Card = { title: 'Not saved', text: 'I could not keep that just now. Please press it again later.' };

const noWindow: Card = {
  title: 'What was missing?',
  text: ''
};

function thanks(found: Masked['found']): Card {
  const text = 'The people who look after the answers will read it. They cannot see who wrote it.';
  return { title: 'Thank you', text, ...noteOn(found) };
}

/** Returns a note that personal details were removed. */
function noteOn(found: Masked['found']): { note?: string } {
  const note = privacyNote(found);
  return note ? { note } : {};
}

function reasonForm(about: string): Form {
  return {
    id: reasonId,
    title: 'What was missing?',
    text: 'The people who look after the answers will read this. They cannot see who wrote it.',
    value: about,
    fields: [
      {
        id: 'reason',
        label: 'What did you hope to find?',
        kind: 'text',
        max: reasonMax,
        hint: 'Please leave out patient details.'
      }
    ],
    submit: 'Send'
  };
}
