import { entryCard } from '../conversation/entry-card.ts';
import { reviewingTeam } from '../conversation/reviewing.ts';
import type { Form } from '../model/form.ts';
import type { ActionPress, FormAnswer } from '../model/message.ts';
import { inPlace, type Reply, toAsker } from '../model/reply.ts';
import { dateAt, yearAfter } from '../time/calendar.ts';
import { openCard, savedCard } from './cards.ts';
import type { EditingTools } from './editing-tools.ts';
import { entryForm } from './entry-form.ts';
import type { EntryText } from './entry-text.ts';
import { readFormValue, writeFormValue } from './form-value.ts';
import { notesOn } from './nearness.ts';

/** Returns an entry with today as its review date; the next review is in a year where no other day is given. */
export function checkedToday(entry: EntryText, today: string, reviewBy?: string): EntryText {
  const single = { ...entry.single, reviewed: today, review_by: reviewBy ?? yearAfter(today) };
  return { ...entry, single };
}

/** Returns a published entry as reviewed by a team today. */
export function reviewedBy(entry: EntryText, team: string, today: string): EntryText {
  return checkedToday({ ...entry, single: { ...entry.single, reviewed_by: team } }, today);
}

/** Values typed in the form, and what was wrong with them. */
interface Typed {
  reviewBy?: string;
  by?: string;
  error?: string;
}

/** Returns the team in whose name an entry is reviewed. */
function inNameOf({ single }: EntryText, { whole, team }: EditingTools): string | undefined {
  return single.reviewed_by ?? reviewingTeam(whole(), team);
}

/** Returns an entry as published and checked today, in the name of a team where there is one. */
function published(entry: EntryText, by: string | undefined, now: number, reviewBy?: string): EntryText {
  const { status = 'draft' } = entry.single;
  const current = { ...entry.single, status: status === 'draft' ? 'current' : status };
  const single = by ? { ...current, reviewed_by: by } : current;
  return checkedToday({ ...entry, single }, dateAt(now), reviewBy);
}

async function publishForm(id: string, now: number, tools: EditingTools, typed: Typed = {}): Promise<Form> {
  const { entry, mark } = await tools.readEntry(id);
  const { knowledge, matcher } = tools.knowledgeBase();
  const { error } = typed;
  const by = typed.by ?? inNameOf(entry, tools) ?? '';
  const next = published(entry, by || 'Your team', now);
  const checked = await tools.writer.check(id, next, now);
  const value = { id, mark };
  if ('faults' in checked) {
    const text = 'It cannot be published as it is.';
    return entryForm({ value, entry: next, knowledge, faults: checked.faults, text });
  }
  const draft = entry.single.status === 'draft';
  const notes = draft ? notesOn(checked, next, { ...entry, lists: { ...entry.lists, asks: [] } }, matcher) : [];
  const what = draft ? 'From now on people are answered with it.' : 'People go on being answered with it.';
  return {
    id: 'curate.publish',
    title: draft ? 'Publish this entry?' : 'Have you checked it?',
    text: [...notes, `${what} You say that you have checked the words and the links today.`].join('\n'),
    preview: entryCard(checked.entry, knowledge),
    value: writeFormValue(value),
    fields: [
      {
        id: 'reviewed_by',
        label: 'Your team',
        kind: 'line',
        max: 80,
        value: by,
        hint: 'It stands on the card: “Reviewed today by the QI team”.'
      },
      {
        id: 'review_by',
        label: 'Look at it again by',
        kind: 'date',
        value: typed.reviewBy ?? next.single.review_by ?? '',
        ...(error && { error })
      }
    ],
    submit: draft ? 'Publish' : 'I have checked this'
  };
}

async function withdrawForm(id: string, tools: EditingTools): Promise<Form> {
  const { entry, mark } = await tools.readEntry(id);
  const { entries, tips } = tools.whole();
  const leading = [...entries.values()].filter(
    ({ see, contact, supersededBy, status }) =>
      status !== 'draft' && (see.includes(id) || contact === id || supersededBy === id)
  ).length;
  const tipsOf = tips.filter(({ resource }) => resource === id).length;
  const lead = [
    leading > 0 && `${leading} ${leading === 1 ? 'entry leads' : 'entries lead'} to it`,
    tipsOf > 0 && `${tipsOf} ${tipsOf === 1 ? 'tip leads' : 'tips lead'} to it`
  ].filter(Boolean);
  return {
    id: 'curate.withdraw',
    title: 'Withdraw this entry?',
    text: [
      `“${entry.single.title ?? id}” becomes a draft: nobody is answered from it any more. Nothing is deleted, and you can publish it again.`,
      ...(lead.length > 0 ? [`${lead.join(', and ')}; from there it will no longer be shown.`] : []),
      'Has the thing itself closed, and should people be told so? Then cancel, choose Edit, and save it as Closed.'
    ].join('\n'),
    value: writeFormValue({ id, mark }),
    fields: [],
    submit: 'Withdraw'
  };
}

