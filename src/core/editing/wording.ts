import type { Form } from '../model/form.ts';
import type { Matcher } from '../model/matcher.ts';
import type { FormAnswer } from '../model/message.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { maskPersonal, patientKinds, spokenList } from '../privacy/index.ts';
import { openCard, savedCard } from './cards.ts';
import type { EditingTools } from './editing-tools.ts';
import { readFormValue, writeFormValue } from './form-value.ts';
import { answeredBy, leftBlank } from './nearness.ts';

/** Maximum length of a question in matching, in characters. */
const longestAsk = 300;

/** Reads the value of a button that adds a wording: the entry's id, a space and the wording. */
function readWording(value: string): { id: string; wording: string } {
  const [id = '', ...words] = value.split(/\s+/);
  return { id, wording: words.join(' ').slice(0, longestAsk) };
}

/** Returns the sentence on what a wording is answered with before it is added to an entry. */
function answeredToday(wording: string, matcher: Matcher, id: string): string {
  const other = wording && answeredBy(wording, matcher, id);
  if (other) return `Today I answer it with “${other}”.`;
  const isFound = matcher.find(wording).matches[0]?.entry.id === id;
  return isFound ? 'Today I find the entry, but may not be sure of it.' : 'Today I have no sure answer to it.';
}

/** Creates the action that adds a person's wording of a question to the entry that answers it. */
export function createWording({ knowledgeBase, writer, readEntry }: EditingTools) {
  const form = async (id: string, wording: string, error?: string): Promise<{ form: Form; title: string }> => {
    const { entry } = await readEntry(id);
    const title = entry.single.title ?? id;
    const today = answeredToday(wording, knowledgeBase().matcher, id);
    return {
      title,
      form: {
        id: 'curate.wording',
        title: 'Add a wording',
        text: `It is added to the questions that “${title}” answers; nothing else changes. ${[today, ...leftBlank(wording)].join(' ')}`,
        value: writeFormValue({ id, shared: true }),
        fields: [
          {
            id: 'wording',
            label: 'The question, as people put it',
            kind: 'line',
            max: longestAsk,
            value: wording,
            hint: 'Leave out names, places and anything that says who somebody is.',
            ...(error && { error })
          }
        ],
        submit: 'Add'
      }
    };
  };

  return {
    async press(value: string): Promise<Reply> {
      const { id, wording } = readWording(value);
      const opened = await form(id, wording);
      const action = { id: 'curate.wording', label: 'Add it', value };
      const card = openCard('Add a wording?', `It goes to the questions of “${opened.title}”.`, action);
      return { ...toAsker({ ...card, quote: wording }), form: opened.form };
    },

    async submit({ value, fields, conversation }: FormAnswer, now: number): Promise<Reply> {
      const { id = '' } = readFormValue(value);
      const wording = (fields.wording ?? '').trim().replace(/\s+/g, ' ');
      const { entry, mark } = await readEntry(id);
      const again = async (error: string): Promise<Reply> => {
        const { form: shown } = await form(id, wording, error);
        return { ...toAsker({ title: 'Not added', text: error }), form: shown };
      };
      if (!wording) return again('Write the question.');
      const { text: masked, found } = maskPersonal(wording, patientKinds);
      if (found.length > 0) {
        const text = `I took out what looks like ${spokenList(found)}. Nothing is added yet: put it in other words.`;
        const { form: shown } = await form(id, masked);
        return { ...toAsker({ title: 'Not added', text }), form: { ...shown, text } };
      }
      if (entry.lists.asks.includes(wording)) return again('The entry has this wording already.');
      const changed = { ...entry, lists: { ...entry.lists, asks: [...entry.lists.asks, wording] } };
      const change = { id, mark, entry: changed, what: 'Add a wording', platform: conversation.platform };
      const saved = await writer.save(change, now);
      if (saved.outcome === 'changed') return again('Somebody changed the entry at this moment. Send it once more.');
      if (saved.outcome === 'refused') return again(saved.faults.map(({ message }) => message).join(' '));
      const card = { ...savedCard('Wording added', saved.entry, saved.where), quote: wording };
      return conversation.direct ? toAsker(card) : toEveryone(card);
    }
  };
}
