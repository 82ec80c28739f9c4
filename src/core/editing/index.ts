import { reviewingTeam } from '../conversation/reviewing.ts';
import type { ChatModule } from '../model/chat-module.ts';
import { UserFacingError } from '../model/errors.ts';
import { answerable, type KnowledgeBase } from '../model/knowledge-base.ts';
import { type ActionPress, type Command, type FormAnswer, isNamed } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { dateAt } from '../time/calendar.ts';
import { foundCard, listCard, openCard, overviewCard, refusalCard } from './cards.ts';
import type { EditingTools } from './editing-tools.ts';
import type { EntryWriter } from './entry-writer.ts';
import { readFormValue } from './form-value.ts';
import { openPublish, openWithdraw, publish, review, withdraw } from './publish.ts';
import { createWording } from './wording.ts';
import { createWriting } from './write.ts';

interface EditingParts {
  /** Returns the knowledge base, including drafts. */
  knowledgeBase: () => KnowledgeBase;
  writer: EntryWriter;
  /** People who may change entries, in the format of `isNamed`. */
  editors: ReadonlySet<string>;
  /** Team in whose name they review, where it is set. */
  team?: string | undefined;
  /** Draws a week's digest again after a press on it reviewed an entry. */
  redraw?: EditingTools['redraw'];
}

/** Maximum number of entries offered for an editor's search. */
const mostFound = 6;

/** Commands whose form is opened by a button, with its label. */
const formLabels: ReadonlyMap<string, string> = new Map([
  ['edit', 'Edit'],
  ['publish', 'Publish'],
  ['withdraw', 'Withdraw']
]);

/** Creates the chat module in which editors add, edit, publish and withdraw entries. */
export function createEditing({ knowledgeBase, writer, editors, team, redraw }: EditingParts): ChatModule {
  const tools: EditingTools = {
    knowledgeBase: () => answerable(knowledgeBase()),
    whole: () => knowledgeBase().knowledge,
    writer,
    team,
    ...(redraw && { redraw }),
    readEntry: async (id) => {
      const written = await writer.read(id);
      if (!written) throw new UserFacingError('That entry is no longer there. `entries` lists what there is.');
      return written;
    }
  };
  const writing = createWriting(tools);
  const wording = createWording(tools);

  const isEditor = (message: ActionPress | FormAnswer | Command): boolean => isNamed(editors, message);
  const refused = (id: string | undefined): Reply => {
    const owner = id === undefined ? undefined : knowledgeBase().knowledge.entries.get(id)?.owner;
    return toAsker(refusalCard(editors.size > 0, owner));
  };
  const nameOfTeam = (): string | undefined => reviewingTeam(knowledgeBase().knowledge, team);
  const press = async (message: ActionPress, now: number): Promise<Reply> => {
    const { action, value, conversation } = message;
    switch (action) {
      case 'curate.add':
        return writing.openNew('', false, action, now);
      case 'curate.new':
        return writing.openNew(value, !conversation.direct, action, now);
      case 'curate.edit':
        return writing.openEdit(value);
      case 'curate.publish':
        return openPublish(value, now, tools);
      case 'curate.review':
        return review(message, now, tools);
      case 'curate.withdraw':
        return openWithdraw(value, tools);
      case 'curate.wording':
        return wording.press(value);
      case 'curate.list':
        return toAsker(listCard(value, knowledgeBase().knowledge, dateAt(now), nameOfTeam()));
      default:
        throw new UserFacingError('I do not know that button; the card may be an old one. `entries` makes a new one.');
    }
  };

  /** Returns a card with the button for a command's form, since no window can be opened after a typed command. */
  const toOpen = async (word: string, label: string, id: string): Promise<Reply> => {
    const { entry } = await tools.readEntry(id);
    const title = `${label} “${entry.single.title ?? id}”`;
    const said = 'Nothing is changed before you have seen it.';
    return toAsker(openCard(title, said, { id: `curate.${word}`, label, value: id }));
  };

  const command = async ({ rest }: Command, now: number): Promise<Reply> => {
    const { knowledge, matcher } = knowledgeBase();
    const [said = '', ...others] = rest.trim().split(/\s+/);
    const [word, words] = [said.toLowerCase(), others.join(' ')];
    switch (word) {
      case '':
        return toAsker(overviewCard(knowledge, dateAt(now), nameOfTeam()));
      case 'drafts':
      case 'due':
      case 'unreviewed':
        return toAsker(listCard(`${word} 0`, knowledge, dateAt(now), nameOfTeam()));
      case 'add':
      case 'new': {
        const text = 'You will see how it looks before anything is saved.';
        const label = 'Open the form';
        const action = words ? { id: 'curate.new', label, value: words } : { id: 'curate.add', label, value: '' };
        return toAsker(openCard('Add an entry', text, action));
      }
      case 'undo': {
        const id = idIn(words);
        // Also for a deleted entry; anything else is a person's words, which are not repeated.
        if (id !== undefined) return toAsker({ title: 'Undo', text: await writer.undo(id, now) });
        return toAsker(foundCard(words, matcher.suggest(words, { limit: mostFound })));
      }
      default: {
        const label = formLabels.get(word);
        const id = label && (await known(words));
        if (label && id) return toOpen(word, label, id);
        return toAsker(foundCard(words, matcher.suggest(words, { limit: mostFound })));
      }
    }
  };

  /** Returns the id of an existing entry, in any spelling. */
  const known = async (words: string): Promise<string | undefined> => {
    const id = idIn(words);
    return id !== undefined && (await writer.read(id)) ? id : undefined;
  };

  return {
    name: 'curate',
    word: 'entries',
    press: async (message, now) => {
      if (!isEditor(message)) return refused(message.value.split(' ')[0]);
      return press(message, now);
    },
    submit: async (message, now) => {
      if (!isEditor(message)) return refused(readFormValue(message.value).id);
      switch (message.form) {
        case 'curate.entry':
          return writing.submit(message, now);
        case 'curate.wording':
          return wording.submit(message, now);
        case 'curate.publish':
          return publish(message, now, tools);
        case 'curate.withdraw':
          return withdraw(message, now, tools);
        default:
          throw new UserFacingError('I do not know that form; it may be an old one. Open it again.');
      }
    },
    command: async (message, now) => {
      if (!isEditor(message)) return refused(message.rest.trim().split(/\s+/)[1]);
      return command(message, now);
    }
  };
}

/** Returns the possible id in a typed text. */
function idIn(words: string): string | undefined {
  const id = words.trim().toLowerCase();
  return /^[a-z0-9-]{1,60}$/.test(id) ? id : undefined;
}