function opened(action: string, label: string, id: string, form: Form): Reply {
  return { ...toAsker(openCard(form.title, form.text ?? '', { id: action, label, value: id })), form };
}

/** Saves, or shows the form again with the errors. */
async function save(
  { value, conversation }: FormAnswer,
  change: { entry: EntryText; what: string; title: string },
  again: (error: string) => Promise<Form>,
  now: number,
  { writer }: EditingTools
): Promise<Reply> {
  const { id = '', mark = '' } = readFormValue(value);
  const { entry, what, title } = change;
  const saved = await writer.save({ id, mark, entry, what, platform: conversation.platform }, now);
  if (saved.outcome === 'saved') return toAsker(savedCard(title, saved.entry, saved.where));
  const error =
    saved.outcome === 'refused'
      ? saved.faults.map(({ message }) => message).join(' ')
      : 'Somebody changed this entry since you opened it. Nothing was saved; this is how it is now.';
  const form = await again(error);
  return { ...toAsker({ title: 'Not saved', text: error }), form: { ...form, text: `${error}\n${form.text ?? ''}` } };
}

/** Opens the form that publishes an entry. */
export async function openPublish(id: string, now: number, tools: EditingTools): Promise<Reply> {
  return opened('curate.publish', 'Look at it', id, await publishForm(id, now, tools));
}

/** Opens the form that withdraws an entry. */
export async function openWithdraw(id: string, tools: EditingTools): Promise<Reply> {
  return opened('curate.withdraw', 'Withdraw it', id, await withdrawForm(id, tools));
}

/** Publishes an entry, or confirms a published one. */
export async function publish(message: FormAnswer, now: number, tools: EditingTools): Promise<Reply> {
  const { id = '' } = readFormValue(message.value);
  const { entry } = await tools.readEntry(id);
  const reviewBy = message.fields.review_by ?? '';
  const by = (message.fields.reviewed_by ?? '').trim().replace(/\s+/g, ' ');
  const next = published(entry, by || inNameOf(entry, tools), now, reviewBy);
  const draft = entry.single.status === 'draft';
  const change = { entry: next, what: draft ? 'Publish' : 'Review', title: draft ? 'Published' : 'Checked' };
  return save(message, change, (error) => publishForm(id, now, tools, { reviewBy, by, error }), now, tools);
}

/** Reviews a published entry at once in the name of the known team; asks for the team where none is known. */
export async function review({ value, conversation }: ActionPress, now: number, tools: EditingTools): Promise<Reply> {
  const [id = '', week] = value.split(' ');
  const { entry, mark } = await tools.readEntry(id);
  const by = inNameOf(entry, tools);
  if (by === undefined || entry.single.status === 'draft') return openPublish(id, now, tools);
  const change = { id, mark, entry: published(entry, by, now), what: 'Review', platform: conversation.platform };
  const saved = await tools.writer.save(change, now);
  if (saved.outcome === 'saved') {
    const digest = week === undefined ? undefined : await tools.redraw?.(week, saved.entry, now);
    return digest ? inPlace(digest) : toAsker(savedCard(`Checked by ${by}`, saved.entry, saved.where));
  }
  const text =
    saved.outcome === 'refused'
      ? saved.faults.map(({ message }) => message).join(' ')
      : 'Somebody is changing this entry just now. Look at it again.';
  return toAsker(openCard('Not saved', text, { id: 'curate.edit', label: 'Edit', value: id }));
}

/** Makes an entry a draft, from which nobody is answered. */
export async function withdraw(message: FormAnswer, now: number, tools: EditingTools): Promise<Reply> {
  const { id = '' } = readFormValue(message.value);
  const { entry } = await tools.readEntry(id);
  const next = { ...entry, single: { ...entry.single, status: 'draft' } };
  const change = { entry: next, what: 'Withdraw', title: 'Withdrawn' };
  return save(message, change, () => withdrawForm(id, tools), now, tools);
}
