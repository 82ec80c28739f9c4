import { reviewingTeam } from '../conversation/reviewing.ts';
import type { Form } from '../model/form.ts';
import type { FormAnswer } from '../model/message.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { dateAt, yearAfter } from '../time/calendar.ts';
import { openCard, savedCard } from './cards.ts';
import type { EditingTools } from './editing-tools.ts';
import { entryForm, previewForm } from './entry-form.ts';
import { blankEntry, type EntryText, listFields, type SingleField, singleFields } from './entry-text.ts';
import type { Fault, WrittenEntry } from './entry-writer.ts';
import { chosenWay, filledIn, type SaveAs } from './fields.ts';
import { printOf, readFormValue } from './form-value.ts';
import { notesOn } from './nearness.ts';
import { checkedToday } from './publish.ts';

const titles: Readonly<Record<SaveAs, string>> = {
  keep: 'Saved',
  current: 'Published',
  draft: 'Saved as a draft',
  archived: 'Saved as archived',
  superseded: 'Saved as superseded',
  closed: 'Saved as closed'
};

/** Creates the actions that add and edit entries in three steps: form, preview, save. */
export function createWriting({ knowledgeBase, whole, team, writer, readEntry }: EditingTools) {
  /** Returns the start of a new entry, from a person's question and the answer given to it. */
  const begun = (text: string, now: number): EntryText => {
    const [question = '', ...answer] = text.trim().split(/\n{2,}/);
    const ask = question.replace(/\s+/g, ' ').slice(0, 300);
    const today = dateAt(now);
    const { topic = 'improvement' } = ask ? knowledgeBase().matcher.find(ask) : {};
    const title = ask.replace(/[?!.\s]+$/, '').slice(0, 100);
    return {
      ...blankEntry,
      single: {
        ...(title && { title: title[0]!.toUpperCase() + title.slice(1) }),
        kind: 'page',
        topic,
        status: 'draft',
        ...inName(reviewingTeam(whole(), team)),
        compiled: today,
        review_by: yearAfter(today)
      },
      lists: { ...blankEntry.lists, asks: ask ? [ask] : [] },
      body: answer.join('\n\n')
    };
  };

  /** Returns the text to save in the chosen way. The next review date follows from the review, unless it was set. */
  const savedAs = (way: SaveAs, entry: EntryText, before: EntryText, now: number): EntryText => {
    if (way === 'keep') return asReviewed(entry, before, now);
    const by = entry.single.reviewed_by ?? reviewingTeam(whole(), team);
    const next = { ...entry, single: { ...entry.single, status: way, ...inName(by) } };
    if (way === 'draft') return reviewless(next, before);
    const set = entry.single.review_by !== before.single.review_by;
    return checkedToday(next, dateAt(now), set ? entry.single.review_by : undefined);
  };

  /**
   * Returns the form after another person's change: the typed values stay, and each field shows the entry's current
   * value.
   */
  const conflict = (typed: EntryText, written: WrittenEntry, id: string): Reply => {
    const currently = (now: string): string => `It says now: ${now || 'nothing'}`;
    const faults: Fault[] = [];
    const compare = (field: SingleField | 'body', is: string, was: string): void => {
      if (is !== was) faults.push({ field, message: currently(was) });
    };
    // the team is filled in by the form, whether or not the entry has one
    const comparable = singleFields.filter((field) => field !== 'reviewed_by' || written.entry.single.reviewed_by);
    for (const field of comparable) compare(field, typed.single[field] ?? '', written.entry.single[field] ?? '');
    compare('body', typed.body, written.entry.body);
    for (const field of listFields) {
      const [mine, theirs] = [typed.lists[field], written.entry.lists[field]];
      const parts = [
        ...theirs.filter((item) => !mine.includes(item)).map((item) => `with “${item}”`),
        ...mine.filter((item) => !theirs.includes(item)).map((item) => `without “${item}”`)
      ];
      if (parts.length > 0) faults.push({ field, message: currently(parts.join(', ')) });
    }
    const text =
      'Somebody changed this entry since you opened it, and nothing was saved. Where yours differs, the field says so. Put it right and look at it again.';
    const value = { id, mark: written.mark };
    const form = entryForm({ value, entry: typed, knowledge: knowledgeBase().knowledge, faults, text });
    return { ...toAsker({ title: 'Not saved', text }), form };
  };

  const notSaved = (faults: readonly Fault[], form: Form): Reply => ({
    ...toAsker({ title: 'Not saved', text: faults.map(({ message }) => message).join(' ') }),
    form
  });

  return {
    openNew(text: string, shared: boolean, action: string, now: number): Reply {
      const value = shared ? ({ shared } as const) : {};
      const form = entryForm({ value, entry: begun(text, now), knowledge: knowledgeBase().knowledge });
      const said = text ? 'A draft is begun from it. Nobody is answered from it before you publish it.' : form.text!;
      return { ...toAsker(openCard('Add an entry', said, { id: action, label: 'Open the form', value: text })), form };
    },

    async openEdit(id: string): Promise<Reply> {
      const { entry, mark } = await readEntry(id);
      const shown = { ...entry, single: { ...inName(reviewingTeam(whole(), team)), ...entry.single } };
      const form = entryForm({ value: { id, mark }, entry: shown, knowledge: knowledgeBase().knowledge });
      const title = `Edit “${entry.single.title ?? id}”`;
      return {
        ...toAsker(openCard(title, form.text!, { id: 'curate.edit', label: 'Open the form', value: id })),
        form
      };
    },

    async submit({ value: carried, fields, conversation }: FormAnswer, now: number): Promise<Reply> {
      const value = readFormValue(carried);
      const { id, mark, seen, shared } = value;
      const { knowledge, matcher } = knowledgeBase();
      const written = id === undefined ? undefined : await readEntry(id);
      const before = written?.entry ?? begun('', now);
      const typed = filledIn(fields, before);
      if (id !== undefined && written && written.mark !== mark) return conflict(typed, written, id);

      const way = chosenWay(fields) ?? (written ? 'keep' : 'draft');
      const entry = savedAs(way, typed, before, now);
      const drawn = { value, entry: typed, knowledge, before: written?.entry };
      if (seen === printOf(typed)) {
        const what = id === undefined ? 'Add' : way === 'current' ? 'Publish' : 'Edit';
        const where = { ...(id !== undefined && { id }), ...(mark !== undefined && { mark }) };
        const saved = await writer.save({ ...where, entry, what, platform: conversation.platform }, now);
        if (saved.outcome === 'saved') {
          const card = savedCard(titles[way], saved.entry, saved.where);
          return shared && !conversation.direct ? toEveryone(card) : toAsker(card);
        }
        if (saved.outcome === 'changed' && id !== undefined) return conflict(typed, await readEntry(id), id);
        const faults = saved.outcome === 'refused' ? saved.faults : [];
        return notSaved(faults, previewForm({ ...drawn, made: undefined, notes: [], faults }));
      }
      const checked = await writer.check(id, entry, now);
      if ('faults' in checked) {
        const { faults } = checked;
        const again = seen === undefined ? entryForm : previewForm;
        return notSaved(faults, again({ ...drawn, made: undefined, notes: [], faults }));
      }
      const notes = notesOn(checked, entry, before, matcher);
      const look = previewForm({ ...drawn, value: { ...value, seen: printOf(typed) }, made: checked.entry, notes });
      return { ...toAsker({ title: 'Not saved yet', text: 'Look at it first.' }), form: look };
    }
  };
}

const inName = (team: string | undefined) => (team === undefined ? {} : { reviewed_by: team });

/** Returns an entry with its previous team, or without a team where it was never reviewed. */
function reviewless(entry: EntryText, before: EntryText): EntryText {
  const { reviewed_by: _, ...single } = entry.single;
  const by = before.single.reviewed === undefined ? undefined : before.single.reviewed_by;
  return { ...entry, single: { ...single, ...inName(by) } };
}

/** Returns an entry as reviewed if an editor changed the words or links of a previously reviewed one. */
function asReviewed(entry: EntryText, before: EntryText, now: number): EntryText {
  if (before.single.reviewed === undefined) return reviewless(entry, before);
  const same = entry.body === before.body && entry.single.url === before.single.url;
  if (same) return entry;
  return { ...entry, single: { ...entry.single, reviewed: dateAt(now) } };
}
